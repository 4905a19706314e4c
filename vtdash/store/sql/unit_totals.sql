-- Question: what does each city and period come to?
-- Grain: one row per city and period. People asked twice are counted once. Names in braces are
-- columns of the schema, {counted} the view of the records that count.
WITH once AS (
    SELECT {once}, max({main}) AS people
    FROM {counted}
    GROUP BY {once}
)
SELECT city, {period}, CAST(sum(people) AS BIGINT) AS total
FROM once
GROUP BY city, {period}
ORDER BY city, {period}
