-- Question: how many areas of a territory have reported each period, after the new returns?
-- Grain: territory, year, period's day.
SELECT a.territory, s.year, s.day, count(DISTINCT s.area_code) AS areas
FROM summed AS s
JOIN area AS a
  ON a.code = s.area_code AND a.city = s.city AND a.level <> 'province'
 AND s.day BETWEEN coalesce(a.valid_from, DATE '0001-01-01')
               AND coalesce(a.valid_to, DATE '9999-12-31')
WHERE s.side = 'after'
GROUP BY a.territory, s.year, s.day
ORDER BY a.territory, s.year, s.day
