"""Places on a map, and one place before and after its boundary was redrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from vtdash.model.codes import AreaLevel, Qualifier, Status
from vtdash.model.datasets import CITIES
from vtdash.model.observation import Observation
from vtdash.reference import Area, Catalogue, Tile
from vtdash.render.charts.layout import short_label
from vtdash.render.charts.maps import AreaMap, BoundaryMap, MapPlace, TileMap
from vtdash.render.charts.over_time import Columns
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.rules.geography import unchanged
from vtdash.store.questions import questions
from vtdash.store.questions.area_views import AS_PUBLISHED, areas_of_other_kind, shares_of, versions
from vtdash.topics import claims
from vtdash.topics.view import Rows, View

_GAP = 1.6
"""Rows of tiles between two cities, with room for a heading."""


def through_time(view: View, area: Area) -> Panel:
    """Training turns begun in one place by year, on both sides of its new boundary."""
    own = view.with_filters(areas=(area.id,))
    found = own.beside_city(questions.enrolment_by_year)
    rows = tuple(row for row in found if row.indicator_id == "vet_enrolment")
    return view.panel(
        "place-through-time",
        view.text("How many start training there each year, before and after the areas changed?"),
        rows,
        claim=claims.with_estimates(view, claims.latest(view, rows), rows),
        drawing=replace(
            view.by_year(Columns, rows, view.text("training turns")), breaks=breaks(view, area)
        ),
        notes=(
            view.text(
                "Across the line of the new boundary the values are estimates by share of "
                "area, marked by dots, unless the boundary stayed the same."
            ),
        ),
    )


def breaks(view: View, area: Area) -> tuple[tuple[float, str], ...]:
    """Return the days on which the boundary of a place changed, on an axis of whole years."""
    if is_unchanged(view, area):
        return ()
    chain = [*versions(area, view.catalogue)]
    if area.level == AreaLevel.DISTRICT:
        chain += areas_of_other_kind(area, view.catalogue)
    days = sorted({one.valid_from for one in chain if one.valid_from})
    return tuple(
        (view.position(day), view.text("new boundary {date}", date=view.text.date(day)))
        for day in days
    )


def is_unchanged(view: View, area: Area) -> bool:
    """Return whether a place has the same boundary before and after."""
    return area.code in _unchanged(view.catalogue, area.level)


@lru_cache(maxsize=8)
def _unchanged(catalogue: Catalogue, level: str) -> frozenset[str]:
    same = unchanged(catalogue.crosswalk)
    return frozenset(same if level == AreaLevel.DISTRICT else same.values())


def parts(view: View, area: Area) -> dict[str, float]:
    """Return the part of a district's counts that is taken to lie in each unit, by its code."""
    shares = shares_of(view.catalogue, area.city, "commune")
    return {s.place: float(s.part) for s in shares if s.source == area.code}


def on_the_map(view: View, chosen: Area) -> Panel:
    """Training turns begun by area, on a map of the chosen place's city with it outlined.

    The cities stay apart: one scale of lightness would set them against each other.
    """
    view = view.with_filters(cities=(chosen.city,))
    reported = view.ask(questions.enrolment_by_area, view.filters)
    rows = tuple(_in_order(view, [*reported, *_missing(view, reported)])) if reported else ()
    return view.panel(
        "areas-map",
        view.text("Where do they start, on the map?"),
        rows,
        claim=claims.with_estimates(view, claims.largest(view, reported, "area_id"), rows),
        drawing=_drawing(view, rows, chosen),
        notes=_map_notes(view),
        series=_reason_or_territory,
    )


def view_note(view: View) -> str:
    """Return what the chosen view of geography means."""
    return view.text.name(view.catalogue.code("area_view", view.filters.geography).text)


def _drawing(view: View, rows: Rows, chosen: Area) -> AreaMap:
    axis, outlined = view.text("training turns"), _outlined(view, chosen)
    if outlines := _outlines(view, rows):
        return BoundaryMap("area", axis, places=tuple(outlines), chosen=outlined)
    return TileMap(
        "area",
        axis,
        places=tuple(_tiles(view, rows)),
        chosen=outlined,
        headings=tuple(_headings(view)),
    )


def _outlined(view: View, chosen: Area) -> tuple[str, ...]:
    """Return the chosen place, or on today's map the units that it went into."""
    if chosen.level == _level(view):
        return (chosen.id,)
    return tuple(area.id for area in areas_of_other_kind(chosen, view.catalogue))


