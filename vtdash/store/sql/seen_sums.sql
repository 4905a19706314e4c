-- Question: what does a reader see of the main count where the new returns speak?
-- Grain: city, period, side (before, after, sample). People asked twice are counted once.
-- Names in braces are columns of the schema.
WITH spoken AS (
    SELECT DISTINCT city, {period} FROM touched
),
sided AS (
    SELECT 'before' AS side, {columns} FROM reported_now
    UNION ALL
    SELECT 'after' AS side, {columns} FROM reported_now ANTI JOIN touched USING ({scope})
    UNION ALL
    SELECT 'after' AS side, {columns} FROM reported_new
    UNION ALL
    SELECT 'sample' AS side, {columns} FROM sample_row
),
once AS (
    SELECT side, {once}, max({main}) AS counted
    FROM sided
    SEMI JOIN spoken USING (city, {period})
    GROUP BY side, {once}
)
SELECT city, {period}, side, CAST(sum(counted) AS BIGINT) AS total,
       count(DISTINCT area_code) AS areas
FROM once
GROUP BY city, {period}, side
ORDER BY city, {period}, side
