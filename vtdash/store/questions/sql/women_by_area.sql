-- Question: which share of those who start training are women, area by area?
-- Grain: area, data status, over the chosen years and one kind of area. Divided last.
SELECT city, territory, {split}area_id, max(year) AS year,
       min(year * 10 + quarter) AS first_quarter, max(year * 10 + quarter) AS last_quarter,
       'female_enrolment_share' AS indicator_id, 'percent' AS unit,
       100.0 * sum(enrolled_women) / nullif(sum(enrolled), 0) AS value,
       CAST(coalesce(sum(enrolled_women), 0) AS BIGINT) AS numerator,
       CAST(coalesce(sum(enrolled), 0) AS BIGINT) AS denominator, data_status,
       CAST(sum(withheld) AS INTEGER) AS withheld
FROM enrolment
WHERE {filters}
  AND ($area_kind = '' OR starts_with(area_id, $area_kind || '-'))
GROUP BY city, territory, {split}area_id, data_status
ORDER BY city, territory, {split}area_id, data_status
