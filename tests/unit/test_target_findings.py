"""What is said first of the targets: findings, the decision, the order, for every state."""

from __future__ import annotations

import pytest

from tests.each import each
from tests.panels import TODAY, open_sample, views
from vtdash.model.filters import Filters
from vtdash.render.names import Names
from vtdash.rules.basis import as_observation
from vtdash.rules.statistics import Trend
from vtdash.text.language import Text
from vtdash.topics.targets import shortfalls, target_findings
from vtdash.topics.targets.aims_by_year import aims_in_lines
from vtdash.topics.targets.judged_targets import Judged
from vtdash.topics.targets.pace import CANNOT, Pace
from vtdash.topics.targets.shortfalls import Shortfall
from vtdash.topics.view import View

TRAINED, SEEN, CERTIFIED = "F172", "F164", "F187"
BOTH, HANOI, HAIPHONG = ("hanoi", "haiphong"), ("hanoi",), ("haiphong",)
MOST = {"en": 20, "vi": 34}
"""Words of a heading; Vietnamese writes most words as two."""


@pytest.fixture(scope="module")
def view_of(published_sample):
    store = open_sample(published_sample)
    yield views(store)
    store.close()


@pytest.fixture(scope="module")
def view(catalogue):
    return View(lambda *_, **__: (), Filters(), Names(catalogue, Text("en")), today=TODAY)


@pytest.fixture(scope="module")
def short_of(catalogue):
    """Return a function that makes a target with a judgement written by hand."""

    def make(status=CANNOT, reason="", figure=TRAINED, *, seen=True, **pace):
        target = as_observation(catalogue.figure(figure))
        latest = as_observation(catalogue.figure(SEEN)) if seen else None
        found = Pace(target, status=status, reason=reason, latest=latest, **pace)
        return Shortfall(Judged(target, found), latest)

    return make


def trend(slope):
    return Trend(
        slope=slope, low=slope - 0.1, high=slope + 0.1, standard_error=0.03, years=(2020, 2024)
    )


BEHIND = {"to_go": 5.75, "required": 0.96, "years_left": 6, "ratio": 0.5}


# --- findings -------------------------------------------------------------------------------------


def test_the_finding_of_the_register_names_gap_target_status_and_what_is_not_measured(view_of):
    view = view_of()
    assert target_findings.of_gaps(view, shortfalls.by_urgency(view)) == (
        "Hanoi: 5.75 points short of 80% (trained workers, any form of training), on track; "
        "14 of 19 targets unmeasured"
    )
    assert target_findings.of_paces(view, shortfalls.by_urgency(view)) == (
        "1 of 19 targets for 2030 can be judged: Hanoi needs 0.96 points a year, achieves 0.99, "
        "on track"
    )


def test_a_city_without_any_judgement_says_so_and_how_far_the_furthest_is(view_of):
    view = view_of(Filters(cities=HAIPHONG))
    said = (
        "None of 11 targets for 2030 can be judged; Hai Duong (to June 2025) is 10.3 points short"
    )
    found = shortfalls.by_urgency(view)
    assert target_findings.of_gaps(view, found) == target_findings.of_paces(view, found) == said


def test_without_targets_or_values_there_is_no_finding_but_that(view, short_of):
    assert target_findings.of_gaps(view, ()) == "No target for 2030 is published for this choice."
    assert target_findings.of_paces(view, ()) == target_findings.of_gaps(view, ())
    bare = [short_of(reason="zero_or_missing_baseline", seen=False)] * 2
    assert target_findings.of_gaps(view, bare) == (
        "For none of the 2 targets for 2030 is a value published to hold it against."
    )


def test_a_target_that_is_met_has_no_gap_and_none_is_unmeasured(view, short_of):
    said = target_findings.of_gaps(view, [short_of("achieved", to_go=0.0)])
    assert said == (
        "Hanoi: 80% (trained workers, any form of training), achieved; every target is measured"
    )
    assert target_findings.of_paces(view, [short_of("achieved", to_go=0.0)]) == (
        "1 of 1 targets for 2030 can be judged: Hanoi, 80%, achieved"
    )


@each("language", ["en", "vi"])
@each("cities", [BOTH, HANOI, HAIPHONG])
def test_every_finding_of_the_register_fits_a_heading(view_of, language, cities):
    view = view_of(Filters(cities=cities), language)
    found = shortfalls.by_urgency(view)
    for said in (
        target_findings.of_gaps(view, found),
        target_findings.of_paces(view, found),
        shortfalls.gaps(view).claim,
        shortfalls.paces(view).claim,
        shortfalls.unmeasured(view).claim,
        target_findings.of_one(view, found),
    ):
        assert 0 < len(said.split()) <= MOST[language], said


# --- what to decide first -------------------------------------------------------------------------


