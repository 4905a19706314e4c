"""Values in classes, as a map colours them, and a map in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from vtdash.render.charts.drawing import Drawing, Point
from vtdash.render.charts.theme import Look
from vtdash.render.names import Names

MOST = 5
"""Steps of lightness that a reader can still tell apart."""


class Class(NamedTuple):
    """The values from ``low`` to ``high``, both of which occur."""

    low: float
    high: float


def classes(points: Iterable[Point]) -> tuple[Class, ...]:
    """Return classes of about as many different values each, the lowest first."""
    values = sorted({point.row.shown for point in points if point.row.shown is not None})
    count = min(MOST, len(values))
    ends = [round(number * len(values) / count) for number in range(count + 1)] if count else []
    return tuple(Class(values[first], values[last - 1]) for first, last in pairwise(ends))


def number_of(value: float, found: Sequence[Class]) -> int:
    """Return the place of the class that a value is in."""
    return next(place for place, one in enumerate(found) if value <= one.high)


def label(one: Class, unit: str, separators: str) -> str:
    """Return the bounds of a class as a legend has them.

    >>> label(Class(1200, 3400), "training_turns", ".,"), label(Class(50, 50), "percent", ",.")
    ('1,200–3,400', '50%')
    """
    ends = dict.fromkeys(_written(end, unit, separators) for end in one)
    return "–".join(ends) + ("%" if unit == "percent" else "")


def _written(value: float, unit: str, separators: str) -> str:
    said = f"{value:,.1f}".removesuffix(".0") if unit == "percent" else f"{value:,.0f}"
    point, thousands = separators
    return said.translate({ord("."): point, ord(","): thousands})


def colour(place: int, count: int, look: Look) -> str:
    """Return the colour of a class; few classes are spread over the whole ramp."""
    last = len(look.ramp) - 1
    return look.ramp[last if count == 1 else round(place * last / (count - 1))]


def ink(ground: str, look: Look) -> str:
    """Return which of the theme's two extremes is read better on a ground."""
    return max((look.text, look.paper), key=lambda own: _contrast(own, ground))


def _contrast(one: str, other: str) -> float:
    """Return the ratio of contrast of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour_: str) -> float:
    parts = [int(colour_[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def map_in_words(points: Sequence[Point], drawing: Drawing, names: Names) -> list[str]:
    """Return sentences on the map of these points, which all have a value."""
    text = names.text
    said = [
        text.plural(
            "{n} value of {bounds}",
            "{n} values of {bounds}",
            sum(one.low <= (point.row.shown or 0) <= one.high for point in points),
            bounds=label(one, points[0].row.unit, text.separators()),
        )
        for one in classes(points)
    ]
    sentences = [
        text("Places are listed city by city from north to south, in the table too."),
        text("By lightness: {classes}.", classes="; ".join(said)),
    ]
    if estimates := sum(point.row.status == "estimate" for point in points):
        sentences.append(
            text.plural(
                "{n} value is an estimate (dotted).",
                "{n} values are estimates (dotted).",
                estimates,
            )
        )
    if chosen := [point for point in points if point.row.area_id in drawing.chosen]:
        named = (f"{point.category}: {names.value(point.row)}" for point in chosen)
        sentences.append(text("Chosen: {places}.", places="; ".join(named)))
    return sentences
