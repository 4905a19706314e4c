-- Question: how much of what was planned did each task or group of measures do?
-- Grain: city, territory, item, data status, over the chosen years. Divided last.
SELECT city, territory, 'item' AS group_kind, item_id AS "group", max(year) AS year,
       min(year * 10 + quarter) AS first_quarter, max(year * 10 + quarter) AS last_quarter,
       'task_milestones_done_rate' AS indicator_id, 'percent' AS unit,
       100.0 * sum(milestones_done) / nullif(sum(milestones_planned), 0) AS value,
       CAST(sum(milestones_done) AS BIGINT) AS numerator,
       CAST(sum(milestones_planned) AS BIGINT) AS denominator, data_status
FROM task_progress
WHERE {filters}
GROUP BY city, territory, item_id, data_status
ORDER BY city, item_id, territory, data_status
