"""One cell at a time: into a value, or into the check that it fails and what is wrong with it.

No sentence repeats the cell: it may be about a person. Who calls adds what was found and where.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vtdash.model.period import Period, quarter_or_year
from vtdash.returns.model import Cell
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

FIRST_YEAR = 2000
"""Older than anything that is reported here: an earlier year is a slip of the keyboard."""

LONGEST_CODE = 100
"""Characters of a code or name."""

BLANK = message("The cell is blank.")
IS_ERROR = message("The formula in the cell failed (such as #REF!, #N/A).")
IS_LOGICAL = message("The cell holds a logical value (TRUE/FALSE).")
IS_DAY = message("The cell holds a date; the spreadsheet may have changed it by itself.")
IS_NEGATIVE = message("The number is negative.")
IS_TOO_LARGE = message("The number is too large.")
IS_SHARE = message("The cell holds a percentage.")
SCALED = "×10^"
"""What stands in the text of a cell whose format shows another number than it holds."""
IS_SCALED = message(
    "The cell shows another number than it holds: its format is one of thousands or millions."
)
HAS_DECIMALS = message("The number has decimals.")
HAS_COMMA = message("Decimals are written with a comma, while this file uses a point.")
NO_NUMBER = message("The cell holds letters or signs that do not belong to a number.")
TWO_WAYS = message("The mark in the number may stand for thousands or for decimals.")
SEVERAL = message("The cell holds several numbers or lines.")
NO_YEAR = message("The cell holds no year of four digits from {year} on.", year=FIRST_YEAR)
NO_QUARTER = message("The cell holds no quarter from {year} on.", year=FIRST_YEAR)
NOT_BEGUN = message("This period has not begun.")
NO_DAY = message("The cell holds no day that there is in the calendar.")
TWO_DIGITS = message("The year has two digits only, so the century is not known.")
TOO_LONG = message("The text is longer than {most} characters.", most=Number(LONGEST_CODE))
UNPRINTABLE = message("The cell holds characters that cannot be printed, or a line break.")
SAMPLE = message("The code holds the word SAMPLE: this is sample data, not a return.")

MOST_COUNT = 999_999_999
_BELOW = 10.0**12
"""No amount is as large: in million VND it would be hundreds of times the country's budget."""

_KEPT_DIGITS = 10.0**15
"""From here on spreadsheets do not keep whole numbers exactly, so they are not written out."""

_DAY_ZERO = datetime(1899, 12, 30)
"""Excel's serial numbers count days from here."""

_SERIALS = range(10_000, 73_051)
"""Serials of 18 May 1927 to 31 December 2099; smaller ones could as well be years."""

_YEARS_OF_DAYS = range(1900, 2100)

_WIDE = str.maketrans("０１２３４５６７８９．，－／", "0123456789.,-/")
"""Digits and signs of double width, as keyboards for East Asian languages give them."""

_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_SP = " \u00a0\u2009\u202f'’"
_APART = re.compile(r"[\n\t]|  ")
"""Between two numbers of one cell: '120' over '100' is not 120 thousand 100."""

_DITTO = re.compile(
    r"-?\s*(?:n\.?t\.?|(?:như|nhu) (?:dòng |hàng |dong |hang )?(?:trên|tren)|ditto|as above)\s*-?|"
    r"[\"\u2033”“\u3003']{1,2}|/{2}|-\s*[\"\u2033”\u3003]\s*-",
    re.IGNORECASE,
)
_LONGEST_DITTO = 20
_DIGITS = re.compile(r"([0-9]{1,9})([.,]0{1,2})?")
_MANY_DIGITS = re.compile(r"[0-9]{10,}")
_WITH_DECIMALS = re.compile(r"[0-9]+[.,][0-9]+")
_NEGATIVE = re.compile(r"[-−–][ ]?[0-9].*|\([0-9.,]+\)")
_AMBIGUOUS = re.compile(rf"[1-9][0-9]{{0,2}}([{_SP}.,][0-9]{{3}})+([.,][0-9]*)?")
_BY_COMMA, _BY_POINT = (
    re.compile(rf"[1-9][0-9]{{0,2}}(?:([{_SP}{mark}])[0-9]{{3}})(?:\1[0-9]{{3}})*({decimals})?")
    for mark, decimals in ((",", r"\.[0-9]{1,20}"), (".", ",[0-9]{1,20}"))
)
"""Numbers with thousands marks in the English and in the Vietnamese way."""

