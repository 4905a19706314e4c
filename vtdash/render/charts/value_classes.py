"""The classes of value by which a map is coloured, and their bounds in its legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from vtdash.model.codes import Unit
from vtdash.render.charts.points import Point, with_value

_CLASSES = 5
"""Steps of lightness that a reader can still tell from one another."""


class ValueClass(NamedTuple):
    """The values from ``low`` up to below ``high``; the last class has its upper bound too."""

    low: float
    high: float


def value_classes(points: Iterable[Point]) -> tuple[ValueClass, ...]:
    """Return classes of about as many different values each, the lowest first.

    Each begins where the one below ends, at a round number: a legend has no holes.
    """
    values = sorted({in_short(point) for point in with_value(points)})
    count = min(_CLASSES, len(values))
    if count <= 1:
        return tuple(ValueClass(value, value) for value in values)
    starts = [round(number * len(values) / count) for number in range(1, count)]
    inner = [_roundest(values[start - 1], values[start]) for start in starts]
    step = 10 ** floor(log10(values[-1] - values[0])) / 2
    outer = floor(values[0] / step) * step, ceil(values[-1] / step) * step
    return tuple(ValueClass(*bounds) for bounds in pairwise([outer[0], *inner, outer[1]]))


def in_short(point: Point) -> float:
    """Return a point's value as a map prints it: by this it has its class."""
    value = point.row.shown or 0.0
    return round(value, 1) if point.row.unit == Unit.PERCENT else value


def class_of(value: float, classes: Sequence[ValueClass]) -> int:
    """Return the place of the class of a value."""
    last = len(classes) - 1
    return next((place for place, one in enumerate(classes) if value < one.high), last)


def _roundest(below: float, upto: float) -> float:
    """Return the roundest number above one value and not above the other.

    >>> _roundest(18, 21), _roundest(17.6, 17.9), _roundest(1234, 8765)
    (20, 17.8, 8000)
    """
    power = floor(log10(upto)) if upto > 0 else 0
    while power >= floor(log10(upto - below)) - 1:
        for part in (10, 5, 2):
            step = Fraction(part) * Fraction(10) ** (power - 1)
            found = floor(Fraction(str(upto)) / step) * step
            if found > below:
                return int(found) if found.denominator == 1 else float(found)
        power -= 1
    return upto


def class_bounds(one: ValueClass, unit: str, separators: str) -> str:
    """Return the bounds of a class as a legend has them.

    >>> class_bounds(ValueClass(1200, 3400), "training_turns", ".,")
    '1,200–3,400'
    >>> class_bounds(ValueClass(50, 50), "percent", ",.")
    '50%'
    """
    ends = dict.fromkeys(_written(end, unit, separators) for end in one)
    return "–".join(ends) + ("%" if unit == Unit.PERCENT else "")


def _written(value: float, unit: str, separators: str) -> str:
    number = f"{value:,.1f}".removesuffix(".0") if unit == Unit.PERCENT else f"{value:,.0f}"
    point, thousands = separators
    return number.translate({ord("."): point, ord(","): thousands})
