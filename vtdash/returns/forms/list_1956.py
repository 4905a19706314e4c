"""List of learners under Decision 1956: the year of birth stands under Nam or under Nữ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile

from vtdash.model.datasets import Bilingual
from vtdash.returns.files.cells import Wrong, as_text, day
from vtdash.returns.findings import Findings
from vtdash.returns.forms.counting import Sheet, draft
from vtdash.returns.forms.headings import Wanted, column_names, row_names
from vtdash.returns.forms.layout import Head, Row, Spot, at, chain, is_blank, is_footer, label
from vtdash.returns.forms.people import (
    Seen,
    counted,
    has_digits,
    is_no_learner,
    missing,
    stt_column,
)
from vtdash.returns.model import Cell, Draft, Place
from vtdash.returns.names.spelling import plain

_COLUMNS = (
    Wanted("stt", re.compile(r"stt|tt|so tt|so thu tu|no"), "STT", "the running number"),
    Wanted(
        "name",
        re.compile(
            r"(?:ho (?:va |dem va )?ten|ten)(?: (?:hoc vien|nguoi hoc|lao dong))?"
            r"|hoc vien"
        ),
        "Họ và tên",
        "the name",
    ),
    Wanted("men", re.compile(r"(?:nam )?(?:sinh )?nam(?: gioi)?"), "Nam", "men"),
    Wanted("women", re.compile(r"(?:nam )?(?:sinh )?nu(?: gioi)?"), "Nữ", "women"),
    Wanted("home", re.compile(r"(?:dia chi|noi o|cho o|ho khau|noi).*"), "", ""),
)
_HEADING_ROWS = 5
_BORN = re.compile(r"\bsinh\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BOTH = Bilingual(
    "Có năm sinh ở cả hai cột Nam và Nữ; chỉ ghi ở một cột.",
    "There is a year of birth under both Nam and Nữ; write it under one of them.",
)
_NO_YEAR = Bilingual(
    "Ô không chứa năm sinh có bốn chữ số.", "The cell holds no year of birth of four digits."
)
_EXPECTED = Bilingual(
    "Năm sinh có bốn chữ số, ví dụ 1985, ở cột Nam hoặc cột Nữ.",
    "A year of birth of four digits, such as 1985, under Nam or under Nữ.",
)
_DO = Bilingual("Ghi lại năm sinh ở đúng một cột.", "Write the year of birth in one column only.")


def find(head: Head, only: int = 0) -> Spot | None:
    """Return the first row with the name, over a year of birth under Nam and Nữ."""
    first = 0
    for number, cells in enumerate(head, start=1):
        if "name" not in row_names(cells, _COLUMNS):
            continue
        first = first or number
        if only and number != only:
            continue
        rows = head[number - 1 : _last(head, number)]
        found = column_names(rows, _COLUMNS)
        if found.keys() >= {"name", "men", "women"} and _is_of_birth(rows, found):
            return Spot("list_1956", 0.95, number, first)
    return None


def _last(head: Head, first: int) -> int:
    """Return the heading row that holds Nam and Nữ: the first one, or one just below it."""
    last = min(first + _HEADING_ROWS, len(head))
    rows = range(first, last + 1)
    return next(
        (r for r in rows if {"men", "women"} <= row_names(head[r - 1], _COLUMNS).keys()), first
    )


def _is_of_birth(rows: Head, found: dict[str, list[int]]) -> bool:
    columns = (*found["men"][:1], *found["women"][:1])
    return all(_BORN.search(plain(" ".join(chain(rows, column)))) for column in columns)


def read(sheet: Sheet, findings: Findings) -> Draft:
    """Return one row of counts; a cell is looked at and forgotten."""
    people = _People(sheet, findings)
    learners = counted(sheet, (people.is_woman(*row) for row in people.learners()))
    names = people.names
    columns = {
        "enrolled": names["name"],
        "enrolled_women": names["women"],
        "enrolled_rural": names["name"],
    }
    return draft(sheet, learners, columns, findings)


class _People:
    """The rows of a list; ``names``: column -> letter and heading."""

    def __init__(self, sheet: Sheet, findings: Findings) -> None:
        self._sheet, self._findings = sheet, findings
        head, first = sheet.grid.head(), sheet.spot.header_row
        self._last = _last(head, first)
        rows = head[first - 1 : self._last]
        self._found = {n: places[0] for n, places in column_names(rows, _COLUMNS).items()}
        self._stt = stt_column(self._found, rows[0])
        self.names = {
            name: label(index, chain(rows, index)[-1]) for name, index in self._found.items()
        }
        self._heading = chain(rows, self._found["name"])[-1]
        self._seen = Seen(sheet, findings)

    def learners(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows of learners and note what they lack."""
        is_over = False
        for number, cells in dropwhile(lambda row: row[0] <= self._last, self._sheet.grid.rows()):
            is_learner = self._is_learner(cells)
            is_over = not is_learner and (is_over or is_footer(cells))
            if is_over or (not is_learner and is_no_learner(cells, self._stt)):
                continue
            if as_text(self._cell(cells, "name")) != self._heading:
                yield number, cells

    def _is_learner(self, cells: Row) -> bool:
        """Return whether a row holds what only a learner has: a signature has none of it."""
        if any(_year(self._cell(cells, name)) for name in ("men", "women")):
            return not is_no_learner(cells, self._stt)
        numbered = self._stt is not None and has_digits(at(cells, self._stt))
        return numbered and not is_no_learner(cells, self._stt)

    def _cell(self, cells: Row, name: str) -> Cell:
        return at(cells, self._found.get(name, -1))

    def is_woman(self, number: int, cells: Row) -> bool:
        """Return whether a learner is a woman; name and year of birth are checked on the way."""
        name = as_text(self._cell(cells, "name"))
        if not name:
            missing("name", self._place(number, "name"), self._findings)
        stated = [one for one in ("men", "women") if not is_blank(self._cell(cells, one))]
        if not stated:
            missing("year", self._place(number, "men"), self._findings)
        elif len(stated) > 1:
            self._wrong_year(number, "women", _BOTH)
        else:
            self._check(number, stated[0], name, cells)
        return stated == ["women"]

    def _check(self, number: int, stated: str, name: str, cells: Row) -> None:
        born = _year(self._cell(cells, stated))
        if not born:
            self._wrong_year(number, stated, _NO_YEAR)
        elif name:
            self._seen.check(number, name, born, as_text(self._cell(cells, "home")))

    def _wrong_year(self, number: int, name: str, what: Bilingual) -> None:
        place = self._place(number, name)
        self._findings.add("T05", place, what, expected=_EXPECTED, do=_DO)

    def _place(self, row: int, name: str) -> Place:
        return self._sheet.place(row, self.names[name])


def _year(cell: Cell) -> str:
    """Return the year of birth that a cell states, by itself or within a date; or nothing."""
    found = as_text(cell)
    if _YEAR.fullmatch(found):
        return found
    born = day(cell) if found else None
    return "" if born is None or isinstance(born, Wrong) else born.isoformat()
