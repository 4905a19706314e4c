"""One strip for each category, each with an axis of its own.

Values of different indicators must not share an axis (the three 'trained' rates least of all);
strips show them together without putting them on one scale.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from vtdash.render.charts.axes import (
    PLAIN_NUMBERS,
    axis,
    heading,
    identity,
    layout,
    legend_height,
    marker,
    once_in_legend,
    sample_mark,
    spread,
)
from vtdash.render.charts.drawing import Figure, Point, Trace
from vtdash.render.charts.theme import Look

_HEAD, _TITLE_LINE, _FOOT, _LANE = 14, 16, 34, 24
"""Pixels of a strip above its title, for each line of it, its axis, and each lane between."""

_TITLE = 38
"""Letters of a title's line that a phone has room for."""

Lane = tuple[str, bool, str]


def strips(points: Sequence[Point], look: Look, separators: str) -> Figure:
    """Return the figure: a strip for each category, in it a lane for each number.

    Figures that print the same number of one territory share a lane, so that numbers never
    stand on one another.
    """
    inside: dict[str, list[Point]] = {}
    for point in points:
        inside.setdefault(point.axis or point.category, []).append(point)
    lanes = {name: list(dict.fromkeys(_lane(p) for p in group)) for name, group in inside.items()}
    titles = {name: textwrap.wrap(name, _TITLE) for name in inside}
    heads = {name: _HEAD + _TITLE_LINE * len(titles[name]) for name in inside}
    heights = {name: heads[name] + _FOOT + _LANE * len(lanes[name]) for name in inside}
    whole = sum(heights.values())
    picture = layout(look, separators, whole + 20 + legend_height(points))
    picture |= {"annotations": [], **sample_mark(points, look)}
    traces: list[Trace] = []
    top = whole
    for number, (name, group) in enumerate(inside.items(), start=1):
        traces += _traces(group, number, lanes[name], look)
        domain = ((top - heights[name] + _FOOT) / whole, (top - heads[name]) / whole)
        picture |= _axes(number, domain, len(lanes[name]), group, look)
        picture["annotations"].append(heading("<br>".join(titles[name]), top / whole, look))
        top -= heights[name]
    return {"data": once_in_legend(traces), "layout": picture}


def _lane(point: Point) -> Lane:
    return (point.row.territory, point.is_aim, point.number)


def _traces(points: Sequence[Point], number: int, lanes: list[Lane], look: Look) -> list[Trace]:
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(point.series, []).append(point)
    traces: list[Trace] = []
    most = _most(points)
    for group in groups.values():
        trace = identity(group) | {
            "type": "scatter",
            "mode": "markers+text",
            "x": [point.row.shown for point in group],
            "y": [lanes.index(_lane(point)) for point in group],
            "xaxis": f"x{number}",
            "yaxis": f"y{number}",
            "marker": marker(group, look),
            "text": _numbers_once(group),
            "textposition": [_side(point, most) for point in group],
            "textfont": {"size": 12, "color": look.text},
            "cliponaxis": False,
        }
        if ranges := spread(group):
            colour = look.series.get(group[0].row.territory, look.quiet)
            trace["error_x"] = ranges | {"color": colour, "thickness": 3, "width": 5}
        traces.append(trace)
    return traces


def _side(point: Point, most: float) -> str:
    """Print the number where there is room: before a mark that stands far to the right."""
    ends_right = point.row.high is not None and point.row.high != point.row.low
    far = (point.row.shown or 0) > 0.6 * most
    return "middle left" if far or ends_right else "middle right"


def _numbers_once(group: Sequence[Point]) -> list[str]:
    """Return each number where it first stands, so that equal figures do not print twice."""
    seen: set[Lane] = set()
    numbers: list[str] = []
    for point in group:
        pad = "\u2002\u2002"
        numbers.append("" if _lane(point) in seen else f"{pad}{point.number}{pad}")
        seen.add(_lane(point))
    return numbers


def _most(points: Sequence[Point]) -> float:
    if points[0].row.unit == "percent":
        return 100.0
    ends = [v for p in points for v in (p.row.shown, p.row.high) if v is not None]
    return max(ends, default=1.0)


def _axes(
    number: int, domain: tuple[float, float], lanes: int, points: Sequence[Point], look: Look
) -> dict[str, Any]:
    across = axis(look) | {
        "anchor": f"y{number}",
        "range": [0, 1.05 * _most(points)],
        "nticks": 6,
        "automargin": False,
        "tickformat": PLAIN_NUMBERS,
        "ticksuffix": "%" if points[0].row.unit == "percent" else "",
    }
    down = axis(look) | {
        "anchor": f"x{number}",
        "domain": list(domain),
        "range": [lanes - 0.5, -0.5],
        "showticklabels": False,
        "showgrid": False,
    }
    return {f"xaxis{number}": across, f"yaxis{number}": down}
