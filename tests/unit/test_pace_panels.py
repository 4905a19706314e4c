"""The panels of pace, scenario and history: what they say of rows worked out by hand."""

from __future__ import annotations

import re
from dataclasses import astuple

import pytest

from tests.each import each
from tests.unit.register import whole_figures
from vtdash.model.details import TargetJudgement
from vtdash.model.filters import Filters
from vtdash.render.charts.over_time import Columns
from vtdash.render.names import Names
from vtdash.rules.basis import as_observation
from vtdash.text.language import Text
from vtdash.topics import headlines
from vtdash.topics.targets import (
    history_panels,
    judged_targets,
    pace_panels,
    pace_words,
    path_panel,
    scenario,
    target_panels,
)
from vtdash.topics.targets.judged_targets import Judged
from vtdash.topics.targets.pace import CANNOT, Pace
from vtdash.topics.view import View

TRAINED, CERTIFIED, RURAL = (
    "trained_rate_all_forms", "trained_rate_certified", "rural_workers_trained",
)  # fmt: skip
WOMEN = "female_enrolment_share"
UNFINISHED = re.compile(r"\{|\}|\bNone\b|\bnan\b|\binf\b|  | ,|\.\.|;\.|\( ?\)")


@pytest.fixture(scope="module")
def view_of(catalogue):
    """Return a function that makes a view over the register in memory; ``more`` are added rows."""
    rows = tuple(as_observation(figure) for figure in catalogue.figures)
    whole = {row.figure_id for row in whole_figures(catalogue)}

    def make(language="en", more=(), without=(), **filters):
        chosen = Filters(**filters)
        every = (*(row for row in rows if row.figure_id not in without), *more)

        def ask(question, asked, indicators=(), **_):
            found = [r for r in every if r.indicator_id in indicators or not indicators]
            if question.__name__ == "registered_figures":
                return tuple(found)
            found = [r for r in found if r.figure_id in whole and r.city in asked.cities]
            if question.__name__ == "targets_ending":
                span = range(asked.first_year, asked.last_year + 1)
                return tuple(r for r in found if r.status == "target" and r.year in span
                             and r.recurrence == "single")  # fmt: skip
            if question.__name__ == "latest_observations":
                seen = [r for r in found if r.status == "observed" and r.level in {"", "all"}]
                latest = {r.territory: r for r in sorted(seen, key=lambda r: r.year)}
                return tuple(latest.values())
            return ()

        return View(ask, chosen, Names(catalogue, Text(language)), today=2026)

    return make


# --- are we fast enough ---------------------------------------------------------------------------


def test_hanois_trained_rate_is_on_track_with_every_number_of_the_worked_example(view_of):
    panel = pace_panels.required(view_of(), TRAINED)
    assert panel.claim == (
        "Hanoi, target 80% (2030): on track. Needed from 74.25% (end of 2024): 0.96 points a year. "
        "Achieved 2020–2024: 0.99 points a year (95% interval: 0.79 to 1.20). At this pace the "
        "target is met in 2030 (interval: 2029 to 2032)."
    )
    needed, achieved = panel.rows
    assert (needed.group, needed.value, needed.numerator, needed.denominator) == (
        "required", pytest.approx(5.75 / 6, abs=1e-4), 5.75, 6,
    )  # fmt: skip
    assert (achieved.group, achieved.period, achieved.value) == (
        "achieved", "2020-2024", pytest.approx(0.992, abs=5e-4),
    )  # fmt: skip
    assert needed.judgement == TargetJudgement("on_track", "", 2030, 2029, 2032)
    table = panel.table()
    assert table["95% interval"] == ["", "0.79 to 1.20 points"]
    assert table["Year reached"] == ["2030 (2029 to 2032)"] * 2
    assert set(table["Against the target"]) == {"On track"}


def test_the_needed_change_is_told_in_people_where_the_base_is_stated(view_of):
    said = pace_panels.required(view_of(), CERTIFIED).claim
    # 45 less 39.45 over five years, of 1,033,800 people
    assert "1.11 points a year, or about 11,475 people a year" in said
    assert "1,033,800 persons" in said
    assert said.count("people a year") == 2  # Hanoi's document does not say of whom


def test_what_cannot_be_computed_says_why_in_short_and_in_the_notes_in_full(view_of):
    panel = pace_panels.required(view_of(), CERTIFIED)
    assert "Hanoi, target 60% (2030): cannot be computed (too few values)." in panel.claim
    assert "Hai Phong (to June 2025), target 45% (by 2030): cannot be computed (territory" in (
        panel.claim
    )
    assert any(note.startswith("Too few values: There are fewer than four") for note in panel.notes)


