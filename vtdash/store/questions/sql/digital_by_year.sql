-- Question: how many people were trained in digital skills each year, and how many certified?
-- Grain: city, territory, year, indicator (trained, certified), data status.
WITH summed AS (
    SELECT city, territory, {split}year, data_status,
           bit_or(1 << quarter) AS quarters,
           sum(trained) AS trained, sum(certified) AS certified,
           CAST(sum(withheld) AS INTEGER) AS withheld
    FROM digital_skills
    WHERE {filters}
    GROUP BY city, territory, {split}year, data_status
)
SELECT city, territory, {split}year, quarters, kind.indicator_id, 'persons' AS unit,
       CAST(CASE kind.place WHEN 1 THEN trained ELSE certified END AS BIGINT) AS value, data_status,
       withheld
FROM summed
CROSS JOIN (VALUES (1, 'digital_skills_trained'), (2, 'digital_skills_certified'))
    AS kind(place, indicator_id)
ORDER BY kind.place, city, territory, {split}year, data_status
