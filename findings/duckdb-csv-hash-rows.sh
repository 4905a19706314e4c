#!/usr/bin/env bash
# Expected: DuckDB reads all rows of a plain CSV without comments, whatever a cell begins with; at
#   worst a column becomes text.
# Happens: If a row begins with '#' and leaving it out lets the column be numbers, the sniffer
#   concludes that '#' marks comments and drops the row: no error, none in store_rejects, also
#   with all_varchar. comment='' brings it back.
# Matters: A spreadsheet writes a failed formula as #N/A or #DIV/0!. Where the first column has
#   one, the whole row with all its good figures is gone.
# Version: duckdb 2.0.0
# Seen, and compared with every run:
#> duckdb 2.0.0
#> in the file:    rate,people 5,101 #DIV/0!,102 7,103 8,104
#> read_csv:       [(5, 101), (7, 103), (8, 104)]
#> all_varchar:    [('5', '101'), ('7', '103'), ('8', '104')]
#> comment='':     [('5', 101), ('#DIV/0!', 102), ('7', 103), ('8', 104)]
#> sniffed sign:   [('#',)]
#> store_rejects:  [(0,)]
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
con = duckdb.connect()
Path("a.csv").write_text("rate,people\n5,101\n#DIV/0!,102\n7,103\n8,104\n")
print("in the file:   ", *Path("a.csv").read_text().split())
print("read_csv:      ", con.read_csv("a.csv").fetchall())
print("all_varchar:   ", con.read_csv("a.csv", all_varchar=True).fetchall())
print("comment='':    ", con.read_csv("a.csv", comment="").fetchall())
print("sniffed sign:  ", con.sql("SELECT comment FROM sniff_csv('a.csv')").fetchall())
con.sql("FROM read_csv('a.csv', store_rejects = true)").fetchall()
print("store_rejects: ", con.sql("SELECT count(*) FROM reject_errors").fetchall())
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
