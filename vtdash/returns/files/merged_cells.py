"""Cells merged into one: only the first of them has a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vtdash.returns.model import Cell
from vtdash.returns.sheet_notes import Spans

_MOST_MERGES = 16_384
"""Merged ranges in one row; there are no more columns, and sound ones do not overlap."""


@dataclass(frozen=True)
class Merge:
    """Cells merged into one; rows and columns count from 1, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


def merged_down(merges: Iterable[Merge]) -> Spans:
    """Return the ranges that lie in one column, as runs of rows by the column's index.

    >>> merged_down([Merge(2, 1, 4, 1), Merge(1, 1, 1, 5)])
    {0: (range(2, 5),)}
    """
    found: dict[int, list[range]] = {}
    for merge in sorted(merges, key=lambda merge: merge.top):
        if merge.left == merge.right and merge.bottom > merge.top:
            rows = range(merge.top, merge.bottom + 1)
            found.setdefault(merge.left - 1, []).append(rows)
    return {column: tuple(runs) for column, runs in found.items()}


def uncovered(
    rows: Iterator[tuple[int, tuple[Cell, ...]]], merges: Sequence[Merge]
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Yield the rows without what still stands in the covered cells of merged ranges."""
    if not merges:
        yield from rows
        return
    waiting = sorted(merges, key=lambda merge: merge.top, reverse=True)
    open_ones: list[Merge] = []
    for number, cells in rows:
        while waiting and waiting[-1].top <= number:
            open_ones.append(waiting.pop())
        open_ones = [merge for merge in open_ones if merge.bottom >= number]
        if len(open_ones) > _MOST_MERGES:
            raise ValueError("merged ranges overlap")
        yield number, _without_covered(number, cells, open_ones)


def _without_covered(number: int, cells: tuple[Cell, ...], merges: list[Merge]) -> tuple[Cell, ...]:
    if not merges:
        return cells
    left_over = list(cells)
    for merge in merges:
        first = merge.left if number == merge.top else merge.left - 1
        for column in range(first, min(merge.right, len(left_over))):
            left_over[column] = None
    return tuple(left_over)
