"""Panels behind a line that a reader opens: what is closed costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from vtdash.render.panel import Panel
from vtdash.topics.view import View
from vtdash.ui import show


def fold(view: View, key: str, title: str, answers: Mapping[str, Callable[[View], Panel]]) -> None:
    """Draw a closed line; when it is open, a tab for each answer, of which one is computed."""
    box = st.expander(title, key=key, on_change="rerun")
    if not box.open:
        return
    with box:
        tabs = st.tabs(list(answers), key=f"{key}-tab", on_change="rerun")
        for tab, answer in zip(tabs, answers.values(), strict=True):
            if tab.open:
                with tab:
                    show.panel(view, answer(view))
