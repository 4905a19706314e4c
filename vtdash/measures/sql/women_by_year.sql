-- Question: what share of the training turns that began were women's?
-- Grain: city, territory, year, data status. Divided last.
SELECT city, territory, year,
       bit_or(1 << quarter) AS quarters,
       'female_enrolment_share' AS indicator_id, 'percent' AS unit,
       100.0 * sum(enrolled_women) / nullif(sum(enrolled), 0) AS value,
       CAST(sum(enrolled_women) AS BIGINT) AS numerator,
       CAST(sum(enrolled) AS BIGINT) AS denominator, data_status
FROM enrolment
WHERE list_contains(CAST($cities AS VARCHAR[]), city)
  AND year BETWEEN $first_year AND $last_year
  AND list_contains(CAST($data_statuses AS VARCHAR[]), data_status)
  AND (len(CAST($areas AS VARCHAR[])) = 0 OR list_contains(CAST($areas AS VARCHAR[]), area_id))
  AND (len(CAST($occupations AS VARCHAR[])) = 0
       OR list_contains(CAST($occupations AS VARCHAR[]), occupation_key))
  AND (len(CAST($levels AS VARCHAR[])) = 0 OR list_contains(CAST($levels AS VARCHAR[]), level))
GROUP BY city, territory, year, data_status
ORDER BY city, territory, year, data_status
