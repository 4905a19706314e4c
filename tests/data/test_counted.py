"""What counts where two returns say the same: additions, replacements, and what is contained."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pytest

from tests.data.conftest import as_table
from vtdash.model.datasets import ENROLMENT
from vtdash.store import (
    Counting,
    current_id,
    current_records,
    preview_publish,
    publish,
    read_manifest,
    recompute,
    snapshot_folder,
)  # fmt: skip
from vtdash.store.counted import load_reported, view_tables, with_counting
from vtdash.store.records import typed_table

SCOPE = ("hanoi", "2025-Q1", "277", "CENTRE")
OFFICE_SCOPE = (*SCOPE[:3], "OFFICE")
CLASS = "hanoi 2025-Q1 277 CENTRE 480201 elementary 20 8 20"
OTHER_CLASS = "hanoi 2025-Q1 277 CENTRE 340301 elementary 15 5 15"
OFFICE = "hanoi 2025-Q1 277 OFFICE 480201 elementary 20 8 20"
ADDS = Counting("adds", (SCOPE,))
CONTAINED = Counting("contained", (SCOPE,), other="OFFICE")


def file(*rows, counting=(), source=""):
    return with_counting(as_table("enrolment", rows), counting, source)


def counted(*files):
    """Return unit, occupation and learners of the records that count, of files in their order."""
    with duckdb.connect() as con:
        stored = view_tables(con, "stored_row", ENROLMENT, files)
        load_reported(con, "reported", ENROLMENT, stored)
        rows = con.sql("SELECT institution_id, occupation_key, enrolled FROM reported").fetchall()
    return sorted(rows)


def test_without_a_decision_the_newest_file_replaces_all():
    assert counted(file(CLASS), file(OTHER_CLASS)) == [("CENTRE", "340301", 15)]


def test_two_rosters_count_both_where_one_adds():
    found = counted(file(CLASS), file(OTHER_CLASS, counting=[ADDS]))
    assert found == [("CENTRE", "340301", 15), ("CENTRE", "480201", 20)]


def test_classes_of_one_occupation_are_summed_into_one_record():
    assert counted(file(CLASS), file(CLASS, counting=[ADDS])) == [("CENTRE", "480201", 40)]


def test_an_addition_to_nothing_is_what_it_says():
    assert counted(file(CLASS, counting=[ADDS])) == [("CENTRE", "480201", 20)]


def test_an_addition_holds_for_its_scope_alone():
    other = CLASS.replace("CENTRE", "OTHER")
    found = counted(file(CLASS, other), file(CLASS, other, counting=[ADDS]))
    assert found == [("CENTRE", "480201", 40), ("OTHER", "480201", 20)]


def test_a_replacement_after_an_addition_replaces_both():
    files = file(CLASS), file(OTHER_CLASS, counting=[ADDS]), file(CLASS.replace(" 20 8 ", " 9 8 "))
    assert counted(*files) == [("CENTRE", "480201", 9)]


def test_what_is_contained_does_not_count_up_to_the_file_that_says_so():
    files = file(CLASS), file(OFFICE, counting=[CONTAINED])
    assert counted(*files) == [("OFFICE", "480201", 20)]
    assert counted(*files, file(OTHER_CLASS)) == [
        ("CENTRE", "340301", 15), ("OFFICE", "480201", 20)
    ]  # fmt: skip


def test_a_file_that_is_contained_in_an_earlier_one_does_not_count():
    assert counted(file(OFFICE), file(CLASS, counting=[CONTAINED])) == [("OFFICE", "480201", 20)]


def test_units_apart_are_said_and_change_nothing():
    apart = Counting("separate", (SCOPE,), other="OFFICE")
    assert file(CLASS, counting=[apart]).schema.metadata is None
    assert len(counted(file(OFFICE), file(CLASS, counting=[apart]))) == 2


# --- published --------------------------------------------------------------------------------


@pytest.fixture
def issue(data, sample_of):
    def make(*returns, **more):
        return publish(data, sample=sample_of(), returns=returns, **more)

    return make


def class_of(records, row, source, *counting):
    made = records("enrolment", row, name=f"{source}.xlsx")
    return replace(made, source_sha256=source, counting=counting)


def learners(data):
    return sum(current_records(data, ENROLMENT)["enrolled"].to_pylist())


def test_two_equal_classes_are_published_as_two_and_one_class_twice_as_one(
    issue, data, records, catalogue
):
    issue(class_of(records, CLASS, "one"))
    second = class_of(records, CLASS, "two", ADDS)
    (change,) = preview_publish(data, [second], catalogue).changes
    assert [(t.before, t.after) for t in change.totals if t.column == "enrolled"] == [(20, 40)]
    manifest = issue(second, by="typed:Lan")
    assert learners(data) == 40
    (decided,) = manifest.inputs[-1].counting
    assert (decided.choice, decided.scopes, decided.by) == ("adds", (SCOPE,), "typed:Lan")
    assert recompute(data, manifest.id).is_proved
    issue(second, by="typed:Minh")
    assert learners(data) == 40
    read = read_manifest(snapshot_folder(data, current_id(data)))
    assert read.inputs[-1].counting[0].by == "typed:Minh"


def test_one_of_two_classes_is_replaced_and_the_other_stays(issue, data, records):
    issue(class_of(records, CLASS, "one"), class_of(records, OTHER_CLASS, "two", ADDS))
    stored = {row["source"]: row["stored"] for row in current_records(data, ENROLMENT).to_pylist()}
    right = Counting("replaces", (SCOPE,), file=stored["two"])
    issue(class_of(records, OTHER_CLASS.replace(" 15 5 15", " 18 5 15"), "three", right))
    assert learners(data) == 38


def test_the_preview_of_an_office_that_contains_a_centre_takes_the_centre_away(
    issue, data, records, catalogue
):
    issue(class_of(records, CLASS, "one"), class_of(records, OTHER_CLASS, "two", ADDS))
    office = class_of(records, OFFICE, "three", CONTAINED)
    (change,) = preview_publish(data, [office], catalogue).changes
    assert (change.counts["new"], change.counts["vanished"]) == (1, 2)
    assert [(t.before, t.after) for t in change.totals if t.column == "enrolled"] == [(35, 20)]
    assert change.seen[0].after.total == 20
    issue(office)
    assert learners(data) == 20


def test_a_file_that_is_contained_changes_nothing_that_readers_see(issue, data, records, catalogue):
    issue(class_of(records, OFFICE, "one"))
    centre = class_of(records, CLASS, "two", CONTAINED)
    (change,) = preview_publish(data, [centre], catalogue).changes
    assert [(t.before, t.after) for t in change.totals if t.column == "enrolled"] == [(20, 20)]
    issue(centre)
    assert learners(data) == 20


def test_records_without_decisions_are_stored_as_before(records):
    made = records("enrolment", CLASS)
    assert typed_table(made).schema.metadata is None
