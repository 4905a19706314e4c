"""Sample of ``digital_skills``: people trained by quarter, area and audience.

No city publishes such a series (only one organiser's count), so nothing ties it: levels,
growth and shares are invented, with a rise in 2025 when the digital-literacy movement began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from vtdash.sample.apportion import apportion_all, group_by, split
from vtdash.sample.path import HAI_DUONG, HAI_PHONG, HANOI, MERGED, PERIODS
from vtdash.sample.places import Places, reporting
from vtdash.sample.tables import Institutions, Text, build

if TYPE_CHECKING:
    from vtdash.reference import Catalogue

_FIRST_QUARTER = {HANOI: 7000, HAI_PHONG: 2600, HAI_DUONG: 1800, MERGED: 4400}
"""Invented people trained in the first quarter; MERGED is on the scale of its two parts."""
_GROWTH = (1.0, 1.1, 1.3, 1.7, 2.2, 2.9, 4.2)
_SEASON = (0.85, 1.05, 0.95, 1.15)
_AUDIENCES = {
    "adults": (0.34, 0.54, 0.35),
    "other_workers": (0.16, 0.45, 0.6),
    "public_staff": (0.08, 0.52, 0.85),
    "pupils_students": (0.25, 0.5, 0.55),
    "rural_workers": (0.17, 0.49, 0.45),
}
"""Invented share of all trained, share of women, share that gains a certificate."""


def skills_table(
    catalogue: Catalogue, places: Places, institutions: Institutions, rng: np.random.Generator
) -> pa.Table:
    """Return the records of every area in force in every quarter."""
    in_force = [reporting(catalogue, places, period) for period in PERIODS]
    lengths = [len(found) for found in in_force]
    cell = np.repeat(np.concatenate(in_force), len(_AUDIENCES))
    period = np.repeat(np.repeat(np.arange(len(PERIODS)), lengths), len(_AUDIENCES))
    audience = np.tile(np.arange(len(_AUDIENCES)), sum(lengths))
    shares, women, certified = np.array(list(_AUDIENCES.values())).T
    group, keys = group_by(np.array(places.territories)[cell], period, audience)
    totals = np.array([round(_quarter_total(name, t) * shares[a]) for name, t, a in keys])
    weight = np.sqrt(places.size[cell]) * rng.lognormal(0.0, 0.15, len(cell))
    trained = apportion_all(weight, group, totals)
    trained_women = rng.binomial(trained, women[audience])
    with_certificate = rng.binomial(trained, certified[audience])
    parts = split(trained, institutions.weight[cell])
    columns = {
        "city": Text(places.cities, institutions.rows(cell)),
        "period": Text(PERIODS, institutions.rows(period)),
        "area_code": Text(places.codes, institutions.rows(cell)),
        "institution_id": institutions.of(cell),
        "audience": Text(tuple(_AUDIENCES), institutions.rows(audience)),
        "trained": parts.ravel(),
        "trained_women": split(trained_women, parts).ravel(),
        "certified": split(with_certificate, parts).ravel(),
    }
    return build(columns, list(columns)[:5])


def _quarter_total(territory: str, period: int) -> float:
    return _FIRST_QUARTER[territory] * _GROWTH[period // 4] * _SEASON[period % 4]
