"""Two whole years that follow one another, by category: what a change of the year is read off."""

from __future__ import annotations

from typing import NamedTuple

from vtdash.model.details import YearChange
from vtdash.model.observation import Observation
from vtdash.topics.view import Rows


class YearPair(NamedTuple):
    """What one territory or choice counted in two whole years that follow one another, by category.

    ``of``: a row that says whose it is. ``small``: how many have too few turns in a year to be
    ranked; ``alone``: how many have a value of one of the years only. ``whole``: the sums of both
    years, None where a part is missing.
    """

    of: Observation
    year: int
    changes: Rows
    small: int
    alone: int
    whole: YearChange | None


def count_of(row: Observation) -> float:
    """Return how many a row counts; a row without a value counts nothing."""
    return row.value or 0.0
