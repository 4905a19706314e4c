"""The areas that report, quarter by quarter, how much training each has, and what each teaches.

Sizes are invented: by kind of commune-level unit with chance on top, and a district is as large
as the units that took its place. Validity decides which areas report; no place name and no date
of a boundary stands here.

National occupations are taught at the levels for which a code exists; those with an
intermediate code also in short courses. Rural occupations are short courses only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vtdash.model.codes import AreaLevel
from vtdash.model.period import Period

if TYPE_CHECKING:
    from vtdash.reference import Area, Catalogue

LEVELS = ("district", "commune")
_RURAL_KINDS = frozenset({"rural_district", "town", "commune", "special_zone"})
_UNIT_SIZE = {"ward": 1.5, "commune": 1.0, "special_zone": 0.15}
_SMALLEST = 0.15
"""Size of a district that no unit of today lies in for the most part."""


@dataclass(frozen=True)
class Places:
    """One entry an area code, sorted by code; arrays share that order.

    A code that was used for two kinds of district is one place: its offer stays.
    ``origin`` is the district in which most of a commune-level unit lies, else the place itself.
    """

    codes: tuple[str, ...]
    cities: tuple[str, ...]
    territories: tuple[str, ...]
    rural: NDArray[np.bool_]
    commune: NDArray[np.bool_]
    origin: NDArray[np.int64]
    size: NDArray[np.float64]


def read_places(catalogue: Catalogue, rng: np.random.Generator) -> Places:
    """Return every district and commune-level unit with a size (1 = an ordinary commune)."""
    areas = _first_of_each_code(catalogue)
    codes = tuple(area.code for area in areas)
    origin = _origins(catalogue, codes)
    return Places(
        codes=codes,
        cities=tuple(area.city for area in areas),
        territories=tuple(area.territory for area in areas),
        rural=np.array([area.kind in _RURAL_KINDS for area in areas]),
        commune=np.array([area.level == AreaLevel.COMMUNE for area in areas]),
        origin=origin,
        size=_sizes([area.kind for area in areas], origin, rng),
    )


def reporting(catalogue: Catalogue, places: Places, period: str) -> NDArray[np.int64]:
    """Return positions in ``places`` of the areas in force throughout a quarter, sorted."""
    first, last = days(period)
    position = {code: i for i, code in enumerate(places.codes)}
    found = [
        position[area.code]
        for area in catalogue.areas
        if area.level in LEVELS and _in_force(area, first, last)
    ]
    return np.unique(np.array(found, dtype=np.int64))


def days(period: str) -> tuple[date, date]:
    """Return the first and last day of a quarter.

    >>> days("2025-Q2")
    (datetime.date(2025, 4, 1), datetime.date(2025, 6, 30))
    """
    quarter = Period.parse(period)
    return quarter.reference_date, quarter.end or date.max


def _in_force(area: Area, first: date, last: date) -> bool:
    begun = area.valid_from is None or area.valid_from <= first
    return begun and (area.valid_to is None or area.valid_to >= last)


def _first_of_each_code(catalogue: Catalogue) -> list[Area]:
    """Return one row a code, the earliest; equal codes of two eras never change territory."""
    rows = [area for area in catalogue.areas if area.level in LEVELS]
    rows.sort(key=lambda area: (area.code, area.valid_from or date.min), reverse=True)
    earliest = {area.code: area for area in rows}
    return [earliest[code] for code in sorted(earliest)]


def _origins(catalogue: Catalogue, codes: tuple[str, ...]) -> NDArray[np.int64]:
    """Return each place's district by the crosswalk's primary links; a district is its own."""
    position = {code: i for i, code in enumerate(codes)}
    primary = {
        link.new_code: link.old_district_code for link in catalogue.crosswalk if link.is_primary
    }
    return np.array([position[primary.get(code, code)] for code in codes])


def _sizes(
    kinds: list[str], origin: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return unit sizes, and for each district the sum of its units'."""
    units = origin != np.arange(len(origin))
    size = np.array([_UNIT_SIZE.get(kind, 0.0) for kind in kinds])
    size = size * rng.lognormal(0.0, 0.4, len(kinds))
    districts = np.bincount(origin[units], size[units], minlength=len(origin))
    return np.where(units, size, np.maximum(districts, _SMALLEST))


if TYPE_CHECKING:
    from vtdash.reference import Catalogue, Occupation

