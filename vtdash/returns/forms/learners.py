"""The rows of a list with a row for each learner: counted on reading, nothing of a person kept.

To tell that a person stands twice, a salted hash of what identifies them is held in memory while
the file is read; salt and hashes go with the reader.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from abc import ABC, abstractmethod
from array import array
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile

from vtdash.returns.checks.stored_results import check_stored_results
from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.around_table import closing_count
from vtdash.returns.forms.counting import Counted, enrolment_draft
from vtdash.returns.forms.layout import (
    FormSheet,
    Head,
    Row,
    at,
    column_label,
    filled,
    headings_over,
    is_footer,
    is_number_row,
    is_total,
    lowest_heading,
)
from vtdash.returns.forms.row_notes import leaving_note, note_columns, note_taken_back
from vtdash.returns.model import Cell, Draft, Place
from vtdash.returns.names.office_words import plain, spell
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

_MISSING = {
    "name": message("This learner has no name."),
    "birth": message("This learner has no date of birth."),
    "sex": message("This learner has no sex stated."),
    "men": message("This learner has no year of birth under Nam or Nữ."),
}

_OF_PAGE = re.compile(r"(?:tong )?cong trang\b")
_PAIR = 2
"""Cells of a totals row: its name and the number."""


class Learners(ABC):
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
        self._closings: list[tuple[int, int, int | None, bool]] = []
        self._notes = note_columns([lowest_heading(rows, n) for n in range(max(map(len, rows)))])
        self._noted: dict[int, str] = {}

    def draft(self, sources: Mapping[str, str]) -> Draft:
        """Return all learners as one row; ``sources``: of each column of enrolment."""
        labels = {index: self._labels[name] for name, index in self._places.items()}
        check_stored_results(self._sheet.grid, self._last, labels, self._findings)
        rows = array("i")
        women = [
            self._is_woman(number, cells)
            for number, cells in self._learners()
            if not rows.append(number)
        ]
        note_taken_back(self._sheet.grid.name, self._noted, self._findings)
        self._check_closings(women, rows)
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
                self._closings.append((number, *closing, _is_of_page(cells)))
                continue
            is_over = not is_learner and (is_over or is_footer(cells))
            if not (is_over or self._is_heading(cells) or (has_none and not is_learner)):
                if note := leaving_note(at(cells, index) for index in self._notes):
                    self._noted[number] = note
                yield number, cells

    def _check_closings(self, women: Sequence[bool], rows: Sequence[int]) -> None:
        """Note a closing line that states other numbers than the list, or a page of it, holds."""
        start = 0
        for row, stated, stated_women, is_of_page in self._closings:
            end = bisect(rows, row) if is_of_page else len(rows)
            counted = women[start if is_of_page else 0 : end]
            start = end
            for said, held in ((stated, len(counted)), (stated_women, sum(counted))):
                if said is not None and said != held:
                    place = self._sheet.place(row)
                    self._findings.add("A03", place, _closing_differs(said, held))

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


def _closing(cells: Row) -> tuple[int, int | None] | None:
    """Return what a closing line or a totals row states: people, and women where it says so."""
    shown = filled(cells)
    if len(shown) == _PAIR and is_total(shown[0][1]) and shown[1][1].isdecimal():
        return int(shown[1][1]), None
    return closing_count(cells)


def _is_of_page(cells: Row) -> bool:
    """Return whether a closing line counts the learners of one printed page."""
    return any(_OF_PAGE.match(plain(text)) for _, text in filled(cells))


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
