-- Question: where were people trained in digital skills?
-- Grain: area, data status, over the chosen years and one era; the $top largest areas by name,
-- all others of a territory together under the id 'other'.
WITH chosen AS (
    SELECT * FROM digital_skills
    WHERE list_contains(CAST($cities AS VARCHAR[]), city)
      AND year BETWEEN $first_year AND $last_year
  AND list_contains(CAST($data_statuses AS VARCHAR[]), data_status)
  AND (len(CAST($areas AS VARCHAR[])) = 0 OR list_contains(CAST($areas AS VARCHAR[]), area_id))
      AND starts_with(area_id, $era || '-')
),
ranked AS (
    SELECT area_id, row_number() OVER (ORDER BY sum(trained) DESC, area_id) AS place
    FROM chosen
    GROUP BY area_id
)
SELECT c.city, c.territory,
       CASE WHEN r.place <= $top THEN c.area_id ELSE 'other' END AS area_id,
       max(year) AS year,
       CASE WHEN min(year * 10 + quarter) % 10 = 1 AND max(year * 10 + quarter) % 10 = 4
            THEN CASE WHEN min(year) = max(year) THEN CAST(min(year) AS VARCHAR)
                      ELSE min(year) || '-' || max(year) END
            WHEN min(year * 10 + quarter) = max(year * 10 + quarter)
            THEN min(year) || '-Q' || min(quarter)
            WHEN min(year) = max(year) THEN min(year) || '-Q' || min(quarter) || '/Q' || max(quarter)
            ELSE min(year) || '-Q' || min(year * 10 + quarter) % 10 || '/' || max(year) || '-Q'
                 || max(year * 10 + quarter) % 10 END AS period,
       'digital_skills_trained' AS indicator_id, 'persons' AS unit,
       CAST(sum(c.trained) AS BIGINT) AS value, c.data_status
FROM chosen c
JOIN ranked r ON r.area_id = c.area_id
GROUP BY c.city, c.territory, CASE WHEN r.place <= $top THEN c.area_id ELSE 'other' END,
         c.data_status
ORDER BY min(least(r.place, $top + 1)), area_id, c.city, c.territory, c.data_status
