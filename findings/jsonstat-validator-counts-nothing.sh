#!/usr/bin/env bash
# Expected: A validator of JSON-stat rejects a document with three or five values for a cube of
#   two by two, since values have meaning by position only.
# Happens: Both are valid to it. A status or a value at a position outside the cube passes as
#   well.
# Matters: The one mistake that a writer of JSON-stat makes easily (a missing or an extra value,
#   which moves all the others) is the one that this check does not see.
# Version: jsonstat-validator 0.4.6
# Seen, and compared with every run:
#> jsonstat-validator 0.4.6
#> 4 values for 4 cells: True
#> 3 values for 4 cells: True
#> 5 values for 4 cells: True
#> a value at position 9: True
#> a status at position 9: True
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile jsonstat-validator==0.4.6

cat >show.py <<'PY'
from importlib.metadata import version

from jsonstat_validator import validate_jsonstat

print("jsonstat-validator", version("jsonstat-validator"))


def valid(value, **more):
    axes = {"area": ["A", "B"], "year": ["2024", "2025"]}
    cube = {
        "version": "2.0",
        "class": "dataset",
        "label": "people",
        "id": list(axes),
        "size": [2, 2],
        "dimension": {name: {"category": {"index": codes}} for name, codes in axes.items()},
        "value": value,
    }
    return validate_jsonstat(cube | more)


print("4 values for 4 cells:", valid([1, 2, 3, 4]))
print("3 values for 4 cells:", valid([1, 2, 3]))
print("5 values for 4 cells:", valid([1, 2, 3, 4, 5]))
print("a value at position 9:", valid({"0": 1, "9": 2}))
print("a status at position 9:", valid([1, 2, 3, 4], status={"9": "e"}))
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
