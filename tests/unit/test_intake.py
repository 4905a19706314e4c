"""Returns of offices: what is taken, what is refused, and in which words and places."""

from __future__ import annotations

import csv
import io
import os
import runpy
import unicodedata
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtdash.errors import ReturnRefused
from vtdash.intake import findings, read_return, text
from vtdash.sample import generate
from vtdash.schema import DATASETS, template
from vtdash.warehouse.marts import arrow_schema

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 2, 15)
COMMUNE = {"hanoi": "00004", "haiphong": "11311"}
"""A commune-level unit of each city, in force since 1 July 2025 (checked below)."""


def sound(name):
    """Return the template with its example row made into a row of an office's own."""
    return template(DATASETS[name]).replace("CS-0001", "CS-0002").replace(",500,", ",501,")


def example(dataset, **changes):
    """Return a sound row as a dict, with cells changed."""
    header, cells = sound(dataset).splitlines()
    row = dict(zip(header.split(","), cells.split(","), strict=True))
    assert set(changes) <= set(row)
    return row | changes


def csv_text(rows, separator=",", line_end="\n"):
    """Return rows (dicts of one shape) as CSV under their header."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=line_end)
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return out.getvalue()


@pytest.fixture
def read(tmp_path, catalogue):
    """Read text, bytes or rows as a return of the day TODAY."""

    def read_content(content, name="return.csv"):
        if isinstance(content, list):
            content = csv_text(content)
        if isinstance(content, str):
            content = content.encode()
        path = tmp_path / name
        path.write_bytes(content)
        return read_return(path, catalogue, today=TODAY)

    return read_content


@pytest.fixture
def refused(read):
    """Return the problems of content that is refused."""

    def problems(content, name="return.csv"):
        with pytest.raises(ReturnRefused) as caught:
            read(content, name)
        return caught.value.problems

    return problems


@pytest.fixture
def only(refused):
    """Return the one problem of content that has exactly one."""

    def problem(content, name="return.csv"):
        (found,) = refused(content, name)
        return found

    return problem


# --- what is taken ----------------------------------------------------------------------------


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_sound_return_becomes_records_in_the_types_that_are_stored(read, dataset):
    records = read([example(dataset)], "Sở LĐ.csv")
    assert (records.dataset, records.data_status, records.name) == (
        dataset,
        "reported",
        "Sở LĐ.csv",
    )
    assert records.table.schema == arrow_schema(DATASETS[dataset])
    assert records.table.num_rows == 1


@pytest.fixture(scope="module")
def sample(catalogue):
    return generate(catalogue)


@pytest.mark.parametrize("dataset", DATASETS)
def test_sample_rows_written_as_an_office_would_read_back_equal(read, sample, dataset):
    data = sample[dataset].to_pydict()
    if "institution_id" in data:
        data["institution_id"] = [i.replace("SAMPLE", "CS") for i in data["institution_id"]]
    expected = pa.table(data).cast(arrow_schema(DATASETS[dataset]))
    rows = [dict(zip(data, cells, strict=True)) for cells in zip(*data.values(), strict=True)]
    assert read(rows).table.equals(expected)


def test_columns_may_stand_in_any_order(read):
    row = example("enrolment")
    turned = dict(reversed(row.items()))
    assert read([turned]).table.equals(read([row]).table)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_separator_line_ends_and_byte_order_mark_change_nothing(read, separator, line_end, mark):
    rows = [example("digital_skills"), example("digital_skills", audience="adults")]
    content = mark + csv_text(rows, separator, line_end).encode()
    assert read(content).table.equals(read(rows).table)


def test_text_is_stored_in_nfc_and_without_spaces_around_it(read):
    name = "Trường Hà Nội"
    row = example("enrolment", institution_id=f"  {unicodedata.normalize('NFD', name)} ")
    assert read([row]).table["institution_id"].to_pylist() == [name]


def test_a_cell_in_quotes_may_hold_the_separator_a_quote_and_a_line_end(read, only):
    row = example("enrolment", institution_id='CS "1", Hà Nội')
    assert read([row]).table["institution_id"].to_pylist() == ['CS "1", Hà Nội']
    assert only([row | {"institution_id": "a\nb"}]).column == "institution_id"


def test_blank_rows_and_blank_cells_beyond_the_header_are_no_rows_and_no_cells(read):
    header, row = sound("enrolment").splitlines()
    assert read(f"\n{header},,\n\n{row},\n,,,,,,,,\n\n").table.num_rows == 1


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_decimal_comma_is_read_where_cells_are_not_separated_by_commas(read, separator):
    row = example("task_progress", money_spent="420,5")
    assert read(csv_text([row], separator)).table["money_spent"].to_pylist() == [420.5]


# --- the header -------------------------------------------------------------------------------


def test_a_missing_and_an_unknown_column_are_both_named_with_the_nearest_right_name(refused):
    row = example("enrolment")
    row["enroled"] = row.pop("enrolled")
    missing, unknown = refused([row])
    assert (missing.row, missing.column) == ("1", "enrolled")
    assert (unknown.row, unknown.column) == ("1", "'enroled'")
    assert "did you mean 'enrolled'?" in unknown.en
    assert "có phải là 'enrolled'?" in unknown.vi


def test_a_column_that_stands_twice_is_refused(only):
    header, row = sound("enrolment").splitlines()
    problem = only(f"{header},level\n{row},college\n")
    assert (problem.column, "more than once" in problem.en) == ("level", True)


@pytest.mark.parametrize(
    "content", ["a,b,c\n1,2,3\n", "xin chào", "city,period\nhanoi,2024-Q1\n", '"city\n', '"a"b\n']
)
def test_a_header_of_no_dataset_is_one_problem_that_points_to_the_templates(only, content):
    assert "data/templates" in only(content).en


def test_a_download_of_the_dashboard_with_its_data_status_is_no_return(only):
    assert only([{**example("enrolment"), "data_status": "reported"}]).column == "'data_status'"


# --- the rows ---------------------------------------------------------------------------------


def test_a_row_with_too_few_or_too_many_cells_is_named_as_a_spreadsheet_counts(refused):
    header, row = sound("enrolment").splitlines()
    quoted = row.replace("CS-0002", '"CS-0002"')
    few, many = refused(f"{header}\r\n{quoted}\r\n\r\nhanoi,2024-Q1\r\n{row},7\r\n")
    assert (few.row, many.row) == ("4", "5")
    assert "cells in this row: 2, in the header: 9" in few.en
    assert "số ô của dòng: 10, của tiêu đề: 9" in many.vi


def test_a_line_end_inside_a_cell_does_not_shift_the_row_numbers(refused):
    rows = [example("enrolment", institution_id="a\nb"), example("enrolment", level="x")]
    assert [p.row for p in refused(rows)] == ["2", "3"]


@pytest.mark.parametrize("bad", ['"CS-0002', '"CS"-1'])
def test_a_misplaced_quote_is_named_by_the_row_where_reading_ends(refused, bad):
    header, row = sound("enrolment").splitlines()
    problems = refused(f"{header}\n{row}\n{row.replace('CS-0002', bad)}\n")
    assert [p.row for p in problems] == ["3"]
    assert "double quote" in problems[0].en


def test_a_header_without_rows_is_refused(only):
    assert "no row under the header" in only(sound("enrolment").splitlines()[0]).en


def test_a_second_row_of_the_same_key_names_the_first(only):
    rows = [example("enrolment"), example("enrolment", level="elementary"), example("enrolment")]
    problem = only(rows)
    assert (problem.row, "as row 2" in problem.en, "dòng 2" in problem.vi) == ("4", True, True)


def test_rows_that_differ_in_one_part_of_the_key_are_both_taken(read):
    rows = [example("enrolment"), example("enrolment", level="elementary")]
    assert read(rows).table.num_rows == 2


def test_all_problems_of_a_file_come_at_once_and_nothing_is_taken(refused):
    rows = [
        example("enrolment", city="hue", enrolled="-1"),
        example("enrolment"),
        example("enrolment", level="phd", enrolled_women="121"),
    ]
    found = [(p.row, p.column) for p in refused(rows)]
    assert found == [("2", "city"), ("2", "enrolled"), ("4", "level"), ("4", "enrolled_women")]


def test_a_wrong_cell_is_reported_once_and_not_again_beside_its_neighbours(only):
    assert only([example("enrolment", enrolled="many")]).column == "enrolled"
    assert only([example("enrolment", city="hue")]).column == "city"


def test_checking_stops_after_ten_thousand_problems_and_says_so(refused):
    rows = [example("enrolment", level=str(n)) for n in range(findings.MOST + 5)]
    problems = refused(rows)
    assert len(problems) == findings.MOST + 1
    assert "checking stopped" in problems[-1].en


# --- cells: a file that breaks each rule, and one that nearly does -------------------------------

E, G, D, T = "enrolment", "graduate_tracer", "digital_skills", "task_progress"

BREAKS = [
    (E, {"enrolled": "-1"}, "enrolled", "'-1' is not a whole number"),
    (E, {"enrolled": "120.5"}, "enrolled", "not a whole number"),
    (E, {"enrolled": "1.250"}, "enrolled", "thousands mark"),
    (E, {"enrolled": "1,250"}, "enrolled", "thousands mark"),
    (E, {"enrolled": "1 250"}, "enrolled", "thousands mark"),
    (E, {"enrolled": "1\u00a0250"}, "enrolled", "thousands mark"),
    (E, {"enrolled": "1000000000"}, "enrolled", "0 to 999999999"),
    (E, {"enrolled": "١٢"}, "enrolled", "not a whole number"),
    (E, {"enrolled": "120 người"}, "enrolled", "not a whole number"),
    (E, {"enrolled": ""}, "enrolled", "blank"),
    (E, {"level": " "}, "level", "blank"),
    (E, {"enrolled_women": "121"}, "enrolled_women", "more than enrolled (120)"),
    (E, {"enrolled_rural": "121"}, "enrolled_rural", "more than enrolled (120)"),
    (G, {"graduated": "121"}, "graduated", "more than enrolled (120)"),
    (G, {"respondents": "101"}, "respondents", "more than graduated (100)"),
    (G, {"employed": "81"}, "employed", "more than respondents (80)"),
    (G, {"in_field": "71"}, "in_field", "more than employed (70)"),
    (D, {"trained_women": "61"}, "trained_women", "more than trained (60)"),
    (D, {"certified": "61"}, "certified", "more than trained (60)"),
    (T, {"milestones_done": "5"}, "milestones_done", "more than milestones_planned (4)"),
    (E, {"city": "Hanoi"}, "city", "did you mean 'hanoi'?"),
    (E, {"level": "colege"}, "level", "did you mean 'college'?"),
    (D, {"audience": "adult"}, "audience", "did you mean 'adults'?"),
    (G, {"months_after": "9"}, "months_after", "use one of: 6, 12"),
    (E, {"period": "Q1/2024"}, "period", "write it as 2024-Q1"),
    (E, {"period": "2024-Q5"}, "period", "write it as 2024-Q1"),
    (E, {"period": "1999-Q4"}, "period", "from 2000 on"),
    (E, {"period": "2026-Q2"}, "period", "has not begun"),
    (G, {"cohort_year": "24"}, "cohort_year", "four digits"),
    (G, {"cohort_year": "1999"}, "cohort_year", "from 2000 on"),
    (G, {"cohort_year": "2027"}, "cohort_year", "has not begun"),
    (E, {"area_code": "999"}, "area_code", "data/reference/areas.csv"),
    (E, {"area_code": "01"}, "area_code", "did you mean '001'?"),
    (E, {"area_code": "1"}, "area_code", "did you mean '001'?"),
    (E, {"area_code": "303"}, "area_code", "belongs to haiphong, not to hanoi"),
    (E, {"period": "2025-Q3"}, "area_code", "the code of 5 digits"),
    (E, {"area_code": COMMUNE["hanoi"], "period": "2025-Q2"}, "area_code", "code of 3 digits"),
    (G, {"cohort_year": "2025"}, "area_code", "the code of 5 digits"),
    (G, {"area_code": COMMUNE["hanoi"]}, "area_code", "the code of 3 digits"),
    (T, {"item_id": "HN-T9"}, "item_id", "did you mean 'HN-T"),
    (T, {"item_id": "HP-M1"}, "item_id", "belongs to haiphong, not to hanoi"),
    (T, {"city": "haiphong", "area_code": "303"}, "item_id", "belongs to hanoi, not to haiphong"),
    (E, {"occupation_key": "6480201"}, "occupation_key", "did you mean '480201'?"),
    (E, {"occupation_key": "R01"}, "level", "use one of: elementary, under_3_months"),
    (E, {"institution_id": "SAMPLE-HN-001-1"}, "institution_id", "sample data"),
    (E, {"institution_id": "my sAmple"}, "institution_id", "sample data"),
    (E, {"institution_id": "ＳＡＭＰＬＥ"}, "institution_id", "sample data"),
    (E, {"institution_id": "\u00a0"}, "institution_id", "blank"),
    (E, {"institution_id": "SAM\u200bPLE"}, "institution_id", "cannot be printed"),
    (E, {"institution_id": "x" * 101}, "institution_id", "longer than 100"),
    (T, {"money_spent": "-1"}, "money_spent", "not a number of 0 or more"),
    (T, {"money_spent": "420,5"}, "money_spent", "decimal point and no unit"),
    (T, {"money_spent": "nan"}, "money_spent", "not a number"),
    (T, {"money_spent": "1e3"}, "money_spent", "not a number"),
    (T, {"money_spent": "1.000"}, "money_spent", "leave thousands marks out"),
    (T, {"money_spent": "1.234.567"}, "money_spent", "leave thousands marks out"),
    (T, {"money_spent": "1.234,5"}, "money_spent", "leave thousands marks out"),
    (T, {"money_spent": "420 triệu"}, "money_spent", "no unit"),
]

NEARLY = [
    (E, {"enrolled": "0", "enrolled_women": "0", "enrolled_rural": "0"}),
    (E, {"enrolled": "999999999"}),
    (E, {"enrolled": "1250"}),
    (E, {"enrolled_women": "120", "enrolled_rural": "120"}),
    (G, {"graduated": "120", "respondents": "120", "employed": "120", "in_field": "120"}),
    (D, {"trained_women": "60", "certified": "60"}),
    (T, {"milestones_done": "4"}),
    (G, {"months_after": "6"}),
    (E, {"period": "2000-Q1"}),
    (E, {"period": "2026-Q1", "area_code": COMMUNE["hanoi"]}),
    (G, {"cohort_year": "2000"}),
    (G, {"cohort_year": "2026", "area_code": COMMUNE["hanoi"]}),
    (E, {"area_code": "001"}),
    (E, {"area_code": "303", "city": "haiphong"}),
    (E, {"area_code": "303", "city": "haiphong", "period": "2025-Q1"}),
    (E, {"period": "2025-Q2"}),
    (E, {"period": "2025-Q3", "area_code": COMMUNE["hanoi"]}),
    (E, {"period": "2025-Q3", "area_code": COMMUNE["haiphong"], "city": "haiphong"}),
    (G, {"cohort_year": "2024"}),
    (G, {"cohort_year": "2025", "area_code": COMMUNE["hanoi"]}),
    (T, {"item_id": "HN-T8"}),
    (T, {"item_id": "HP-M7", "city": "haiphong", "area_code": "303"}),
    (E, {"occupation_key": "R01", "level": "elementary"}),
    (E, {"level": "under_3_months"}),
    (E, {"institution_id": "SAM-PLE"}),
    (E, {"institution_id": "x" * 100}),
    (T, {"money_spent": "0"}),
    (T, {"money_spent": "0.125"}),
    (T, {"money_spent": "420.1250"}),
    (T, {"money_spent": "1234.567"}),
    (T, {"money_spent": "1000"}),
]


@pytest.mark.parametrize(("dataset", "changes", "column", "words"), BREAKS)
def test_a_row_that_breaks_a_rule_is_refused_at_its_cell(only, dataset, changes, column, words):
    problem = only([example(dataset, **changes)])
    assert (problem.file, problem.row, problem.column) == ("return.csv", "2", column)
    assert words in problem.en
    assert problem.vi
    assert problem.vi != problem.en


@pytest.mark.parametrize(("dataset", "changes"), NEARLY)
def test_a_row_that_only_just_keeps_the_rules_is_taken(read, dataset, changes):
    assert read([example(dataset, **changes)]).table.num_rows == 1


def test_an_amount_of_three_decimals_is_refused_with_a_decimal_comma_too(only):
    row = example("task_progress", money_spent="420,125")
    assert "leave thousands marks out" in only(csv_text([row], ";")).en


def test_the_units_used_above_are_in_force_since_july_2025(catalogue):
    for city, code in COMMUNE.items():
        (area,) = [a for a in catalogue.areas if a.code == code]
        assert (area.city, area.level, area.valid_from) == (city, "commune", date(2025, 7, 1))


# --- files that cannot be read at all -----------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"city\0period", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (b"PK\x03\x04rest", "Excel"),
        (b"\xd0\xcf\x11\xe0rest", "Excel"),
        ("thành phố".encode("utf-16"), "UTF-16"),
        ("thành phố".encode("cp1258", "replace"), "not encoded as UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_one_problem(only, content, words):
    problem = only(content)
    assert words in problem.en
    assert (problem.row, problem.column) == ("", "")


def refusal(path, catalogue):
    with pytest.raises(ReturnRefused) as caught:
        read_return(path, catalogue, today=TODAY)
    (problem,) = caught.value.problems
    return problem


def test_a_missing_file_a_folder_and_a_device_are_one_problem_each(tmp_path, catalogue):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "no such file" in refusal(tmp_path / "none.csv", catalogue).en
    assert "folder" in refusal(tmp_path, catalogue).en
    assert "not an ordinary file" in refusal(tmp_path / "pipe.csv", catalogue).en


@pytest.mark.parametrize("name", ["n" * 300, "a\0b"])
def test_a_name_that_no_file_can_have_is_one_problem(tmp_path, catalogue, name):
    assert "cannot be opened" in refusal(tmp_path / name, catalogue).en


def test_a_file_over_the_limit_is_refused_unread_and_one_at_the_limit_is_read(
    tmp_path, catalogue, monkeypatch
):
    path = tmp_path / "return.csv"
    path.write_text(sound("enrolment"), encoding="utf-8")
    monkeypatch.setattr(text, "MOST_BYTES", path.stat().st_size)
    assert read_return(path, catalogue, today=TODAY).table.num_rows == 1
    monkeypatch.setattr(text, "MOST_BYTES", path.stat().st_size - 1)
    assert "over 200 MB" in refusal(path, catalogue).en


def test_the_limit_is_two_hundred_megabytes(tmp_path, catalogue):
    path = tmp_path / "return.csv"
    with path.open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024 + 1)
    assert "over 200 MB" in refusal(path, catalogue).en


# --- what a message repeats ---------------------------------------------------------------------


def test_control_characters_of_cells_columns_and_names_never_reach_the_terminal(refused):
    row = {**example("enrolment", level="\x1b[2J\u202e", institution_id="a\x07"), "\x1b]0;x": "1"}
    header_only = refused([row], "re\x1bturn.csv")
    row.pop("\x1b]0;x")
    for problem in (*header_only, *refused([row], "re\x1bturn.csv")):
        assert problem.words("vi").isprintable()
        assert problem.words("en").isprintable()
        assert problem.file == "re\\x1bturn.csv"


@pytest.mark.parametrize("cell", ["x" * 500, "\x1b" * 500])
def test_a_cell_is_repeated_to_sixty_characters_at_most(only, cell):
    problem = only([example("enrolment", level=cell)])
    quoted = problem.en.split("'")[1]
    assert len(quoted) == 60
    assert quoted.endswith("…")


def test_a_message_repeats_no_other_cell_than_those_it_is_about(only):
    row = example("enrolment", institution_id="CONFIDENTIAL", level="x")
    problem = only([row])
    assert "CONFIDENTIAL" not in problem.words("en") + problem.words("vi")


# --- whatever the file holds --------------------------------------------------------------------


@pytest.fixture(scope="module")
def taken_or_refused(tmp_path_factory, catalogue):
    path = tmp_path_factory.mktemp("any") / "any.csv"

    def attempt(content):
        path.write_bytes(content)
        try:
            records = read_return(path, catalogue, today=TODAY)
        except ReturnRefused as error:
            problems = error.problems
        else:
            assert records.table.num_rows > 0
            return
        assert problems
        assert all(problem.words("en").isprintable() for problem in problems)

    return attempt


@settings(deadline=None)
@given(content=st.binary(max_size=400))
def test_random_bytes_give_records_or_a_refusal_and_nothing_else(taken_or_refused, content):
    taken_or_refused(content)


HARD = ["", "0", "-1", "1.000", "1,5", "١", "²", "9" * 5000, "=1+1", '"', ";", "\r", "\x1b",
        "2024-Q1", "0000-Q1", "9999", "2025", "001", "303", "00004", "hanoi", "haiphong",
        "HP-M1"]  # fmt: skip
CELL = st.one_of(st.sampled_from(HARD), st.text(st.characters(codec="utf-8"), max_size=12))


@settings(deadline=None)
@given(
    dataset=st.sampled_from(list(DATASETS)),
    separator=st.sampled_from([",", ";", "\t"]),
    rows=st.lists(st.dictionaries(st.integers(0, 11), CELL, max_size=4), min_size=1, max_size=4),
)
def test_random_cells_give_records_or_a_refusal_and_nothing_else(
    taken_or_refused, dataset, separator, rows
):
    columns = DATASETS[dataset].columns
    filled = [
        {c.name: changes.get(n, c.example) for n, c in enumerate(columns)} for changes in rows
    ]
    taken_or_refused(csv_text(filled, separator).encode())


@settings(deadline=None)
@given(tail=st.text(st.characters(codec="utf-8"), max_size=200))
def test_random_text_under_a_header_gives_records_or_a_refusal_and_nothing_else(
    taken_or_refused, tail
):
    taken_or_refused((sound("task_progress") + tail).encode())


# --- what is written about it -------------------------------------------------------------------


def test_the_page_about_datasets_and_the_templates_equal_what_the_code_makes():
    files = runpy.run_path(str(ROOT / "docs" / "make_datasets.py"))["files"]()
    assert {f"data/templates/{name}.csv" for name in DATASETS} < set(files)
    for name, expected in files.items():
        assert (ROOT / name).read_text(encoding="utf-8") == expected, (
            f"{name} is out of date: python -m docs.make_datasets"
        )


@pytest.mark.parametrize("name", DATASETS)
def test_the_example_row_of_a_template_is_never_taken_for_data(only, name):
    problem = only(template(DATASETS[name]))
    assert problem.row == "2"
    assert "example row" in problem.en
