"""A figure that is already right, for Streamlit to send as it is.

``st.plotly_chart`` turns a dict into a ``go.Figure`` and so checks every value again, about
10 ms a chart (plotly 7.1); an object of Plotly's base class it only asks for its dict. A test
checks every chart through ``go.Figure`` instead.
"""

from __future__ import annotations

from typing import Any

from plotly.basedatatypes import BaseFigure

from vtdash.charts.point import Figure


class ReadyFigure(BaseFigure):
    """A plain figure in the form that Streamlit takes without checking."""

    def __init__(self, figure: Figure) -> None:
        # no super().__init__: it would build and check the whole object
        self.__dict__["_ready"] = figure

    def to_dict(self) -> dict[str, Any]:
        """Return the figure's dict."""
        return self.__dict__["_ready"]
