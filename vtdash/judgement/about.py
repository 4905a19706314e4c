"""How far from a number is still 'about' that number? Half a unit of the digit it is rounded to."""

from __future__ import annotations

from decimal import Decimal

from vtdash.measures.observation import Observation

LEAST_DIGITS = 2
"""Digits of a number that count at least: the zeros of 'about 20,000' do not make it 2 x 10,000."""

MOST_POINTS = Decimal("0.5")
"""Most leeway for a share, which is printed in whole per cent: 95% is not 'about 100%'."""


def leeway(target: Observation) -> float:
    """Return by how much a value may fall short of 'about' this target and still round to it.

    Half a unit of the last digit that is not a zero, at least two digits counting. No document
    says how it rounds, so this is a rule of ours, the narrowest that leaves 'about' a meaning.

    >>> [leeway(Observation(value=number)) for number in (20_000, 224_500, 50)]
    [500.0, 50.0, 0.5]
    """
    number = Decimal(str(target.shown or 0)).normalize().as_tuple()
    place = int(number.exponent) - max(LEAST_DIGITS - len(number.digits), 0)
    half = Decimal(5).scaleb(place - 1)
    return float(min(half, MOST_POINTS) if target.unit == "percent" else half)
