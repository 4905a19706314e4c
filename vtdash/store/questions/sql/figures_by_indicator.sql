-- Question: what has been published about these indicators for whole cities?
-- Grain: one row per figure, sub-groups included and named by their breakdown.
SELECT * EXCLUDE (is_whole)
FROM published_rows
WHERE list_contains($cities, city)
  AND list_contains($indicators, indicator_id)
  AND list_contains($statuses, status)
  AND area_name = ''
  AND year BETWEEN $first_year AND $last_year
ORDER BY indicator_id, territory, year, figure_id
