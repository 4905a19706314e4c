-- Question: what is reported before and after, where the new returns speak of city and year?
-- Grain: before or after, city, period, area, and level and survey where records have them.
-- Names in braces are columns of the schema.
CREATE TEMP TABLE summed AS
WITH spoken AS (
    SELECT DISTINCT city, {year} AS year FROM touched
),
sided AS (
    SELECT 'before' AS side, {columns} FROM reported_now
    UNION ALL
    SELECT 'after' AS side, {columns} FROM reported_now ANTI JOIN touched USING ({scope})
    UNION ALL
    SELECT 'after' AS side, {columns} FROM reported_new
),
added AS (
    SELECT side, {parts}, {sums}
    FROM sided
    GROUP BY side, {parts}
)
SELECT added.*, {year} AS year, {day} AS day
FROM added
WHERE EXISTS (
    SELECT 1 FROM spoken AS s WHERE s.city = added.city AND s.year = {year}
)
