"""How many of the areas that should have reported for a period have done so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from vtdash.model.codes import AreaLevel, DataStatus
from vtdash.model.filters import Filters
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.period import QUARTERS, Period, quarter_or_year
from vtdash.reference import Catalogue
from vtdash.store.database import Store
from vtdash.store.questions.answers import question_text
from vtdash.store.questions.area_views import IsSilent, areas_of_other_kind, versions

Row = dict[str, Any]


class ReportedAreas(NamedTuple):
    """Which areas of a city have reported a dataset for a period, by id.

    ``quarter`` is 0 where the period is a cohort year.
    """

    dataset: str
    city: str
    year: int
    quarter: int
    areas: tuple[str, ...]


@kept_for_snapshot(maxsize=8)
def reported_areas(store: Store) -> tuple[ReportedAreas, ...]:
    """Return which areas have reported, by dataset, city and period."""
    _, rows = store.query(question_text("reported_areas"), {})
    return tuple(
        ReportedAreas(dataset, city, year, quarter, tuple(sorted(areas)))
        for dataset, city, year, quarter, areas in rows
    )


@kept_for_snapshot(maxsize=512)
def expected_areas(catalogue: Catalogue, city: str, period: str) -> frozenset[str]:
    """Return the ids of the areas that a city had on the day that decides a period's geography.

    ``period``: a quarter, or a year of a cohort.
    """
    day = Period.parse(period).reference_date
    return frozenset(
        area.id
        for area in catalogue.areas
        if area.city == city and area.level != AreaLevel.PROVINCE and area.is_valid_on(day)
    )


def silence(store: Store, dataset: str) -> IsSilent:
    """Return what tells whether an area has sent no return of a dataset for a year."""
    heard = {
        (area_id, entry.year)
        for entry in reported_areas(store)
        if entry.dataset == dataset
        for area_id in entry.areas
    }
    return lambda area_id, year: (area_id, year) not in heard


def with_coverage(store: Store, dataset: str, rows: Iterable[Row], filters: Filters) -> list[Row]:
    """Return the rows; those of reported data say how many areas are behind them, and of how many.

    Expected are all areas of the city in the periods that the row covers, or those chosen.
    """
    reported = [entry for entry in reported_areas(store) if entry.dataset == dataset]
    return [
        row | _coverage(store.catalogue, reported, row, filters)
        if row["data_status"] == DataStatus.REPORTED
        else row
        for row in rows
    ]


def _coverage(
    catalogue: Catalogue, reported: Iterable[ReportedAreas], row: Row, filters: Filters
) -> dict[str, int]:
    own = [entry for entry in reported if entry.city == row["city"] and _is_covered(entry, row)]
    heard = {area_id for entry in own for area_id in entry.areas}
    if not filters.areas:
        periods = (quarter_or_year(entry.year, entry.quarter) for entry in own)
        due = {id_ for one in periods for id_ in expected_areas(catalogue, row["city"], one)}
        return {"areas_reported": len(heard), "areas_expected": len(due)}
    if not filters.together:
        return {}
    chosen = [
        {one.id for one in (*versions(area, catalogue), *areas_of_other_kind(area, catalogue))}
        for area in map(catalogue.area, filters.areas)
        if area.city == row["city"]
    ]
    sent = sum(not heard.isdisjoint(ids) for ids in chosen)
    return {"areas_reported": sent, "areas_expected": len(chosen)}


def _is_covered(entry: ReportedAreas, row: Row) -> bool:
    """Return whether a row's values are, in part, of the period of an entry."""
    if not entry.quarter:
        return row.get("first_year", row["year"]) <= entry.year <= row["year"]
    if "quarters" in row:
        return entry.year == row["year"] and bool(row["quarters"] >> entry.quarter & 1)
    when = len(QUARTERS) * entry.year + entry.quarter
    first, last = (
        len(QUARTERS) * (row[end] // 10) + row[end] % 10
        for end in ("first_quarter", "last_quarter")
    )
    return first <= when <= last
