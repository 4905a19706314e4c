-- Question: what is the latest published observation of whole cities?
-- Grain: one row per indicator and territory; an observation goes before an estimate of the
-- same year, a high confidence before a medium one, the later figure id last.
SELECT * EXCLUDE (is_whole)
FROM published_rows
WHERE list_contains($cities, city)
  AND list_contains($indicators, indicator_id)
  AND is_whole AND status IN ('observed', 'estimate') AND recurrence <> 'cumulative'
  AND year_start = year
  AND (level = '' OR level = 'all')
QUALIFY row_number() OVER (
    PARTITION BY indicator_id, territory
    ORDER BY year DESC, status = 'observed' DESC, confidence = 'high' DESC, figure_id DESC
) = 1
ORDER BY indicator_id, territory
