"""Points to a Plotly figure as plain dicts (a tenth of the cost of graph objects).

Every mark carries the number of its row in ``customdata``, so that chart, table and CSV can be
compared row by row. A mark stands at ``Observation.shown``; a range is drawn as a range.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from vtdash.charts.axes import (
    PLAIN_NUMBERS,
    axis,
    identity,
    layout,
    legend_height,
    marker,
    once_in_legend,
    sample_mark,
    short,
    spread,
)
from vtdash.charts.grid import grid
from vtdash.charts.point import Drawing, Figure, Point, Trace
from vtdash.charts.strips import strips
from vtdash.charts.theme import Look

_NUMBERED = 12
"""Up to this many marks a chart prints the numbers on them; beyond it they would collide."""


LAST_YEAR_DRAWN = 2030
"""Targets that hold every year are drawn up to the year of the programmes' targets."""


def draw(points: Sequence[Point], drawing: Drawing, look: Look, separators: str) -> Figure:
    """Return the figure of these points, ready for ``st.plotly_chart``."""
    if drawing.kind == "grid":
        return grid(points, drawing, look)
    shown = [point for point in points if point.row.shown is not None]
    if drawing.kind == "strips":
        return strips(shown, look, separators)
    return _chart(shown, drawing, look, separators)


def _chart(points: Sequence[Point], drawing: Drawing, look: Look, separators: str) -> Figure:
    categories = list(dict.fromkeys(point.category for point in points))
    picture = layout(look, separators, _height(points, drawing, len(categories)))
    across, down = _category_axis(drawing, categories, look), _value_axis(drawing, points, look)
    if drawing.horizontal:
        across, down = down, across
    picture |= {
        "barmode": "stack" if drawing.stacked else "group",
        "xaxis": across,
        "yaxis": down,
        "annotations": _break_labels(drawing, look),
        "shapes": [_break_line(position, look) for position, _ in drawing.breaks],
        **sample_mark(points, look),
    }
    return {"data": _traces(points, drawing, look, _places(drawing, categories)), "layout": picture}


def _height(points: Sequence[Point], drawing: Drawing, categories: int) -> int:
    """Return a height that leaves room for every bar and for the legend above."""
    legend = legend_height(points)
    if not drawing.horizontal:
        return 320 + legend
    bars = categories if drawing.stacked or drawing.kind == "dots" else len(points)
    return max(38 * categories, 20 * bars) + 70 + legend


def _places(drawing: Drawing, categories: Sequence[str]) -> Callable[[Point], float]:
    if drawing.by_year:
        return lambda point: point.row.year
    order = {name: number for number, name in enumerate(categories)}
    return lambda point: order[point.category]


def _traces(
    points: Sequence[Point], drawing: Drawing, look: Look, place: Callable[[Point], float]
) -> list[Trace]:
    groups: dict[tuple[Any, ...], list[Point]] = {}
    for point in points:
        own = (point.series, point.row.data_status, point.is_aim)
        number = point.row_number if _is_level(point, drawing) else -1
        # What came before a gap is put aside whole; the line begins anew.
        if _is_linked(point, drawing) and _leaves_a_gap(groups.get((*own, number)), point):
            groups[*own, number, point.row.year] = groups.pop((*own, number))
        groups.setdefault((*own, number), []).append(point)
    numbered = len(points) <= _NUMBERED
    order = list(look.series)
    drawn = sorted(groups.values(), key=lambda group: order.index(group[0].row.territory))
    return once_in_legend(
        [_trace(group, drawing, look, place, numbered=numbered) for group in drawn]
    )


def _trace(
    group: Sequence[Point],
    drawing: Drawing,
    look: Look,
    place: Callable[[Point], float],
    *,
    numbered: bool,
) -> Trace:
    row = group[0].row
    if _is_level(group[0], drawing):
        return _yearly_line(group[0], look)
    positions = [place(point) for point in group]
    values = [point.row.shown for point in group]
    trace = identity(group)
    trace |= {"x": values, "y": positions} if drawing.horizontal else {"x": positions, "y": values}
    if row.is_published or drawing.kind in {"lines", "dots"}:
        return trace | _marks(group, drawing, look)
    return trace | _bars(group, drawing, look, numbered=numbered)


