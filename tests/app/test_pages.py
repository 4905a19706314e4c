"""Pages and filters: every page opens, every choice counts, an empty one can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.sent import sent_charts

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path.stem
    for path in (ROOT / "pages").glob("*.py")
    if "show.panel(" in path.read_text(encoding="utf-8")
)
"""The pages that answer a question; those that guide a reader have tests of their own."""
BOTH = [(page, language) for page in PAGES for language in ("vi", "en")]
DEFAULT_CITY = "hanoi"
CARD = 'class="figure-told"'
"""What a card of a figure that stands in the page has in its HTML."""


def controls(screen):
    """The filters of a page by key, the switch of language apart."""
    side = screen.at.sidebar
    found = [*side.selectbox, *side.multiselect, *side.button_group, *side.toggle]
    return {widget.key: widget for widget in found if widget.key != "lang"}


def choose_another(screen, key, rows):
    """Set a filter to a value that it does not have; of a list the first with ``rows``."""
    widget = controls(screen)[key]
    if widget.type == "toggle":
        widget.set_value(not widget.value)
    elif widget.value is None:
        widget.select_index(0)  # a list in which nothing is chosen at first
    elif widget.type == "selectbox":
        place = widget.options.index(str(widget.format_func(widget.value)))
        widget.select_index({"to": 0, "from": len(widget.options) - 1}.get(key, place - 1))
    elif key == "city":
        widget.set_value([DEFAULT_CITY])
    elif key == "units":
        widget.set_value("commune" if widget.value == "district" else "district")
    else:
        screen.at.session_state[key] = [_first_with_rows(rows, key)]


def _first_with_rows(rows, key):
    column = {"area": "area_id", "occupation": "occupation_id"}.get(key, key)
    named = [row[column] for row in rows if row["data_status"] == "sample" and row[column]]
    return next(n.removeprefix("occupation-") for n in named)


def _whole(screen):
    """A page with what it folds away and its filters choose from."""
    folded = "more" in [fold.key.removeprefix("fold-") for fold in screen.at.main.expander]
    return screen.unfold("more", "Rural workers") if folded else screen


@pytest.mark.parametrize(("page", "language"), BOTH)
def test_every_page_opens_in_both_languages_without_an_error(open_page, page, language):
    screen = open_page(page, lang=language)
    assert not screen.at.exception
    assert not screen.at.error
    assert screen.at.title[0].value
    assert 1 <= len(screen.panels) <= 7
    for face in ("table", "notes"):
        screen.show(face)
        assert not screen.at.exception
        assert not screen.at.error


@pytest.mark.parametrize("page", PAGES)
def test_every_filter_of_a_page_changes_what_is_drawn(open_page, page):
    """One after the other: each run takes back what was chosen before it, or the page is opened
    anew where other lists followed that choice."""
    screen = _whole(open_page(page, lang="en"))
    at_first = {key: widget.value for key, widget in controls(screen).items()}
    assert at_first
    before, rows, idle = screen.drawn, screen.rows, []
    for key in [*at_first, ""]:
        for other, widget in controls(screen).items():
            if other in at_first and widget.value != at_first[other]:
                screen.at.session_state[other] = at_first[other]
        if key:
            choose_another(screen, key, rows)
        screen.run()
        assert not screen.at.error, key
        assert not screen.at.exception, key
        opens_a_card = key == "figure" and any(CARD in html for html in screen.html)
        if screen.drawn == before and not opens_a_card:
            idle.append(key)
        if key in {"city", "units"}:
            screen = _whole(open_page(page, lang="en"))
    assert idle == [""], "all are taken back at last"


@pytest.mark.parametrize(
    "page", ["overview", "enrolment", "graduates", "digital", "tasks", "targets", "districts"]
)
@pytest.mark.parametrize("city", ["hanoi", "haiphong"])
def test_one_city_shows_no_row_of_the_other(look_at, page, city):
    screen = look_at(page, lang="en", city=city)
    panels = {
        panel_id: {row["city"] for row in screen.csv(panel_id).rows} for panel_id in screen.filled
    }
    for of_both in ("task-alignment", "task-ledger"):  # the eight tasks are Hanoi's by nature
        panels.pop(of_both, None)
    strangers = {panel_id: cities - {city} for panel_id, cities in panels.items()}
    assert not any(strangers.values()), strangers


@pytest.mark.parametrize("page", ["enrolment", "graduates", "digital"])
def test_returns_lie_within_the_chosen_years(look_at, page):
    screen = look_at(page, lang="en", **{"from": "2021", "to": "2022"})
    rows = [row for row in screen.rows if row["data_status"] == "sample"]
    assert rows
    years = {int(row[key]) for row in rows for key in ("year_start", "year") if row[key]}
    assert years <= {2021, 2022}


def test_years_chosen_the_wrong_way_round_are_put_in_order(open_page):
    screen = open_page("enrolment", lang="en")
    screen.at.selectbox(key="from").set_value(2024)
    screen.at.selectbox(key="to").set_value(2021)
    screen.run()
    years = {int(r["year"]) for r in screen.rows if r["data_status"] == "sample"}
    assert years == {2021, 2022, 2023, 2024}


@pytest.mark.parametrize("units", ["district", "commune"])
@pytest.mark.parametrize("city", ["hanoi", "haiphong"])
def test_places_to_choose_are_those_of_the_chosen_city_and_kind(look_at, catalogue, units, city):
    screen = look_at("enrolment", lang="vi", city=city, units=units)
    offered = screen.at.multiselect(key="area").options
    named = [a for a in catalogue.areas if (a.city, a.level) == (city, units)]
    last = {a.code: a for a in sorted(named, key=lambda a: a.valid_from or date.min)}
    assert len(offered) == len(set(offered)) == len(last), "one place once, as it was last named"
    names = sorted(area.name.vi for area in last.values())
    assert all(said.startswith(name) for said, name in zip(sorted(offered), names, strict=True))


def test_a_place_leaves_the_choice_with_its_city(open_page, catalogue):
    of_one_id = [a for a in catalogue.areas if (a.level, a.code) not in catalogue.recoded_areas]
    place = next(a for a in of_one_id if (a.city, a.level) == ("haiphong", "district"))
    screen = open_page("enrolment", lang="en", area=place.id)
    assert screen.at.multiselect(key="area").value == [place.id]
    screen.at.button_group(key="city").set_value(["hanoi"])
    screen.run()
    assert screen.at.multiselect(key="area").value == []
    assert {row["city"] for row in screen.rows} == {"hanoi"}
    assert screen.drawn == open_page("enrolment", lang="en", city="hanoi").drawn


def test_no_city_chosen_means_both(open_page):
    screen = open_page("enrolment", lang="en")
    before = screen.drawn
    screen.at.button_group(key="city").set_value([])
    screen.run()
    assert screen.drawn == before


def test_a_chosen_place_occupation_and_level_are_the_only_ones_drawn(open_page):
    whole = open_page("enrolment", lang="en", city="hanoi")
    row = next(iter(whole.csv("enrolment-by-area").rows))
    some = next(r for r in whole.csv("enrolment-by-occupation").rows)
    chosen = {"area": row["area_id"], "occupation": some["occupation_id"].split("-", 1)[1],
              "level": "elementary"}  # fmt: skip
    screen = open_page("enrolment", lang="en", city="hanoi", **chosen)
    rows = screen.rows
    assert {r["area_id"] for r in rows} <= {"", chosen["area"]}
    assert {r["occupation_id"] for r in rows} <= {"", some["occupation_id"]}
    assert {r["level"] for r in rows} <= {"", "elementary"}


@pytest.mark.parametrize("page", ["enrolment", "graduates", "digital"])
def test_no_published_figure_of_a_city_stands_beside_a_part_of_it(look_at, catalogue, page):
    place = next(a for a in catalogue.areas if (a.city, a.level) == ("hanoi", "district"))
    screen = look_at(page, lang="en", area=place.id)
    beside = [p for p in screen.filled if p != "digital-skills-published"]
    assert not [r for p in beside for r in screen.csv(p).rows if r["figure_id"]]


@pytest.mark.parametrize("page", PAGES)
def test_without_sample_data_no_sample_row_is_left_anywhere(look_at, page):
    screen = look_at(page, lang="vi", sample="no")
    assert not screen.at.exception
    assert not screen.at.error
    assert "sample" not in {row["data_status"] for row in screen.rows}
    assert "SAMPLE" not in screen.words.replace("Show sample data", "")
    for panel_id in screen.filled:
        assert "SAMPLE" not in screen.csv(panel_id).name
        chart = screen.chart(panel_id)
        if chart:
            assert "SAMPLE" not in str(chart)
            assert "SAMPLE" not in screen.words_for_the_chart(panel_id)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", ["enrolment", "graduates", "digital", "districts"])
def test_an_empty_choice_says_so_and_its_reset_brings_everything_back(
    open_page, look_at, page, language
):
    whole = look_at(page, lang=language).drawn
    screen = open_page(page, lang=language, sample="no", city="hanoi")
    empty = [p for p in screen.panels if p not in screen.filled and p != "place-figures"]
    resets = [b for b in screen.at.main.button if b.key.startswith("reset-")]
    assert [button.key for button in resets] == [f"reset-{p}" for p in empty] != []
    assert all(screen.panel(panel_id).info for panel_id in empty)
    resets[-1].click()
    screen.run()
    assert screen.drawn == whole
    assert screen.at.button_group(key="lang").value == language
    assert screen.at.query_params["sample"] == "yes"
    assert screen.at.query_params["city"] == ["hanoi", "haiphong"]
    assert not [b for b in screen.at.main.button if b.key.startswith("reset-")]


@pytest.mark.parametrize("page", PAGES)
def test_the_language_switch_translates_the_page_and_keeps_its_numbers(open_page, page):
    screen = open_page(page, lang="en")
    before, words = screen.drawn, screen.words
    screen.at.button_group(key="lang").set_value("vi")
    screen.run()
    assert not screen.at.exception
    assert not screen.at.error
    assert screen.drawn == before
    assert screen.at.query_params["lang"] == "vi"
    shared = open_page(page, **screen.at.query_params)
    assert screen.words == shared.words != words


def test_a_panel_turned_to_its_table_stays_whole_when_the_language_changes(open_page):
    screen = open_page("enrolment", lang="en").show("table")
    screen.at.button_group(key="lang").set_value("vi")
    screen.run()
    assert not screen.at.exception
    assert not screen.at.error
    for panel_id in screen.filled:
        inside = screen.panel(panel_id)
        assert sent_charts(inside) or inside.table or inside.dataframe, panel_id
