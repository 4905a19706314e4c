-- Question: which reported records are current, and which file are they from?
-- Grain: one row per record and file, ordered by key. Names in braces are columns of the schema.
SELECT {columns}, file_order
FROM reported_part
ORDER BY {key}, file_order
