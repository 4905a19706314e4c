-- Question: what do returns speak of, so that a list need not offer what has no data?
-- Grain: dataset and whatever filters tell apart; blank where a dataset has no such column. What is
-- counted together under not_shown stands under its own keys as well, as withheld.
SELECT 'enrolment' AS dataset, data_status, city, year, area_id, occupation_key, level
FROM enrolment
WHERE 'not_shown' NOT IN (area_id, occupation_key, level) GROUP BY ALL
UNION ALL
SELECT 'graduate_tracer', data_status, city, year, area_id, occupation_key, level
FROM graduate_tracer
WHERE 'not_shown' NOT IN (area_id, occupation_key, level) GROUP BY ALL
UNION ALL
SELECT 'digital_skills', data_status, city, year, area_id, '', ''
FROM digital_skills WHERE area_id <> 'not_shown' GROUP BY ALL
ORDER BY ALL
