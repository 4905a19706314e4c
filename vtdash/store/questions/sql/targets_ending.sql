-- Question: which targets end in the chosen years, for whole cities?
-- Grain: one row per figure.
SELECT * EXCLUDE (is_whole)
FROM published_rows
WHERE list_contains($cities, city)
  AND list_contains($indicators, indicator_id)
  AND is_whole AND status = 'target' AND recurrence = 'single'
  AND year BETWEEN $first_year AND $last_year
ORDER BY indicator_id, territory, year, figure_id
