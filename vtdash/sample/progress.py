"""Sample of ``task_progress``: milestones and money of each task or measure by area.

Nothing is published by area, so all of it is invented; what is not invented is when a
programme starts and where it holds, since progress before its decision would be a falsehood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from vtdash.sample.apportion import Counts
from vtdash.sample.path import HAI_PHONG, HANOI, MERGED, PERIODS
from vtdash.sample.places import Places, reporting
from vtdash.sample.tables import Text, build

if TYPE_CHECKING:
    from vtdash.reference import Catalogue


@dataclass(frozen=True)
class _Reported:
    """Items of one programme: from which quarter, in which territories they are reported."""

    items: tuple[str, ...]
    since: str
    territories: frozenset[str]


def progress_table(catalogue: Catalogue, places: Places, rng: np.random.Generator) -> pa.Table:
    """Return the records of both programmes; money is in million dong."""
    programmes = _programmes(catalogue)
    items = tuple(item for programme in programmes for item in programme.items)
    period, place, item = _cells(catalogue, places, programmes, items)
    planned = rng.integers(1, 5, len(item))
    pace = rng.uniform(0.5, 0.9, (len(places.codes), len(items)))[place, item]
    budget = rng.lognormal(5.0, 0.5, len(items))[item] * rng.lognormal(0.0, 0.4, len(item))
    money = np.round(budget, 1)
    columns = {
        "city": Text(places.cities, place),
        "period": Text(PERIODS, period),
        "area_code": Text(places.codes, place),
        "item_id": Text(items, item),
        "milestones_planned": planned,
        "milestones_done": rng.binomial(planned, pace),
        "money_planned": money,
        "money_spent": np.round(money * rng.uniform(0.35, 1.0, len(item)), 1),
    }
    return build(columns, list(columns)[:4])


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
