#!/usr/bin/env bash
# Expected: to_python() and iter_rows() of a sheet give the same rows, and row 5 of the sheet is
#   index 4.
# Happens: to_python() leaves out the empty rows above and the empty columns left of the table,
#   iter_rows() only the columns.
# Matters: A message 'row 5 is wrong' points at another row of the office's workbook, by as many
#   rows as happened to be empty. sheet.start tells the offset; skip_empty_area=False gives the
#   rows as they are.
# Version: python-calamine 0.9.1, XlsxWriter 3.3.1
# Seen, and compared with every run:
#> python-calamine 0.9.1
#> written: ('A', 12) in row 5, columns B and C
#> to_python(): ['area', 'people'] ['A', 12.0] at 0 and 1
#> iter_rows(): ['area', 'people'] ['A', 12.0] at 3 and 4
#> to_python(skip_empty_area=False): ['', 'A', 12.0] at 4
#> start: (3, 1)
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile python-calamine==0.9.1 xlsxwriter==3.3.1

cat >show.py <<'PY'
from importlib.metadata import version

import python_calamine
import xlsxwriter

print("python-calamine", version("python-calamine"))
with xlsxwriter.Workbook("a.xlsx") as book:
    sheet = book.add_worksheet()
    for row, cells in ((3, ("area", "people")), (4, ("A", 12)), (6, ("B", 7))):
        sheet.write_row(row, 1, cells)
sheet = python_calamine.load_workbook("a.xlsx").get_sheet_by_index(0)
print("written: ('A', 12) in row 5, columns B and C")
print("to_python():", *sheet.to_python()[:2], "at 0 and 1")
print("iter_rows():", *list(sheet.iter_rows())[3:5], "at 3 and 4")
print("to_python(skip_empty_area=False):", sheet.to_python(skip_empty_area=False)[4], "at 4")
print("start:", sheet.start)
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
