"""What changed between two snapshots, in sentences: each was written down before it was run."""

from __future__ import annotations

import csv
import io

import pytest

from tests.each import each
from vtdash.render.names import Names
from vtdash.store.difference import (
    CityChange,
    DefinitionChanges,
    EntryChanges,
    FieldEdit,
    SnapshotDifference,
    TotalChange,
)
from vtdash.text.language import Text
from vtdash.topics import changes
from vtdash.topics.small_changes import without_small_changes

DAYS = ("2026-03-31T09:00:00+00:00", "2026-06-30T09:00:00+00:00")


@pytest.fixture(params=["vi", "en"])
def names(request, catalogue):
    return Names(catalogue, Text(request.param))


@pytest.fixture
def english(catalogue):
    return Names(catalogue, Text("en"))


@pytest.fixture
def vietnamese(catalogue):
    return Names(catalogue, Text("vi"))


def part(before, after, came=(), went=(), status="reported"):
    return CityChange("enrolment", "hanoi", status, before, after, 1, tuple(came), tuple(went))


def found(*parts, totals=(), program=False, **definitions):
    definitions = DefinitionChanges(**definitions)
    return SnapshotDifference("a", "b", *DAYS, parts, tuple(totals), definitions, program)


def listed(added=0, removed=0, changed=0):
    keys = (tuple(f"X{n}" for n in range(count)) for count in (added, removed, changed))
    return EntryChanges(*keys)


# --- nothing --------------------------------------------------------------------------------------


def test_nothing_is_said_to_be_nothing(english, vietnamese):
    assert changes.change_sentences(english, found()) == (
        "Nothing changed: numbers and definitions are the same.",
    )
    assert changes.change_sentences(vietnamese, found()) == (
        "Không thay đổi: số liệu và định nghĩa như trước.",
    )


def test_another_program_alone_is_said_to_change_no_number(english):
    assert changes.change_sentences(english, found(program=True)) == (
        "Only the program changed; numbers and definitions are the same.",
    )


def test_another_program_beside_other_data_is_said_last(english):
    said = changes.change_sentences(english, found(part(1.0, 2.0), program=True))
    assert said[-1] == "The program that builds the data changed as well."


# --- returns --------------------------------------------------------------------------------------


@each(
    ("before", "after", "english_words", "vietnamese_words"),
    [
        (1200.0, 1450.0, "the total rose from 1,200 to 1,450 (training turns).",
         "tổng số tăng từ 1.200 lên 1.450 (lượt tuyển sinh)."),
        (1450.0, 1.0, "the total fell from 1,450 to 1 (training turns).",
         "tổng số giảm từ 1.450 xuống 1 (lượt tuyển sinh)."),
        (7.0, 7.0, "the total stays 7 (training turns), but details changed.",
         "tổng số vẫn là 7 (lượt tuyển sinh), nhưng chi tiết có thay đổi."),
        (7.0, None, "no longer there. The total was 7 (training turns).",
         "không còn. Tổng số trước đó là 7 (lượt tuyển sinh)."),
        (0.0, 7.0, "the total rose from 0 to 7 (training turns).",
         "tổng số tăng từ 0 lên 7 (lượt tuyển sinh)."),
    ],
)  # fmt: skip
def test_a_total_rises_falls_stays_or_goes(
    english, vietnamese, before, after, english_words, vietnamese_words
):
    one = found(part(before, after))
    (said,) = changes.change_sentences(english, one)
    assert said == f"Enrolment, Hanoi (Reported): {english_words}"
    (said,) = changes.change_sentences(vietnamese, one)
    assert said == f"Tuyển sinh, Hà Nội (Báo cáo của đơn vị): {vietnamese_words}"


def test_what_was_never_there_before_is_new_not_risen_from_zero(english):
    (said,) = changes.change_sentences(english, found(part(None, 100.0, came=["2024-Q1"])))
    assert said == ("Enrolment, Hanoi (Reported): new, with a total of 100 (training turns), for "
                    "Q1 2024.")  # fmt: skip


def test_periods_are_counted_in_singular_and_plural(english, vietnamese):
    one = found(part(1.0, 2.0, came=["2024-Q1"]))
    two = found(part(2.0, 1.0, went=["2024-Q1", "2024-Q2"]))
    assert "1 period was added: Q1 2024." in changes.change_sentences(english, one)[0]
    assert (
        "2 periods are no longer there: Q2 2024 and Q1 2024."
        in (changes.change_sentences(english, two)[0])
    )
    assert (
        "Không còn 2 kỳ: quý II/2024 và quý I/2024."
        in (changes.change_sentences(vietnamese, two)[0])
    )


