-- Question: which figures does the register hold?
-- Grain: one row per figure, in the register's order.
SELECT * EXCLUDE (is_whole)
FROM published_rows
WHERE (len($indicators) = 0 OR list_contains($indicators, indicator_id))
ORDER BY figure_id
