"""One lane for each target: what is, what is aimed at, and the gap between, on one scale a unit.

Each lane has an axis of its own, so that no value is read against another's target; axes of one
unit reach equally far and stand below one another.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar, NamedTuple

from vtdash.model.codes import Unit
from vtdash.model.observation import Observation
from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.gap_marks import (
    axis_range,
    gap_traces,
    gap_track,
    numbers_beside,
    scale_of,
)
from vtdash.render.charts.layout import PLAIN_NUMBERS, chart_layout, sample_mark, words_at
from vtdash.render.charts.points import Figure, Labels, Point, Trace, points_by, with_value
from vtdash.render.charts.stacked import numbered_axes
from vtdash.render.charts.theme import Look
from vtdash.render.names import Names

_TITLE_LINE, _WORDS_LINE, _TRACK, _TICKS, _BELOW_KEY = 20, 15, 24, 24, 6
"""Pixels of a line of a title and of words, of a lane's marks, of an axis, below the key."""

_TITLE, _WORDS = 46, 50
"""Letters of a line of a title and of words that a phone has room for."""

LaneKey = tuple[str, str, str]
"""Indicator, territory and level: of what a target speaks."""


def lane_of(row: Observation) -> LaneKey:
    """Return of what a row speaks: the lane that it is drawn in."""
    return row.indicator_id, row.territory, row.level.removeprefix("all")


class LaneWords(NamedTuple):
    """What stands above the marks of a lane: what matters most, then what else is known.

    ``aim``: what the number of the aim says besides, in two words.
    """

    lane: LaneKey
    first: str
    second: str
    aim: str = ""


@dataclass(frozen=True)
class Gaps(Drawing):
    """A lane for each target, in it a filled mark for what is and a hollow one for the aim.

    ``words``: what stands above the marks of each lane. ``key`` says what marks mean. ``needed``:
    the group of rows that say what an aim needs, where the values are changes a year.
    """

    kind: ClassVar[str] = "gaps"

    words: tuple[LaneWords, ...] = ()
    key: str = ""
    needed: str = ""

    def is_needed(self, row: Observation) -> bool:
        """Return whether the value of a row is what an aim needs."""
        return bool(self.needed) and row.group == self.needed

    def axis_name(self, labels: Labels, row: Observation) -> str:
        """Return the name of a row's lane."""
        return f"{labels.category(self.category, row)} · {labels.names.subject(row)}"

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure: lane below lane, the axis of a unit below its last one."""
        shown = with_value(points)
        lanes = [self._lane(group) for group in points_by(shown, _key).values()]
        ends = {unit: scale_of(group) for unit, group in points_by(shown, _unit).items()}
        key = textwrap.wrap(self.key, _WORDS)
        whole, tops = _heights(lanes, _WORDS_LINE * len(key) + _BELOW_KEY)
        picture: dict[str, Any] = chart_layout(look, separators, whole) | {"showlegend": False}
        picture["margin"] |= {"l": 3}  # a phone needs all of its width
        said = [_left("<br>".join(key), 1.0, look.quiet)] if key else []
        tracks: list[dict[str, Any]] = []
        traces: list[Trace] = []
        for number, (lane, top) in enumerate(zip(lanes, tops, strict=True), start=1):
            scale = ends[lane.unit]
            traces += gap_traces(lane.points, number, scale, look)
            picture |= _axes(lane, number, top, whole, scale, look)
            said += _words(lane, number, top, whole, scale, look)
            tracks += gap_track(lane.points, number, scale, look)
        picture |= {"annotations": said, "shapes": tracks, **sample_mark(shown, look)}
        return {"data": traces, "layout": picture}

    def describe(self, points: Sequence[Point], names: Names) -> list[str]:
        """Return the contents, then a sentence for each lane; none is held against another."""
        shown = with_value(points)
        if not shown:
            return []
        told = (self._told(group, names) for group in points_by(shown, _key).values())
        return [*self.contents(shown, len(points), names.text), *told]

    def _told(self, points: Sequence[Point], names: Names) -> str:
        values = "; ".join(dict.fromkeys(f"{p.series}: {names.value(p.row)}" for p in points))
        return f"{points[0].category} – {values}."

    def _lane(self, points: Sequence[Point]) -> _Lane:
        first = points[0]
        said = next((one for one in self.words if one.lane == _key(first)), None)
        above = (said.first, said.second) if said else (first.series.partition(" · ")[0], "")
        lines = [textwrap.wrap(words, _WORDS) for words in above]
        if said and said.aim:
            points = [_with_words(point, said.aim) for point in points]
        return _Lane(points, textwrap.wrap(first.category, _TITLE), lines)


class _Lane(NamedTuple):
    """The points of one target, the lines of its indicator's name, and the words above them."""

    points: Sequence[Point]
    title: list[str]
    words: list[list[str]]

    @property
    def unit(self) -> str:
        return self.points[0].row.unit

    @property
    def head(self) -> int:
        return _WORDS_LINE * sum(map(len, self.words))


