"""Samples of ``digital_skills`` (people by quarter, area, audience) and ``task_progress``.

No city publishes such a series (only one organiser's count), so nothing ties it: levels,
growth and shares are invented, with a rise in 2025 when the digital-literacy movement began.
Shares of women and of certificates are those of the audience, a little different each year in
each city; places differ by size and chance only.

Nothing is published by area, so all of it is invented; what is not invented is when a
programme starts and where it holds, since progress before its decision would be a falsehood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from vtdash.sample.chance import FIRST_YEARS, Chance, Counts, Numbers, shifts, uneven
from vtdash.sample.enrolment import is_added
from vtdash.sample.path import HAI_DUONG, HAI_PHONG, HANOI, MERGED, PERIODS, YEARS
from vtdash.sample.places import Places, reporting
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

_FIRST_QUARTER = {HANOI: 7000, HAI_PHONG: 2600, HAI_DUONG: 1800, MERGED: 4400}
"""Invented people trained in the first quarter; MERGED is on the scale of its two parts."""
_GROWTH = (1.0, 1.1, 1.3, 1.7, 2.2, 2.9, 4.2, 4.9)
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
    catalogue: Catalogue, places: Places, institutions: Institutions, chance: Chance
) -> pa.Table:
    """Return the records of every area in force in every quarter."""
    in_force = [reporting(catalogue, places, period) for period in PERIODS]
    lengths = [len(found) for found in in_force]
    cell = np.repeat(np.concatenate(in_force), len(_AUDIENCES))
    period = np.repeat(np.repeat(np.arange(len(PERIODS)), lengths), len(_AUDIENCES))
    audience = np.tile(np.arange(len(_AUDIENCES)), sum(lengths))
    shares, women, certified = np.array(list(_AUDIENCES.values())).T
    group, keys = group_by(np.array(places.territories)[cell], period, audience)
    wanted = np.array([_quarter_total(name, t) * shares[a] for name, t, a in keys])
    later = is_added(period)
    moved = chance.uneven_rows(is_added(np.array([t for _, t, _ in keys])), 0.06)
    totals = np.rint(wanted * moved).astype(np.int64)
    weight = places.size[cell] * chance.uneven_rows(later, 0.15)
    trained = apportion_all(weight, group, totals)
    city = position(places.cities)[cell]
    shape = 2, city.max() + 1, len(_AUDIENCES), len(YEARS)
    years = chance.by_time(shifts, 0.015, shape, FIRST_YEARS)[:, city, audience, period // 4]
    trained_women = chance.binomial(later, trained, women[audience] + years[0])
    with_certificate = chance.binomial(later, trained, certified[audience] + years[1])
    parts = split(trained, institutions.weight[cell])
    columns = {
        "city": TextColumn(places.cities, institutions.rows(cell)),
        "period": TextColumn(PERIODS, institutions.rows(period)),
        "area_code": TextColumn(places.codes, institutions.rows(cell)),
        "institution_id": institutions.of(cell),
        "audience": TextColumn(tuple(_AUDIENCES), institutions.rows(audience)),
        "trained": parts.ravel(),
        "trained_women": split(trained_women, parts).ravel(),
        "certified": split(with_certificate, parts).ravel(),
    }
    return build(columns, list(columns)[:5])


def _quarter_total(territory: str, period: int) -> float:
    return _FIRST_QUARTER[territory] * _GROWTH[period // 4] * _SEASON[period % 4]


@dataclass(frozen=True)
class _Reported:
    """Items of one programme: from which quarter, in which territories they are reported."""

    items: tuple[str, ...]
    since: str
    territories: frozenset[str]


def progress_table(catalogue: Catalogue, places: Places, chance: Chance) -> pa.Table:
    """Return the records of both programmes; money is in million dong."""
    programmes = _programmes(catalogue)
    items = tuple(item for programme in programmes for item in programme.items)
    period, place, item = _cells(catalogue, places, programmes, items)
    later, own = is_added(period), chance.first
    planned = chance.by_row(later, _some_milestones)
    quarters = chance.by_time(shifts, 0.04, (len(items), len(PERIODS)), 4 * FIRST_YEARS)
    pace = (own.uniform(0.6, 0.8, len(items))[:, None] + quarters)[item, period]
    budget = 150.0 * uneven(own, 0.5, len(items))[item] * places.size[place]
    money = np.round(budget * chance.uneven_rows(later, 0.3), 1)
    done = chance.binomial(later, planned, pace)
    spent = chance.by_row(later, _part_spent)
    columns = {
        "city": TextColumn(places.cities, place),
        "period": TextColumn(PERIODS, period),
        "area_code": TextColumn(places.codes, place),
        "item_id": TextColumn(items, item),
        "milestones_planned": planned,
        "milestones_done": done,
        "money_planned": money,
        "money_spent": np.round(money * spent, 1),
    }
    return build(columns, list(columns)[:4])


def _some_milestones(rng: np.random.Generator, rows: int) -> Counts:
    return rng.integers(1, 5, rows)


def _part_spent(rng: np.random.Generator, rows: int) -> Numbers:
    return rng.uniform(0.35, 1.0, rows)


def _programmes(catalogue: Catalogue) -> tuple[_Reported, ...]:
    """Return what is reported: Hanoi's plan is of 7 July 2025, Hai Phong's of October 2024.

    Hai Phong's decision was taken for the city before it merged; the merged city reports it
    everywhere afterwards, the districts of former Hai Duong never did.
    """
    return (
        _Reported(tuple(sorted(catalogue.tasks)), "2025-Q3", frozenset({HANOI})),
        _Reported(tuple(sorted(catalogue.measures)), "2024-Q4", frozenset({HAI_PHONG, MERGED})),
    )


def _cells(
    catalogue: Catalogue,
    places: Places,
    programmes: tuple[_Reported, ...],
    items: tuple[str, ...],
) -> tuple[Counts, Counts, Counts]:
    """Return positions of quarter, place and item for every record."""
    rows = [
        (t, place, items.index(item))
        for programme in programmes
        for t, period in enumerate(PERIODS)
        if period >= programme.since
        for place in reporting(catalogue, places, period).tolist()
        if places.territories[place] in programme.territories
        for item in programme.items
    ]
    period, place, item = np.array(rows, dtype=np.int64).T
    return period, place, item
