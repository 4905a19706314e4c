"""Uncertainty of a rate that comes from a survey."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

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
