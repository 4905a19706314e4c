-- Question: who was trained in digital skills?
-- Grain: city, territory, audience, data status, over the chosen years.
SELECT city, territory, {split}'audience' AS group_kind, audience AS "group", max(year) AS year,
       min(year * 10 + quarter) AS first_quarter, max(year * 10 + quarter) AS last_quarter,
       'digital_skills_trained' AS indicator_id, 'persons' AS unit,
       CAST(sum(trained) AS BIGINT) AS value, data_status,
       CAST(sum(withheld) AS INTEGER) AS withheld
FROM digital_skills
WHERE {filters}
GROUP BY city, territory, {split}audience, data_status
ORDER BY city, territory, {split}audience, data_status
