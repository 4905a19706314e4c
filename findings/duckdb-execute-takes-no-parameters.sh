#!/usr/bin/env bash
# Expected: A statement prepared with PREPARE is run again and again with execute('EXECUTE p(?)',
#   [value]), the point of preparing it.
# Happens: Refused: EXECUTE itself cannot be prepared, and every statement with parameters is.
#   Only literals get through. A statement parsed once by extract_statements() takes parameters,
#   from any cursor.
# Matters: The way that SQL offers to save planning would bring values pasted into SQL text; the
#   one that works is a function of the Python package.
# Version: duckdb 2.0.0
# Seen, and compared with every run:
#> duckdb 2.0.0
#> EXECUTE double(21): [(42,)]
#> EXECUTE double(?):  Binder Error: Unexpected prepared parameter
#> parsed statement:   [(42,)]
#> parsed statement:   [(44,)]
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
con = duckdb.connect()
con.execute("PREPARE double AS SELECT ?::INTEGER * 2")
print("EXECUTE double(21):", con.execute("EXECUTE double(21)").fetchall())
try:
    print("EXECUTE double(?): ", con.execute("EXECUTE double(?)", [21]).fetchall())
except duckdb.BinderException as error:
    print("EXECUTE double(?): ", str(error).split(".")[0])
[statement] = con.extract_statements("SELECT ?::INTEGER * 2")
for value in (21, 22):
    print("parsed statement:  ", con.cursor().execute(statement, [value]).fetchall())
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
