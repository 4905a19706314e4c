-- Question: what does a mart hold before and after, and how many of its rows stand on one side only?
-- Grain: side, data status, city, year, quarter. Names in braces are columns of the schema.
WITH sided AS (
    SELECT 'before' AS side, {cells} FROM before_row
    UNION ALL
    SELECT 'after' AS side, {cells} FROM after_row
),
marked AS (
    SELECT *, count(*) OVER (PARTITION BY {cells}) = 1 AS is_alone
    FROM sided
)
SELECT side, data_status, city, year, {quarter} AS quarter,
       count(*) FILTER (WHERE is_alone) AS alone, {sums}
FROM marked
GROUP BY ALL
ORDER BY ALL
