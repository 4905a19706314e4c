#!/usr/bin/env bash
# Expected: DATE '2025-01-31' - DATE '2025-01-01' is 30 days, as a number or as an interval.
# Happens: Daft gives a duration of 30 seconds: the count of days under the unit of seconds.
#   Timestamps of the same two days differ by 30 days.
# Matters: Ages, delays and durations are too short by a factor of 86,400 and stay plausible as a
#   type, so that a filter 'later than 10 days' finds nobody.
# Version: daft 0.7.26, duckdb 2.0.0
# Seen, and compared with every run:
#> daft 0.7.26 duckdb 2.0.0
#> literals: duckdb 30, daft datetime.timedelta(seconds=30)
#> columns: duckdb 30, daft datetime.timedelta(seconds=30)
#> timestamps: duckdb datetime.timedelta(days=30), daft datetime.timedelta(days=30)
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile daft==0.7.26 duckdb==2.0.0 pyarrow==25.0.1

cat >show.py <<'PY'
import datetime as dt
from importlib.metadata import version

import daft
import duckdb
import pyarrow as pa

print("daft", version("daft"), "duckdb", version("duckdb"))
days = {"a": dt.date(2025, 1, 1), "b": dt.date(2025, 1, 31)}
t = pa.table({name: [day] for name, day in days.items()})
literals = "SELECT DATE '2025-01-31' - DATE '2025-01-01' AS d FROM t"
columns = "SELECT b - a AS d FROM t"
times = "SELECT CAST(b AS TIMESTAMP) - CAST(a AS TIMESTAMP) AS d FROM t"
for name, sql in (("literals", literals), ("columns", columns), ("timestamps", times)):
    [(days,)] = duckdb.sql(sql).fetchall()
    [row] = daft.sql(sql, t=daft.from_arrow(t)).to_pylist()
    print(f"{name}: duckdb {days!r}, daft {row['d']!r}")
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
