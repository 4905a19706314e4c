"""Lanes below one another: the words above one, its axis, and its marks on the scale of a unit."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, NamedTuple

from vtdash.model.codes import Unit
from vtdash.render.charts.layout import PLAIN_NUMBERS, error_bars, is_bound, marks_at, words_at
from vtdash.render.charts.points import Point, Trace, number_at, points_by
from vtdash.render.charts.stacked import numbered_axes
from vtdash.render.charts.theme import Look, marker, numeral_ink

_REACH = 0.06
"""The open end of a bound as a share of its scale."""

_BESIDE = 0.2
"""Share of a scale that a number beside a mark needs, on a phone too."""

_LETTER = 0.02
"""Share of the scale of percent that a letter of a number needs on a phone."""

_TITLE, WORDS = 46, 50
"""Letters of a line of a title and of words that a phone has room for."""


class Lane(NamedTuple):
    """The points of one lane, the lines of its title, and the words above the marks, line by line.

    ``words``: what matters most, then what else is known; either may be without lines.
    """

    points: Sequence[Point]
    title: list[str]
    words: list[list[str]]

    @property
    def unit(self) -> str:
        """The unit of the lane's axis."""
        return self.points[0].row.unit

    @property
    def words_lines(self) -> int:
        """How many lines of words stand above the marks."""
        return sum(map(len, self.words))


def lane_with(points: Sequence[Point], first: str, second: str) -> Lane:
    """Return a lane under the name of its category, with the words above its marks."""
    lines = [textwrap.wrap(words, WORDS) for words in (first, second)]
    return Lane(points, textwrap.wrap(points[0].category, _TITLE), lines)


def lane_axes(  # noqa: PLR0913 - what the axes of lanes differ in
    lane: Lane,
    number: int,
    marks: range,
    whole: int,
    scale: tuple[float, float],
    look: Look,
    *,
    has_ticks: bool,
) -> dict[str, Any]:
    """Return the axes of a lane; ``marks``: from which to which pixel of the ``whole`` they are."""
    across = {
        "range": list(axis_range(lane.unit, scale)),
        "nticks": 6,
        "automargin": False,
        "tickformat": PLAIN_NUMBERS,
        "ticksuffix": "%" if lane.unit == Unit.PERCENT else "",
        "showticklabels": has_ticks,
        "tickfont": {"size": 11, "color": look.quiet},
    }
    down = {"range": [-1, 1], "showticklabels": False, "showgrid": False}
    domain = [max(0.0, 1 - marks.stop / whole), 1 - marks.start / whole]
    return numbered_axes(number, domain, across, down, look)


def words_over(words: str, top: float, colour: str, *, size: int = 12) -> dict[str, Any]:
    """Return words at the left edge of a chart of lanes, down from ``top``."""
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return words_at(words, 0, top, colour, size=size) | {"align": "left", "borderpad": 0, **place}


def scale_of(points: Sequence[Point]) -> tuple[float, float]:
    """Return the least and the greatest number of a unit's scale: of shares 0 and 100."""
    if points[0].row.unit == Unit.PERCENT:
        return 0.0, 100.0
    numbers = [
        number
        for point in points
        for number in (point.row.shown, point.row.high, *(point.row.interval or ()))
        if number is not None
    ]
    return min(0.0, *numbers), max(0.0, *numbers) or 1.0


def gap_traces(
    points: Sequence[Point], number: int, scale: tuple[float, float], look: Look
) -> list[Trace]:
    """Return the marks of a lane: filled ones for what is, hollow ones for the aim in front."""
    traces: list[Trace] = []
    for group in points_by(points, lambda p: (p.is_aim, p.series, is_bound(p))).values():
        trace = marks_at(group, [point.row.shown for point in group], [0] * len(group))
        trace |= {"xaxis": f"x{number}", "yaxis": f"y{number}", "cliponaxis": False}
        trace["marker"] = marker(group, look)
        if ranges := error_bars(group, _REACH * (scale[1] - scale[0])):
            thick = 4 if group[0].is_aim else 2
            trace["error_x"] = {"color": look.ink(group[0]), "thickness": thick, "width": 5}
            trace["error_x"] |= ranges
        traces.append(trace)
    return sorted(traces, key=lambda trace: "-open" in trace["marker"]["symbol"][0])