def test_a_target_of_every_year_is_judged_year_by_year(view_of, catalogue):
    aim = as_observation(catalogue.figure("F142"))
    unknown = pace_panels.required(view_of(), RURAL)
    assert unknown.claim == (
        "Hanoi, target of each year about 20,000 persons – 2025: cannot be computed (year not "
        "observed)."
    )
    assert unknown.rows == ()
    value = aim._replace(
        figure_id="F142", status="observed", period="2025", year_start=2025, year=2025,
        value=19_000, low=19_000, high=19_000, recurrence="single", qualifier="exact",
    )  # fmt: skip
    missed = pace_panels.required(view_of(more=(value,)), RURAL)
    assert "2025: missed" in missed.claim
    (row,) = missed.rows
    assert (row.year, row.value, row.judgement) == (2025, 19_000, TargetJudgement("missed"))


@each(
    ("language", "sentence"),
    [
        ("en", "Hanoi: no target for 2030 is published; the newest is at least 30% (2025). The two "
               "are not comparable."),
        ("vi", "Hà Nội: chưa công bố mục tiêu năm 2030; mục tiêu mới nhất là ít nhất 30% (2025). "
               "Hai số không so sánh được với nhau."),
    ],
)  # fmt: skip
def test_a_city_with_a_target_of_another_year_only_is_told_so(view_of, language, sentence):
    assert sentence in pace_panels.required(view_of(language), WOMEN).claim
    assert sentence in pace_panels.required(view_of(language), WOMEN).when_empty
    alone = pace_panels.required(view_of(language, cities=("hanoi",)), WOMEN)
    assert sentence not in alone.claim  # there is nothing beside it


@each("language", ["en", "vi"])
def test_every_indicator_with_a_target_has_whole_sentences(view_of, language):
    view = view_of(language)
    for indicator in target_panels.with_targets(view.catalogue):
        for panel in (
            pace_panels.required(view, indicator),
            history_panels.of(view, indicator),
            scenario.what_if(view, indicator),
            scenario.what_if(view, indicator, "0.5"),
        ):
            for words in (panel.claim or panel.when_empty, *panel.notes):
                assert words, (indicator, panel.id)
                assert not UNFINISHED.search(words), words
                assert words.endswith("."), words


def test_no_distance_is_taken_between_hai_phong_before_and_after_the_merger(view_of):
    view = view_of()
    for one in judged_targets.judged(view, target_panels.with_targets(view.catalogue)):
        if one.found.latest:
            assert one.found.latest.territory == one.target.territory


def test_of_several_documents_the_value_in_force_is_judged(view_of):
    (one,) = judged_targets.judged(view_of(), (TRAINED,))
    assert one.target.figure_id == "F172"


# --- all targets, and what comes first ------------------------------------------------------------


def test_every_number_to_2030_of_a_city_has_one_status(view_of):
    view = view_of()
    panel = pace_panels.statuses(view, target_panels.with_targets(view.catalogue))
    every = [(row.year, row.level, row.indicator_id, row.territory) for row in panel.rows]
    assert len(every) == len(set(every))
    keys = [(row.indicator_id, row.territory) for row in panel.rows if row.year >= 2030]
    assert len(keys) == len(set(keys))
    aimed = {(row.indicator_id, row.territory) for row in target_panels.targets_2030(
        view, target_panels.with_targets(view.catalogue))}  # fmt: skip
    assert aimed <= set(keys)
    for row in panel.rows:
        assert row.judgement.status != CANNOT or row.judgement.reason
    assert panel.claim.startswith(f"Of {len(keys)} targets for 2030 – ")
    assert f"Of {len(every) - len(keys)} targets of earlier years – " in panel.claim
    assert panel.drawing.is_table_sortable


def test_targets_of_years_that_are_over_have_a_status_after_those_for_2030(view_of):
    panel = pace_panels.statuses(view_of(), (CERTIFIED,))
    years = [row.year for row in panel.rows]
    assert years == sorted(years, reverse=True)
    status = {(row.figure_id, row.judgement.status, row.judgement.reason) for row in panel.rows}
    assert ("F181", "achieved", "") in status  # 54% for 2024, beside 54.06%
    # 40% by 2025 beside 39.45% in its second quarter, which is no value of the year
    assert ("F336", CANNOT, "no_yearly_value") in status


