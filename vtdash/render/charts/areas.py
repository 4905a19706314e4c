"""A map of boundaries that a steward dropped in: filled outlines, drawn without any network.

Plotly's own map of regions fetches a world map; outlines filled on a plain pair of axes need
nothing. A row whose area has no outline (none given, or drawn already for another row of the
same area) is a square at the area's middle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians

from vtdash.render.charts.axes import axis, identity, layout, sample_mark
from vtdash.render.charts.classes import classes, ink
from vtdash.render.charts.drawing import Drawing, Figure, Point, Spot, Trace
from vtdash.render.charts.theme import Look
from vtdash.render.charts.tiles import Key, grouped, legend, pattern, shade

_HEIGHT, _LEGEND_LINE = 480, 24


def areas(points: Sequence[Point], drawing: Drawing, look: Look, separators: str) -> Figure:
    """Return the figure; at the map's middle a distance is as long in both directions."""
    spots, found = dict(drawing.spots), classes(points)
    own = _first_rows(points, spots)
    traces: list[tuple[Key, Trace]] = []
    for key, group in grouped(points, found).items():
        ground = shade(key, found, look)
        outlined = [point for point in group if point.row_number in own]
        traces += [(key, _outline(point, ground, drawing, look, spots)) for point in outlined]
        if rest := [point for point in group if point.row_number not in own]:
            traces.append((key, _squares(rest, ground, drawing, look, spots)))
    picture = layout(look, separators, _HEIGHT + _LEGEND_LINE * (len(found) + 1))
    middle = sum(spot.y for spot in spots.values()) / len(spots)
    picture |= {
        "xaxis": axis(look) | {"visible": False, "constrain": "domain"},
        "yaxis": axis(look)
        | {
            "visible": False,
            "scaleanchor": "x",
            "scaleratio": 1 / cos(radians(middle)),
        },
        **sample_mark(points, look),
    }
    named = legend(traces, points[0].row.unit, found, separators)
    return {"data": named, "layout": picture}


def _first_rows(points: Sequence[Point], spots: Mapping[str, Spot]) -> set[int]:
    """Return the first row of each area that has an outline."""
    first: dict[str, int] = {}
    for point in points:
        if spots[point.row.area_id].rings:
            first.setdefault(point.row.area_id, point.row_number)
    return set(first.values())


def _outline(
    point: Point, ground: str, drawing: Drawing, look: Look, spots: Mapping[str, Spot]
) -> Trace:
    """Return an area's rings as one filled line; a gap stands between two rings."""
    rings = spots[point.row.area_id].rings
    line = [position for ring in rings for position in (*ring, (None, None))][:-1]
    is_chosen = point.row.area_id in drawing.chosen
    trace = identity([point]) | {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "fillcolor": ground,
        "hoveron": "fills",
        "text": point.hover,
        "hoverinfo": "text",
        "x": [x for x, _ in line],
        "y": [y for _, y in line],
        "line": {"color": look.text if is_chosen else look.quiet, "width": 4 if is_chosen else 1},
    }
    if shape := pattern(point):
        trace["fillpattern"] = {
            "shape": shape,
            "bgcolor": ground,
            "fgcolor": ink(ground, look),
            "fgopacity": 0.35,
            "size": 6,
            "solidity": 0.2,
        }
    return trace


def _squares(
    group: Sequence[Point], ground: str, drawing: Drawing, look: Look, spots: Mapping[str, Spot]
) -> Trace:
    chosen = [point.row.area_id in drawing.chosen for point in group]
    shapes = {"/": "square-x-open", ".": "square-dot", "": "square"}
    return identity(group) | {
        "type": "scatter",
        "mode": "markers",
        "x": [spots[point.row.area_id].x for point in group],
        "y": [spots[point.row.area_id].y for point in group],
        "marker": {
            "symbol": [shapes[pattern(point)] for point in group],
            "size": 12,
            "color": look.quiet if pattern(group[0]) == "/" else ground,
            "line": {"color": look.text, "width": [4 if own else 1 for own in chosen]},
        },
    }