def axis_range(unit: str, scale: tuple[float, float]) -> tuple[float, float]:
    """Return the ends of an axis, with room for the words behind its last mark."""
    low, high = scale
    room = (0.03 if unit == Unit.PERCENT else 0.4) * (high - low)
    return low - (room if low else 0), high + room


def numbers_beside(
    points: Sequence[Point], number: int, scale: tuple[float, float], look: Look
) -> list[dict[str, Any]]:
    """Return the numbers of the marks, on the outer sides of all that a lane draws.

    Where there is no room before the first mark both stand behind the last, and the other way
    round.
    """
    ordered = sorted(points, key=number_at)
    span = scale[1] - scale[0]
    left = min(_left_end(point, _REACH * span) for point in points)
    right = max(_right_end(point, _REACH * span) for point in points)
    on = {"xref": f"x{number}", "yref": f"y{number}", "yanchor": "middle"}
    before = {"xanchor": "right", "xshift": -9} | on
    behind = {"xanchor": "left", "xshift": 9} | on
    ink = numeral_ink(ordered[0], look)
    first, last = ordered[0].number, ordered[-1].number
    if len(ordered) == 1:
        near_end = scale[1] - right < _BESIDE * span / 2
        where, side = (left, before) if near_end else (right, behind)
        return [words_at(last, where, 0, ink, size=12) | side]
    if left - scale[0] < _BESIDE * span:
        return [words_at(f"{first} · {last}", right, 0, ink, size=12) | behind]
    is_near_end = points[0].row.unit == Unit.PERCENT and (
        scale[1] - right < _LETTER * span * len(last)
    )
    if is_near_end and left - scale[0] > 2 * _BESIDE * span:
        return [words_at(f"{first} · {last}", left, 0, ink, size=12) | before]
    ends = ((first, left, before), (last, right, behind))
    return [words_at(words, where, 0, ink, size=12) | side for words, where, side in ends]


def _left_end(point: Point, reach: float) -> float:
    """Return where a mark and its range begin; a bound that is open below has its open end."""
    row = point.row
    ends = (row.shown, row.low, *(row.interval or ()))
    first = min(end for end in ends if end is not None)
    return first - reach if is_bound(point) and row.high is not None else first


def _right_end(point: Point, reach: float) -> float:
    """Return where a mark and its range end; a bound that is open above has its open end."""
    row = point.row
    ends = (row.shown, row.high, *(row.interval or ()))
    last = max(end for end in ends if end is not None)
    return last + reach if is_bound(point) and row.low is not None else last


def lane_line(
    points: Sequence[Point], number: int, scale: tuple[float, float], look: Look
) -> dict[str, Any]:
    """Return the line on which the marks of a lane lie."""
    ends = axis_range(points[0].row.unit, scale)
    return line_behind(number, *ends, {"color": look.grid, "width": 2})


def line_behind(
    number: int, begin: float | None, end: float | None, line: dict[str, Any]
) -> dict[str, Any]:
    """Return a line behind the marks of a lane, from one value to another."""
    on = {"xref": f"x{number}", "yref": f"y{number}", "y0": 0, "y1": 0}
    return {"type": "line", "layer": "below", **on, "x0": begin, "x1": end, "line": line}


def gap_track(
    points: Sequence[Point], number: int, scale: tuple[float, float], look: Look
) -> list[dict[str, Any]]:
    """Return the line on which the marks lie, and on it the gap where both ends are known."""
    drawn = [lane_line(points, number, scale, look)]
    seen = next((p.row.shown for p in points if not p.is_aim), None)
    aim = next((p.row.shown for p in points if p.is_aim), None)
    if seen is not None and aim is not None:
        line = {"color": look.pale(look.ink(points[0])), "width": 6}
        drawn.append(line_behind(number, seen, aim, line))
    return drawn
