-- Question: which published values of whole cities belong on a yearly axis?
-- Grain: one row per figure. Left out: sub-groups, cumulative values, spans of years.
SELECT * EXCLUDE (is_whole)
FROM published_rows
WHERE list_contains($cities, city)
  AND list_contains($indicators, indicator_id)
  AND list_contains($figure_levels, level)
  AND is_whole AND recurrence = 'single' AND year_start = year
  AND year BETWEEN $first_year AND $last_year
ORDER BY territory, year, status, figure_id
