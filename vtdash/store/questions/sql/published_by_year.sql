-- Question: which published values of whole cities belong on a yearly axis?
-- Grain: one row per figure. Left out: sub-groups, cumulative values, spans of years.
SELECT figure_id, city, territory, area_name, period, year_start, year_end AS year, indicator_id, level,
       'breakdown' AS group_kind, breakdown AS "group", unit,
       CASE WHEN value_low = value_high THEN value_low END AS value,
       value_low AS low, value_high AS high, qualifier, status, 'published' AS data_status,
       recurrence, document, confidence, source_id
FROM figure
WHERE list_contains($cities, city)
  AND list_contains($indicators, indicator_id)
  AND list_contains($figure_levels, level)
  AND is_whole AND recurrence = 'single' AND year_start = year_end
  AND year_end BETWEEN $first_year AND $last_year
ORDER BY territory, year_end, status, figure_id