def test_of_many_periods_the_newest_are_named_and_the_others_counted(english):
    every = [f"{year}-Q{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)]
    (said,) = changes.change_sentences(english, found(part(1.0, 2.0, came=every)))
    assert "8 periods were added: Q4 2024, " in said
    assert said.endswith("Q3 2023, and 2 more.")
    assert "Q1 2023" not in said


# --- the register ---------------------------------------------------------------------------------


@each(
    ("definitions", "said"),
    [
        ({"figures": listed(1)}, "1 published figure was added."),
        ({"figures": listed(12)}, "12 published figures were added."),
        ({"figures": listed(0, 1)}, "1 published figure was taken out."),
        ({"figures": listed(0, 2)}, "2 published figures were taken out."),
        ({"figures": listed(0, 0, 1)}, "1 published figure was corrected."),
        ({"figures": listed(0, 0, 2)}, "2 published figures were corrected."),
        ({"sources": listed(1)}, "1 source was added."),
        ({"sources": listed(0, 2)}, "2 sources were taken out."),
        ({"sources": listed(0, 0, 1)}, "The entry of 1 source changed."),
        ({"indicators": listed(2)}, "2 indicators were added: X0 and X1."),
        ({"indicators": EntryChanges(changed=("trained_rate_certified",))},
         "The definition of 1 indicator changed: Trained workers holding a degree or certificate."),
        ({"is_other": True},
         "Other definitions changed, such as names, places, tasks or documents."),
    ],
)  # fmt: skip
def test_changes_of_the_register_are_counted_in_singular_and_plural(english, definitions, said):
    assert changes.change_sentences(english, found(**definitions)) == (said,)


def test_a_corrected_figure_stands_with_what_it_says_now_and_both_readings(english):
    edit = FieldEdit("F001", "value_low", "25", "30")
    (row,) = changes.figure_rows(english, DefinitionChanges(edits=(edit,)))
    assert row["Figure"] == "F001"
    assert row["What was done"] == "corrected: Lower value"
    assert (row["Before"], row["After"]) == ("25", "30")
    assert row["What it says now"].endswith("2025: at least 30%")


def test_a_figure_that_the_snapshot_in_force_does_not_hold_goes_by_its_number(names):
    rows = changes.figure_rows(names, DefinitionChanges(figures=EntryChanges(removed=("F998",))))
    assert [list(row.values())[:2] for row in rows] == [["F998", ""]]


# --- totals ---------------------------------------------------------------------------------------

TOTALS = (
    TotalChange("enrolment", "reported", "hanoi", 2024, "enrolled", 1200.0, 1450.0),
    TotalChange("task_progress", "reported", "haiphong", 2025, "money_spent", 1450.5, 1200.25),
    TotalChange("enrolment", "sample", "hanoi", 2024, "enrolled", 999.0, None),
)


def test_the_table_of_totals_has_the_readers_numbers_and_a_sign(english, vietnamese):
    shown = [
        list(row.values())[-3:] for row in changes.total_rows(english, TOTALS, of_one_dataset=False)
    ]
    assert shown == [
        ["1,200", "1,450", "+250"],
        ["1,450.5", "1,200.25", "−250.25"],
        ["999", "not in the data", ""],
    ]
    first = next(iter(changes.total_rows(vietnamese, TOTALS, of_one_dataset=False)))
    assert list(first.values()) == [
        "Tuyển sinh", "Báo cáo của đơn vị", "Hà Nội", "2024",
        "Số lượt tuyển sinh trong quý", "1.200", "1.450", "+250",
    ]  # fmt: skip


def test_the_csv_has_plain_numbers_names_in_both_languages_and_an_empty_cell_for_none(catalogue):
    content = changes.totals_csv(found(totals=TOTALS), catalogue).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert tuple(rows[0]) == changes.CSV_COLUMNS
    assert [(r["before"], r["after"], r["difference"]) for r in rows] == [
        ("1200", "1450", "250"), ("1450.5", "1200.25", "-250.25"), ("999", "", ""),
    ]  # fmt: skip
    assert (rows[1]["city_vi"], rows[1]["city_en"]) == ("Hải Phòng", "Hai Phong")
    assert (rows[1]["unit"], rows[0]["snapshot_after"]) == ("million_vnd", DAYS[1])


def test_a_file_with_sample_says_so_in_its_name_and_a_reader_who_hides_it_gets_none():
    both = found(part(1.0, 2.0), part(999.0, None, status="sample"), totals=TOTALS)
    assert changes.file_name(both) == "vtdash_changes_2026-03-31_2026-06-30_SAMPLE-DATA.csv"
    hidden = changes.without_sample(both)
    assert changes.file_name(hidden) == "vtdash_changes_2026-03-31_2026-06-30.csv"
    assert [total.data_status for total in hidden.totals] == ["reported", "reported"]
    assert not changes.has_sample(hidden)


# --- few people -----------------------------------------------------------------------------------


def total(year, before, after, dataset="enrolment", column="enrolled", city="hanoi"):
    return TotalChange(dataset, "reported", city, year, column, before, after)


def test_no_change_of_fewer_people_than_a_cell_may_hold_is_told(english):
    small = total(2024, 13.0, 14.0)
    told_by_it = [total(2023, 90.0, 100.0), total(2024, 5.0, 15.0, column="enrolled_women")]
    others = [total(2024, 8.0, 1.0, city="haiphong"), total(2024, 7.0, 8.0, "task_progress")]
    difference = found(part(103.0, 114.0), totals=[small, *told_by_it, *others])
    assert without_small_changes(difference, 5).totals == tuple(others)

    for before, after in ((13.0, 14.0), (14.0, 10.0), (4.0, None)):
        (said, *_) = changes.change_sentences(english, found(part(before, after)))
        assert said.endswith("the total changed by fewer than 5 (training turns).")
        assert not {"13", "14", "10", "4"} & {*said.split()}
