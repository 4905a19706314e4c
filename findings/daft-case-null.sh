#!/usr/bin/env bash
# Expected: CASE WHEN x > 2 THEN 'high' ELSE 'low' END takes ELSE where x is NULL: an unknown
#   condition is not true. So does every other engine of SQL.
# Happens: In Daft the whole CASE is NULL there; ELSE is for false only.
# Matters: Groups made by CASE lose all rows whose measure is missing, instead of showing them
#   under 'other'.
# Version: daft 0.7.26, duckdb 2.0.0
# Seen, and compared with every run:
#> daft 0.7.26 duckdb 2.0.0
#> duckdb: [(1, 'low'), (2, 'low'), (3, 'high')]
#> daft:   [(1, 'low'), (2, None), (3, 'high')]
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile daft==0.7.26 duckdb==2.0.0 pyarrow==25.0.1

cat >show.py <<'PY'
from importlib.metadata import version

import daft
import duckdb
import pyarrow as pa

print("daft", version("daft"), "duckdb", version("duckdb"))
t = pa.table({"k": [1, 2, 3], "x": [1, None, 3]})
sql = "SELECT k, CASE WHEN x > 2 THEN 'high' ELSE 'low' END AS level FROM t ORDER BY k"
print("duckdb:", duckdb.sql(sql).fetchall())
print("daft:  ", [tuple(row.values()) for row in daft.sql(sql, t=daft.from_arrow(t)).to_pylist()])
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
