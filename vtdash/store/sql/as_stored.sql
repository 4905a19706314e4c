-- Question: what do the files that count hold, where none adds to another?
-- Grain: one row per record. Names in braces are columns of the schema.
CREATE OR REPLACE TEMP VIEW {into} AS
SELECT {columns}
FROM {into}_part
