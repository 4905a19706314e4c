"""A sheet whose merged cells hold their value in each of their rows, as a reader sees them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vtdash.returns.forms.layout import at, is_blank
from vtdash.returns.model import Cell, Grid, GridView


@dataclass(frozen=True)
class FilledDown(GridView):
    """A sheet in some of whose columns a value stands in all rows that its cell is merged over."""

    columns: Collection[int]

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield the rows with the values of merged cells."""
        begun: dict[int, list[tuple[int, range]]] = {}
        for column in self.columns:
            for run in self.grid.notes.merged.get(column, ()):
                begun.setdefault(run.start, []).append((column, run))
        values: dict[int, tuple[range, Cell]] = {}
        for number, cells in self.grid.rows():
            for column, run in begun.get(number, ()):
                values[column] = run, at(cells, column)
            yield number, _filled(number, cells, values) if values else cells


def filled_down(grid: Grid, columns: Collection[int]) -> Grid:
    """Return a sheet with the values of merged cells of some columns in all their rows."""
    has_any = grid.notes.merged.keys() & set(columns)
    return FilledDown(grid, grid.name, columns) if has_any else grid


def _filled(
    number: int, cells: tuple[Cell, ...], values: dict[int, tuple[range, Cell]]
) -> tuple[Cell, ...]:
    made = list(cells)
    for column, (run, value) in values.items():
        if number in run and is_blank(at(made, column)):
            made += [None] * (column + 1 - len(made))
            made[column] = value
    return tuple(made)
