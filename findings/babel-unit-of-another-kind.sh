#!/usr/bin/env bash
# Expected: format_unit(5, 'day', locale) is '5 days' in the language asked for, and a unit that
#   Babel does not have raises UnknownUnitError.
# Happens: In Vietnamese and Japanese it is '5 day': the length 'long', the default, falls back to
#   the name of the unit and not to the length 'short', which is there. And 'person' takes the
#   first name that ends so, which is day-person in German: 5 persons are '5 Tage', 5 days.
# Matters: English words appear in sentences that look translated, and a count of people becomes a
#   count of days in one language of many; neither raises.
# Version: Babel 2.18.0
# Seen, and compared with every run:
#> Babel 2.18.0
#> day    en: 5 days   short: 5 days
#> day    de: 5 Tage   short: 5 Tg.
#> day    vi: 5 day    short: 5 ngày
#> day    ja: 5 day    short: 5 日
#> month  en: 5 months short: 5 mths
#> month  de: 5 Monate short: 5 Mon.
#> month  vi: 5 month  short: 5 tháng
#> month  ja: 5 month  short: 5 か月
#> person en: 5 person short: 5 person
#> person de: 5 Tage   short: 5 person
#> person vi: 5 person short: 5 person
#> person ja: 5 person short: 5 person
#> furrow is not a known unit in en
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile babel==2.18.0

cat >show.py <<'PY'
from importlib.metadata import version

from babel.units import UnknownUnitError, format_unit

print("Babel", version("babel"))
for unit in ("day", "month", "person"):
    for locale in ("en", "de", "vi", "ja"):
        words = [format_unit(5, unit, length, locale=locale) for length in ("long", "short")]
        print(f"{unit:6} {locale}: {words[0]:8} short: {words[1]}")
try:
    format_unit(5, "furrow", locale="en")
except UnknownUnitError as error:
    print(error)
PY
venv/bin/python show.py | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
