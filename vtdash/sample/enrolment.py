"""Sample of ``enrolment``: training turns by quarter, area, occupation and level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vtdash.model.errors import VtdashError
from vtdash.sample.chance import FIRST_YEARS, Chance, Counts, Numbers, shifts, uneven
from vtdash.sample.occupations import AGRICULTURAL, NATIONAL, Pairs
from vtdash.sample.path import GROUPS, NEW_LEVEL_SINCE, PERIODS, YEARS, Path
from vtdash.sample.places import Places, reporting
from vtdash.sample.tables import (
    Institutions,
    TextColumn,
    apportion,
    apportion_all,
    build,
    group_by,
    position,
    split,
)

if TYPE_CHECKING:
    from vtdash.reference import Catalogue

_WOMEN = {
    "health": 0.8,
    "humanities_and_languages": 0.7,
    "business_and_management": 0.66,
    "manufacturing_and_processing": 0.85,
    "social_services": 0.72,
    "computing": 0.32,
    "engineering": 0.05,
    "engineering_technology": 0.05,
    "architecture_and_construction": 0.12,
    "transport_services": 0.04,
    "480203": 0.62,
    "520226": 0.1,
    **dict.fromkeys(("R03", "R14"), 0.88),
    **dict.fromkeys(("R04", "R09", "R11", "R15"), 0.62),
    **dict.fromkeys(("R02", "R13"), 0.35),
    **dict.fromkeys(("R01", "R08", "R17"), 0.12),
    **dict.fromkeys(("R05", "R06", "R07", "R10", "R12", "R16"), 0.05),
}
"""Invented share of women by occupation, else by field; 0.48 elsewhere."""
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
    path: Path,
    places: Places,
    pairs: Pairs,
    cells: tuple[Counts, Counts, Counts],
    chance: Chance,
) -> Enrolment:
    """Return the cells with counts whose sums follow ``path`` exactly."""
    period, place, pair = cells
    territory = np.array(places.territories)[place]
    weight = _weights(places, pairs, cells, territory, chance)
    enrolled = _enrolled(path, pairs, (period, pair), territory, weight)
    women = chance.binomial(is_added(period), enrolled, _women(places, pairs, cells, chance))
    rural = _rural(path, pairs, (period, pair), territory, enrolled)
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


def is_added(period: Counts) -> NDArray[np.bool_]:
    """Return which rows are of a year that was added to the sample as it was first drawn."""
    return period // 4 >= FIRST_YEARS


def level_group(pairs: Pairs) -> Counts:
    """Return, for each pair, the position of its level in ``GROUPS``."""
    return np.array([GROUPS.index(lv) if lv in GROUPS else len(GROUPS) - 1 for lv in pairs.levels])


def offered_cells(
    catalogue: Catalogue, places: Places, pairs: Pairs, offers: tuple[NDArray[np.int64], ...]
) -> tuple[Counts, Counts, Counts]:
    """Return positions of quarter, place and pair: every offer of every area in force."""
    new = [pairs.new[offer] for offer in offers]
    later = [np.append(offer, more[more >= 0]) for offer, more in zip(offers, new, strict=True)]
    chunks = [
        (np.full(len(offer), t), np.full(len(offer), i), offer)
        for t, period in enumerate(PERIODS)
        for i in reporting(catalogue, places, period)
        for offer in [(later if period >= NEW_LEVEL_SINCE else offers)[i]]
    ]
    period, place, pair = (np.concatenate(part) for part in zip(*chunks, strict=True))
    return period, place, pair


def _weights(
    places: Places,
    pairs: Pairs,
    cells: tuple[Counts, Counts, Counts],
    territory: NDArray[np.str_],
    chance: Chance,
) -> Numbers:
    """Return weights that give each stratum its share of a territory's quarter.

    A unit has its district's good and bad years, so that its line goes on across the change.
    """
    period, place, pair = cells
    year, home = period // 4, places.origin[place]
    city, occupation = position(places.cities)[place], position(pairs.occupations)[pair]
    cities, occupations = city.max() + 1, occupation.max() + 1
    weight = places.size[place] * np.sqrt(pairs.popularity[pair])
    like = pairs.like[pair]
    own = uneven(chance.first, 0.3, (len(places.codes), int(pairs.like.max()) + 1))
    weight = weight * own[home, like]
    weight = weight * chance.drifting(0.05, (len(places.codes), len(YEARS)))[home, year]
    liking = chance.drifting(0.06, (cities, occupations, len(YEARS)))
    weight = weight * liking[city, occupation, year] * chance.uneven_rows(is_added(period), 0.1)
    group, _ = group_by(territory, period, pairs.stratum[pair])
    part = chance.drifting(0.07, (cities, pairs.stratum.max() + 1, len(YEARS)))
    share = pairs.share[pair] * part[city, pairs.stratum[pair], year]
    return weight / np.bincount(group, weight)[group] * share


def _women(
    places: Places,
    pairs: Pairs,
    cells: tuple[Counts, Counts, Counts],
    chance: Chance,
) -> Numbers:
    """Return the share of women: the occupation's, a little higher or lower each year."""
    period, place, pair = cells
    usual = np.array(
        [
            _WOMEN.get(key, _WOMEN.get(field, 0.48))
            for key, field in zip(pairs.occupations, pairs.fields, strict=True)
        ]
    )
    city = position(places.cities)[place]
    years = chance.by_time(shifts, 0.03, (city.max() + 1, len(YEARS)), FIRST_YEARS)
    return np.clip(usual[pair] * (1 + years[city, period // 4]), 0.0, 1.0)


def _enrolled(
    path: Path,
    pairs: Pairs,
    cells: tuple[Counts, Counts],
    territory: NDArray[np.str_],
    weight: Numbers,
) -> Counts:
    period, pair = cells
    group, keys = group_by(territory, period, level_group(pairs)[pair])
    totals = np.array([path.enrolled[name, PERIODS[t], GROUPS[g]] for name, t, g in keys])
    return apportion_all(weight, group, totals)


def _rural(
    path: Path,
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
    group, keys = group_by(territory, period // 4, (~farming).astype(np.int64)[pair])
    totals = np.array([path.rural[name, YEARS[y]][side] for name, y, side in keys])
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
