"""Names that two entries share: each can still be chosen, and each keeps what is its own."""

from __future__ import annotations

from itertools import product

from tests.each import each

LANGUAGES = ("vi", "en")
PLACES = (
    "commune-09877-20250701", "commune-11668-20250701", "commune-10888-20250701",
    "commune-10903-20250701",
)  # fmt: skip


@each("trade, language", product(("520226", "R06"), LANGUAGES))
def test_an_occupation_stays_chosen_though_another_has_its_name(open_page, language, trade):
    screen = open_page("occupations", lang=language, trade=trade)
    before = screen.drawn
    screen.run()
    assert screen.drawn == before
    of_it = [panel for panel in screen.filled if panel != "occupations-moved"]  # this one is of all
    chosen = {row["occupation_id"] for panel in of_it for row in screen.csv(panel).rows} - {""}
    assert chosen == {f"occupation-{trade}"}
    assert f"trade={trade}" in screen.at.sidebar.code[0].value


@each("area, language", product(PLACES, LANGUAGES))
def test_a_place_stays_chosen_though_another_has_its_name(open_page, language, area):
    screen = open_page("districts", lang=language, units="commune", place=area)
    screen.run()
    assert f"place={area}" in screen.at.sidebar.code[0].value
    screen.go("enrolment")
    screen.at.session_state["area"] = [area]
    screen.run().run()
    assert screen.at.multiselect(key="area").value == [area]
    assert f"area={area}" in screen.at.sidebar.code[0].value
