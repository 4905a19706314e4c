#!/usr/bin/env bash
# Expected: A column of one format, dd/mm/yyyy hh:mm, comes back as datetime in every row.
# Happens: python-calamine goes by the value: at exactly midnight it gives a date, otherwise a
#   datetime. Python refuses to compare the two. openpyxl gives datetime in all rows.
# Matters: Sorting or max() over a column of times fails on the one day on which somebody wrote
#   00:00, or left the time out.
# Version: python-calamine 0.9.1, openpyxl 3.1.5, XlsxWriter 3.3.1
# Seen, and compared with every run:
#> python-calamine 0.9.1
#> python-calamine: datetime.datetime(2025, 7, 1, 8, 30) datetime.date(2025, 7, 1)
#> openpyxl:        datetime.datetime(2025, 7, 1, 8, 30) datetime.datetime(2025, 7, 1, 0, 0)
#> max(): can't compare datetime.datetime to datetime.date
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile python-calamine==0.9.1 openpyxl==3.1.5 xlsxwriter==3.3.1

cat >show.py <<'PY'
import datetime as dt
from importlib.metadata import version

import openpyxl
import python_calamine
import xlsxwriter

print("python-calamine", version("python-calamine"))
with xlsxwriter.Workbook("a.xlsx") as book:
    sheet = book.add_worksheet()
    form = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.write_datetime(0, 0, dt.datetime(2025, 7, 1, 8, 30), form)
    sheet.write_datetime(1, 0, dt.datetime(2025, 7, 1), form)
sheet = python_calamine.load_workbook("a.xlsx").get_sheet_by_index(0)
column = [row[0] for row in sheet.to_python()]
print("python-calamine:", *map(repr, column))
print("openpyxl:       ", *(repr(c.value) for c in openpyxl.load_workbook("a.xlsx").active["A"]))
try:
    print(max(column))
except TypeError as error:
    print("max():", error)
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
