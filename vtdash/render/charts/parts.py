"""The parts of a difference: bars to both sides of zero, and a mark at their sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vtdash.render.charts.axes import (
    PLAIN_NUMBERS,
    axis,
    identity,
    layout,
    legend_height,
    once_in_legend,
    sample_mark,
    short,
)
from vtdash.render.charts.drawing import Drawing, Figure, Point, Trace
from vtdash.render.charts.theme import Look
from vtdash.render.names import Names

_NUMBERED = 12
"""Up to this many marks carry their numbers."""

_ROOM = 0.6, 0.35
"""Room for a number left and right of the bars as shares of their span, on a phone."""

_SUM = "difference"


def parts(points: Sequence[Point], drawing: Drawing, look: Look, separators: str) -> Figure:
    """Return the figure: groups down, their parts as bars, the whole difference as a mark."""
    categories = list(dict.fromkeys(_category(point) for point in points))
    height = 48 * len(categories) + 80 + legend_height(points)
    series: dict[str, list[Point]] = {}
    for point in points:
        series.setdefault(point.row.group, []).append(point)
    numbered = len(points) <= _NUMBERED
    traces = [_trace(group, categories, look, numbered=numbered) for group in series.values()]
    picture = layout(look, separators, height) | {
        "barmode": "group",
        "xaxis": axis(look)
        | {
            "title": {"text": drawing.axis, "font": {"size": 12}},
            "tickformat": PLAIN_NUMBERS,
            "zeroline": True,
            "zerolinecolor": look.quiet,
            "range": _range(points),
        },
        "yaxis": axis(look)
        | {
            "showgrid": False,
            "tickvals": list(range(len(categories))),
            "ticktext": [short(name) for name in categories],
            "range": [len(categories) - 0.4, -0.6],
        },
        **sample_mark(points, look),
    }
    return {"data": once_in_legend(traces), "layout": picture}


def parts_in_words(points: Sequence[Point], names: Names) -> list[str]:
    """Return a sentence for each group: what each of its parts adds."""
    groups: dict[str, list[str]] = {}
    for point in points:
        groups.setdefault(point.category, []).append(f"{point.series} {names.value(point.row)}")
    return [f"{group}: {'; '.join(said)}." for group, said in groups.items()]


def _trace(
    group: Sequence[Point], categories: Sequence[str], look: Look, *, numbered: bool
) -> Trace:
    trace = identity(group) | {
        "x": [point.row.value for point in group],
        "y": [categories.index(_category(point)) for point in group],
    }
    part = group[0].row.group
    trace |= _mark(look) if part == _SUM else _bar(part, look)
    if numbered:
        trace |= {
            "text": [point.number for point in group],
            "textposition": "middle right" if part == _SUM else "outside",
            "textfont": {"size": 12, "color": look.text},
            "cliponaxis": False,
        }
    return trace


def _category(point: Point) -> str:
    """Return the line that a mark stands on: the whole difference has one of its own."""
    return point.series if point.row.group == _SUM else point.category


def _mark(look: Look) -> Trace:
    marker = {"symbol": "diamond", "size": 12, "color": look.text}
    return {"type": "scatter", "mode": "markers+text", "marker": marker}


def _bar(part: str, look: Look) -> Trace:
    """Return the look of a bar; the make-up is hatched, so that no colour is needed."""
    fill: dict[str, Any] = {"color": look.quiet, "line": {"color": look.quiet, "width": 1}}
    if part == "composition":
        fill["pattern"] = {
            "shape": "/",
            "fillmode": "overlay",
            "fgcolor": look.paper,
            "size": 7,
            "solidity": 0.5,
        }
    return {"type": "bar", "orientation": "h", "marker": fill}


def _range(points: Sequence[Point]) -> list[float]:
    """Return a range around zero and every part, with room for the numbers beside the bars."""
    values = [0.0, *(point.row.value or 0.0 for point in points)]
    left, right = _ROOM if len(points) <= _NUMBERED else (0.05, 0.05)
    span = max(values) - min(values) or 1.0
    return [min(values) - left * span * (min(values) < 0), max(values) + right * span]
