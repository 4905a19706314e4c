"""One lane for each indicator: the values of two territories that may share its axis.

All lanes have one scale, from 0 to 100 %, and stand below one another; what may not share an axis
is left to the table.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar, NamedTuple

from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.gap_marks import axis_range, gap_traces, numbers_beside
from vtdash.render.charts.layout import PLAIN_NUMBERS, chart_layout, sample_mark, words_at
from vtdash.render.charts.points import Figure, Point, Trace, points_by, with_value
from vtdash.render.charts.stacked import numbered_axes
from vtdash.render.charts.theme import Look
from vtdash.render.names import Names
from vtdash.text.language import Text

_TITLE_LINE, _WORDS_LINE, _TRACK, _TICKS, _GAP = 18, 16, 20, 24, 4
"""Pixels of a line of a title and of words, of a lane's marks, of the axis, above each lane."""

_MARGINS, _SAMPLE = 16, 28
"""Pixels above and below the plot, and of the line that says that values are of the sample."""

_TITLE, _WORDS = 46, 50
"""Letters of a line of a title and of words that a phone has room for."""

SCALE = (0.0, 100.0)


class PairWords(NamedTuple):
    """What stands above the marks of an indicator's lane: who is ahead, and of when values are."""

    indicator_id: str
    first: str
    second: str


@dataclass(frozen=True)
class PairedLanes(Drawing):
    """A lane for each indicator in ``words``, in it a mark for each of two territories.

    The rows of these come first.
    """

    kind: ClassVar[str] = "pairs"

    words: tuple[PairWords, ...] = ()

    def most_categories(self) -> int:
        """Return how many indicators are drawn: those with words."""
        return len(self.words)

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure: lane below lane, the axis below the last one."""
        shown = with_value(points)
        lanes = [self._lane(group) for group in points_by(shown, _indicator).values()]
        heights = [lane.height for lane in lanes]
        signs = self.signs(shown, look)
        tops = list(accumulate(heights, initial=_WORDS_LINE * (1 + signs.count("<br>"))))
        whole = tops[-1] + _TICKS
        mark = sample_mark(shown, look)
        height = whole + _MARGINS + (_SAMPLE if mark else 0)
        picture: dict[str, Any] = chart_layout(look, separators, height) | {"showlegend": False}
        picture["margin"] |= {"l": 3}  # a phone needs all of its width
        said = [_left(signs, 1.0, look.quiet)]
        tracks: list[dict[str, Any]] = []
        traces: list[Trace] = []
        for number, (lane, top) in enumerate(zip(lanes, tops, strict=False), start=1):
            traces += self.lane_traces(lane.points, number, look)
            picture |= _axes(lane, number, top, whole, look, is_last=number == len(lanes))
            said += _words(lane, top, whole, look)
            said += self.lane_numbers(lane.points, number, look)
            tracks += self.lane_shapes(lane.points, number, look)
        picture |= {"annotations": said, "shapes": tracks, **mark}
        return {"data": traces, "layout": picture}

    def signs(self, points: Sequence[Point], look: Look) -> str:
        """Return what the signs of all lanes mean."""
        return _places(points, look)

    def lane_traces(self, points: Sequence[Point], number: int, look: Look) -> list[Trace]:
        """Return the marks of a lane."""
        return gap_traces(points, number, SCALE, look)

    def lane_numbers(
        self, points: Sequence[Point], number: int, look: Look
    ) -> list[dict[str, Any]]:
        """Return the numbers beside the marks of a lane."""
        return numbers_beside(points, number, SCALE, look)

    def lane_shapes(self, points: Sequence[Point], number: int, look: Look) -> list[dict[str, Any]]:
        """Return the line on which the marks of a lane lie, thick between the two."""
        return [lane_line(points, number, look), _between(points, number, look)]

    def describe(self, points: Sequence[Point], names: Names) -> list[str]:
        """Return the contents, then a sentence for each lane."""
        shown = with_value(points)
        if not shown:
            return []
        told = (self._told(group, names) for group in points_by(shown, _indicator).values())
        return [*self.contents(shown, len(points), names.text), *told]

    def _told(self, points: Sequence[Point], names: Names) -> str:
        values = "; ".join(
            f"{p.series}: {names.value(p.row)} ({names.period(p.row)})" for p in points
        )
        said = self._of(points[0])
        return f"{points[0].category} – {values}. {said.first}." if said else f"{values}."

    def _of(self, point: Point) -> PairWords | None:
        return next((one for one in self.words if one.indicator_id == _indicator(point)), None)

    def _lane(self, points: Sequence[Point]) -> _Lane:
        said = self._of(points[0])
        above = (said.first, said.second) if said else ("", "")
        lines = [textwrap.wrap(words, _WORDS) for words in above]
        return _Lane(points, textwrap.wrap(points[0].category, _TITLE), lines)

    def strength_title(self, text: Text) -> str:
        """Return the title of the table's column of verdicts."""
        return text("Verdict")


