"""Intervals of rates from surveys, and a straight line through yearly values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import atan, cos, pi, sin, sqrt

from vtdash.model.observation import Observation

SMALL_BASE = 30
"""A rate on fewer answers than this is marked and left out of rankings."""

_Z95 = 1.959963984540054


def wilson(successes: int, answers: int, z: float = _Z95) -> tuple[float, float]:
    """Return the Wilson score interval of ``successes / answers`` as shares of 1.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927) 209-212. Raises ``ValueError``
    where there are no answers or more successes than answers.

    >>> low, high = wilson(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    if not 0 <= successes <= answers or answers == 0:
        raise ValueError(f"{successes} of {answers} is no share")
    share = successes / answers
    spread = z * sqrt(share * (1 - share) / answers + z * z / (4 * answers * answers))
    centre = share + z * z / (2 * answers)
    scale = 1 + z * z / answers
    # At the ends the bound is exact; computed, it would miss by a rounding error.
    low = (centre - spread) / scale if successes else 0.0
    high = (centre + spread) / scale if successes < answers else 1.0
    return low, high


@dataclass(frozen=True)
class SurveyRate:
    """A rate from a survey: ``successes`` of ``answers``, out of ``asked`` who could answer.

    ``asked`` is None where it is not stated; then there is no response rate.
    """

    key: str
    successes: int
    answers: int
    asked: int | None = None

    def __post_init__(self) -> None:
        """Refuse counts that cannot be of one survey."""
        if not 0 <= self.successes <= self.answers:
            raise ValueError(f"{self.key}: {self.successes} of {self.answers} is no share")
        if self.asked is not None and self.asked < self.answers:
            raise ValueError(f"{self.key}: {self.answers} answers of {self.asked} asked")

    @property
    def share(self) -> float | None:
        """The rate as a share of 1, or None where nobody answered."""
        return self.successes / self.answers if self.answers else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the rate, or None where nobody answered.

        It is about chance only. Those who did not answer may differ, and no interval says so:
        the response rate stands beside it.
        """
        return wilson(self.successes, self.answers) if self.answers else None

    @property
    def response(self) -> float | None:
        """The share of those asked who answered, or None where nobody or nothing was stated."""
        return self.answers / self.asked if self.asked else None

    @property
    def is_small(self) -> bool:
        """Whether the rate rests on fewer than 30 answers."""
        return self.answers < SMALL_BASE


def survey_rate(row: Observation, key: str) -> SurveyRate:
    """Return the rate of a row, under the key that tells it from those it is held against."""
    return SurveyRate(key, int(row.numerator or 0), int(row.denominator or 0))


def overlap(one: SurveyRate, other: SurveyRate) -> bool:
    """Return whether the 95 % intervals of two rates have a value in common.

    Where they do, chance may explain the difference; a rate of nobody's answers has no interval
    and excludes nothing.
    """
    if one.interval is None or other.interval is None:
        return True
    return one.interval[0] <= other.interval[1] and other.interval[0] <= one.interval[1]


def ranked(rates: Iterable[SurveyRate]) -> tuple[SurveyRate, ...]:
    """Return the rates that may be ranked, the highest first, equal ones by key.

    A rate on fewer than 30 answers is left out: its place would be a matter of chance.
    """
    fit = [rate for rate in rates if not rate.is_small]
    return tuple(sorted(fit, key=lambda rate: (-(rate.share or 0.0), rate.key)))


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
