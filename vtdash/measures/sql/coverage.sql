-- Question: on which indicators and territories has anything been published?
-- Grain: indicator, territory. The value counts figures, sub-groups and places included.
SELECT city, territory, indicator_id, min(year_start) AS year_start, max(year_end) AS year,
       CASE WHEN min(year_start) = max(year_end) THEN CAST(max(year_end) AS VARCHAR)
            ELSE min(year_start) || '-' || max(year_end) END AS period,
       'figures' AS unit, CAST(count(*) AS BIGINT) AS value,
       'computed' AS status, 'published' AS data_status
FROM figure
GROUP BY city, territory, indicator_id
ORDER BY indicator_id, territory
