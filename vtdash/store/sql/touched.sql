-- Question: for which scopes do the new returns speak, or take rows away?
-- Grain: one row per scope. Names in braces are columns of the schema.
CREATE TEMP TABLE touched AS
SELECT {scope}
FROM loaded_row
UNION
SELECT {scope}
FROM contained
