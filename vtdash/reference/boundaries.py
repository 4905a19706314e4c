"""Boundaries that a steward drops into the reference folder: GeoJSON, checked like the rest.

One file is a FeatureCollection with two members of its own: ``licence`` (under which terms the
boundaries may be shown, and whose they are) and ``valid_on`` (a day on which they held). Each
feature has ``level`` and ``code`` among its properties. Coordinates are longitude and latitude
in degrees (RFC 7946).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple, cast

from vtdash.model.datasets import AREA_KINDS
from vtdash.reference.entries import Area
from vtdash.reference.read import Collector, Row, read_json

SHAPES_FOLDER = "shapes"
SHAPES = f"{SHAPES_FOLDER}/*.geojson"

MOST_POINTS = 20_000
"""Points of one file: a page sends each of them to the reader."""

FAR = 1.0
"""Degrees from the area's middle beyond which a point cannot belong to it."""

_RING = 4
"""Points of the smallest ring: a triangle that returns to where it began."""

Ring = tuple[tuple[float, float], ...]


class Shape(NamedTuple):
    """The boundary of an area as rings of (longitude, latitude); holes are rings as well."""

    area_id: str
    rings: tuple[Ring, ...]
    licence: str


def shape_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of boundaries in a reference folder, in order of name."""
    return tuple(sorted(folder.glob(SHAPES)))


def parse_shapes(folder: Path, areas: Sequence[Area], collector: Collector) -> Iterator[Shape]:
    """Yield the shapes of all files of a folder; whatever is wrong is a problem."""
    seen: dict[str, str] = {}
    for path in shape_files(folder):
        for row, shape in _shapes(path, areas, collector):
            if shape.area_id in seen:
                row.problem(
                    "code",
                    f"địa bàn này đã có ranh giới ở {seen[shape.area_id]}; giữ lại một",
                    f"this area has its boundary in {seen[shape.area_id]} already; keep one",
                )
                continue
            seen[shape.area_id] = f"{row.file}, {row.place}"
            yield shape


def _shapes(path: Path, areas: Sequence[Area], collector: Collector) -> Iterator[tuple[Row, Shape]]:
    content = read_json(path, collector)
    if content is None:
        return
    name = f"{SHAPES_FOLDER}/{path.name}"
    file = Row(name, "", content if isinstance(content, dict) else {}, collector)
    licence, day = _head(file)
    features = file.values.get("features")
    if not isinstance(features, list) or not features:
        file.problem(
            "features",
            "cần một FeatureCollection có ít nhất một feature",
            "a FeatureCollection with at least one feature is expected",
        )
        return
    if day is None:
        return
    points = 0
    for place, feature in enumerate(cast("list[Any]", features), start=1):
        row = Row(name, f"feature {place}", feature if isinstance(feature, dict) else {}, collector)
        if area := _area(row, areas, day):
            rings = tuple(_rings(row, area))
            points += sum(map(len, rings))
            yield row, Shape(area.id, rings, licence)
    if points > MOST_POINTS:
        file.problem(
            "features",
            f"có {points} điểm, nhiều nhất {MOST_POINTS}: hãy đơn giản hóa ranh giới rồi thay tệp",
            f"{points} points, at most {MOST_POINTS}: simplify the boundaries and replace the file",
        )


def _head(file: Row) -> tuple[str, date | None]:
    """Return the licence line and the day on which the boundaries held."""
    licence = file.values.get("licence")
    if not isinstance(licence, str) or not licence.strip():
        file.problem(
            "licence",
            'thiếu dòng giấy phép: ghi nguồn và điều kiện sử dụng, cạnh "type"',
            "the licence line is missing: say whose the boundaries are and on what terms they may "
            'be used, beside "type"',
        )
    day = file.day("valid_on")
    if not file.as_text("valid_on"):
        file.problem(
            "valid_on",
            'thiếu ngày ranh giới có hiệu lực, ví dụ 2025-07-01, cạnh "type"',
            'the day on which the boundaries held is missing, such as 2025-07-01, beside "type"',
        )
    return str(licence or "").strip(), day


def _area(row: Row, areas: Iterable[Area], day: date) -> Area | None:
    given = row.values.get("properties")
    properties = Row(row.file, row.place, given if isinstance(given, dict) else {}, row.collector)
    level, code = properties.one_of("level", AREA_KINDS), properties.as_text("code")
    same = [area for area in areas if (area.level, area.code) == (level, code)]
    found = next((area for area in same if area.is_valid_on(day)), None)
    if found:
        return found
    if same:
        row.problem(
            "code",
            f"mã '{code}' ({level}) không có hiệu lực ngày {day}; sửa valid_on hoặc bỏ feature này",
            f"code '{code}' ({level}) was not in force on {day}; mend valid_on or leave it out",
        )
    else:
        row.problem(
            "code",
            f"không có địa bàn {level} mã '{code}' trong areas.csv; mã viết đủ số 0, trong ngoặc "
            "kép",
            f"areas.csv has no area of level {level} and code '{code}'; codes keep their zeros "
            "and stand in quotation marks",
        )
    return None


def _rings(row: Row, area: Area) -> Iterator[Ring]:
    """Yield the rings of a polygon or of several; a broken one is a problem and left out."""
    given = row.values.get("geometry")
    geometry = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(coordinates, list):
        row.problem(
            "geometry",
            f"cần Polygon hoặc MultiPolygon, không phải {kind}",
            f"a Polygon or MultiPolygon is expected, not {kind}",
        )
        return
    listed = cast("list[Any]", coordinates)
    parts = [listed] if kind == "Polygon" else listed
    for ring in (
        ring for part in parts if isinstance(part, list) for ring in cast("list[Any]", part)
    ):
        if points := _ring(row, ring, area):
            yield points


def _ring(row: Row, ring: object, area: Area) -> Ring:
    found = [_point(point) for point in cast("list[Any]", ring)] if isinstance(ring, list) else []
    points = tuple(point for point in found if point)
    if len(points) < _RING or len(points) != len(found):
        row.problem(
            "geometry",
            "một vòng cần ít nhất 4 điểm, mỗi điểm là [kinh độ, vĩ độ]",
            "a ring needs at least 4 points, each of them [longitude, latitude]",
        )
        return ()
    if points[0] != points[-1]:
        row.problem(
            "geometry",
            f"vòng chưa khép: điểm cuối {points[-1]} phải trùng điểm đầu {points[0]}",
            f"a ring is not closed: its last point {points[-1]} must be its first {points[0]}",
        )
        return ()
    return points if _is_near(row, points, area) else ()


def _point(point: object) -> tuple[float, float] | None:
    values = cast("list[Any]", point)[:2] if isinstance(point, list) else []
    is_number = [isinstance(v, int | float) and not isinstance(v, bool) for v in values]
    if len(values) < 2 or not all(is_number) or not all(map(isfinite, values)):  # noqa: PLR2004
        return None
    return float(values[0]), float(values[1])


def _is_near(row: Row, points: Ring, area: Area) -> bool:
    """Return whether all points lie about where the area is known to be."""
    lon, lat = area.lon, area.lat
    if lon is None or lat is None:
        return True
    far = [p for p in points if abs(p[0] - lon) > FAR or abs(p[1] - lat) > FAR]
    if not far:
        return True
    swapped = all(abs(p[1] - lon) <= FAR and abs(p[0] - lat) <= FAR for p in points)
    hint = (
        (
            "; có lẽ kinh độ và vĩ độ bị đổi chỗ",
            "; longitude and latitude may be the wrong way round",
        )
        if swapped
        else ("", "")
    )
    row.problem(
        "geometry",
        f"điểm {far[0]} cách {area.name.vi} quá {FAR:g} độ (ở gần [{lon:g}, {lat:g}]){hint[0]}",
        f"point {far[0]} is more than {FAR:g} degree from {area.name.en} (which is near "
        f"[{lon:g}, {lat:g}]){hint[1]}",
    )
    return False
