-- Question: of each cohort, how many enrolled, graduated, answered, work, work in their field?
-- Grain: data status, territory, area, cohort year, occupation, level, months after graduation.
-- A cohort's area is the one valid at the end of its year.
SELECT data_status, city, territory, area_id, cohort_year AS year, occupation_key,
       level, months_after,
       CAST(sum(enrolled) AS BIGINT) AS enrolled,
       CAST(sum(graduated) AS BIGINT) AS graduated,
       CAST(sum(respondents) AS BIGINT) AS respondents,
       CAST(sum(employed) AS BIGINT) AS employed,
       CAST(sum(in_field) AS BIGINT) AS in_field
FROM placed
GROUP BY data_status, city, territory, area_id, cohort_year, occupation_key, level,
         months_after
ORDER BY city, cohort_year, area_id, occupation_key, level, months_after,
         data_status
