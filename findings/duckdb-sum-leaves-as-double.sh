#!/usr/bin/env bash
# Expected: sum() of a BIGINT column is a whole number, in the query and wherever it goes.
# Happens: It is HUGEINT, exact in SQL, in Python and in Arrow (there as decimal128). In a pandas
#   frame it is float64 and in a Parquet file DOUBLE: above 2**53 digits are lost without a word,
#   and below it joins, keys and 'is it whole' see floats.
# Matters: A total written to Parquet and read back is not the total that was checked before.
#   CAST(sum(x) AS BIGINT) keeps it.
# Version: duckdb 2.0.0, pandas 3.1.1, pyarrow 26.0.1
# Seen, and compared with every run:
#> duckdb 2.0.0
#> sum(x) HUGEINT
#>   Python:  9007199254740993
#>   Arrow:   9007199254740993
#>   pandas:  9007199254740992.0 float64
#>   Parquet: 9007199254740992.0 double
#> CAST(sum(x) AS BIGINT) BIGINT
#>   Python:  9007199254740993
#>   Arrow:   9007199254740993
#>   pandas:  9007199254740993 int64
#>   Parquet: 9007199254740993 int64
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile duckdb==2.0.0 pandas==3.1.1 pyarrow==26.0.1

cat >show.py <<'PY'
from importlib.metadata import version

import duckdb
import pyarrow.parquet as pq

print("duckdb", version("duckdb"))
con = duckdb.connect()
con.sql("CREATE TABLE t AS SELECT unnest([9007199254740992::BIGINT, 1::BIGINT]) AS x")
for total in ("sum(x)", "CAST(sum(x) AS BIGINT)"):
    query = con.sql(f"SELECT {total} AS s FROM t")
    con.sql(f"COPY (SELECT {total} AS s FROM t) TO 'a.parquet'")
    print(total, query.types[0])
    print("  Python: ", query.fetchall()[0][0])
    print("  Arrow:  ", query.to_arrow_table()["s"][0])
    print("  pandas: ", query.df()["s"][0], query.df().dtypes["s"])
    parquet = pq.read_table("a.parquet")["s"]
    print("  Parquet:", parquet[0], parquet.type)
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
