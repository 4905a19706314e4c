"""A straight line through yearly values, with the interval of its slope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import atan, cos, pi, sin, sqrt

LEAST_POINTS = 4
"""With fewer values than this a slope says nothing: two of them always lie on a line."""

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Trend:
    """Change a year, in the unit of the values: the estimate and its 95 % interval."""

    slope: float
    low: float
    high: float
    standard_error: float
    years: tuple[int, ...]


def trend(points: Sequence[tuple[int, float]]) -> Trend | None:
    """Return the ordinary least squares line through (year, value), or None below four points.

    The interval is ``slope ± t · standard error`` with t of Student's distribution on n - 2
    degrees of freedom. Years need not follow one another: each counts at its own place. Raises
    ``ValueError`` where a year stands twice, since a line cannot choose between two sources.
    """
    years = tuple(year for year, _ in points)
    if len(set(years)) != len(years):
        raise ValueError("a year stands twice")
    if len(points) < LEAST_POINTS:
        return None
    slope, error = _slope(points)
    reach = t_quantile((1 + CONFIDENCE) / 2, len(points) - 2) * error
    return Trend(slope, slope - reach, slope + reach, error, tuple(sorted(years)))


def _slope(points: Sequence[tuple[int, float]]) -> tuple[float, float]:
    """Return slope and its standard error: both exactly zero for values that stand still."""
    number, start = len(points), points[0][1]
    middle = sum(year for year, _ in points) / number
    mean = sum(value - start for _, value in points) / number
    moved = [(year - middle, value - start - mean) for year, value in points]
    spread = sum(along**2 for along, _ in moved)
    slope = sum(along * above for along, above in moved) / spread
    rest = sum((above - slope * along) ** 2 for along, above in moved)
    return slope, sqrt(rest / (number - 2) / spread)


@cache
def t_quantile(probability: float, freedom: int) -> float:
    """Return the value below which Student's t lies with a probability of 0.5 or more.

    The distribution function for whole degrees of freedom is a finite sum (M. Abramowitz and
    I. A. Stegun, Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4); it is turned
    round by halving. Raises ``ValueError`` outside of its range.

    >>> round(t_quantile(0.975, 2), 3)
    4.303
    """
    if not 0.5 <= probability < 1 or freedom < 1:  # noqa: PLR2004 - the middle of all
        raise ValueError(f"no quantile {probability} of t on {freedom} degrees of freedom")
    low, high = 0.0, 1.0
    while _t_below(high, freedom) < probability:
        low, high = high, 2 * high
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if _t_below(middle, freedom) >= probability else (middle, high)
    return high


def _t_below(value: float, freedom: int) -> float:
    """Return P(T <= value) for a value of 0 or more."""
    angle = atan(value / sqrt(freedom))
    term, total = (1.0, 1.0) if freedom % 2 == 0 else (cos(angle), cos(angle))
    first = 2 if freedom % 2 == 0 else 3
    for degree in range(first, freedom - 1, 2):
        term *= (degree - 1) / degree * cos(angle) ** 2
        total += term
    if freedom % 2 == 0:
        return (1 + sin(angle) * total) / 2
    return 0.5 + (angle + (sin(angle) * total if freedom > 1 else 0)) / pi
