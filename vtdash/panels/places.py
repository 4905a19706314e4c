"""Places on a map, and one place before and after its boundary was redrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from vtdash.charts.axes import short
from vtdash.charts.point import Drawing, Spot
from vtdash.judgement.geography import unchanged
from vtdash.judgement.known import Known
from vtdash.measures import questions
from vtdash.measures.observation import Observation
from vtdash.measures.placed import AS_PUBLISHED, other_era, shares_of, versions
from vtdash.naming import Names
from vtdash.panel import Panel
from vtdash.panels import claims
from vtdash.panels.desk import Desk, Rows
from vtdash.reference import Area, Tile
from vtdash.schema import CITIES

_GAP = 1.6
"""Rows of tiles between two cities, with room for a heading."""


def through_time(desk: Desk, area: Area) -> Panel:
    """Training turns begun in one place by year, on both sides of its new boundary."""
    rows = desk.ask(questions.enrolment_through_time, desk.filters, area_id=area.id)
    return desk.panel(
        "place-through-time",
        desk.text("How many start training there each year, before and after the areas changed?"),
        rows,
        claim=claims.with_estimates(desk, claims.latest(desk, rows), rows),
        drawing=replace(
            desk.by_year("columns", rows, desk.text("training turns")), breaks=breaks(desk, area)
        ),
        notes=(
            desk.text("Districts and commune-level units are never joined into one line. Across "
                      "the line of the new boundary the values are estimates by share of area, "
                      "marked by dots, unless the boundary stayed the same."),
        ),
        series=_with_note,
    )  # fmt: skip


def breaks(desk: Desk, area: Area) -> tuple[tuple[float, str], ...]:
    """Return the days on which the boundary of a place changed, on an axis of whole years."""
    if is_unchanged(desk, area):
        return ()
    chain = [*versions(area, desk.catalogue)]
    if area.level == "district":
        chain += other_era(area, desk.catalogue)
    days = sorted({one.valid_from for one in chain if one.valid_from})
    return tuple(
        (desk.position(day), desk.text("new boundary {date}", date=desk.text.date(day)))
        for day in days
    )


def is_unchanged(desk: Desk, area: Area) -> bool:
    """Return whether a place has the same boundary before and after."""
    return area.code in _unchanged(Known.of(desk.catalogue), area.level)


@lru_cache(maxsize=8)
def _unchanged(known: Known, level: str) -> frozenset[str]:
    same = unchanged(known.catalogue.crosswalk)
    return frozenset(same if level == "district" else same.values())


def parts(desk: Desk, area: Area) -> dict[str, float]:
    """Return the part of a district's counts that is taken to lie in each unit, by its code."""
    shares = shares_of(desk.catalogue, area.city, "commune")
    return {s.place: float(s.part) for s in shares if s.source == area.code}


def on_the_map(desk: Desk, chosen: Area) -> Panel:
    """Training turns begun by area, on a map of the chosen place's city with it outlined.

    The cities stay apart: one scale of lightness would set them against each other.
    """
    desk = desk.with_filters(cities=(chosen.city,))
    reported = desk.ask(questions.enrolment_by_area, desk.filters, top=None)
    rows = tuple(_in_order(desk, [*reported, *_missing(desk, reported)])) if reported else ()
    return desk.panel(
        "areas-map",
        desk.text("Where do they start, on the map?"),
        rows,
        claim=claims.with_estimates(desk, claims.largest(desk, reported, "area_id"), rows),
        drawing=_drawing(desk, rows, chosen),
        notes=_map_notes(desk),
        series=_reason_or_territory,
    )


def view_note(desk: Desk) -> str:
    """Return what the chosen view of geography means."""
    return desk.text.name(desk.catalogue.code("area_view", desk.filters.view).text)


def _drawing(desk: Desk, rows: Rows, chosen: Area) -> Drawing:
    spots = _outlines(desk, rows)
    kind = "areas" if spots else "tiles"
    return Drawing(
        kind,
        "area",
        axis=desk.text("training turns"),
        spots=tuple(spots or _tiles(desk, rows)),
        chosen=_outlined(desk, chosen),
        breaks=() if spots else tuple(_headings(desk)),
    )


def _outlined(desk: Desk, chosen: Area) -> tuple[str, ...]:
    """Return the chosen place, or on today's map the units that it went into."""
    if chosen.level == _level(desk):
        return (chosen.id,)
    return tuple(area.id for area in other_era(chosen, desk.catalogue))


