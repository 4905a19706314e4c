"""The reporting period in the lines above a table: one quarter, one year, or none stated.

A text that speaks of several quarters, of half a year or of nine months names no quarter that
a return could be filed under: the period stays missing and the steward gives it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vtdash.model.period import quarter_or_year, quarter_or_year_between
from vtdash.returns.names.office_words import plain

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINAL = {
    "1st": 1,
    "first": 1,
    "2nd": 2,
    "second": 2,
    "3rd": 3,
    "third": 3,
    "4th": 4,
    "fourth": 4,
}
_YEAR = r"(20\d\d)"
_N = r"(?:iv|i{1,3}|[1-4])"

_QUARTER = re.compile(
    rf"\b(?:quy|quarter|q) ?({_N}(?: (?:(?:va|den|and|to|quy) )*{_N})*)\b"
    rf"(?: (?:of |nam )?{_YEAR}\b)?"
)
_QUARTER_LAST = re.compile(rf"\b{_YEAR} ?q([1-4])\b")
_QUARTER_NAMED = re.compile(rf"\b({'|'.join(_ORDINAL)}) quarter (?:of )?{_YEAR}\b")
_COMPARED = re.compile(r"\b(?:so voi|cung ky|compared)\b.*")
_PARTS = re.compile(
    r"\b(?:6|sau|06|9|09|chin) thang\b|\bnua (?:dau|cuoi)\b|\bhalf\b|"
    r"\bluy ke\b|\bcong don\b|\bden (?:het |cuoi )?quy\b"
)
_DATELINE = re.compile(r"\bngay(?: \d{1,2})? thang(?: \d{1,2})? nam(?: 20\d\d)?\b")
_OTHER_SPAN = re.compile(r"\bthang \d{1,2} (?:nam )?20\d\d\b|\bgiai doan\b|\bnam hoc\b")
_OF_A_YEAR = re.compile(rf"(?<!den )(?<!hoc )\b(?:nam|year|in) {_YEAR}\b(?! 20\d\d)")
_LEGAL = re.compile(r"\b(?:ban hanh|thong tu|quyet dinh|nghi dinh|nghi quyet|ke hoach so|de an)\b")
_COURSE = re.compile(r"\bthoi gian (?:hoc|dao tao|khai giang|thuc hien|mo lop)\b|\bkhai giang\b")
_FILLERS = re.compile(r"\b(?:ngay|het|thang|nam|from|ky|bao cao|thoi)\b")
_SPAN = re.compile(r"\btu ((?:\d{1,4} ?){1,3})den ((?:\d{1,4} ?){1,3})")
_DATE = r"\d{1,2} \d{1,2} 20\d\d"
_DATES = re.compile(rf"\b({_DATE}) (?:den )?({_DATE})\b")
_ISO = re.compile(rf"\b{_YEAR}-(\d\d)-(\d\d)\b")


@dataclass(frozen=True)
class Mention:
    """What one line says of the period: quarters, quarters without a year, years, or parts."""

    quarters: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()
    years: frozenset[str] = frozenset()
    is_part: bool = False
    is_other: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the line says nothing of a period."""
        return self == Mention()


def read_period(text: str) -> Mention:
    """Return what a line of the heading says of the period that the table is about."""
    words = _COMPARED.sub("", plain(_ISO.sub(r"\3 \2 \1", text)))
    if _COURSE.search(words):
        return Mention()
    quarters, numbers = _quarters(words)
    span = _span(words)
    words = _DATELINE.sub(" ", words)
    found = {span} if span else set[str]()
    years = set[str]() if _LEGAL.search(words) else {y[1] for y in _OF_A_YEAR.finditer(words)}
    return Mention(
        quarters=frozenset(quarters | {p for p in found if "Q" in p}),
        numbers=frozenset(numbers),
        years=frozenset(years | {p for p in found if p.isdigit()}),
        is_part=bool(_PARTS.search(words)),
        is_other=span == "" or bool(_OTHER_SPAN.search(words)),
    )


def agreed(mentions: Iterable[Mention]) -> str:
    """Return the one period that lines speak of ('2025-Q3', '2024'), or an empty text."""
    every = [mention for mention in mentions if not mention.is_empty]
    quarters = {q for m in every for q in m.quarters}
    numbers = {n for m in every for n in m.numbers}
    years = {y for m in every for y in m.years}
    if any(m.is_part for m in every):
        return ""
    if not quarters and len(numbers) == 1 == len(years):
        return quarter_or_year(int(years.pop()), numbers.pop())
    if quarters or numbers:
        named = {int(q[-1]) for q in quarters} | numbers
        return quarters.pop() if len(quarters) == 1 == len(named) else ""
    return years.pop() if len(years) == 1 and not any(m.is_other for m in every) else ""


def _quarters(words: str) -> tuple[set[str], set[int]]:
    """Return the quarters with a year, and the numbers of those without one."""
    found = {f"{m[1]}-Q{m[2]}" for m in _QUARTER_LAST.finditer(words)}
    found |= {f"{m[2]}-Q{_ORDINAL[m[1]]}" for m in _QUARTER_NAMED.finditer(words)}
    numbers: set[int] = set()
    for match in _QUARTER.finditer(_QUARTER_LAST.sub(" ", words)):
        several = {_number(n) for n in re.findall(rf"\b{_N}\b", match[1])}
        if match[2]:
            found |= {f"{match[2]}-Q{n}" for n in several}
        else:
            numbers |= several
    return found, numbers


def _number(text: str) -> int:
    return _ROMAN.get(text) or int(text)


def _span(words: str) -> str | None:
    """Return the quarter or year between two dates, '' for any other span, None for no span."""
    numbers = " ".join(_FILLERS.sub(" ", words).split())
    match = _SPAN.search(numbers) or _DATES.search(numbers)
    if not match or len(match[2].split()[-1]) < len("2025"):
        return None
    return _whole(*_days(match[1].split(), match[2].split()))


def _days(first: list[str], last: list[str]) -> tuple[date | None, date | None]:
    """Return two days written as day, month, year; the first year and both days may be left out."""
    start = first if len(first[-1]) == len("2025") else [*first, last[-1]]
    return _day(start, is_last=False), _day(last, is_last=True)


def _day(parts: list[str], *, is_last: bool) -> date | None:
    try:
        *day, month, year = (int(part) for part in parts)
        edge = calendar.monthrange(year, month)[1] if is_last else 1
        return date(year, month, day[0] if day else edge)
    except ValueError:
        return None


def _whole(first: date | None, last: date | None) -> str:
    """Return the quarter or year that begins and ends on these days, or an empty text."""
    if first is None or last is None:
        return ""
    return quarter_or_year_between(first, last)
