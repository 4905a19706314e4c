-- Question: what do the reported records of a city and year come to, before and after?
-- Grain: city, year, before or after. Names in braces are columns of the schema.
SELECT city, year, side, {sums}
FROM summed
GROUP BY city, year, side
ORDER BY city, year, side
