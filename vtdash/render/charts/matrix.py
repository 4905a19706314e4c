"""Matrices of pairs and of verdicts: rows down, columns across at the top, the legend below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vtdash.render.charts.axes import axis, identity, layout, short
from vtdash.render.charts.drawing import Drawing, Figure, Point, Trace
from vtdash.render.charts.theme import Look


def matrix(
    rows: Sequence[str], columns: Sequence[str], look: Look, head: int = 0
) -> dict[str, Any]:
    """Return the layout of a matrix; ``head``: pixels that the names of columns need more."""
    picture = layout(look, ",.", 42 * len(rows) + head + 110)
    picture["xaxis"] = axis(look) | {
        "tickvals": list(range(len(columns))),
        "ticktext": list(columns),
        "side": "top",
        "range": [-0.6, len(columns) - 0.4],
    }
    picture["yaxis"] = axis(look) | {
        "tickvals": list(range(len(rows))),
        "ticktext": [short(row) for row in rows],
        "range": [len(rows) - 0.4, -0.6],
    }
    picture["legend"] |= {"y": -0.02, "yanchor": "top"}
    return picture


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


SIGNS = {"comparable": "circle", "with_care": "triangle-up-open", "not_comparable": "x-thin"}
"""Verdict -> mark; they differ in shape, so that no colour is needed."""

_LETTER = 6
"""Pixels of a letter of a column's title, which stands upright so that a phone has room."""


def pair(row_territory: str, other: str) -> str:
    """Return the key of a column."""
    return f"{row_territory}|{other}"


def verdicts(points: Sequence[Point], drawing: Drawing, look: Look) -> Figure:
    """Return the figure; ``drawing.columns`` are keys of pairs, with titles in ``breaks``.

    A pair without a sign has nothing published on one side.
    """
    rows = list(dict.fromkeys(point.category for point in points))
    traces = [
        _verdict_trace([p for p in points if p.row.strength == level], rows, drawing.columns, look)
        for level in SIGNS
        if any(p.row.strength == level for p in points)
    ]
    titles = [title for _, title in drawing.breaks]
    head = _LETTER * max(map(len, titles), default=0)
    picture = matrix(rows, titles, look, head)
    picture["xaxis"] |= {"tickangle": -90, "tickfont": {"size": 11}}
    return {"data": traces, "layout": picture}


def _verdict_trace(
    group: Sequence[Point], rows: list[str], columns: Sequence[str], look: Look
) -> Trace:
    return identity(group) | {
        "type": "scatter",
        "mode": "markers",
        "x": [columns.index(pair(p.row.territory, p.row.counterpart)) for p in group],
        "y": [rows.index(p.category) for p in group],
        "marker": {
            "symbol": SIGNS[group[0].row.strength],
            "size": 14,
            "color": look.text,
            "line": {"width": 2, "color": look.text},
        },
    }
