"""Maps of areas: a rate of each, in the city of a chosen place or of the reader.

A map shows shares, never sizes: a large place would outshine all others. Places are tiles of one
size, or the boundaries that a steward dropped in; a click on one chooses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial

from vtdash.model.codes import Qualifier, Status
from vtdash.model.datasets import CITIES
from vtdash.model.observation import Observation
from vtdash.reference import Area, Catalogue, Tile
from vtdash.render.charts.layout import short_label
from vtdash.render.charts.maps import AreaMap, BoundaryMap, MapPlace
from vtdash.render.charts.tile_map import TileMap
from vtdash.render.file_names import without_kind
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.store.questions import questions
from vtdash.store.questions.area_views import AS_PUBLISHED, areas_of_other_kind, versions
from vtdash.topics import claims, ranking_claims
from vtdash.topics.view import Rows, View

_GAP = 1.6
"""Rows of tiles between two cities, with room for a heading."""

QUESTIONS: Mapping[str, Callable[..., Rows]] = {
    "female_enrolment_share": questions.women_by_area,
    "graduate_employment_rate": questions.employment_rate_by_area,
    "digital_skills_certified_rate": questions.digital_certified_by_area,
}
"""Rates that a map can show, by indicator, with the question that answers each."""


def measures(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the indicators of which a map can be drawn."""
    return tuple(key for key in QUESTIONS if key in catalogue.indicators)


def rate_map(view: View, measure: str, city: str, *, chosen: Iterable[Area], picks: str) -> Panel:
    """A rate by area, on a map of one city with the chosen places outlined.

    The cities stay apart: one scale of lightness would set them against each other. ``picks``: the
    filter in which a click on a place chooses it.
    """
    view = view.with_filters(cities=(city,), areas=(), together=True)
    found = view.ask(QUESTIONS[measure], view.filters)
    rows = tuple(_in_order(view, [*found, *_missing(view, found)])) if found else ()
    return view.panel(
        f"map-{measure.replace('_', '-')}",
        view.text("{indicator}, place by place", indicator=view.names.indicator(measure)),
        rows,
        claim=claims.with_estimates(view, _range(view, measure, found), rows),
        drawing=_drawing(view, rows, _outlined(view, chosen), picks),
        notes=_map_notes(view),
        series=_reason_or_territory,
    )


def of_cities(view: View, measure: str) -> dict[str, Callable[[View], Panel]]:
    """Return for each chosen city, by its name, what makes its map, which chooses districts."""
    areas = [view.catalogue.area(key) for key in view.filters.areas]
    return {
        view.names.code("city", city): partial(
            rate_map, measure=measure, city=city, chosen=areas, picks="area"
        )
        for city in view.filters.cities
    }


def _range(view: View, measure: str, rows: Rows) -> str:
    is_survey = measure == "graduate_employment_rate"
    said = ranking_claims.range_of_rates if is_survey else ranking_claims.range_of_shares
    return said(view, rows, "area_id")


def view_note(view: View) -> str:
    """Return what the chosen view of geography means."""
    return view.text.name(view.catalogue.code("area_view", view.filters.geography).text)


def _drawing(view: View, rows: Rows, outlined: tuple[str, ...], picks: str) -> AreaMap:
    if outlines := _outlines(view, rows):
        return BoundaryMap("area", places=tuple(outlines), chosen=outlined, picks=picks)
    return TileMap(
        "area",
        places=tuple(_tiles(view, rows)),
        chosen=outlined,
        headings=tuple(_headings(view)),
        picks=picks,
    )


def _outlined(view: View, chosen: Iterable[Area]) -> tuple[str, ...]:
    """Return the chosen places under all their codes, or on today's map what they went into."""
    level, catalogue = _level(view), view.catalogue
    own = (
        versions(area, catalogue) if area.level == level else areas_of_other_kind(area, catalogue)
        for area in chosen
    )
    return tuple(one.id for areas in own for one in areas)


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
    return short_label(without_kind(name, said))


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
