"""Cells that are struck through or cannot be seen: their look says that they are not meant.

Letters of the page's colour or a number format that shows nothing hide a number as well as a hidden
row does, and a line through a number cancels it for whoever reads the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vtdash.returns.sheet_notes import RowRuns, Spans

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})
"""How workbooks write the colour of the page."""


@dataclass(frozen=True)
class CellLooks:
    """Numbers of the styles whose cells are struck through, and of those that are not seen."""

    struck: frozenset[int] = frozenset()
    unseen: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.struck or self.unseen)

    def spans(self, cells: Iterable[tuple[int, int, int]]) -> tuple[Spans, Spans]:
        """Return which of the filled cells (row, index of the column, style) are struck, unseen."""
        struck, unseen = RowRuns(), RowRuns()
        for row, column, style in cells:
            for runs, styles in ((struck, self.struck), (unseen, self.unseen)):
                if style in styles:
                    runs.add(column, range(row, row + 1))
        return struck.spans(), unseen.spans()


def shows_nothing(form: str) -> bool:
    """Return whether a number format shows nothing of a number above zero, or words without it.

    >>> shows_nothing(";;;"), shows_nothing("0;-0;;@"), shows_nothing("General")
    (True, False, False)
    >>> shows_nothing('"-"'), shows_nothing("-"), shows_nothing("")
    (True, True, False)
    """
    return bool(form) and not _QUOTED.sub("", form.partition(";")[0]).strip(" -")