def test_a_target_that_is_behind_is_decided_first_with_needed_and_achieved(view, short_of):
    blocked = short_of(reason="break_of_territory", figure=CERTIFIED)
    slow = short_of("limited", trend=trend(0.3), reached=2044, **BEHIND)
    assert target_findings.decide_first(view, [slow, blocked, blocked]) == (
        "Raise the pace of Hanoi: trained workers, any form of training.",
        "80% needs 0.96 points a year, 0.3 points a year was achieved; at this pace it is met in "
        "2044.",
        TRAINED,
    )
    away = short_of("moving_away", trend=trend(-0.3), **BEHIND)
    assert target_findings.decide_first(view, [away]).reason == (
        "80% needs 0.96 points a year, −0.3 points a year was achieved; at this pace it is never "
        "met."
    )


def test_a_target_that_was_missed_asks_why(view, short_of):
    first = target_findings.decide_first(view, [short_of("missed", to_go=1.0)])
    assert first.action.startswith("Find out why Hanoi missed its target: trained workers")
    assert first.reason == "The target of 80% is judged: missed."


def test_where_none_is_behind_what_blocks_most_targets_comes_first(view_of):
    view = view_of()
    assert target_findings.decide_first(view, shortfalls.by_urgency(view)) == (
        "Set the targets of Hai Phong for 2030 anew.",
        "11 of 19 were set for territories that have ended.",
        "",
    )
    alone = view_of(Filters(cities=HANOI))
    assert target_findings.decide_first(alone, shortfalls.by_urgency(alone)) == (
        "Have the missing values published.",
        "5 of 8 targets cannot be judged: no baseline.",
        "",
    )


def test_where_nothing_can_be_judged_or_all_is_well_nothing_is_invented(view, short_of):
    assert target_findings.decide_first(view, ()) == (
        "Nothing can be judged.", "No target for 2030 is published for this choice.", "",
    )  # fmt: skip
    good = [short_of("on_track", trend=trend(1.0), **BEHIND), short_of("achieved", to_go=0.0)]
    assert target_findings.decide_first(view, good) == (
        "Keep the pace.", "All 2 targets for 2030 are met or on track.", "",
    )  # fmt: skip
    doubtful = target_findings.decide_first(view, [short_of(reason="direction_doubtful")])
    assert doubtful.action == "Settle what keeps targets from being judged."


# --- order, gaps and aims -------------------------------------------------------------------------


def test_the_most_urgent_target_comes_first_and_of_one_status_the_furthest(view_of):
    found = shortfalls.by_urgency(view_of())
    assert [short.one.found.status for short in found][-1] == "on_track"
    parts = [short.part for short in found if short.one.found.status == CANNOT]
    assert parts == sorted(parts, reverse=True)
    assert found[0].target.territory == "hai_duong_to_2025_06"


def test_several_that_are_equally_far_are_all_named(view, short_of):
    two = [short_of(to_go=5.75), short_of(to_go=5.75)]
    assert shortfalls.largest_gap(view, two).startswith("Hanoi: 5.75 points short of 80%")


def test_each_gap_has_its_value_and_its_target_and_the_target_s_row_tells_all(view_of):
    panel = shortfalls.gaps(view_of())
    table = panel.table()
    assert [row.status in {"target"} for row in panel.rows] == [False, True] * 5
    place = [row.figure_id for row in panel.rows].index(TRAINED)
    assert {title: table[title][place] for title in (
        "Territory", "Value", "Latest published", "Short of the target by", "Needed a year",
        "Achieved a year", "Against the target")} == {
        "Territory": "Hanoi", "Value": "80%", "Latest published": "74.25% (end of 2024)",
        "Short of the target by": "5.75 points", "Needed a year": "0.96 points",
        "Achieved a year": "0.99 points", "Against the target": "On track",
    }  # fmt: skip


def test_a_value_of_another_definition_or_unit_is_not_held_against_a_target(view_of):
    left = {row.figure_id for row in shortfalls.unmeasured(view_of()).rows}
    assert "F376" in left  # 12,000 persons at college and intermediate level, 65,000 of all levels
    measured = {row.figure_id for row in shortfalls.gaps(view_of()).rows}
    assert not left & measured
    assert len(left) + len(measured) // 2 == len(shortfalls.by_urgency(view_of()))


def test_the_aims_of_2035_are_numbers_only_where_published_and_those_of_2045_never(view_of):
    lines = aims_in_lines(view_of())
    later = {(line["Target"], line["Territory"]): line["2035"] for line in lines}
    assert later["Trained workers, any form of training", "Hanoi"] == "80–85%"
    assert later["Rural workers given vocational training", "Hanoi"] == "about 20,000 persons"
    assert later["Trained workers holding a degree or certificate", "Hanoi"] == "none"
    assert {(line["Territory"], line["2045"]) for line in lines} == {
        ("Hanoi", "no aim found"),
        ("Hai Phong (to June 2025)", "an aim in words, no number"),
        ("Hai Duong (to June 2025)", "no aim found"),
    }
    for line in aims_in_lines(view_of(language="vi")):
        assert not any(letter.isdigit() for letter in line["2045"])
