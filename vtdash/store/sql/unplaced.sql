-- Question: which records fit no area of their city on their day?
-- Grain: city, area code, day.
SELECT city, area_code, day, CAST(count(*) AS BIGINT) AS records
FROM placed
WHERE area_id IS NULL
GROUP BY city, area_code, day
ORDER BY city, area_code, day
