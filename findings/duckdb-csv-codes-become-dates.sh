#!/usr/bin/env bash
# Expected: Codes of a classification of products, such as 10.11.12 in CPA, are text to a CSV
#   reader that keeps 01 as text.
# Happens: As long as every code of the file makes a date in some order of year, month and day,
#   the column is DATE. The order is chosen to fit all codes, so one code more gives all the
#   others other dates; one that fits no order, and the column is text.
# Matters: The files of two branches of industry have different types in the same column, and the
#   codes cannot be restored from the dates without the order.
# Version: duckdb 2.0.0
# Seen, and compared with every run:
#> duckdb 2.0.0
#> 01 -> VARCHAR 01
#> 10.11.12 10.12.10 -> DATE 2010-11-12 2010-12-10
#> 10.11.12 10.11.39 -> DATE 2012-11-10 2039-11-10
#> 10.11.12 10.13.14 -> DATE 2012-10-11 2014-10-13
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile duckdb==2.0.0

cat >show.py <<'PY'
from importlib.metadata import version
from pathlib import Path

import duckdb

print("duckdb", version("duckdb"))
for codes in (["01"], ["10.11.12", "10.12.10"], ["10.11.12", "10.11.39"], ["10.11.12", "10.13.14"]):
    Path("a.csv").write_text("code,value\n" + "".join(f"{code},1\n" for code in codes))
    table = duckdb.read_csv("a.csv")
    print(*codes, "->", table.types[0], *(str(row[0]) for row in table.fetchall()))
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
