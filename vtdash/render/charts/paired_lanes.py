"""One lane for each indicator: the values of two territories that may share its axis.

All lanes have one scale, from 0 to 100 %, and stand below one another; what may not share an axis
is left to the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar, NamedTuple

from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.lanes import (
    Lane,
    gap_traces,
    lane_axes,
    lane_line,
    lane_with,
    line_behind,
    numbers_beside,
    words_over,
)
from vtdash.render.charts.layout import chart_layout, sample_mark
from vtdash.render.charts.points import Figure, Point, Trace, points_by, with_value
from vtdash.render.charts.theme import Look
from vtdash.render.names import Names
from vtdash.text.language import Text

_TITLE_LINE, _WORDS_LINE, _TRACK, _TICKS, _GAP = 18, 16, 20, 24, 4
"""Pixels of a line of a title and of words, of a lane's marks, of the axis, above each lane."""

_MARGINS, _SAMPLE = 16, 28
"""Pixels above and below the plot, and of the line that says that values are of the sample."""

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
        heights = [_head(lane) + _TRACK for lane in lanes]
        signs = self.signs(shown, look)
        tops = list(accumulate(heights, initial=_WORDS_LINE * (1 + signs.count("<br>"))))
        whole = tops[-1] + _TICKS
        mark = sample_mark(shown, look)
        height = whole + _MARGINS + (_SAMPLE if mark else 0)
        picture: dict[str, Any] = chart_layout(look, separators, height) | {"showlegend": False}
        picture["margin"] |= {"l": 3}  # a phone needs all of its width
        said = [words_over(signs, 1.0, look.quiet)]
        tracks: list[dict[str, Any]] = []
        traces: list[Trace] = []
        for number, (lane, top) in enumerate(zip(lanes, tops, strict=False), start=1):
            traces += self.lane_traces(lane.points, number, look)
            begin, is_last = top + _head(lane), number == len(lanes)
            marks = range(begin, begin + _TRACK)
            picture |= lane_axes(lane, number, marks, whole, SCALE, look, has_ticks=is_last)
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
        return [lane_line(points, number, SCALE, look), _between(points, number, look)]

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

    def _lane(self, points: Sequence[Point]) -> Lane:
        said = self._of(points[0])
        return lane_with(points, *((said.first, said.second) if said else ("", "")))

    def strength_title(self, text: Text) -> str:
        """Return the title of the table's column of verdicts."""
        return text("Verdict")


def _head(lane: Lane) -> int:
    """Return the pixels above the marks of a lane."""
    return _GAP + _TITLE_LINE * len(lane.title) + _WORDS_LINE * lane.words_lines


def _indicator(point: Point) -> str:
    return point.row.indicator_id


def _places(points: Sequence[Point], look: Look) -> str:
    """Return the territories with their signs, each in its colour."""
    first = points_by(points, lambda point: point.row.territory)
    return "   ".join(
        f'<span style="color:{look.ink(own[0])}">•</span> {own[0].series.partition(" · ")[0]}'
        for own in first.values()
    )


def _between(points: Sequence[Point], number: int, look: Look) -> dict[str, Any]:
    line = {"color": look.pale(look.quiet), "width": 5}
    return line_behind(number, points[0].row.shown, points[-1].row.shown, line)


def _words(lane: Lane, top: int, whole: int, look: Look) -> list[dict[str, Any]]:
    """Return the title and the words above the marks."""
    top += _GAP
    said = [words_over(f"<b>{'<br>'.join(lane.title)}</b>", 1 - top / whole, look.text, size=13)]
    top += _TITLE_LINE * len(lane.title)
    for lines, colour in zip(lane.words, (look.text, look.quiet), strict=True):
        if lines:
            said.append(words_over("<br>".join(lines), 1 - top / whole, colour))
        top += _WORDS_LINE * len(lines)
    return said
