"""Maps of areas by value, and the one of boundaries that a steward dropped in.

These are outlines filled on a plain pair of axes: Plotly's own map fetches a world map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians
from typing import ClassVar, NamedTuple

from vtdash.model.codes import Status
from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.layout import (
    chart_axis,
    chart_layout,
    marks_at,
    once_in_legend,
    row_marks,
    sample_mark,
)
from vtdash.render.charts.points import Figure, Point, Trace, points_by
from vtdash.render.charts.theme import Look, ink_on, pattern, ramp_colour
from vtdash.render.charts.value_classes import class_bounds, class_of, in_short, value_classes
from vtdash.render.names import Names

LEGEND_LINE = 24
"""Pixels of a line of a map's legend."""

_MAP = 480
"""Pixels of a map of boundaries."""

Key = tuple[int, str, str, str]
"""Class (or -1 and the reason why there is no value), territory, data status."""


class MapPlace(NamedTuple):
    """Where an area lies on a map: the middle, its outline, and a name that is short.

    ``rings`` are of (x, y); without any the area has no outline and is drawn as a mark.
    """

    x: float
    y: float
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...] = ()


class ClassOfPlaces(NamedTuple):
    """Points of one class, territory and data status; those without a value are of one reason."""

    name: str
    ground: str
    points: list[Point]


def groups_by_class(points: Sequence[Point], look: Look, separators: str) -> list[ClassOfPlaces]:
    """Return the points class by class, lowest first; those without a value come last."""
    classes = value_classes(points)

    def key(point: Point) -> Key:
        row, value = point.row, point.row.shown
        if value is None:
            return -1, point.series, row.territory, row.data_status
        return class_of(in_short(point), classes), "", row.territory, row.data_status

    def group(place: int, reason: str, of_class: list[Point]) -> ClassOfPlaces:
        if place < 0:
            return ClassOfPlaces(reason, look.paper, of_class)
        name = class_bounds(classes[place], points[0].row.unit, separators)
        return ClassOfPlaces(name, ramp_colour(place, len(classes), look), of_class)

    ordered = sorted(points_by(points, key).items(), key=lambda own: (own[0][0] < 0, own[0]))
    return [group(place, reason, of_class) for (place, reason, *_), of_class in ordered]


def classes_in_legend(traces: Iterable[tuple[str, Trace]]) -> list[Trace]:
    """Return the traces with their names; each name is in the legend once."""
    return once_in_legend([t | {"name": name, "legendgroup": name} for name, t in traces])


@dataclass(frozen=True)
class AreaMap(Drawing):
    """Areas by value: ``places`` say where each lies, ``chosen`` which are outlined."""

    places: tuple[tuple[str, MapPlace], ...] = ()
    chosen: tuple[str, ...] = ()

    @cached_property
    def place_of(self) -> Mapping[str, MapPlace]:
        """Where each area lies, by its id."""
        return dict(self.places)

    @property
    def parameter(self) -> str:
        """How an address begins to say which place is chosen, blank where none can be."""
        return f"{self.picks}=" if self.picks else ""

    def is_chosen(self, point: Point) -> bool:
        """Return whether the area of a point is outlined."""
        return point.row.area_id in self.chosen

    def more(self, shown: Sequence[Point], names: Names) -> list[str]:
        """Return the order of places, the classes, how many estimates, and what is chosen."""
        text, unit, classes = names.text, shown[0].row.unit, value_classes(shown)
        held = Counter(class_of(in_short(point), classes) for point in shown)
        counted = [
            text.plural(
                "{n} value of {bounds}",
                "{n} values of {bounds}",
                held[place],
                bounds=class_bounds(one, unit, text.separators()),
            )
            for place, one in enumerate(classes)
        ]
        sentences = [
            text("Places are listed city by city from north to south, in the table too."),
            text("By lightness: {classes}.", classes="; ".join(counted)),
        ]
        if estimates := sum(point.row.status == Status.ESTIMATE for point in shown):
            sentences.append(
                text.plural(
                    "{n} value is an estimate (dotted).",
                    "{n} values are estimates (dotted).",
                    estimates,
                )
            )
        if chosen := [point for point in shown if self.is_chosen(point)]:
            named = (f"{point.category}: {names.value(point.row)}" for point in chosen)
            sentences.append(text("Chosen: {places}.", places="; ".join(named)))
        return sentences


@dataclass(frozen=True)
class BoundaryMap(AreaMap):
    """Areas as filled outlines.

    A row whose area has no outline (none given, or drawn already for another row of the same
    area) is a square at the area's middle.
    """

    kind: ClassVar[str] = "areas"

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure; at the map's middle a distance is as long in both directions."""
        outlined = self._outlined(points)
        traces: list[tuple[str, Trace]] = []
        for group in groups_by_class(points, look, separators):
            whole = [point for point in group.points if point.row_number in outlined]
            traces += [(group.name, self._outline(point, group.ground, look)) for point in whole]
            if rest := [point for point in group.points if point.row_number not in outlined]:
                traces.append((group.name, self._squares(rest, group.ground, look)))
        lines = len(value_classes(points)) + 1
        picture = chart_layout(look, separators, _MAP + LEGEND_LINE * lines)
        middle = sum(place.y for _, place in self.places) / len(self.places)
        hidden = chart_axis(look) | {"visible": False}
        picture["meta"] = {"picks": self.parameter}
        picture |= {
            "xaxis": hidden | {"constrain": "domain"},
            "yaxis": hidden | {"scaleanchor": "x", "scaleratio": 1 / cos(radians(middle))},
            **sample_mark(points, look),
        }
        return {"data": classes_in_legend(traces), "layout": picture}

    def _outlined(self, points: Sequence[Point]) -> set[int]:
        """Return the first row of each area that has an outline."""
        first: dict[str, int] = {}
        for point in points:
            if self.place_of[point.row.area_id].rings:
                first.setdefault(point.row.area_id, point.row_number)
        return set(first.values())

    def _outline(self, point: Point, ground: str, look: Look) -> Trace:
        """Return an area's rings as one filled line; a gap lies between two rings."""
        rings = self.place_of[point.row.area_id].rings
        line = [position for ring in rings for position in (*ring, (None, None))][:-1]
        edge, width = (look.text, 4) if self.is_chosen(point) else (look.quiet, 1)
        trace = row_marks([point]) | {
            "type": "scatter",
            "ids": [point.row.area_id],
            "mode": "lines",
            "fill": "toself",
            "fillcolor": ground,
            "hoveron": "fills",
            "text": point.hover,
            "hoverinfo": "text",
            "x": [x for x, _ in line],
            "y": [y for _, y in line],
            "line": {"color": edge, "width": width},
        }
        if shape := pattern(point):
            trace["fillpattern"] = {
                "shape": shape,
                "bgcolor": ground,
                "fgcolor": ink_on(ground, look),
                "fgopacity": 0.35,
                "size": 6,
                "solidity": 0.2,
            }
        return trace

    def _squares(self, group: Sequence[Point], ground: str, look: Look) -> Trace:
        places = [self.place_of[point.row.area_id] for point in group]
        shapes = {"/": "square-x-open", ".": "square-dot", "": "square"}
        trace = marks_at(group, [place.x for place in places], [place.y for place in places])
        widths = [4 if self.is_chosen(point) else 1 for point in group]
        trace["ids"] = [point.row.area_id for point in group]
        trace["marker"] = {
            "symbol": [shapes[pattern(point)] for point in group],
            "size": 12,
            "color": look.quiet if pattern(group[0]) == "/" else ground,
            "line": {"color": look.text, "width": widths},
        }
        return trace
