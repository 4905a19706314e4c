-- Question: what is the latest published observation of whole cities?
-- Grain: one row per indicator and territory; an observation goes before an estimate of the
-- same year, a high confidence before a medium one, the later figure id last.
SELECT figure_id, city, territory, area_name, period, year_start, year_end AS year, indicator_id, level,
       'breakdown' AS group_kind, breakdown AS "group", unit,
       CASE WHEN value_low = value_high THEN value_low END AS value,
       value_low AS low, value_high AS high, qualifier, status, 'published' AS data_status,
       recurrence, document, confidence, source_id
FROM figure
WHERE list_contains($cities, city)
  AND list_contains($indicators, indicator_id)
  AND is_whole AND status IN ('observed', 'estimate') AND recurrence <> 'cumulative'
  AND year_start = year_end
  AND (level = '' OR level = 'all')
QUALIFY row_number() OVER (
    PARTITION BY indicator_id, territory
    ORDER BY year_end DESC, status = 'observed' DESC, confidence = 'high' DESC, figure_id DESC
) = 1
ORDER BY indicator_id, territory
