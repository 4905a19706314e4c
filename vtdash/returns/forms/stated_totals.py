"""What totals rows of a template state, held against the rows that they may be the totals of.

The total of all rows is that; one of a page, of a place or of a level is of rows next to it.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from vtdash.model.datasets import Column
from vtdash.returns.files.cells import Wrong, amount, as_text, count
from vtdash.returns.findings import Findings
from vtdash.returns.forms.layout import is_running_total, is_total
from vtdash.returns.model import Cell, Draft
from vtdash.returns.names.office_words import plain
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

_ALMOST = 1e-6
"""Amounts are added up as floats: less than this is no difference."""

_OF_SOME = re.compile(r"(?:tong so|tong cong|tong|cong) .+|.+ (?:total|tong cong|tong|cong)")
_OF_ALL = frozenset({"tong", "tong so", "tong cong", "cong", "tong chung", "total", "grand total"})

Sums = NDArray[np.float64]
"""Of each row what the rows above it add up to."""


def is_sum_name(cell: Cell) -> bool:
    """Return whether a cell, alone in its row beside numbers, names a total.

    >>> is_sum_name("Grand Total"), is_sum_name("277 Total"), is_sum_name("Cộng trang 1")
    (True, True, True)
    """
    name = as_text(cell)
    return is_total(name) or is_running_total(name) or bool(_OF_SOME.fullmatch(plain(name)))


def check_stated_totals(
    draft: Draft, totals: NDArray[np.bool_], added: NDArray[np.bool_], findings: Findings
) -> None:
    """Note each measure in which a totals row is not the sum of its rows.

    ``totals``: rows of totals; ``added``: all rows that are none of data.
    """
    dataset, places = draft.recognition.dataset, np.flatnonzero(totals)
    columns = [dataset.column(name) for name in dataset.measures] if len(places) else []
    sums = {c: found for c in columns if (found := _sums(draft, c, added)) is not None}
    for position in map(int, places):
        stated = {c: value for c in sums if (value := _stated(draft, c, position)) is not None}
        is_of_all = any(
            plain(as_text(cell)) in _OF_ALL for cell in draft.frame.iloc[position].dropna()
        ) and position in {places[0], places[-1]}
        is_of_all |= len(places) == 1 and bool(added[position:].all())
        if not is_of_all and _is_of_some(position, stated, sums):
            continue
        before = places[places < position]
        start = 0 if is_of_all or not len(before) else int(before[-1])
        for column, value in stated.items():
            end = len(added) if is_of_all else position
            summed = float(sums[column][end] - sums[column][start])
            if abs(value - summed) > _ALMOST:
                place = draft.place(int(draft.frame.index[position]), column.name)
                what = total_differs(value, summed)
                findings.add("A03", place, what, found=f"{value:.15g}")


def total_differs(stated: float, summed: float) -> Named:
    """Return that a totals row differs from the rows that it is the total of."""
    return message(
        "The totals row says {stated}, the rows that it is the total of add up to {summed}.",
        stated=Number(stated),
        summed=Number(summed),
    )


def _is_of_some(position: int, stated: dict[Column, float], sums: dict[Column, Sums]) -> bool:
    """Return whether rows that end above a totals row, or begin below it, add up to it."""
    above, below = (0, position), (position + 1, len(next(iter(sums.values()), ())))
    for column, value in stated.items():
        so_far, here = sums[column], sums[column][position]
        above = _both(above, so_far, here - value)
        below = _both(below, so_far, here + value)
    return above[0] < above[1] or below[0] < below[1]


def _both(places: tuple[int, int], sums: Sums, wanted: float) -> tuple[int, int]:
    """Return which of some places are such that the rows above add up to a number."""
    first = np.searchsorted(sums, wanted - _ALMOST, "left")
    last = np.searchsorted(sums, wanted + _ALMOST, "right")
    return max(places[0], int(first)), min(places[1], int(last))


def _sums(draft: Draft, column: Column, added: NDArray[np.bool_]) -> Sums | None:
    """Return what the rows of data above each row, and in all, add up to; None for a wrong cell."""
    held = draft.frame[column.name].cat
    codes = held.codes.to_numpy()
    used = np.unique(codes[~added & (codes >= 0)])
    values = np.zeros(len(held.categories) + 1)
    for code in used:
        value = _number(draft, column, held.categories[code])
        if value is None:
            return None
        values[code] = value
    each = np.where(added, 0.0, values[codes])
    return np.concatenate(([0.0], np.cumsum(each)))


def _stated(draft: Draft, column: Column, position: int) -> float | None:
    """Return what a row states, None where it states no number."""
    held = draft.frame[column.name].cat
    code = int(held.codes.iloc[position])
    return None if code < 0 else _number(draft, column, held.categories[code])


def _number(draft: Draft, column: Column, cell: Cell) -> float | None:
    if column.kind == "count":
        found = count(cell, grouped=False)
    else:
        found = amount(cell, comma_decimals=draft.comma_decimals, grouped=False)
    return None if isinstance(found, Wrong) else found
