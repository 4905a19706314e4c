-- Question: which targets and plans hold every year, for whole cities?
-- Grain: one row per figure; year_start and year are its first and last year.
SELECT * EXCLUDE (is_whole)
FROM published_rows
WHERE list_contains($cities, city)
  AND list_contains($indicators, indicator_id)
  AND is_whole AND recurrence = 'annual' AND status IN ('target', 'plan')
ORDER BY indicator_id, territory, year, figure_id
