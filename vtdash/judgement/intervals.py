"""Uncertainty of a rate that comes from a survey."""

from __future__ import annotations

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
