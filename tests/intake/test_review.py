"""What a hostile reading of the intake found: each case once slipped through."""

import io
import re
import zipfile
from datetime import date

import pyarrow as pa
import pytest

from tests.each import each
from tests.intake.builders import as_csv, as_xlsx
from tests.intake.official import form_1, form_1_rows, form_2
from tests.intake.people import PEOPLE, SECRETS, roster
from vtdash.cli.ending import json_text
from vtdash.model.datasets import DATASETS, ENROLMENT
from vtdash.model.errors import PublishBusy
from vtdash.returns import examine
from vtdash.returns.model import Answers
from vtdash.returns.review import contradicted
from vtdash.returns.workbooks.marked import mark
from vtdash.store import Records, arrow_schema, current_snapshot, publish

TODAY = date(2026, 2, 15)
SEWING = [("May công nghiệp", 1, 35, 30)]


def looked(catalogue, content, name="r.csv", **words):
    content = as_csv(content) if isinstance(content, list) else content
    return examine(content, name, catalogue, today=TODAY, **words)


def row(unit, enrolled=100, period="2024-Q1"):
    return ["hanoi", period, "277", unit, "480201", "college", str(enrolled), "10", "10"]


def template(*rows):
    return [list(ENROLMENT.column_names), *rows]


@each("other", ["cs-9", "CS 9", "CS -  9"])
def test_one_unit_spelled_in_two_ways_is_not_counted_twice(catalogue, other):
    assert "K01" in looked(catalogue, template(row("CS-9"), row(other))).counts


@each("total", ["Tổng cộng", "TỔNG SỐ", "Cộng", "Total"])
def test_a_totals_row_in_the_column_of_units_is_refused(catalogue, total):
    done = looked(catalogue, template(row("CS-8"), row("CS-9"), row(total, 200)))
    assert (dict(done.counts), done.records) == ({"T07": 1}, None)


def test_a_part_of_form_1_that_stands_twice_is_refused(catalogue):
    done = looked(catalogue, form_1(form_1_rows() + form_1_rows()))
    assert (dict(done.counts), done.records) == ({"K01": 1}, None)


@each("period", ["Lũy kế đến quý III/2024", "Đến hết quý III/2024"])
def test_a_cumulative_return_names_no_quarter(catalogue, period):
    assert looked(catalogue, form_2(SEWING, period=period)).recognition.fact("period") == ""


@each("heads", [
    ("STT", "Học viên", "Sinh năm", "Số điện thoại", "Nghề đào tạo"),
    ("STT", "Người học", "Năm sinh học viên", "Điện thoại", "Tên nghề"),
    ("STT", "Học viên", "Lớp cũ", "Liên lạc", "Nghề học"),
])  # fmt: skip
def test_a_list_of_persons_is_never_read_as_form_2(catalogue, heads):
    people = [[n, p.name, p.born.year, p.phone, "May"] for n, p in enumerate(PEOPLE, 1)]
    done = looked(catalogue, [["DANH SÁCH"], list(heads), *people])
    said = json_text({"file": done})
    assert set(done.counts) == {"S08"}
    assert not [secret for secret in SECRETS if secret in said]


@each("hidden", [(), ("Học viên",)])
def test_a_marked_workbook_never_holds_a_sheet_of_persons(catalogue, hidden):
    sheets = {"Biểu 2": form_2(SEWING, off=3), "Học viên": roster()}
    content = as_xlsx(sheets, hidden_sheets=hidden)
    with zipfile.ZipFile(io.BytesIO(mark(content, looked(catalogue, content)))) as parts:
        held = "".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
    assert not [secret for secret in SECRETS if secret in held]


def test_marking_gives_up_before_a_workbook_fills_the_memory(catalogue, monkeypatch):
    monkeypatch.setattr("vtdash.returns.workbooks.marked.MARKED_CELLS", 5)
    content = as_xlsx({"Biểu 2": form_2(SEWING, off=3)})
    with zipfile.ZipFile(io.BytesIO(mark(content, looked(catalogue, content)))) as parts:
        assert len([name for name in parts.namelist() if re.search(r"sheet\d", name)]) == 1


def test_a_monitor_of_a_class_is_not_part_of_its_name(catalogue):
    rows = roster()
    rows[5] = [f"Lớp: Pha chế đồ uống - Lớp trưởng {PEOPLE[0].name}. Trình độ: Sơ cấp"]
    said = json_text({"file": looked(catalogue, rows)})
    assert PEOPLE[0].name not in said


def nothing(_catalogue):
    return {name: arrow_schema(dataset).empty_table() for name, dataset in DATASETS.items()}


def records(unit, enrolled, period):
    cells = dict(zip(ENROLMENT.column_names, row(unit, 0, period), strict=True))
    cells |= {"enrolled": enrolled, "enrolled_women": 0, "enrolled_rural": 0, "area_code": "001"}
    return Records("enrolment", "reported", unit, pa.Table.from_pylist([cells]))


def test_files_that_go_out_together_contradict_a_figure_together(catalogue, tmp_path):
    one, other = records("A", 400, "2019-Q1"), records("B", 400, "2019-Q2")  # F208: 670
    assert not contradicted(tmp_path, catalogue)(one)
    assert not contradicted(tmp_path, catalogue)(other)
    assert contradicted(tmp_path, catalogue, [one])(other)


def test_a_publish_that_was_checked_against_another_snapshot_is_refused(tmp_path):
    seen = current_snapshot(tmp_path)
    publish(tmp_path, sample=nothing, returns=[records("A", 700, "2024-Q1")], seen=seen)
    with pytest.raises(PublishBusy):
        publish(tmp_path, sample=nothing, returns=[records("A", 50, "2024-Q1")], seen=seen)


def test_a_yes_to_a_near_name_leaves_exact_ones_where_they_are(catalogue):
    accepted = {("area", "quan ba dinh"): "271"}
    rows = [["hanoi", "2024-Q1", name, unit, "480201", "college", "9", "1", "1"]
            for name, unit in (("Quận Ba Đình", "CS-1"), ("Quận Ba Dính", "CS-2"))]  # fmt: skip
    done = looked(catalogue, template(*rows), answers=Answers(accepted=accepted))
    assert done.records.table["area_code"].to_pylist() == ["001", "271"]


def test_a_sheet_of_persons_goes_by_its_number_and_not_by_its_name(catalogue):
    content = as_xlsx({f"DS {PEOPLE[0].name}": roster()})
    done = looked(catalogue, content)
    said = json_text({"file": done}) + repr(done)
    assert (done.recognition.form, done.recognition.sheet) == ("roster", "#1")
    assert PEOPLE[0].name not in said
    chosen = looked(catalogue, content, answers=Answers(sheet="#1"))
    assert chosen.recognition.sheet == "#1"
