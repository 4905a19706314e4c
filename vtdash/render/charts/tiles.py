"""A map of equal tiles: one an area, its value by lightness and in print.

A tile is a bar, so that it grows with the screen and its words are left out where they do not
fit. Rows of one area (reported and sample, or two boundaries under one code) stand beside each
other in its tile: each has a mark of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from vtdash.render.charts.axes import axis, identity, layout, sample_mark
from vtdash.render.charts.classes import Class, classes, colour, ink, label, number_of
from vtdash.render.charts.drawing import Drawing, Figure, Point, Spot, Trace
from vtdash.render.charts.theme import Look

_SIDE = 0.94
"""Of a tile's place, so that tiles stand apart."""

_TILE, _LEGEND_LINE = 46, 24
"""Pixels of a row of tiles and of a line of the legend."""

Key = tuple[int, str, str, str]
"""Class (or -1 and the reason why there is no value), territory, data status."""


class Slot(NamedTuple):
    """The part of a tile that a row has: its middle from the west, and its width."""

    middle: float
    width: float


def tiles(points: Sequence[Point], drawing: Drawing, look: Look, separators: str) -> Figure:
    """Return the figure; ``drawing.breaks`` are headings, each over the row where it stands."""
    spots, found = dict(drawing.spots), classes(points)
    slots = _slots(points, spots)
    traces: list[tuple[Key, Trace]] = []
    groups = grouped(points, found)
    for key, group in groups.items():
        # the chosen one last: it is drawn over its neighbours, and the legend shows the first
        ordered = sorted(group, key=lambda point: point.row.area_id in drawing.chosen)
        ground = shade(key, found, look)
        trace = _trace(ordered, spots, slots, separators)
        trace["insidetextfont"]["color"] = ink(ground, look)
        traces.append((key, trace | {"marker": fill(ordered, ground, drawing, look)}))
    picture = layout(look, separators, _height(drawing, len(groups)))
    columns = max(spot.x for spot in spots.values())
    picture |= {
        "barmode": "overlay",
        "xaxis": axis(look) | {"range": [-0.5, columns + 0.5], "visible": False},
        "yaxis": axis(look) | {"range": [_rows(drawing) + 0.5, -1.2], "visible": False},
        "annotations": [_heading(place, words, look) for place, words in drawing.breaks],
        "uniformtext": {"mode": "hide", "minsize": 8},
        **sample_mark(points, look),
    }
    return {"data": legend(traces, points[0].row.unit, found, separators), "layout": picture}


def grouped(points: Sequence[Point], found: Sequence[Class]) -> dict[Key, list[Point]]:
    """Return the points class by class, lowest first; those without a value come last."""
    groups: dict[Key, list[Point]] = {}
    for point in points:
        row = point.row
        place = -1 if row.shown is None else number_of(row.shown, found)
        reason = point.series if row.shown is None else ""
        groups.setdefault((place, reason, row.territory, row.data_status), []).append(point)
    return dict(sorted(groups.items(), key=lambda entry: (entry[0][0] < 0, entry[0])))


def shade(key: Key, found: Sequence[Class], look: Look) -> str:
    """Return the ground of a class; what has no value has the paper's."""
    return look.paper if key[0] < 0 else colour(key[0], len(found), look)


def fill(group: Sequence[Point], ground: str, drawing: Drawing, look: Look) -> dict[str, Any]:
    """Return ground, outline and pattern: dots for estimates, hatching where a value is missing."""
    chosen = [point.row.area_id in drawing.chosen for point in group]
    return {
        "color": ground,
        "line": {
            "color": [look.text if own else look.grid for own in chosen],
            "width": [4 if own else 1 for own in chosen],
        },
        "pattern": {
            "shape": [pattern(point) for point in group],
            "size": 8,
            "solidity": 0.12,
            "fillmode": "overlay",
            "fgcolor": ink(ground, look),
            "fgopacity": 0.3,
        },
    }


def pattern(point: Point) -> str:
    """Return the pattern that says what lightness does not."""
    if point.row.shown is None:
        return "/"
    return "." if point.row.status == "estimate" else ""


def legend(
    traces: Iterable[tuple[Key, Trace]], unit: str, found: Sequence[Class], separators: str
) -> list[Trace]:
    """Return the traces, named by their class; each class stands in the legend once."""
    seen: set[str] = set()
    named: list[Trace] = []
    for (place, reason, *_), trace in traces:
        name = reason if place < 0 else label(found[place], unit, separators)
        named.append(trace | {"name": name, "legendgroup": name, "showlegend": name not in seen})
        seen.add(name)
    return named


def _slots(points: Sequence[Point], spots: Mapping[str, Spot]) -> dict[int, Slot]:
    """Return the slot of each row: the rows of a tile share its width from the west on."""
    sharing = Counter((spots[p.row.area_id].x, spots[p.row.area_id].y) for p in points)
    taken: Counter[tuple[float, float]] = Counter()
    slots: dict[int, Slot] = {}
    for point in points:
        spot = spots[point.row.area_id]
        place = (spot.x, spot.y)
        width = _SIDE / sharing[place]
        middle = spot.x - _SIDE / 2 + width * (taken[place] + 0.5)
        slots[point.row_number] = Slot(middle, width)
        taken[place] += 1
    return slots


def _trace(
    group: Sequence[Point], spots: Mapping[str, Spot], slots: Mapping[int, Slot], separators: str
) -> Trace:
    return identity(group) | {
        "type": "bar",
        "x": [slots[point.row_number].middle for point in group],
        "width": [slots[point.row_number].width for point in group],
        "base": [spots[point.row.area_id].y - _SIDE / 2 for point in group],
        "y": [_SIDE] * len(group),
        "text": [_printed(point, spots, separators) for point in group],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"size": 11},
    }


def _printed(point: Point, spots: Mapping[str, Spot], separators: str) -> str:
    """Return the name and the bare number: an estimate is known by its dots."""
    row, name = point.row, spots[point.row.area_id].name
    if row.shown is None:
        return name
    return f"{name}<br>{label(Class(row.shown, row.shown), row.unit, separators)}"


def _rows(drawing: Drawing) -> float:
    return max(spot.y for _, spot in drawing.spots)


def _height(drawing: Drawing, traces: int) -> int:
    return round(_TILE * (_rows(drawing) + 2)) + _LEGEND_LINE * min(traces, 8) + 24


def _heading(place: float, words: str, look: Look) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place,
        "yanchor": "middle",
        "text": f"<b>{words}</b>",
        "showarrow": False,
        "font": {"size": 13, "color": look.text},
    }
