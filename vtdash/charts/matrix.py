"""The frame of a matrix: rows down, columns across at the top, the legend below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vtdash.charts.axes import axis, layout, short
from vtdash.charts.theme import Look


def matrix(
    rows: Sequence[str], columns: Sequence[str], look: Look, head: int = 0
) -> dict[str, Any]:
    """Return the layout of a matrix; ``head``: pixels that the names of columns need more."""
    picture = layout(look, ",.", 42 * len(rows) + head + 110)
    picture["xaxis"] = axis(look) | {
        "tickvals": list(range(len(columns))), "ticktext": list(columns), "side": "top",
        "range": [-0.6, len(columns) - 0.4],
    }  # fmt: skip
    picture["yaxis"] = axis(look) | {
        "tickvals": list(range(len(rows))), "ticktext": [short(row) for row in rows],
        "range": [len(rows) - 0.4, -0.6],
    }  # fmt: skip
    picture["legend"] |= {"y": -0.02, "yanchor": "top"}
    return picture
