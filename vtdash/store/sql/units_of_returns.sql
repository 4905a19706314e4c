-- Question: which units have reported, where, and until when?
-- Grain: one row per unit, city and area, of all stored files. Names in braces are columns of the
-- schema.
SELECT institution_id, city, area_code, max({period})
FROM stored_row
GROUP BY institution_id, city, area_code
ORDER BY institution_id, city, area_code
