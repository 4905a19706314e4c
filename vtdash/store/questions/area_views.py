"""Rows of areas as one of the views of geography has them: both kinds, put onto one map.

The rows are those of a question by area, counts or rates; what a share split off is marked as
an estimate. Counts stay whole numbers and add up to those that were given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, reduce
from itertools import accumulate
from operator import or_
from typing import Any

from vtdash.model.codes import AreaLevel, Qualifier, Status
from vtdash.model.datasets import AREA_KINDS
from vtdash.reference import Area, Catalogue, Link
from vtdash.rules.geography import Mapped, Share, onto_districts, onto_today, seen_as, spread

Row = dict[str, Any]
Rows = Sequence[Row]

AS_PUBLISHED = "as_published"

_NESTED = ("numerator", "denominator", "asked")
"""Counts of a rate, each inside the next: employed, answered, graduated."""


def _any(masks: Iterable[int]) -> int:
    return reduce(or_, masks)


_MERGED: dict[str, Callable[[list[int]], int]] = {
    "year": max,
    "first_year": min,
    "first_quarter": min,
    "last_quarter": max,
    "months": _any,
    "quarters": _any,
}
"""How the columns that say when are put together."""


def rows_on_one_map(rows: Iterable[Row], view: str, catalogue: Catalogue) -> list[Row]:
    """Return rows of areas of both kinds in a view other than as published, place by place.

    One row a place and data status, under today's code and territory. A rate is put together
    from numerator and denominator and divided last.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["city"], row["data_status"]].append(row)
    links: dict[str, list[Link]] = defaultdict(list)
    for link in catalogue.crosswalk:
        links[link.city].append(link)
    return [
        row
        for (city, _), group in sorted(groups.items())
        for row in _group(group, view, catalogue, links[city])
    ]


def _group(rows: Rows, view: str, catalogue: Catalogue, links: Sequence[Link]) -> Iterator[Row]:
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[catalogue.area(row["area_id"]).code].append(row)
    today = {area.code: area for area in catalogue.areas if area.level == AreaLevel.COMMUNE}
    nested = _NESTED if "denominator" in rows[0] else ("value",)
    steps = [_sums(by_code, column) for column in nested]
    # each step without the one inside it is split by itself, so that no part outgrows its whole
    own = [
        {code: sum_ - (steps[number - 1][code] if number else 0) for code, sum_ in step.items()}
        for number, step in enumerate(steps)
    ]
    mapped = [seen_as(view, counts, links) for counts in own]
    for found in zip(*mapped, strict=True):
        marked = next((part for part in found if part.is_estimate), found[0])
        counts = accumulate(part.count for part in found)
        row = _row(by_code, marked, today[found[0].place])
        yield _divided(row | dict(zip(nested, counts, strict=True)))


def _divided(row: Row) -> Row:
    """Return a rate's row with its value; a row of counts as it is."""
    if "denominator" not in row:
        return row
    base = row["denominator"]
    return row | {"answered": base, "value": 100 * row["numerator"] / base if base else None}


def _sums(by_code: Mapping[str, Rows], column: str) -> dict[str, int]:
    return {code: sum(row[column] or 0 for row in rows) for code, rows in by_code.items()}


def _row(by_code: Mapping[str, Rows], found: Mapped, area: Area) -> Row:
    sources = [row for code, _ in found.sources for row in by_code[code]]
    row = sources[0] | {"territory": area.territory, "area_id": area.id} | marks(found)
    for column, merge in _MERGED.items():
        if column in row:
            row[column] = merge([source[column] for source in sources])
    return row


def marks(found: Mapped) -> dict[str, str]:
    """Return what says of a mapped count that it is an estimate, or lacks a part, or neither."""
    if found.is_estimate:
        note = "estimated_in_part" if found.is_partial else "estimated_by_area"
        return {"status": Status.ESTIMATE, "qualifier": Qualifier.ABOUT, "value_note": note}
    note = "part_missing" if found.is_partial else ""
    return {"status": Status.OBSERVED, "qualifier": Qualifier.EXACT, "value_note": note}


def through(rows: Iterable[Row], area: Area, catalogue: Catalogue) -> list[Row]:
    """Return an area's own rows and those of the other kind as its own, in order of time."""
    own = versions(area, catalogue)
    kept = {one.id for one in own}
    given = list(rows)
    both = [row for row in given if row["area_id"] in kept]
    both += _across_kinds((r for r in given if r["area_id"] not in kept), own[-1], catalogue)
    return sorted(both, key=lambda row: (row["year"], row["quarters"], row["area_id"]))


def _across_kinds(rows: Iterable[Row], area: Area, catalogue: Catalogue) -> list[Row]:
    """Return rows of the other kind's areas as those of ``area``, one a year and data status.

    What of them lay in the area is taken by the shares of the crosswalk and marked as an
    estimate; where the boundary did not change the rows stay what they are.
    """
    shares = shares_of(catalogue, area.city, area.level)
    sources = {share.source for share in shares if share.place == area.code}
    known = [share for share in shares if share.source in sources]
    groups: dict[tuple[int, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if (code := catalogue.area(row["area_id"]).code) in sources:
            groups[row["year"], row["data_status"]][code].append(row)
    return [row for _, group in sorted(groups.items()) for row in _year(group, area, known)]


def _year(by_code: Mapping[str, Rows], area: Area, shares: Sequence[Share]) -> list[Row]:
    mapped = spread(_sums(by_code, "value"), shares)
    found = next(one for one in mapped if one.place == area.code)
    given = [row for code, _ in found.sources for row in by_code[code]]
    if not found.is_estimate and len(found.sources) == 1:
        return given
    where = {"territory": given[0]["territory"], "value": found.count}
    if not found.is_estimate and not found.is_partial:
        where["value_note"] = "sum_of_units"
    return [_row(by_code, found, area) | where]


@lru_cache(maxsize=16)
def shares_of(catalogue: Catalogue, city: str, level: str) -> tuple[Share, ...]:
    """Return the shares by which counts of a city's other areas become those of ``level``."""
    links = [link for link in catalogue.crosswalk if link.city == city]
    return onto_districts(links) if level == AreaLevel.DISTRICT else onto_today(links)


@lru_cache(maxsize=1024)
def areas_of_other_kind(area: Area, catalogue: Catalogue) -> tuple[Area, ...]:
    """Return the units that a district went into, or the districts that a unit came from."""
    pairs = ((link.old_district_code, link.new_code) for link in catalogue.crosswalk)
    codes = {other for pair in pairs for own, other in (pair, pair[::-1]) if own == area.code}
    level = next(kind for kind in AREA_KINDS if kind != area.level)
    return tuple(a for a in catalogue.areas if a.level == level and a.code in codes)


def versions(area: Area, catalogue: Catalogue) -> tuple[Area, ...]:
    """Return the areas that held this code one after another, the area among them."""
    same = (a for a in catalogue.areas if (a.level, a.code) == (area.level, area.code))
    return tuple(sorted(same, key=lambda a: a.valid_from or date.min))
