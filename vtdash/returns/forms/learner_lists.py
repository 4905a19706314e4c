"""Lists with a row for each learner: counted on reading, and nothing of a person is kept.

Two forms are lists: the learner roster of 15 columns, and the list under Decision 1956, where
the year of birth stands under Nam or under Nữ. Findings name row and heading only. To tell that a
person stands twice, a salted hash of what identifies them is held in memory while the file is
read; salt and hashes go with the reader.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile

from vtdash.returns.checks.stored_results import check_stored_results
from vtdash.returns.files.cells import Wrong, as_text, day
from vtdash.returns.findings import Findings
from vtdash.returns.forms.around_table import closing_count
from vtdash.returns.forms.counting import Counted, enrolment_draft
from vtdash.returns.forms.form_columns import (
    LIST_1956,
    ROSTER,
    column_names,
    first_places,
    row_names,
)
from vtdash.returns.forms.layout import (
    FormSheet,
    FormSpot,
    Head,
    Row,
    at,
    column_label,
    filled,
    headings_over,
    is_blank,
    is_dash,
    is_footer,
    is_number_row,
    is_total,
)
from vtdash.returns.model import Cell, Draft, Place
from vtdash.returns.names.office_words import plain, spell
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

_NEEDED = tuple(one for one in ROSTER if one.name in {"name", "birth", "sex"})
_ASKED = 15
_LEAST = 4
_WOMEN = frozenset({"nu", "f", "female", "gai", "nu gioi", "phu nu"})
_MEN = frozenset({"nam", "m", "male", "trai", "nam gioi"})
_USUAL = {"Nam": "nam", "Nữ": "nu"}

_HEADING_ROWS = 5
_BORN = re.compile(r"\bsinh\b")
_YEAR = re.compile(r"(?:19|20)\d\d")

_MISSING = {
    "name": message("This learner has no name."),
    "birth": message("This learner has no date of birth."),
    "sex": message("This learner has no sex stated."),
    "men": message("This learner has no year of birth under Nam or Nữ."),
}
_PAIR = 2
"""Cells of a totals row: its name and the number."""

_NEITHER = message("The sex is neither 'Nam' (male) nor 'Nữ' (female).")
_NO_DAY = message("The date of birth is not a date written dd/mm/yyyy.")
_BOTH = message("There is a year of birth under both Nam and Nữ; write it under one of them.")
_NO_YEAR = message("The cell holds no year of birth of four digits.")
_EXPECTED = message("A year of birth of four digits, such as 1985, under Nam or under Nữ.")
_DO = message("Write the year of birth in one column only.")


def find_roster(head: Head, only: int = 0) -> FormSpot | None:
    """Return the first row that names name, date of birth and more of the 15 columns."""
    first = 0
    for number, cells in enumerate(head, start=1):
        named = row_names(cells, ROSTER).keys()
        first = first or (number if named & {"name", "birth"} else 0)
        count = len(named - {"stt"})
        least = 2 if only == number else _LEAST
        if {"name", "birth"} <= named and count >= least and only in {0, number}:
            return FormSpot("roster", 0.5 + 0.5 * min(count / _ASKED, 1), number, first)
    return None


def find_list_1956(head: Head, only: int = 0) -> FormSpot | None:
    """Return the first row with the name, over a year of birth under Nam and Nữ."""
    first = 0
    for number, cells in enumerate(head, start=1):
        if "name" not in row_names(cells, LIST_1956):
            continue
        first = first or number
        if only and number != only:
            continue
        rows = head[number - 1 : _last_heading_row(head, number)]
        places = column_names(rows, LIST_1956)
        if places.keys() >= {"name", "men", "women"} and all(
            _BORN.search(plain(" ".join(headings_over(rows, places[sex][0]))))
            for sex in ("men", "women")
        ):
            return FormSpot("list_1956", 0.95, number, first)
    return None


def _last_heading_row(head: Head, first: int) -> int:
    """Return the heading row that holds Nam and Nữ: the first one, or one just below it."""
    rows = range(first, min(first + _HEADING_ROWS, len(head)) + 1)
    return next(
        (r for r in rows if {"men", "women"} <= row_names(head[r - 1], LIST_1956).keys()), first
    )


def read_roster(sheet: FormSheet, findings: Findings) -> Draft:
    """Return one row of counts; a cell is looked at and forgotten."""
    learners = _Roster(sheet, findings)
    return learners.draft({"enrolled": "name", "enrolled_women": "sex"})


def read_list_1956(sheet: FormSheet, findings: Findings) -> Draft:
    """Return one row of counts; a cell is looked at and forgotten."""
    learners = _List1956(sheet, findings)
    return learners.draft({"enrolled": "name", "enrolled_women": "women", "enrolled_rural": "name"})


class _Learners(ABC):
    """The rows of a list under its headings; ``headings``: the cells that tell a repeated one.

    Who stood in the rows before is held as salted hashes, which leave the memory with this.
    """

    def __init__(
        self, sheet: FormSheet, findings: Findings, rows: Head, places: Mapping[str, int]
    ) -> None:
        self._sheet, self._findings, self._places = sheet, findings, places
        self._last = sheet.spot.header_row + len(rows) - 1
        shown = {name: headings_over(rows, index)[-1] for name, index in places.items()}
        self._labels = {name: column_label(places[name], shown[name]) for name in shown}
        self._headings = {name: shown[name] for name in ("name", "birth") if name in shown}
        self._stt = _stt_column(places, rows[0])
        self._salt = secrets.token_bytes(32)
        self._rows: dict[bytes, int] = {}
        self._closings: list[tuple[int, int, int | None]] = []

    def draft(self, sources: Mapping[str, str]) -> Draft:
        """Return all learners as one row; ``sources``: of each column of enrolment."""
        labels = {index: self._labels[name] for name, index in self._places.items()}
        check_stored_results(self._sheet.grid, self._last, labels, self._findings)
        women = [self._is_woman(number, cells) for number, cells in self._learners()]
        self._check_closings(len(women), sum(women))
        row = self._sheet.spot.header_row
        learners = [Counted(row, len(women), sum(women))] if women else []
        columns = {column: self._labels.get(name, "") for column, name in sources.items()}
        return enrolment_draft(self._sheet, learners, columns, self._findings)

    @abstractmethod
    def _is_filled_in(self, cells: Row) -> bool:
        """Return whether a row holds what only a learner has: a signature has none of it."""

    @abstractmethod
    def _is_woman(self, number: int, cells: Row) -> bool:
        """Return whether a learner is a woman; all that the row lacks is noted on the way."""

    def _learners(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows of learners: no totals, repeated headings or signatures."""
        is_over = False
        for number, cells in dropwhile(lambda row: row[0] <= self._last, self._sheet.grid.rows()):
            has_none = self._has_none(cells)
            is_learner = self._is_filled_in(cells) or (not has_none and self._is_numbered(cells))
            if not self._is_filled_in(cells) and (closing := _closing(cells)):
                self._closings.append((number, *closing))
                continue
            is_over = not is_learner and (is_over or is_footer(cells))
            if not (is_over or self._is_heading(cells) or (has_none and not is_learner)):
                yield number, cells

    def _check_closings(self, people: int, women: int) -> None:
        """Note a closing line that states other numbers than the list holds."""
        for row, stated, stated_women in self._closings:
            for said, counted in ((stated, people), (stated_women, women)):
                if said is not None and said != counted:
                    self._findings.add(
                        "A03", self._sheet.place(row), _closing_differs(said, counted)
                    )

    def _has_none(self, cells: Row) -> bool:
        """Return whether a row holds no learner: a number alone, column numbers, or a total."""
        if all(index == self._stt for index, _ in filled(cells)) or is_number_row(cells):
            return True
        return any(is_total(shown) for _, shown in filled(cells)[:2])

    def _is_numbered(self, cells: Row) -> bool:
        return self._stt is not None and any(map(str.isdigit, as_text(at(cells, self._stt))))

    def _is_heading(self, cells: Row) -> bool:
        """Return whether a row repeats the header, as at the top of a printed page."""
        return all(self._text(cells, name) == shown for name, shown in self._headings.items())

    def _cell(self, cells: Row, name: str) -> Cell:
        return at(cells, self._places.get(name, -1))

    def _text(self, cells: Row, name: str) -> str:
        return as_text(self._cell(cells, name))

    def _place(self, row: int, name: str) -> Place:
        return self._sheet.place(row, self._labels.get(name, ""))

    def _note_missing(self, row: int, name: str) -> None:
        self._findings.add("T01", self._place(row, name), _MISSING[name])

    def _note_twice(self, row: int, *identity: str) -> None:
        """Note a person who stands in an earlier row as well; both rows are named."""
        words = "\n".join(spell(part).spelled for part in identity)
        digest = hashlib.blake2b(words.encode(), key=self._salt).digest()
        first = self._rows.setdefault(digest, row)
        if first != row:
            what = message(
                "Rows {row} and {first} are the same person; delete one of them.",
                row=row,
                first=first,
            )
            self._findings.add("K01", self._sheet.place(row), what)


