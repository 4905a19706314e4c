#!/usr/bin/env bash
# Expected: A workbook with a total as a formula is read with its total, or refused.
# Happens: It depends on who saved last. Written by XlsxWriter the formula has the result 0, and
#   pandas reads 0. Opened and saved by openpyxl the result is gone: pandas reads NaN in a row
#   that has other cells, and leaves out a last row that has formulas only, so the frame becomes
#   smaller.
# Matters: Stamping a note into the office's workbook with openpyxl deletes every computed number
#   for all readers but a spreadsheet program, and a generated report hands zeros to whoever reads
#   it by program.
# Version: openpyxl 3.1.5, XlsxWriter 3.3.1, pandas 3.1.1
# Seen, and compared with every run:
#> openpyxl 3.1.5 XlsxWriter 3.3.1
#> results stored: people [10, 20, 30] double [20.0, 40.0, nan]
#> as XlsxWriter writes it: people [10, 20, 0] double [0.0, 0.0, nan]
#> loaded and saved by openpyxl: people [10, 20] double [nan, nan]
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile openpyxl==3.1.5 xlsxwriter==3.3.1 pandas==3.1.1

cat >show.py <<'PY'
from importlib.metadata import version

import openpyxl
import pandas as pd
import xlsxwriter

print("openpyxl", version("openpyxl"), "XlsxWriter", version("xlsxwriter"))


def write(name, **result):
    with xlsxwriter.Workbook(name) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["people", "double"])
        for row in (1, 2):
            sheet.write_number(row, 0, row * 10)
            sheet.write_formula(row, 1, f"=A{row + 1}*2", None, **result and {"value": row * 20})
        sheet.write_formula(3, 0, "=SUM(A2:A3)", None, **result and {"value": 30})


def show(what, name):
    frame = pd.read_excel(name, engine="openpyxl")
    print(f"{what}:", *(f"{key} {list(values)}" for key, values in frame.items()))


write("a.xlsx", stored=True)
show("results stored", "a.xlsx")
write("b.xlsx")
show("as XlsxWriter writes it", "b.xlsx")
openpyxl.load_workbook("a.xlsx").save("c.xlsx")
show("loaded and saved by openpyxl", "c.xlsx")
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
