"""Names of series in the plot: at the end of each over time, above the first bars across.

Up to four are named there; of more a legend stands below the chart.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from vtdash.render.charts.layout import words_at
from vtdash.render.charts.points import Point, number_at, points_by
from vtdash.render.charts.theme import Look

MOST_NAMED = 4
"""Series of one axis that are named in the plot."""

NAME_LINE = 15
"""Pixels of a line of a name."""

_NAME = "series"
"""What tells the annotation of a name from others."""

_LETTERS, _LETTER = 17, 7
"""Letters of a line of a name beside the plot, which leaves a phone room, and pixels of one."""

_LEFT = 0.3
"""Up to this part of an axis a name reads to the right of its place, else to the left."""

_GAP = 12
"""Pixels between the plot and a name beside it: the number on the last column reaches beyond."""


class _Name(NamedTuple):
    """The name of a series with its lines, and the pixels above the axis where it is wanted."""

    lines: Sequence[str]
    point: Point
    wanted: float

    @property
    def height(self) -> int:
        return NAME_LINE * len(self.lines)


@dataclass(frozen=True)
class Among:
    """All points of the charts below one another that one picture has, of which each shows some."""

    points: Sequence[Point]

    @cached_property
    def are_named(self) -> bool:
        """Whether the series of each axis are few enough to be named in the plot."""
        return are_named(self.points)

    @cached_property
    def axes(self) -> int:
        """How many charts stand below one another."""
        return len({point.axis for point in self.points})


def are_named(points: Iterable[Point]) -> bool:
    """Return whether the series of each axis are few enough to be named in the plot."""
    axes = points_by(points, lambda point: point.axis)
    return all(len(series_of(group)) <= MOST_NAMED for group in axes.values())


def series_of(points: Iterable[Point]) -> dict[str, list[Point]]:
    """Return the points of each series that neither its axis nor its category names already."""
    unnamed = (p for p in points if p.series not in p.axis and p.series != p.category)
    return points_by(unnamed, lambda point: point.series)


def names_beside(points: Sequence[Point], top: float, height: int, look: Look) -> list[Any]:
    """Return the names of series over time, to the right of the plot at their last values.

    ``top``: the value at the upper end of the plot, ``height`` its pixels. Where two would cover
    one another the lower one moves down.
    """
    wanted = [_beside(group, top, height) for group in series_of(points).values()]
    return [
        _words(name.lines, name.point, look)
        | {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": _GAP,
            "y": number_at(name.point),
            "yshift": round(place - name.wanted),
        }
        for name, place in _apart(wanted, height)
    ]


def names_height(points: Iterable[Point]) -> int:
    """Return the pixels that names beside a plot take below one another."""
    return NAME_LINE * sum(len(_lines(name)) for name in series_of(points))


def room_beside(points: Sequence[Point]) -> int:
    """Return the pixels that names to the right of a plot take."""
    lines = [line for name in series_of(points) for line in _lines(name)]
    return _GAP + round(_LETTER * (2 + max(map(len, lines), default=-2)))


def names_above(
    points: Sequence[Point], places: Sequence[float], most: float, line: float, look: Look
) -> list[Any]:
    """Return the names of series across the page, one below another above the first category.

    ``places``: where on the value axis the first mark of each series is, ``most`` its largest
    number; ``line``: the height of a line on the axis of categories.
    """
    groups = list(series_of(points).values())
    return [
        _words([group[0].series], group[0], look)
        | {
            "x": place,
            "xanchor": "left" if place <= _LEFT * most else "right",
            "y": -0.5 - line * (len(groups) - number - 0.5),
        }
        for number, (group, place) in enumerate(zip(groups, places, strict=True))
    ]


def is_name(annotation: dict[str, Any]) -> bool:
    """Return whether words on a chart are the name of a series."""
    return annotation.get("name") == _NAME


def _beside(group: Sequence[Point], top: float, height: int) -> _Name:
    last = max(group, key=lambda point: (point.row.year, point.row_number))
    return _Name(_lines(last.series), last, height * number_at(last) / (top or 1))


@lru_cache(maxsize=2048)  # each is asked for by the height, the room and the words of a plot
def _lines(name: str) -> tuple[str, ...]:
    if len(name) <= _LETTERS:
        return (name,)
    parts = name.replace(" · ", "\n").replace(" (", "\n(").splitlines()
    return tuple(line for part in parts for line in textwrap.wrap(part, _LETTERS))


def _words(lines: Sequence[str], point: Point, look: Look) -> dict[str, Any]:
    """Return a name behind a dot in the colour of its series."""
    said = f'<span style="color:{look.ink(point)}"><b>•</b></span> {"<br>".join(lines)}'
    return words_at(said, 0, 0, look.text, size=12) | {
        "name": _NAME,
        "align": "left",
        "yanchor": "middle",
        "borderpad": 0,
    }


def _apart(names: Sequence[_Name], height: int) -> list[tuple[_Name, float]]:
    """Return the names from the top down, each with the pixels above the axis where it stands."""
    ordered = sorted(names, key=lambda name: -name.wanted)
    places: list[float] = []
    free = float(height) + NAME_LINE / 2
    for name in ordered:
        places.append(min(name.wanted, free - name.height / 2))
        free = places[-1] - name.height / 2
    # what was pushed below the axis moves up again, and those above it with it
    floors = accumulate((name.height for name in reversed(ordered)), initial=0)
    lowest = [
        floor + name.height / 2 for floor, name in zip(floors, reversed(ordered), strict=False)
    ]
    raised = [max(place, low) for place, low in zip(reversed(places), lowest, strict=True)]
    return list(zip(ordered, reversed(raised), strict=True))
