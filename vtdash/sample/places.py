"""The areas that report, quarter by quarter, and how much training each has.

Sizes are invented: by kind of commune-level unit with chance on top, and a district is as large
as the units that took its place. Validity decides which areas report; no place name and no date
of a boundary stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vtdash.model.codes import AreaLevel
from vtdash.model.period import Period
from vtdash.sample.chance import uneven

if TYPE_CHECKING:
    from vtdash.reference import Area, Catalogue

LEVELS = ("district", "commune")
_RURAL_KINDS = frozenset({"rural_district", "town", "commune", "special_zone"})
_UNIT_SIZE = {"ward": 1.5, "commune": 1.0, "special_zone": 0.06}
_SMALLEST = 0.06
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
    size = size * uneven(rng, 0.3, len(kinds))
    districts = np.bincount(origin[units], size[units], minlength=len(origin))
    return np.where(units, size, np.maximum(districts, _SMALLEST))
