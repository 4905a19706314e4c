-- Question: what share of those trained in digital skills was given a certificate, area by area?
-- Grain: area, data status, over the chosen years and one kind of area. Divided last.
SELECT city, territory, {split}area_id, max(year) AS year,
       min(year * 10 + quarter) AS first_quarter, max(year * 10 + quarter) AS last_quarter,
       'digital_skills_certified_rate' AS indicator_id, 'percent' AS unit,
       100.0 * sum(certified) / nullif(sum(trained), 0) AS value,
       CAST(coalesce(sum(certified), 0) AS BIGINT) AS numerator,
       CAST(coalesce(sum(trained), 0) AS BIGINT) AS denominator, data_status,
       CAST(sum(withheld) AS INTEGER) AS withheld
FROM digital_skills
WHERE {filters}
  AND ($area_kind = '' OR starts_with(area_id, $area_kind || '-'))
GROUP BY city, territory, {split}area_id, data_status
ORDER BY city, territory, {split}area_id, data_status
