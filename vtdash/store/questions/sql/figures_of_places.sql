-- Question: what has been published about places inside the cities?
-- Grain: one row per figure of a named district, commune or school.
SELECT figure_id, city, territory, area_name, period, year_start, year_end AS year, indicator_id, level,
       'breakdown' AS group_kind, breakdown AS "group", unit,
       CASE WHEN value_low = value_high THEN value_low END AS value,
       value_low AS low, value_high AS high, qualifier, status, 'published' AS data_status,
       recurrence, document, confidence, source_id
FROM figure
WHERE list_contains($cities, city)
  AND list_contains($area_names, area_name)
ORDER BY year_end DESC, indicator_id, figure_id
