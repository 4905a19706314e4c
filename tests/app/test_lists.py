"""The lists beside a page: what they offer, and what becomes of a choice that ends."""

from __future__ import annotations

THUY_NGUYEN, ITS_WARD = "district-311-20250101", "commune-11560-20250701"
BA_DINH, DONG_ANH = "district-001", "district-017"


def widget(screen, key):
    kinds = ("multiselect", "selectbox", "button_group", "toggle")
    found = [one for kind in kinds for one in screen.at.sidebar.get(kind) if one.key == key]
    return found[0]


def captions(screen):
    return [one.value for one in screen.at.sidebar.caption]


def test_the_last_city_stays_chosen_and_the_page_says_so(open_page):
    screen = open_page("enrolment", lang="en", city="hanoi")
    widget(screen, "city").set_value([])
    screen.run()
    assert screen.at.query_params["city"] == "hanoi"
    assert widget(screen, "city").value == ["hanoi"]
    assert "At least one stays chosen." in captions(screen)
    screen.run()
    assert "At least one stays chosen." not in captions(screen)


def test_another_kind_of_unit_carries_the_choice_over_and_back(open_page):
    screen = open_page("enrolment", lang="en", area=THUY_NGUYEN)
    widget(screen, "units").set_value("commune")
    screen.run()
    carried = widget(screen, "area").value
    assert carried[0] == ITS_WARD
    assert any("Thuy Nguyen City is now Thuy Nguyen Ward" in said for said in captions(screen))
    assert screen.at.query_params["area"] == carried

    widget(screen, "units").set_value("district")
    screen.run()
    assert widget(screen, "area").value == [THUY_NGUYEN]


def test_a_profile_follows_its_place_into_the_other_kind_of_unit(open_page):
    screen = open_page("districts", lang="en", place=THUY_NGUYEN)
    widget(screen, "units").set_value("commune")
    screen.run()
    assert "Thuy Nguyen Ward" in screen.words.splitlines()[0]


def test_an_area_of_a_city_that_is_taken_away_is_named(open_page):
    screen = open_page("enrolment", lang="en", area=[BA_DINH, THUY_NGUYEN])
    widget(screen, "city").set_value(["haiphong"])
    screen.run()
    assert widget(screen, "area").value == [THUY_NGUYEN]
    assert any(said.startswith("No longer chosen: Ba Dinh") for said in captions(screen))


def test_options_without_data_come_last_and_say_so(open_page):
    screen = open_page("enrolment", lang="en", sample="no")
    options = widget(screen, "area").options
    assert options
    assert all(name.endswith(" – no data") for name in options), "nobody has reported"
    both = open_page("enrolment", lang="en")
    assert not any(name.endswith(" – no data") for name in widget(both, "area").options)


def offers(screen, panel):
    return {b.label: b for b in screen.panel(panel).get("button") if b.key.startswith("lift-")}


def test_an_empty_panel_offers_to_lift_the_one_filter_that_empties_it(open_page):
    there = open_page("enrolment", lang="en", area=DONG_ANH)
    offered = {row["occupation_id"] for row in there.csv("enrolment-by-occupation").rows}
    rural = min(key.removeprefix("occupation-") for key in offered if "-R" in key)
    nobody = {"occupation": rural, "level": "college", "area": DONG_ANH, "from": "2020"}
    screen = open_page("enrolment", lang="en", **nobody)
    assert "enrolment-by-area" not in screen.filled, "a college teaches nothing of the rural list"
    found = offers(screen, "enrolment-by-area")
    assert [label.partition(":")[0] for label in found] == [
        "Lift the filter occupation",
        "Lift the filter level",
    ], "neither the years nor the district keep anything out"
    said = [one.value for one in screen.panel("enrolment-by-area").get("caption")]
    assert [one.startswith("Then") for one in said] == [True, True]

    found["Lift the filter level: College"].click()
    screen.run()
    assert "enrolment-by-area" in screen.filled
    assert "level" not in screen.at.query_params
    assert screen.at.query_params["occupation"] == rural
    assert widget(screen, "level").value == []


def test_what_only_the_switch_of_the_sample_hides_can_be_shown(open_page):
    screen = open_page("enrolment", lang="en", sample="no")
    offers(screen, "enrolment-by-area")["Show sample data"].click()
    screen.run()
    assert "enrolment-by-area" in screen.filled
    assert widget(screen, "sample").value
