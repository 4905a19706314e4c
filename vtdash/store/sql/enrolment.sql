-- Question: how many training turns began, by all that a page may filter on?
-- Grain: data status, territory, area, quarter, occupation, level.
SELECT data_status, city, territory, area_id, CAST(year(day) AS INTEGER) AS year,
       CAST(quarter(day) AS INTEGER) AS quarter, occupation_key, level,
       CAST(sum(enrolled) AS BIGINT) AS enrolled,
       CAST(sum(enrolled_women) AS BIGINT) AS enrolled_women,
       CAST(sum(enrolled_rural) AS BIGINT) AS enrolled_rural
FROM placed
GROUP BY data_status, city, territory, area_id, day, occupation_key, level
ORDER BY city, day, area_id, occupation_key, level, data_status
