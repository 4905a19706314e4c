"""Rows of areas as one of the views of geography has them: both kinds, put onto one map.

The rows are those of a question by area, counts or rates; what a share split off is marked as
an estimate. Counts stay whole numbers and add up to those that were given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import accumulate
from operator import itemgetter, or_
from typing import Any

from vtdash.model.codes import AreaLevel, DataStatus, Qualifier, Status
from vtdash.model.datasets import AREA_KINDS
from vtdash.model.kept import kept_for_snapshot
from vtdash.reference import Area, Catalogue, Link
from vtdash.rules.geography import Mapped, Share, onto_districts, onto_today, seen_as

Row = dict[str, Any]
Rows = Sequence[Row]

AS_PUBLISHED = "as_published"

IsSilent = Callable[[str, int], bool]
"""Whether an area, by id, has sent no return for any part of a year."""

_NESTED = ("numerator", "denominator", "answered", "asked")
"""Counts of a rate, each inside the next: in field, employed, answered, graduated."""


def _any(masks: Iterable[int]) -> int:
    return reduce(or_, masks)


_MARKS = ("status", "qualifier", "value_note")
"""What says that a row is an estimate: a sum with one in it is one too."""

_MERGED: dict[str, Callable[[list[int]], int]] = {
    "year": max,
    "first_year": min,
    "first_quarter": min,
    "last_quarter": max,
    "months": _any,
    "quarters": _any,
    "withheld": sum,
}
"""How the columns that say when are put together."""

_KIND = ("city", "data_status", "indicator_id", "level", "occupation_key", "group")
"""Columns that tell what rows count; the others say where, when and how many."""


def rows_on_one_map(rows: Iterable[Row], view: str, catalogue: Catalogue) -> list[Row]:
    """Return rows of areas of both kinds in a view other than as published, place by place.

    One row a place and data status, under today's code and territory. A rate is put together
    from numerator and denominator and divided last.
    """
    groups = rows_by_kind(rows)
    links: dict[str, list[Link]] = defaultdict(list)
    for link in catalogue.crosswalk:
        links[link.city].append(link)
    return [
        row
        for _, group in sorted(groups.items())
        for row in _group(group, view, catalogue, links[group[0]["city"]])
    ]


def _group(rows: Rows, view: str, catalogue: Catalogue, links: Sequence[Link]) -> Iterator[Row]:
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[catalogue.area(row["area_id"]).code].append(row)
    today = {area.code: area for area in catalogue.areas if area.level == AreaLevel.COMMUNE}
    nested = counts_of(rows[0])
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
        yield row | divided(dict(zip(nested, counts, strict=True)))


def counts_of(row: Row) -> tuple[str, ...]:
    """Return the columns of a row that are added up: its value, or those a rate rests on."""
    if row.get("denominator") is None:
        return ("value",)
    return tuple(column for column in _NESTED if column in row)


def divided(counts: Row) -> Row:
    """Return the counts of a rate with its value; a count as it is."""
    if "denominator" not in counts:
        return counts
    base = counts["denominator"]
    return counts | {"value": 100 * counts["numerator"] / base if base else None}


def _sums(by_code: Mapping[str, Rows], column: str) -> dict[str, int]:
    return {code: sum(row[column] or 0 for row in rows) for code, rows in by_code.items()}


def _row(by_code: Mapping[str, Rows], found: Mapped, area: Area) -> Row:
    sources = [row for code, _ in found.sources for row in by_code[code]]
    row = sources[0] | {"territory": area.territory, "area_id": area.id} | marks(found)
    for column, merge in _MERGED.items():
        if column in row:
            row[column] = merge([source[column] for source in sources])
    return row


_ESTIMATE = {
    "status": Status.ESTIMATE,
    "qualifier": Qualifier.ABOUT,
    "value_note": "estimated_by_area",
}


def marks(found: Mapped) -> dict[str, str]:
    """Return what says of a mapped count that it is an estimate, or lacks a part, or neither."""
    if found.is_estimate:
        return _ESTIMATE | ({"value_note": "estimated_in_part"} if found.is_partial else {})
    note = "part_missing" if found.is_partial else ""
    return {"status": Status.OBSERVED, "qualifier": Qualifier.EXACT, "value_note": note}


def as_one_area(
    rows: Iterable[Row],
    area: Area,
    catalogue: Catalogue,
    is_silent: IsSilent,
    *more: str,
) -> list[Row]:
    """Return the rows of an area under its several codes, and of the other kind, as its own.

    One row for each data status and whatever else the rows tell apart (``more``: by the year
    too), under the area's id. What other areas counted is the area's as far as it lay in it: an
    estimate, unless the boundary did not change, and not rounded, so that parts add up.
    ``is_silent`` tells of an area and a year whether it reported nothing at all.
    """
    own = {one.id for one in versions(area, catalogue)}
    parts = dict.fromkeys(own, 1.0) | _parts_of(area, catalogue)
    known = (row for row in rows if row["area_id"] in parts)
    return [
        sum_of_rows([_part(row, parts[row["area_id"]], own) for row in group])
        | {"area_id": area.id}
        | _lacking(group, area, catalogue, is_silent)
        for group in rows_by_kind(known, *more).values()
    ]


def _part(row: Row, part: float, own: Container[str]) -> Row:
    """Return the part of a row that lies in an area, marked where it is an estimate or a sum."""
    if row["area_id"] in own:
        return row
    if part == 1:
        return row | {"value_note": row.get("value_note") or "sum_of_units"}
    counts = {c: None if row[c] is None else row[c] * part for c in counts_of(row)}
    return row | divided(counts) | _ESTIMATE


def _lacking(rows: Rows, area: Area, catalogue: Catalogue, is_silent: IsSilent) -> dict[str, str]:
    """Return the mark of a sum to which an area of the other kind sent nothing, else none."""
    parts = _parts_of(area, catalogue)
    if rows[0]["data_status"] != DataStatus.REPORTED:
        return {}
    years = {row["year"] for row in rows if row["area_id"] in parts}
    if not any(is_silent(area_id, year) for area_id in parts for year in years):
        return {}
    is_split = any(parts.get(row["area_id"], 1) < 1 for row in rows)
    return {"value_note": "estimated_in_part" if is_split else "part_missing"}


def one_row_a_code(rows: Rows, catalogue: Catalogue) -> list[Row]:
    """Return the rows with those of areas that held one code one after another added up."""
    areas = {row["area_id"]: catalogue.area(row["area_id"]) for row in rows}
    ids = {key: versions(area, catalogue)[-1].id for key, area in areas.items()}
    groups = rows_by_kind((row | {"area_id": ids[row["area_id"]]} for row in rows), "area_id")
    return [sum_of_rows(group) for group in groups.values()]


def sum_of_rows(rows: Rows) -> Row:
    """Return rows of one kind as one: counts added, a rate divided last, marks kept."""
    if len(rows) == 1:
        return dict(rows[0])
    marked = next((row for row in rows if row.get("status") == Status.ESTIMATE), rows[0])
    total = dict(rows[-1]) | {mark: marked[mark] for mark in _MARKS if mark in marked}
    for column, merge in _MERGED.items():
        if column in total:
            total[column] = merge([row[column] for row in rows])
    counts = {c: _total(row[c] for row in rows) for c in counts_of(rows[0])}
    return total | divided(counts)


def _total(counts: Iterable[float | None]) -> float | None:
    """Return the sum of those that are known; of none it is not known."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def rows_by_kind(
    rows: Iterable[Row], *more: str, without: str = ""
) -> dict[tuple[Any, ...], list[Row]]:
    """Return rows of one answer in groups that differ in area and time alone: to be added up.

    ``more``: further columns that tell them apart; ``without``: one that does not.
    """
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    found = list(rows)
    if not found:
        return groups
    columns = [c for c in (*_KIND, *more) if c != without and c in found[0]]
    key = itemgetter(*columns)
    for row in found:
        groups[key(row)].append(row)
    return groups


