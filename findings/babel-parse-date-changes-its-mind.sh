#!/usr/bin/env bash
# Expected: parse_date(text, locale) reads the order of the locale, and raises where the text does
#   not fit it.
# Happens: A month above 12 makes it exchange month and day for this one text. A column of
#   month-first dates read as Vietnamese is day-first up to the 12th of each month and month-first
#   from the 13th on.
# Matters: Not one row raises, so the wrong locale is not noticed; more than a third of the rows
#   have day and month exchanged.
# Version: Babel 2.18.0
# Seen, and compared with every run:
#> Babel 2.18.0
#> 01/11/2025 en: 2025-01-11 vi: 2025-11-01
#> 01/12/2025 en: 2025-01-12 vi: 2025-12-01
#> 01/13/2025 en: 2025-01-13 vi: 2025-01-13
#> 01/14/2025 en: 2025-01-14 vi: 2025-01-14
#> of 365 month-first dates read as 'vi': 132 wrong, 0 refused
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile babel==2.18.0

cat >show.py <<'PY'
import datetime as dt
from importlib.metadata import version

from babel.dates import parse_date

print("Babel", version("babel"))
days = [dt.date(2025, 1, 1) + dt.timedelta(n) for n in range(365)]
for day in days[10:14]:
    text = f"{day:%m/%d/%Y}"
    print(text, "en:", parse_date(text, locale="en_US"), "vi:", parse_date(text, locale="vi"))
wrong = sum(parse_date(f"{day:%m/%d/%Y}", locale="vi") != day for day in days)
print("of 365 month-first dates read as 'vi':", wrong, "wrong, 0 refused")
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
