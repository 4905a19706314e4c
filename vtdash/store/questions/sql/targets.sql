-- Question: which targets end in the chosen years, for whole cities?
-- Grain: one row per figure.
SELECT figure_id, city, territory, area_name, period, year_start, year_end AS year, indicator_id, level,
       'breakdown' AS group_kind, breakdown AS "group", unit,
       CASE WHEN value_low = value_high THEN value_low END AS value,
       value_low AS low, value_high AS high, qualifier, status, 'published' AS data_status,
       recurrence, document, confidence, source_id
FROM figure
WHERE list_contains($cities, city)
  AND list_contains($indicators, indicator_id)
  AND is_whole AND status = 'target' AND recurrence = 'single'
  AND year_end BETWEEN $first_year AND $last_year
ORDER BY indicator_id, territory, year_end, figure_id
