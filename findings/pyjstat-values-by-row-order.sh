#!/usr/bin/env bash
# Expected: A table with columns area, year, value becomes the same table as JSON-stat, whatever
#   the order of its rows, and a missing combination becomes null.
# Happens: The values are copied in the order of the rows and the labels go only into the
#   dimensions. Rows that are not sorted come back with each other's values, and a missing
#   combination moves all values after it, in a document with too few of them. Nothing warns.
# Matters: A frame straight from GROUP BY has no order, so figures of one area are published under
#   the name of another.
# Version: pyjstat 2.4.0, pandas 3.1.1
# Seen, and compared with every run:
#> pyjstat 2.4.0
#> area year  value_before  value_after
#>    A 2024             1            1
#>    B 2024             2            4
#>    B 2025             4            3
#>    A 2025             3            2
#> without B 2024: size [2, 2] value [1, 4, 3]
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile pyjstat==2.4.0 pandas==3.1.1

cat >show.py <<'PY'
import json
from importlib.metadata import version

import pandas as pd
from pyjstat import pyjstat

print("pyjstat", version("pyjstat"))
rows = [("A", "2024", 1), ("B", "2024", 2), ("B", "2025", 4), ("A", "2025", 3)]
before = pd.DataFrame(rows, columns=["area", "year", "value"])
after = pyjstat.Dataset.read(pyjstat.Dataset.read(before).write()).write("dataframe")
both = before.merge(after, on=["area", "year"], suffixes=("_before", "_after"))
print(both.to_string(index=False))

written = json.loads(pyjstat.Dataset.read(before.drop(index=1)).write())
print("without B 2024: size", written["size"], "value", written["value"])
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