def _key(point: Point) -> LaneKey:
    return lane_of(point.row)


def _with_words(point: Point, words: str) -> Point:
    """Return a point whose number has words behind it if it is an aim."""
    return point._replace(number=f"{point.number} {words}") if point.is_aim else point


def _unit(point: Point) -> str:
    return point.row.unit


class _Place(NamedTuple):
    """Pixels from the top at which a lane's title, words and marks begin."""

    title: int
    words: int
    marks: int
    has_title: bool
    has_ticks: bool


def _heights(lanes: Sequence[_Lane], above: int) -> tuple[int, list[_Place]]:
    """Return the height of the whole, and where each lane lies in it, ``above`` left for the key.

    A title stands once above the lanes of its indicator, ticks once below those of a unit.
    """
    titled = [n == 0 or lane.title != lanes[n - 1].title for n, lane in enumerate(lanes)]
    ticked = [n == len(lanes) - 1 or lane.unit != lanes[n + 1].unit for n, lane in enumerate(lanes)]
    titles = [_TITLE_LINE * len(lane.title) * has for lane, has in zip(lanes, titled, strict=True)]
    heights = [
        title + lane.head + _TRACK + _TICKS * has
        for lane, title, has in zip(lanes, titles, ticked, strict=True)
    ]
    tops = list(accumulate(heights, initial=above))
    places = [
        _Place(top, top + title, top + title + lane.head, *flags)
        for top, title, lane, *flags in zip(tops, titles, lanes, titled, ticked, strict=False)
    ]
    return tops[-1] + 16, places


def _axes(
    lane: _Lane, number: int, place: _Place, whole: int, scale: tuple[float, float], look: Look
) -> dict[str, Any]:
    across = {
        "range": list(axis_range(lane.unit, scale)),
        "nticks": 6,
        "automargin": False,
        "tickformat": PLAIN_NUMBERS,
        "ticksuffix": "%" if lane.unit == Unit.PERCENT else "",
        "showticklabels": place.has_ticks,
        "tickfont": {"size": 11, "color": look.quiet},
    }
    down = {
        "range": [-1, 1],
        "showticklabels": False,
        "showgrid": False,
    }
    bottom = place.marks + _TRACK
    domain = [max(0.0, 1 - bottom / whole), 1 - place.marks / whole]
    return numbered_axes(number, domain, across, down, look)


def _words(
    lane: _Lane, number: int, place: _Place, whole: int, scale: tuple[float, float], look: Look
) -> list[dict[str, Any]]:
    """Return the title, the words above the marks, and the numbers beside them."""
    said: list[dict[str, Any]] = []
    if place.has_title:
        title = "<br>".join(lane.title)
        said.append(_left(f"<b>{title}</b>", 1 - place.title / whole, look.text, size=13))
    first, second = lane.words
    top = place.words
    if first:
        named = _with_mark("<br>".join(first), lane.points[0], look)
        said.append(_left(named, 1 - top / whole, look.text))
        top += _WORDS_LINE * len(first)
    if second:
        said.append(_left("<br>".join(second), 1 - top / whole, look.quiet))
    return said + numbers_beside(lane.points, number, scale, look)


def _with_mark(words: str, point: Point, look: Look) -> str:
    """Return words with their place, up to the first point, in bold behind a dot of its colour."""
    place, sign, rest = words.partition(" · ")
    return f'<span style="color:{look.ink(point)}">•</span> <b>{place}</b>{sign}{rest}'


def _left(words: str, top: float, colour: str, *, size: int = 12) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return words_at(words, 0, top, colour, size=size) | {"align": "left", "borderpad": 0, **place}