def _level(view: View) -> str:
    return view.filters.area_kind if view.filters.geography == AS_PUBLISHED else "commune"


def _grid(view: View) -> dict[str, list[Tile]]:
    """Return the tiles of the kind of unit that is shown, city by city from north to south."""
    level = _level(view)
    found = [tile for tile in view.catalogue.tiles if tile.level == level]
    return {
        city: sorted((t for t in found if t.city == city), key=lambda t: (t.row, t.column))
        for city in CITIES
        if city in view.filters.cities
    }


def _tops(view: View) -> dict[str, float]:
    """Return the row at which each city's tiles begin, below one another."""
    tops: dict[str, float] = {}
    top = 0.0
    for city, tiles in _grid(view).items():
        tops[city] = top
        top += max((tile.row for tile in tiles), default=0) + 1 + _GAP
    return tops


def _headings(view: View) -> Iterator[tuple[float, str]]:
    for city, top in _tops(view).items():
        yield top - 0.9, view.names.code("city", city)


def _tiles(view: View, rows: Rows) -> Iterator[tuple[str, MapPlace]]:
    tops = _tops(view)
    by_code = {(t.level, t.code): t for tiles in _grid(view).values() for t in tiles}
    for area in _areas(view, rows):
        tile = by_code[area.level, area.code]
        yield (
            area.id,
            MapPlace(tile.column, tops[tile.city] + tile.row, short_name(view.names, area)),
        )


def _outlines(view: View, rows: Rows) -> list[tuple[str, MapPlace]]:
    """Return boundaries and middles of the areas where a boundary of any is given, else none."""
    shapes, areas = view.catalogue.shapes, _areas(view, rows)
    if not any(area.id in shapes for area in areas):
        return []
    return [
        (
            area.id,
            MapPlace(
                area.lon or 0,
                area.lat or 0,
                short_name(view.names, area),
                shapes[area.id].rings if area.id in shapes else (),
            ),
        )
        for area in areas
    ]


def _areas(view: View, rows: Rows) -> list[Area]:
    return [view.catalogue.area(key) for key in dict.fromkeys(row.area_id for row in rows)]


def _in_order(view: View, rows: Iterable[Observation]) -> list[Observation]:
    """Return the rows city by city from north to south and from west to east."""
    tiles = [tile for own in _grid(view).values() for tile in own]
    order = {(tile.level, tile.code): place for place, tile in enumerate(tiles)}

    def place(row: Observation) -> tuple[int, str, str]:
        area = view.catalogue.area(row.area_id)
        return order[area.level, area.code], area.id, row.data_status

    return sorted(rows, key=place)


def _missing(view: View, rows: Rows) -> Iterator[Observation]:
    """Yield a row without a value, and why, for each area that none speaks of."""
    known = {(area.level, area.code) for area in _areas(view, rows)}
    is_redrawn = view.filters.geography == "unchanged_only"
    for tiles in _grid(view).values():
        for tile in tiles:
            if (tile.level, tile.code) not in known:
                area = view.catalogue.area(tile.area_id)
                yield rows[0]._replace(
                    city=area.city,
                    territory=area.territory,
                    area_id=area.id,
                    value=None,
                    status=Status.OBSERVED,
                    qualifier=Qualifier.EXACT,
                    data_status="",
                    value_note="not_applicable" if is_redrawn else "not_collected",
                )


def short_name(names: Names, area: Area) -> str:
    """Return an area's name without its kind, as it fits on a tile."""
    return _without_kind(names.text.name(area.name), names.code("area_kind", area.kind))


@lru_cache(maxsize=4096)
def _without_kind(name: str, said: str) -> str:
    words, kind = name.split(), said.lower().split()
    while len(words) > 1 and words[0].lower() in kind:
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in kind:
        words = words[:-1]
    return short_label(" ".join(words))


def _map_notes(view: View) -> tuple[str, ...]:
    text = view.text
    if view.catalogue.shapes:
        own = text(
            "Boundaries: {licence}.",
            licence=text.items(
                dict.fromkeys(shape.licence for shape in view.catalogue.shapes.values())
            ),
        )
    else:
        own = text(
            "One tile is one place; tiles stand about where the places lie and say nothing "
            "of their size."
        )
    return own, view_note(view)


def _reason_or_territory(names: Names, row: Observation) -> str:
    return names.territory(row.territory) if row.value is not None else names.value(row)
