#!/usr/bin/env bash
# Expected: A cell with #DIV/0!, a formula whose result was never stored, a formula that gives an
#   empty text and an empty cell are four things, or at least not all the same value.
# Happens: All four are '' to python-calamine, also the failed formula, which openpyxl reads as
#   '#DIV/0!' and Excel shows to everybody. A last row of formulas without results is not there at
#   all.
# Matters: A total that failed in the office's workbook is loaded as 'not filled in', and with it
#   the reason to send the workbook back is lost.
# Version: python-calamine 0.9.1, openpyxl 3.1.5, XlsxWriter 3.3.1
# Seen, and compared with every run:
#> python-calamine 0.9.1
#> a.xlsx [['failed', ''], ['empty text', ''], ['nothing', '']]
#>   openpyxl, results:  ('failed', '#DIV/0!') ('empty text', None) ('nothing', None)
#>   openpyxl, formulas: ('failed', '=1/0') ('empty text', '=""') ('nothing', None)
#> b.xlsx [['a number', 1.0], ['no result', '']]
#>   openpyxl, results:  ('a number', 1) ('no result', None) (None, None)
#>   openpyxl, formulas: ('a number', 1) ('no result', '=B1*2') (None, '=B1*3')
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile python-calamine==0.9.1 openpyxl==3.1.5 xlsxwriter==3.3.1

cat >show.py <<'PY'
from importlib.metadata import version

import openpyxl
import python_calamine
import xlsxwriter

print("python-calamine", version("python-calamine"))
with xlsxwriter.Workbook("a.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["failed", "empty text", "nothing"])
    sheet.write_formula(0, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 1, '=""', None, "")
book = openpyxl.Workbook()
for row in (["a number", 1], ["no result", "=B1*2"], [None, "=B1*3"]):
    book.active.append(row)
book.save("b.xlsx")
for name in ("a.xlsx", "b.xlsx"):
    print(name, python_calamine.load_workbook(name).get_sheet_by_index(0).to_python())
    rows = openpyxl.load_workbook(name, data_only=True).active.iter_rows(values_only=True)
    print("  openpyxl, results: ", *rows)
    rows = openpyxl.load_workbook(name).active.iter_rows(values_only=True)
    print("  openpyxl, formulas:", *rows)
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