def test_a_target_of_a_year_that_is_over_and_was_not_met_is_missed(view_of, catalogue):
    value = as_observation(catalogue.figure("F339"))._replace(
        figure_id="F339", status="observed", period="2025", value=39.45, confidence="high",
    )  # fmt: skip
    panel = pace_panels.statuses(view_of(more=(value,), without=("F339",)), (CERTIFIED,))
    (missed,) = [row for row in panel.rows if row.figure_id == "F336"]
    assert (missed.judgement.status, missed.judgement.reason) == ("missed", "")
    assert missed.judgement.to_go == pytest.approx(0.55)
    assert missed.judgement.needed is None  # its year is over
    assert "missed: 1" in panel.claim


def test_an_average_over_a_span_that_is_over_is_no_target_of_a_year(view_of):
    rows = pace_panels.statuses(view_of(), ("vet_enrolment",)).rows
    assert "F223" not in {row.figure_id for row in rows}  # about 230,000 on average to 2025
    assert {"F220", "F224", "F376"} <= {row.figure_id for row in rows}


def test_the_other_judgements_stay_about_2030(view_of):
    view = view_of()
    found = judged_targets.judged(view, target_panels.with_targets(view.catalogue))
    assert {one.target.year for one in found} == {2030, 2035}


@each(
    ("language", "sentences"),
    [
        ("en", ("No target for 2030 is published for this choice; the newest is judged.",
                "Hanoi, target 100% (2026): cannot be computed (no baseline).")),
        ("vi", ("Chưa có mục tiêu năm 2030 được công bố theo bộ lọc đang chọn; đánh giá theo "
                "mục tiêu mới nhất.", "Hà Nội, mục tiêu 100% (2026): chưa đánh giá được")),
    ],
)  # fmt: skip
def test_without_a_target_for_2030_the_newest_one_is_judged(view_of, language, sentences):
    said = pace_panels.required(view_of(language), "digital_skills_rate").claim
    assert all(sentence in said for sentence in sentences)


# --- of whom and of what a target speaks ----------------------------------------------------------


@each(
    ("language", "said"),
    [
        ("en", "Hai Phong (to June 2025), target 12,000 persons, college and intermediate only "
               "(by 2030): cannot be computed (territory changed)."),
        ("vi", "Hải Phòng (đến 6/2025), mục tiêu 12.000 người, chỉ tính cao đẳng và trung cấp (đến "
               "năm 2030): chưa đánh giá được"),
    ],
)  # fmt: skip
def test_a_target_for_some_levels_never_passes_for_one_for_all(view_of, language, said):
    view = view_of(language)
    required = pace_panels.required(view, "vet_enrolment")
    assert said in required.claim
    assert any("12" in note and ("per year" in note or "mỗi năm" in note)
               for note in required.notes)  # fmt: skip
    only = "chỉ tính" if language == "vi" else "intermediate only"
    judged = judged_targets.judged(view, ("vet_enrolment",))
    (head,) = headlines.targets(view, path_panel.path(view, "vet_enrolment"), required, judged)
    assert only in f"{head.value} {head.context}"
    assert only in history_panels.of(view, "vet_enrolment").claim
    assert only not in pace_panels.required(view, TRAINED).claim


def test_a_target_of_about_a_number_says_what_meets_it(view_of):
    notes = pace_panels.required(view_of(), RURAL).notes
    assert sum("what rounds to it" in note for note in notes) == 1
    assert not any(
        "what rounds to it" in note for note in pace_panels.required(view_of(), TRAINED).notes
    )


# --- directions -----------------------------------------------------------------------------------


@each(
    ("language", "value", "said"),
    [
        ("en", 0.958, "0.96 points a year"), ("vi", 0.958, "tăng 0,96 điểm phần trăm mỗi năm"),
        ("en", 1.0, "1 point a year"), ("vi", 1.0, "tăng 1 điểm phần trăm mỗi năm"),
        ("en", 0.999, "1 point a year"),
        ("en", -1.0, "−1 point a year"), ("vi", -1.5, "giảm 1,5 điểm phần trăm mỗi năm"),
        ("en", 0.001, "0 points a year (no change)"),
        ("vi", 0.0, "không đổi (0 điểm phần trăm mỗi năm)"),
    ],
)  # fmt: skip
def test_a_change_a_year_says_whether_it_rises_or_falls(view_of, catalogue, language, value, said):
    target = as_observation(catalogue.figure("F172"))
    assert pace_words.yearly(view_of(language), target, value) == said


