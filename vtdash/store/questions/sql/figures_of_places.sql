-- Question: what has been published about places inside the cities?
-- Grain: one row per figure of a named district, commune or school.
SELECT * EXCLUDE (is_whole)
FROM published_rows
WHERE list_contains($cities, city)
  AND list_contains($area_names, area_name)
ORDER BY year DESC, indicator_id, figure_id
