"""Periods: which days a text such as '2024-Q1' or '2022 (to Nov)' means.

Returns name quarters and years in fixed forms; the register also has periods in words. What a
text does not tell stays None: nobody guesses where 'to Oct/Nov' ends.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

QUARTERS = (1, 2, 3, 4)
MONTHS_OF_A_QUARTER, MONTHS_OF_A_YEAR = 3, 12

TARGET_YEAR, VISION_YEAR = 2030, 2045
"""Years for which both programmes state their targets and their vision."""

_MIDDLE = 15
"""The day at which 'mid-Nov' ends: half of the month counts."""

Form = Literal["year", "years", "month", "quarters", "some_quarters", "worded"]

_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_Y = r"([1-9][0-9]{3})"
_M = rf"({'|'.join(_NAMES)})"

_YEAR = re.compile(_Y)
_YEARS = re.compile(rf"{_Y}-{_Y}")
_MONTH = re.compile(rf"{_Y}-(0[1-9]|1[0-2])")
_OF_A_YEAR = re.compile(rf"{_Y}-Q([1-4])(?:/Q([1-4]))?")
_OVER_YEARS = re.compile(rf"{_Y}-Q([1-4])/{_Y}-Q([1-4])")
_SOME = re.compile(rf"{_Y}-Q([1-4](?:\+Q[1-4])+)")

_FROM, _TO = rf"(?P<since>{_Y})", rf"(?P<until>{_Y})"
_FIRST, _LAST = rf"(?P<first>{_M})", rf"(?P<middle>mid[- ])?(?P<last>{_M})"
_WORDED = [
    re.compile(words)
    for words in (
        rf"{_FROM} \(end\)",
        rf"{_FROM} first (?P<months>[1-9]|1[0-2]) months",
        rf"{_FROM}(?:-{_TO})? \((?:{_FIRST}-|to ){_LAST}\)",
        rf"{_FIRST}-{_LAST} {_FROM}",
        rf"(?:{_FROM}|about .*) to {_LAST} {_TO}(?: \([0-9]+ months\))?",
    )
]
"""What the register writes: the state at an end, months counted, and months by their names."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, each None where the text does not tell it.

    ``form``: worded for what only the register writes, else one of the fixed forms. ``quarters``:
    the numbers of quarters that are named with others between them. ``extent``: how much of its
    years the period covers, a code of codes.toml [extent].
    """

    text: str
    form: Form = "worded"
    start: date | None = None
    end: date | None = None
    quarters: tuple[int, ...] = ()
    extent: str = "part"

    @staticmethod
    def parse(text: str | int, extent: str = "") -> Period:
        """Return the period of a text; ``extent`` is what the catalogue says of a worded one.

        >>> period = Period.parse("2022 (to mid-Nov)")
        >>> str(period.start), str(period.end), period.months_in(2022)
        ('2022-01-01', '2022-11-15', 10.5)
        """
        return _parse(str(text), extent)

    @property
    def is_year(self) -> bool:
        """Whether it is one year, or the state at the end of one."""
        return self.months == MONTHS_OF_A_YEAR and self.is_within_a_year

    @property
    def is_quarter(self) -> bool:
        """Whether it is one quarter, written as returns write it."""
        return self.form == "quarters" and len(self.text) == len("2025-Q1")

    @property
    def is_within_a_year(self) -> bool:
        """Whether it begins and ends in one year; False where that is not told."""
        return bool(self.start and self.end and self.start.year == self.end.year)

    def is_inside(self, other: Period) -> bool:
        """Return whether it is a shorter part of what another period covers without a gap."""
        if not (self.start and self.end and other.start and other.end) or other.quarters:
            return False
        is_same = (self.start, self.end) == (other.start, other.end)
        return not is_same and other.start <= self.start and self.end <= other.end

    def until(self, last: Period) -> str:
        """Return the text from this quarter or year to another; both must tell their days."""
        if not (self.start and last.end):
            raise ValueError(self.text, last.text)
        ends = (10 * day.year + quarter_of(day) for day in (self.start, last.end))
        return quarters_between(*ends)

    @property
    def months(self) -> float | None:
        """How many months it covers, None where its text does not tell."""
        if self.start is None or self.end is None:
            return None
        years = range(self.start.year, self.end.year + 1)
        return sum(self.months_in(year) or 0 for year in years)

    def months_in(self, year: int) -> float | None:
        """Return how many months of a year it covers, None where its text does not tell."""
        if self.start is None or self.end is None:
            return None
        if self.quarters:
            return MONTHS_OF_A_QUARTER * len(self.quarters) * (year == self.start.year)
        january = MONTHS_OF_A_YEAR * year
        first = max(_months_before(self.start), january)
        last = min(_months_before(self.end) + _part_of_month(self.end), january + MONTHS_OF_A_YEAR)
        return max(last - first, 0)

    def quarters_within(self, year: int) -> tuple[int, ...]:
        """Return the quarters of a year that lie within it whole."""
        if self.start is None or self.end is None:
            return ()
        named = self.quarters or QUARTERS
        each = ((number, _parse(quarter_or_year(year, number), "")) for number in named)
        return tuple(
            number
            for number, quarter in each
            if quarter.start and quarter.end
            if self.start <= quarter.start and quarter.end <= self.end
        )

    @property
    def reference_date(self) -> date:
        """The day that decides which areas apply: first of a quarter, last of a year.

        The roll-ups say the same in SQL. Raises ``ValueError`` for any other period.

        >>> str(Period.parse("2025-Q3").reference_date), str(Period.parse("2024").reference_date)
        ('2025-07-01', '2024-12-31')
        """
        day = self.end if self.form == "year" else self.start if self.is_quarter else None
        if day is None:
            raise ValueError(self.text)
        return day

    @property
    def step(self) -> int:
        """The quarter or year as a whole number, one more for each.

        >>> Period.parse("2025-Q1").step - Period.parse("2024-Q4").step, Period.parse("2024").step
        (1, 2024)
        """
        day = self.reference_date
        return day.year if self.form == "year" else 4 * day.year + quarter_of(day) - 1

    @property
    def order(self) -> tuple[date, date, str]:
        """A sort key: by the first day, then the last; a text that tells none by its first year."""
        named = _YEAR.search(self.text)
        guess = date(int(named[1]), 1, 1) if named else date.min
        return self.start or guess, self.end or date.max, self.text


def quarter_of(day: date) -> int:
    """Return the number of the quarter in which a day lies."""
    return (day.month - 1) // MONTHS_OF_A_QUARTER + 1


def quarter_or_year(year: int, quarter: int = 0) -> str:
    """Return the text of a quarter, or of the whole year where the quarter is 0.

    >>> quarter_or_year(2024, 3), quarter_or_year(2024)
    ('2024-Q3', '2024')
    """
    return f"{year}-Q{quarter}" if quarter else str(year)


def quarter_or_year_of_step(step: int, *, is_year: bool) -> str:
    """Return the text of the quarter or year that ``Period.step`` gives a number."""
    return str(step) if is_year else quarter_or_year(step // 4, step % 4 + 1)


def quarters_of_mask(year: int, mask: int) -> str:
    """Return the text of exactly the quarters of a mask, one bit each.

    >>> [quarters_of_mask(2025, mask) for mask in (0b11110, 0b00110, 0b10010)]
    ['2025', '2025-Q1/Q2', '2025-Q1+Q4']
    """
    chosen = [quarter for quarter in QUARTERS if mask >> quarter & 1]
    if len(chosen) == chosen[-1] - chosen[0] + 1:
        return quarters_between(10 * year + chosen[0], 10 * year + chosen[-1])
    return f"{year}-Q" + "+Q".join(map(str, chosen))


def quarters_between(first: int, last: int) -> str:
    """Return the text from one quarter to another, both written 20241; whole years in short.

    >>> [quarters_between(20243, last) for last in (20243, 20244, 20251)]
    ['2024-Q3', '2024-Q3/Q4', '2024-Q3/2025-Q1']
    >>> quarters_between(20241, 20244), quarters_between(20191, 20254)
    ('2024', '2019-2025')
    """
    (first_year, begin), (last_year, end) = divmod(first, 10), divmod(last, 10)
    if (begin, end) == (QUARTERS[0], QUARTERS[-1]):
        return years_between(first_year, last_year)
    if first == last:
        return quarter_or_year(first_year, begin)
    if first_year == last_year:
        return f"{first_year}-Q{begin}/Q{end}"
    return f"{first_year}-Q{begin}/{last_year}-Q{end}"


def years_between(first: int, last: int) -> str:
    """Return the text from one year to another, '2024' or '2019-2025'."""
    return str(first) if first == last else f"{first}-{last}"


def quarter_or_year_between(first: date, last: date) -> str:
    """Return the text of the quarter or year that has these first and last days, '' if none has.

    >>> quarter_or_year_between(date(2024, 4, 1), date(2024, 6, 30))
    '2024-Q2'
    """
    for text in (quarter_or_year(first.year, quarter_of(first)), str(first.year)):
        period = _parse(text, "")
        if (period.start, period.end) == (first, last):
            return text
    return ""


@lru_cache(maxsize=4096)
def _parse(text: str, extent: str) -> Period:
    if match := _YEAR.fullmatch(text):
        return _months_of(text, "year", (int(match[1]), 1), (int(match[1]), 12), extent or "whole")
    if match := _YEARS.fullmatch(text):
        return _months_of(text, "years", (int(match[1]), 1), (int(match[2]), 12), extent or "whole")
    if match := _MONTH.fullmatch(text):
        month = int(match[1]), int(match[2])
        return _months_of(text, "month", month, month, extent or "part")
    extent = extent or ("part" if text else "whole")
    return _of_quarters(text, extent) or _worded(text, extent)


def _of_quarters(text: str, extent: str) -> Period | None:
    if match := _OF_A_YEAR.fullmatch(text) or _OVER_YEARS.fullmatch(text):
        year, first, *last_year, last = match.groups()
        begin = int(year), 3 * int(first) - 2
        end = int(last_year[0] if last_year else year), 3 * int(last or first)
        return _months_of(text, "quarters", begin, end, extent) if begin < end else None
    if match := _SOME.fullmatch(text):
        year, numbers = int(match[1]), tuple(int(number) for number in match[2].split("+Q"))
        start, end = date(year, 3 * min(numbers) - 2, 1), _last_day(year, 3 * max(numbers))
        return Period(text, "some_quarters", start, end, numbers, extent)
    return None


def _worded(text: str, extent: str) -> Period:
    """Return a period of the register's own words, with the days that these tell."""
    found = next((match for words in _WORDED if (match := words.fullmatch(text))), None)
    if found is None:
        return Period(text, extent=extent)
    told = found.groupdict()
    since, until = told["since"], told.get("until") or told["since"]
    first, last = told.get("first"), told.get("last")
    start = date(int(since), _NAMES.index(first) + 1 if first else 1, 1) if since else None
    month = _NAMES.index(last) + 1 if last else int(told.get("months") or MONTHS_OF_A_YEAR)
    end = _last_day(int(until), month, told.get("middle"))
    return Period(text, start=start, end=end, extent=extent)


def _months_of(
    text: str, form: Form, first: tuple[int, int], last: tuple[int, int], extent: str
) -> Period:
    """Return the period from one (year, month) to another."""
    return Period(text, form, date(*first, 1), _last_day(*last), extent=extent)


def _last_day(year: int, month: int, middle: str | None = None) -> date:
    return date(year, month, _MIDDLE if middle else monthrange(year, month)[1])


def _months_before(day: date) -> int:
    return MONTHS_OF_A_YEAR * day.year + day.month - 1


def _part_of_month(last: date) -> float:
    return 0.5 if last.day == _MIDDLE else 1
