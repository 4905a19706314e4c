"""Arrays to Arrow: columns in the order of the contract, rows sorted by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vtdash.sample.apportion import Counts
from vtdash.sample.places import Places

_CITY_MARK = {"hanoi": "HN", "haiphong": "HP"}


@dataclass(frozen=True)
class Text:
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

    def of(self, place: NDArray[np.int64]) -> Text:
        """Return the column of institution ids for records of these places."""
        index = place[:, None] * self.number + np.arange(self.number)[None, :]
        return Text(self.ids, index.ravel())


def read_institutions(places: Places, number: int, rng: np.random.Generator) -> Institutions:
    """Return ``number`` institutions a place; the word SAMPLE is in every id."""
    ids = tuple(
        f"SAMPLE-{_CITY_MARK.get(city, city.upper())}-{code}-{n}"
        for code, city in zip(places.codes, places.cities, strict=True)
        for n in range(1, number + 1)
    )
    return Institutions(number, ids, rng.lognormal(0.0, 0.4, (len(places.codes), number)))


def build(
    columns: Mapping[str, Text | Counts | NDArray[np.float64]], key: Sequence[str]
) -> pa.Table:
    """Return a table with ``columns`` in their order, rows sorted by ``key`` as text sorts."""
    order = np.lexsort([_sort_code(columns[name]) for name in reversed(key)])
    return pa.table({name: _array(column, order) for name, column in columns.items()})


def _sort_code(column: Text | NDArray[np.generic]) -> NDArray[np.generic]:
    if not isinstance(column, Text):
        return column
    _, code = np.unique(np.array(column.labels), return_inverse=True)
    return code[column.index]


def _array(column: Text | NDArray[np.generic], order: NDArray[np.int64]) -> pa.Array:
    if isinstance(column, Text):
        return pa.array(column.labels, pa.string()).take(pa.array(column.index[order]))
    return pa.array(column[order])
