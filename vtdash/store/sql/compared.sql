-- Question: within these scopes, which rows are new, changed, vanished or unchanged?
-- Grain: one row per key, current or new. Names in braces are columns of the schema.
CREATE TEMP TABLE compared AS
SELECT {key}, {pairs},
       CASE WHEN b.is_there IS NULL THEN 'new'
            WHEN a.is_there IS NULL THEN 'vanished'
            WHEN {before} IS NOT DISTINCT FROM {after} THEN 'unchanged'
            ELSE 'changed' END AS kind
FROM (SELECT *, true AS is_there FROM reported_now SEMI JOIN touched USING ({scope})) AS b
FULL JOIN (SELECT *, true AS is_there FROM reported_new) AS a USING ({key})
