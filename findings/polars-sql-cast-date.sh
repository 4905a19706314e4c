#!/usr/bin/env bash
# Expected: CAST('03/04/2025' AS DATE) is refused, as by other engines of SQL, since it may be
#   March or April; and TRY_CAST judges each text by itself.
# Happens: Polars takes it for 3 April. The first text of a column decides the format for all: the
#   same texts in another order are other NULLs, and after an ISO date none of the day-first ones
#   is read.
# Matters: What is missing depends on the order of rows, so a sort before the cast changes a
#   result; month-first files are read as day-first until the 13th.
# Version: polars 2.1.0, duckdb 2.0.0
# Seen, and compared with every run:
#> polars 2.1.0 duckdb 2.0.0
#> duckdb: Conversion Error: invalid date field format: "03/04/2025"
#> polars: 2025-04-03
#> polars: 2025-04-13 -> 2025-04-13 03/04/2025 -> None 04/13/2025 -> None
#> polars: 03/04/2025 -> 2025-04-03 04/13/2025 -> None 2025-04-13 -> None
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
try:
    print(duckdb.sql("SELECT CAST('03/04/2025' AS DATE)").fetchall())
except duckdb.ConversionException as error:
    print("duckdb:", str(error).split(",")[0])
print("polars:", pl.sql("SELECT CAST('03/04/2025' AS DATE) AS d").collect().item())
texts = ["2025-04-13", "03/04/2025", "04/13/2025"]
for column in (texts, texts[1:] + texts[:1]):
    t = pl.DataFrame({"d": column})
    read = pl.SQLContext(t=t).execute("SELECT TRY_CAST(d AS DATE) AS d FROM t", eager=True)
    print("polars:", *(f"{text} -> {day}" for text, day in zip(column, read["d"], strict=True)))
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
