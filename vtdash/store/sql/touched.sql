-- Question: for which scopes do the new returns speak?
-- Grain: one row per scope. Names in braces are columns of the schema.
CREATE TEMP TABLE touched AS
SELECT DISTINCT {scope}
FROM reported_new
