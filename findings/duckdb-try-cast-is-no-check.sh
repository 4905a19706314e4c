#!/usr/bin/env bash
# Expected: TRY_CAST(text AS INTEGER) is a check of whole numbers: whatever is not one becomes
#   NULL.
# Happens: Besides whole numbers it accepts 12.5 (13, rounded), 1_000, 1e3, 0x1F, surrounding
#   blanks, and 1.000 (1), which is a thousand in half of Europe and in Vietnam. 1,000 is NULL.
# Matters: Reading all columns as text and casting with TRY_CAST, to give other messages,
#   lets a thousand people in as one and half a person as a whole.
# Version: duckdb 2.0.0
# Seen, and compared with every run:
#> duckdb 2.0.0
#> '12.5'    -> 13
#> '1.000'   -> 1
#> '1,000'   -> None
#> '1_000'   -> 1000
#> '1e3'     -> 1000
#> '0x1F'    -> 31
#> ' 12 '    -> 12
#> '-0'      -> 0
#> 'twelve'  -> None
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile duckdb==2.0.0

cat >show.py <<'PY'
from importlib.metadata import version

import duckdb

print("duckdb", version("duckdb"))
for text in ("12.5", "1.000", "1,000", "1_000", "1e3", "0x1F", " 12 ", "-0", "twelve"):
    [value] = duckdb.execute("SELECT TRY_CAST(? AS INTEGER)", [text]).fetchone()
    print(f"{text!r:9} -> {value}")
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
