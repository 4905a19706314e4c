-- Question: which reported rows count, of these cities and areas (of all where none)?
-- Grain: one row per record and file. Of each scope the rows of its newest file, with those of files
-- that a steward added to it, without those that he set aside. Names in braces are columns of the
-- schema.
CREATE OR REPLACE TEMP TABLE {into}_part AS
WITH stored AS NOT MATERIALIZED (
    SELECT {columns}, file_order
    FROM stored_row
    JOIN stored_file USING (filename)
    WHERE (len(CAST($cities AS VARCHAR[])) = 0
           OR list_contains(CAST($cities AS VARCHAR[]), city))
      AND (len(CAST($areas AS VARCHAR[])) = 0
           OR list_contains(CAST($areas AS VARCHAR[]), area_code))
),
newest AS (
    SELECT {scope}, max(file_order) AS first_order
    FROM stored
    ANTI JOIN added USING ({scope}, file_order)
    GROUP BY {scope}
)
SELECT {columns}, file_order
FROM stored
LEFT JOIN newest USING ({scope})
WHERE file_order >= coalesce(first_order, 0)
  AND NOT EXISTS (
    SELECT 1 FROM set_aside AS a
    WHERE {same_scope} AND stored.file_order BETWEEN a.first_order AND a.last_order
)
