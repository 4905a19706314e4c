#!/usr/bin/env bash
# Expected: ORDER BY at the end of a query orders its rows, whatever comes before it.
# Happens: In Daft the rows of SELECT DISTINCT, of UNION and of a query with a window come in an
#   arbitrary order; the clause is accepted and ignored. A plain query is ordered.
# Matters: A ranking is in no order, and the first row is not the first. Sorting afterwards by
#   .sort() works.
# Version: daft 0.7.26
# Seen, and compared with every run:
#> daft 0.7.26
#> ordered | SELECT k FROM t ORDER BY k
#> not ordered | SELECT DISTINCT k FROM t ORDER BY k
#> ordered | the same and .sort('k')
#> not ordered | SELECT k FROM t UNION SELECT k FROM t ORDER BY k
#> not ordered | SELECT k, rank() OVER (PARTITION BY g ORDER BY k) AS r FROM t ORDER BY k
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile daft==0.7.26 pyarrow==25.0.1

cat >show.py <<'PY'
from importlib.metadata import version

import daft
import pyarrow as pa

print("daft", version("daft"))
numbers = list(range(40))
t = daft.from_arrow(pa.table({"k": numbers, "g": [n % 7 for n in numbers]}))
for sql in (
    "SELECT k FROM t ORDER BY k",
    "SELECT DISTINCT k FROM t ORDER BY k",
    "SELECT k FROM t UNION SELECT k FROM t ORDER BY k",
    "SELECT k, rank() OVER (PARTITION BY g ORDER BY k) AS r FROM t ORDER BY k",
):
    rows = [row["k"] for row in daft.sql(sql, t=t).to_pylist()]
    print("ordered" if rows == numbers else "not ordered", "|", sql)
    if "DISTINCT" in sql:
        rows = [row["k"] for row in daft.sql(sql, t=t).sort("k").to_pylist()]
        print("ordered" if rows == numbers else "not ordered", "| the same and .sort('k')")
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