AGRICULTURAL = "rural_agricultural"
NATIONAL = "national"
_SHORT = ("elementary", "under_3_months")
_HANDFUL = {
    ("national", "college"): (5.0, 2.0),
    ("national", "intermediate"): (4.0, 2.0),
    ("national", "elementary"): (3.5, 2.0),
    ("national", "under_3_months"): (3.0, 2.0),
    ("rural_non_agricultural", "elementary"): (1.0, 2.3),
    ("rural_non_agricultural", "under_3_months"): (0.6, 2.3),
    ("rural_agricultural", "elementary"): (0.0, 1.8),
    ("rural_agricultural", "under_3_months"): (0.0, 2.2),
}
"""Kind and level -> pairs that an urban and a rural district of ordinary size offer."""
_SHARE = {
    ("national", "elementary"): 0.36,
    ("national", "under_3_months"): 0.455,
    ("rural_non_agricultural", "elementary"): 0.05,
    ("rural_non_agricultural", "under_3_months"): 0.055,
    ("rural_agricultural", "elementary"): 0.03,
    ("rural_agricultural", "under_3_months"): 0.05,
}
"""Invented parts of elementary and short courses; college and intermediate are one each."""
_KEPT = 0.68
"""Part of its district's pairs that a commune-level unit goes on offering."""


@dataclass(frozen=True)
class Pairs:
    """Every occupation-level pair that may be taught; arrays share one order.

    ``stratum`` is the position of (kind, level) among the strata, ``share`` what that stratum
    is of its level group, ``popularity`` how often the occupation is chosen (1 = ordinary).
    """

    occupations: tuple[str, ...]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    stratum: NDArray[np.int64]
    share: NDArray[np.float64]
    popularity: NDArray[np.float64]


def read_pairs(catalogue: Catalogue, rng: np.random.Generator) -> Pairs:
    """Return the pairs sorted by occupation, then level."""
    occupations = sorted(catalogue.occupations, key=lambda o: o.key)
    rows = [(o, level) for o in occupations for level in sorted(_levels(o))]
    strata = list(_HANDFUL)
    keys = [o.key for o in occupations]
    liking = dict(zip(keys, rng.lognormal(0.0, 0.5, len(keys)), strict=True))
    return Pairs(
        occupations=tuple(o.key for o, _ in rows),
        levels=tuple(level for _, level in rows),
        kinds=tuple(o.kind for o, _ in rows),
        fields=tuple(o.field for o, _ in rows),
        stratum=np.array([strata.index((o.kind, level)) for o, level in rows]),
        share=np.array([_SHARE.get((o.kind, level), 1.0) for o, level in rows]),
        popularity=np.array([liking[o.key] for o, _ in rows]),
    )


def choose_offers(
    places: Places, pairs: Pairs, rng: np.random.Generator
) -> tuple[NDArray[np.int64], ...]:
    """Return, for each place, the sorted positions in ``pairs`` that it offers, always."""
    offers: list[NDArray[np.int64]] = [np.array([], dtype=np.int64)] * len(places.codes)
    typical = float(np.median(places.size[~places.commune]))
    for i in np.flatnonzero(~places.commune):
        scale = float(np.clip((places.size[i] / typical) ** 0.3, 0.2, 1.15))
        offers[i] = _district_offer(pairs, scale, bool(places.rural[i]), rng)
    for i in np.flatnonzero(places.commune):
        inherited = offers[places.origin[i]]
        kept = max(2, round(_KEPT * len(inherited)))
        offers[i] = np.sort(rng.choice(inherited, min(kept, len(inherited)), replace=False))
    return tuple(offers)


def _levels(occupation: Occupation) -> list[str]:
    if occupation.kind != NATIONAL:
        return list(_SHORT)
    levels = ["college"] if occupation.code_college else []
    return [*levels, "intermediate", *_SHORT] if occupation.code_intermediate else levels


def _district_offer(
    pairs: Pairs, scale: float, rural: bool, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Choose pairs stratum by stratum; popular occupations are chosen more often."""
    chosen: list[NDArray[np.int64]] = []
    for stratum, handful in enumerate(_HANDFUL.values()):
        pool = np.flatnonzero(pairs.stratum == stratum)
        wanted = min(int(scale * handful[rural] + rng.random()), len(pool))
        odds = pairs.popularity[pool] / pairs.popularity[pool].sum()
        chosen.append(rng.choice(pool, wanted, replace=False, p=odds))
    if not sum(len(some) for some in chosen):
        return np.array([pairs.popularity.argmax()])
    return np.sort(np.concatenate(chosen))
