-- Question: how many training turns began each year, how many of rural workers, which share of
-- women?
-- Grain: indicator, city, territory, year, data status. The share is divided last. One question
-- and not three, since they scan the same rows for the same page.
WITH summed AS (
    SELECT city, territory, {split}year, data_status, bit_or(1 << quarter) AS quarters,
           CAST(sum(enrolled) AS BIGINT) AS enrolled,
           CAST(sum(enrolled_women) AS BIGINT) AS women,
           CAST(sum(enrolled_rural) AS BIGINT) AS rural,
           CAST(sum(withheld) AS INTEGER) AS withheld
    FROM enrolment
    WHERE {filters}
    GROUP BY city, territory, {split}year, data_status
)
SELECT city, territory, {split}year, quarters, measure.indicator_id, measure.unit,
       CASE measure.place WHEN 1 THEN enrolled WHEN 2 THEN rural
                          ELSE 100.0 * women / nullif(enrolled, 0) END AS value,
       CASE measure.place WHEN 3 THEN coalesce(women, 0) END AS numerator,
       CASE measure.place WHEN 3 THEN coalesce(enrolled, 0) END AS denominator,
       data_status, withheld
FROM summed
CROSS JOIN (VALUES (1, 'vet_enrolment', 'training_turns'),
                   (2, 'rural_workers_trained', 'training_turns'),
                   (3, 'female_enrolment_share', 'percent')) AS measure(place, indicator_id, unit)
ORDER BY measure.place, city, territory, {split}year, data_status
