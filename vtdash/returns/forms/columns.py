"""Columns of a draft: each distinct cell kept once, each row as a number that points to it."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from vtdash.model.datasets import Dataset
from vtdash.returns.forms.layout import is_blank
from vtdash.returns.model import Cell


class _Numbers(dict[Cell, int]):
    """Cell -> its number, given when the cell is first met."""

    def __missing__(self, cell: Cell) -> int:
        number = self[cell] = len(self)
        return number


class Coded:
    """One column while it is being read: about 4 bytes a row beside its distinct cells."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._rows = array("i")

    def extend(self, cells: Iterable[Cell]) -> None:
        """Add the cells of further rows."""
        self._rows.extend(map(self._numbers.__getitem__, cells))

    def categorical(self) -> pd.Categorical:
        """Return the column: categories are the distinct cells, blank ones are missing."""
        cells = list(self._numbers)
        kept = [index for index, cell in enumerate(cells) if not _is_missing(cell)]
        codes = np.full(len(cells) + 1, -1, dtype=np.intc)
        codes[kept] = np.arange(len(kept))
        rows = codes[np.frombuffer(self._rows, dtype=np.intc)]
        categories = pd.Index([cells[index] for index in kept], dtype=object)
        return pd.Categorical.from_codes(rows, categories=categories)


def _is_missing(cell: Cell) -> bool:
    return is_blank(cell) or (isinstance(cell, float) and math.isnan(cell))


def frame(
    dataset: Dataset, columns: Mapping[str, pd.Categorical], rows: Sequence[int] | array[int]
) -> pd.DataFrame:
    """Return a draft's frame: the dataset's columns in order, row numbers as index.

    A column of the dataset that the file does not have is missing in every row.
    """
    index = pd.Index(np.array(rows, dtype=np.intc), name="row")
    nothing = pd.Categorical.from_codes(
        np.full(len(index), -1, dtype=np.int8), categories=pd.Index([], dtype=object)
    )
    held = {name: columns.get(name, nothing) for name in dataset.column_names}
    return pd.DataFrame(held, index=index)


def categorical(cells: Iterable[Cell]) -> pd.Categorical:
    """Return a column of a few rows."""
    coded = Coded()
    coded.extend(cells)
    return coded.categorical()
