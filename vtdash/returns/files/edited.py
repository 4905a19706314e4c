"""Cells that a steward typed anew, read in place of the office's; the file stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from openpyxl.utils import column_index_from_string, get_column_letter

from vtdash.returns.files.cells import as_text
from vtdash.returns.files.source import SourceFile
from vtdash.returns.model import Cell, CellEdit, Grid, GridView
from vtdash.returns.sheet_notes import SheetNotes
from vtdash.returns.wording import harmless
from vtdash.store import CellChange

Typed = Mapping[int, str]
"""Index of a column -> what was typed for its cell of one row."""


def edited(
    source: SourceFile, edits: Iterable[CellEdit]
) -> tuple[SourceFile, tuple[CellChange, ...]]:
    """Return the file with the cells that were typed anew, and what each of them held before.

    A cell of a row that the file does not have, and one that holds the same already, are left out.
    """
    wanted = tuple(edits)
    grids: list[Grid] = []
    changes: list[CellChange] = []
    for number, grid in enumerate(source.grids, start=1):
        own = [edit for edit in wanted if edit.sheet in {harmless(grid.name), f"#{number}"}]
        found = _changes(grid, own) if own else {}
        changes += found.values()
        grids.append(_EditedGrid(grid, grid.name, _by_row(found)) if found else grid)
    return replace(source, grids=tuple(grids)), tuple(changes)


def _changes(grid: Grid, edits: Iterable[CellEdit]) -> dict[tuple[int, int], CellChange]:
    """Return row and column index of each cell that becomes another one, with both its values."""
    typed = {(each.row, column_index_from_string(each.letters) - 1): each for each in edits}
    last = max(row for row, _ in typed)
    found: dict[tuple[int, int], CellChange] = {}
    for number, cells in grid.rows():
        if number > last:
            break
        for (row, column), edit in typed.items():
            before = as_text(cells[column]) if row == number and column < len(cells) else ""
            if row == number and before != edit.value:
                cell = f"{get_column_letter(column + 1)}{row}"
                found[row, column] = CellChange(edit.sheet, cell, harmless(before), edit.value)
    return found


def _by_row(changes: Mapping[tuple[int, int], CellChange]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), change in changes.items():
        rows[row][column] = change.after
    return dict(rows)


@dataclass(frozen=True)
class _EditedGrid(GridView):
    """A sheet in which some cells hold what was typed for them."""

    typed: Mapping[int, Typed]

    @property
    def notes(self) -> SheetNotes:
        cells = ((row, column) for row, typed in self.typed.items() for column in typed)
        return self.grid.notes.without(cells)

    def head(self) -> tuple[tuple[Cell, ...], ...]:
        rows = enumerate(self.grid.head(), start=1)
        return tuple(_with(cells, self.typed.get(number, {})) for number, cells in rows)

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        for number, cells in self.grid.rows():
            now = _with(cells, self.typed[number]) if number in self.typed else cells
            if any(as_text(cell) for cell in now):
                yield number, now


def _with(cells: tuple[Cell, ...], typed: Typed) -> tuple[Cell, ...]:
    """Return a row with what was typed for some of its cells."""
    width = max([len(cells), *(column + 1 for column in typed)])
    row = [*cells, *[None] * (width - len(cells))]
    for column, value in typed.items():
        row[column] = _cell(value)
    return tuple(row)


def _cell(value: str) -> Cell:
    """Return what was typed as a cell; an id such as '00123' keeps its zeros as text."""
    is_number = value.isascii() and value.isdecimal() and (value == "0" or value[0] != "0")
    return int(value) if is_number else value or None
