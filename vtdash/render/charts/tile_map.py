"""A map of equal tiles.

A tile is a bar, so that it grows with the screen and its words are left out where they do not fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from vtdash.render.charts.layout import chart_axis, chart_layout, row_marks, sample_mark, words_at
from vtdash.render.charts.maps import (
    LEGEND_LINE,
    AreaMap,
    ClassOfPlaces,
    classes_in_legend,
    groups_by_class,
)
from vtdash.render.charts.points import Figure, Point, Trace
from vtdash.render.charts.theme import Look, hatching, ink_on, pattern
from vtdash.render.charts.value_classes import ValueClass, class_bounds, in_short

_SIDE = 0.94
"""Of a tile's place, so that there is a gap between tiles."""

_TILE = 46
"""Pixels of a row of tiles."""

_WIDE = 10
"""Columns of tiles from which a tile is narrower than most names."""


@dataclass(frozen=True)
class TileMap(AreaMap):
    """A tile for each area; ``headings`` are each over the row of tiles where it is.

    Rows of one area (reported and sample, or two boundaries under one code) are side by side in
    its tile: each has a mark.
    """

    kind: ClassVar[str] = "tiles"

    headings: tuple[tuple[float, str], ...] = ()

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure."""
        groups, slots = groups_by_class(points, look, separators), self._slots(points)
        traces = [(group.name, self._tiles(group, slots, look, separators)) for group in groups]
        rows = max(place.y for _, place in self.places)
        columns = max(place.x for _, place in self.places)
        height = round(_TILE * (rows + 2)) + LEGEND_LINE * min(len(groups), 8) + 24
        picture = chart_layout(look, separators, height) | {
            "barmode": "overlay",
            "xaxis": chart_axis(look) | {"range": [-0.5, columns + 0.5], "visible": False},
            "yaxis": chart_axis(look) | {"range": [rows + 0.5, -1.2], "visible": False},
            "annotations": [_heading(place, words, look) for place, words in self.headings],
            "uniformtext": {"mode": "hide", "minsize": 8},
            "meta": {"picks": self.parameter},
            **sample_mark(points, look),
        }
        return {"data": classes_in_legend(traces), "layout": picture}

    def _slots(self, points: Sequence[Point]) -> dict[int, tuple[float, float]]:
        """Return middle and width of each row's part of its tile, from the west on."""
        place_of = self.place_of
        sharing = Counter(place_of[point.row.area_id][:2] for point in points)
        taken: Counter[tuple[Any, ...]] = Counter()
        slots: dict[int, tuple[float, float]] = {}
        for point in points:
            tile = place_of[point.row.area_id][:2]
            width = _SIDE / sharing[tile]
            slots[point.row_number] = tile[0] - _SIDE / 2 + width * (taken[tile] + 0.5), width
            taken[tile] += 1
        return slots

    def _tiles(
        self,
        group: ClassOfPlaces,
        slots: Mapping[int, tuple[float, float]],
        look: Look,
        separators: str,
    ) -> Trace:
        # the chosen one last: it is drawn over its neighbours, and the legend shows the first
        points, ink = sorted(group.points, key=self.is_chosen), ink_on(group.ground, look)
        chosen = [self.is_chosen(point) for point in points]
        return row_marks(points) | {
            "type": "bar",
            "ids": [point.row.area_id for point in points],
            "x": [slots[point.row_number][0] for point in points],
            "width": [slots[point.row_number][1] for point in points],
            "base": [self.place_of[point.row.area_id].y - _SIDE / 2 for point in points],
            "y": [_SIDE] * len(points),
            "text": [self._printed(point, separators) for point in points],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "insidetextfont": {"size": 11, "color": ink},
            "marker": {
                "color": group.ground,
                "line": {
                    "color": [look.text if own else look.grid for own in chosen],
                    "width": [4 if own else 1 for own in chosen],
                },
                "pattern": hatching(list(map(pattern, points)), ink, 8, 0.12) | {"fgopacity": 0.3},
            },
        }

    def _printed(self, point: Point, separators: str) -> str:
        """Return the name and the bare number: an estimate is told by its dots."""
        row, name = point.row, self.place_of[point.row.area_id].name
        if max(place.x for _, place in self.places) > _WIDE:
            name = _in_two_lines(name)
        if row.shown is None:
            return name
        value = in_short(point)
        return f"{name}<br>{class_bounds(ValueClass(value, value), row.unit, separators)}"


def _in_two_lines(name: str) -> str:
    """Return a name of several words broken where its lines become most alike.

    >>> _in_two_lines("Bạch Long Vĩ"), _in_two_lines("Lê Chân"), _in_two_lines("Huế")
    ('Bạch<br>Long Vĩ', 'Lê<br>Chân', 'Huế')
    """
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if not spaces:
        return name
    place = min(spaces, key=lambda place: abs(2 * place - len(name) + 1))
    return f"{name[:place]}<br>{name[place + 1 :]}"


def _heading(place: float, words: str, look: Look) -> dict[str, Any]:
    left = {"xref": "paper", "xanchor": "left", "yanchor": "middle"}
    return words_at(f"<b>{words}</b>", 0, place, look.text, size=13) | left
