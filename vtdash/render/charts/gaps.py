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

from vtdash.model.observation import Observation
from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.lanes import (
    WORDS,
    Lane,
    gap_traces,
    gap_track,
    lane_axes,
    lane_with,
    numbers_beside,
    scale_of,
    words_over,
)
from vtdash.render.charts.layout import chart_layout, sample_mark
from vtdash.render.charts.points import Figure, Labels, Point, Trace, points_by, with_value
from vtdash.render.charts.theme import Look
from vtdash.render.names import Names

_TITLE_LINE, _WORDS_LINE, _TRACK, _TICKS, _BELOW_KEY = 20, 15, 24, 24, 6
"""Pixels of a line of a title and of words, of a lane's marks, of an axis, below the key."""

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
        key = textwrap.wrap(self.key, WORDS)
        whole, tops = _heights(lanes, _WORDS_LINE * len(key) + _BELOW_KEY)
        picture: dict[str, Any] = chart_layout(look, separators, whole) | {"showlegend": False}
        picture["margin"] |= {"l": 3}  # a phone needs all of its width
        said = [words_over("<br>".join(key), 1.0, look.quiet)] if key else []
        tracks: list[dict[str, Any]] = []
        traces: list[Trace] = []
        for number, (lane, top) in enumerate(zip(lanes, tops, strict=True), start=1):
            scale = ends[lane.unit]
            traces += gap_traces(lane.points, number, scale, look)
            marks = range(top.marks, top.marks + _TRACK)
            picture |= lane_axes(lane, number, marks, whole, scale, look, has_ticks=top.has_ticks)
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

    def _lane(self, points: Sequence[Point]) -> Lane:
        first = points[0]
        said = next((one for one in self.words if one.lane == _key(first)), None)
        above = (said.first, said.second) if said else (first.series.partition(" · ")[0], "")
        if said and said.aim:
            points = [_with_words(point, said.aim) for point in points]
        return lane_with(points, *above)


def _head(lane: Lane) -> int:
    """Return the pixels of the words above the marks of a lane."""
    return _WORDS_LINE * lane.words_lines


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


def _heights(lanes: Sequence[Lane], above: int) -> tuple[int, list[_Place]]:
    """Return the height of the whole, and where each lane lies in it, ``above`` left for the key.

    A title stands once above the lanes of its indicator, ticks once below those of a unit.
    """
    titled = [n == 0 or lane.title != lanes[n - 1].title for n, lane in enumerate(lanes)]
    ticked = [n == len(lanes) - 1 or lane.unit != lanes[n + 1].unit for n, lane in enumerate(lanes)]
    titles = [_TITLE_LINE * len(lane.title) * has for lane, has in zip(lanes, titled, strict=True)]
    heights = [
        title + _head(lane) + _TRACK + _TICKS * has
        for lane, title, has in zip(lanes, titles, ticked, strict=True)
    ]
    tops = list(accumulate(heights, initial=above))
    places = [
        _Place(top, top + title, top + title + _head(lane), *flags)
        for top, title, lane, *flags in zip(tops, titles, lanes, titled, ticked, strict=False)
    ]
    return tops[-1] + 16, places


def _words(
    lane: Lane, number: int, place: _Place, whole: int, scale: tuple[float, float], look: Look
) -> list[dict[str, Any]]:
    """Return the title, the words above the marks, and the numbers beside them."""
    said: list[dict[str, Any]] = []
    if place.has_title:
        title = "<br>".join(lane.title)
        said.append(words_over(f"<b>{title}</b>", 1 - place.title / whole, look.text, size=13))
    first, second = lane.words
    top = place.words
    if first:
        named = _with_mark("<br>".join(first), lane.points[0], look)
        said.append(words_over(named, 1 - top / whole, look.text))
        top += _WORDS_LINE * len(first)
    if second:
        said.append(words_over("<br>".join(second), 1 - top / whole, look.quiet))
    return said + numbers_beside(lane.points, number, scale, look)


def _with_mark(words: str, point: Point, look: Look) -> str:
    """Return words with their place, up to the first point, in bold behind a dot of its colour."""
    place, sign, rest = words.partition(" · ")
    return f'<span style="color:{look.ink(point)}">•</span> <b>{place}</b>{sign}{rest}'