class _Lane(NamedTuple):
    """The points of one indicator, the lines of its name, and the words above the marks."""

    points: Sequence[Point]
    title: list[str]
    words: list[list[str]]

    @property
    def head(self) -> int:
        lines = sum(map(len, self.words))
        return _GAP + _TITLE_LINE * len(self.title) + _WORDS_LINE * lines

    @property
    def height(self) -> int:
        return self.head + _TRACK


def _indicator(point: Point) -> str:
    return point.row.indicator_id


def _places(points: Sequence[Point], look: Look) -> str:
    """Return the territories with their signs, each in its colour."""
    first = points_by(points, lambda point: point.row.territory)
    return "   ".join(
        f'<span style="color:{look.ink(own[0])}">•</span> {own[0].series.partition(" · ")[0]}'
        for own in first.values()
    )


def _axes(
    lane: _Lane, number: int, top: int, whole: int, look: Look, *, is_last: bool
) -> dict[str, Any]:
    across = {
        "range": list(axis_range(lane.points[0].row.unit, SCALE)),
        "nticks": 6,
        "automargin": False,
        "tickformat": PLAIN_NUMBERS,
        "ticksuffix": "%",
        "showticklabels": is_last,
        "tickfont": {"size": 11, "color": look.quiet},
    }
    down = {"range": [-1, 1], "showticklabels": False, "showgrid": False}
    begin = top + lane.head
    domain = [max(0.0, 1 - (begin + _TRACK) / whole), 1 - begin / whole]
    return numbered_axes(number, domain, across, down, look)


def lane_line(points: Sequence[Point], number: int, look: Look) -> dict[str, Any]:
    """Return the line on which the marks of a lane lie."""
    low, high = axis_range(points[0].row.unit, SCALE)
    return _level(number) | {"x0": low, "x1": high, "line": {"color": look.grid, "width": 2}}


def _between(points: Sequence[Point], number: int, look: Look) -> dict[str, Any]:
    ends = points[0].row.shown, points[-1].row.shown
    line = {"color": look.pale(look.quiet), "width": 5}
    return _level(number) | {"x0": ends[0], "x1": ends[1], "line": line}


def _level(number: int) -> dict[str, Any]:
    on = {"xref": f"x{number}", "yref": f"y{number}", "y0": 0, "y1": 0}
    return {"type": "line", "layer": "below", **on}


def _words(lane: _Lane, top: int, whole: int, look: Look) -> list[dict[str, Any]]:
    """Return the title and the words above the marks."""
    top += _GAP
    said = [_left(f"<b>{'<br>'.join(lane.title)}</b>", 1 - top / whole, look.text, size=13)]
    top += _TITLE_LINE * len(lane.title)
    for lines, colour in zip(lane.words, (look.text, look.quiet), strict=True):
        if lines:
            said.append(_left("<br>".join(lines), 1 - top / whole, colour))
        top += _WORDS_LINE * len(lines)
    return said


def _left(words: str, top: float, colour: str, *, size: int = 12) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return words_at(words, 0, top, colour, size=size) | {"align": "left", "borderpad": 0, **place}
