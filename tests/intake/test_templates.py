"""The XLSX templates: what is in them, that they open, and that what is filled in is read."""

import io
import re
import runpy
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.each import each
from tests.intake.builders import SOUND, table, typed
from vtdash.model.datasets import AUDIENCES, CITIES, DATASETS, LEVELS
from vtdash.model.published_figures import TEMPLATES
from vtdash.returns.examine import examine
from vtdash.returns.workbooks.templates import (
    DATA_SHEET,
    EXAMPLE_ROW,
    FIRST_ROW,
    HEADER_ROW,
    LABEL_ROW,
    RULED_ROWS,
    workbook,
)

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 2, 15)
RANGE = re.compile(r"'(?P<sheet>[^']+)'!\$A\$(?P<first>\d+):\$A\$(?P<last>\d+)")


@pytest.fixture(scope="module")
def templates(catalogue):
    return {name: workbook(dataset, catalogue) for name, dataset in DATASETS.items()}


@pytest.fixture(scope="module")
def books(templates):
    return {name: load_workbook(io.BytesIO(content)) for name, content in templates.items()}


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def choices(book):
    """Return the values of each drop-down of the first sheet by the name of its column."""
    sheet, found = book.worksheets[0], {}
    for rule in sheet.data_validations.dataValidation:
        source = RANGE.fullmatch(rule.formula1)
        if rule.type == "list":
            cells = book[source["sheet"]][f"A{source['first']}:A{source['last']}"]
            letter = str(rule.sqref)[0]
            found[sheet[f"{letter}{HEADER_ROW}"].value] = [row[0].value for row in cells]
    return found


@each("name", DATASETS)
def test_the_first_sheet_has_labels_in_both_languages_above_the_header(name, books):
    sheet, columns = books[name].worksheets[0], DATASETS[name].columns
    assert sheet.title == DATA_SHEET
    header = [cell.value for cell in sheet[HEADER_ROW]]
    labels = [cell.value for cell in sheet[LABEL_ROW]]
    assert header == [column.name for column in columns]
    assert labels == [f"{column.meaning.vi}\n{column.meaning.en}" for column in columns]
    assert sheet.freeze_panes == f"A{EXAMPLE_ROW}"


@each("name", DATASETS)
def test_the_example_row_is_marked_as_one(name, books):
    sheet = books[name].worksheets[0]
    example = [str(cell.value) for cell in sheet[EXAMPLE_ROW]]
    assert example == [column.example for column in DATASETS[name].columns]
    cell = sheet.cell(EXAMPLE_ROW, 1)
    assert "EXAMPLE" in cell.comment.text
    assert "VÍ DỤ" in sheet["A2"].value
    assert cell.font.italic


@each("name", DATASETS)
def test_codes_are_text_so_that_leading_zeros_stay(name, books):
    sheet = books[name].worksheets[0]
    for number, column in enumerate(DATASETS[name].columns, start=1):
        is_number = column.kind in {"count", "amount", "year"}
        for row in (EXAMPLE_ROW, FIRST_ROW, FIRST_ROW + RULED_ROWS - 1):
            assert (sheet.cell(row, number).number_format == "@") is not is_number
        letter = sheet.cell(1, number).column_letter if number == 1 else None
        if letter:
            assert sheet.column_dimensions[letter].number_format == "@"


def test_drop_downs_offer_every_allowed_value(books, catalogue):
    areas = {area.code for area in catalogue.areas if area.level != "province"}
    offered = {name: choices(book) for name, book in books.items()}
    for name, dataset in DATASETS.items():
        expected = {c.name for c in dataset.columns if c.allowed} | {
            c.name for c in dataset.columns if c.kind in {"area", "occupation", "item", "quarter"}
        }
        assert set(offered[name]) == expected
        assert offered[name]["city"] == list(CITIES)
        assert {code.split(" - ")[0] for code in offered[name]["area_code"]} == areas
    assert offered["enrolment"]["level"] == list(LEVELS)
    assert offered["digital_skills"]["audience"] == list(AUDIENCES)
    assert offered["graduate_tracer"]["months_after"] == ["6", "12"]
    assert offered["task_progress"]["item_id"] == list(catalogue.items)
    assert offered["enrolment"]["occupation_key"] == list(catalogue.occupation_by_key)


