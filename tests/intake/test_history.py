"""The file beside what is current: again, after a gap, too early, a jump, rows that vanish."""

import pytest

from tests.each import each
from tests.intake.drafts import draft, found, kept, parsed, row, table
from vtdash.model.datasets import DATASETS
from vtdash.returns import Answers
from vtdash.returns.checks import against_history
from vtdash.store import Records

E, G, D, T = DATASETS


@pytest.fixture
def held(catalogue):
    """Return the findings on rows of a dataset beside current rows."""

    def check(dataset, rows, before, **answers):
        made = draft(dataset, rows)
        values, findings = parsed(made, catalogue)
        asked = []

        def current(asked_for, cities, areas):
            asked.append((asked_for.name, cities, areas))
            return kept(table(dataset, before))

        against_history.check(values, made, current, findings, answers=Answers(counted=answers))
        assert asked == [] or len(asked) == 1
        return findings

    return check


def e(**changes):
    return row(E, **changes)


def test_a_unit_without_a_history_is_not_judged(held):
    assert held(E, [e(enrolled="9000")], []).counts == {}
    assert (
        held(E, [e(enrolled="9000")], [e(institution_id="OTHER", level="elementary")]).counts == {}
    )
    assert held(E, [e(enrolled="9000")], [e(area_code="001")]).counts == {}


def test_without_records_in_force_nothing_is_looked_at(catalogue):
    made = draft(E, [e()])
    values, findings = parsed(made, catalogue)
    against_history.check(values, made, None, findings)
    assert findings.counts == {}


def test_a_period_that_is_published_is_replaced_and_how_many_rows_is_said(held):
    findings = held(E, [e(), e(level="elementary")], [e(), e(level="elementary")])
    assert found(findings) == [("P02", 2, "B")]
    said = (
        "hanoi, 2024-Q1, 277, CS-0001: Enrolments (course starts) in the quarter: 240 in before.csv"
    )
    assert findings.listed[0].what.en.startswith(said)


def test_the_period_after_the_last_is_the_one_expected(held):
    assert held(E, [e(period="2024-Q2")], [e()]).counts == {}
    assert held(E, [e(period="2025-Q1")], [e(period="2024-Q4")]).counts == {}


def test_a_gap_names_the_periods_that_are_missing(held):
    findings = held(E, [e(period="2024-Q4")], [e()])
    assert found(findings) == [("P03", 2, "B")]
    assert "2024-Q2, 2024-Q3." in findings.listed[0].what.vi


def test_a_gap_that_the_file_itself_fills_is_none(held):
    assert held(E, [e(period="2024-Q2"), e(period="2024-Q3")], [e()]).counts == {}
    both = [e(period="2024-Q2"), e(period="2024-Q4")]
    assert found(held(E, both, [e()])) == [("P03", 3, "B")]


def test_a_period_before_the_first_in_force_is_early(held):
    findings = held(E, [e(period="2023-Q4")], [e()])
    assert found(findings) == [("P04", 2, "B")]
    assert "(2024-Q1)" in findings.listed[0].what.en


def test_years_follow_each_other_as_quarters_do(held):
    def g(year):
        return row(G, cohort_year=year)

    assert held(G, [g("2022")], [g("2021")]).counts == {}
    assert held(G, [g("2023")], [g("2021")]).counts == {"P03": 1}


@each(
    ("before", "now", "is_jump"),
    [
        ("120", "360", True),
        ("120", "359", False),
        ("120", "40", True),
        ("120", "41", False),
        ("20", "70", True),
        ("20", "69", False),
        ("0", "50", True),
        ("0", "49", False),
        ("50", "0", True),
        ("0", "0", False),
    ],
)
def test_a_jump_is_three_times_or_a_third_and_at_least_fifty(held, before, now, is_jump):
    small = {"enrolled_women": "0", "enrolled_rural": "0"}
    rows = [e(period="2024-Q2", enrolled=now, **small)]
    findings = held(E, rows, [e(enrolled=before, **small)])
    assert found(findings) == ([("H01", 2, "G")] if is_jump else [])


def test_a_jump_is_of_the_units_total_and_not_of_single_rows(held):
    rows = [e(period="2024-Q2", enrolled="110"), e(period="2024-Q2", level="elementary")]
    before = [e(enrolled="100"), e(level="elementary", enrolled="100")]
    assert held(E, rows, before).counts == {}
    jump = held(E, rows, [e(enrolled="70")])
    assert "70 in 2024-Q1, 230 in 2024-Q2" in jump.listed[0].what.en


def test_a_jump_is_against_the_last_period_and_not_an_older_one(held):
    before = [e(period="2023-Q4", enrolled="900"), e()]
    assert held(E, [e(period="2024-Q2")], before).counts == {}


def test_amounts_of_a_task_jump_too(held):
    rows = [row(T, period="2024-Q2", money_spent="5000")]
    findings = held(T, rows, [row(T)])
    assert found(findings) == [("H01", 2, "H")]


def test_current_rows_that_the_file_has_not_would_vanish(held):
    before = [e(), e(level="elementary"), e(occupation_key="R01", level="elementary")]
    assert held(E, [e()], before).counts == {"P02": 1}, "first what counts, then what vanishes"
    assert held(E, [e()], before, again="adds").counts == {}
    findings = held(E, [e()], before, again="replaces")
    assert findings.counts == {"H02": 1}
    (vanishing,) = [f for f in findings.listed if f.check == "H02"]
    assert "480201 elementary; R01 elementary" in vanishing.what.vi
    assert "of 3 published rows this file lacks 2" in vanishing.what.en


def test_rows_of_other_scopes_do_not_vanish(held):
    before = [
        e(),
        e(institution_id="OTHER", level="elementary"),
        e(period="2023-Q4", level="elementary"),
    ]
    assert held(E, [e()], before).counts == {"P02": 1}


def test_a_file_with_errors_is_not_asked_what_would_vanish_or_jump(held):
    before = [e(), e(level="elementary"), e(period="2023-Q4", enrolled="9000")]
    findings = held(E, [e(), e(occupation_key="?")], before)
    assert findings.counts == {"C01": 1, "P02": 1}


def test_rows_without_a_unit_are_left_out(held):
    assert held(E, [e(city="hue")], [e()]).counts == {"C01": 1}


KNOWN, SHORT = "TRUNG-TAM-GDNN-GDTX-THANH-TRI", "TT-GDNN-GDTX-THANH-TRI"


def test_two_spellings_of_a_unit_in_one_file_are_told(held):
    rows = [e(institution_id=KNOWN), e(institution_id=SHORT, level="elementary")]
    findings = held(E, rows, [])
    assert [(check, line) for check, line, _ in found(findings)] == [("H04", 3)]
    assert KNOWN in findings.listed[0].what.en


def test_another_spelling_in_a_file_that_is_loaded_with_this_one_is_told(catalogue):
    made = draft(E, [e(institution_id=SHORT)])
    values, findings = parsed(made, catalogue)
    beside = [Records(E, "reported", "b.csv", table(E, [e(institution_id=KNOWN, level="college")]))]
    against_history.check(values, made, lambda *_: kept(table(E, [])), findings, beside)
    assert "H04" in findings.counts
