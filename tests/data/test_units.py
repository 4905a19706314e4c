"""Decisions about reporting units: sums before and after, undone, rolled back, refused.

2025-Q1   SCHOOL 20   CENTRE 15
2025-Q3   SCHOOL 30   CENTRE 25      (areas by their new codes)
2025-Q4   SCHOOL 12                  (the centre has reported no more)
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.each import each
from vtdash.model.datasets import ENROLMENT, Bilingual
from vtdash.model.errors import VtdashError
from vtdash.store import (
    KnownUnit,
    UnitDecision,
    UnitRegister,
    current_id,
    current_records,
    plan_decision,
    publish,
    read_manifest,
    recompute,
    roll_back,
    snapshot_folder,
    unit_decisions,
    unit_register,
    verify,
)

SCHOOL = (
    "hanoi 2025-Q1 277 SCHOOL 480201 elementary 20 8 20",
    "hanoi 2025-Q3 10015 SCHOOL 480201 elementary 30 8 20",
    "hanoi 2025-Q4 10015 SCHOOL 480201 elementary 12 8 10",
)
CENTRE = (
    "hanoi 2025-Q1 277 CENTRE 480201 elementary 15 5 15",
    "hanoi 2025-Q3 10015 CENTRE 480201 elementary 25 5 15",
)
MERGE = UnitDecision("merged", "SCHOOL", day="2025-07-01", other="CENTRE")
UNDO = UnitDecision("undone", "SCHOOL", other="1")


@pytest.fixture
def issue(data, sample_of):
    def make(*returns, **more):
        return publish(data, sample=sample_of(), returns=returns, **more)

    return make


@pytest.fixture
def two(issue, records):
    """Publish the returns of both units."""
    issue(records("enrolment", *SCHOOL, name="school.csv"))
    return issue(records("enrolment", *CENTRE, name="centre.csv"))


def sums(data):
    """Return learners by unit and period, of the records that count."""
    found = {}
    for row in current_records(data, ENROLMENT).to_pylist():
        key = row["institution_id"], row["period"]
        found[key] = found.get(key, 0) + row["enrolled"]
    return found


BEFORE = {("SCHOOL", "2025-Q1"): 20, ("SCHOOL", "2025-Q3"): 30, ("SCHOOL", "2025-Q4"): 12,
          ("CENTRE", "2025-Q1"): 15, ("CENTRE", "2025-Q3"): 25}  # fmt: skip


def merged(data, catalogue, issue, choice, decision=MERGE):
    plan = next(p for p in plan_decision(data, catalogue, decision) if p.choice in {choice, ""})
    return plan, issue(*plan.records, units=[plan.decision], by="typed:Lan", note="merged")


def test_from_its_day_on_a_merged_unit_counts_under_its_successor(two, data, catalogue, issue):
    assert sums(data) == BEFORE
    plan, manifest = merged(data, catalogue, issue, "adds")
    assert plan.totals == ()
    assert sums(data) == {
        ("SCHOOL", "2025-Q1"): 20, ("CENTRE", "2025-Q1"): 15,
        ("CENTRE", "2025-Q3"): 55, ("CENTRE", "2025-Q4"): 12,
    }  # fmt: skip
    assert recompute(data, manifest.id).is_proved
    (decided,) = unit_decisions(data)
    assert (decided.act, decided.other, decided.by, bool(decided.when)) == (
        "merged", "CENTRE", "typed:Lan", True
    )  # fmt: skip


def test_where_the_successor_reported_all_of_it_the_total_is_shown_before_it_falls(
    two, data, catalogue, issue
):
    plan, _ = merged(data, catalogue, issue, "contained")
    assert [(t.city, t.period, t.before, t.after) for t in plan.totals] == [
        ("hanoi", "2025-Q3", 55, 25)
    ]
    assert sums(data)["CENTRE", "2025-Q3"] == 25
    assert sums(data)["CENTRE", "2025-Q4"] == 12, "nobody but the school reported it"


def test_undoing_a_merge_restores_what_counted_and_is_shown_before(two, data, catalogue, issue):
    merged(data, catalogue, issue, "contained")
    (plan,) = plan_decision(data, catalogue, UNDO)
    assert [(t.period, t.before, t.after) for t in plan.totals] == [("2025-Q3", 25, 55)]
    manifest = issue(units=[plan.decision])
    assert sums(data) == BEFORE
    assert [each.act for each in unit_decisions(data)] == ["merged", "undone"]
    assert recompute(data, manifest.id).is_proved
    merged(data, catalogue, issue, "adds")
    assert sums(data)["CENTRE", "2025-Q3"] == 55


@each(("day", "employed"), [("2025-07-01", None), ("2025-01-01", 35)])
def test_a_cohort_whose_year_began_before_the_day_stays(
    day, employed, data, catalogue, issue, records
):
    graduates = "hanoi 2025 10015 {} 480201 college {} 50 40 30 {} 10"
    rows = [graduates.format(unit, months, n)
            for unit, n in (("SCHOOL", 20), ("CENTRE", 15)) for months in (6, 12)]  # fmt: skip
    issue(records("graduate_tracer", *rows))
    (plan,) = plan_decision(data, catalogue, replace(MERGE, day=day))[:1]
    found = {tuple(r.table["employed"].to_pylist()) for r in plan.records}
    assert found == ({(employed, employed)} if employed else set())
    assert plan.totals == ()


def test_a_merge_without_a_day_holds_from_the_start(two, data, catalogue, issue):
    merged(data, catalogue, issue, "adds", UnitDecision("merged", "SCHOOL", other="CENTRE"))
    assert sums(data) == {("CENTRE", "2025-Q1"): 35, ("CENTRE", "2025-Q3"): 55,
                          ("CENTRE", "2025-Q4"): 12}  # fmt: skip


def test_a_unit_without_published_rows_is_merged_by_the_decision_alone(data, catalogue, issue):
    new = [UnitDecision("created", name, city="hanoi") for name in ("A", "B")]
    issue(units=new)
    (plan,) = plan_decision(data, catalogue, UnitDecision("merged", "A", other="B"))
    assert (plan.records, plan.totals) == ((), ())


def test_a_later_return_of_the_successor_replaces_what_was_merged(
    two, data, catalogue, issue, records
):
    merged(data, catalogue, issue, "adds")
    issue(records("enrolment", CENTRE[1].replace(" 25 5 ", " 50 5 ")))
    assert sums(data)["CENTRE", "2025-Q3"] == 50


def test_going_back_to_a_snapshot_takes_its_decisions_back(two, data, catalogue, issue):
    _, manifest = merged(data, catalogue, issue, "adds")
    roll_back(data, two.id)
    assert (sums(data), unit_decisions(data)) == (BEFORE, ())
    assert unit_register(data, catalogue).units["SCHOOL"].successor == ""
    roll_back(data, manifest.id)
    assert unit_register(data, catalogue).units["SCHOOL"].successor == "CENTRE"


def test_decisions_belong_to_the_files_that_a_snapshot_proves(two, data, catalogue, issue):
    _, manifest = merged(data, catalogue, issue, "adds")
    assert "units.jsonl" in manifest.files
    path = snapshot_folder(data, manifest.id) / "units.jsonl"
    path.write_text("{}\n")
    with pytest.raises(VtdashError, match=r"units\.jsonl differs"):
        verify(snapshot_folder(data, manifest.id))
    with pytest.raises(VtdashError, match=r"units\.jsonl cannot be read"):
        unit_decisions(data)


def test_a_snapshot_of_before_the_register_has_no_decisions(two, data):
    (snapshot_folder(data, current_id(data)) / "units.jsonl").unlink()
    assert unit_decisions(data) == ()


def test_a_publish_keeps_the_decisions_and_says_none_of_them_twice(data, issue, records):
    new = UnitDecision("created", "SCHOOL", city="hanoi", source="a.csv")
    issue(units=[new, new])
    issue(records("enrolment", *SCHOOL), units=[new])
    assert [each.unit for each in unit_decisions(data)] == ["SCHOOL"]
    assert read_manifest(snapshot_folder(data, current_id(data))).previous


def test_a_unit_that_was_undone_can_be_created_again(data, issue):
    new, undo = UnitDecision("created", "A", city="hanoi"), UnitDecision("undone", "A", other="1")
    for decision in (new, undo, new):
        issue(units=[decision])
    assert [each.act for each in unit_decisions(data)] == ["created", "undone", "created"]


def test_the_register_knows_who_reported_where_and_until_when(two, data, catalogue):
    found = unit_register(data, catalogue).units
    assert found["SCHOOL"].reported == "2025-Q4"
    assert found["SCHOOL"].areas == (("hanoi", "10015"), ("hanoi", "277"))
    named = found["TRUONG-CAO-DANG-HANG-HAI-I"]
    assert (named.reported, named.source) == ("", "S069")


def test_the_last_name_holds_and_the_first_one_is_still_known():
    first = KnownUnit("A", Bilingual("Trường A", "School A"))
    renamed = UnitDecision("renamed", "A", day="2025-07-01", name_vi="Trường B")
    register = UnitRegister([first], [renamed])
    assert register.units["A"].name.vi == "Trường B"
    assert register.spellings == {"Trường B": "A", "Trường A": "A", "School A": "A"}


def test_a_spelling_of_two_units_stands_for_neither():
    units = [KnownUnit(name, Bilingual("Trường", "School"), tax_code=name) for name in "AB"]
    assert UnitRegister(units).spellings == {"A": "A", "B": "B"}


def test_a_unit_sits_where_it_moved_to_from_that_day_on():
    first = KnownUnit("A", Bilingual("A", "A"), places=(("", "hanoi", "277"),))
    moved = UnitDecision("moved", "A", day="2024-07-01", city="hanoi", area_code="020")
    unit = UnitRegister([first], [moved]).units["A"]
    assert [unit.place_on(date(2024, month, 1)) for month in (4, 7)] == [
        ("hanoi", "277"), ("hanoi", "020")
    ]  # fmt: skip


def test_a_merged_unit_is_followed_to_the_last_one():
    units = [KnownUnit(name, Bilingual(name, name)) for name in "ABC"]
    decisions = [UnitDecision("merged", "A", day="2025-07-01", other="B"),
                 UnitDecision("merged", "B", day="2026-01-01", other="C")]  # fmt: skip
    register = UnitRegister(units, decisions)
    days = date(2025, 4, 1), date(2025, 7, 1), date(2026, 1, 1)
    assert [register.counted_as("A", day) for day in days] == ["A", "B", "C"]


@each(
    ("decision", "why"),
    [
        (UnitDecision("merged", "SCHOOL", other="SCHOOL"), "another known unit"),
        (UnitDecision("merged", "SCHOOL", other="NOBODY"), "another known unit"),
        (UnitDecision("merged", "NOBODY", other="SCHOOL"), "there is no unit NOBODY"),
        (UnitDecision("closed", "SCHOOL"), "a day is needed"),
        (UnitDecision("renamed", "SCHOOL"), "a new name is needed"),
        (UnitDecision("moved", "SCHOOL", day="2025-07-01", city="hanoi", area_code="277"),
         "no area 277 in hanoi"),
        (UNDO, "no decision number 1 about SCHOOL"),
    ],
)  # fmt: skip
def test_a_decision_that_makes_no_sense_is_refused_with_the_reason(
    decision, why, data, catalogue, issue, records
):
    issue(records("enrolment", SCHOOL[0]))
    with pytest.raises(VtdashError) as caught:
        plan_decision(data, catalogue, decision)
    assert why in caught.value.en
    assert caught.value.vi.startswith("Chưa ghi quyết định về đơn vị")


def test_merges_that_build_on_each_other_are_undone_the_last_one_first(
    data, catalogue, issue, records
):
    issue(records("enrolment", *SCHOOL, *CENTRE, CENTRE[1].replace("CENTRE", "COLLEGE")))
    merged(data, catalogue, issue, "adds")
    merged(data, catalogue, issue, "adds", UnitDecision("merged", "CENTRE", other="COLLEGE"))
    assert sums(data)["COLLEGE", "2025-Q3"] == 80
    with pytest.raises(VtdashError, match="undo that first"):
        plan_decision(data, catalogue, UNDO)
    with pytest.raises(VtdashError, match="has been merged into COLLEGE"):
        plan_decision(data, catalogue, UnitDecision("closed", "CENTRE", day="2025-07-01"))
    issue(units=[UnitDecision("undone", "CENTRE", other="2")])
    assert sums(data)["CENTRE", "2025-Q3"] == 55
