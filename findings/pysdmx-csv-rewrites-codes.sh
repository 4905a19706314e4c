#!/usr/bin/env bash
# Expected: SDMX-CSV is text, and pysdmx hands out columns of text: a code is the code that the
#   file has.
# Happens: The columns were numbers in between. If all codes of a column are digits, 01 becomes 1;
#   1E3 becomes 1000.0; 0.10 becomes 0.1 and long decimals lose digits. One code with a letter in
#   the column, and all of it stays as it was.
# Matters: The columns are of type string, so nothing shows that they are not the file's; area 01
#   is not in its codelist any more, and another day's file with one area more reads differently.
# Version: pysdmx 1.21.0, pandas 3.1.1, pyarrow 25.0.1
# Seen, and compared with every run:
#> pysdmx 1.21.0
#> written: ('01', '0.10') ('31', '12.50')
#> read:    ('1', '0.1') ('31', '12.5')
#> written: ('01', '0.10') ('X1', '12.50')
#> read:    ('01', '0.1') ('X1', '12.5')
#> written: ('1E3', '1') ('2E3', '12345678901234567.25')
#> read:    ('1000.0', '1.0') ('2000.0', '1.2345678901234568e+16')
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile 'pysdmx[data]==1.21.0' pandas==3.1.1 pyarrow==25.0.1

cat >show.py <<'PY'
from importlib.metadata import version
from pathlib import Path

from pysdmx.io import read_sdmx

print("pysdmx", version("pysdmx"))
HEAD = "STRUCTURE,STRUCTURE_ID,ACTION,AREA,TIME_PERIOD,OBS_VALUE\n"


def show(*rows):
    lines = [f"dataflow,VN:TVET(1.0),I,{area},2024,{value}\n" for area, value in rows]
    Path("data.csv").write_text(HEAD + "".join(lines))
    frame = read_sdmx("data.csv", validate=False).data[0].data
    print("written:", *rows)
    print("read:   ", *zip(frame.AREA, frame.OBS_VALUE, strict=True))


show(("01", "0.10"), ("31", "12.50"))
show(("01", "0.10"), ("X1", "12.50"))
show(("1E3", "1"), ("2E3", "12345678901234567.25"))
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
