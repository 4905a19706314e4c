"""Quantities: a published number with what its source says of it, such as 'about 20,000'."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vtdash.model.codes import Qualifier, Unit

LEAST_DIGITS = 2
"""Digits of a number that count at least: the zeros of 'about 20,000' do not make it 2 x 10,000."""

MOST_POINTS = Decimal("0.5")
"""Most tolerance of a share, which is printed in whole per cent: 95% is not 'about 100%'."""

DIGITS = 9
"""Decimal places that count where a number is held against a threshold, a year or a target: the
noise of floating point behind them would tip a value that lies exactly on it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as its source words it: ``low`` equals ``high`` for a point value.

    A bound has one of the two only. ``qualifier`` and ``unit`` are codes of codes.toml.
    """

    low: float | None
    high: float | None
    qualifier: str = Qualifier.EXACT
    unit: str = ""

    @property
    def number(self) -> float | None:
        """The number itself: the lower one of a range, the stated one of a bound."""
        return self.low if self.low is not None else self.high

    @property
    def is_strict(self) -> bool:
        """Whether the number itself is left out, as of 'over 40%'."""
        return self.qualifier in (Qualifier.OVER, Qualifier.UNDER)

    @property
    def tolerance(self) -> float:
        """By how much a value may be off 'about' this number and still round to it, else 0.

        Half a unit of the last digit that is not a zero, at least two digits counting. No document
        says how it rounds, so this is a rule of ours, the narrowest that leaves 'about' a meaning.

        >>> [Quantity(n, n, "about").tolerance for n in (20_000, 224_500, 50)]
        [500.0, 50.0, 0.5]
        """
        if self.qualifier != Qualifier.ABOUT:
            return 0.0
        number = Decimal(str(self.number or 0)).normalize().as_tuple()
        place = int(number.exponent) - max(LEAST_DIGITS - len(number.digits), 0)
        half = Decimal(5).scaleb(place - 1)
        return float(min(half, MOST_POINTS) if self.unit == Unit.PERCENT else half)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The least and greatest value that agree with it, None where there is no limit.

        >>> Quantity(198_000, 198_000, "about").bounds, Quantity(70, None, "at_least").bounds
        ((197500.0, 198500.0), (70.0, None))
        """
        low = None if self.low is None else self.low - self.tolerance
        return low, None if self.high is None else self.high + self.tolerance

    def is_below(self, value: float) -> bool:
        """Return whether a value is less than all that agree with it: what meets it is not."""
        return self.low is not None and not self.is_met(value, "up")

    def is_above(self, value: float) -> bool:
        """Return whether a value is more than all that agree with it: what meets it is not."""
        return self.high is not None and not self.is_met(value, "down")

    def to_go(self, value: float, better: str) -> float:
        """Return how far a value has to go to the number, negative beyond it.

        ``better`` is up or down; a range is reached at its nearer bound.
        """
        if better == "down":
            return value - ((self.high if self.high is not None else self.low) or 0.0)
        return (self.number or 0.0) - value

    def reaches(self, value: float, better: str) -> bool:
        """Return whether a value is at the number itself or beyond; 'over 40' only beyond."""
        to_go = self.to_go(value, better)
        return to_go < 0 or (to_go == 0 and not self.is_strict)

    def is_met(self, value: float, better: str) -> bool:
        """Return whether a value meets it as a target; 'about' by what rounds to the number."""
        if self.qualifier == Qualifier.ABOUT:
            return round(self.to_go(value, better), DIGITS) <= self.tolerance
        return self.reaches(value, better)
