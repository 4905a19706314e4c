-- Question: which reported records are current?
-- Grain: one row per record, ordered by key. Names in braces are columns of the schema.
SELECT {columns}
FROM reported
ORDER BY {key}
