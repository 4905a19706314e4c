-- Question: what is published, figure by figure, in the columns of an observation?
-- Grain: one row per figure of the register, in its order. A range or a bound has no value.
SELECT figure_id, city, territory, area_name, period, year_start, year_end AS year, indicator_id,
       level, 'breakdown' AS group_kind, breakdown AS "group", unit,
       CASE WHEN value_low = value_high THEN value_low END AS value,
       value_low AS low, value_high AS high, qualifier, status, 'published' AS data_status,
       recurrence, document, confidence, source_id, is_whole
FROM figure
