"""The page that the dashboard is compared with: its very figures, ready-made, and one widget.

``FLOOR_FIGURES`` names a folder: for each page a file with a line of JSON a round, its figures with
their settings. A round is drawn twice, 'first' to bring its figures into memory, then 'again' to be
measured. With ``FLOOR_STRICT=1`` the page uses what the dashboard does to be fast: a frozen heap,
and figures that are sent without being checked again.
"""

import gc
import json
import os
from pathlib import Path
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

IS_STRICT = os.environ.get("FLOOR_STRICT") == "1"
FIRST = os.environ["FLOOR_FIRST"]


class Ready(BaseFigure):
    """A figure that gives its dict as it is."""

    def __init__(self, figure: dict[str, Any]) -> None:
        self.__dict__["_ready"] = figure

    def to_dict(self) -> dict[str, Any]:
        return self.__dict__["_ready"]


@st.cache_resource(max_entries=1, show_spinner=False)
def figures(page: str, number: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Read the figures of one round; only they are in memory, as on a page that has its own."""
    lines = (Path(os.environ["FLOOR_FIGURES"]) / f"{page}.jsonl").read_text("utf-8").splitlines()
    return json.loads(lines[number])


@st.cache_resource(show_spinner=False)
def freeze() -> None:
    """Take what is in memory once and for all out of the collector's way."""
    gc.collect()
    gc.freeze()


page, number, _ = st.text_input("Round", f"{FIRST} 0 first", key="round").split()
for place, (figure, config) in enumerate(figures(page, int(number))):
    drawn = Ready(figure) if IS_STRICT else figure
    st.plotly_chart(drawn, theme=None, config=config, key=f"chart-{place}")
if IS_STRICT:
    freeze()
