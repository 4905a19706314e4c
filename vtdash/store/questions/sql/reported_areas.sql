-- Question: how much of each city has reported, period by period?
-- Grain: dataset, city, year, quarter (0 for a cohort year): the number of areas with a return.
SELECT 'enrolment' AS dataset, city, year, quarter, count(DISTINCT area_id) AS areas
FROM enrolment WHERE data_status = 'reported' GROUP BY city, year, quarter
UNION ALL
SELECT 'graduate_tracer', city, year, 0, count(DISTINCT area_id)
FROM graduate_tracer WHERE data_status = 'reported' GROUP BY city, year
UNION ALL
SELECT 'digital_skills', city, year, quarter, count(DISTINCT area_id)
FROM digital_skills WHERE data_status = 'reported' GROUP BY city, year, quarter
UNION ALL
SELECT 'task_progress', city, year, quarter, count(DISTINCT area_id)
FROM task_progress WHERE data_status = 'reported' GROUP BY city, year, quarter
ORDER BY 1, 2, 3, 4
