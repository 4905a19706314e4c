-- Question: how many training turns began in all, over everything chosen?
-- Grain: data status. The city is blank where both are chosen.
SELECT CASE WHEN min(city) = max(city) THEN min(city) ELSE '' END AS city, max(year) AS year,
       min(year * 10 + quarter) AS first_quarter, max(year * 10 + quarter) AS last_quarter,
       'vet_enrolment' AS indicator_id, 'training_turns' AS unit,
       CAST(sum(enrolled) AS BIGINT) AS value, data_status
FROM enrolment
WHERE list_contains(CAST($cities AS VARCHAR[]), city)
  AND year BETWEEN $first_year AND $last_year
  AND list_contains(CAST($data_statuses AS VARCHAR[]), data_status)
  AND (len(CAST($areas AS VARCHAR[])) = 0 OR list_contains(CAST($areas AS VARCHAR[]), area_id))
  AND (len(CAST($occupations AS VARCHAR[])) = 0
       OR list_contains(CAST($occupations AS VARCHAR[]), occupation_key))
  AND (len(CAST($levels AS VARCHAR[])) = 0 OR list_contains(CAST($levels AS VARCHAR[]), level))
GROUP BY data_status
ORDER BY data_status
