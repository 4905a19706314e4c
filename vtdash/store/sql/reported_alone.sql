-- Question: which rows of the only file count, of these cities and areas (of all where none)?
-- Grain: one row per record. Nothing replaces rows of a file that is alone: all of them count.
CREATE OR REPLACE TEMP TABLE {into}_part AS
SELECT {columns}, CAST(0 AS BIGINT) AS file_order
FROM stored_row
WHERE (len(CAST($cities AS VARCHAR[])) = 0
       OR list_contains(CAST($cities AS VARCHAR[]), city))
  AND (len(CAST($areas AS VARCHAR[])) = 0
       OR list_contains(CAST($areas AS VARCHAR[]), area_code))
