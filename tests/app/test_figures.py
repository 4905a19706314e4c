"""Every published number on Overview and Targets is the register's and opens its card."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.each import each
from vtdash.render.names import Names
from vtdash.text.language import Text
from vtdash.topics.sources.figure_card import figure_card

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
LINK = re.compile(r"\[((?:[^\]\\]|\\.)*)\]\((\S+?)(?: \"(F\d+)\")?\)")
ANCHOR = re.compile(r'<a href="(https?:[^"]+)"(?: title="(F\d+)")?[^>]*>(.*?)</a>')
NUMBER = re.compile(
    r'<button type="button" class="number" popovertarget="([^"]+)" data-figure="(F\d+)"[^>]*>'
    r"(.*?)</button>"
)
CARD = re.compile(r'<div id="([^"]+)" popover="auto" role="dialog" class="figure-card".*?</div>')
AGAIN = re.compile(r"\(\d+\)")


def _aimed_at():
    """The indicators with a target in the register, as they stand in its file."""
    with (REFERENCE / "figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["status"] == "target"]
    return sorted({row["indicator_id"] for row in rows})


def bare(words):
    """Markdown's words without the strokes that keep it from interpreting them."""
    return re.sub(r"\\(.)", r"\1", words)


def links(screen):
    """Every link out in the body: its words, its address, the figure it names (or nothing)."""
    for element in screen.at.main.markdown:
        for words, address, figure_id in LINK.findall(element.value):
            yield bare(words), address, figure_id
    for html in screen.html:
        for address, figure_id, words in ANCHOR.findall(html):
            yield unescape(words), unescape(address), figure_id


def numbers(screen):
    """Every published number in the body: what is written on it, the figure it is, its card."""
    for html in screen.html:
        cards = {found.group(1): found.group() for found in CARD.finditer(html)}
        for key, figure_id, words in NUMBER.findall(html):
            yield unescape(words), figure_id, cards[key]


def check_numbers(screen, language, register, sources, formatted):
    """Hold every number and its card to the register.

    Return the figures that have a number, and those that only another's card names as stating it.
    """
    found, named, said = set(), set(), ""
    for words, figure_id, card in numbers(screen):
        expected = formatted(register[figure_id], language)
        said = said if AGAIN.fullmatch(words) else words
        assert said == expected if language == "en" else expected in said, (figure_id, said)
        assert expected in unescape(card), figure_id
        ways_out = [(unescape(address), who) for address, who, _ in ANCHOR.findall(card) if who]
        assert figure_id in {who for _, who in ways_out}
        for address, who in ways_out:
            source = sources[register[who]["source_id"]]
            assert unquote(address) == unquote(source["url"]), who
            assert register[who]["value_low"] == register[figure_id]["value_low"]
            assert register[who]["value_high"] == register[figure_id]["value_high"]
        found.add(figure_id)
        named |= {who for _, who in ways_out}
    return found, named - found


def check_rows(screen, register, sources):
    """Hold every row that names a figure to the register; return the figures of the page."""
    found = set()
    for panel_id in screen.filled:
        for row in screen.csv(panel_id).rows:
            if not row["figure_id"]:
                assert row["status"] not in {"target", "plan"}, (panel_id, row)
                continue
            figure = register[row["figure_id"]]
            for column in ("value_low", "value_high"):
                known, given = figure[column], row[column] or row["value"]
                assert (float(known) if known else None) == (float(given) if given else None)
            for column in ("city", "territory", "indicator_id", "qualifier", "unit", "status",
                           "recurrence", "source_id", "document", "period"):  # fmt: skip
                assert row[column].removeprefix("'") == figure[column], (row["figure_id"], column)
            assert row["year"] == figure["year_end"]
            assert row["source_url"] == sources[figure["source_id"]]["url"]
            assert row["data_status"] == "published"
            found.add(row["figure_id"])
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("city", [["hanoi", "haiphong"], ["hanoi"], ["haiphong"]], ids="-".join)
def test_every_published_number_of_the_overview_is_the_register_s_and_opens_its_card(
    open_page, register, sources, formatted, language, city
):
    screen = open_page("overview", lang=language, city=city).unfold("more")
    found, named = check_numbers(screen, language, register, sources, formatted)
    check_rows(screen, register, sources)
    standing = {row["figure_id"] for row in screen.csv("target-gaps").rows}
    assert found <= standing <= found | named
    assert len(standing) > 3
    assert {register[figure_id]["city"] for figure_id in found} == set(city)


@each(
    ("indicator", "language"),
    [(indicator, ("vi", "en")[number % 2]) for number, indicator in enumerate(_aimed_at())],
)
def test_every_published_number_of_the_targets_page_is_the_register_s_and_opens_its_card(
    open_page, register, sources, formatted, language, indicator
):
    screen = open_page("targets", lang=language, indicator=indicator).unfold("chosen")
    screen.unfold("all", "Targets for 2030 by document")
    assert not screen.at.error
    found, named = check_numbers(screen, language, register, sources, formatted)
    check_rows(screen, register, sources)
    listed = {
        row["figure_id"]
        for panel_id in ("target-path", "targets-2030")
        for row in screen.csv(panel_id).rows
    }
    assert found <= listed <= found | named