_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,20})?")
_YEAR = re.compile(r"(?:n[ăa]m )?([0-9]{4})(?:[.,]0)?")
_QUARTER = re.compile(r"q(?:u[ýy])?[ .]*(iv|i{1,3}|[1-4])[ /,.-]+(?:n[ăa]m )?([0-9]{4})")
_YEAR_FIRST = re.compile(r"(?:n[ăa]m )?([0-9]{4})[ /,.-]*q(?:u[ýy])?[ .]*(iv|i{1,3}|[1-4])")
_TIME = r"(?:[ t]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})" + _TIME)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + _TIME)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be taken: the id of the check that it fails, and what is wrong."""

    check: str
    what: Named


def as_text(cell: Cell) -> str:
    """Return a cell as text: NFC, no spaces around it, whole numbers without '.0', days as ISO.

    >>> as_text(12.0), as_text(None), as_text(True), as_text(date(2024, 1, 5))
    ('12', '', 'TRUE', '2024-01-05')
    """
    if isinstance(cell, str):
        return unicodedata.normalize("NFC", cell).strip()
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).upper()
    if isinstance(cell, float):
        is_whole = cell.is_integer() and abs(cell) < _KEPT_DIGITS
        return str(int(cell)) if is_whole else f"{cell:.15g}"
    if isinstance(cell, datetime):
        at_midnight = cell.time() == datetime.min.time()
        return cell.date().isoformat() if at_midnight else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date) else _digits(cell)


def is_ditto(text: str) -> bool:
    """Return whether a text stands for what is written in the cell above it.

    >>> is_ditto("-nt-"), is_ditto("Như trên"), is_ditto("NT-01")
    (True, True, False)
    """
    return len(text) <= _LONGEST_DITTO and bool(_DITTO.fullmatch(text))


def count(cell: Cell, *, grouped: bool) -> int | Wrong:
    """Return a whole number from 0 to ``MOST_COUNT``.

    ``grouped``: '1.234' and '1 234' mean 1234, as on the official forms; otherwise they are
    refused (T03), never guessed.
    """
    found = _number_or_text(cell, "T02")
    if isinstance(found, Wrong):
        return found
    if not isinstance(found, str):
        return _whole(found)
    if digits := _DIGITS.fullmatch(found):
        return int(digits[1])
    if grouped and (parts := _BY_POINT.fullmatch(found)):
        return _whole(_ungrouped(found, parts[1], ","))
    if _AMBIGUOUS.fullmatch(found):
        return Wrong("T03", TWO_WAYS)
    return Wrong("T02", HAS_DECIMALS if _WITH_DECIMALS.fullmatch(found) else _no_number(found))


def amount(cell: Cell, *, comma_decimals: bool, grouped: bool) -> float | Wrong:
    """Return a number of 0 or more.

    ``comma_decimals``: '420,5' is read, beside '420.5'. ``grouped``: thousands marks are read
    (points where decimals have a comma, else commas; spaces in both); otherwise '1.000', which
    may mean a thousand or one, is refused (T03), never guessed.
    """
    found = _number_or_text(cell, "T04")
    if isinstance(found, Wrong):
        return found
    if not isinstance(found, str):
        return _sized(found, "T04")
    way, mark = (_BY_POINT, ",") if comma_decimals else (_BY_COMMA, ".")
    if grouped and (parts := way.fullmatch(found)):
        return _sized(_ungrouped(found, parts[1], mark), "T04")
    one_decimal_comma = grouped and comma_decimals and found.count(",") == 1 and "." not in found
    if _AMBIGUOUS.fullmatch(found) and not one_decimal_comma:
        return Wrong("T03", TWO_WAYS)
    plain = found.replace(",", ".") if comma_decimals else found
    if _DECIMAL.fullmatch(plain):
        return _sized(float(plain), "T04")
    return Wrong("T04", HAS_COMMA if _WITH_DECIMALS.fullmatch(found) else _no_number(found))


def year(cell: Cell, today: date) -> int | Wrong:
    """Return a year from ``FIRST_YEAR`` to the running one: 2024, '2024', 'Năm 2024'."""
    found = _words(cell, "T05")
    if isinstance(found, Wrong):
        return found
    parts = _YEAR.fullmatch(found)
    if not parts or int(parts[1]) < FIRST_YEAR:
        return Wrong("T05", NO_YEAR)
    return Wrong("P01", NOT_BEGUN) if int(parts[1]) > today.year else int(parts[1])


def quarter(cell: Cell, today: date) -> str | Wrong:
    """Return a quarter as '2024-Q1'; the running one is taken, one that has not begun is not.

    >>> quarter("Quý I/2024", date(2026, 1, 1)), quarter("quý 4 năm 2024", date(2026, 1, 1))
    ('2024-Q1', '2024-Q4')
    """
    found = _words(cell, "T06")
    if isinstance(found, Wrong):
        return found
    if parts := _YEAR_FIRST.fullmatch(found):
        in_year, number = int(parts[1]), parts[2]
    elif parts := _QUARTER.fullmatch(found):
        in_year, number = int(parts[2]), parts[1]
    else:
        return Wrong("T06", NO_QUARTER)
    number = _ROMAN.get(number) or int(number)
    if in_year < FIRST_YEAR:
        return Wrong("T06", NO_QUARTER)
    period = quarter_or_year(in_year, number)
    has_begun = Period.parse(period).reference_date <= today
    return period if has_begun else Wrong("P01", NOT_BEGUN)


def day(cell: Cell) -> date | Wrong:
    """Return a day: a date cell, dd/mm/yyyy (also with '-' or '.'), ISO, or an Excel serial.

    The day stands before the month. Years of two digits are refused, and so are numbers below
    10000, which are rather years than serials.
    """
    if isinstance(cell, date):
        return _real_day(cell.year, cell.month, cell.day)
    found = _words(cell, "T09")
    if isinstance(found, Wrong):
        return found
    if parts := _DAY_FIRST.fullmatch(found):
        return _real_day(int(parts[4]), int(parts[3]), int(parts[1]))
    if parts := _ISO_DAY.fullmatch(found):
        return _real_day(int(parts[1]), int(parts[2]), int(parts[3]))
    if _SERIAL.fullmatch(found) and int(found[:5]) in _SERIALS:
        return (_DAY_ZERO + timedelta(days=int(found[:5]))).date()
    return Wrong("T09", TWO_DIGITS if _SHORT_YEAR.fullmatch(found) else NO_DAY)


def code(cell: Cell) -> str | Wrong:
    """Return a code or name of 1 to 100 printable characters that is no sample code."""
    found = as_text(cell)
    if not found:
        return Wrong("T01", BLANK)
    if found.upper() in _ERRORS:
        return Wrong("T07", IS_ERROR)
    if "sample" in unicodedata.normalize("NFKC", found).casefold():
        return Wrong("T08", SAMPLE)
    if len(found) > LONGEST_CODE:
        return Wrong("T07", TOO_LONG)
    return found if found.isprintable() else Wrong("T07", UNPRINTABLE)


def _digits(number: int) -> str:
    """Return a whole number in digits; the interpreter refuses to write out endless ones."""
    return str(number) if abs(number) < _KEPT_DIGITS else f"{_float(number):.15g}"


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return -math.inf if number < 0 else math.inf


def _words(cell: Cell, check: str) -> str | Wrong:
    """Return the cell as small letters with single spaces; ``check`` is for what is no text."""
    found = as_text(cell).translate(_WIDE)
    if not found:
        return Wrong("T01", BLANK)
    if isinstance(cell, bool):
        return Wrong(check, IS_LOGICAL)
    if isinstance(cell, date):
        return Wrong(check, IS_DAY)
    if found.upper() in _ERRORS:
        return Wrong(check, IS_ERROR)
    return " ".join(found.casefold().split())


def _number_or_text(cell: Cell, check: str) -> float | str | Wrong:
    """Return a number of a workbook as it is, and text without spaces around it."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _float(cell)
    found = _words(cell, check)
    is_number = isinstance(found, str) and found[:1].isdigit()
    return Wrong(check, SEVERAL) if is_number and _APART.search(as_text(cell)) else found


