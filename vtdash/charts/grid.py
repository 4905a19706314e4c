"""Pairs: which measure answers which task, and how closely."""

from __future__ import annotations

from collections.abc import Sequence

from vtdash.charts.axes import identity
from vtdash.charts.matrix import matrix
from vtdash.charts.point import Drawing, Figure, Point, Trace
from vtdash.charts.theme import Look

_SYMBOLS = {"direct": "square", "partial": "square-open-dot", "none": "x-thin"}


def grid(points: Sequence[Point], drawing: Drawing, look: Look) -> Figure:
    """Return the figure: categories down, ``drawing.columns`` across, a mark for each pair."""
    rows = list(dict.fromkeys(point.category for point in points))
    columns = list(drawing.columns)
    traces = [
        _trace([p for p in points if p.row.strength == strength], rows, columns, look)
        for strength in _SYMBOLS
        if any(p.row.strength == strength for p in points)
    ]
    picture = matrix(rows, [column.split("-")[-1] for column in columns], look)
    picture["xaxis"] |= {"tickangle": 0, "tickfont": {"size": 10}}
    return {"data": traces, "layout": picture}


def _trace(group: Sequence[Point], rows: list[str], columns: list[str], look: Look) -> Trace:
    colour = look.series["ha_noi"]
    return identity(group) | {
        "type": "scatter",
        "mode": "markers",
        "x": [columns.index(p.row.counterpart) if p.row.counterpart else None for p in group],
        "y": [rows.index(p.category) for p in group],
        "marker": {
            "symbol": _SYMBOLS[group[0].row.strength],
            "size": 20,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
    }
