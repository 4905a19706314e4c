#!/usr/bin/env bash
# Expected: read_parquet of several files finds a type that holds all of them, or raises where
#   columns and types differ: Parquet files carry their schema.
# Happens: The first file alone decides. Decimals of a later file are rounded to the first one's
#   integers, and columns that only a later file has are left out, both silently; the other way
#   round all is kept. union_by_name reads both.
# Matters: The order of names in a folder decides whether last year's whole numbers round this
#   year's rates.
# Version: duckdb 2.0.0
# Seen, and compared with every run:
#> duckdb 2.0.0
#> a.parquet b.parquet plain: ['year', 'rate']
#>   1 12
#>   2 48
#> c.parquet a.parquet plain: ['year', 'rate']
#>   1 12.0
#>   2 47.6
#> a.parquet b.parquet by name: ['year', 'rate', 'note']
#>   1 12.0 None
#>   2 47.6 new
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
con.sql("COPY (SELECT 1 AS year, 12 AS rate) TO 'a.parquet'")
con.sql("COPY (SELECT 2 AS year, 47.6 AS rate, 'new' AS note) TO 'b.parquet'")
con.sql("COPY (SELECT 2 AS year, 47.6 AS rate) TO 'c.parquet'")
for files, more in (("ab", False), ("ca", False), ("ab", True)):
    names = [f"{name}.parquet" for name in files]
    table = con.read_parquet(names, union_by_name=more)
    print(*names, "by name:" if more else "plain:", table.columns)
    for row in sorted(table.fetchall()):
        print(" ", *row)
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
