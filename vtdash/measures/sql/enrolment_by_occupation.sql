-- Question: which occupations do people start to learn?
-- Grain: occupation, territory, data status, over the chosen years; the $top largest
-- occupations by name, all others together under the key 'other'.
WITH chosen AS (
    SELECT * FROM enrolment
    WHERE list_contains(CAST($cities AS VARCHAR[]), city)
      AND year BETWEEN $first_year AND $last_year
  AND list_contains(CAST($data_statuses AS VARCHAR[]), data_status)
  AND (len(CAST($areas AS VARCHAR[])) = 0 OR list_contains(CAST($areas AS VARCHAR[]), area_id))
  AND (len(CAST($occupations AS VARCHAR[])) = 0
       OR list_contains(CAST($occupations AS VARCHAR[]), occupation_key))
  AND (len(CAST($levels AS VARCHAR[])) = 0 OR list_contains(CAST($levels AS VARCHAR[]), level))
),
ranked AS (
    SELECT occupation_key, row_number() OVER (ORDER BY sum(enrolled) DESC, occupation_key) AS place
    FROM chosen
    GROUP BY occupation_key
)
SELECT c.city, c.territory,
       CASE WHEN r.place <= $top THEN c.occupation_key ELSE 'other' END AS occupation_key,
       max(year) AS year,
       CASE WHEN min(year * 10 + quarter) % 10 = 1 AND max(year * 10 + quarter) % 10 = 4
            THEN CASE WHEN min(year) = max(year) THEN CAST(min(year) AS VARCHAR)
                      ELSE min(year) || '-' || max(year) END
            WHEN min(year * 10 + quarter) = max(year * 10 + quarter)
            THEN min(year) || '-Q' || min(quarter)
            WHEN min(year) = max(year) THEN min(year) || '-Q' || min(quarter) || '/Q' || max(quarter)
            ELSE min(year) || '-Q' || min(year * 10 + quarter) % 10 || '/' || max(year) || '-Q'
                 || max(year * 10 + quarter) % 10 END AS period,
       'vet_enrolment' AS indicator_id, 'training_turns' AS unit,
       CAST(sum(c.enrolled) AS BIGINT) AS value, c.data_status
FROM chosen c
JOIN ranked r ON r.occupation_key = c.occupation_key
GROUP BY c.city, c.territory, CASE WHEN r.place <= $top THEN c.occupation_key ELSE 'other' END,
         c.data_status
ORDER BY min(least(r.place, $top + 1)), occupation_key, c.city, c.territory, c.data_status
