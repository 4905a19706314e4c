"""One snapshot against another: every number here was worked out by hand."""

from __future__ import annotations

import csv
import shutil
import sys
from dataclasses import replace

import pytest

from vtdash.model.errors import SnapshotDamaged, SnapshotMissing, VtdashError
from vtdash.reference import REFERENCE_FOLDER
from vtdash.store import compare_snapshots, history, publish, roll_back, snapshot_folder
from vtdash.store.difference import DefinitionChanges, EntryChanges, FieldEdit

PUBLISHING = sys.modules[publish.__module__]
DIFFERENCE = sys.modules[compare_snapshots.__module__]

Q1 = "hanoi 2024-Q1 001 CS-1 480201 college 100 40 10"
Q2 = "hanoi 2024-Q2 001 CS-1 480201 college 20 5 1"
OTHER = "haiphong 2024-Q1 303 CS-3 480201 college 7 0 0"
SAMPLE = "hanoi 2024-Q1 001 CS-9 480201 college 999 0 0"
KEPT = "haiphong 2023-Q1 303 CS-9 480201 college 50 0 0"


@pytest.fixture
def issue(data, sample_of, records):
    """Return a short ``publish`` of returns given as rows of enrolment; its manifest's id."""

    def make(*rows, sample=(SAMPLE, KEPT), **more):
        returns = [records("enrolment", *rows)] if rows else []
        made = publish(data, sample=sample_of(enrolment=list(sample)), returns=returns, **more)
        return made.id

    return make


@pytest.fixture
def reference(tmp_path):
    return shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference")


def rewrite(path, change):
    """Change the rows of a list in place: ``change`` gets them as dicts and returns them."""
    with path.open(encoding="utf-8", newline="") as table:
        reader = csv.DictReader(table)
        rows = change(list(reader))
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def part(found, city, status):
    (one,) = [p for p in found.cities if (p.city, p.data_status) == (city, status)]
    return one


def totals(found, column, status="reported"):
    return [(t.city, t.year, t.before, t.after) for t in found.totals
            if (t.column, t.data_status) == (column, status)]  # fmt: skip


# --- returns ------------------------------------------------------------------------------------


def test_a_first_return_is_new_and_takes_the_place_of_the_sample(data, issue):
    before, after = issue(), issue(Q1)
    found = compare_snapshots(data, before, after)
    new, gone = part(found, "hanoi", "reported"), part(found, "hanoi", "sample")
    assert (new.dataset, new.before, new.after) == ("enrolment", None, 100.0)
    assert (new.added, new.removed, new.altered) == (("2024-Q1",), (), 0)
    assert (gone.before, gone.after, gone.added, gone.removed) == (999.0, None, (), ("2024-Q1",))
    assert len(found.cities) == 2, "Hai Phong's sample is as it was"
    assert totals(found, "enrolled") == [("hanoi", 2024, None, 100.0)]
    assert totals(found, "enrolled_rural") == [("hanoi", 2024, None, 10.0)]
    assert totals(found, "enrolled", "sample") == [("hanoi", 2024, 999.0, None)]
    assert found.definitions == DefinitionChanges()
    assert not found.is_data_same
    assert not found.is_other_program


def test_a_city_that_is_withheld_whole_has_nothing_to_compare(data, issue):
    few = Q1.replace(" 100 40 10", " 3 1 0")
    before, after = issue(few, sample=()), issue(few, Q2, sample=())
    found = compare_snapshots(data, before, after)
    assert totals(found, "enrolled") == [("hanoi", 2024, None, 20.0)]
    assert part(found, "hanoi", "reported").added == ("2024-Q2",)


def test_a_second_quarter_adds_a_period_to_the_total(data, issue):
    before, after = issue(Q1), issue(Q2)
    found = compare_snapshots(data, before, after)
    assert part(found, "hanoi", "reported").added == ("2024-Q2",)
    assert totals(found, "enrolled") == [("hanoi", 2024, 100.0, 120.0)]
    assert totals(found, "enrolled_women") == [("hanoi", 2024, 40.0, 45.0)]


def test_a_correction_of_a_secondary_count_is_a_change_though_the_main_total_stays(data, issue):
    before, after = issue(Q1), issue(Q1.replace(" 40 ", " 41 "))
    found = compare_snapshots(data, before, after)
    only = part(found, "hanoi", "reported")
    assert (only.before, only.after, only.altered) == (100.0, 100.0, 2)
    assert totals(found, "enrolled") == []
    assert totals(found, "enrolled_women") == [("hanoi", 2024, 40.0, 41.0)]


