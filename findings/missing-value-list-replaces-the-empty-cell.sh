#!/usr/bin/env bash
# Expected: Naming '..' as a further sign for missing, in Table Schema (missingValues) or CSVW
#   (null), adds it to the empty cell.
# Happens: The list replaces the default, which is the empty cell. An empty cell of a text column
#   is then the value '' in both, and enough for a required column.
# Matters: Whoever documents one more sign for missing turns the blanks that were missing until
#   then into values, and a column that must be filled in accepts empty cells.
# Version: frictionless 5.21.0, csvw 4.1.1
# Seen, and compared with every run:
#> frictionless 5.21.0 csvw 4.1.1
#> frictionless, no list: ['x', None, '..'] [[3, 'constraint-error']]
#> frictionless, ['..']:  ['x', '', None] [[4, 'constraint-error']]
#> csvw, no list: a.csv:3:2 note: required column value is missing
#> csvw, ['..']:  a.csv:4:2 note: required column value is missing
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile frictionless==5.21.0 csvw==4.1.1

cat >show.py <<'PY'
import json
from importlib.metadata import version
from pathlib import Path

from csvw import Table
from frictionless import Resource, Schema

print("frictionless", version("frictionless"), "csvw", version("csvw"))
Path("a.csv").write_text("area,note\nA,x\nB,\nC,..\n")


def frictionless(**more):
    note = {"name": "note", "type": "string", "constraints": {"required": True}}
    fields = [{"name": "area", "type": "string"}, note]
    schema = Schema.from_descriptor({"fields": fields, **more})
    file = Resource(path="a.csv", schema=schema)
    errors = file.validate().flatten(["rowNumber", "type"])
    return [row["note"] for row in file.extract()["a"]], errors


def csvw(**more):
    columns = [{"name": "area"}, {"name": "note", "required": True, **more}]
    about = {"@context": "http://www.w3.org/ns/csvw", "url": "a.csv"}
    Path("a.json").write_text(json.dumps(about | {"tableSchema": {"columns": columns}}))
    try:
        return [row["note"] for row in Table.from_file("a.json").iterdicts(strict=True)]
    except ValueError as error:
        return str(error)


print("frictionless, no list:", *frictionless())
print("frictionless, ['..']: ", *frictionless(missingValues=[".."]))
print("csvw, no list:", csvw())
print("csvw, ['..']: ", csvw(null=[".."]))
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
