"""Tables of rows that a reader sorts and searches, with numbers as the page's language writes them.

Streamlit writes numbers by the browser's language, in which 1.234 may be one and a bit. A
``Styler`` says how each is written and leaves it a number, by which the table sorts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from vtdash.render.sortable import TableColumn

_LONG = 40
"""Letters from which a column keeps a width of its own; a cell opens to the whole text."""

_WIDTH = 320
_IN_FULL = 25
"""Rows up to which a table stands at full height; a longer one scrolls."""


def ready_table(columns: Sequence[TableColumn]) -> Styler:
    """Return the table as Streamlit sends it, made once: it is shared and never changes.

    Streamlit has a ``Styler`` computed anew in every run, 30 ms for 400 rows, within the object.
    This one answers with what it computed first.
    """
    frame = pd.DataFrame({c.title: c.words if c.numbers is None else c.numbers for c in columns})
    styler = frame.style.set_uuid("table")
    styler.format({c.title: _written(c) for c in columns if c.numbers is not None})
    made: Any = styler
    made._compute()
    found = made._translate(False, False)
    made._compute = partial(_same, made)
    made._translate = partial(_same, found)
    return styler


def _same(found: object, *asked: object) -> object:
    """Return what was found before, whatever is asked."""
    del asked
    return found


def _written(column: TableColumn) -> Callable[[object], str]:
    """Return how the numbers of a column are written; a missing one is told beside it."""
    words = dict(zip(column.numbers or (), column.words, strict=True))
    return lambda number: words.get(number, "")  # type: ignore[arg-type]


def draw_sortable(styler: Styler, columns: Sequence[TableColumn], name: str, key: str) -> None:
    """Draw a table in a frame of its own; ``name`` says what it is to those who cannot see it."""
    wide = {
        column.title: st.column_config.TextColumn(width=_WIDTH)
        for column in columns
        if column.numbers is None and max(map(len, column.words), default=0) > _LONG
    }
    st.dataframe(
        styler,
        height="content" if len(columns[0].words) <= _IN_FULL else "auto",
        hide_index=True,
        column_config=wide,
        placeholder="–",
        alt=name,
        key=key,
    )
