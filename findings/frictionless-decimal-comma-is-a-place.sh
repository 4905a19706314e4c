#!/usr/bin/env bash
# Expected: A CSV of a country with a decimal comma ('12,5') is described as numbers or as text.
# Happens: A column of such numbers is described as geopoint: 12,5 is read as longitude 12 and
#   latitude 5, a pair of numbers. With one whole number in it the column is text.
# Matters: A rate is a valid place as long as its decimals, read as a latitude, are at most 90;
#   describe, validate and extract all agree, and no value is a number any more.
# Version: frictionless 5.21.0
# Seen, and compared with every run:
#> frictionless 5.21.0
#> 12,5 80,25 -> geopoint [[12.0, 5.0], [80.0, 25.0]]
#>   valid: True
#> 12,5 80 -> string ['12,5', '80']
#>   valid: True
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile frictionless==5.21.0

cat >show.py <<'PY'
from importlib.metadata import version
from pathlib import Path

from frictionless import describe, extract, validate

print("frictionless", version("frictionless"))
for rates in (["12,5", "80,25"], ["12,5", "80"]):
    Path("rates.csv").write_text("area;rate\nA;{}\nB;{}\n".format(*rates))
    kind = describe("rates.csv").schema.get_field("rate").type
    print(*rates, "->", kind, [row["rate"] for row in extract("rates.csv")["rates"]])
    print("  valid:", validate("rates.csv").valid)
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