@kept_for_snapshot(maxsize=1024)
def _parts_of(area: Area, catalogue: Catalogue) -> dict[str, float]:
    """Return the part of each area of the other kind, by id, that lies in this one."""
    shares = shares_of(catalogue, area.city, area.level)
    parts = {share.source: float(share.part) for share in shares if share.place == area.code}
    others = areas_of_other_kind(area, catalogue)
    return {other.id: parts[other.code] for other in others if other.code in parts}


@kept_for_snapshot(maxsize=16)
def shares_of(catalogue: Catalogue, city: str, level: str) -> tuple[Share, ...]:
    """Return the shares by which counts of a city's other areas become those of ``level``."""
    links = [link for link in catalogue.crosswalk if link.city == city]
    return onto_districts(links) if level == AreaLevel.DISTRICT else onto_today(links)


@kept_for_snapshot(maxsize=1024)
def areas_of_other_kind(area: Area, catalogue: Catalogue) -> tuple[Area, ...]:
    """Return the units that a district went into, or the districts that a unit came from."""
    pairs = ((link.old_district_code, link.new_code) for link in catalogue.crosswalk)
    codes = {other for pair in pairs for own, other in (pair, pair[::-1]) if own == area.code}
    level = next(kind for kind in AREA_KINDS if kind != area.level)
    return tuple(a for a in catalogue.areas if a.level == level and a.code in codes)


@kept_for_snapshot(maxsize=4096)
def versions(area: Area, catalogue: Catalogue) -> tuple[Area, ...]:
    """Return the areas that held this code one after another, the area among them."""
    same = (a for a in catalogue.areas if (a.level, a.code) == (area.level, area.code))
    return tuple(sorted(same, key=lambda a: a.valid_from or date.min))
