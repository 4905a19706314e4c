-- Question: how many training turns began each year in these areas?
-- Grain: area, year, data status.
SELECT city, territory, area_id, year, bit_or(1 << quarter) AS quarters,
       'vet_enrolment' AS indicator_id, 'training_turns' AS unit,
       CAST(sum(enrolled) AS BIGINT) AS value, data_status
FROM enrolment
WHERE list_contains($places, area_id)
  AND {filters}
GROUP BY city, territory, area_id, year, data_status
ORDER BY year, area_id, data_status
