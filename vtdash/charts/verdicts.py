"""May they be compared? Indicators down, pairs of territories across, a sign for each verdict."""

from __future__ import annotations

from collections.abc import Sequence

from vtdash.charts.axes import identity
from vtdash.charts.matrix import matrix
from vtdash.charts.point import Drawing, Figure, Point, Trace
from vtdash.charts.theme import Look

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
        _trace([p for p in points if p.row.strength == level], rows, drawing.columns, look)
        for level in SIGNS
        if any(p.row.strength == level for p in points)
    ]
    titles = [title for _, title in drawing.breaks]
    head = _LETTER * max(map(len, titles), default=0)
    picture = matrix(rows, titles, look, head)
    picture["xaxis"] |= {"tickangle": -90, "tickfont": {"size": 11}}
    return {"data": traces, "layout": picture}


def _trace(group: Sequence[Point], rows: list[str], columns: Sequence[str], look: Look) -> Trace:
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
