-- Question: how did the milestones of chosen items go, quarter by quarter?
-- Grain: city, territory, item, quarter, indicator (planned, done), data status.
WITH summed AS (
    SELECT city, territory, item_id, year, year || '-Q' || quarter AS period, data_status,
           sum(milestones_planned) AS planned, sum(milestones_done) AS done
    FROM task_progress
    WHERE {filters}
      AND list_contains($items, item_id)
    GROUP BY city, territory, item_id, year, quarter, data_status
)
SELECT city, territory, 'item' AS group_kind, item_id AS "group", year, period, kind.indicator_id,
       'milestones' AS unit,
       CAST(CASE kind.place WHEN 1 THEN planned ELSE done END AS BIGINT) AS value, data_status
FROM summed
CROSS JOIN (VALUES (1, 'task_milestones_planned'), (2, 'task_milestones_done'))
    AS kind(place, indicator_id)
ORDER BY city, item_id, period, territory, kind.place, data_status
