"""What stands above a table's header: labels with their values, lines alone, and the period.

Only known labels give a value; what stands under another one ('Giáo viên: ...') is dropped
here, since above a list of learners it may be about a person. A text that speaks of several
quarters, of half a year or of nine months names no quarter that a return could be filed under:
the period stays missing and the steward gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vtdash.model.period import quarter_or_year, quarter_or_year_between
from vtdash.returns.files.cells import as_text
from vtdash.returns.model import Grid
from vtdash.returns.names.office_words import LABELS, plain
from vtdash.returns.names.spans import COMPARED, DaySpan, read_spans

_MOST_COLUMNS = 200
_MOST_LETTERS = 1_000
_LONGEST_LABEL = 7
"""Words of the longest label."""

_COLON = re.compile(r"(?<!\d)[:：]|[:：](?!\d)")
_SEPARATOR = re.compile(r"\s[-–—|]\s|[;|\t]|\s{2,}|,\s")
_PERSONAL = re.compile(
    r"(?:\b(?:điện thoại|số đt|sđt|đt\s*[.:]?\s*\+?\d|tel|fax|hotline|e-?mail|website|địa chỉ|"
    r"giáo viên|giao vien|gvcn|gv|lớp trưởng|lop truong|chủ nhiệm|chu nhiem|phụ trách|phu trach|"
    r"người lập|nguoi lap|người liên hệ|nguoi lien he|cô|thầy)\b|[^\s@]{0,64}@|"
    r"\+?\d(?:[\s.-]?\d){7}).*",
    re.IGNORECASE | re.DOTALL,
)
_EDGES = " \t.…_-–—:;,|(/"

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
_PARTS = re.compile(
    r"\b(?:6|sau|06|9|09|chin) thang\b|\bnua (?:dau|cuoi)\b|\bhalf\b|"
    r"\bluy ke\b|\bcong don\b|\bden (?:het |cuoi )?quy\b|"
    r"\b(?:hai|ba|bon|[234]) quy\b(?! (?:[iv]|\d))"
)
_DATELINE = re.compile(r"\bngay(?: \d{1,2})? thang(?: \d{1,2})? nam(?: 20\d\d)?\b")
_OTHER_SPAN = re.compile(r"\bthang \d{1,2} (?:nam )?20\d\d\b|\bgiai doan\b|\bnam hoc\b")
_OF_A_YEAR = re.compile(rf"(?<!den )(?<!hoc )\b(?:nam|year|in) {_YEAR}\b(?! 20\d\d)")
_LEGAL = re.compile(r"\b(?:ban hanh|thong tu|quyet dinh|nghi dinh|nghi quyet|ke hoach so|de an)\b")
_COURSE = re.compile(r"\bthoi gian (?:hoc|dao tao|khai giang|thuc hien|mo lop)\b|\bkhai giang\b")


@dataclass(frozen=True)
class Line:
    """A line of a cell; row and column count from 1."""

    row: int
    column: int
    text: str


@dataclass(frozen=True)
class Piece:
    """A value with its label, or a line without one; row and column count from 1.

    ``field``: what the label is a label of, empty for a line without one. ``label`` is plain.
    """

    row: int
    column: int
    field: str
    label: str
    value: str

    @property
    def labelled(self) -> str:
        """The value after its label: 'quy III'."""
        return f"{self.label} {self.value}".strip()


def read_lines(grid: Grid, header_row: int) -> tuple[Line, ...]:
    """Return the lines of the rows above the header; of the table itself nothing is read.

    A text that merged cells repeat within a row is taken once.
    """
    found: list[Line] = []
    for row, cells in enumerate(grid.head()[: max(header_row - 1, 0)], start=1):
        texts = [as_text(cell)[:_MOST_LETTERS] for cell in cells[:_MOST_COLUMNS]]
        for column, cell in enumerate(texts, start=1):
            if cell not in texts[: column - 1]:
                found += [Line(row, column, line) for line in cell.splitlines() if line.strip()]
    return tuple(found)


def read_pieces(lines: Iterable[Line]) -> tuple[Piece, ...]:
    """Return the pieces of lines, in their order."""
    return tuple(piece for line in lines for piece in _pieces(line))


def value_beside(pieces: Sequence[Piece], at: int) -> Piece:
    """Return the piece, with the next text of its row for a value where it has none itself."""
    piece = pieces[at]
    if plain(piece.value) or not piece.field:
        return piece
    following = pieces[at + 1] if at + 1 < len(pieces) else piece
    is_value = following.row == piece.row and not following.field
    value = following.value if is_value else ""
    return Piece(
        piece.row, following.column if value else piece.column, piece.field, piece.label, value
    )


def below(pieces: Sequence[Piece], piece: Piece) -> Piece | None:
    """Return the line without a label in the cell under a piece's cell."""
    place = (piece.row + 1, piece.column)
    return next((p for p in pieces if (p.row, p.column) == place and not p.field), None)


def clean(value: str) -> str:
    """Return a value without the dots of a blank form, and without how to reach somebody."""
    return " ".join(_PERSONAL.sub("", value).split()).strip(_EDGES)


def _pieces(line: Line) -> Iterator[Piece]:
    """Yield what stands before the first label, then each known label with its value."""
    chunks = _COLON.split(line.text)
    field, label = "", ""
    for number, chunk in enumerate(chunks):
        is_last = number == len(chunks) - 1
        value, following = (chunk, "") if is_last else _before_label(chunk, is_first=number == 0)
        value = clean(value)
        if field or (number == 0 and value):
            yield Piece(line.row, line.column, field, label, value)
        label = following
        field = LABELS.get(label, "")


def _before_label(chunk: str, *, is_first: bool) -> tuple[str, str]:
    """Return a text without the label at its end, and the label (plain, empty if unknown)."""
    words = list(re.finditer(r"\S+", chunk))[-_LONGEST_LABEL:]
    for word in words:
        label = plain(chunk[word.start() :])
        if label in LABELS:
            return chunk[: word.start()], label
    cuts = list(_SEPARATOR.finditer(chunk))
    if cuts:
        return chunk[: cuts[-1].start()], ""
    return ("" if is_first else chunk), ""


@dataclass(frozen=True)
class Mention:
    """What one line says of the period: quarters, quarters without a year, years, parts, days."""

    quarters: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()
    years: frozenset[str] = frozenset()
    is_part: bool = False
    is_other: bool = False
    spans: frozenset[DaySpan] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether the line says nothing of a period."""
        return self == Mention()


def read_period(text: str) -> Mention:
    """Return what a line of the heading says of the period that the table is about."""
    words = COMPARED.sub("", plain(text))
    if _COURSE.search(words):
        return Mention()
    quarters, numbers = _quarters(words)
    is_legal = bool(_LEGAL.search(words))
    spans = () if is_legal else read_spans(text)
    found = {_whole(span) for span in spans if span.year}
    words = _DATELINE.sub(" ", words)
    years = set[str]() if is_legal else {y[1] for y in _OF_A_YEAR.finditer(words)}
    return Mention(
        quarters=frozenset(quarters | {p for p in found if "Q" in p}),
        numbers=frozenset(numbers),
        years=frozenset(years | {p for p in found if p.isdigit()}),
        is_part=bool(_PARTS.search(words)),
        is_other="" in found or bool(_OTHER_SPAN.search(words)),
        spans=frozenset(spans),
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


def _whole(span: DaySpan) -> str:
    """Return the quarter or year that a span of days is, or an empty text."""
    first, last = span.days(span.year)
    return quarter_or_year_between(first, last) if first and last else ""
