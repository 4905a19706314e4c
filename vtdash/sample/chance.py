"""Chance: what makes two quarters, years or places differ, and nothing else does.

Every draw is rounded: the last bit of an exponential is not the same on every processor, and
without rounding a share could fall to one side here and to the other side there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_DIGITS = 6

Numbers = NDArray[np.float64]


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
