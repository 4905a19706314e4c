"""Points to the traces of bars, columns, lines and dots, a trace for each series and status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from vtdash.model.observation import LABEL
from vtdash.render.charts.axes import identity, marker, once_in_legend, spread
from vtdash.render.charts.drawing import Drawing, Point, Trace
from vtdash.render.charts.theme import Look
from vtdash.render.charts.tiles import pattern

_NUMBERED = 12
"""Up to this many marks a chart prints the numbers on them; beyond it they would collide."""

_LAST_YEAR_DRAWN = 2030
"""Targets that hold every year are drawn up to the year of the programmes' targets."""


def traces(
    points: Sequence[Point], drawing: Drawing, look: Look, place: Callable[[Point], float]
) -> list[Trace]:
    """Return the traces of these points; ``place`` is where each stands on the category axis."""
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
    return yearly and row.year_start < min(row.year, _LAST_YEAR_DRAWN)


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
        "x": [point.row.year_start, min(point.row.year, _LAST_YEAR_DRAWN)],
        "y": [point.row.shown, point.row.shown],
        "line": {"color": colour, "width": 2, "dash": "dash"},
    }


def _bars(group: Sequence[Point], drawing: Drawing, look: Look, *, numbered: bool) -> Trace:
    colour = look.series.get(group[0].row.territory, look.quiet)
    edge = 1 if drawing.stacked else 0  # on a phone a bar beside others is no wider than its edge
    fill: dict[str, Any] = {"color": colour, "line": {"color": look.paper, "width": edge}}
    if group[0].variant:
        fill["pattern"] = {
            "shape": "/",
            "fillmode": "overlay",
            "fgcolor": look.paper,
            "size": 7,
            "solidity": 0.35,
        }
    if any(shapes := [pattern(point) for point in group]):
        fill["pattern"] = {
            "shape": shapes,
            "fillmode": "overlay",
            "fgcolor": look.paper,
            "size": 6,
            "solidity": 0.2,
        }
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
        is_assumed = row.status == LABEL
        trace["line"] = {"color": colour, "width": 2, "dash": "dash" if is_assumed else "solid"}
        trace["marker"]["size"] = 5 if is_assumed else trace["marker"]["size"]
    if ranges := spread(group):
        side = "error_x" if drawing.horizontal else "error_y"
        trace[side] = ranges | {"color": colour, "thickness": 1.5, "width": 4}
    return trace
