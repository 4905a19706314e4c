-- Question: what share of the graduates who answered is in work, by occupation?
-- Grain: occupation, territory, data status, over the chosen cohort years; ranked when read. Divided last.
SELECT city, territory, occupation_key, min(year) AS first_year, max(year) AS year,
       'graduate_employment_rate' AS indicator_id, 'percent' AS unit,
       bit_or(1 << CAST(CAST(months_after AS VARCHAR) AS INTEGER)) AS months,
       100.0 * sum(employed) / nullif(sum(respondents), 0) AS value,
       CAST(sum(employed) AS BIGINT) AS numerator,
       CAST(sum(respondents) AS BIGINT) AS denominator,
       CAST(sum(respondents) AS BIGINT) AS answered,
       CAST(sum(graduated) AS BIGINT) AS asked, data_status
FROM graduate_tracer
WHERE list_contains($cities, city)
  AND year BETWEEN $first_year AND $last_year
  AND list_contains($data_statuses, data_status)
  AND (len($areas) = 0 OR list_contains($areas, area_id))
  AND (len($occupations) = 0
       OR list_contains($occupations, occupation_key))
  AND (len($levels) = 0 OR list_contains($levels, level))
GROUP BY city, territory, occupation_key, data_status
ORDER BY city, territory, occupation_key, data_status