def test_every_indicator_with_a_target_for_a_whole_city_can_be_chosen(open_page, catalogue):
    screen = open_page("targets", lang="vi")
    offered = set(screen.at.selectbox(key="indicator").options)
    expected = {
        catalogue.indicator(f.indicator_id).title.vi
        for f in catalogue.figures
        if f.status == "target" and f.city in {"hanoi", "haiphong"} and catalogue.whole(f)
        and not catalogue.indicator(f.indicator_id).is_context
    }  # fmt: skip
    assert offered == expected


def test_every_target_for_2030_in_the_register_is_on_the_targets_page(open_page, catalogue):
    screen = open_page("targets", lang="en").unfold("all", "Targets for 2030 by document")
    listed = {row["figure_id"] for row in screen.csv("targets-2030").rows}
    expected = {
        f.figure_id
        for f in catalogue.figures
        if f.status == "target" and f.year_end == 2030 and f.city in {"hanoi", "haiphong"}
        and catalogue.whole(f) and not catalogue.indicator(f.indicator_id).is_context
    }  # fmt: skip
    assert listed == expected


def test_no_target_on_jobs_or_unemployment_passes_as_one_of_a_programme(open_page, catalogue):
    around = {
        f.figure_id
        for f in catalogue.figures
        if catalogue.indicator(f.indicator_id).is_context and f.status == "target"
    }
    assert {"F600", "F631", "F644"} <= around
    for page in ("overview", "targets"):
        screen = open_page(page, lang="en").unfold("all" if page == "targets" else "more")
        for panel_id in screen.filled:
            assert not around & {row["figure_id"] for row in screen.csv(panel_id).rows}, panel_id


@pytest.mark.parametrize("page", ["overview", "targets", "tasks", "sources"])
def test_every_link_of_a_page_is_the_address_of_a_source(open_page, sources, page):
    screen = open_page(page, lang="en").show("notes")
    known = {unquote(source["url"]) for source in sources.values()}
    addresses = [address for _, address, _ in links(screen)]
    assert addresses
    assert {unquote(address) for address in addresses} <= known


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_address_of_a_card_shows_it_on_the_page_of_sources(open_page, catalogue, language):
    screen = open_page("sources", lang=language, figure="F143")
    (told,) = [html for html in screen.html if 'class="figure-told"' in html]
    card = figure_card(Names(catalogue, Text(language)), "F143")
    assert card.sentence in unescape(told)
    ways_out = [unescape(address) for address, _, _ in ANCHOR.findall(told)]
    assert ways_out == [witness.source.url for witness in card.witnesses]
    assert screen.at.selectbox(key="figure").value == "F143"
    unknown = open_page("sources", lang=language, figure="F9999")
    assert not [html for html in unknown.html if 'class="figure-told"' in html]
    assert "figure=F9999" in unknown.at.warning[0].value


def test_a_change_that_a_target_needs_names_the_figures_it_is_computed_from(open_page):
    screen = open_page("targets", lang="en", indicator="trained_rate_certified")
    screen.unfold("chosen", "Needed and achieved")
    (html,) = [html for html in screen.html if html.startswith('<dl class="headlines">')]
    cards = {found.group(1): found.group() for found in CARD.finditer(html)}
    for latest, target in ("54.06%", "60%"), ("39.45%", "45%"):
        (card,) = (
            card for key, card in cards.items()
            if key.startswith("required-change-") and latest in card
        )  # fmt: skip
        assert f"is {target}." in card
        assert 'href="#required-change"' in card
        assert card.count("./sources?lang=en") == 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_path_s_claim_names_a_number_that_stands_below_it_with_its_source(
    open_page, register, language
):
    for indicator in ("trained_rate_all_forms", "trained_rate_certified", "vet_enrolment"):
        screen = open_page("targets", lang=language, indicator=indicator).unfold("chosen")
        claim = screen.claim("target-path")
        observed = [
            words for words, figure_id, _ in numbers(screen)
            if register[figure_id]["status"] in {"observed", "estimate"}
        ]  # fmt: skip
        assert any(words in claim for words in observed), claim


def test_no_number_for_2045_is_drawn_or_listed_but_for_what_says_that_it_is_a_scenario(open_page):
    for page in ("overview", "targets", "digital", "tasks", "sources"):
        screen = open_page(page, lang="en")
        for row in screen.rows:
            is_scenario = row["status"] == "scenario" and not row["figure_id"]
            assert int(row["year"] or 0) <= 2035 or not row["value"] or is_scenario, row
    register_rows = open_page("sources", lang="en").csv("register").rows
    assert not [r for r in register_rows if "2045" in r["period"] and r["status"] == "target"]


def test_where_two_documents_share_a_number_their_date_is_always_beside_it(open_page):
    for page in ("overview", "targets", "tasks", "sources"):
        screen = open_page(page, lang="en").show("table")
        cells = [
            str(cell)
            for panel_id in screen.filled
            for cell in screen.table(panel_id).to_numpy().ravel()
            if "177/KH-UBND" in str(cell)
        ]
        words = [w for w in screen.words.splitlines() if "177/KH-UBND" in w]
        for said in (*cells, *words):
            for part in re.split(r"(?=177/KH-UBND)", bare(said))[1:]:
                assert re.search(r"202[25]", part[:60]), said