def test_every_sentence_of_a_pace_has_its_direction_in_vietnamese(view_of):
    view = view_of("vi")
    (one,) = judged_targets.judged(view, (TRAINED,))
    said = pace_panels.required(view, TRAINED).claim
    assert "cần tăng 0,96 điểm phần trăm mỗi năm" in said
    assert "Giai đoạn 2020–2024 thực tế tăng 0,99 điểm phần trăm mỗi năm" in said
    assert "Cần tăng 0,96 điểm phần trăm mỗi năm." in pace_words.brief(view, one)
    falling = scenario.what_if(view, TRAINED, "-1.5").claim
    assert "KỊCH BẢN giảm 1,5 điểm phần trăm mỗi năm" in falling
    assert "thay đổi" not in said


def test_what_is_out_of_reach_comes_before_what_nobody_can_judge(view_of, catalogue):
    row = as_observation(catalogue.figure("F172"))
    found = [Judged(row, Pace(row, status=status)) for status in reversed(judged_targets.URGENT)]
    assert [one.found.status for one in judged_targets.urgent_first(found)] == [
        "missed", "moving_away", "limited", "needs_acceleration", CANNOT, "on_track", "achieved",
    ]  # fmt: skip
    behind = [Judged(row, Pace(row, status="limited", ratio=ratio)) for ratio in (0.5, 0.1)]
    assert [one.found.ratio for one in judged_targets.urgent_first(behind)] == [0.1, 0.5]


# --- scenario -------------------------------------------------------------------------------------


def test_a_scenario_takes_the_needed_pace_and_stops_at_the_target(view_of):
    panel = scenario.what_if(view_of(), TRAINED)
    values = {row.year: row.value for row in panel.rows if row.status == "scenario"}
    assert list(values) == list(range(2025, 2046))
    assert values[2030] == pytest.approx(80)
    assert values[2045] == pytest.approx(74.25 + 21 * 5.75 / 6)
    assert "The target 80% would be met." in panel.claim


def test_a_scenario_with_a_pace_of_ones_own_may_miss_the_target(view_of):
    panel = scenario.what_if(view_of(), TRAINED, "0.5")
    assert "SCENARIO of 0.5 points a year from 74.25% (end of 2024): 77.25% in 2030" in panel.claim
    assert "The target 80% would be missed." in panel.claim
    assert scenario.what_if(view_of(), TRAINED, "5").rows[-1].value == 100


@each(("language", "word"), [("en", "SCENARIO"), ("vi", "KỊCH BẢN")])
def test_a_scenario_says_so_in_legend_table_and_file_and_is_dashed(view_of, language, word):
    panel = scenario.what_if(view_of(language), TRAINED)
    drawn = [trace for trace in panel.figure()["data"]
             if any(panel.rows[n].status == "scenario" for n in trace["customdata"])]  # fmt: skip
    assert drawn
    for trace in drawn:
        assert word in trace["name"]
        assert trace["line"]["dash"] == "dash"
        assert all(panel.rows[n].status == "scenario" for n in trace["customdata"])
    said = panel.table()[panel.names.text("Status")]
    assert [cell == word for cell in said] == [row.status == "scenario" for row in panel.rows]
    lines = panel.csv().decode("utf-8-sig").splitlines()
    assert sum(",scenario," in line for line in lines) == 21
    assert word in panel.claim


def test_2045_has_no_target_in_any_scenario_and_a_note_says_so(view_of):
    view = view_of()
    for indicator in target_panels.with_targets(view.catalogue):
        panel = scenario.what_if(view, indicator, "1")
        assert all(row.status == "scenario" for row in panel.rows if row.year > 2030)
        assert any("No number for 2045" in note for note in panel.notes)


def test_no_scenario_begins_in_a_territory_that_has_ended_or_at_an_old_or_partial_value(view_of):
    panel = scenario.what_if(view_of(), CERTIFIED, "1")
    assert {row.territory for row in panel.rows} == {"ha_noi"}
    assert scenario.what_if(view_of(), RURAL, "1").rows == ()  # 'over 16,000' is the newest
    assert "no exact value of a whole year" in scenario.what_if(view_of(), RURAL).when_empty


def test_each_territory_that_is_not_drawn_has_its_own_reason(view_of):
    ended = "since the territory ended on June 30, 2025."
    said = scenario.what_if(view_of(), CERTIFIED).claim
    assert said.startswith("Hanoi, SCENARIO of 0.99 points a year")
    assert f"Hai Phong (to June 2025): no scenario, {ended}" in said
    assert f"Hai Duong (to June 2025): no scenario, {ended}" in said
    assert "no scenario" not in scenario.what_if(view_of(), TRAINED).claim
    alone = view_of(cities=("haiphong",))
    for given in ("", "1"):
        words = scenario.what_if(alone, CERTIFIED, given).when_empty
        assert ended in words
        assert "whole year" not in words


