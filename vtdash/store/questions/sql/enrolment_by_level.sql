-- Question: at which level do people start training?
-- Grain: city, territory, level, data status, over the chosen years.
SELECT city, territory, {split}level, max(year) AS year,
       min(year * 10 + quarter) AS first_quarter, max(year * 10 + quarter) AS last_quarter,
       'vet_enrolment' AS indicator_id, 'training_turns' AS unit,
       CAST(sum(enrolled) AS BIGINT) AS value, data_status,
       CAST(sum(withheld) AS INTEGER) AS withheld
FROM enrolment
WHERE {filters}
GROUP BY city, territory, {split}level, data_status
ORDER BY city, territory, {split}level, data_status
