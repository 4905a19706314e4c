"""The tile grid: where each area stands on a map of equal squares, in both eras."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from vtdash.model.datasets import AREA_KINDS, CITIES
from vtdash.reference.entries import Area
from vtdash.reference.read import Row

TILE_COLUMNS = ("level", "code", "name_vi", "city", "valid_on", "col", "row")

_PLACE = re.compile(r"[0-9]{1,2}")


class Tile(NamedTuple):
    """The place of an area on its city's grid: columns count from the west, rows from the north.

    ``area_id`` is the area that held its code on the day for which the grid was drawn; a code
    that stood for another boundary before shares the tile.
    """

    area_id: str
    level: str
    code: str
    city: str
    column: int
    row: int


def parse_tiles(rows: Iterable[Row], areas: Iterable[Area]) -> Iterator[Tile]:
    """Yield the tiles; two on one place, an unknown area and a missing one are problems."""
    known = [area for area in areas if area.level in AREA_KINDS]
    taken: dict[tuple[str, str, int, int], str] = {}
    done: dict[str, str] = {}
    last: Row | None = None
    for row in rows:
        last = row
        tile = _tile(row, known)
        if tile is None:
            continue
        place = (tile.level, tile.city, tile.column, tile.row)
        if place in taken:
            row.problem(
                "col",
                f"ô này đã có ở dòng {taken[place]}; mỗi ô chỉ dành cho một địa bàn",
                f"this place is taken by row {taken[place]}; a tile is for one area only",
            )
        if tile.area_id in done:
            row.problem(
                "code",
                f"'{tile.code}' đã có ở dòng {done[tile.area_id]}",
                f"'{tile.code}' stands already in row {done[tile.area_id]}",
            )
        taken[place] = done[tile.area_id] = row.place
        yield tile
    if last is not None:
        _check_whole(last, known, done)


def _tile(row: Row, areas: list[Area]) -> Tile | None:
    level, code = row.one_of("level", AREA_KINDS), row.as_text("code")
    city, day = row.one_of("city", CITIES), row.day("valid_on")
    column, line = _place(row, "col"), _place(row, "row")
    area = _area(areas, level, code, day)
    if area is None:
        row.problem(
            "code",
            f"không có địa bàn {level} mã '{code}' có hiệu lực ngày {day}; xem areas.csv",
            f"no area of level {level} and code '{code}' was in force on {day}; see areas.csv",
        )
        return None
    for column_name, given, expected in (
        ("name_vi", row.as_text("name_vi"), area.name.vi),
        ("city", city, area.city),
    ):
        if given != expected:
            row.problem(
                column_name,
                f"'{given}' khác areas.csv: mã {code} là '{expected}'",
                f"'{given}' is not what areas.csv has: code {code} is '{expected}'",
            )
    return Tile(area.id, level, code, area.city, column, line)


def _area(areas: Iterable[Area], level: str, code: str, day: date | None) -> Area | None:
    found = (a for a in areas if (a.level, a.code) == (level, code) and day and a.is_valid_on(day))
    return next(found, None)


def _place(row: Row, column: str) -> int:
    text = row.as_text(column)
    if _PLACE.fullmatch(text):
        return int(text)
    row.problem(
        column,
        f"'{text}' không phải là số thứ tự từ 0 đến 99",
        f"'{text}' is not a whole number from 0 to 99",
    )
    return 0


def _check_whole(row: Row, areas: Iterable[Area], done: Iterable[str]) -> None:
    """Note the areas without a tile, by level and code, in the last row."""
    tiled = {area_id.split("-")[1] for area_id in done}
    for code in sorted({area.code for area in areas} - tiled):
        row.problem(
            "code",
            f"địa bàn mã {code} chưa có ô; thêm một dòng",
            f"the area with code {code} has no tile; add a row",
        )
