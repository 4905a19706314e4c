"""Whole numbers that add up, and arrays to Arrow tables in the order of the contract.

Shares are rounded down and what is left goes to the largest fractions, so that every sum is
exact. A share never exceeds an integer weight when the total does not exceed their sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vtdash.sample.chance import Counts
from vtdash.sample.places import Places

Weights = NDArray[np.float64]

_TINY = 1e-9
"""Keeps 2.9999999999 (a 3 in floating point) from being rounded down to 2."""


def apportion(weights: Weights, group: Counts, totals: Counts) -> Counts:
    """Share out ``totals`` (one for each group) over rows in proportion to ``weights``.

    ``weights`` and ``group`` have one entry a row; ``group`` holds positions in ``totals``.

    >>> apportion(np.array([1.0, 1.0, 1.0, 5.0]), np.array([0, 0, 0, 1]), np.array([10, 7]))
    array([4, 3, 3, 7])
    """
    sums = np.bincount(group, weights, minlength=len(totals))
    quota = weights * totals[group] / np.where(sums > 0, sums, 1)[group]
    counts = np.floor(quota + _TINY).astype(np.int64)
    left = totals - _sums(counts, group, len(totals))
    return counts + (_rank(quota - counts, group, len(totals)) < left[group])


def apportion_all(weights: Weights, group: Counts, totals: Counts) -> Counts:
    """Like ``apportion``, but no row of a group stays empty where its total allows one each."""
    rows = np.bincount(group, minlength=len(totals))
    floor = (totals >= rows).astype(np.int64)
    return floor[group] + apportion(weights, group, totals - floor * rows)


def split(totals: Counts, weights: NDArray[np.float64] | Counts) -> Counts:
    """Share out each row's total over the columns of ``weights`` (rows x parts).

    >>> split(np.array([10, 2]), np.array([[1.0, 1.0, 1.0], [0.0, 3.0, 1.0]]))
    array([[4, 3, 3],
           [0, 2, 0]])
    """
    sums = weights.sum(axis=1, keepdims=True)
    quota = weights * totals[:, None] / np.where(sums > 0, sums, 1)
    counts = np.floor(quota + _TINY).astype(np.int64)
    order = np.argsort(counts - quota, axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(weights.shape[1])[None, :], axis=1)
    return counts + (rank < (totals - counts.sum(axis=1))[:, None])


def group_by(
    name: NDArray[np.str_], time: Counts, part: Counts
) -> tuple[Counts, list[tuple[str, int, int]]]:
    """Return each row's group number and the (name, time, part) of each group."""
    _, code = np.unique(name, return_inverse=True)
    packed = (code * (time.max() + 1) + time) * (part.max() + 1) + part
    _, first, group = np.unique(packed, return_index=True, return_inverse=True)
    keys = [(str(name[i]), int(time[i]), int(part[i])) for i in first]
    return group, keys


def position(names: Sequence[str]) -> Counts:
    """Return, for each name, its place among the different ones in alphabetical order."""
    return np.unique(np.array(names), return_inverse=True)[1]


def _sums(counts: Counts, group: Counts, groups: int) -> Counts:
    return np.rint(np.bincount(group, counts, minlength=groups)).astype(np.int64)


def _rank(fraction: Weights, group: Counts, groups: int) -> Counts:
    """Return the place of each row in its group, largest fraction first, ties by row."""
    order = np.lexsort((-fraction, group))
    start = np.cumsum(np.bincount(group, minlength=groups)) - np.bincount(group, minlength=groups)
    rank = np.empty_like(group)
    rank[order] = np.arange(len(group)) - start[group[order]]
    return rank


_CITY_MARK = {"hanoi": "HN", "haiphong": "HP"}


@dataclass(frozen=True)
class TextColumn:
    """A text column: the label that stands at each row's position."""

    labels: Sequence[str]
    index: NDArray[np.int64]


@dataclass(frozen=True)
class Institutions:
    """The invented institutions of every place, and how large each is (places x number)."""

    number: int
    ids: tuple[str, ...]
    weight: NDArray[np.float64]

    def rows(self, row: NDArray[np.int64]) -> NDArray[np.int64]:
        """Repeat each entry once an institution, in one flat array."""
        return np.repeat(row, self.number)

    def of(self, place: NDArray[np.int64]) -> TextColumn:
        """Return the column of institution ids for records of these places."""
        index = place[:, None] * self.number + np.arange(self.number)[None, :]
        return TextColumn(self.ids, index.ravel())


def read_institutions(places: Places, number: int, rng: np.random.Generator) -> Institutions:
    """Return ``number`` institutions a place; the word SAMPLE is in every id."""
    ids = tuple(
        f"SAMPLE-{_CITY_MARK.get(city, city.upper())}-{code}-{n}"
        for code, city in zip(places.codes, places.cities, strict=True)
        for n in range(1, number + 1)
    )
    return Institutions(number, ids, rng.lognormal(0.0, 0.4, (len(places.codes), number)))


def build(
    columns: Mapping[str, TextColumn | Counts | NDArray[np.float64]], key: Sequence[str]
) -> pa.Table:
    """Return a table with ``columns`` in their order, rows sorted by ``key`` as text sorts."""
    order = np.lexsort([_sort_code(columns[name]) for name in reversed(key)])
    return pa.table({name: _array(column, order) for name, column in columns.items()})


def _sort_code(column: TextColumn | NDArray[np.generic]) -> NDArray[np.generic]:
    if not isinstance(column, TextColumn):
        return column
    return position(column.labels)[column.index]


def _array(column: TextColumn | NDArray[np.generic], order: NDArray[np.int64]) -> pa.Array:
    if isinstance(column, TextColumn):
        return pa.array(column.labels, pa.string()).take(pa.array(column.index[order]))
    return pa.array(column[order])
