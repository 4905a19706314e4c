#!/usr/bin/env bash
# Expected: A lazy validation that fails says in failure_cases which rows fail.
# Happens: Two empty cells in a column with unique=True and nullable=True count as repeated and
#   the validation fails, but failure_cases leaves out nulls, so the report has no row. The
#   message is that of an empty table.
# Matters: A program that turns failure_cases into messages reports nothing about a file that it
#   refuses; one that goes by 'no failure cases' accepts it. In SQL, UNIQUE allows any number of
#   NULLs.
# Version: pandera 0.35.0, pandas 3.1.1
# Seen, and compared with every run:
#> pandera 0.35.0
#> ['A', 'B', None] valid
#> ['A', 'A', None] not valid, rows in failure_cases: [0, 1]
#> ['A', None, None] not valid, rows in failure_cases: []
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile pandera==0.35.0 pandas==3.1.1

cat >show.py <<'PY'
from importlib.metadata import version

import pandas as pd
import pandera.pandas as pa

print("pandera", version("pandera"))
schema = pa.DataFrameSchema({"code": pa.Column(nullable=True, unique=True)})
for codes in (["A", "B", None], ["A", "A", None], ["A", None, None]):
    try:
        schema.validate(pd.DataFrame({"code": codes}), lazy=True)
        print(codes, "valid")
    except pa.errors.SchemaErrors as error:
        rows = error.failure_cases["index"].tolist()
        print(codes, "not valid, rows in failure_cases:", rows)
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
