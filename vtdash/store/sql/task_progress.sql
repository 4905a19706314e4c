-- Question: how far did each task or group of measures get, in milestones and money?
-- Grain: data status, territory, area, quarter, item.
-- Money is added up in decimals: the order of the rows then never changes the last digit.
SELECT data_status, city, territory, area_id, CAST(year(day) AS INTEGER) AS year,
       CAST(quarter(day) AS INTEGER) AS quarter, item_id,
       CAST(sum(milestones_planned) AS BIGINT) AS milestones_planned,
       CAST(sum(milestones_done) AS BIGINT) AS milestones_done,
       CAST(round(sum(CAST(money_planned AS DECIMAL(38, 10))), 3) AS DOUBLE) AS money_planned,
       CAST(round(sum(CAST(money_spent AS DECIMAL(38, 10))), 3) AS DOUBLE) AS money_spent
FROM placed
GROUP BY data_status, city, territory, area_id, day, item_id
ORDER BY city, day, area_id, item_id, data_status
