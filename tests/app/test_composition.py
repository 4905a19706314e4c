"""How a page is composed: its filters and freshness in words, headlines, claims, provenance."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.each import each

pytestmark = pytest.mark.elsewhere

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path.stem
    for path in (ROOT / "pages").glob("*.py")
    if "show.panel(" in path.read_text(encoding="utf-8")
)
BOTH = [(page, language) for page in PAGES for language in ("vi", "en")]
LINE = re.compile(r'<(p|span) class="(choices|freshness|provenance)">(.*?)</\1>')
HEADLINE = re.compile(
    r'<dd class="value"><(?:a href|button type="button" class="number" popovertarget)="([^"]+)"'
    r"[^>]*>(.*?)</(?:a|button)>"
)

WAYS_OUT = ["png", "svg", "copy", "screen"]
"""What the buttons under a chart do with it: save or copy it as a picture, fill the screen."""


def lines(screen, kind):
    return [said for html in screen.html for _, name, said in LINE.findall(html) if name == kind]


def within(screen, panel_id):
    """The plain HTML in a panel."""
    return "".join(element.proto.body for element in screen.panel(panel_id).get("html"))


@each(("page", "language"), BOTH)
def test_a_page_says_its_filters_once_and_how_fresh_it_is(look_at, page, language):
    screen = look_at(page, lang=language)
    (chosen,) = lines(screen, "choices")
    (fresh,) = lines(screen, "freshness")
    assert ("Hanoi" if language == "en" else "Hà Nội") in chosen
    assert ("Snapshot of" if language == "en" else "Bộ dữ liệu ngày") in fresh


def test_the_filters_in_words_follow_the_choice(look_at):
    chosen = {"city": "hanoi", "from": "2023", "to": "2024", "level": "college", "sample": "no"}
    (said,) = lines(look_at("enrolment", lang="en", **chosen), "choices")
    assert said == (
        "Filters: Hanoi · 2023–2024 · all districts · all occupations · College · sample data "
        "hidden"
    )


@each(("page", "language"), BOTH)
def test_every_panel_has_a_claim_and_ends_with_where_its_rows_come_from(look_at, page, language):
    screen = look_at(page, lang=language)
    for panel_id in screen.filled:
        heading = screen.panel(panel_id).header[0].value
        is_answer = '<p class="question">' in within(screen, panel_id)
        leads = panel_id == screen.filled[0] and '<p class="question">' in screen.html[0]
        assert is_answer or leads, panel_id
        rows = screen.csv(panel_id).rows
        sample = {"en": "SAMPLE DATA", "vi": "DỮ LIỆU MẪU"}[language]
        has_sample = "sample" in {row["data_status"] for row in rows}
        (line,) = re.findall(LINE, within(screen, panel_id))
        assert (sample in line[2]) == has_sample, panel_id
        assert not is_answer or heading.startswith(":gray[") == has_sample, panel_id
        for source in list(dict.fromkeys(r["source_id"] for r in rows if r["source_id"]))[:3]:
            assert f"({source})" in line[2], panel_id


@each(("page", "language"), BOTH)
def test_sample_rows_are_called_so_on_the_chart_in_the_file_name_and_on_the_page(
    look_at, page, language
):
    screen = look_at(page, lang=language)
    for panel_id in screen.filled:
        file = screen.csv(panel_id)
        has_sample = "sample" in {row["data_status"] for row in file.rows}
        assert ("SAMPLE-DATA" in file.name) == has_sample, panel_id
        chart = screen.chart(panel_id)
        if chart is None:
            continue
        title = chart["layout"].get("title", {"text": ""})["text"]
        assert ("SAMPLE DATA / DỮ LIỆU MẪU" in title) == has_sample, panel_id
    if any(row["data_status"] == "sample" for row in screen.rows):
        mark = {"en": "SAMPLE DATA", "vi": "DỮ LIỆU MẪU"}[language]
        (status,) = [html for html in screen.html if html.startswith('<details class="status"')]
        assert f'<strong class="kind">{mark}</strong></summary>' in status


@pytest.mark.parametrize("page", PAGES)
def test_ways_out_of_a_chart_are_offered_where_one_stands_and_nowhere_else(open_page, page):
    screen = open_page(page, lang="en")
    for panel_id in screen.filled:
        buttons = re.findall(r"<button[^>]*data-panel[^>]*>", within(screen, panel_id))
        assert all(f'data-panel="{panel_id}"' in button for button in buttons), panel_id
        offered = [re.search(r'data-format="(\w+)"', button)[1] for button in buttons]
        assert offered == (WAYS_OUT if screen.chart(panel_id) else []), panel_id
    screen.show("table")
    assert not [p for p in screen.filled if "data-panel" in within(screen, p)]


@each(("page", "address"), [
    (page, address) for page in sorted({*PAGES} - {"overview", "targets"})
    for address in ({}, {"city": "hanoi"}, {"city": "haiphong", "from": "2024"})
])  # fmt: skip
def test_a_page_begins_with_up_to_four_numbers_that_lead_to_its_panels(look_at, page, address):
    screen = look_at(page, lang="en", **address)
    (found,) = [html for html in screen.html if html.startswith('<dl class="headlines">')]
    numbers = HEADLINE.findall(found)
    assert 1 <= len(numbers) <= 4
    for link, value in numbers:
        assert re.search(r"\d|met", value)
        is_card = f'<div id="{link}" popover="auto"' in found
        assert is_card or link[1:] in {*screen.panels, "unpublished"}, link


@each(("page", "language"), [
    (page, language) for language in ("en", "vi")
    for page in ("enrolment", "graduates", "digital", "districts", "occupations")
])  # fmt: skip
def test_a_headline_is_a_number_of_the_panel_that_it_leads_to(look_at, page, language):
    screen = look_at(page, lang=language)
    claims = {p: screen.claim(p) for p in screen.filled}
    for html in screen.html:
        for link, value in HEADLINE.findall(html):
            number = value.split(" ")[0]
            if link[1:] in claims and number != "0":
                assert number in claims[link[1:]], (link, value)


def test_headlines_of_sample_rows_say_so_and_vanish_with_them(look_at):
    screen = look_at("graduates", lang="en")
    (found,) = [html for html in screen.html if html.startswith("<dl")]
    assert found.count('data-kind="sample"') == len(HEADLINE.findall(found)) == 4
    assert found.count("SAMPLE DATA") == 4, "said to those who do not see the grey"
    hidden = look_at("graduates", lang="en", sample="no")
    (found,) = [html for html in hidden.html if html.startswith("<dl")]
    assert "SAMPLE" not in found
    assert 'popover="auto"' in found


@each("page", PAGES)
def test_headings_go_down_one_step_at_a_time(look_at, page):
    screen = look_at(page, lang="vi")
    assert len(screen.at.main.title) == 1
    assert not screen.at.main.subheader
    assert len(screen.at.main.header) >= len(screen.panels)


def test_the_definitions_stand_beside_the_title_on_demand(look_at, catalogue):
    screen = look_at("enrolment", lang="en")
    indicator = catalogue.indicator("female_enrolment_share")
    help_text = screen.panel("women-by-year").header[0].proto.help.replace("\\", "")
    for words in (indicator.title.en, indicator.counts.en, indicator.leaves_out.en):
        assert words in help_text


def test_vietnamese_names_on_an_english_page_are_marked_as_vietnamese(look_at):
    english = " ".join(lines(look_at("overview", lang="en"), "provenance"))
    assert 'lang="vi"' in english
    assert 'lang="vi"' not in " ".join(lines(look_at("overview", lang="vi"), "provenance"))
