"""Sample of ``graduate_tracer``: from intake to work in the field, by cohort.

Graduates follow enrolment of the same year, scaled so that Hanoi's cohort of 2022 equals the
published counts by level. Every rate here is invented; none is published with its base.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vtdash.sample.enrolment import Enrolment, level_group
from vtdash.sample.path import YEARS, published_total
from vtdash.sample.places import Pairs, Places
from vtdash.sample.tables import (
    Counts,
    Institutions,
    TextColumn,
    apportion_all,
    build,
    group_by,
    split,
)

if TYPE_CHECKING:
    from vtdash.reference import Catalogue

_GROUP_NAMES = ("college", "intermediate", "short")
_BASE_CITY, _BASE_YEAR = "hanoi", 2022
"""Where and when both enrolment and graduates are published by level."""
_FINISHING = {2019: 0.97, 2020: 0.96, 2021: 0.93, 2023: 1.01, 2024: 1.03, 2025: 1.04}
"""Graduates for each one enrolled, against the base year (invented)."""
_COMPLETED = {"college": 0.72, "intermediate": 0.78, "elementary": 0.92, "under_3_months": 0.94}
_EMPLOYED = {"college": 0.80, "intermediate": 0.77, "elementary": 0.77, "under_3_months": 0.73}
_IN_FIELD = {"college": 0.73, "intermediate": 0.76, "elementary": 0.8, "under_3_months": 0.76}
_MONTHS = {"college": "12", "intermediate": "12"}
"""Months after graduation at which these levels are asked; 6 for the shorter ones."""
_HARD_YEARS = {2020: -0.03, 2021: -0.05}
_BOUNDS = {"response": (0.45, 0.85), "employed": (0.65, 0.95), "in_field": (0.60, 0.90)}


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
    intake = np.ceil(
        graduated / (_by_level(_COMPLETED, pairs)[pair] * rng.uniform(0.95, 1.05, len(pair)))
    ).astype(np.int64)
    rates = _rates(places, pairs, (year, place, pair), rng)
    counts = {"enrolled": np.maximum(intake, graduated), "graduated": graduated}
    base = graduated
    for name, rate in zip(("respondents", "employed", "in_field"), rates, strict=True):
        base = counts[name] = rng.binomial(base, rate)
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
    """Add up a year's quarters; the last year reports by commune-level unit only.

    The fourth array is turns enrolled: in the last year of its second half, as a weight only.
    """
    year = enrolment.period // 4
    commune = places.commune[enrolment.place]
    kept = commune | (year < len(YEARS) - 1)
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
    graduates = [published_total(catalogue, f"hanoi_2022_graduates_{g}") for g in _GROUP_NAMES]
    base_year = YEARS.index(_BASE_YEAR)
    ratio = [count / enrolled[_BASE_CITY, base_year, g] for g, count in enumerate(graduates)]
    return np.array(
        [
            round(ratio[g] * _FINISHING.get(YEARS[year], 1.0) * enrolled[city, year, g])
            for city, year, g in keys
        ]
    )


def _rates(
    places: Places,
    pairs: Pairs,
    cells: tuple[Counts, Counts, Counts],
    rng: np.random.Generator,
) -> list[NDArray[np.float64]]:
    """Return, for each cohort, the rates of answering, of work and of work in the field."""
    year, place, pair = cells
    _, field = np.unique(np.array(pairs.fields), return_inverse=True)
    by_field = rng.normal(0.0, 0.05, (2, field.max() + 1))[:, field[pair]]
    by_place = rng.normal(0.0, 0.03, len(places.codes))[places.origin[place]]
    hard = np.array([_HARD_YEARS.get(y, 0.0) for y in YEARS])[year]
    answering = rng.uniform(0.5, 0.8, len(places.codes))[places.origin[place]]
    drawn = {
        "response": answering + rng.normal(0.0, 0.05, len(pair)),
        "employed": _by_level(_EMPLOYED, pairs)[pair] + by_field[0] + by_place + hard,
        "in_field": _by_level(_IN_FIELD, pairs)[pair] + by_field[1] + by_place,
    }
    return [np.clip(rate, *_BOUNDS[name]) for name, rate in drawn.items()]


def _by_level(table: dict[str, float], pairs: Pairs) -> NDArray[np.float64]:
    return np.array([table[level] for level in pairs.levels])
