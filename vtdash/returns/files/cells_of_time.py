"""A cell into a year, a quarter or a day, or into the check that it fails and what is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from vtdash.model.period import Period, quarter_or_year
from vtdash.returns.files.cells import Wrong, cell_words
from vtdash.returns.model import Cell
from vtdash.text.messages import message

FIRST_YEAR = 2000
"""Older than anything that is reported here: an earlier year is a slip of the keyboard."""

NO_YEAR = message("The cell holds no year of four digits from {year} on.", year=FIRST_YEAR)
NO_QUARTER = message("The cell holds no quarter from {year} on.", year=FIRST_YEAR)
NOT_BEGUN = message("This period has not begun.")
NO_DAY = message("The cell holds no day that there is in the calendar.")
TWO_DIGITS = message("The year has two digits only, so the century is not known.")

_DAY_ZERO = datetime(1899, 12, 30)
"""Excel's serial numbers count days from here."""

_SERIALS = range(10_000, 73_051)
"""Serials of 18 May 1927 to 31 December 2099; smaller ones could as well be years."""

_YEARS_OF_DAYS = range(1900, 2100)

_YEAR = re.compile(r"(?:n[ăa]m )?([0-9]{4})(?:[.,]0)?")
_QUARTER = re.compile(r"q(?:u[ýy])?[ .]*(iv|i{1,3}|[1-4])[ /,.-]+(?:n[ăa]m )?([0-9]{4})")
_YEAR_FIRST = re.compile(r"(?:n[ăa]m )?([0-9]{4})[ /,.-]*q(?:u[ýy])?[ .]*(iv|i{1,3}|[1-4])")
_TIME = r"(?:[ t]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})" + _TIME)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + _TIME)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def year(cell: Cell, today: date) -> int | Wrong:
    """Return a year from ``FIRST_YEAR`` to the running one: 2024, '2024', 'Năm 2024'."""
    found = cell_words(cell, "T05")
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
    found = cell_words(cell, "T06")
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
    found = cell_words(cell, "T09")
    if isinstance(found, Wrong):
        return found
    if parts := _DAY_FIRST.fullmatch(found):
        return _real_day(int(parts[4]), int(parts[3]), int(parts[1]))
    if parts := _ISO_DAY.fullmatch(found):
        return _real_day(int(parts[1]), int(parts[2]), int(parts[3]))
    if _SERIAL.fullmatch(found) and int(found[:5]) in _SERIALS:
        return (_DAY_ZERO + timedelta(days=int(found[:5]))).date()
    return Wrong("T09", TWO_DIGITS if _SHORT_YEAR.fullmatch(found) else NO_DAY)


def _real_day(in_year: int, month: int, in_month: int) -> date | Wrong:
    try:
        found = date(in_year, month, in_month)
    except ValueError:
        return Wrong("T09", NO_DAY)
    return found if in_year in _YEARS_OF_DAYS else Wrong("T09", NO_DAY)
