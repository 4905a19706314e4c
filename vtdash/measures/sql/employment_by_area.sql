-- Question: what share of the graduates who answered is in work, by area?
-- Grain: area, data status, over the chosen cohort years and one era; the $top areas with the
-- most answers in all. Divided last.
WITH chosen AS (
    SELECT * FROM graduate_tracer
    WHERE list_contains(CAST($cities AS VARCHAR[]), city)
      AND year BETWEEN $first_year AND $last_year
      AND list_contains(CAST($data_statuses AS VARCHAR[]), data_status)
      AND (len(CAST($areas AS VARCHAR[])) = 0
           OR list_contains(CAST($areas AS VARCHAR[]), area_id))
      AND (len(CAST($occupations AS VARCHAR[])) = 0
           OR list_contains(CAST($occupations AS VARCHAR[]), occupation_key))
      AND (len(CAST($levels AS VARCHAR[])) = 0
           OR list_contains(CAST($levels AS VARCHAR[]), level))
      AND starts_with(area_id, $era || '-')
),
ranked AS (
    SELECT area_id, row_number() OVER (ORDER BY sum(respondents) DESC, area_id) AS place
    FROM chosen
    GROUP BY area_id
)
SELECT c.city, c.territory, c.area_id, max(year) AS year,
       CASE WHEN min(year) = max(year) THEN CAST(min(year) AS VARCHAR)
            ELSE min(year) || '-' || max(year) END AS period,
       'graduate_employment_rate' AS indicator_id, 'percent' AS unit,
       array_to_string(list_sort(list_distinct(list(c.months_after))), '+') AS months_after,
       100.0 * sum(c.employed) / nullif(sum(c.respondents), 0) AS value,
       CAST(sum(c.employed) AS BIGINT) AS numerator,
       CAST(sum(c.respondents) AS BIGINT) AS denominator, c.data_status
FROM chosen c
JOIN ranked r ON r.area_id = c.area_id
WHERE r.place <= $top
GROUP BY c.city, c.territory, c.area_id, c.data_status
ORDER BY min(r.place), c.area_id, c.data_status