def test_turns_moved_to_another_district_are_a_change_without_any_other_total(data, issue):
    two = Q1.replace("CS-1", "CS-2").replace(" 001 ", " 004 ")
    moved = (Q1.replace(" 100 ", " 90 "), two.replace(" 100 ", " 110 "))
    before, after = issue(Q1, two), issue(*moved)
    found = compare_snapshots(data, before, after)
    assert found.totals == ()
    assert part(found, "hanoi", "reported").altered == 4
    assert not found.is_data_same


def test_cities_are_told_apart(data, issue):
    before, after = issue(Q1), issue(OTHER)
    found = compare_snapshots(data, before, after)
    assert {(p.city, p.data_status) for p in found.cities} == {("haiphong", "reported")}
    assert totals(found, "enrolled") == [("haiphong", 2024, None, 7.0)]


def test_a_return_that_is_empty_of_money_is_compared_to_the_third_decimal(data, records, sample_of):
    def row(spent):
        return records("task_progress", f"hanoi 2025-Q3 00004 HN-T1 4 3 500.5 {spent}")

    one = publish(data, sample=sample_of(), returns=[row("0.1")])
    two = publish(data, sample=sample_of(), returns=[row("0.301")])
    found = compare_snapshots(data, one.id, two.id)
    assert [(t.dataset, t.column, t.before, t.after) for t in found.totals] == [
        ("task_progress", "money_spent", 0.1, 0.301)
    ]


def test_years_of_graduates_are_periods_without_a_quarter(data, records, sample_of):
    def row(year):
        return records("graduate_tracer",
                       f"hanoi {year} 001 CS-1 480201 college 12 120 100 80 70 55")  # fmt: skip

    one = publish(data, sample=sample_of(), returns=[row(2023)])
    two = publish(data, sample=sample_of(), returns=[row(2024)])
    only = part(compare_snapshots(data, one.id, two.id), "hanoi", "reported")
    assert (only.dataset, only.added) == ("graduate_tracer", ("2024",))
    assert (only.before, only.after) == (100.0, 200.0), "the main count: those who graduated"


# --- what is the same -----------------------------------------------------------------------------


def test_a_snapshot_does_not_differ_from_itself(data, issue):
    only = issue(Q1)
    found = compare_snapshots(data, only, only)
    assert found.is_data_same
    assert (found.cities, found.totals, found.is_other_program) == ((), (), False)


def test_a_build_from_the_same_data_changes_nothing(data, issue):
    assert compare_snapshots(data, issue(Q1), issue()).is_data_same


def test_another_program_alone_is_told_apart_from_other_data(data, issue, monkeypatch):
    before = issue(Q1)
    monkeypatch.setattr(PUBLISHING, "code_version", lambda: "9.9.9+abcdef")
    found = compare_snapshots(data, before, issue())
    assert found.is_data_same
    assert found.is_other_program


def test_equal_rows_in_other_bytes_are_no_change(data, issue, monkeypatch):
    before, after = issue(Q1), issue()
    monkeypatch.setattr(DIFFERENCE, "_other_marts", lambda _old, _new: ["enrolment"])
    assert compare_snapshots(data, before, after).cities == ()


# --- rollbacks and crashes ------------------------------------------------------------------------


def test_a_rollback_is_the_way_back_of_what_was_published(data, issue):
    first, second = issue(Q1), issue(Q1.replace(" 100 ", " 130 "))
    roll_back(data, first)
    event = history(data)[0]
    found = compare_snapshots(data, event.previous, event.snapshot)
    assert totals(found, "enrolled") == [("hanoi", 2024, 130.0, 100.0)]
    there = compare_snapshots(data, first, second)
    assert [(t.after, t.before) for t in there.totals] == [
        (t.before, t.after) for t in found.totals
    ]


def test_a_publish_that_broke_off_leaves_a_line_but_no_snapshot_to_compare(
    data, issue, monkeypatch
):
    first = issue(Q1)

    def stop(*_args):
        raise RuntimeError("stopped here")

    with monkeypatch.context() as patch:
        patch.setattr(PUBLISHING, "_point", stop)
        with pytest.raises(RuntimeError):
            issue(Q2)
    broken = history(data)[0]
    assert not broken.is_complete
    with pytest.raises(SnapshotMissing):
        compare_snapshots(data, first, broken.snapshot)


