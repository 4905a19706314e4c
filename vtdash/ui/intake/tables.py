"""Rows of words as tables in which nothing of an office's file is interpreted."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from vtdash.ui.show import plain

_MANY = 25
"""Rows from which a table scrolls in a frame of its own."""


def table(rows: Sequence[dict[str, str]], name: str) -> None:
    """Show rows; ``name`` says what they are to those who cannot see them.

    A short table is text that wraps, in which signs of Markdown are made harmless; the frame of a
    long one shows text as it is.
    """
    if len(rows) > _MANY:
        st.dataframe(pd.DataFrame(list(rows)), hide_index=True, alt=name)
    elif rows:
        shown = [{plain(title): plain(cell) for title, cell in row.items()} for row in rows]
        st.table(pd.DataFrame(shown), hide_index=True, alt=name)
