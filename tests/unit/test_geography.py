"""Counts on another map: totals stay, and what is estimated or incomplete says so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.unit.worked import LANGUAGES, number, table
from vtdash.reference import REFERENCE_FOLDER, Link, load_catalogue
from vtdash.rules.geography import (
    VIEWS,
    Mapped,
    onto_districts,
    onto_today,
    seen_as,
    spread,
    unchanged,
)

CROSSWALK = load_catalogue(REFERENCE_FOLDER).crosswalk
DISTRICTS = sorted({link.old_district_code for link in CROSSWALK})
UNITS = sorted({link.new_code for link in CROSSWALK})


def link(unit, district, share, communes):
    return Link(unit, district, "hanoi", share, "area-overlay", share >= 0.5, communes, 0)


def of_docs(language):
    return [link(row[0].strip("`"), row[1].strip("`"), number(row[2], language), int(row[3]))
            for row in table("geography", language, "links")]  # fmt: skip


@each("language", LANGUAGES)
def test_the_worked_example_of_the_docs_holds(language):
    found = spread({"x": 101, "y": 61}, onto_today(of_docs(language)))
    rows = [(one.place, dict(one.sources).get("x", 0), dict(one.sources).get("y", 0), one.count)
            for one in found]  # fmt: skip
    assert rows == [(unit.strip("`"), *map(int, numbers))
                    for unit, *numbers in table("geography", language, "mapped")]  # fmt: skip
    assert [one.is_estimate for one in found] == [True, True, True]


@each("language", LANGUAGES)
def test_the_district_of_the_docs_is_divided_as_they_say(language, catalogue):
    rows = table("geography", language, "ba_dinh")
    found = {one.place: one.count for one in spread({"001": 1000}, onto_today(CROSSWALK))}
    assert found == {code: int(people) for _, code, people in rows}
    names = {area.code: area.name for area in catalogue.areas if area.level == "commune"}
    for name, code, _ in rows:
        assert name in getattr(names[code], language)


def test_a_unit_is_divided_between_districts_by_its_area():
    shares = onto_districts([link("u", "x", 0.7, 1), link("u", "y", 0.3, 1)])
    assert spread({"u": 10}, shares) == (
        Mapped("x", 7, (("u", 7),), is_estimate=True, is_partial=False),
        Mapped("y", 3, (("u", 3),), is_estimate=True, is_partial=False),
    )


def test_what_is_moved_whole_is_no_estimate():
    found = spread({"u": 10}, onto_districts([link("u", "x", 1.0, 1), link("v", "x", 1.0, 1)]))
    assert [(one.count, one.is_estimate, one.is_partial) for one in found] == [(10, False, True)]


def test_a_divided_zero_is_a_known_zero():
    found = spread({"u": 0}, onto_districts([link("u", "x", 0.7, 1), link("u", "y", 0.3, 1)]))
    assert [(one.count, one.is_estimate) for one in found] == [(0, False), (0, False)]


def test_shares_that_do_not_quite_add_up_lose_nobody():
    shares = onto_districts([link("u", "x", 0.333, 1), link("u", "y", 0.666, 1)])
    assert sum(one.count for one in spread({"u": 1000}, shares)) == 1000


def test_a_sliver_without_area_gets_nobody():
    shares = onto_districts([link("u", "x", 1.0, 9), link("u", "y", 0.0, 1)])
    assert [share.place for share in shares] == ["x"]


@each("counts", [{"nowhere": 5}, {"u": -1}])
def test_an_unknown_place_and_a_negative_count_are_refused(counts):
    with pytest.raises(ValueError, match="cannot be mapped"):
        spread(counts, onto_districts([link("u", "x", 1.0, 1)]))


def test_the_two_islands_are_all_that_did_not_change(catalogue):
    names = {area.code: area.name.en for area in catalogue.areas if area.level == "district"}
    assert {names[code] for code in unchanged(CROSSWALK)} == {
        "Cat Hai District", "Bach Long Vi District",
    }  # fmt: skip


def test_each_view_shows_its_own_areas(catalogue):
    counts = {"001": 100, "318": 7, "00004": 50, "11948": 8}
    assert set(VIEWS) == set(catalogue.codes["area_view"])
    published = seen_as("as_published", counts, CROSSWALK)
    assert {one.place: one.count for one in published} == counts
    today = {one.place: one for one in seen_as("todays_map", counts, CROSSWALK)}
    assert set(today) <= set(UNITS)
    assert sum(one.count for one in today.values()) == 165
    assert today["00004"].is_estimate
    assert not today["11948"].is_estimate
    assert seen_as("unchanged_only", counts, CROSSWALK) == (
        Mapped("11948", 15, (("11948", 8), ("318", 7)), is_estimate=False, is_partial=False),
    )
    with pytest.raises(ValueError, match="no view tomorrow"):
        seen_as("tomorrow", counts, CROSSWALK)


COUNTS = st.integers(0, 100_000)


@given(st.dictionaries(st.sampled_from(DISTRICTS), COUNTS, max_size=12))
@settings(max_examples=60)
def test_mapping_to_today_keeps_every_total(counts):
    found = spread(counts, onto_today(CROSSWALK))
    assert sum(one.count for one in found) == sum(counts.values())
    for district, count in counts.items():
        parts = [n for one in found for source, n in one.sources if source == district]
        assert sum(parts) == count
        assert min(parts) >= 0


CITY = {link.new_code: link.city for link in CROSSWALK}
CITY |= {link.old_district_code: link.city for link in CROSSWALK}


def total(city, counts):
    return sum(count for code, count in counts.items() if CITY[code] == city)


def test_no_unit_of_today_was_made_of_districts_of_two_cities():
    for city in ("hanoi", "haiphong"):
        ours = {link.new_code for link in CROSSWALK if link.city == city}
        theirs = {link.new_code for link in CROSSWALK if link.city != city}
        assert not ours & theirs
    assert len(CITY) == len(DISTRICTS) + len(UNITS)


@given(st.dictionaries(st.sampled_from(DISTRICTS + UNITS), COUNTS, max_size=20))
@settings(max_examples=60)
def test_todays_map_keeps_the_total_of_each_city_exactly(counts):
    """Old districts and units of today together, as when a profile follows an area through 2025."""
    found = {one.place: one.count for one in seen_as("todays_map", counts, CROSSWALK)}
    for city in ("hanoi", "haiphong"):
        assert total(city, found) == total(city, counts)


@given(st.dictionaries(st.sampled_from(UNITS), COUNTS, max_size=12))
@settings(max_examples=60)
def test_mapping_back_to_districts_keeps_every_total(counts):
    found = spread(counts, onto_districts(CROSSWALK))
    assert sum(one.count for one in found) == sum(counts.values())
    for city in ("hanoi", "haiphong"):
        assert total(city, {one.place: one.count for one in found}) == total(city, counts)


def test_the_parts_of_each_place_add_up_to_one():
    for shares in (onto_today(CROSSWALK), onto_districts(CROSSWALK)):
        whole = {}
        for share in shares:
            whole[share.source] = whole.get(share.source, 0) + share.part
        assert set(whole.values()) == {1}
    assert {share.source for share in onto_today(CROSSWALK)} == set(DISTRICTS)
    assert {share.source for share in onto_districts(CROSSWALK)} == set(UNITS)
