-- Question: how much of each city has reported, period by period?
-- Grain: dataset, city, year, quarter (0 for a cohort year): the areas with a return.
SELECT 'enrolment' AS dataset, city, year, quarter, list(DISTINCT CAST(area_id AS VARCHAR)) AS areas
FROM enrolment WHERE data_status = 'reported' AND area_id <> 'not_shown' GROUP BY city, year, quarter
UNION ALL
SELECT 'graduate_tracer', city, year, 0, list(DISTINCT CAST(area_id AS VARCHAR))
FROM graduate_tracer WHERE data_status = 'reported' AND area_id <> 'not_shown' GROUP BY city, year
UNION ALL
SELECT 'digital_skills', city, year, quarter, list(DISTINCT CAST(area_id AS VARCHAR))
FROM digital_skills WHERE data_status = 'reported' AND area_id <> 'not_shown' GROUP BY city, year, quarter
UNION ALL
SELECT 'task_progress', city, year, quarter, list(DISTINCT CAST(area_id AS VARCHAR))
FROM task_progress WHERE data_status = 'reported' AND area_id <> 'not_shown' GROUP BY city, year, quarter
ORDER BY 1, 2, 3, 4
