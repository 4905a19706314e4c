-- Question: which area does the code of a record mean on the record's day?
-- Grain: one row per record. Codes are reused, so the day decides, and the city must be the
-- record's own; area_id is NULL where no area fits (such records are refused, never dropped).
CREATE TEMP VIEW placed AS
SELECT r.*, a.area_id, a.territory
FROM record r
LEFT JOIN area a
  ON a.code = r.area_code AND a.city = r.city AND a.level <> 'province'
 AND r.day BETWEEN coalesce(a.valid_from, DATE '0001-01-01')
               AND coalesce(a.valid_to, DATE '9999-12-31');
