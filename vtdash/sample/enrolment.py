"""Sample of ``enrolment``: training turns by quarter, area, occupation and level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vtdash.model.errors import VtdashError
from vtdash.sample.path import GROUPS, PERIODS, YEARS, enrolment_totals, rural_totals
from vtdash.sample.places import AGRICULTURAL, NATIONAL, Pairs, Places, reporting
from vtdash.sample.tables import (
    Counts,
    Institutions,
    TextColumn,
    apportion,
    apportion_all,
    build,
    group_by,
    split,
)

if TYPE_CHECKING:
    from vtdash.reference import Catalogue

_NOISE = 0.07
_WOMEN = {
    "health": 0.8,
    "humanities_and_languages": 0.7,
    "business_and_management": 0.66,
    "manufacturing_and_processing": 0.8,
    "social_services": 0.72,
    "computing": 0.32,
    "engineering": 0.08,
    "engineering_technology": 0.07,
    "architecture_and_construction": 0.15,
    "transport_services": 0.04,
}
"""Invented share of women by field; 0.48 elsewhere."""
_RURAL_LEAN = {"rural_non_agricultural": 0.9, NATIONAL: 0.03}
"""How readily an enrolment outside agriculture is a rural worker's: at most 1."""
_FARMING_FIELDS = frozenset({"agriculture_forestry_and_fishery", "veterinary"})
"""Fields of the national list in agriculture."""


@dataclass(frozen=True)
class Enrolment:
    """One entry a cell (quarter, place, pair): positions, then counts before institutions."""

    period: Counts
    place: Counts
    pair: Counts
    enrolled: Counts
    women: Counts
    rural: Counts


def draw_enrolment(
    catalogue: Catalogue,
    places: Places,
    pairs: Pairs,
    offers: tuple[NDArray[np.int64], ...],
    rng: np.random.Generator,
) -> Enrolment:
    """Return the cells with counts whose sums follow ``path`` exactly."""
    period, place, pair = _cells(catalogue, places, offers)
    territory = np.array(places.territories)[place]
    weight = _weights(places, pairs, (period, place, pair), territory, rng)
    enrolled = _enrolled(catalogue, pairs, (period, pair), territory, weight)
    share = np.array([_WOMEN.get(field, 0.48) for field in pairs.fields])
    women = rng.binomial(enrolled, share[pair])
    rural = _rural(catalogue, pairs, (period, pair), territory, enrolled)
    return Enrolment(period, place, pair, enrolled, women, rural)


def enrolment_table(
    drawn: Enrolment, places: Places, pairs: Pairs, institutions: Institutions
) -> pa.Table:
    """Return the records, each cell shared out over the institutions of its place."""
    place, pair = institutions.rows(drawn.place), institutions.rows(drawn.pair)
    enrolled = split(drawn.enrolled, institutions.weight[drawn.place])
    columns = {
        "city": TextColumn(places.cities, place),
        "period": TextColumn(PERIODS, institutions.rows(drawn.period)),
        "area_code": TextColumn(places.codes, place),
        "institution_id": institutions.of(drawn.place),
        "occupation_key": TextColumn(pairs.occupations, pair),
        "level": TextColumn(pairs.levels, pair),
        "enrolled": enrolled.ravel(),
        "enrolled_women": split(drawn.women, enrolled).ravel(),
        "enrolled_rural": split(drawn.rural, enrolled).ravel(),
    }
    return build(columns, list(columns)[:6])


def level_group(pairs: Pairs) -> Counts:
    """Return, for each pair, the position of its level in ``GROUPS``."""
    return np.array([GROUPS.index(lv) if lv in GROUPS else len(GROUPS) - 1 for lv in pairs.levels])


def _cells(
    catalogue: Catalogue, places: Places, offers: tuple[NDArray[np.int64], ...]
) -> tuple[Counts, Counts, Counts]:
    """Return positions of quarter, place and pair: every offer of every area in force."""
    chunks = [
        (np.full(len(offers[i]), t), np.full(len(offers[i]), i), offers[i])
        for t, period in enumerate(PERIODS)
        for i in reporting(catalogue, places, period)
    ]
    period, place, pair = (np.concatenate(part) for part in zip(*chunks, strict=True))
    return period, place, pair


def _weights(
    places: Places,
    pairs: Pairs,
    cells: tuple[Counts, Counts, Counts],
    territory: NDArray[np.str_],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Return weights that give each stratum its share of a territory's quarter."""
    period, place, pair = cells
    steady = rng.lognormal(0.0, 0.35, (len(places.codes), len(pairs.levels)))
    inherited = steady[places.origin[place], pair]
    weight = places.size[place] * pairs.popularity[pair] * inherited
    weight = weight * rng.lognormal(0.0, _NOISE, len(pair))
    group, _ = group_by(territory, period, pairs.stratum[pair])
    return weight / np.bincount(group, weight)[group] * pairs.share[pair]


def _enrolled(
    catalogue: Catalogue,
    pairs: Pairs,
    cells: tuple[Counts, Counts],
    territory: NDArray[np.str_],
    weight: NDArray[np.float64],
) -> Counts:
    period, pair = cells
    wanted = enrolment_totals(catalogue)
    group, keys = group_by(territory, period, level_group(pairs)[pair])
    totals = np.array([wanted[name, PERIODS[t], GROUPS[g]] for name, t, g in keys])
    return apportion_all(weight, group, totals)


def _rural(
    catalogue: Catalogue,
    pairs: Pairs,
    cells: tuple[Counts, Counts],
    territory: NDArray[np.str_],
    enrolled: Counts,
) -> Counts:
    """Share a year's rural workers over its cells: agricultural occupations, then all others.

    National occupations in agriculture carry none, so that the agricultural count is the same
    whether a reader adds up the kind or the field.
    """
    period, pair = cells
    farming = np.array([kind == AGRICULTURAL for kind in pairs.kinds])
    lean = np.array([_lean(k, f) for k, f in zip(pairs.kinds, pairs.fields, strict=True)])
    wanted = rural_totals(catalogue)
    group, keys = group_by(territory, period // 4, (~farming).astype(np.int64)[pair])
    totals = np.array([wanted[name, YEARS[y]][side] for name, y, side in keys])
    weight = (enrolled * lean[pair]).astype(np.float64)
    if np.any(totals > np.bincount(group, weight)):
        raise VtdashError(
            "Số lao động nông thôn cần phân bổ vượt số tuyển sinh của dữ liệu mẫu.",
            "More rural workers to share out than the sample enrols.",
        )
    return apportion(weight, group, totals)


def _lean(kind: str, field: str) -> float:
    if kind == AGRICULTURAL:
        return 1.0
    return 0.0 if field in _FARMING_FIELDS else _RURAL_LEAN[kind]