def _whole(number: float) -> int | Wrong:
    sized = _sized(number, "T02")
    if isinstance(sized, Wrong):
        return sized
    if sized % 1:
        return Wrong("T02", HAS_DECIMALS)
    return int(sized) if sized <= MOST_COUNT else Wrong("T02", IS_TOO_LARGE)


def _sized(number: float, check: str) -> float | Wrong:
    """Return the number where it is one, not negative and not beyond belief."""
    if math.isnan(number):
        return Wrong(check, NO_NUMBER)
    if number < 0:
        return Wrong(check, IS_NEGATIVE)
    return number + 0.0 if number < _BELOW else Wrong(check, IS_TOO_LARGE)


def _ungrouped(found: str, thousands: str, decimals: str) -> float:
    return float(found.replace(thousands, "").replace(decimals, "."))


def _no_number(found: str) -> Named:
    """Return why a text is no number, as exactly as can be said."""
    if _NEGATIVE.fullmatch(found):
        return IS_NEGATIVE
    if found.endswith("%"):
        return IS_SHARE
    if SCALED in found:
        return IS_SCALED
    return IS_TOO_LARGE if _MANY_DIGITS.fullmatch(found) else NO_NUMBER


def _real_day(in_year: int, month: int, in_month: int) -> date | Wrong:
    try:
        found = date(in_year, month, in_month)
    except ValueError:
        return Wrong("T09", NO_DAY)
    return found if in_year in _YEARS_OF_DAYS else Wrong("T09", NO_DAY)
