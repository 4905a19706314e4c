-- Question: where were people trained in digital skills?
-- Grain: area, data status, over the chosen years and one kind of area; ranked when read.
SELECT city, territory, {split}area_id, max(year) AS year,
       min(year * 10 + quarter) AS first_quarter, max(year * 10 + quarter) AS last_quarter,
       'digital_skills_trained' AS indicator_id, 'persons' AS unit,
       CAST(sum(trained) AS BIGINT) AS value, data_status,
       CAST(sum(withheld) AS INTEGER) AS withheld
FROM digital_skills
WHERE {filters}
  AND ($area_kind = '' OR starts_with(area_id, $area_kind || '-'))
GROUP BY city, territory, {split}area_id, data_status
ORDER BY city, territory, {split}area_id, data_status
