#!/usr/bin/env bash
# Expected: A reader of PC-Axis distinguishes the signs that the format has for data: "-" is nil,
#   a true zero, and one to six dots are reasons for which a value is missing.
# Happens: Two dots are NaN, one dot is an empty text, and all others are texts that still have
#   their quotation marks. The whole column is text, so the next step is
#   to_numeric(errors="coerce"), and that makes the true zero missing like the rest.
# Matters: Means and counts of places leave out all true zeros, and sums hide it.
# Version: pyaxis 0.4.3, pandas 3.1.1
# Seen, and compared with every run:
#> pyaxis 0.4.3
#> in the file: 6 "-" ".." "." "..." 3
#> read:        '6' '"-"' nan '' '"..."' '3'
#> as numbers:  6.0 nan nan nan nan 3.0 | mean 4.5 (with the nil: 3.0)
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile pyaxis==0.4.3 pandas==3.1.1

cat >show.py <<'PY'
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from pyaxis import pyaxis

print("pyaxis", version("pyaxis"))
Path("a.px").write_text(
    'CHARSET="ANSI";\nAXIS-VERSION="2013";\nLANGUAGE="en";\nTITLE="people";\nCONTENTS="people";\n'
    'UNITS="persons";\nDECIMALS=0;\nSTUB="area";\nHEADING="year";\nVALUES("area")="A","B","C";\n'
    'VALUES("year")="2024","2025";\nDATA=\n6 "-"\n".." "."\n"..." 3;\n'
)
frame = pyaxis.parse("a.px", encoding="ascii")["DATA"]
numbers = pd.to_numeric(frame.DATA, errors="coerce")
print("in the file:", '6 "-" ".." "." "..." 3')
print("read:       ", *map(repr, frame.DATA))
print("as numbers: ", *numbers, "| mean", numbers.mean(), "(with the nil: 3.0)")
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
