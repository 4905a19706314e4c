#!/usr/bin/env bash
# Expected: drop_invalid_rows=True drops the rows that fail and keeps the others.
# Happens: It drops by label of the index: every row that shares its label with a failing one goes
#   too. Frames joined by concat repeat their labels.
# Matters: Of two offices' returns in one frame, a mistake in row 1 of one also deletes row 1 of
#   the other, without a trace in the result or a warning.
# Version: pandera 0.35.0, pandas 3.1.1
# Seen, and compared with every run:
#> pandera 0.35.0
#> labels [0, 1, 2, 3, 4, 5] kept: [10, 12, 20, 21, 22]
#> labels [0, 1, 2, 0, 1, 2] kept: [10, 12, 20, 22]
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile pandera==0.35.0 pandas==3.1.1

cat >show.py <<'PY'
import warnings
from importlib.metadata import version

import pandas as pd
import pandera.pandas as pa

warnings.simplefilter("error", UserWarning)
print("pandera", version("pandera"))
schema = pa.DataFrameSchema({"people": pa.Column(int, pa.Check.ge(0))}, drop_invalid_rows=True)
one = pd.DataFrame({"office": "one", "people": [10, -1, 12]})
two = pd.DataFrame({"office": "two", "people": [20, 21, 22]})
for ignore_index in (True, False):
    both = pd.concat([one, two], ignore_index=ignore_index)
    kept = schema.validate(both, lazy=True)
    print("labels", both.index.tolist(), "kept:", kept.people.tolist())
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
