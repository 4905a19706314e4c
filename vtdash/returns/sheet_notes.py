"""What a file says about the cells of a sheet beside their values: formulas, what is hidden.

A column goes by its index from 0, a row by the number that the office sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

Spans = Mapping[int, tuple[range, ...]]
"""Index of a column -> runs of its rows, from the top down."""

OWN_AUTHOR = "vtdash"
"""The author of what marked copies and templates say at cells: of no office, and not told again."""


@dataclass(frozen=True)
class SheetNotes:
    """What is noted of one sheet; a CSV file has nothing of it.

    ``unstored``: formulas without a stored result. ``uncalculated``: formulas of a workbook that
    asks to be calculated when it is opened, in columns where all of them still hold 0.
    ``linked``: formulas that take their values from another workbook. ``struck``: filled cells with
    a line through them, ``unseen``: such as nobody sees, by their colour or format, ``commented``:
    cells at which somebody put a comment. ``hidden_rows`` go by number,
    ``hidden_columns`` by index; ``merged``: cells of one column merged into one, whose value stands
    in the first of them; ``is_filtered``: a filter is on, which hides rows.
    ``beside``: texts that stand in no cell: of boxes, of footnotes and comments of a document.
    ``printed``: texts that each printed page repeats.
    """

    unstored: Spans = field(default_factory=dict[int, tuple[range, ...]])
    uncalculated: Spans = field(default_factory=dict[int, tuple[range, ...]])
    linked: Spans = field(default_factory=dict[int, tuple[range, ...]])
    struck: Spans = field(default_factory=dict[int, tuple[range, ...]])
    unseen: Spans = field(default_factory=dict[int, tuple[range, ...]])
    commented: Spans = field(default_factory=dict[int, tuple[range, ...]])
    merged: Spans = field(default_factory=dict[int, tuple[range, ...]])
    hidden_rows: tuple[range, ...] = ()
    hidden_columns: tuple[range, ...] = ()
    is_filtered: bool = False
    beside: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()

    def without(self, cells: Iterable[tuple[int, int]]) -> SheetNotes:
        """Return the notes without those of some cells, each a row and a column's index."""
        given = list(cells)
        return replace(
            self,
            unstored=_without(self.unstored, given),
            uncalculated=_without(self.uncalculated, given),
            linked=_without(self.linked, given),
            struck=_without(self.struck, given),
            unseen=_without(self.unseen, given),
            commented=_without(self.commented, given),
        )


def _without(spans: Spans, cells: Iterable[tuple[int, int]]) -> Spans:
    kept = dict(spans)
    for row, column in cells:
        runs = kept.get(column, ())
        parts = (part for run in runs for part in _parted(run, row))
        kept[column] = tuple(part for part in parts if part)
    return {column: runs for column, runs in kept.items() if runs}


def _parted(run: range, row: int) -> tuple[range, ...]:
    return (range(run.start, row), range(row + 1, run.stop)) if row in run else (run,)


class RowRuns:
    """Rows of columns while they are met from the top down, kept as runs."""

    def __init__(self) -> None:
        self._runs: dict[int, list[range]] = {}

    def add(self, column: int, rows: range) -> None:
        """Add rows to a column; those that follow its last run lengthen it."""
        runs = self._runs.setdefault(column, [])
        if runs and runs[-1].stop == rows.start:
            runs[-1] = range(runs[-1].start, rows.stop)
        else:
            runs.append(rows)

    def spans(self) -> Spans:
        """Return the runs of each column."""
        return {column: tuple(runs) for column, runs in self._runs.items()}


def cell_spans(cells: Iterable[tuple[int, int]]) -> Spans:
    """Return cells, each a row and the index of a column, as runs of rows by column.

    >>> cell_spans([(9, 3), (8, 3)])
    {3: (range(8, 10),)}
    """
    runs = RowRuns()
    for row, column in sorted(set(cells)):
        runs.add(column, range(row, row + 1))
    return runs.spans()


def row_runs(rows: Iterable[int]) -> tuple[range, ...]:
    """Return rows as runs, from the top down.

    >>> row_runs([9, 2, 3])
    (range(2, 4), range(9, 10))
    """
    runs = RowRuns()
    for row in sorted(rows):
        runs.add(0, range(row, row + 1))
    return runs.spans().get(0, ())


def clipped(runs: Iterable[range], first: int, last: int) -> tuple[range, ...]:
    """Return the part of the runs from a first to a last row, both included.

    >>> clipped([range(1, 4), range(8, 9)], 3, 7)
    (range(3, 4),)
    """
    kept = (range(max(run.start, first), min(run.stop, last + 1)) for run in runs)
    return tuple(run for run in kept if run)


def runs_in_words(runs: Iterable[range], most: int = 5) -> str:
    """Return runs of rows as an enumeration; of many only the first ones.

    >>> runs_in_words([range(3, 4), range(8, 12)])
    '3, 8–11'
    """
    given = list(runs)
    shown = [str(run.start) if len(run) == 1 else f"{run.start}–{run[-1]}" for run in given[:most]]
    return ", ".join(shown) + (" …" if len(given) > most else "")
