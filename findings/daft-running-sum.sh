#!/usr/bin/env bash
# Expected: sum(v) OVER (PARTITION BY area ORDER BY year) is a running sum: with ORDER BY and no
#   frame, SQL's frame ends at the current row.
# Happens: In Daft it is the sum of the whole partition in every row; ORDER BY has no effect. With
#   the frame written out it is the running sum.
# Matters: A query moved from another engine runs, and every cumulative figure is the final one.
# Version: daft 0.7.26, duckdb 2.0.0
# Seen, and compared with every run:
#> daft 0.7.26 duckdb 2.0.0
#> no frame
#>   duckdb: [(2023, 1), (2024, 3), (2025, 7)]
#>   daft:   [(2023, 7), (2024, 7), (2025, 7)]
#> with a frame
#>   duckdb: [(2023, 1), (2024, 3), (2025, 7)]
#>   daft:   [(2023, 1), (2024, 3), (2025, 7)]
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
t = pa.table({"area": ["A"] * 3, "year": [2023, 2024, 2025], "v": [1, 2, 4]})
frame = " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
for more in ("", frame):
    window = f"PARTITION BY area ORDER BY year{more}"
    sql = f"SELECT year, sum(v) OVER ({window}) AS s FROM t ORDER BY year"
    print("with a frame" if more else "no frame")
    print("  duckdb:", [(year, int(s)) for year, s in duckdb.sql(sql).fetchall()])
    rows = daft.sql(sql, t=daft.from_arrow(t)).to_pylist()
    print("  daft:  ", sorted((row["year"], row["s"]) for row in rows))
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
