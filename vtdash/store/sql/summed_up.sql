-- Question: what do the files that count come to, record by record?
-- Grain: one row per record. Names in braces are columns of the schema.
CREATE OR REPLACE TEMP TABLE {into} AS
SELECT {sums}
FROM {into}_part
GROUP BY {key}
