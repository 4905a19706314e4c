#!/usr/bin/env bash
# Expected: extract() with a schema takes each column by its name and raises, or at least warns,
#   where a value does not fit its type.
# Happens: Columns are taken by position under the schema's names, so two columns of one type that
#   changed places exchange their values; a value that does not fit becomes None. Neither raises
#   nor warns: only validate(), another call that reads the file again, tells.
# Matters: A return with its columns in another order, or with 'n/a' in a cell, is loaded as wrong
#   figures and as silent gaps.
# Version: frictionless 5.21.0
# Seen, and compared with every run:
#> frictionless 5.21.0
#> ['men,women', '10,90', 'n/a,70']
#> extract: {'women': 10, 'men': 90}
#> extract: {'women': None, 'men': 70}
#> validate: None women incorrect-label
#> validate: None men incorrect-label
#> validate: 3 women type-error
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile frictionless==5.21.0

cat >show.py <<'PY'
import warnings
from importlib.metadata import version
from pathlib import Path

from frictionless import Resource, Schema

warnings.simplefilter("error")
print("frictionless", version("frictionless"))
fields = [{"name": name, "type": "integer"} for name in ("women", "men")]
Path("people.csv").write_text("men,women\n10,90\nn/a,70\n")


def resource():
    return Resource(path="people.csv", schema=Schema.from_descriptor({"fields": fields}))


print(Path("people.csv").read_text().split())
for row in resource().extract()["people"]:
    print("extract:", row)
for row, field, kind in resource().validate().flatten(["rowNumber", "fieldName", "type"]):
    print("validate:", row, field, kind)
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
