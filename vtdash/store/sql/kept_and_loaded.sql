-- Question: which stored and new rows speak for the scopes of the new returns?
-- Grain: one row per record and file. Names in braces are columns of the schema.
CREATE OR REPLACE TEMP VIEW stored_row AS
SELECT {columns}, filename
FROM kept_row
SEMI JOIN touched USING ({scope})
UNION ALL
SELECT {columns}, filename
FROM loaded_row
