"""Rows of what a reader chose: each chosen area and occupation by itself, and named on its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from vtdash.model.codes import NOT_SHOWN, AreaLevel
from vtdash.model.datasets import LEVELS
from vtdash.model.filters import Filters, Values
from vtdash.model.observation import TOGETHER
from vtdash.reference import Catalogue
from vtdash.store.database import Store
from vtdash.store.questions.answers import Row, question_mart, rows_of
from vtdash.store.questions.area_views import (
    AS_PUBLISHED,
    areas_of_other_kind,
    as_one_area,
    one_row_a_code,
    rows_by_kind,
    rows_on_one_map,
    sum_of_rows,
    versions,
)
from vtdash.store.questions.coverage import silence, with_coverage
from vtdash.store.questions.former_territories import with_former

Words = Mapping[str, str] | None


def rows_of_choice(
    store: Store, question: str, filters: Filters, names: Words = None, *more: str
) -> list[Row]:
    """Return the rows of each chosen area and occupation, or of all of them added up.

    Each row says what it speaks of: area, occupation and level as they were chosen; one of
    reported data, how many areas have reported. A chosen area goes on through its heirs.
    ``names``: as ``rows_of`` takes them; ``more``: columns by which the question groups beside
    those that every question may have.
    """
    if not filters.areas:
        return _told(store, question, rows_of(store, question, filters, names), filters, more)
    catalogue, known = store.catalogue, store.catalogue.area_by_id
    areas = [known[key] for key in filters.areas if key in known]
    wider = tuple(
        one.id
        for area in areas
        for one in (*versions(area, catalogue), *areas_of_other_kind(area, catalogue))
    )
    given = rows_of(store, question, replace(filters, areas=wider, area_kind=""), names)
    is_silent = silence(store, question_mart(question))
    rows = [row for area in areas for row in as_one_area(given, area, catalogue, is_silent, *more)]
    indicators = list(dict.fromkeys(row["indicator_id"] for row in given))
    rows.sort(
        key=lambda row: (indicators.index(row["indicator_id"]), filters.areas.index(row["area_id"]))
    )
    return _told(store, question, rows, filters, more)


def rows_over_time(store: Store, question: str, filters: Filters, names: Words = None) -> list[Row]:
    """Return the rows of what was chosen year by year."""
    rows = rows_of_choice(store, question, filters, names, "year")
    if filters.areas:  # the heirs come after the area itself
        order = list(dict.fromkeys((row["indicator_id"], row["area_id"]) for row in rows))
        rows.sort(
            key=lambda row: (
                order.index((row["indicator_id"], row["area_id"])),
                row["year"],
                row["data_status"],
            )
        )
    return rows


def rows_by_area(store: Store, question: str, filters: Filters, names: Words = None) -> list[Row]:
    """Return the rows of one kind of area, or of both in the view that is chosen."""
    if filters.geography == AS_PUBLISHED:
        if filters.areas:
            return rows_of_choice(store, question, filters, names)
        own = _in_known_areas(rows_of(store, question, filters, names))
        rows = one_row_a_code(own, store.catalogue)
        return _told(store, question, rows, filters, ())
    # a unit is put together from all that went into it, whichever of these was chosen
    wide = replace(filters, area_kind="", areas=())
    both = _in_known_areas(rows_of(store, question, wide, names))
    mapped = rows_on_one_map(both, filters.geography, store.catalogue)
    if filters.areas:
        wanted = _on_today(store.catalogue, filters.areas)
        mapped = [row for row in mapped if row["area_id"] in wanted]
    return _told(store, question, mapped, filters, ())


def _in_known_areas(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without what is told of no area, since too few people stand behind it."""
    return [row for row in rows if row["area_id"] != NOT_SHOWN]


def _on_today(catalogue: Catalogue, chosen: Values) -> set[str]:
    """Return the units of today that were chosen, or that a chosen district went into."""
    areas = [catalogue.area(key) for key in chosen]
    own = {area.id for area in areas if area.level == AreaLevel.COMMUNE}
    old = (area for area in areas if area.level != AreaLevel.COMMUNE)
    return own | {one.id for area in old for one in areas_of_other_kind(area, catalogue)}


def _told(
    store: Store, question: str, rows: list[Row], filters: Filters, more: tuple[str, ...]
) -> list[Row]:
    """Return the rows with what was chosen on each, added up where that is wanted.

    Those of a former territory are marked where that of today leads.
    """
    if not rows:
        return rows
    if filters.together and len(filters.areas) > 1:
        rows = _added(store.catalogue, rows, "area_id", filters.areas, more)
    if filters.together and len(filters.occupations) > 1:
        further = ("territory", "area_id", *more)
        rows = _added(store.catalogue, rows, "occupation_key", filters.occupations, further)
    if filters.levels and "level" not in rows[0]:
        level = TOGETHER.join(key for key in LEVELS if key in filters.levels)
        rows = [row | {"level": level} for row in rows]
    rows = with_former(rows, filters, store.catalogue)
    return with_coverage(store, question_mart(question), rows, filters)


def _added(
    catalogue: Catalogue, rows: Iterable[Row], column: str, chosen: Values, apart: Iterable[str]
) -> list[Row]:
    """Return the rows of all chosen values of a column as one, which has all their keys."""
    groups = rows_by_kind(rows, *apart, without=column)
    return [
        sum_of_rows(group) | {column: _keys(catalogue, group[0], column, chosen)}
        for group in groups.values()
    ]


def _keys(catalogue: Catalogue, row: Row, column: str, chosen: Values) -> str:
    """Return what was added up into a row: of areas those of its city."""
    if column != "area_id":
        return TOGETHER.join(chosen)
    return TOGETHER.join(key for key in chosen if catalogue.area(key).city == row["city"])
