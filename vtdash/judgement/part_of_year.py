"""Which months of its year a period of the register covers, as far as its text says so."""

from __future__ import annotations

import re

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUARTERS = re.compile(r"\d{4}-Q([1-4])(?:/Q([1-4]))?")
_FIRST_MONTHS = re.compile(r"\d{4} first (\d+) months")
_NAMED_MONTHS = re.compile(
    rf"\d{{4}} \((?:({'|'.join(_MONTHS)})-|to )(mid-)?({'|'.join(_MONTHS)})\)"
)


def months(period: str) -> tuple[float, float] | None:
    """Return where a part of a year begins and ends, in months; None where its text is not plain.

    >>> [months(text) for text in ("2022 (to Nov)", "2024-Q1/Q3", "2025 first 6 months", "2022")]
    [(0, 11), (0, 9), (0, 6), None]
    """
    if quarters := _QUARTERS.fullmatch(period):
        first, last = int(quarters[1]), int(quarters[2] or quarters[1])
        return 3 * (first - 1), 3 * last
    if some := _FIRST_MONTHS.fullmatch(period):
        return 0, int(some[1])
    if named := _NAMED_MONTHS.fullmatch(period):
        end = _MONTHS.index(named[3]) + (0.5 if named[2] else 1)
        return (_MONTHS.index(named[1]) if named[1] else 0), end
    return None
