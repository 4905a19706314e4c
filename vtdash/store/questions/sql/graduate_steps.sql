-- Question: of those who enrolled, how many graduated, answered, work, work in their field?
-- Grain: city, territory, step (as an indicator), data status, over the chosen cohort years.
WITH summed AS (
    SELECT city, territory, {split}data_status, min(year) AS first_year, max(year) AS year,
           sum(enrolled) AS enrolled, sum(graduated) AS graduated, sum(respondents) AS respondents,
           sum(employed) AS employed, sum(in_field) AS in_field,
           CAST(sum(withheld) AS INTEGER) AS withheld
    FROM graduate_tracer
    WHERE {filters}
    GROUP BY city, territory, {split}data_status
),
stepped AS (
    SELECT s.*, step.place, step.indicator_id,
           CASE step.place WHEN 1 THEN enrolled WHEN 2 THEN graduated WHEN 3 THEN respondents
                           WHEN 4 THEN employed ELSE in_field END AS counted
    FROM summed s
    CROSS JOIN (VALUES (1, 'tracer_enrolled'), (2, 'vet_graduates'), (3, 'tracer_respondents'),
                       (4, 'tracer_employed'), (5, 'tracer_in_field')) AS step(place, indicator_id)
)
SELECT city, territory, {split}first_year, year, indicator_id, 'persons' AS unit,
       CAST(counted AS BIGINT) AS value, data_status, withheld
FROM stepped
ORDER BY place, city, territory, {split}data_status
