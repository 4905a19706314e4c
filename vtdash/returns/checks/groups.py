"""Number the distinct combinations of cells, so that a check runs once per combination."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

Frame = Any
Series = Any
"""Tables and columns of pandas. Its classes as types give about 60 false errors of pyright, which
infers arrays of numpy for selections of rows; pandas ships no stubs."""

_ROOM = 2**62
"""Combined numbers have to stay below the largest int64."""


def codes(column: Series) -> tuple[Numbers, int]:
    """Return a number for each distinct cell of a column, -1 where it is missing, and how many."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype(np.int64), len(column.cat.categories)
    found, distinct = pd.factorize(column)
    return found.astype(np.int64), len(distinct)


def combined(columns: Sequence[tuple[Numbers, int]]) -> Numbers:
    """Return a number for each row that is equal where all its ``columns`` are equal.

    ``columns`` are as ``codes`` gives them; -1 stands where any of them is missing.
    """
    numbers, size = columns[0]
    missing = numbers < 0
    for more, distinct in columns[1:]:
        if size * max(distinct, 1) > _ROOM:
            numbers, size = dense(numbers)
        numbers, size = numbers * distinct + more, size * max(distinct, 1)
        missing |= more < 0
    return np.where(missing, -1, numbers)


def numbers_of(frame: Frame, names: Sequence[str]) -> Numbers:
    """Return a number for each combination of the named cells, -1 where one is missing."""
    return combined([codes(frame[name]) for name in names])


def dense(numbers: Numbers) -> tuple[Numbers, int]:
    """Return the numbers renamed to 0, 1, 2 ... in the order of their first row, and how many."""
    found, distinct = pd.factorize(numbers)
    return found.astype(np.int64), len(distinct)


def first_rows(numbers: Numbers, distinct: int) -> Numbers:
    """Return the first position of each of the dense ``numbers``."""
    first = np.empty(distinct, np.int64)
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    return first


def values_at(frame: Frame, names: Sequence[str], places: Numbers) -> list[tuple[Any, ...]]:
    """Return the named cells of the rows at some positions; a missing cell is None."""
    return list(zip(*(_cells(frame[name], places) for name in names), strict=True))


def _cells(column: Series, places: Numbers) -> list[Any]:
    """Return cells as Python's own values: a table of them costs a small return more than reading.

    A missing cell of a list of categories has the number -1, which is the last of its texts.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        texts = [*column.cat.categories, None]
        return [texts[number] for number in column.cat.codes.to_numpy()[places].tolist()]
    taken = column.array[places]
    cells, missing = taken.astype(object).tolist(), pd.isna(taken).tolist()
    return [None if gone else cell for cell, gone in zip(cells, missing, strict=True)]
