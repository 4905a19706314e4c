#!/usr/bin/env bash
# Expected: st.cache_data answers from its cache only if the arguments are equal; a frame that
#   differs in one cell is another argument.
# Happens: A frame of 50,000 rows or more, or an array of 500,000 values or more, goes into the
#   key by a fixed sample of its rows and its shape. A change outside the sample gets the earlier
#   answer. No warning, and nothing in the signature tells that a limit was passed.
# Matters: A corrected return gives the totals of the uncorrected one, but only for large files,
#   which no test has. The key has to be something small, such as an id of the data, and the frame
#   an argument with an underscore.
# Version: streamlit 1.67.0, pandas 3.1.1, numpy 2.4.6
# Seen, and compared with every run:
#> streamlit 1.67.0
#> 49999 rows: before 0 after 1000 truly 1000
#> 50000 rows: before 0 after 0 truly 1000
#> 499999 values: before 0 after 1000 truly 1000
#> 500000 values: before 0 after 0 truly 1000
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile streamlit==1.67.0 pandas==3.1.1 numpy==2.4.6

cat >show.py <<'PY'
from importlib.metadata import version

import numpy as np
import pandas as pd
import streamlit as st

print("streamlit", version("streamlit"))


@st.cache_data
def total(values):
    return int(np.asarray(values).sum())


for rows in (49_999, 50_000):
    before = pd.DataFrame({"people": np.zeros(rows, dtype=int)})
    after = before.copy()
    after.loc[7, "people"] = 1000
    print(rows, "rows: before", total(before), "after", total(after), "truly", after.people.sum())
for size in (499_999, 500_000):
    before = np.zeros(size, dtype=int)
    after = before.copy()
    after[7] = 1000
    print(size, "values: before", total(before), "after", total(after), "truly", after.sum())
PY
venv/bin/python show.py 2>log.txt | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
