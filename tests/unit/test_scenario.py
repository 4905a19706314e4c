"""A scenario is a scenario: its label cannot be lost, and 2045 gets no target from it."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tests.unit.register import whole_figures
from tests.unit.worked import LANGUAGES, number, prints, table
from vtdash.model.observation import LABEL, Observation
from vtdash.topics.targets.observed_series import Terms
from vtdash.topics.targets.pace import pace
from vtdash.topics.targets.scenario import YEARS, scenario

START = Observation(
    city="hanoi", territory="ha_noi", indicator_id="rate", unit="percent", period="2024",
    year_start=2024, year=2024, value=74.25, low=74.25, high=74.25, status="observed",
    data_status="published", document="report", confidence="high", source_id="S1",
    figure_id="F164",
)  # fmt: skip


def aim(year, low, **more):
    return START._replace(year=year, period=str(year), low=low, high=low, value=low,
                          status="target", figure_id="F172", **more)  # fmt: skip


def test_the_values_rise_by_the_pace_asked_for():
    found = scenario(START, 0.5, "up")
    assert [step.year for step in found.steps] == list(range(2025, 2046))
    assert found.steps[0].value == 74.75
    assert found.steps[-1].value == 84.75


def test_a_rate_stops_at_what_can_be_and_says_so():
    found = scenario(START, 5.0, "up", valid=(0.0, 100.0))
    assert found.steps[-1] == (2045, 100.0, True)
    assert found.steps[0] == (2025, 79.25, False)
    assert scenario(START, -50.0, "up", valid=(0.0, 100.0)).steps[-1].value == 0


def test_a_target_for_2030_is_held_against_it():
    slow, fast = (scenario(START, pace, "up", [aim(2030, 80.0)]) for pace in (0.5, 1.0))
    assert [(o.value, o.is_met) for o in slow.outcomes + fast.outcomes] == [
        (77.25, False), (80.25, True),
    ]  # fmt: skip


def test_a_target_is_met_at_the_very_change_a_year_that_it_needs():
    """16.05 and ten times 8.27 came to 98.74999999999999, so that 98.75 passed for missed."""
    start, target = START._replace(value=16.05, low=16.05, high=16.05), aim(2034, 98.75)
    (outcome,) = scenario(start, 8.27, "up", [target]).outcomes
    assert (outcome.value, outcome.is_met) == (98.75, True)


def test_2045_is_an_aim_without_a_number():
    in_words = aim(2045, None)
    found = scenario(START, 0.5, "up", [aim(2030, 80.0), in_words])
    assert found.without_number == (2045,)
    assert all(outcome.target.year != 2045 for outcome in found.outcomes)


def test_targets_of_another_territory_unit_or_indicator_are_not_held_against_it():
    others = [aim(2030, 80.0)._replace(**{field: "other"})
              for field in ("territory", "unit", "indicator_id", "area_id")]  # fmt: skip
    assert scenario(START, 0.5, "up", others).outcomes == ()


def test_the_label_cannot_be_set_or_changed():
    found = scenario(START, 0.5, "up")
    assert found.label == LABEL == "scenario"
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.label = "forecast"
    with pytest.raises(ValueError, match="label"):
        dataclasses.replace(found, label="observed")


@each("start", [START._replace(value=None), START._replace(year=2045)])
def test_without_a_value_or_years_ahead_there_is_no_scenario(start):
    with pytest.raises(ValueError, match="begins at a value"):
        scenario(start, 0.5, "up")


HUNDREDTHS = st.integers(1, 9999).map(lambda number: number / 100)


@given(HUNDREDTHS, HUNDREDTHS, st.integers(2025, 2045), st.sampled_from(["up", "down"]))
def test_what_pace_says_is_needed_meets_the_target_in_its_year(value, goal, year, better):
    start, target = START._replace(value=value, low=value, high=value), aim(year, goal)
    needed = pace([start], target, Terms(better, 2024)).required
    if needed is not None:
        (outcome,) = scenario(start, needed, better, [target], (0.0, 100.0)).outcomes
        assert outcome.is_met


@given(st.floats(-10, 10), st.lists(st.integers(2025, 2044), max_size=3))
def test_no_value_of_a_scenario_passes_for_anything_else(pace, years):
    found = scenario(START, pace, "up", [aim(year, 80.0) for year in years])
    for row in found.observations():
        assert row.status == LABEL
        assert not row.is_published
        assert (row.source_id, row.document, row.confidence) == ("", "", "")
    assert 2045 in found.without_number


def test_the_label_is_a_status_with_a_name_in_both_languages(catalogue):
    code = catalogue.code("status", LABEL)
    assert code.name.vi
    assert code.name.en


def test_no_number_for_2045_comes_out_of_the_register(catalogue):
    rows = whole_figures(catalogue)
    start = next(row for row in rows if row.figure_id == "F164")
    targets = [row for row in rows if row.status == "target"]
    found = scenario(start, 1.0, "up", targets, (0.0, 100.0))
    assert found.without_number == (YEARS[1],)
    assert {outcome.target.year for outcome in found.outcomes} == {2025, 2026, 2030, 2035}


@each("language", LANGUAGES)
def test_the_worked_example_of_the_docs_holds(language, catalogue):
    rows = {row.figure_id: row for row in whole_figures(catalogue)}
    start, target = rows["F164"], rows["F172"]
    said = {True: {"en": "yes", "vi": "có"}, False: {"en": "no", "vi": "không"}}
    valid = catalogue.indicator(start.indicator_id).valid
    for change, near, met, far, stopped in table("pace", language, "scenario"):
        found = scenario(start, number(change, language), "up", [target], valid)
        steps = {step.year: step for step in found.steps}
        assert prints(steps[2030].value, near, language)
        assert prints(steps[2045].value, far, language)
        assert said[found.outcomes[0].is_met][language] == met
        assert said[steps[2045].is_limit][language] == stopped
        assert found.without_number == (2045,)
