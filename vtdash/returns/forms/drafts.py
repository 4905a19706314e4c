"""Columns of a draft, each distinct cell kept once; totals rows and signatures are left out.

Works on the distinct cells of each column, so that a million rows cost little more than a few.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vtdash.model.datasets import Dataset
from vtdash.returns.files.cells import Wrong, amount, as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.layout import is_blank, is_footer, is_running_total
from vtdash.returns.forms.stated_totals import check_stated_totals, is_sum_name
from vtdash.returns.model import Cell, Draft

Mask = NDArray[np.bool_]
"""One truth value for each row of a draft."""


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


def draft_frame(
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


def coded_column(cells: Iterable[Cell]) -> pd.Categorical:
    """Return a column of a few rows."""
    coded = Coded()
    coded.extend(cells)
    return coded.categorical()


def without_additions(draft: Draft, findings: Findings) -> Draft:
    """Return the draft without totals rows, group rows and signatures.

    A total that differs is noted; a group row gives its value to the rows under it.
    """
    rows = _Rows(draft)
    totals = rows.totals()
    groups = rows.groups(totals)
    added = totals | groups | rows.signed(totals | groups)
    if not added.any():
        return draft
    if groups.any():
        rows = _Rows(replace(draft, frame=rows.grouped(groups, totals)))
    kept = _Rows(replace(draft, frame=rows.draft.frame[~added]))
    check_stated_totals(rows.draft, totals, added, findings)
    return kept.draft


@dataclass(frozen=True)
class _Rows:
    """The rows of a draft, asked column by column."""

    draft: Draft

    def totals(self) -> Mask:
        """Return the rows whose only word is 'total'."""
        alone = self._words() == 1
        named = np.zeros(len(self.draft.frame), dtype=bool)
        for name in self.names if alone.any() else ():
            named |= self._fits(name, is_sum_name, among=alone)
        return named

    def groups(self, totals: Mask) -> Mask:
        """Return the rows of one word and no number over rows in which that word is missing."""
        alone = (self._words() == 1) & ~totals
        for name in self.draft.recognition.dataset.measures if alone.any() else ():
            alone &= self._codes(name) < 0
        found = np.zeros(len(alone), dtype=bool)
        for name in self.names if alone.any() else ():
            blank = self._codes(name) < 0
            heads = alone & ~blank
            data = ~alone & ~totals & (self._words() == len(self.names) - 1) & blank
            following = np.append(data[1:], False)
            found |= heads & following
        return found

    def grouped(self, groups: Mask, totals: Mask) -> pd.DataFrame:
        """Return the frame with the word of each group row in the rows under it.

        A group ends where a row has a word of its own, or a total stands that is no page's: what
        is missing after that is missing.
        """
        frame, places = self.draft.frame.copy(), np.arange(len(groups))
        ends = totals.copy()
        for name in self.names:
            ends &= ~self._fits(name, _is_of_a_page, among=totals)
        for name in self.names:
            codes = self._codes(name)
            heads = groups & (codes >= 0)
            marks = heads | ends | ((codes >= 0) & ~totals)
            last = np.maximum.accumulate(np.where(marks, places, -1))
            is_given = (codes < 0) & ~totals & (last >= 0) & heads[last]
            codes[is_given] = codes[last[is_given]]
            frame[name] = pd.Categorical.from_codes(codes, frame[name].cat.categories)
        return frame

    def signed(self, totals: Mask) -> Mask:
        """Return the rows from the first signature on that stands under the last row of data."""
        sound = totals | (self._words() > len(self.names) / 2)
        everywhere = np.ones(len(sound), dtype=bool)
        for name in self.draft.recognition.dataset.measures:
            sound |= self._fits(name, _is_number, among=everywhere)
        last = int(np.flatnonzero(sound)[-1]) if sound.any() else -1
        under = np.arange(len(sound)) > last
        marked = np.zeros(len(sound), dtype=bool)
        for name in self.draft.recognition.dataset.column_names if under.any() else ():
            marked |= self._fits(name, lambda cell: is_footer([cell]), among=under)
        first = int(np.argmax(marked)) if marked.any() else len(sound)
        return np.arange(len(sound)) >= first

    @property
    def names(self) -> list[str]:
        """The columns of words: those that are not added up."""
        dataset = self.draft.recognition.dataset
        return [name for name in dataset.column_names if name not in dataset.measures]

    def _words(self) -> NDArray[np.int64]:
        """Return how many columns of words are filled in each row."""
        return np.sum([self._codes(name) >= 0 for name in self.names], axis=0)

    def _codes(self, name: str) -> NDArray[np.int64]:
        return self.draft.frame[name].cat.codes.to_numpy().astype(np.int64)

    def _fits(self, name: str, fits: Callable[[Cell], bool], *, among: Mask) -> Mask:
        """Return the rows of ``among`` whose cell fits; each distinct cell is asked about once."""
        codes, cells = self._codes(name), self.draft.frame[name].cat.categories
        answers = np.zeros(len(cells) + 1, dtype=bool)
        for code in np.unique(codes[among]):
            answers[code] = code >= 0 and fits(cells[code])
        return answers[codes] & among


def _is_of_a_page(cell: Cell) -> bool:
    return is_running_total(as_text(cell))


def _is_number(cell: Cell) -> bool:
    return not isinstance(amount(cell, comma_decimals=True, grouped=True), Wrong)
