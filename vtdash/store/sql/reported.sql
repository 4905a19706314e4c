-- Question: which reported records are current, of these cities and areas (of all where none)?
-- Grain: one row per record. Of each scope the rows of its newest file, all of them and no others.
-- Names in braces are columns of the schema.
CREATE OR REPLACE TEMP TABLE {into} AS
WITH stored AS (
    SELECT {columns}, file_order
    FROM stored_row
    JOIN stored_file USING (filename)
    WHERE (len(CAST($cities AS VARCHAR[])) = 0
           OR list_contains(CAST($cities AS VARCHAR[]), city))
      AND (len(CAST($areas AS VARCHAR[])) = 0
           OR list_contains(CAST($areas AS VARCHAR[]), area_code))
),
newest AS (
    SELECT {scope}, max(file_order) AS file_order
    FROM stored
    GROUP BY {scope}
)
SELECT {columns}
FROM stored
JOIN newest USING ({scope}, file_order)