def test_the_list_of_areas_holds_both_eras_with_names_city_and_days(books):
    sheet = books["enrolment"]["Địa bàn"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    by_code = {row[0].split(" - ")[0]: row for row in rows}
    assert (by_code["277"][0], by_code["00004"][0]) == ("277", "00004 - Phường Ba Đình")
    assert by_code["277"][1:4] == ["Huyện Chương Mỹ", "Chuong My District", "hanoi"]
    assert by_code["277"][5].date() == date(2025, 6, 30)
    assert by_code["00004"][1:4] == ["Phường Ba Đình", "Ba Dinh Ward", "hanoi"]
    assert by_code["00004"][4].date() == date(2025, 7, 1)


@each("name", DATASETS)
def test_the_guide_tells_every_column_and_the_rules_in_both_languages(name, books):
    sheet = books[name].worksheets[1]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    for column in DATASETS[name].columns:
        assert {column.name, column.meaning.vi, column.meaning.en, column.example} <= cells
        bound = f"at most {column.at_most}"
        assert not column.at_most or any(text.endswith(bound) for text in cells)
    assert any("A blank cell never means zero" in text for text in cells)
    assert any("Ô trống không được hiểu là 0" in text for text in cells)


@each("name", DATASETS)
def test_a_template_has_no_macros_no_links_to_elsewhere_and_no_formulas(name, templates):
    held = parts(templates[name])
    assert not [part for part in held if "vba" in part.lower() or "external" in part.lower()]
    for part, content in held.items():
        assert b'TargetMode="External"' not in content, part
        if part.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in content


def test_the_same_catalogue_gives_the_same_bytes(templates, catalogue):
    assert templates["enrolment"] == workbook(DATASETS["enrolment"], catalogue)


def test_the_templates_of_the_project_equal_what_the_code_makes():
    made = runpy.run_path(str(ROOT / "tools" / "make_templates.py"))["files"]()
    assert set(made) == {f"data/templates/{name}.xlsx" for name in TEMPLATES}
    for name, content in made.items():
        assert parts((ROOT / name).read_bytes()) == parts(content), (
            f"{name} is out of date: python -m tools.make_templates"
        )


# --- read again ---------------------------------------------------------------------------------


def filled(content, rows, first=FIRST_ROW, *, keep_example=False):
    """Return a template with rows typed in from a row on."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=first):
        for column, cell in enumerate(row, start=1):
            sheet.cell(number, column).value = cell
    if not keep_example:
        for cell in sheet[EXAMPLE_ROW]:
            cell.value = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@each("name", DATASETS)
def test_a_template_filled_in_gives_its_rows(name, templates, catalogue):
    content = filled(templates[name], typed(table(name))[1:])
    done = examine(content, "a.xlsx", catalogue, today=TODAY)
    assert not done.findings
    assert done.recognition.sheet == DATA_SHEET
    assert done.recognition.header_row == HEADER_ROW
    assert done.records.table.num_rows == len(SOUND[name])
    assert done.records.table["area_code"].to_pylist() == [row[2] for row in SOUND[name]]


def test_rows_far_below_the_ruled_ones_are_read(templates, catalogue):
    content = filled(templates["enrolment"], typed(table("enrolment"))[1:], first=900)
    done = examine(content, "a.xlsx", catalogue, today=TODAY)
    assert done.records.table.num_rows == 3


@each("name", DATASETS)
def test_the_example_row_is_refused_when_it_is_left_in(name, templates, catalogue):
    content = filled(templates[name], typed(table(name))[1:], keep_example=True)
    done = examine(content, "a.xlsx", catalogue, today=TODAY)
    assert (dict(done.counts), done.records) == ({"S14": 1}, None)
    assert done.findings[0].place.row == EXAMPLE_ROW


@each("name", DATASETS)
def test_every_value_of_a_drop_down_is_read_as_itself(name, books, catalogue):
    """One row a value: whatever else is wrong, no value of a list is unknown."""
    dataset = DATASETS[name]
    cities = {area.code: area.city for area in catalogue.areas}
    for column, values in choices(books[name]).items():
        rows = [list(dataset.column_names)]
        for value in values:
            row = dict(zip(rows[0], SOUND[name][0], strict=True)) | {column: value}
            if column == "area_code":
                row |= {"city": cities[value.split(" - ")[0]]}
                row |= {dataset.period: _period_of(value, row[dataset.period])}
            rows.append(list(row.values()))
        content = "\n".join(",".join(row) for row in rows).encode()
        done = examine(content, "a.csv", catalogue, today=TODAY)
        assert not {"C01", "C02", "T01", "T05", "T06"} & set(done.counts), column


def _period_of(area, given):
    """Return a period in which an area of the list is one: units since July 2025 have a name."""
    if "-" in given:
        return "2025-Q3" if " - " in area else "2025-Q1"
    return "2025" if " - " in area else "2024"


def test_libreoffice_opens_a_template(templates, tmp_path):
    soffice = shutil.which("soffice")
    assert soffice, "no LibreOffice found: sudo apt-get install libreoffice-calc-nogui"
    path = tmp_path / "enrolment.xlsx"
    path.write_bytes(templates["enrolment"])
    profile = (tmp_path / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    # 44: comma, 34: quotation mark, 76: UTF-8; the first sheet is the one that is written
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    command += ["--outdir", str(tmp_path), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    opened = tmp_path / "enrolment.csv"
    assert opened.exists(), done.stdout + done.stderr
    text = opened.read_text(encoding="utf-8")
    assert ",".join(DATASETS["enrolment"].column_names) in text
    assert "277,CS-0001,480201,college,120,50,80" in text
