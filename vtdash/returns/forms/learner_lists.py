"""Lists with a row for each learner: counted on reading, and nothing of a person is kept.

Two forms are lists: the learner roster of 15 columns, and the list under Decision 1956, where
the year of birth stands under Nam or under Nữ. Findings name row and heading only.
"""

from __future__ import annotations

import re

from vtdash.returns.files.cells import Wrong, as_text
from vtdash.returns.files.cells_of_time import day
from vtdash.returns.findings import Findings
from vtdash.returns.forms.form_columns import (
    LIST_1956,
    ROSTER,
    Wanted,
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
    headings_over,
    is_blank,
    is_dash,
)
from vtdash.returns.forms.learners import Learners
from vtdash.returns.model import Cell, Draft
from vtdash.returns.names.office_words import plain
from vtdash.text.language import Named
from vtdash.text.messages import message

_NEEDED = tuple(one for one in ROSTER if one.name in {"name", "birth", "sex"})
_MARKS = (Wanted("women", r"nu(?: gioi)?"), Wanted("men", r"nam(?: gioi)?"))
_TICKS = frozenset(map(chr, (0x2B, 0xD7, 0x221A, 0x2713, 0x2714, 0x2715)))
_OF_MARK = {"women": "nu", "men": "nam", "": ""}
_ASKED = 15
_LEAST = 4
_WOMEN = frozenset({"nu", "f", "female", "gai", "nu gioi", "phu nu"})
_MEN = frozenset({"nam", "m", "male", "trai", "nam gioi"})
_USUAL = {"Nam": "nam", "Nữ": "nu"}

_HEADING_ROWS = 5
_BORN = re.compile(r"\bsinh\b")
_YEAR = re.compile(r"(?:19|20)\d\d")

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


class _Roster(Learners):
    def __init__(self, sheet: FormSheet, findings: Findings) -> None:
        head, first = sheet.grid.head(), sheet.spot.header_row
        named = row_names(head[first - 1], ROSTER)
        marks = {} if "sex" in named else _sex_marks(head[first - 1 : first + 1])
        rows = head[first - 1 : first + (1 if marks and not _has_marks(head[first - 1]) else 0)]
        if marks:
            named["sex"] = [marks["women"]]
        places = first_places(sheet, named, _NEEDED, findings)
        super().__init__(sheet, findings, rows, places)
        self._marks = marks

    def _is_filled_in(self, cells: Row) -> bool:
        birth = self._cell(cells, "birth")
        if not is_blank(birth) and not isinstance(day(birth), Wrong):
            return True
        return self._sex_of(cells) in _WOMEN | _MEN

    def _sex_of(self, cells: Row) -> str:
        """Return the sex in plain form, or what the cell holds; of two columns, the marked one.

        A mark under a lone column of women makes a woman, none a man.
        """
        if not self._marks:
            return _sex(self._text(cells, "sex"))
        shown = {sex: as_text(at(cells, place)) for sex, place in self._marks.items()}
        stated = {sex: text for sex, text in shown.items() if not is_dash(text) and text.strip("0")}
        if len(stated) > 1 or not all(map(_is_mark, stated.values())):
            return ", ".join(stated.values())
        return _OF_MARK[next(iter(stated), "men" if len(shown) == 1 else "")]

    def _is_woman(self, number: int, cells: Row) -> bool:
        self._check(number, cells)
        if "sex" not in self._places:
            return False
        sex = self._sex_of(cells)
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


class _List1956(Learners):
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


def _sex(shown: str) -> str:
    """Return a word for the sex in plain form; nearly all cells hold one of two words."""
    return _USUAL.get(shown) or plain(shown)


def _sex_marks(rows: Head) -> dict[str, int]:
    """Return the columns under which a mark says the sex: of women, and of men if there is one."""
    found = row_names(rows[0], _MARKS) or row_names(rows[-1], _MARKS)
    return {name: places[0] for name, places in found.items()} if "women" in found else {}


def _is_mark(text: str) -> bool:
    return plain(text) in {"x", "v", "1", "nu", "nam", "co"} or text in _TICKS


def _has_marks(cells: Row) -> bool:
    return "women" in row_names(cells, _MARKS)


def _is_stated(cell: Cell) -> bool:
    return not (is_blank(cell) or is_dash(cell))


def _year(cell: Cell) -> str:
    """Return the year of birth that a cell states, by itself or within a date; or nothing."""
    shown = as_text(cell)
    if _YEAR.fullmatch(shown):
        return shown
    born = day(cell) if shown else None
    return "" if born is None or isinstance(born, Wrong) else born.isoformat()
