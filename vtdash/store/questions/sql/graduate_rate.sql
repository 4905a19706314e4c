-- Question: what share of the graduates is in work, or works in its field, by one column?
-- Grain: city, territory, {by}, data status, over the chosen cohort years. Divided last.
-- {part} of {base}: employed of respondents, or in_field of employed.
SELECT city, territory, {split}{by}, min(year) AS first_year, max(year) AS year,
       '{indicator}' AS indicator_id, 'percent' AS unit,
       bit_or(1 << CAST(CAST(months_after AS VARCHAR) AS INTEGER)) AS months,
       100.0 * sum({part}) / nullif(sum({base}), 0) AS value,
       CAST(coalesce(sum({part}), 0) AS BIGINT) AS numerator,
       CAST(coalesce(sum({base}), 0) AS BIGINT) AS denominator,
       CAST(coalesce(sum(respondents), 0) AS BIGINT) AS answered,
       CAST(coalesce(sum(graduated), 0) AS BIGINT) AS asked, data_status,
       CAST(sum(withheld) AS INTEGER) AS withheld
FROM graduate_tracer
WHERE {filters}
  AND ($area_kind = '' OR starts_with(area_id, $area_kind || '-'))
GROUP BY city, territory, {split}{by}, data_status
ORDER BY city, territory, {split}{by}, data_status
