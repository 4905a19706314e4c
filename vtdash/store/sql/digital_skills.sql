-- Question: how many people were trained in digital skills and certified?
-- Grain: data status, territory, area, quarter, audience.
SELECT data_status, city, territory, area_id, CAST(year(day) AS INTEGER) AS year,
       CAST(quarter(day) AS INTEGER) AS quarter, audience,
       CAST(sum(trained) AS BIGINT) AS trained,
       CAST(sum(trained_women) AS BIGINT) AS trained_women,
       CAST(sum(certified) AS BIGINT) AS certified
FROM placed
GROUP BY data_status, city, territory, area_id, day, audience
ORDER BY city, day, area_id, audience, data_status
