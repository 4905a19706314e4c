"""A figure that is already right, for Streamlit to send as it is.

``st.plotly_chart`` turns a dict into a ``go.Figure``, about 10 ms a chart (what that adds:
findings/streamlit-chart-dict-gets-a-template.sh); an object of Plotly's base class it only asks
for its dict. A test checks every chart through ``go.Figure`` instead.

Streamlit's front end gives Plotly a copy of a figure just drawn, and Plotly draws every copy anew
unless it has the same revision: a page's charts took their time twice.
"""

from __future__ import annotations

import marshal
from typing import Any
from zlib import crc32

from plotly.basedatatypes import BaseFigure

from vtdash.render.charts.drawing import Figure


class ReadyFigure(BaseFigure):
    """A plain figure in the form that Streamlit takes without checking, with a revision."""

    def __init__(self, figure: Figure) -> None:
        # no super().__init__: it would build and check the whole object
        layout = {**figure["layout"], "datarevision": _revision(figure)}
        self.__dict__["_ready"] = {**figure, "layout": layout}

    def to_dict(self) -> dict[str, Any]:
        """Return the figure's dict."""
        return self.__dict__["_ready"]


def _revision(figure: Figure) -> int:
    return crc32(marshal.dumps(figure, 2))  # format 2: equal figures, equal bytes
