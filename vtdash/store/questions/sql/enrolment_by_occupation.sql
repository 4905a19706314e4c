-- Question: which occupations do people start to learn?
-- Grain: occupation, territory, data status, over the chosen years; ranked when read.
SELECT city, territory, {split}occupation_key, max(year) AS year,
       min(year * 10 + quarter) AS first_quarter, max(year * 10 + quarter) AS last_quarter,
       'vet_enrolment' AS indicator_id, 'training_turns' AS unit,
       CAST(sum(enrolled) AS BIGINT) AS value, data_status,
       CAST(sum(withheld) AS INTEGER) AS withheld
FROM enrolment
WHERE {filters}
GROUP BY city, territory, {split}occupation_key, data_status
ORDER BY city, territory, {split}occupation_key, data_status
