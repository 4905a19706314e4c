#!/usr/bin/env bash
# Expected: The same decimal texts cast to DECIMAL(9, 2) in DuckDB and in Polars are the same
#   decimals: exact types are there for that.
# Happens: DuckDB rounds a half away from zero, Polars to the even digit.
# Matters: Totals of rates computed in one engine and checked in the other differ in the last
#   digit, and the difference grows with the rows wherever figures have one decimal more than the
#   report.
# Version: duckdb 2.0.0, polars 2.1.0
# Seen, and compared with every run:
#> polars 2.1.0 duckdb 2.0.0
#> text:   0.125 0.375 0.625 1.005 -0.125
#> duckdb: 0.13 0.38 0.63 1.01 -0.13 sum 2.02
#> polars: 0.12 0.38 0.62 1.00 -0.12 sum 2.00
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile polars==2.1.0 duckdb==2.0.0

cat >show.py <<'PY'
from importlib.metadata import version

import duckdb
import polars as pl

print("polars", version("polars"), "duckdb", version("duckdb"))
texts = ["0.125", "0.375", "0.625", "1.005", "-0.125"]
cast = "SELECT CAST(v AS DECIMAL(9, 2)) AS v FROM "
one = duckdb.sql(cast + "(SELECT unnest($t) AS v)", params={"t": texts}).fetchall()
other = pl.SQLContext(t=pl.DataFrame({"v": texts})).execute(cast + "t", eager=True)["v"]
print("text:  ", *texts)
print("duckdb:", *(v for (v,) in one), "sum", sum(v for (v,) in one))
print("polars:", *other, "sum", sum(other))
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
