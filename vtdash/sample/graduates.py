"""Sample of ``graduate_tracer``: from intake to work in the field, by cohort.

Graduates follow enrolment of the same year, scaled so that Hanoi's cohort of 2022 equals the
published counts by level. Every rate here is invented; none is published with its base.

A place has no rate of its own. Each count is binomial around what the city's year gives, so
that places differ by chance and size only and the funnel flags as many as chance does. What a
level or an occupation adds is taken relative to what the place teaches (``without_mix``), since
otherwise the mix of courses would set places apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vtdash.sample.anchors import published_total
from vtdash.sample.chance import Counts, Numbers, shifts, without_mix
from vtdash.sample.enrolment import Enrolment, level_group
from vtdash.sample.occupations import Pairs
from vtdash.sample.path import GROUPS
from vtdash.sample.places import Places
from vtdash.sample.tables import (
    Institutions,
    TextColumn,
    apportion_all,
    build,
    group_by,
    position,
    split,
)

if TYPE_CHECKING:
    from vtdash.reference import Catalogue

YEARS = range(2019, 2026)
"""Cohorts: of the last one everybody has been asked; those of the year after not yet."""

_GRADUATES = {"college": "college", "intermediate": "intermediate", "elementary_and_short": "short"}
"""Level group -> the name of its published count in ``anchors``."""
_BASE_CITY, _BASE_YEAR = "hanoi", 2022
"""Where and when both enrolment and graduates are published by level."""
_FINISHING = {2019: 0.97, 2020: 0.96, 2021: 0.93, 2023: 1.01, 2024: 1.03, 2025: 1.04}
"""Graduates for each one enrolled, against the base year (invented)."""
_MONTHS = {"college": "12", "intermediate": "12"}
"""Months after graduation at which these levels are asked; 6 for the shorter ones."""
_COMPLETED = {"college": 0.72, "intermediate": 0.78, "elementary": 0.92, "under_3_months": 0.94}
_RESPONDED = {"college": 0.69, "intermediate": 0.68, "elementary": 0.66, "under_3_months": 0.65}
_EMPLOYED = {"college": 0.015, "intermediate": 0.005, "under_3_months": -0.005}
_IN_FIELD = {"college": -0.02, "intermediate": -0.005, "under_3_months": -0.01}
"""The last two: what a level adds to the usual rate, elementary courses nothing."""
_USUALLY_EMPLOYED, _USUALLY_IN_FIELD = 0.75, 0.77
_BY_OCCUPATION, _BY_YEAR = 0.02, 0.008
"""How far the rates of occupations, and of years, lie from the usual one."""
_HARD_YEARS = {2020: -0.03, 2021: -0.05}
"""What the years of the pandemic add to the rate of work."""


@dataclass(frozen=True)
class Cohorts:
    """One entry a cohort (city, year, place, pair), with the intake its graduates came from."""

    year: Counts
    place: Counts
    pair: Counts
    counts: dict[str, Counts]


def draw_graduates(
    catalogue: Catalogue,
    places: Places,
    pairs: Pairs,
    enrolment: Enrolment,
    rng: np.random.Generator,
) -> Cohorts:
    """Return the cohorts; each count is at most the one before it."""
    year, place, pair, weight = _cohorts(places, enrolment, len(pairs.levels))
    group, keys = group_by(np.array(places.cities)[place], year, level_group(pairs)[pair])
    totals = _graduate_totals(catalogue, places, pairs, enrolment, keys)
    graduated = apportion_all(weight, group, totals)
    rates = _Rates(places, pairs, (year, place, pair), rng)
    left = rng.negative_binomial(np.maximum(graduated, 1), rates.of_level(_COMPLETED))
    intake = graduated + np.where(graduated > 0, left, 0)
    respondents = rng.binomial(graduated, rates.of_level(_RESPONDED))
    hard = [_HARD_YEARS.get(y, 0.0) for y in YEARS]
    at_work = rates.of_place(_USUALLY_EMPLOYED + np.array(hard), _EMPLOYED, respondents)
    employed = rng.binomial(respondents, at_work)
    usual = np.full(len(YEARS), _USUALLY_IN_FIELD)
    in_field = rng.binomial(employed, rates.of_place(usual, _IN_FIELD, employed))
    counts = {"enrolled": intake, "graduated": graduated, "respondents": respondents}
    counts |= {"employed": employed, "in_field": in_field}
    return Cohorts(year, place, pair, counts)


def graduate_table(
    drawn: Cohorts, places: Places, pairs: Pairs, institutions: Institutions
) -> pa.Table:
    """Return the records, each cohort shared out over the institutions of its place."""
    place, pair = institutions.rows(drawn.place), institutions.rows(drawn.pair)
    months = [_MONTHS.get(level, "6") for level in pairs.levels]
    columns: dict[str, TextColumn | Counts] = {
        "city": TextColumn(places.cities, place),
        "cohort_year": institutions.rows(drawn.year) + YEARS[0],
        "area_code": TextColumn(places.codes, place),
        "institution_id": institutions.of(drawn.place),
        "occupation_key": TextColumn(pairs.occupations, pair),
        "level": TextColumn(pairs.levels, pair),
    }
    key = list(columns)
    columns["months_after"] = TextColumn(months, pair)
    parts: NDArray[np.float64] | Counts = institutions.weight[drawn.place]
    for name, count in drawn.counts.items():
        parts = split(count, parts)
        columns[name] = parts.ravel()
    return build(columns, key)


def _cohorts(
    places: Places, enrolment: Enrolment, pairs: int
) -> tuple[Counts, Counts, Counts, NDArray[np.float64]]:
    """Add up a year's quarters; the last cohort reports by commune-level unit only.

    The fourth array is turns enrolled: in the last year of its second half, as a weight only.
    """
    year = enrolment.period // 4
    commune = places.commune[enrolment.place]
    kept = np.where(year < len(YEARS) - 1, True, commune & (year < len(YEARS)))
    packed = (year * len(places.codes) + enrolment.place) * pairs + enrolment.pair
    cells, group = np.unique(packed[kept], return_inverse=True)
    weight = np.bincount(group, enrolment.enrolled[kept]).astype(np.float64)
    rest, pair = np.divmod(cells, pairs)
    return (*np.divmod(rest, len(places.codes)), pair, weight)


def _graduate_totals(
    catalogue: Catalogue,
    places: Places,
    pairs: Pairs,
    enrolment: Enrolment,
    keys: list[tuple[str, int, int]],
) -> Counts:
    """Return graduates for each (city, year, level group): a year's enrolment times a ratio.

    The ratio is that of the published counts of the base year, so its own total is exact.
    """
    group, cells = group_by(
        np.array(places.cities)[enrolment.place],
        enrolment.period // 4,
        level_group(pairs)[enrolment.pair],
    )
    enrolled = dict(zip(cells, np.bincount(group, enrolment.enrolled), strict=True))
    base_year = YEARS.index(_BASE_YEAR)
    ratio = {
        g: published_total(catalogue, f"hanoi_2022_graduates_{name}")
        / enrolled[_BASE_CITY, base_year, g]
        for g, name in ((GROUPS.index(group), name) for group, name in _GRADUATES.items())
    }
    return np.array(
        [
            round(ratio[g] * _FINISHING.get(YEARS[year], 1.0) * enrolled[city, year, g])
            for city, year, g in keys
        ]
    )


class _Rates:
    """The rates of every cohort: what the city, the year, the level and the occupation make."""

    def __init__(
        self,
        places: Places,
        pairs: Pairs,
        cells: tuple[Counts, Counts, Counts],
        rng: np.random.Generator,
    ) -> None:
        self._year, place, self._pair = cells
        self._levels, self._rng = pairs.levels, rng
        self._city = position(places.cities)[place]
        self._occupation = position(pairs.occupations)[self._pair]
        self._level = position(pairs.levels)[self._pair]
        cohort = self._year * len(places.codes) + place
        self._place = np.unique(cohort, return_inverse=True)[1]
        self._place_level = np.unique(4 * cohort + self._level, return_inverse=True)[1]

    def of_level(self, rates: dict[str, float]) -> Numbers:
        """Return the rate of the level, a little higher or lower each year and in each city."""
        return self._by_level(rates)

    def of_place(self, usual: Numbers, by_level: dict[str, float], base: Counts) -> Numbers:
        """Return rates whose mean over a place's people (``base``) is that of the city's year.

        What a level adds is taken relative to the place's year, what an occupation adds
        relative to its level there.
        """
        years = shifts(self._rng, _BY_YEAR, (self._city.max() + 1, len(YEARS)))
        liking = shifts(self._rng, _BY_OCCUPATION, self._occupation.max() + 1)[self._occupation]
        return (
            (usual + years)[self._city, self._year]
            + without_mix(self._by_level(by_level), self._place, base)
            + without_mix(liking, self._place_level, base)
        )

    def _by_level(self, rates: dict[str, float]) -> Numbers:
        given = np.array([rates.get(level, 0.0) for level in self._levels])[self._pair]
        shape = self._city.max() + 1, self._level.max() + 1, len(YEARS)
        yearly = shifts(self._rng, _BY_YEAR / 2, shape)
        return given + yearly[self._city, self._level, self._year]
