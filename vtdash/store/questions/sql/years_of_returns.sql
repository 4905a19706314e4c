-- Question: which years do the returns cover, and what is their data status?
-- Grain: dataset, data status.
SELECT 'enrolment' AS dataset, data_status, min(year) AS first_year, max(year) AS last_year
FROM enrolment GROUP BY data_status
UNION ALL
SELECT 'graduate_tracer', data_status, min(year), max(year) FROM graduate_tracer
GROUP BY data_status
UNION ALL
SELECT 'digital_skills', data_status, min(year), max(year) FROM digital_skills
GROUP BY data_status
UNION ALL
SELECT 'task_progress', data_status, min(year), max(year) FROM task_progress
GROUP BY data_status
ORDER BY 1, 2
