-- Question: which figures does the register hold?
-- Grain: one row per figure, in the register's order.
SELECT figure_id, city, territory, area_name, period, year_start, year_end AS year, indicator_id, level,
       'breakdown' AS group_kind, breakdown AS "group", unit,
       CASE WHEN value_low = value_high THEN value_low END AS value,
       value_low AS low, value_high AS high, qualifier, status, 'published' AS data_status,
       recurrence, document, confidence, source_id
FROM figure
WHERE (len($indicators) = 0
       OR list_contains($indicators, indicator_id))
ORDER BY figure_id
