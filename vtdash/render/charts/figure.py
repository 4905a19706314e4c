"""Points to a Plotly figure as plain dicts (a tenth of the cost of graph objects).

Every mark carries the number of its row in ``customdata``, so that chart, table and CSV can be
compared row by row. A mark stands at ``Observation.shown``; a range is drawn as a range.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from vtdash.render.charts.areas import areas
from vtdash.render.charts.axes import (
    BREAK_LINE,
    PLAIN_NUMBERS,
    axis,
    layout,
    legend_height,
    sample_mark,
    short,
)
from vtdash.render.charts.axis_per_category import strips
from vtdash.render.charts.cells import cells
from vtdash.render.charts.drawing import Drawing, Figure, Point
from vtdash.render.charts.funnel import funnel
from vtdash.render.charts.matrix import grid, verdicts
from vtdash.render.charts.parts import parts
from vtdash.render.charts.stacked import apart
from vtdash.render.charts.theme import Look
from vtdash.render.charts.tiles import tiles
from vtdash.render.charts.traces import traces

_MARKS = 270
"""Pixels of a chart over years that are left for its marks."""

_MOVE = 20
"""Letters of a line where a label tells what moved: a phone has room for no more."""

_Draw = Callable[[Sequence[Point], Drawing, Look, str], Figure]

_ALL_ROWS: dict[str, _Draw] = {
    "grid": lambda points, drawing, look, _: grid(points, drawing, look),
    "verdicts": lambda points, drawing, look, _: verdicts(points, drawing, look),
    "cells": lambda points, _, look, __: cells(points, look),
    "tiles": tiles,
    "areas": areas,
}
"""Kinds that draw every row, those without a value too."""

_OWN_AXES: dict[str, _Draw] = {
    "strips": lambda points, _, look, separators: strips(points, look, separators),
    "funnel": funnel,
    "parts": parts,
}


def draw(points: Sequence[Point], drawing: Drawing, look: Look, separators: str) -> Figure:
    """Return the figure of these points, ready for ``st.plotly_chart``."""
    if drawing.kind in _ALL_ROWS:
        return _ALL_ROWS[drawing.kind](points, drawing, look, separators)
    shown = [point for point in points if point.row.shown is not None]
    if drawing.kind in _OWN_AXES:
        return _OWN_AXES[drawing.kind](shown, drawing, look, separators)
    axes: dict[str, list[Point]] = {}
    for point in shown:
        own = drawing.by_year or drawing.horizontal
        axes.setdefault(point.axis if own else "", []).append(point)
    order = list(look.series)
    if drawing.horizontal:
        axes = dict(sorted(axes.items(), key=lambda a: order.index(a[1][0].row.territory)))
    if len(axes) > 1:
        charts = {a: _chart(axes[a], drawing, look, separators) for a in axes}
        plots = [_plot_height(group, drawing) for group in axes.values()]
        return apart(charts, plots, look, same_years=drawing.by_year)
    return _chart(shown, drawing, look, separators)


def _chart(points: Sequence[Point], drawing: Drawing, look: Look, separators: str) -> Figure:
    categories = list(dict.fromkeys(point.category for point in points))
    breaks = _breaks(points, drawing)
    room = BREAK_LINE * sum(1 + label.count("<br>") for _, label in breaks)
    picture = layout(look, separators, _height(points, drawing, len(categories)) + room)
    across, down = _category_axis(drawing, categories, look), _value_axis(drawing, points, look)
    if drawing.horizontal:
        across, down = down, across
    if room:  # labels of the vertical lines stand above the marks, not on them
        down["domain"] = [0, round(_MARKS / (_MARKS + room), 3)]
    picture |= {
        "barmode": "stack" if drawing.stacked else "group",
        "xaxis": across,
        "yaxis": down,
        "annotations": _break_labels(breaks, look),
        "shapes": [_break_line(position, look) for position, _ in breaks],
        **sample_mark(points, look),
    }
    return {"data": traces(points, drawing, look, _places(drawing, categories)), "layout": picture}


def _height(points: Sequence[Point], drawing: Drawing, categories: int) -> int:
    """Return a height that leaves room for every bar and for the legend above."""
    legend = legend_height(points)
    if not drawing.horizontal:
        return 320 + legend
    bars = categories if drawing.stacked or drawing.kind == "dots" else len(points)
    return max(38 * categories, 20 * bars) + 70 + legend


def _plot_height(points: Sequence[Point], drawing: Drawing) -> int:
    """Return the height of the marks' own area where several charts stand below one another."""
    if not drawing.horizontal:
        return 100 if all(point.row.is_published for point in points) else 150
    names = {short(point.category) for point in points}
    return max(sum(34 if "<br>" in name else 28 for name in names), 40)


