-- Question: at which level do people start training?
-- Grain: city, territory, level, data status, over the chosen years.
SELECT city, territory, level, max(year) AS year,
       min(year * 10 + quarter) AS first_quarter, max(year * 10 + quarter) AS last_quarter,
       'vet_enrolment' AS indicator_id, 'training_turns' AS unit,
       CAST(sum(enrolled) AS BIGINT) AS value, data_status
FROM enrolment
WHERE list_contains($cities, city)
  AND year BETWEEN $first_year AND $last_year
  AND list_contains($data_statuses, data_status)
  AND (len($areas) = 0 OR list_contains($areas, area_id))
  AND (len($occupations) = 0
       OR list_contains($occupations, occupation_key))
  AND (len($levels) = 0 OR list_contains($levels, level))
GROUP BY city, territory, level, data_status
ORDER BY city, territory, level, data_status
