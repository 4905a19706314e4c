-- Question: of which cities and periods does the sample disappear?
-- Grain: city, period. Names in braces are columns of the schema.
SELECT city, {period}, count(*) AS rows
FROM sample_row
SEMI JOIN (SELECT DISTINCT city, {period} FROM reported_new) USING (city, {period})
ANTI JOIN (SELECT DISTINCT city, {period} FROM reported_now) USING (city, {period})
GROUP BY city, {period}
ORDER BY city, {period}
