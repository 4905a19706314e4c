-- Question: what share of the graduates who answered is in work, by cohort?
-- Grain: city, territory, cohort year, data status. Divided last.
SELECT city, territory, year, CAST(year AS VARCHAR) AS period,
       'graduate_employment_rate' AS indicator_id, 'percent' AS unit,
       bit_or(1 << CAST(CAST(months_after AS VARCHAR) AS INTEGER)) AS months,
       100.0 * sum(employed) / nullif(sum(respondents), 0) AS value,
       CAST(sum(employed) AS BIGINT) AS numerator,
       CAST(sum(respondents) AS BIGINT) AS denominator, data_status
FROM graduate_tracer
WHERE list_contains(CAST($cities AS VARCHAR[]), city)
  AND year BETWEEN $first_year AND $last_year
  AND list_contains(CAST($data_statuses AS VARCHAR[]), data_status)
  AND (len(CAST($areas AS VARCHAR[])) = 0 OR list_contains(CAST($areas AS VARCHAR[]), area_id))
  AND (len(CAST($occupations AS VARCHAR[])) = 0
       OR list_contains(CAST($occupations AS VARCHAR[]), occupation_key))
  AND (len(CAST($levels AS VARCHAR[])) = 0 OR list_contains(CAST($levels AS VARCHAR[]), level))
GROUP BY city, territory, year, data_status
ORDER BY city, territory, year, data_status
