"""Which districts differ from the rest by more than chance, given how many people they count?

A funnel plot: D. J. Spiegelhalter, Funnel plots for comparing institutional performance,
Statistics in Medicine 24 (2005) 1185-1202, for proportions. What is approximate, and one
deliberate difference at the upper end, are in docs/methods/funnel.en.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, floor, lgamma, log, sqrt
from typing import NamedTuple

from vtdash.rules.statistics import SMALL_BASE, SurveyRate

WARNING, ALARM = 0.95, 0.998
"""Of districts that differ by chance alone, these shares lie within the inner and outer limits."""


class Limits(NamedTuple):
    """Limits at one base, as shares of 1: within them a rate says nothing special."""

    base: int
    outer_low: float
    inner_low: float
    inner_high: float
    outer_high: float


class Placed(NamedTuple):
    """A district's rate and where it lies: a key of codes.toml [funnel_place]."""

    rate: SurveyRate
    limits: Limits
    place: str


@dataclass(frozen=True)
class Funnel:
    """Rates against the overall one, as a share of 1, of all of them together."""

    overall: float
    placed: tuple[Placed, ...]
    left_out: tuple[SurveyRate, ...]


def funnel(rates: Iterable[SurveyRate]) -> Funnel | None:
    """Return where each rate lies, in the order given, or None where nobody answered.

    The overall rate is of all answers, those of small bases included. A rate on fewer than 30
    answers is not placed: it is listed in ``left_out``.
    """
    given = tuple(rates)
    answers = sum(rate.answers for rate in given)
    if not answers:
        return None
    overall = sum(rate.successes for rate in given) / answers
    small = tuple(rate for rate in given if rate.answers < SMALL_BASE)
    placed = tuple(_placed(rate, overall) for rate in given if rate.answers >= SMALL_BASE)
    return Funnel(overall, placed, small)


def limits(base: int, overall: float) -> Limits:
    """Return the limits at a base, around an overall rate.

    Each is where the binomial distribution function, drawn with straight lines between whole
    numbers of people, passes half of what lies outside. Raises ``ValueError`` for no base.
    """
    if base < 1 or not 0 <= overall <= 1:
        raise ValueError(f"no limits at base {base} around {overall}")
    tails = (1 - ALARM) / 2, (1 - WARNING) / 2
    low, high = _low(base, overall, tails), _low(base, 1 - overall, tails)
    return Limits(base, low[0], low[1], 1 - high[1], 1 - high[0])


def _placed(rate: SurveyRate, overall: float) -> Placed:
    within = limits(rate.answers, overall)
    return Placed(rate, within, _place(rate.successes / rate.answers, within))


def _place(share: float, within: Limits) -> str:
    if share < within.outer_low:
        return "far_below"
    if share > within.outer_high:
        return "far_above"
    if share < within.inner_low:
        return "below"
    return "above" if share > within.inner_high else "within"


_REACH = 6
"""Standard deviations below the mean under which a binomial number has no weight to speak of:
less than a billionth, where the limits are drawn at a thousandth."""


def _low(base: int, overall: float, tails: tuple[float, ...]) -> list[float]:
    """Return, for each tail (the smallest first), the share below which less than it lies."""
    if overall in {0.0, 1.0}:
        return [overall] * len(tails)
    spread = _REACH * sqrt(base * overall * (1 - overall)) + _REACH
    number = max(0, floor(base * overall - spread))
    weight = below = _chance(number, base, overall)
    odds = overall / (1 - overall)
    found: list[float] = []
    for tail in tails:
        while below < tail and number < base:
            number += 1
            weight *= (base + 1 - number) / number * odds
            below += weight
        found.append(max(0.0, (number - (below - tail) / weight) / base))
    return found


def _chance(number: int, base: int, overall: float) -> float:
    """Return the binomial probability of a number among ``base``."""
    ways = lgamma(base + 1) - lgamma(number + 1) - lgamma(base - number + 1)
    return exp(ways + number * log(overall) + (base - number) * log(1 - overall))