def _is_level(point: Point, drawing: Drawing) -> bool:
    """Return whether a point is a target of every year with more than one year to be drawn over."""
    row = point.row
    yearly = point.is_aim and row.recurrence == "annual" and drawing.by_year
    return yearly and row.year_start < min(row.year, LAST_YEAR_DRAWN)


def _is_linked(point: Point, drawing: Drawing) -> bool:
    """Return whether a line joins a point to the ones of the years beside it."""
    return drawing.kind == "lines" and drawing.by_year and not point.row.is_published


def _leaves_a_gap(earlier: Sequence[Point] | None, point: Point) -> bool:
    """Return whether a year without a value lies between: no line leads over it."""
    return bool(earlier) and point.row.year > earlier[-1].row.year + 1


def _yearly_line(point: Point, look: Look) -> Trace:
    """Return a target that holds every year as a dashed level over its years."""
    colour = look.series.get(point.row.territory, look.quiet)
    return identity([point, point]) | {
        "type": "scatter",
        "mode": "lines",
        "x": [point.row.year_start, min(point.row.year, LAST_YEAR_DRAWN)],
        "y": [point.row.shown, point.row.shown],
        "line": {"color": colour, "width": 2, "dash": "dash"},
    }


def _bars(group: Sequence[Point], drawing: Drawing, look: Look, *, numbered: bool) -> Trace:
    colour = look.series.get(group[0].row.territory, look.quiet)
    edge = 1 if drawing.stacked else 0  # on a phone a bar beside others is no wider than its edge
    fill: dict[str, Any] = {"color": colour, "line": {"color": look.paper, "width": edge}}
    if group[0].variant:
        fill["pattern"] = {
            "shape": "/", "fillmode": "overlay", "fgcolor": look.paper, "size": 7, "solidity": 0.35,
        }  # fmt: skip
    trace: Trace = {"type": "bar", "marker": fill}
    if drawing.horizontal:
        trace["orientation"] = "h"
    if numbered and not drawing.stacked:
        trace |= {
            "text": [point.number for point in group],
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            "textfont": {"size": 12, "color": look.text},
        }
    return trace


def _marks(group: Sequence[Point], drawing: Drawing, look: Look) -> Trace:
    row = group[0].row
    colour = look.series.get(row.territory, look.quiet)
    linked = _is_linked(group[0], drawing)
    trace: Trace = {
        "type": "scatter",
        "mode": "lines+markers" if linked else "markers",
        "marker": marker(group, look),
        "cliponaxis": False,
    }
    if linked:
        trace["line"] = {"color": colour, "width": 2}
    if ranges := spread(group):
        side = "error_x" if drawing.horizontal else "error_y"
        trace[side] = ranges | {"color": colour, "thickness": 1.5, "width": 4}
    return trace


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
    if drawing.kind in {"lines", "dots"}:
        return line | (_calm_range(points) if percent else {})
    return line | {"rangemode": "tozero"}


def _calm_range(points: Sequence[Point]) -> dict[str, Any]:
    """Return a range that leaves ten points of room, so that noise does not look like change."""
    bounds = [
        bound
        for point in points
        for bound in (
            point.row.shown, point.row.low, point.row.high, point.row.interval_low,
            point.row.interval_high,
        )
        if bound is not None
    ]  # fmt: skip
    return {"range": [max(0, min(bounds) - 10), min(102, max(bounds) + 10)]}


def _break_labels(drawing: Drawing, look: Look) -> list[dict[str, Any]]:
    return [
        {
            "x": position, "y": 1, "yref": "paper", "text": label, "showarrow": False,
            "xanchor": "right", "yanchor": "top", "bgcolor": look.paper, "opacity": 0.85,
            "font": {"size": 11, "color": look.quiet},
        }
        for position, label in drawing.breaks
    ]  # fmt: skip


def _break_line(position: float, look: Look) -> dict[str, Any]:
    return {
        "type": "line", "x0": position, "x1": position, "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": look.quiet, "width": 1, "dash": "dot"},
    }  # fmt: skip
