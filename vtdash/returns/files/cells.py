"""One cell at a time: into a value, or into the check that it fails and what is wrong with it.

No sentence repeats the cell: it may be about a person. Who calls adds what was found and where.
"""

from __future__ import annotations

import math
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from vtdash.returns.model import Cell
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

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
ADDED = "[+ "
"""Begins what a cell's format adds to the number in front of it."""
IS_ADDED_TO = message(
    "The number format of the cell adds to the number it holds: a word such as nghìn (thousand), "
    "digits or signs, or three decimals that look like thousands."
)
IS_SHORTENED = message(
    "The spreadsheet has shortened a long number, as in 1.06E+08; its last digits are lost."
)
HAS_DECIMALS = message("The number has decimals.")
HAS_COMMA = message("Decimals are written with a comma, while this file uses a point.")
NO_NUMBER = message("The cell holds letters or signs that do not belong to a number.")
TWO_WAYS = message("The mark in the number may stand for thousands or for decimals.")
SEVERAL = message("The cell holds several numbers or lines.")
TOO_LONG = message("The text is longer than {most} characters.", most=Number(LONGEST_CODE))
UNPRINTABLE = message("The cell holds characters that cannot be printed, or a line break.")
SAMPLE = message("The code holds the word SAMPLE: this is sample data, not a return.")

MOST_COUNT = 999_999_999
_BELOW = 10.0**12
"""No amount is as large: in million VND it would be hundreds of times the country's budget."""

_KEPT_DIGITS = 10.0**15
"""From here on spreadsheets do not keep whole numbers exactly, so they are not written out."""

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
_SHORTENED = re.compile(r"[0-9][.,]?[0-9]*[eE]\+[0-9]{2}")
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


def beside_number(words: str) -> str:
    """Return what a number format adds to a number, as it stands behind it in the cell's text."""
    return f"{ADDED}{' '.join(words.split())}]"


DECIMALS = beside_number(".000")
"""Three decimals of a whole number, which Vietnamese readers take for thousands."""


class ShownNumber(str):
    """A whole number as its cell shows it: a code by its look, a count by what it holds.

    >>> as_text(ShownNumber("CS-0001", 1)), count(ShownNumber("CS-0001", 1), grouped=False)
    ('CS-0001', 1)
    """

    number: int

    def __new__(cls, shown: str, number: int) -> ShownNumber:
        made = super().__new__(cls, shown)
        made.number = number
        return made


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


def with_decimals(cell: Cell) -> Cell:
    """Return a cell of an amount as the number it holds where its format shows three decimals.

    >>> with_decimals("420.5 [+ .000]"), with_decimals("420.5")
    (420.5, '420.5')
    """
    if isinstance(cell, str) and cell.endswith(DECIMALS):
        with suppress(ValueError):
            return float(cell.removesuffix(DECIMALS))
    return cell


def code(cell: Cell) -> str | Wrong:
    """Return a code or name of 1 to 100 printable characters that is no sample code."""
    found = as_text(cell)
    if not found:
        return Wrong("T01", BLANK)
    if found.upper() in _ERRORS:
        return Wrong("T07", IS_ERROR)
    if "sample" in unicodedata.normalize("NFKC", found).casefold():
        return Wrong("T08", SAMPLE)
    wrong = (
        (TOO_LONG, len(found) > LONGEST_CODE),
        (IS_ADDED_TO, ADDED in found),
        (IS_SHORTENED, bool(_SHORTENED.fullmatch(found))),
        (UNPRINTABLE, not found.isprintable()),
    )
    return next((Wrong("T07", what) for what, is_so in wrong if is_so), found)


def _digits(number: int) -> str:
    """Return a whole number in digits; the interpreter refuses to write out endless ones."""
    return str(number) if abs(number) < _KEPT_DIGITS else f"{_float(number):.15g}"


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return -math.inf if number < 0 else math.inf


def cell_words(cell: Cell, check: str) -> str | Wrong:
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
    if isinstance(cell, ShownNumber):
        return _float(cell.number)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _float(cell)
    found = cell_words(cell, check)
    is_number = isinstance(found, str) and found[:1].isdigit()
    return Wrong(check, SEVERAL) if is_number and _APART.search(as_text(cell)) else found


def _whole(number: float) -> int | Wrong:
    sized = _sized(number, "T02")
    if isinstance(sized, Wrong):
        return sized
    sized = float(f"{sized:.15g}")  # all digits that spreadsheets show: 120.00000000000001 is 120
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
    if ADDED in found:
        return IS_ADDED_TO
    return IS_TOO_LARGE if _MANY_DIGITS.fullmatch(found) else NO_NUMBER
