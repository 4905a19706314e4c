-- Question: which rows of one kind come first?
-- Grain: one row per key. Names in braces are columns of the schema.
SELECT {key}, {pairs}
FROM compared
WHERE kind = $kind
ORDER BY {key}
LIMIT $most
