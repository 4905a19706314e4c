#!/usr/bin/env bash
# Expected: WHERE k NOT IN (SELECT x ...) keeps no row when the subquery has a NULL, as SQL has
#   it; or else NULLs are ignored everywhere.
# Happens: Daft does both: the subquery with a NULL keeps rows as if the NULL were not there, the
#   same list written out, NOT IN (1, 3, NULL), keeps none.
# Matters: The list and the table it came from answer differently, and both differ from one engine
#   to the next in a check for codes that are in no list.
# Version: daft 0.7.26, duckdb 2.0.0
# Seen, and compared with every run:
#> daft 0.7.26 duckdb 2.0.0
#> NOT IN (1, 3, NULL)
#>   duckdb: []
#>   daft:   []
#> NOT IN (SELECT x FROM t)
#>   duckdb: []
#>   daft:   [2]
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
for values in ("1, 3, NULL", "SELECT x FROM t"):
    sql = f"SELECT k FROM t WHERE k NOT IN ({values}) ORDER BY k"
    rows = daft.sql(sql, t=daft.from_arrow(t)).to_pylist()
    print(f"NOT IN ({values})")
    print("  duckdb:", [k for (k,) in duckdb.sql(sql).fetchall()])
    print("  daft:  ", [row["k"] for row in rows])
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
