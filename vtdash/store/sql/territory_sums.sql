-- Question: what do the reported records of a territory come to, after the new returns?
-- Grain: territory, year, quarter, and level and survey where records have them. {parts} and
-- {sums} are columns of the schema.
SELECT a.territory, s.year, CAST(quarter(s.day) AS INTEGER) AS quarter, {parts}, {sums}
FROM summed AS s
JOIN area AS a
  ON a.code = s.area_code AND a.city = s.city AND a.level <> 'province'
 AND s.day BETWEEN coalesce(a.valid_from, DATE '0001-01-01')
               AND coalesce(a.valid_to, DATE '9999-12-31')
WHERE s.side = 'after'
GROUP BY ALL
ORDER BY ALL
