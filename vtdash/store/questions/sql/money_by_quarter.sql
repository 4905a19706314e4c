-- Question: how was the money of chosen items planned and spent, quarter by quarter?
-- Grain: city, territory, item, quarter, indicator (planned, spent), data status.
WITH summed AS (
    SELECT city, territory, item_id, year, year || '-Q' || quarter AS period, data_status,
           sum(money_planned) AS planned, sum(money_spent) AS spent
    FROM task_progress
    WHERE {filters}
      AND list_contains($items, item_id)
    GROUP BY city, territory, item_id, year, quarter, data_status
)
SELECT city, territory, 'item' AS group_kind, item_id AS "group", year, period, kind.indicator_id,
       'million_vnd' AS unit,
       round(CASE kind.place WHEN 1 THEN planned ELSE spent END, 3) AS value, data_status
FROM summed
CROSS JOIN (VALUES (1, 'task_money_planned'), (2, 'task_money_spent'))
    AS kind(place, indicator_id)
ORDER BY city, item_id, period, territory, kind.place, data_status
