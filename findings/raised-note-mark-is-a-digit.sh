#!/usr/bin/env bash
# Expected: '70' with a raised 1 behind it, the mark of a note as statistical tables have it, is
#   told apart from 701; at the least with openpyxl's rich_text=True, in either way of reading.
# Happens: python-calamine and openpyxl give '701'. With rich_text=True openpyxl gives the runs,
#   but row by row (read_only=True) only for texts that the file shares: the same cell, saved by
#   openpyxl itself, comes as '701' again, without a word.
# Matters: A column of counts whose cells are text, with a note at one of them, is ten times too
#   large in that cell, and still a whole number.
# Version: python-calamine 0.9.1, openpyxl 3.1.5, XlsxWriter 3.3.1
# Seen, and compared with every run:
#> python-calamine 0.9.1, openpyxl 3.1.5
#> xlsxwriter.xlsx [['701']]
#>   rich_text=False, read_only=False: '701'
#>   rich_text=False, read_only=True: '701'
#>   rich_text=True, read_only=False: ['70', '1']
#>   rich_text=True, read_only=True: ['70', '1']
#> openpyxl.xlsx [['701']]
#>   rich_text=False, read_only=False: '701'
#>   rich_text=False, read_only=True: '701'
#>   rich_text=True, read_only=False: ['70', '1']
#>   rich_text=True, read_only=True: '701'
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
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

print(f"python-calamine {version('python-calamine')}, openpyxl {version('openpyxl')}")
with xlsxwriter.Workbook("xlsxwriter.xlsx") as book:
    raised = book.add_format({"font_script": 1})
    book.add_worksheet().write_rich_string(0, 0, "70", raised, "1")
book = openpyxl.Workbook()
mark = TextBlock(InlineFont(vertAlign="superscript"), "1")
book.active["A1"] = CellRichText("70", mark)
book.save("openpyxl.xlsx")
for name in ("xlsxwriter.xlsx", "openpyxl.xlsx"):
    print(name, python_calamine.load_workbook(name).get_sheet_by_index(0).to_python())
    for rich in (False, True):
        for by_row in (False, True):
            opened = openpyxl.load_workbook(name, rich_text=rich, read_only=by_row)
            value = next(opened.active.iter_rows(values_only=True))[0]
            runs = [str(run) for run in value] if isinstance(value, CellRichText) else value
            print(f"  rich_text={rich}, read_only={by_row}: {runs!r}")
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
