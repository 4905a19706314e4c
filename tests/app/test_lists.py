"""The lists beside a page: what they offer, and what becomes of a choice that ends."""

from __future__ import annotations

THUY_NGUYEN, ITS_WARD = "district-311-20250101", "commune-11560-20250701"
BA_DINH = "district-001"


def widget(screen, key):
    kinds = ("multiselect", "selectbox", "button_group")
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
    assert any("Thuy Nguyen City → Thuy Nguyen Ward" in said for said in captions(screen))
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
