"""Old and new geography on the pages: totals, marks of estimates, the map, one place in time."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict

import pytest

from vtdash.reference import REFERENCE_FOLDER
from vtdash.sample import generate
from vtdash.store import publish

LANGUAGES = ("vi", "en")
MAP = "map-female-enrolment-share"


def totals(rows, city="city"):
    found = defaultdict(float)
    for row in rows:
        found[row[city]] += float(row["value"] or 0)
    return dict(found)


@pytest.mark.parametrize(
    ("page", "panel"), [("enrolment", "enrolment-by-area"), ("digital", "digital-skills-by-area")]
)
def test_on_today_s_map_the_cities_totals_are_those_of_both_kinds_of_units(open_page, page, panel):
    as_published = [
        open_page(page, lang="en", units=units).csv(panel).rows for units in ("district", "commune")
    ]
    mapped = open_page(page, lang="en", geography="todays_map").csv(panel).rows
    both = totals([row for rows in as_published for row in rows])
    assert totals(mapped) == both
    assert set(both) == {"hanoi", "haiphong"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_estimated_says_so_in_claim_chart_table_and_file(open_page, catalogue, language):
    screen = open_page("enrolment", lang=language, geography="todays_map")
    panel = "enrolment-by-area"
    rows = screen.csv(panel).rows
    estimates = {n for n, row in enumerate(rows) if row["status"] == "estimate"}
    assert estimates
    assert all(rows[n]["value_note"].startswith("estimated") for n in estimates)
    assert all(rows[n]["qualifier"] == "about" for n in estimates)
    dotted = {
        row
        for trace in screen.chart(panel)["data"]
        for row, shape in zip(
            trace["customdata"], trace["marker"].get("pattern", {}).get("shape", []), strict=False
        )
        if shape == "."
    }
    drawn = set(marks(screen.chart(panel)))  # the eye gets the largest, the table all
    assert dotted == estimates & drawn != set()
    said = screen.words
    note = catalogue.code("map_note", "estimated_by_area").name
    assert {"vi": "ước tính", "en": "estimate"}[language] in said
    table = screen.show("table").table(panel)
    cells = [" ".join(map(str, row)) for row in table.itertuples(index=False)]
    assert all(getattr(note, language) in cells[n] for n in estimates)


def test_a_choice_of_geography_stands_in_the_filters_and_a_wrong_one_is_dropped(open_page):
    screen = open_page("enrolment", lang="en", geography="unchanged_only")
    assert "all districts · unchanged areas only" in screen.words
    assert {r["area_id"] for r in screen.csv("enrolment-by-area").rows} == {
        "commune-11914-20250701", "commune-11948-20250701",
    }  # fmt: skip
    assert "geography" in open_page("enrolment", lang="en", geography="mars").words


def marks(figure):
    return {row: trace for trace in figure["data"] for row in trace["customdata"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [
        {"place": "district-016"},
        {"place": "district-303-20250101", "geography": "todays_map"},
        {"place": "commune-11948-20250701", "units": "commune", "geography": "unchanged_only"},
    ],
)
def test_the_map_has_one_mark_a_row_in_the_order_of_the_file(open_page, language, address):
    screen = open_page("districts", lang=language, **address)
    rows = screen.csv(MAP).rows
    figure = screen.chart(MAP)
    drawn = marks(figure)
    assert sorted(drawn) == list(range(len(rows)))
    assert len({row["city"] for row in rows}) == 1
    for number, row in enumerate(rows):
        trace = drawn[number]
        place = trace["customdata"].index(number)
        if row["value"]:
            ends = trace["name"].rstrip("%").replace(",", ".").split("–")
            assert float(ends[0]) <= round(float(row["value"]), 1) <= float(ends[-1])
        else:
            assert trace["marker"]["pattern"]["shape"][place] == "/"
            assert row["value_note"] in {"not_collected", "not_applicable"}
    places = [drawn[n]["base"][drawn[n]["customdata"].index(n)] for n in range(len(rows))]
    assert places == sorted(places)
    outlined = {n for n, t in drawn.items()
                if t["marker"]["line"]["width"][t["customdata"].index(n)] > 1}  # fmt: skip
    assert outlined
    assert {"vi": "từ bắc xuống nam", "en": "from north to south"}[language] in (
        screen.words_for_the_chart(MAP)
    )


def own_rows(screen):
    """The rows of the place itself through time: those of its city stand behind them."""
    return [row for row in screen.csv("place-through-time").rows if row["area_id"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_district_is_followed_through_july_2025_as_an_estimate(open_page, language):
    screen = open_page("districts", lang=language, place="district-001")
    rows = own_rows(screen)
    later = [row for row in rows if row["year"] >= "2025"]
    assert {row["status"] for row in later} == {"estimate"}
    assert {row["status"] for row in rows if row not in later} == {"observed"}
    breaks = screen.chart("place-through-time")["layout"]["shapes"]
    assert {round(one["x0"], 1) for one in breaks} == {2025}
    assert len({(one["xref"], one["yref"]) for one in breaks}) == len(breaks), "one an axis"
    assert {"vi": "phường Ba Đình", "en": "Ba Dinh Ward"}[language] in screen.words


def test_a_district_that_went_into_whole_units_goes_on_as_their_sum(open_page):
    screen = open_page("districts", lang="en", place="district-016")
    rows = own_rows(screen)
    assert rows[-1]["value_note"] == "sum_of_units"
    assert len({row["year"] for row in rows}) == len(rows), "one value a year"
    for trace in screen.chart("place-through-time")["data"]:
        assert len(set(trace["x"])) == len(trace["x"])


def test_a_place_that_was_not_redrawn_has_no_break(open_page):
    screen = open_page("districts", lang="en", units="commune", place="commune-11948-20250701")
    rows = own_rows(screen)
    assert not screen.chart("place-through-time")["layout"]["shapes"]
    assert {row["status"] for row in rows} == {"observed"}
    assert {row["area_id"] for row in rows} == {"commune-11948-20250701"}
    assert min(row["year"] for row in rows) < "2025", "what it was before is its own"


def test_boundaries_dropped_into_the_reference_data_are_drawn(open_page, tmp_path, forgetful):
    reference = shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference")
    (reference / "shapes").mkdir()
    corners = {"00004": (105.80, 21.02), "00008": (105.83, 21.02), "00025": (105.80, 21.05)}
    features = [
        {"properties": {"level": "commune", "code": code}, "geometry": {
            "type": "Polygon",
            "coordinates": [[[x, y], [x + 0.02, y], [x + 0.02, y + 0.02], [x, y]]]}}
        for code, (x, y) in corners.items()
    ]  # fmt: skip
    content = {"licence": "Made up for a test", "valid_on": "2025-07-01", "features": features}
    (reference / "shapes" / "test.geojson").write_text(json.dumps(content), "utf-8")
    publish(tmp_path / "data", reference=reference, sample=generate)
    screen = open_page(
        "districts", tmp_path / "data", lang="en", units="commune", place="commune-00004-20250701"
    )
    figure = screen.chart(MAP)
    assert len([trace for trace in figure["data"] if trace.get("fill") == "toself"]) == 3
    rows = screen.csv(MAP).rows
    drawn = sorted(row for trace in figure["data"] for row in trace["customdata"])
    assert drawn == list(range(len(rows)))
    assert "geo" not in figure["layout"]
    assert "Made up for a test" in screen.show("notes").words


@pytest.mark.parametrize("page", ["enrolment", "digital", "occupations"])
@pytest.mark.parametrize("geography", ["todays_map", "unchanged_only"])
def test_a_view_of_geography_changes_a_panel_or_the_panel_says_that_it_cannot(
    open_page, page, geography
):
    before = open_page(page, lang="en")
    after = open_page(page, lang="en", geography=geography)
    told = {
        panel_id
        for panel_id in after.filled
        if any("geography changes nothing" in one.value for one in after.panel(panel_id).caption)
    }
    same = {
        panel_id for panel_id in after.filled if after.drawn[panel_id] == before.drawn[panel_id]
    }
    assert told == same != set()
    assert set(after.panels) - told, "some panel is by place"
    assert not any("changes nothing" in one.value for one in before.at.main.caption)


def test_unchanged_areas_are_named_and_where_there_are_none_the_page_says_so(open_page):
    screen = open_page("enrolment", lang="en", geography="unchanged_only")
    assert (
        "Unchanged areas: none in Hanoi; 2 in Hai Phong (Cat Hai Special Zone and Bach Long Vi "
        "Special Zone)." in screen.words
    )
    assert "Unchanged areas" not in open_page("enrolment", lang="en").words


def test_a_chosen_district_is_seen_on_today_s_map_as_the_units_it_went_into(open_page):
    """A unit is put together from all that went into it, as it is where nothing is chosen."""
    whole = open_page("enrolment", lang="en", geography="todays_map", city="hanoi")
    chosen = open_page("enrolment", lang="en", geography="todays_map", area="district-017")
    of_all = {row["area_id"]: row["value"] for row in whole.csv("enrolment-by-area").rows}
    found = {row["area_id"]: row["value"] for row in chosen.csv("enrolment-by-area").rows}
    assert 5 <= len(found) < 10
    assert found.items() <= of_all.items()


def test_the_map_shows_the_rate_that_was_chosen(open_page):
    screen = open_page("districts", lang="en", measure="graduate_employment_rate")
    rows = screen.csv("map-graduate-employment-rate").rows
    assert {row["unit"] for row in rows} == {"percent"}
    assert len({row["area_id"] for row in rows}) == len(rows), "one tile for each place"
    pressed = next(html for html in screen.html if "map-places" in html)
    assert all(f'data-area="{row["area_id"]}"' in pressed for row in rows)
