-- Question: what share of those trained in digital skills was given a certificate?
-- Grain: city, territory, year, data status. Divided last.
SELECT city, territory, {split}year,
       bit_or(1 << quarter) AS quarters,
       'digital_skills_certified_rate' AS indicator_id, 'percent' AS unit,
       100.0 * sum(certified) / nullif(sum(trained), 0) AS value,
       CAST(coalesce(sum(certified), 0) AS BIGINT) AS numerator,
       CAST(coalesce(sum(trained), 0) AS BIGINT) AS denominator, data_status,
       CAST(sum(withheld) AS INTEGER) AS withheld
FROM digital_skills
WHERE {filters}
GROUP BY city, territory, {split}year, data_status
ORDER BY city, territory, {split}year, data_status
