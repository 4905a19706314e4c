"""Buttons of files; a file is made when the reader asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import PurePath

import streamlit as st

from vtdash.render.file_names import ended
from vtdash.render.panel import Panel
from vtdash.topics.filters_in_words import choices_in_words
from vtdash.topics.view import View

Content = bytes | Callable[[], bytes] | Callable[[], str]

_TYPES = {
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def offer_file(label: str, content: Content, name: str, key: str) -> None:
    """Draw the button of a download; content that is a function is made when it is asked for."""
    kind = _TYPES[PurePath(name).suffix]
    st.download_button(label, content, file_name=name, mime=kind, key=key, on_click="ignore")


def offer_panel_files(view: View, answer: Panel) -> None:
    """Draw the buttons of a panel's files; each file is made when it is asked for."""
    offer_file(view.text("Download CSV"), answer.csv, answer.file_name, f"csv-{answer.id}")
    for ending in (".xlsx", ".zip"):
        label = ending.removeprefix(".").upper()
        name = ended(answer.file_stem, ending, has_sample=answer.has_sample)
        offer_file(
            label, partial(_made, view, answer, ending), name, f"{label.lower()}-{answer.id}"
        )


def _made(view: View, answer: Panel, ending: str) -> bytes:
    """Return a workbook or an archive with what its panel does not know."""
    from vtdash.render.files import (  # noqa: PLC0415 - a library for workbooks, not for a page
        Origin,
        panel_archive,
        panel_workbook,
    )

    # no filter but the city divides the register
    wanted = view.wanted if any(row.is_of_returns for row in answer.rows) else ("city",)
    said = choices_in_words(view.names, answer.filters, wanted)
    make = {".xlsx": panel_workbook, ".zip": panel_archive}[ending]
    return make(answer, Origin(said, view.snapshot, view.address))
