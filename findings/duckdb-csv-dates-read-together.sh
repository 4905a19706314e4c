#!/usr/bin/env bash
# Expected: Reading two files at once gives the rows that reading each of them gives.
# Happens: The first file decides the order of day and month for all. 03/04/2025 is 3 April if its
#   file is read alone, and 4 March if it is read after a file that only fits month-first, without
#   a word. (Behind the ambiguous file, which counts as day-first, the month-first one raises.)
# Matters: The figures of a day move to another month when a file whose name sorts first is added
#   to the folder that read_csv('*.csv') takes.
# Version: duckdb 2.0.0
# Seen, and compared with every run:
#> duckdb 2.0.0
#> a.csv: 3 on 2025-04-15,
#> b.csv: 1 on 2025-04-03, 2 on 2025-05-04,
#> *.csv: 1 on 2025-03-04, 2 on 2025-04-05, 3 on 2025-04-15,
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
Path("a.csv").write_text("day,people\n04/15/2025,3\n")
Path("b.csv").write_text("day,people\n03/04/2025,1\n04/05/2025,2\n")
for name in ("a.csv", "b.csv", "*.csv"):
    rows = duckdb.sql(f"SELECT people, day FROM read_csv('{name}') ORDER BY people").fetchall()
    print(f"{name}:", *(f"{people} on {day}," for people, day in rows))
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
