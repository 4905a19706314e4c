-- Question: how many training turns began each year in these areas?
-- Grain: area, year, data status.
SELECT city, territory, area_id, year, bit_or(1 << quarter) AS quarters,
       'vet_enrolment' AS indicator_id, 'training_turns' AS unit,
       CAST(sum(enrolled) AS BIGINT) AS value, data_status
FROM enrolment
WHERE list_contains($places, area_id)
  AND list_contains($cities, city)
  AND year BETWEEN $first_year AND $last_year
  AND list_contains($data_statuses, data_status)
  AND (len($areas) = 0 OR list_contains($areas, area_id))
  AND (len($occupations) = 0
       OR list_contains($occupations, occupation_key))
  AND (len($levels) = 0 OR list_contains($levels, level))
GROUP BY city, territory, area_id, year, data_status
ORDER BY year, area_id, data_status
