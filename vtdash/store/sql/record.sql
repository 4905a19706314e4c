-- Question: which records does a mart add up?
-- Grain: one row per record: what is reported, and the sample of cities and periods without returns.
-- Names in braces are columns of the schema, and the day that decides what an area code means.
CREATE TEMP VIEW record AS
SELECT {columns}, {day} AS day, 'reported' AS data_status
FROM reported
UNION ALL
SELECT {columns}, {day} AS day, 'sample' AS data_status
FROM sample_row AS s
WHERE NOT EXISTS (
    SELECT 1 FROM reported AS r WHERE r.city = s.city AND r.{period} = s.{period}
)
