-- Question: how many rows are new, changed, vanished or unchanged?
-- Grain: kind.
SELECT kind, count(*) AS rows
FROM compared
GROUP BY kind