class _Roster(_Learners):
    def __init__(self, sheet: FormSheet, findings: Findings) -> None:
        header = sheet.grid.head()[sheet.spot.header_row - 1]
        places = first_places(sheet, row_names(header, ROSTER), _NEEDED, findings)
        super().__init__(sheet, findings, [header], places)

    def _is_filled_in(self, cells: Row) -> bool:
        birth = self._cell(cells, "birth")
        if not is_blank(birth) and not isinstance(day(birth), Wrong):
            return True
        return _sex(self._text(cells, "sex")) in _WOMEN | _MEN

    def _is_woman(self, number: int, cells: Row) -> bool:
        self._check(number, cells)
        if "sex" not in self._places:
            return False
        sex = _sex(self._text(cells, "sex"))
        if not sex:
            self._note_missing(number, "sex")
        elif sex not in _WOMEN | _MEN:
            self._findings.add("C01", self._place(number, "sex"), _NEITHER)
        return sex in _WOMEN

    def _check(self, number: int, cells: Row) -> None:
        name, birth = self._text(cells, "name"), self._cell(cells, "birth")
        if not name:
            self._note_missing(number, "name")
        if is_blank(birth):
            self._note_missing(number, "birth")
            return
        born = day(birth)
        if isinstance(born, Wrong):
            self._findings.add("T09", self._place(number, "birth"), _NO_DAY)
        elif name:
            self._note_twice(number, name, born.isoformat(), self._text(cells, "papers"))


