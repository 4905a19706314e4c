"""The ledger of the tasks, the cards on conflicts and the map of coverage, as they are opened."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vtdash.rules.conflicting_figures import conflicts
from vtdash.topics.sources.conflict_query import as_query

CONFLICT, INDICATOR = "F172-F630", "trained_rate_all_forms"
"""80 % by 2030 in the programme, 80-85 % in two other documents, at least 80 % in a fourth."""


def cards(screen, kind):
    """The HTML of the cards of a page."""
    return [html for html in screen.html if f'class="{kind}"' in html]


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def downloads(screen, panel_id):
    """The files that a panel offers beside those of its rows: name -> text."""
    found = {}
    for button in screen.panel(panel_id).get("download_button"):
        if not re.search(rf"(csv|xlsx|zip)-{panel_id}", button.proto.id):
            address = screen.offered.execute_deferred(button.proto.deferred_file_id)
            file = screen.offered.read_file(Path(address).stem)
            found[file.filename] = file.content.decode("utf-8")
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_of_the_eight_tasks_has_a_card_with_evidence_counterpart_and_activity(
    open_page, catalogue, language
):
    screen = open_page("tasks", lang=language)
    (html,) = cards(screen, "cards")
    each = html.split('class="card"')[1:]
    assert len(each) == len(catalogue.tasks) == 8
    none, lag = {
        "vi": ("Chưa có chỉ tiêu đo lường được công bố.", "Chưa có văn bản nào nêu thời gian"),
        "en": ("No measurable indicator is published.", "No document states how long it takes"),
    }[language]
    assert words(html).count(lag) == 1, "what holds of every task is said once"
    for (task_id, task), card in zip(catalogue.tasks.items(), each, strict=True):
        said = words(card)
        assert f"{task_id}: {getattr(task.name, language)}" in said
        answer = catalogue.alignments[task_id]
        assert (none in said) == (not task.indicators or not answer.indicators)
        assert "DỮ LIỆU MẪU" in said or "SAMPLE DATA" in said
        for measure in answer.measures:
            assert f"{measure}:" in said
        for number in re.findall(r'title="(F\d+)"', card):
            source = catalogue.sources[catalogue.figure(number).source_id]
            assert source.publisher  # a linked number is one of the register


def test_without_sample_the_cards_say_that_nothing_was_reported(open_page):
    (html,) = cards(open_page("tasks", lang="en", sample="no"), "cards")
    assert "SAMPLE DATA" not in html
    assert words(html).count("Nothing has been reported for this choice.") == 8


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_conflict_shows_every_value_with_its_document_and_what_is_used(
    open_page, catalogue, language
):
    screen = open_page("sources", lang=language, indicator=INDICATOR)
    shown = cards(screen, "conflict")
    assert len(shown) == 3  # of 2020, 2025 and 2030
    html = shown[2]
    (conflict,) = (c for c in conflicts(catalogue) if c.id == CONFLICT)
    for side in conflict.sides:
        document = catalogue.term("document", side.figure.document)
        assert getattr(document, language).replace("&", "&amp;") in html
        assert f'data-figure="{side.figure.figure_id}"' in html
    assert html.count('class="mark"') == 1
    said = words(html)
    rule = catalogue.code("conflict_rule", "programme_document")
    assert getattr(rule.name, language) in said
    assert getattr(rule.text, language) in said
    assert "80–85%" in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_query_to_the_offices_is_the_page_on_that_conflict_in_the_reader_s_language(
    open_page, catalogue, language
):
    screen = open_page("sources", lang=language, indicator=INDICATOR)
    files = downloads(screen, "source-conflicts")
    (conflict,) = (c for c in conflicts(catalogue) if c.id == CONFLICT)
    assert len(files) == 3
    assert files[f"vtdash_query_{CONFLICT}.{language}.md"] == as_query(
        conflict, catalogue, language
    )


def test_the_conflicts_of_another_indicator_stand_closed_and_all_are_in_the_file(open_page):
    screen = open_page("sources", lang="en", indicator="vet_institutions")
    labels = [card.label for card in screen.panel("source-conflicts").expander]
    assert len(labels) == 20
    assert labels[0].startswith("Vocational education institutions")
    assert len(cards(screen, "conflict")) == 2, "of Hanoi 2022 and of Hai Duong 2025"
    rows = screen.csv("source-conflicts").rows
    assert len(rows) == 52
    undecided = {row["figure_id"] for row in rows if row["rule"] == "undecided"}
    assert undecided == {"F442", "F443", "F641", "F643"}


def test_a_city_shows_its_own_conflicts_and_the_country_s_and_no_other_city_s(open_page):
    screen = open_page("sources", lang="en", city="haiphong")
    assert len(screen.panel("source-conflicts").expander) == 12
    rows = screen.csv("source-conflicts").rows
    assert {row["territory"] for row in rows} == {
        "viet_nam", "hai_phong_to_2025_06", "hai_duong_to_2025_06"
    }  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_map_is_what_the_address_asks_for_and_each_mark_is_a_row(open_page, language):
    screen = open_page("sources", lang=language, subject="digital", span="2010-2019")
    figure, rows = screen.chart("register-coverage"), screen.csv("register-coverage").rows
    lanes = dict(zip(*(figure["layout"]["yaxis"][k] for k in ("tickvals", "ticktext")),
                     strict=True))  # fmt: skip
    cities = {"vi": {"hanoi": "Hà Nội", "haiphong": "Hải Phòng"},
              "en": {"hanoi": "Hanoi", "haiphong": "Hai Phong"}}[language]  # fmt: skip
    marks = sorted(
        (number, x, lanes[y])
        for trace in figure["data"]
        for number, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    )
    assert marks == [(n, int(r["year"]), cities[r["city"]]) for n, r in enumerate(rows)]
    assert {int(row["year"]) for row in rows} == set(range(2010, 2020))
    assert all(row["coverage"] and row["indicator_id"] for row in rows)
    screen.at.selectbox(key="span").set_value("2020-2030")
    screen.run()
    assert screen.at.query_params["span"] == "2020-2030"
    assert screen.at.query_params["subject"] == "digital"
    marked = [row for row in screen.csv("register-coverage").rows if row["data_status"] == "sample"]
    assert {row["coverage"] for row in marked} == {"sample_only"}
    assert "SAMPLE" in screen.csv("register-coverage").name


@pytest.mark.parametrize("wrong", [{"span": "1990-1999"}, {"subject": "weather"}])
def test_a_map_that_does_not_exist_is_dropped_and_said_so(open_page, wrong):
    screen = open_page("sources", lang="en", **wrong)
    assert not screen.at.error
    ((name, value),) = wrong.items()
    assert f"{name}={value}" in screen.words
    years = {row["year"] for row in screen.csv("register-coverage").rows}
    assert years == {str(year) for year in range(2020, 2031)}


def test_the_register_s_long_table_is_only_made_when_it_is_asked_for(open_page):
    screen = open_page("sources", lang="en")
    assert not screen.panel("register").dataframe
    html = next(h for h in screen.html if "by topic and territory" in h)
    counted = sum(map(int, re.findall(r": (\d+)", words(html))))
    assert counted == len(screen.csv("register").rows)
    screen.show("table")
    assert len(screen.table("register")) == counted