def test_where_the_target_is_met_or_no_pace_is_known_a_pace_is_asked_for(view_of, catalogue):
    met = as_observation(catalogue.figure("F164"))._replace(value=81.0, low=81.0, high=81.0)
    view = view_of(more=(met,), without=("F164",))
    said = scenario.what_if(view, TRAINED).when_empty
    assert said.startswith("Hanoi: the target is met, so no pace is needed. Give a pace")
    assert "SCENARIO of 1 point a year from 81%" in scenario.what_if(view, TRAINED, "1").claim


# --- history --------------------------------------------------------------------------------------


def test_the_life_of_80_per_cent_by_2030_in_five_documents(view_of):
    panel = history_panels.of(view_of(), TRAINED)
    assert [(row.figure_id, astuple(row.event)) for row in panel.rows] == [
        ("F173", ("stated", "2022-06-28", "")),
        ("F629", ("replaced", "2024-06", "F173")),
        ("F630", ("replaced", "2024-06", "F173")),
        ("F172", ("replaced", "2025-07-07", "F629")),
        ("F174", ("undated", "", "F173")),
        ("F175", ("other_year", "", "")),
    ]
    assert panel.claim.startswith(
        "Hanoi, 2030: 4 documents state a target. It moved from 80–85% to at least 80% (Jun "
        "2024). It moved from at least 80% to 80% (July 7, 2025). "
        "Another document sets 80–85% for 2035 only: Action Programme 217/CTr"
    )
    assert "80% is used (rule: The programme's own document)." in panel.claim
    table = panel.table()
    assert table["Date of the document"] == [
        "June 28, 2022", "Jun 2024", "Jun 2024", "July 7, 2025", "date not known",
        "date not known",
    ]  # fmt: skip
    assert table["Set against"][1].startswith("80–85% – Plan 177/KH-UBND of 28 June 2022")


def test_a_confirmed_target_has_not_moved(view_of):
    hanoi = view_of(cities=("hanoi",))
    panel = history_panels.of(hanoi, CERTIFIED)
    assert "confirmed" in {row.event.kind for row in panel.rows}
    assert "moved" not in panel.claim
    assert history_panels.moves(hanoi, CERTIFIED) == ()


@each(
    ("language", "label"),
    [("en", "target for 2030 moved: July 7, 2025"), ("vi", "mục tiêu 2030 thay đổi: ")],
)
def test_the_path_marks_the_day_on_which_the_target_moved(view_of, language, label):
    view = view_of(language)
    _, (position, said, place) = history_panels.moves(view, TRAINED)
    assert position == pytest.approx(2025 + 187 / 365 - 0.5)
    assert said.startswith(label)
    assert place == "ha_noi"
    assert (position, said, place) in path_panel.path(view, TRAINED).drawing.moves
    assert history_panels.moves(view_of(cities=("haiphong",)), TRAINED) == ()


@each(
    ("language", "said"),
    [
        ("en", "No target for 2030 or later is published for the whole population of a city. For "
               "a part of it: Hanoi, officials, civil servants and public employees: 100% (to "
               "2035)."),
        ("vi", "Chưa có mục tiêu năm 2030 trở đi được công bố cho toàn thành phố. Mục tiêu riêng "
               "cho một nhóm hoặc một địa bàn: Hà Nội, cán bộ, công chức, viên chức: 100% (đến "
               "năm 2035)."),
    ],
)  # fmt: skip
def test_a_target_for_a_part_of_the_population_is_not_called_none(view_of, language, said):
    panel = history_panels.of(view_of(language), "digital_skills_rate")
    assert (panel.rows, panel.when_empty) == ((), said)
    of_other = history_panels.of(view_of(language, cities=("haiphong",)), "digital_skills_rate")
    assert "2035" not in of_other.when_empty


def test_a_target_that_holds_every_year_is_named_with_its_years(view_of):
    assert (
        "Hanoi, 2025–2035: 1 document states a target." in history_panels.of(view_of(), RURAL).claim
    )


def test_what_moved_in_one_city_is_marked_on_that_city_s_chart_only(view_of, catalogue):
    rows = tuple(as_observation(catalogue.figure(name)) for name in ("F164", "F339"))
    moves = history_panels.moves(view_of(), TRAINED)
    for row, number in zip(rows, (2, 0), strict=True):
        drawing = view_of().by_year(Columns, (row,), moves=moves)
        panel = view_of().panel("path", "Path?", (row,), claim="One.", drawing=drawing)
        labels = [note["text"] for note in panel.figure()["layout"]["annotations"]]
        assert sum("moved" in label for label in labels) == number