class _List1956(_Learners):
    def __init__(self, sheet: FormSheet, findings: Findings) -> None:
        head, first = sheet.grid.head(), sheet.spot.header_row
        rows = head[first - 1 : _last_heading_row(head, first)]
        places = {name: at[0] for name, at in column_names(rows, LIST_1956).items()}
        super().__init__(sheet, findings, rows, places)

    def _is_filled_in(self, cells: Row) -> bool:
        years = any(_year(self._cell(cells, sex)) for sex in ("men", "women"))
        return years and not self._has_none(cells)

    def _is_woman(self, number: int, cells: Row) -> bool:
        name = self._text(cells, "name")
        if not name:
            self._note_missing(number, "name")
        stated = [sex for sex in ("men", "women") if _is_stated(self._cell(cells, sex))]
        if not stated:
            self._note_missing(number, "men")
        elif len(stated) > 1:
            self._note_year(number, "women", _BOTH)
        elif not (born := _year(self._cell(cells, stated[0]))):
            self._note_year(number, stated[0], _NO_YEAR)
        elif name:
            self._note_twice(number, name, born, self._text(cells, "home"))
        return stated == ["women"]

    def _note_year(self, number: int, name: str, what: Named) -> None:
        place = self._place(number, name)
        self._findings.add("T05", place, what, expected=_EXPECTED, do=_DO)


def _closing(cells: Row) -> tuple[int, int | None] | None:
    """Return what a closing line or a totals row states: people, and women where it says so."""
    shown = filled(cells)
    if len(shown) == _PAIR and is_total(shown[0][1]) and shown[1][1].isdecimal():
        return int(shown[1][1]), None
    return closing_count(cells)


def _closing_differs(stated: int, counted: int) -> Named:
    return message(
        "The closing line says {stated}, the list has {counted}.",
        stated=Number(stated),
        counted=Number(counted),
    )


def _stt_column(places: Mapping[str, int], cells: Sequence[Cell]) -> int | None:
    """Return where the running number stands: under its heading, or in a first unnamed column."""
    is_unnamed = places and 0 not in places.values() and not as_text(cells[0] if cells else None)
    return places.get("stt", 0 if is_unnamed else None)


def _sex(shown: str) -> str:
    """Return a word for the sex in plain form; nearly all cells hold one of two words."""
    return _USUAL.get(shown) or plain(shown)


def _is_stated(cell: Cell) -> bool:
    return not (is_blank(cell) or is_dash(cell))


def _year(cell: Cell) -> str:
    """Return the year of birth that a cell states, by itself or within a date; or nothing."""
    shown = as_text(cell)
    if _YEAR.fullmatch(shown):
        return shown
    born = day(cell) if shown else None
    return "" if born is None or isinstance(born, Wrong) else born.isoformat()