# --- what cannot be compared ----------------------------------------------------------------------


def test_a_snapshot_whose_folder_is_gone_is_missing_on_either_side(data, issue):
    first, second = issue(Q1), issue(Q2)
    shutil.rmtree(snapshot_folder(data, first))
    for pair in ((first, second), (second, first)):
        with pytest.raises(SnapshotMissing):
            compare_snapshots(data, *pair)


@pytest.mark.parametrize("name", ["", "../snapshots", "/etc", "?"])
def test_what_is_no_snapshot_is_missing(data, issue, name):
    with pytest.raises(SnapshotMissing):
        compare_snapshots(data, name, issue(Q1))


@pytest.mark.parametrize(
    "file", ["enrolment.parquet", "reference/figures.csv", "manifest.json"]
)  # fmt: skip
def test_a_snapshot_with_a_changed_file_is_damaged(data, issue, file):
    first, second = issue(Q1), issue(Q2)
    with (snapshot_folder(data, second) / file).open("ab") as content:
        content.write(b"x")
    with pytest.raises(SnapshotDamaged):
        compare_snapshots(data, first, second)


def test_tables_with_other_columns_are_refused_in_words_not_with_a_crash(data, issue, monkeypatch):
    first, second = issue(Q1), issue(Q2)
    enrolment = DIFFERENCE.DATASETS["enrolment"]
    columns = (*enrolment.columns, replace(enrolment.columns[-1], name="enrolled_since"))
    monkeypatch.setitem(DIFFERENCE.DATASETS, "enrolment", replace(enrolment, columns=columns))
    with pytest.raises(VtdashError, match="cannot be compared"):
        compare_snapshots(data, first, second)


# --- the register ---------------------------------------------------------------------------------


def test_figures_added_taken_out_and_corrected_are_listed_by_id(data, issue, reference):
    before = issue(reference=reference)
    kept = {}

    def change(rows):
        gone, other, *rest = rows
        kept.update(gone=gone["figure_id"], other=other["figure_id"])
        other["confidence"] = {"high": "medium", "medium": "high"}[other["confidence"]]
        kept["confidence"] = other["confidence"]
        return [other, *rest, {**gone, "figure_id": "F900"}]

    rewrite(reference / "figures.csv", change)
    found = compare_snapshots(data, before, issue(reference=reference)).definitions
    assert found.figures == EntryChanges(("F900",), (kept["gone"],), (kept["other"],))
    was = {"high": "medium", "medium": "high"}[kept["confidence"]]
    edit = FieldEdit(kept["other"], "confidence", was, kept["confidence"])
    assert found.edits == (edit,)
    assert (found.indicators, found.sources) == (EntryChanges(), EntryChanges())
    assert not found.is_other


def test_a_note_for_maintainers_is_no_change_for_readers(data, issue, reference):
    before = issue(reference=reference)
    rewrite(reference / "figures.csv", lambda rows: [{**rows[0], "note": "seen"}, *rows[1:]])
    assert compare_snapshots(data, before, issue(reference=reference)).is_data_same


def test_a_source_whose_title_changes_and_other_lists_are_told(data, issue, reference):
    before = issue(reference=reference)
    rewrite(reference / "sources.csv", lambda rows: [{**rows[0], "title": "Tên mới"}, *rows[1:]])
    path = reference / "tasks.toml"
    path.write_text("# a remark\n" + path.read_text("utf-8"), "utf-8")
    found = compare_snapshots(data, before, issue(reference=reference)).definitions
    assert found.sources == EntryChanges((), (), ("S001",))
    assert found.is_other
    assert found.figures == EntryChanges()


def test_an_indicator_defined_in_other_words_is_told(data, issue, reference):
    before = issue(reference=reference)
    path = reference / "indicators.toml"
    words = path.read_text("utf-8")
    old = "Workers who were trained and hold a degree or certificate"
    assert old in words
    path.write_text(words.replace(old, "Workers who hold a degree or certificate"), "utf-8")
    found = compare_snapshots(data, before, issue(reference=reference)).definitions
    assert found.indicators == EntryChanges((), (), ("trained_rate_certified",))
    assert not found.is_other
