"""The formulas of one sheet of a workbook: which have no stored result, hold 0, or lead outside.

What is kept are runs of rows by column, not the formulas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string

from vtdash.returns.sheet_notes import RowRuns, SheetNotes

_OUTSIDE = re.compile(r"\[\d+\][^\[\]!]*!")
"""The number that a workbook gives to another one, before a sheet or a name: '[1]Quý 1'!A3."""

_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_LONGEST = 10_000
"""Characters of a formula and its result that are looked at; Excel allows 8,192."""


@dataclass(frozen=True)
class CellFormula:
    """A formula with its result: the letters of its column, the cell's type, what its XML says."""

    letters: str
    kind: str
    attributes: dict[str, str]
    text: str
    result: str


class FormulaReader:
    """Takes the formulas in the order of the file: ``begin``, ``result`` and ``end`` of each."""

    def __init__(self) -> None:
        self.is_open = False
        self._unstored, self._linked, self._zero = RowRuns(), RowRuns(), RowRuns()
        self._not_zero: set[int] = set()
        self._linked_shared: set[str] = set()
        self._row = self._column = self._length = 0
        self._type = ""
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []
        self._formula: str | None = None

    def begin(self, row: int, column: int, kind: str, attributes: dict[str, str]) -> None:
        """Begin a formula of a cell; ``column`` counts from 1, ``kind`` is the cell's type."""
        self.is_open, self._row, self._column, self._type = True, row, column, kind
        self._attributes, self._text, self._formula, self._length = attributes, [], None, 0

    def take(self, piece: str) -> None:
        """Take a piece of the text of the formula or of its result."""
        if self._length < _LONGEST:
            self._length += len(piece)
            self._text.append(piece)

    def result(self) -> None:
        """Say that what follows is the stored result."""
        self._formula, self._text, self._length = "".join(self._text), [], 0

    def end(self) -> None:
        """Note what the cell was."""
        self.is_open = False
        text = "".join(self._text).strip()
        formula, stored = (text, "") if self._formula is None else (self._formula, text)
        self._note_outside(formula)
        is_empty_text = self._formula is not None and self._type == "str"
        if not stored and not is_empty_text:
            self._note_unstored()
        elif _is_zero(stored):
            self._zero.add(self._column - 1, range(self._row, self._row + 1))
        else:
            self._not_zero.add(self._column - 1)

    def take_whole(self, row: int, column: int, formula: CellFormula) -> None:
        """Take a formula with its result at once."""
        self.begin(row, column, formula.kind, formula.attributes)
        self.take(formula.text)
        self.result()
        self.take(formula.result)
        self.end()

    def notes(self) -> SheetNotes:
        """Return what was noted; ``uncalculated`` as if the workbook asked to be calculated."""
        zero = self._zero.spans().items()
        return SheetNotes(
            unstored=self._unstored.spans(),
            uncalculated={column: rows for column, rows in zero if column not in self._not_zero},
            linked=self._linked.spans(),
        )

    def _note_outside(self, formula: str) -> None:
        shared = self._attributes.get("si", "")
        if _OUTSIDE.search(formula):
            self._linked_shared |= {shared} - {""}
        elif formula.strip() or shared not in self._linked_shared:
            return
        self._linked.add(self._column - 1, range(self._row, self._row + 1))

    def _note_unstored(self) -> None:
        """Note the cell, or all cells that an array formula fills."""
        found = _RANGE.fullmatch(self._attributes.get("ref", ""))
        rows, columns = range(self._row, self._row + 1), range(self._column - 1, self._column)
        if found and found[3] and self._attributes.get("t") in {"array", "dataTable"}:
            rows = range(int(found[2]), int(found[4]) + 1)
            columns = range(
                column_index_from_string(found[1]) - 1, column_index_from_string(found[3])
            )
        for column in columns:
            self._unstored.add(column, rows)


def _is_zero(stored: str) -> bool:
    try:
        return float(stored) == 0
    except ValueError:
        return False
