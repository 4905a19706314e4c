"""Chance: what makes two quarters, years or places differ, and nothing else does.

Every draw is rounded: the last bit of an exponential is not the same on every processor, and
without rounding a share could fall to one side here and to the other side there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

_DIGITS = 6

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]


def uneven(rng: np.random.Generator, spread: float, shape: int | tuple[int, ...]) -> Numbers:
    """Return factors around 1, each drawn on its own."""
    return np.round(rng.lognormal(0.0, spread, shape), _DIGITS)


def drifting(rng: np.random.Generator, spread: float, shape: tuple[int, ...]) -> Numbers:
    """Return factors around 1 that move on from year to year along the last axis."""
    moved = np.cumprod(uneven(rng, spread, shape), axis=-1, dtype=np.float64)
    return np.round(moved, _DIGITS)


def shifts(rng: np.random.Generator, spread: float, shape: int | tuple[int, ...]) -> Numbers:
    """Return what is added to a rate, around 0, each drawn on its own."""
    return np.round(rng.normal(0.0, spread, shape), _DIGITS)


def without_mix(effect: Numbers, group: NDArray[np.int64], base: NDArray[np.int64]) -> Numbers:
    """Return the effects less the mean of their group, weighted by ``base``.

    What is left adds up to nothing in each group: who happens to be in it no longer makes its
    rate high or low.
    """
    people = np.maximum(np.bincount(group, base), 1)
    return effect - (np.bincount(group, effect * base) / people)[group]


Kind = TypeVar("Kind", bound=np.generic)

FIRST_YEARS = 7
"""Years of the sample as it was first drawn, from 2019 on; later ones were added."""

Draw = Callable[[np.random.Generator, float, "int | tuple[int, ...]"], Numbers]
"""``uneven`` or ``shifts``."""


@dataclass(frozen=True)
class Chance:
    """The generators of one part of the sample: of its first years, and of those added later.

    So a year that is added leaves all that was drawn for those before it as it was.
    """

    first: np.random.Generator
    added: np.random.Generator

    def by_time(self, draw: Draw, spread: float, shape: tuple[int, ...], first: int) -> Numbers:
        """Return draws along a last axis of years or quarters, of which ``first`` are old."""
        *others, steps = shape
        old = draw(self.first, spread, (*others, first))
        return np.concatenate([old, draw(self.added, spread, (*others, steps - first))], axis=-1)

    def drifting(self, spread: float, shape: tuple[int, ...]) -> Numbers:
        """Return factors around 1 that move on from year to year along the last axis."""
        drawn = self.by_time(uneven, spread, shape, FIRST_YEARS)
        moved = np.cumprod(drawn, axis=-1, dtype=np.float64)
        return np.round(moved, _DIGITS)

    def by_row(
        self, is_added: NDArray[np.bool_], draw: Callable[..., NDArray[Kind]], *values: NDArray[Any]
    ) -> NDArray[Kind]:
        """Return one draw a row; ``draw`` takes a generator, a number of rows and their values."""
        old = draw(self.first, int(np.sum(~is_added)), *(each[~is_added] for each in values))
        drawn = np.empty(len(is_added), old.dtype)
        drawn[~is_added] = old
        drawn[is_added] = draw(
            self.added, int(np.sum(is_added)), *(each[is_added] for each in values)
        )
        return drawn

    def uneven_rows(self, is_added: NDArray[np.bool_], spread: float) -> Numbers:
        """Return factors around 1, one a row."""

        def draw(rng: np.random.Generator, rows: int) -> Numbers:
            return uneven(rng, spread, rows)

        return self.by_row(is_added, draw)

    def binomial(self, is_added: NDArray[np.bool_], of: Counts, rate: Numbers) -> Counts:
        """Return how many of each row's number meet its rate."""

        def draw(rng: np.random.Generator, rows: int, of: Counts, rate: Numbers) -> Counts:
            return rng.binomial(of, rate, rows)

        return self.by_row(is_added, draw, of, rate)