def _level(desk: Desk) -> str:
    return desk.filters.era if desk.filters.view == AS_PUBLISHED else "commune"


def _grid(desk: Desk) -> dict[str, list[Tile]]:
    """Return the tiles of the kind of unit that is shown, city by city from north to south."""
    level = _level(desk)
    found = [tile for tile in desk.catalogue.tiles if tile.level == level]
    return {
        city: sorted((t for t in found if t.city == city), key=lambda t: (t.row, t.column))
        for city in CITIES
        if city in desk.filters.cities
    }


def _tops(desk: Desk) -> dict[str, float]:
    """Return the row at which each city's tiles begin, below one another."""
    tops: dict[str, float] = {}
    top = 0.0
    for city, tiles in _grid(desk).items():
        tops[city] = top
        top += max((tile.row for tile in tiles), default=0) + 1 + _GAP
    return tops


def _headings(desk: Desk) -> Iterator[tuple[float, str]]:
    for city, top in _tops(desk).items():
        yield top - 0.9, desk.names.code("city", city)


def _tiles(desk: Desk, rows: Rows) -> Iterator[tuple[str, Spot]]:
    tops = _tops(desk)
    by_code = {(t.level, t.code): t for tiles in _grid(desk).values() for t in tiles}
    for area in _areas(desk, rows):
        tile = by_code[area.level, area.code]
        yield area.id, Spot(tile.column, tops[tile.city] + tile.row, short_name(desk.names, area))


def _outlines(desk: Desk, rows: Rows) -> list[tuple[str, Spot]]:
    """Return boundaries and middles of the areas where a boundary of any is given, else none."""
    shapes, areas = desk.catalogue.shapes, _areas(desk, rows)
    if not any(area.id in shapes for area in areas):
        return []
    return [
        (
            area.id,
            Spot(
                area.lon or 0,
                area.lat or 0,
                short_name(desk.names, area),
                shapes[area.id].rings if area.id in shapes else (),
            ),
        )
        for area in areas
    ]


def _areas(desk: Desk, rows: Rows) -> list[Area]:
    return [desk.catalogue.area(key) for key in dict.fromkeys(row.area_id for row in rows)]


def _in_order(desk: Desk, rows: Iterable[Observation]) -> list[Observation]:
    """Return the rows city by city from north to south and from west to east."""
    tiles = [tile for own in _grid(desk).values() for tile in own]
    order = {(tile.level, tile.code): place for place, tile in enumerate(tiles)}

    def place(row: Observation) -> tuple[int, str, str]:
        area = desk.catalogue.area(row.area_id)
        return order[area.level, area.code], area.id, row.data_status

    return sorted(rows, key=place)


def _missing(desk: Desk, rows: Rows) -> Iterator[Observation]:
    """Yield a row without a value, and why, for each area that none speaks of."""
    known = {(area.level, area.code) for area in _areas(desk, rows)}
    is_redrawn = desk.filters.view == "unchanged_only"
    for tiles in _grid(desk).values():
        for tile in tiles:
            if (tile.level, tile.code) not in known:
                area = desk.catalogue.area(tile.area_id)
                yield rows[0]._replace(
                    city=area.city, territory=area.territory, area_id=area.id, value=None,
                    status="observed", qualifier="exact", data_status="",
                    value_note="not_applicable" if is_redrawn else "not_collected",
                )  # fmt: skip


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
    return short(" ".join(words))


def _map_notes(desk: Desk) -> tuple[str, ...]:
    text = desk.text
    if desk.catalogue.shapes:
        own = text("Boundaries: {licence}.", licence=text.items(
            dict.fromkeys(shape.licence for shape in desk.catalogue.shapes.values())))  # fmt: skip
    else:
        own = text("One tile is one place; tiles stand about where the places lie and say nothing "
                   "of their size.")  # fmt: skip
    return own, view_note(desk)


def _with_note(names: Names, row: Observation) -> str:
    """Name the series of a row: what is put together from the other era stands apart."""
    name = names.area(row.area_id)
    return f"{name} · {names.code('map_note', row.value_note)}" if row.value_note else name


def _reason_or_territory(names: Names, row: Observation) -> str:
    return names.territory(row.territory) if row.value is not None else names.value(row)
