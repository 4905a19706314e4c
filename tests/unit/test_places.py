"""Maps and profiles of places from rows worked by hand; the tile grid and dropped-in boundaries."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as hypothesis

from tests.each import each
from vtdash.model.errors import CatalogueError
from vtdash.model.observation import Observation
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.reference.boundaries import MOST_POINTS
from vtdash.render.charts.maps import BoundaryMap, MapPlace
from vtdash.render.charts.points import Point
from vtdash.render.charts.theme import DARK, LIGHT, contrast, ink_on
from vtdash.render.charts.tile_map import TileMap
from vtdash.render.charts.value_classes import ValueClass, class_bounds, class_of, value_classes
from vtdash.store.questions.area_views import areas_of_other_kind, as_one_area, rows_on_one_map

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
SQUARES = {"00004": (105.80, 21.02), "00008": (105.83, 21.02), "00025": (105.80, 21.05)}
"""Three made-up squares of 0.02 degrees; the codes are of units that the reference data has."""


def area(level, code):
    return next(a for a in CATALOGUE.areas if (a.level, a.code) == (level, code))


def counted(level, code, value, **more):
    """A row of a question by area as SQL returns it."""
    one = area(level, code)
    return {
        "city": one.city, "territory": one.territory, "area_id": one.id, "year": 2025,
        "first_quarter": 20251, "last_quarter": 20252, "indicator_id": "vet_enrolment",
        "unit": "training_turns", "value": value, "data_status": "sample", **more,
    }  # fmt: skip


# --- the view of geography --------------------------------------------------------------------


def test_on_today_s_map_a_district_is_split_and_the_city_s_total_stays():
    rows = [counted("district", "016", 1001), counted("commune", "00376", 7)]
    found = rows_on_one_map(rows, "todays_map", CATALOGUE)
    assert sum(row["value"] for row in found) == 1008
    assert all(row["area_id"].startswith("commune-") for row in found)
    assert all(type(row["value"]) is int for row in found)
    parts = {row["area_id"]: row for row in found}
    assert len(parts) == len({x.new_code for x in CATALOGUE.crosswalk
                              if x.old_district_code == "016"} | {"00376"})  # fmt: skip
    assert {row["status"] for row in found} == {"estimate"}
    assert {row["qualifier"] for row in found} == {"about"}


def test_a_place_that_was_not_redrawn_keeps_its_count_and_is_no_estimate():
    rows = [counted("district", "318", 55), counted("commune", "11948", 22, first_quarter=20253,
                                                    last_quarter=20254)]  # fmt: skip
    for view in ("todays_map", "unchanged_only"):
        (found,) = rows_on_one_map(rows, view, CATALOGUE)
        assert (found["value"], found["status"], found["value_note"]) == (77, "observed", "")
        assert (found["first_quarter"], found["last_quarter"]) == (20251, 20254)
        assert found["territory"] == "hai_phong_since_2025_07"


def test_unchanged_areas_only_leaves_out_what_was_redrawn():
    assert rows_on_one_map([counted("district", "016", 10)], "unchanged_only", CATALOGUE) == []


def test_reported_and_sample_counts_are_never_put_together():
    rows = [counted("district", "318", 5), counted("district", "318", 6, data_status="reported")]
    found = rows_on_one_map(rows, "todays_map", CATALOGUE)
    assert sorted((row["data_status"], row["value"]) for row in found) == [
        ("reported", 6), ("sample", 5),
    ]  # fmt: skip


def test_a_rate_is_divided_after_its_counts_were_mapped():
    top = {"numerator": 30, "denominator": 40, "asked": 90, "answered": 40}
    found = rows_on_one_map([counted("district", "016", 75.0, **top)], "todays_map", CATALOGUE)
    assert sum(row["numerator"] for row in found) == 30
    assert sum(row["denominator"] for row in found) == 40
    assert sum(row["asked"] for row in found) == 90
    for row in found:
        assert row["numerator"] <= row["denominator"] <= row["asked"]
        assert row["answered"] == row["denominator"]
        base = row["denominator"]
        assert row["value"] == (100 * row["numerator"] / base if base else None)


# --- a place through July 2025 ----------------------------------------------------------------


def heard(area_id, year):
    """Every area has sent its returns."""
    del area_id, year
    return False


def test_units_that_lie_wholly_in_a_district_add_up_to_it_and_others_are_estimates():
    whole, mixed = area("district", "016"), area("district", "001")
    for one, status, note in (
        (whole, "observed", "sum_of_units"), (mixed, "estimate", "estimated_by_area"),
    ):  # fmt: skip
        units = areas_of_other_kind(one, CATALOGUE)
        rows = [counted("commune", unit.code, 100, year=2026, quarters=30) for unit in units]
        (found,) = as_one_area(rows, one, CATALOGUE, heard)
        assert (found.get("status", "observed"), found["value_note"]) == (status, note)
        assert found["area_id"] == one.id
        shares = [x for x in CATALOGUE.crosswalk if x.old_district_code == one.code]
        assert found["value"] == pytest.approx(sum(100 * x.share for x in shares), abs=len(shares))
    assert len(areas_of_other_kind(whole, CATALOGUE)) == 5


def test_a_unit_without_a_return_is_said_to_be_missing_and_one_without_a_row_counts_nothing():
    one = area("district", "016")
    units = areas_of_other_kind(one, CATALOGUE)[1:]
    rows = [counted("commune", unit.code, 100, year=2026, quarters=30,
                    data_status="reported") for unit in units]  # fmt: skip
    (found,) = as_one_area(rows, one, CATALOGUE, lambda *_: True)
    assert found["value_note"] == "part_missing"
    (found,) = as_one_area(rows, one, CATALOGUE, heard)
    assert found["value_note"] == "sum_of_units"


# --- the tile grid ----------------------------------------------------------------------------


def test_every_area_that_reports_has_one_tile_and_none_share_a_place():
    places = Counter((t.level, t.city, t.column, t.row) for t in CATALOGUE.tiles)
    assert set(places.values()) == {1}
    assert {(t.level, t.code) for t in CATALOGUE.tiles} == {
        (a.level, a.code) for a in CATALOGUE.areas if a.level != "province"
    }


def test_neighbouring_districts_stand_at_most_two_tiles_apart():
    """Two districts that one unit was made of share a border."""
    spots = {t.code: (t.column, t.row) for t in CATALOGUE.tiles if t.level == "district"}
    parents = {}
    for link in CATALOGUE.crosswalk:
        parents.setdefault(link.new_code, []).append(link.old_district_code)
    pairs = {(a, b) for found in parents.values() for a in found for b in found if a < b}
    assert len(pairs) > 60
    far = [(a, b) for a, b in pairs
           if max(abs(x - y) for x, y in zip(spots[a], spots[b], strict=True)) > 2]  # fmt: skip
    assert not far


@each(
    ("one", "side", "other"),
    [
        ("Huyện Sóc Sơn", "north", "Huyện Đông Anh"), ("Huyện Đông Anh", "north", "Quận Tây Hồ"),
        ("Huyện Mê Linh", "north", "Huyện Đan Phượng"), ("Huyện Ba Vì", "west", "Thị xã Sơn Tây"),
        ("Quận Lê Chân", "west", "Quận Hải An"), ("Quận Hải An", "west", "Huyện Cát Hải"),
        ("Huyện Phú Xuyên", "east", "Huyện Mỹ Đức"), ("Thành phố Chí Linh", "east",
                                                      "Huyện Nam Sách"),
    ],
)  # fmt: skip
def test_known_districts_stand_on_the_side_where_they_lie(one, side, other):
    named = {CATALOGUE.area(t.area_id).name.vi: t for t in CATALOGUE.tiles if t.level == "district"}
    a, b = named[one], named[other]
    assert {"north": a.row < b.row, "west": a.column < b.column, "east": a.column > b.column}[side]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference")


def problems(folder):
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    return {(p.file, p.row, p.column): (p.vi, p.en) for p in caught.value.problems}


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"col": "3", "row": "1"}, "col", "is taken by row"),
        ({"code": "999"}, "code", "no area of level district and code '999'"),
        ({"valid_on": "2025-07-01"}, "code", "in force on 2025-07-01"),
        ({"name_vi": "Huyện Khác"}, "name_vi", "areas.csv has: code 017 is 'Huyện Đông Anh'"),
        ({"city": "haiphong"}, "city", "'hanoi'"),
        ({"row": "north"}, "row", "whole number"),
    ],
)
def test_a_wrong_tile_is_named(folder, cells, column, words):
    with (folder / "tilegrid.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    line = next(n for n, row in enumerate(rows) if row[1] == "017")
    for name, value in cells.items():
        rows[line][rows[0].index(name)] = value
    with (folder / "tilegrid.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    found = problems(folder)
    vi, en = next(v for (_, _, c), v in found.items() if c == column)
    assert words in en
    assert vi != en


def test_an_area_without_a_tile_is_named(folder):
    text = (folder / "tilegrid.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "tilegrid.csv").write_text("".join(x for x in text if ",017," not in x), "utf-8")
    assert "code 017 has no tile" in str([en for _, en in problems(folder).values()])


# --- boundaries -------------------------------------------------------------------------------


def square(lon, lat, side=0.02):
    return [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]


def three_squares():
    return {
        "type": "FeatureCollection", "licence": "Made up for a test", "valid_on": "2025-07-01",
        "features": [
            {"type": "Feature", "properties": {"level": "commune", "code": code},
             "geometry": {"type": "Polygon", "coordinates": [square(*corner)]}}
            for code, corner in SQUARES.items()
        ],
    }  # fmt: skip


def drop(folder, content, name="squares.geojson"):
    (folder / "shapes").mkdir(exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "shapes" / name).write_text(text, "utf-8")


def test_three_squares_become_three_boundaries_and_change_the_fingerprint(folder):
    drop(folder, three_squares())
    loaded = load_catalogue(folder)
    assert {CATALOGUE.area(key).code for key in loaded.shapes} == set(SQUARES)
    assert {shape.licence for shape in loaded.shapes.values()} == {"Made up for a test"}
    assert loaded.fingerprint != CATALOGUE.fingerprint


def at(content, *path):
    for step in path:
        content = content[step]
    return content


@each(
    ("change", "place", "column", "words"),
    [
        (lambda c: c.pop("licence"), "", "licence", "licence line is missing"),
        (lambda c: c.pop("valid_on"), "", "valid_on", "such as 2025-07-01"),
        (lambda c: c.update(valid_on="2025-06-30"), "feature 1", "code", "not in force"),
        (lambda c: c.update(features=[]), "", "features", "FeatureCollection"),
        (lambda c: at(c, "features", 1, "properties").update(code="99999"), "feature 2", "code",
         "no area of level commune and code '99999'"),
        (lambda c: at(c, "features", 1, "properties").update(level="ward"), "feature 2", "level",
         "not defined"),
        (lambda c: at(c, "features", 1, "properties").update(code="00004"), "feature 2", "code",
         "shapes/squares.geojson, feature 1 already"),
        (lambda c: at(c, "features", 0, "geometry", "coordinates", 0).pop(), "feature 1",
         "geometry", "not closed"),
        (lambda c: at(c, "features", 0, "geometry").update(coordinates=[square(21.02, 105.8)]),
         "feature 1", "geometry", "wrong way round"),
        (lambda c: at(c, "features", 0, "geometry").update(coordinates=[square(107.7, 20.1)]),
         "feature 1", "geometry", "more than 1 degree"),
        (lambda c: at(c, "features", 0, "geometry").update(coordinates=[[["x", 1]]]),
         "feature 1", "geometry", "at least 4 points"),
        (lambda c: at(c, "features", 0, "geometry").update(type="Point"), "feature 1",
         "geometry", "not Point"),
        (lambda c: at(c, "features", 0, "geometry").update(
            coordinates=[square(105.8, 21.02) * MOST_POINTS]), "", "features", "simplify"),
    ],
)  # fmt: skip
def test_a_wrong_boundary_is_named_in_both_languages(folder, change, place, column, words):
    content = three_squares()
    change(content)
    drop(folder, content)
    vi, en = problems(folder)["shapes/squares.geojson", place, column]
    assert words in en
    assert vi != en


def test_a_file_that_is_no_json_is_named_with_its_line(folder):
    drop(folder, '{"type":\n oh')
    assert any("not JSON" in en for _, en in problems(folder).values())


# --- the drawing ------------------------------------------------------------------------------


def point(number, key, value, **more):
    note = "not_collected" if value is None else ""
    row = Observation(
        city="hanoi", territory="ha_noi", area_id=key, indicator_id="vet_enrolment",
        unit="training_turns", value=value, data_status="sample", value_note=note,
    )._replace(**more)  # fmt: skip
    series = "Not collected" if value is None else "Hanoi"
    return Point(
        number, key, series, 0, "" if value is None else str(value), f"{key}: {value}", row
    )


POINTS = (
    point(0, "a", 10), point(1, "b", 200, status="estimate"), point(2, "c", None),
    point(3, "d", 3000), point(4, "d", 30, data_status="reported"),
)  # fmt: skip
TILES = tuple((key, MapPlace(x, y, key.upper())) for key, x, y in
              (("a", 0, 0), ("b", 1, 0), ("c", 0, 1), ("d", 1, 1)))  # fmt: skip


def test_each_row_has_one_tile_and_the_rows_of_one_area_share_it():
    figure = TileMap("area", places=TILES, chosen=("b",), picks="place").draw(POINTS, LIGHT, ",.")
    marks = {
        row: (trace, x, width, base)
        for trace in figure["data"]
        for row, x, width, base in zip(
            trace["customdata"], trace["x"], trace["width"], trace["base"], strict=True
        )
    }
    assert sorted(marks) == [0, 1, 2, 3, 4]
    assert marks[3][1] < marks[4][1]
    assert figure["layout"]["meta"] == {"picks": "place="}
    assert {tuple(trace["ids"]) for trace, *_ in marks.values()} == {
        tuple(POINTS[row].row.area_id for row in trace["customdata"]) for trace in figure["data"]
    }, "a click says which area it is on"
    assert marks[3][2] == marks[4][2] == pytest.approx(marks[0][2] / 2)
    assert marks[1][0]["marker"]["line"]["width"] == [4]
    assert marks[1][0]["marker"]["pattern"]["shape"] == ["."]
    assert marks[2][0]["marker"]["pattern"]["shape"] == ["/"]
    assert marks[2][0]["name"] == "Not collected"
    assert figure["layout"]["uniformtext"]["mode"] == "hide"
    assert "SAMPLE DATA" in figure["layout"]["title"]["text"]


def test_boundaries_are_filled_lines_and_what_has_none_is_a_square():
    ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))
    places = (("a", MapPlace(0.5, 0.5, "A", (ring, ring))), *TILES[1:])
    figure = BoundaryMap("area", places=places).draw(POINTS, LIGHT, ",.")
    (outline,) = [t for t in figure["data"] if t.get("fill")]
    assert outline["customdata"] == [0]
    assert outline["x"] == [0.0, 1.0, 1.0, 0.0, None, 0.0, 1.0, 1.0, 0.0]
    assert figure["layout"]["yaxis"]["scaleanchor"] == "x"
    drawn = sorted(row for trace in figure["data"] for row in trace["customdata"])
    assert drawn == [0, 1, 2, 3, 4]
    assert not any("geo" in key for key in figure["layout"])


def classes_of(*values):
    return value_classes([point(n, "a", value) for n, value in enumerate(values)])


def test_classes_hold_every_value_once_and_begin_where_the_one_below_ends():
    values = (1, 1, 2, 30, 400, 5000, 60000)
    found = classes_of(*values)
    # six different values: five classes, of which the third has two
    assert [tuple(one) for one in found] == [
        (0, 2), (2, 30), (30, 5000), (5000, 60000), (60000, 60000),
    ]  # fmt: skip
    assert [class_of(value, found) for value in values] == [0, 0, 1, 2, 2, 3, 4]
    assert class_bounds(found[2], "training_turns", ",.") == "30–5.000"
    assert value_classes([point(0, "a", None)]) == ()
    assert classes_of(7, 7) == (ValueClass(7, 7),)


@given(hypothesis.lists(hypothesis.floats(0, 1e6).map(lambda x: round(x, 3)), min_size=1))
def test_classes_have_no_holes_and_no_value_is_outside(values):
    found = classes_of(*values)
    assert all(one.high == other.low for one, other in pairwise(found))
    for value in values:
        one = found[class_of(value, found)]
        assert one.low <= value <= one.high
        assert value < one.high or one == found[-1]


@each("look", [LIGHT, DARK])
def test_words_on_every_step_of_lightness_can_be_read(look):
    assert min(contrast(ink_on(ground, look), ground) for ground in look.ramp) >= 4.5
    order = [contrast(step, look.paper) for step in look.ramp]
    assert order == sorted(order)


def test_no_boundaries_are_kept_with_the_program():
    assert not list(Path(REFERENCE_FOLDER).rglob("*.geojson"))
