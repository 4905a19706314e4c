"""One cell of an OpenDocument sheet: its value from what the file says of it, never from its look.

Values, kinds and formulas are attributes; the shown text decides where an old program wrote the
number 0 for a failed formula, or 1 for TRUE, and where it is another number than the cell holds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final

from vtdash.returns.files.cells import DECIMALS, SCALED, ShownNumber, beside_number
from vtdash.returns.files.number_formats import as_shown, changes_number, percentage
from vtdash.returns.files.ready_grid import cleaned, lasting
from vtdash.returns.files.xml_part import Attributes
from vtdash.returns.model import Cell

_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CALC: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
FORMULA: Final = _TABLE + "formula"
KIND: Final = _OFFICE + "value-type"
_VALUE: Final = _OFFICE + "value"
_DATE, _TIME = _OFFICE + "date-value", _OFFICE + "time-value"
_BOOLEAN, _STRING = _OFFICE + "boolean-value", _OFFICE + "string-value"
_HELD_IN = {"date": _DATE, "time": _TIME, "boolean": _BOOLEAN, "string": _STRING} | dict.fromkeys(
    ("float", "currency", "percentage"), _VALUE
)

FAILED = "#VALUE!"
"""What a failed formula gives whose kind of failure has no name that spreadsheets share."""

_NAMED = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_SHOWN_ERROR = re.compile(r"#[A-ZÀ-Ỹ/0]+[!?]?|(?:Err|Lỗi)\s*:\s*\d{3}", re.IGNORECASE)
_SHOWN_TRUTH = {"TRUE": True, "FALSE": False, "ĐÚNG": True, "SAI": False}
_OUTSIDE = re.compile(r"'[^']*'#|\bDDE\(|\bWEBSERVICE\(", re.IGNORECASE)
"""A formula that names another file ('file:///a.ods'#$Sheet.A1) or another program."""

_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")

_SHOWN_NUMBER = re.compile(r"[^\d(−–-]*([(−–-]?)[^\d(−–-]*(\d[\d.,'’\s]*)\D*")
_SCIENTIFIC = re.compile(r"\s*[-−]?\d+(?:[.,]\d+)?E[-+]?\d+\s*", re.IGNORECASE)
_CODE = re.compile(r"\s*(\D*[^\W\d_][-/.\s]?)?([0-9]{1,15})([-/.]\D*)?\s*")
_DASH = re.compile(r"\s*[-–—−]\s*")
_THOUSANDS = 3
_POWERS = (3, 6, 9, *range(-1, -10, -1))
"""Formats of thousands, millions or billions, or as many zeros written behind each number."""

_COUNT = re.compile(r"[1-9][0-9]{0,7}")


def times_repeated(attributes: Attributes, name: str) -> int:
    """Return how often something is repeated: once where nothing sensible is said."""
    said = attributes.get(name)
    return int(said) if said and _COUNT.fullmatch(said) else 1


def leads_outside(attributes: Attributes) -> bool:
    """Return whether a cell's formula takes its value from another file."""
    return bool(_OUTSIDE.search(attributes.get(FORMULA, "")))


def is_unstored(attributes: Attributes, *, has_text: bool) -> bool:
    """Return whether a cell is a formula without a result: neither a value nor a text, even ''."""
    if FORMULA not in attributes:
        return False
    kind = attributes.get(KIND)
    if kind is None:
        return not has_text
    return kind != "string" and _HELD_IN.get(kind, KIND) not in attributes


def cell_value(attributes: Attributes, text: str, *, is_raised: bool) -> Cell:
    """Return the value of a cell; ``text`` is what is shown, without marks of notes.

    ``is_raised``: marks were left out of the text, so that it goes before the stored one. A failed
    formula gives its error, a share its text with the sign, no value None.
    """
    kind = attributes.get(KIND, "")
    if attributes.get(_CALC) == "error" or (FORMULA in attributes and _SHOWN_ERROR.fullmatch(text)):
        return text if text in _NAMED else FAILED
    if kind == "string":
        stored = attributes.get(_STRING, "")
        return cleaned(text if is_raised or not stored else stored) or None
    held = attributes.get(_HELD_IN.get(kind, KIND))
    if kind not in _HELD_IN or held is None:
        return cleaned(text) or None
    if kind in {"float", "currency"} and FORMULA in attributes and text.upper() in _SHOWN_TRUTH:
        return _SHOWN_TRUTH[text.upper()]
    try:
        return _typed(kind, held, text)
    except (ValueError, OverflowError):
        return FAILED


def scale_by_text(number: float, text: str) -> str:
    """Return what makes the shown text another number than is held, as ``scale_shown`` does.

    Marks of thousands and decimals are read in either way; rounding makes no other number.

    >>> scale_by_text(60, "-60"), scale_by_text(420500000, "420,5 tr"), scale_by_text(60, "6.000")
    ('-', '×10^6', '×10^-2')
    >>> scale_by_text(60, " - "), scale_by_text(0, "-")
    ('-', '')
    >>> scale_by_text(1234.56, "1.234,6 đ"), scale_by_text(-60, "-60"), scale_by_text(69.6, "70")
    ('', '', '')
    >>> scale_by_text(12, "12 nghìn"), scale_by_text(15, "15.000"), scale_by_text(35, "x")
    ('[+ nghìn]', '[+ .000]', '[+ x]')
    """
    if number and _DASH.fullmatch(text):
        return "-"
    found = _SHOWN_NUMBER.fullmatch(text)
    if not found or not math.isfinite(number):
        is_other = number and text.strip() and not _SCIENTIFIC.fullmatch(text)
        return beside_number(text) if is_other else ""
    readings = list(_readings(found[2]))
    if not any(_is_same(number, *reading, 0) for reading in readings):
        same = (n for n in _POWERS if any(_is_same(number, *reading, n) for reading in readings))
        return next((f"{SCALED}{n}" for n in same), beside_number(text))
    if found[1] and number > 0 and round(number, 9):
        return "-"
    words = text.replace(found[2], " ", 1)
    if changes_number(words):
        return beside_number(words)
    looks_grouped = number % 1 == 0 and len(readings) > 1 and readings[-1][1] == _THOUSANDS
    return DECIMALS if looks_grouped and not _is_same(number, *readings[0], 0) else ""


def _readings(written: str) -> Iterator[tuple[float, int]]:
    """Yield each number that digits with marks may stand for, with its number of decimals."""
    parts = re.split(r"\D+", written.strip(" .,'’\u00a0\u202f"))
    if all(len(part) == _THOUSANDS for part in parts[1:]):
        yield float("".join(parts)), 0
    if len(parts) > 1:
        yield float("".join(parts[:-1]) + "." + parts[-1]), len(parts[-1])


def _is_same(held: float, shown: float, decimals: int, power: int) -> bool:
    """Return whether a shown number times a power of ten is the held one, as rounded there."""
    step = 10.0 ** (power - decimals)
    return abs(abs(held) - shown * 10.0**power) <= step * 0.501


def _typed(kind: str, held: str, text: str) -> Cell:
    if kind == "date":
        return _day(held)
    if kind == "time":
        return _duration(held)
    if kind == "boolean":
        return held == "true"
    return _number(kind, held, text)


def _number(kind: str, held: str, text: str) -> Cell:
    if kind == "percentage":
        return percentage(float(held))
    with suppress(ValueError):
        if code := _code(int(held), text):
            return code
    if scale := scale_by_text(float(held), text):
        return as_shown(float(held), scale)
    with suppress(ValueError):
        return int(held)
    return float(held)


def _code(number: int, text: str) -> Cell:
    """Return a whole number that is shown as a code, behind letters or zeros; None for others."""
    found = _CODE.fullmatch(text)
    if not found or int(found[2]) != number or changes_number(f"{found[1]}{found[3]}"):
        return None
    is_code = found[1] or found[3] or (found[2][0] == "0" and number)
    return ShownNumber(text.strip(), number) if is_code else None


def _day(held: str) -> datetime:
    """Return a day, with a time where there is one; a day before the common era is no value."""
    if "T" in held:
        return datetime.fromisoformat(held)
    return datetime.combine(date.fromisoformat(held), datetime.min.time())


def _duration(held: str) -> str:
    found = _DURATION.fullmatch(held)
    if not found:
        raise ValueError("no duration")
    days, hours, minutes = (int(found[n] or 0) for n in (2, 3, 4))
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=round(float(found[5] or 0)))
    return lasting(-length if found[1] else length)
