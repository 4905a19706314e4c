"""The window of a funnel, and which of its marks have room for their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import log10
from typing import NamedTuple

from vtdash.model.codes import Status
from vtdash.model.details import FunnelPlace
from vtdash.render.charts.points import Point

_NAMED, _TRIED = 5, 24
"""Names next to the marks of a funnel, and for how many room is sought."""

_LETTER, _GAP, NAME_HEIGHT = 0.027, 0.03, 0.07
"""Room of a letter, of a mark and of a line as shares of a funnel on a phone."""


class FunnelWindow(NamedTuple):
    """The window of one funnel: answers as powers of ten, and per cent."""

    left: float
    right: float
    low: float
    high: float

    def place(self, point: Point) -> tuple[float, float]:
        """Return where a mark is, as shares of the window."""
        across = (log10(answers_of(point)) - self.left) / (self.right - self.left)
        return across, ((point.row.value or 0) - self.low) / (self.high - self.low)


def overall(points: Sequence[Point]) -> float:
    """Return the rate of all these together, in per cent; estimates do not count."""
    own = [point for point in points if point.row.status != Status.ESTIMATE] or points
    having = sum(point.row.numerator or 0 for point in own)
    return 100 * having / sum(answers_of(point) for point in own)


def answers_of(point: Point) -> float:
    """Return the number of answers that the rate of a mark rests on."""
    return point.row.denominator or 1


def window_around(points: Sequence[Point]) -> FunnelWindow:
    """Return a window around all marks and limits, with room for marks at its edges."""
    answers = [log10(answers_of(point)) for point in points]
    rates = [
        value
        for point in points
        for value in (point.row.value, *_outer(point))
        if value is not None
    ]
    room = 0.06 * (max(answers) - min(answers)) + 0.05
    pad = 0.08 * (max(rates) - min(rates)) + 1
    return FunnelWindow(
        min(answers) - room,
        max(answers) + room,
        max(-1, min(rates) - pad),
        min(101, max(rates) + pad),
    )


def stands_out(point: Point, chosen: Collection[str]) -> bool:
    """Return whether a mark lies outside the funnel, or a reader chose its area."""
    return point.row.area_id in chosen or point.row.group not in {"", "within"}


def named_marks(
    points: Sequence[Point], window: FunnelWindow, chosen: Collection[str]
) -> dict[int, str]:
    """Return on which side the name of a mark is, for those chosen and furthest outside with room.

    A name covers no mark and no other name; one without room is left to tooltip and table.
    """
    middle = overall(points)
    outside = [point for point in points if stands_out(point, chosen)]
    furthest = sorted(outside, key=lambda p: (p.row.area_id not in chosen, -_distance(p, middle)))[
        :_TRIED
    ]
    marks = [window.place(point) for point in points]
    named: dict[int, str] = {}
    taken = list(_line_names(points, window))
    for point in furthest:
        across, up = window.place(point)
        width = _GAP + _LETTER * len(point.category)
        for side, left in (("right", across), ("left", across - width)):
            box = (left, left + width, up)
            is_free = left >= 0 and left + width <= 1 and not _covers(box, marks, across)
            if is_free and not any(_touch(box, other) for other in taken):
                named[point.row_number] = f"middle {side}"
                taken.append(box)
                break
        if len(named) == _NAMED:
            break
    return named


def _line_names(
    points: Sequence[Point], window: FunnelWindow
) -> Iterator[tuple[float, float, float]]:
    """Yield the room that the names of the upper limits take."""
    placed = [point for point in points if point.row.funnel_place]
    for point in sorted(placed, key=answers_of)[:1]:
        left, _ = window.place(point)
        place = point.row.funnel_place or FunnelPlace()
        for height in (place.limit_95_high, place.limit_998_high):
            up = (height - window.low) / (window.high - window.low) + NAME_HEIGHT / 2
            yield left, left + _LETTER * len("99.8%"), up


def _covers(
    box: tuple[float, float, float], marks: Sequence[tuple[float, float]], own: float
) -> bool:
    """Return whether a name would lie over a mark; the mark that it names is at an end of it."""
    left, right, height = box
    return any(left <= x <= right and abs(y - height) < NAME_HEIGHT and x != own for x, y in marks)


def _touch(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    beside = one[1] < other[0] or other[1] < one[0]
    return not beside and abs(one[2] - other[2]) < NAME_HEIGHT


def _outer(point: Point) -> tuple[float, float] | tuple[()]:
    """Return the 99.8 % limits at a mark, nothing where it has no place in the funnel."""
    place = point.row.funnel_place
    return place.outer if place else ()


def _distance(point: Point, middle: float) -> float:
    """Return how far a mark lies outside, in widths of the funnel at its place."""
    low, high = _outer(point) or (0.0, 0.0)
    return abs((point.row.value or 0) - middle) / (high - low or 1)