def _places(drawing: Drawing, categories: Sequence[str]) -> Callable[[Point], float]:
    if drawing.by_year:
        return lambda point: point.row.year
    order = {name: number for number, name in enumerate(categories)}
    return lambda point: order[point.category]


def _category_axis(drawing: Drawing, categories: Sequence[str], look: Look) -> dict[str, Any]:
    line = axis(look) | {"showgrid": False}
    if drawing.by_year:
        return line | {"tickformat": "d", "minor": {"dtick": 1, "ticks": "outside", "ticklen": 3}}
    line |= {
        "tickvals": list(range(len(categories))),
        "ticktext": [short(name) for name in categories],
    }
    return line | ({"range": [len(categories) - 0.4, -0.6]} if drawing.horizontal else {})


def _value_axis(drawing: Drawing, points: Sequence[Point], look: Look) -> dict[str, Any]:
    percent = any(point.row.unit == "percent" for point in points)
    line = axis(look) | {"title": {"text": drawing.axis, "font": {"size": 12}}}
    line |= {"ticksuffix": "%"} if percent else {"tickformat": PLAIN_NUMBERS}
    if drawing.kind in {"lines", "dots"} and not _is_change(points):
        return line | (_calm_range(points) if percent else {})
    return line | {"rangemode": "tozero"}


def _is_change(points: Sequence[Point]) -> bool:
    """Return whether the values are changes a year, which are read from zero."""
    return any(point.row.group_kind == "pace_part" for point in points)


def _calm_range(points: Sequence[Point]) -> dict[str, Any]:
    """Return a range that leaves ten points of room, so that noise does not look like change."""
    bounds = [
        bound
        for point in points
        for bound in (
            point.row.shown,
            point.row.low,
            point.row.high,
            point.row.interval_low,
            point.row.interval_high,
        )
        if bound is not None
    ]
    return {"range": [max(0, min(bounds) - 10), min(102, max(bounds) + 10)]}


def _breaks(points: Sequence[Point], drawing: Drawing) -> list[tuple[float, str]]:
    """Return the vertical lines of a chart: of what moved, only that of territories in it."""
    here = {point.row.territory for point in points}
    moved = [
        (position, "<br>".join(textwrap.wrap(label, _MOVE)))
        for position, label, place in drawing.moves
        if place in here
    ]
    return [*drawing.breaks, *moved]


def _break_labels(breaks: Sequence[tuple[float, str]], look: Look) -> list[dict[str, Any]]:
    lines = [0, *accumulate(1 + label.count("<br>") for _, label in breaks)]
    return [
        {
            "x": position,
            "y": 1,
            "yref": "paper",
            "text": label,
            "showarrow": False,
            "xanchor": "right",
            "yanchor": "top",
            "align": "right",
            "bgcolor": look.paper,
            "opacity": 0.85,
            "font": {"size": 11, "color": look.quiet},
            "yshift": -BREAK_LINE * before,
        }
        for before, (position, label) in zip(lines, breaks, strict=False)
    ]


def _break_line(position: float, look: Look) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": position,
        "x1": position,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": look.quiet, "width": 1, "dash": "dot"},
    }
