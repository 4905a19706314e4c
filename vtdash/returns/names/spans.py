"""Spans of days and months that a text names: 'từ 01/01 đến 30/6/2025', 'T1-T9', 'tháng 4, 5, 6'.

Years may be left out; the year of the period that the table is of completes them.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from vtdash.model.period import Period

_YEAR = r"(20\d\d)"
_MOMENT = re.compile(
    rf"(?<![\d/])(?<!quy )(?:"
    rf"(\d{{1,2}})(?:\s*/\s*|[.-](?=\d{{1,2}}[./-]20\d\d)|\s+thang\s+)(\d{{1,2}})"
    rf"(?:(?:\s*[/.-]\s*|\s+nam\s+){_YEAR})?|"
    rf"(?:\bthang\s*|\bt\.?\s?)(\d{{1,2}})(?:\s*(?:/|-|\.|nam\b)\s*{_YEAR})?|"
    rf"(\d{{1,2}})\s*/\s*{_YEAR}|"
    rf"(\d{{1,2}})(?:\s*(?:/|nam\b)\s*{_YEAR})?|"
    rf"\btu\s+dau\s+nam\b(?:\s+{_YEAR})?)(?![\d/])"
)
"""A day, a month by its word, a month with its year, a bare month behind another, New Year."""

_DAY, _MONTH, _OF_YEAR, _BARE, _NEW_YEAR = (1, 2, 3), (4, 5), (6, 7), (8, 9), 10
_LINK = re.compile(r"[\s,]*(?:den|toi|to|until|->|\u2192|[-–—~÷])\s*(?:(?:het|cuoi|ngay|dau)\s+)*")
_LIST = re.compile(
    rf"\bthang\s+(\d{{1,2}})((?:\s*(?:,|\+|&|va)\s*(?:thang\s+)?\d{{1,2}}\b(?!/\d))+)"
    rf"(?:\s*(?:/|nam\b)\s*{_YEAR})?"
)
_FIRST_MONTHS = re.compile(
    rf"\b(\d{{1,2}})(?:\s+thang|\s?t)\s+dau\s+nam\b(?:\s+{_YEAR})?|"
    rf"\b([69])\s?t\b(?:\s*(?:/|nam\b)\s*{_YEAR})?"
)
_WHOLE_YEAR = re.compile(rf"\bca\s+nam\b(?:\s+{_YEAR})?")
_ONE_MONTH = re.compile(
    rf"\b(?:so lieu|ket qua|rieng)\s+(?:cua\s+)?thang\s+(\d{{1,2}})(?:\s*(?:/|nam\b)\s*{_YEAR})?"
    r"(?!\s*(?:\d|den\b|va\b|[-–—,+/]))"
)
COMPARED = re.compile(r"\b(?:so voi|cung ky|compared)\b.*", re.DOTALL)
"""What a text compares its numbers with: another time, which is not that of the table."""
_ISO = re.compile(rf"\b{_YEAR}-(\d\d)-(\d\d)\b")
_MARKS = re.compile("[\u0300-\u036f]")

_BEGINS = re.compile(r"\b(?:thoi gian (?:hoc|dao tao|khai giang|mo lop)|khai giang|mo lop)\b")
_WEEKDAY = re.compile(r"t\W*\d")
_NO_BEGINNING = re.compile(r"\b(?:be giang|ket thuc|den|truoc|quyet dinh|qd)\b")

_SLACK = timedelta(days=3)
"""By so much a span may miss the ends of its quarter: it may name the first working day."""


@dataclass(frozen=True)
class Moment:
    """A day, or a whole month where ``day`` is 0; a year that is left out is 0."""

    day: int
    month: int
    year: int = 0

    def on(self, year: int, *, is_last: bool) -> date | None:
        """Return the day in a year; of a month the first or the last. None if there is none."""
        if not 1 <= self.month <= 12 or self.day > 31:  # noqa: PLR2004
            return None
        end = calendar.monthrange(year, self.month)[1]
        return date(year, self.month, min(self.day, end) or (end if is_last else 1))


@dataclass(frozen=True)
class DaySpan:
    """From one moment to another; ``last`` is None where no end is said."""

    first: Moment
    last: Moment | None

    @property
    def year(self) -> int:
        """The year that is said, 0 where none is."""
        return (self.last.year if self.last else 0) or self.first.year

    def days(self, year: int) -> tuple[date | None, date | None]:
        """Return the first and last day; ``year`` is that of the last where none is said."""
        first, last = self.first, self.last or self.first
        turns = first.month > last.month
        ends = last.year or (first.year + turns if first.year else year)
        begins = first.year or ends - turns
        return first.on(begins, is_last=False), self.last and last.on(ends, is_last=True)

    def is_of(self, quarter: str) -> bool:
        """Return whether the span is the quarter, or no span of days that there are."""
        period = Period.parse(quarter)
        if not (period.start and period.end):
            return True
        first, last = self.days(period.end.year)
        if first is None or (self.last and last is None):
            return True
        return abs(first - period.start) <= _SLACK and (
            last is None or abs(last - period.end) <= _SLACK
        )


def read_spans(text: str) -> tuple[DaySpan, ...]:
    """Return the spans that a text names; what it compares with is left out.

    >>> [span.days(2025) for span in read_spans("từ 15/12 đến 14/3")]
    [(datetime.date(2024, 12, 15), datetime.date(2025, 3, 14))]
    """
    words = COMPARED.sub("", _folded(text))
    return (*_pairs(words), *_worded(words))


def read_beginning(text: str, year: int) -> date | None:
    """Return the day on which a class begins by a line of its heading; a month counts by its first.

    >>> read_beginning("Thời gian đào tạo: từ 10/12/2024 đến 10/3/2025", 2025)
    datetime.date(2024, 12, 10)
    """
    words = _folded(text)
    said = _BEGINS.search(words)
    given = _MOMENT.finditer(words, said.end()) if said else ()
    found = next((one for one in given if not one[_BARE[0]]), None)
    if (
        not said
        or not found
        or _WEEKDAY.match(found[0])
        or _NO_BEGINNING.search(words, said.end(), found.start())
    ):
        return None
    spans = read_spans(words[said.end() :])
    moment = _moment(found)
    if spans and spans[0].first == moment:
        return spans[0].days(year)[0]
    return moment.on(moment.year, is_last=False) if moment.year else None


def _pairs(words: str) -> Iterator[DaySpan]:
    """Yield each two moments with 'to' between them, and what goes on since New Year."""
    found = [*_MOMENT.finditer(words), None]
    is_joined = False
    for one, other in pairwise(found):
        if one is None or is_joined:
            is_joined = False
            continue
        is_joined = bool(
            other
            and _LINK.fullmatch(words, one.end(), other.start())
            and not one[_BARE[0]]
            and not (other[_BARE[0]] and not one[_MONTH[0]])
        )
        if is_joined and other:
            yield DaySpan(_moment(one), _moment(other))
        elif one[0].startswith("tu"):
            yield DaySpan(_moment(one), None)


def _worded(words: str) -> Iterator[DaySpan]:
    """Yield the spans that are no two moments: a list of months, 'the first n months', a year."""
    for found in _LIST.finditer(words):
        months = [int(number) for number in re.findall(r"\d+", found[1] + found[2])]
        yield DaySpan(Moment(0, min(months)), Moment(0, max(months), int(found[3] or 0)))
    for found in _FIRST_MONTHS.finditer(words):
        number, year = found[1] or found[3], found[2] or found[4]
        yield DaySpan(Moment(0, 1), Moment(0, int(number), int(year or 0)))
    for found in _WHOLE_YEAR.finditer(words):
        yield DaySpan(Moment(0, 1), Moment(0, 12, int(found[1] or 0)))
    for found in _ONE_MONTH.finditer(words):
        year = int(found[2] or 0)
        yield DaySpan(Moment(0, int(found[1]), year), Moment(0, int(found[1]), year))


def _moment(found: re.Match[str]) -> Moment:
    if found[_DAY[0]]:
        return Moment(int(found[1]), int(found[2]), int(found[3] or 0))
    for month, year in (_MONTH, _OF_YEAR, _BARE):
        if found[month]:
            return Moment(0, int(found[month]), int(found[year] or 0))
    return Moment(1, 1, int(found[_NEW_YEAR] or 0))


def _folded(text: str) -> str:
    """Return a text without capitals and accents; signs stay."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    plain = _MARKS.sub("", letters).replace("đ", "d")
    return " ".join(_ISO.sub(r"\3/\2/\1", plain).split())
