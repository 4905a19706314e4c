"""The files of a panel for people: what they are called, what is in them, what they say of it."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.each import each
from vtdash.model.details import GapPart, Survey
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.render.charts.over_time import Columns
from vtdash.render.file_names import LONGEST, ended, file_stem, slug
from vtdash.render.files import Origin, panel_archive, panel_workbook
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.render.table import CSV_COLUMNS, NUMBER_COLUMNS
from vtdash.text.language import Text

vi = Text("vi")

ORIGIN = Origin("Hà Nội · 2024", "20261130-abc ngày 30/11/2026", "https://x.vn/enrolment?lang=vi")


def returned(**changes):
    row = Observation(
        city="hanoi", territory="ha_noi", period="2024", year_start=2024, year=2024,
        indicator_id="vet_enrolment", unit="training_turns", value=1200.0, data_status="sample",
    )  # fmt: skip
    return row._replace(**changes)


def published(**changes):
    row = returned(
        period="2030", year_start=2030, year=2030, indicator_id="trained_rate_certified",
        unit="percent", value=None, low=50.0, high=55.0, qualifier="range", status="target",
        data_status="published", source_id="S001", figure_id="F001",
    )  # fmt: skip
    return row._replace(**changes)


@pytest.fixture
def panel(catalogue):
    def make(*rows, language="vi", **more):
        return Panel(
            id="a-panel", title="Bao nhiêu?", claim="Chừng này.", rows=rows,
            drawing=Columns("year"), names=Names(catalogue, Text(language)), **more,
        )  # fmt: skip

    return make


# --- names -----------------------------------------------------------------------------------


def districts(catalogue, *names):
    by_name = {area.name.vi: area.id for area in catalogue.areas if area.level == "district"}
    return tuple(by_name[name] for name in names)


@each(
    ("chosen", "said"),
    [
        (("Huyện Đông Anh",), "dong-anh"),
        (("Huyện Đông Anh", "Thị xã Sơn Tây"), "dong-anh+son-tay"),
        (("Huyện Đông Anh", "Thị xã Sơn Tây", "Quận Ba Đình"), "dong-anh+son-tay+1"),
    ],
)
def test_the_name_holds_the_areas_chosen_two_of_them_by_name(catalogue, chosen, said):
    areas = districts(catalogue, *chosen)
    rows = [returned(area_id=area, period="2019-2025") for area in areas]
    stem = file_stem("p", rows, Filters(areas=areas), catalogue)
    assert stem == f"vtdash_p_{said}_2019-2025"


def test_the_name_holds_occupation_level_and_the_years_of_the_rows(catalogue):
    row = returned(occupation_key="480201", level="under_3_months", period="2019-Q1/2025-Q2")
    chosen = Filters(occupations=("480201",), levels=("under_3_months",), first_year=2000)
    assert file_stem("p", [row], chosen, catalogue) == (
        "vtdash_p_hanoi_cong-nghe-thong-tin_under-3-months_2019-2025"
    )


def test_a_choice_that_the_rows_do_not_follow_is_not_in_the_name(catalogue):
    """The register knows no districts: a file of its figures is named for none."""
    chosen = Filters(areas=("district-001",), occupations=("480201",), levels=("college",))
    assert file_stem("p", [published()], chosen, catalogue) == (
        "vtdash_p_trained-rate-certified_hanoi_2030"
    )


def test_what_is_listed_by_area_says_the_kind_of_unit_or_the_map(catalogue):
    rows = [returned(area_id=a) for a in districts(catalogue, "Quận Ba Đình", "Huyện Đông Anh")]
    assert file_stem("p", rows, Filters(), catalogue) == "vtdash_p_hanoi_districts_2024"
    today = Filters(geography="todays_map")
    assert file_stem("p", rows, today, catalogue) == "vtdash_p_hanoi_todays-map_2024"


def test_the_city_beside_a_chosen_area_is_not_what_a_file_is_named_for(catalogue):
    (area,) = districts(catalogue, "Huyện Đông Anh")
    rows = [returned(area_id=area), returned(is_context=True)]
    assert file_stem("p", rows, Filters(areas=(area,)), catalogue) == "vtdash_p_dong-anh_2024"
    assert file_stem("p", rows, Filters(), catalogue) == "vtdash_p_dong-anh_2024"


def test_two_cities_and_a_difference_of_two_are_named_for_none(catalogue):
    two = [returned(), returned(city="haiphong")]
    assert file_stem("p", two, Filters(), catalogue) == "vtdash_p_2024"
    gap = [returned(detail=GapPart("hai_phong_to_2025_06"))]
    assert file_stem("p", gap, Filters(), catalogue) == "vtdash_p_2024"


def test_a_long_name_is_cut_before_what_says_sample_data():
    name = ended("vtdash_" + "a" * 200, ".csv", has_sample=True)
    assert (len(name), name[-16:]) == (LONGEST, "_SAMPLE-DATA.csv")


@each(
    ("name", "said"),
    [
        ("Chăn nuôi - Thú y", "chan-nuoi-thu-y"),
        ("Kỹ thuật máy lạnh và điều hòa không khí", "ky-thuat-may-lanh-va-dieu-hoa-khong-khi"),
        ("Đặc khu Cát Hải", "dac-khu-cat-hai"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 60, "x" * 40),
    ],
)
def test_a_slug_has_small_letters_digits_and_hyphens_only(name, said):
    assert slug(name) == said


def test_the_list_of_columns_is_that_of_the_code():
    lines = (Path(__file__).parents[2] / "docs" / "csv.md").read_text("utf-8").splitlines()
    listed = [line.split("|")[1:3] for line in lines if line.startswith("| ")][2:]
    columns = [(name.strip(), kind.strip()) for names, kind in listed for name in names.split(",")]
    assert tuple(name for name, _ in columns) == CSV_COLUMNS
    assert tuple(name for name, kind in columns if kind == "number") == NUMBER_COLUMNS


# --- workbook and archive --------------------------------------------------------------------


def sheets(content):
    first, second = load_workbook(io.BytesIO(content)).worksheets
    return first, second


def cells(sheet):
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_workbook_has_numbers_as_numbers_and_words_for_what_is_no_single_one(panel):
    share = returned(
        unit="percent",
        value=81.25,
        numerator=13,
        denominator=16,
        indicator_id="graduate_employment_rate",
        detail=Survey(answered=16, asked=20),
    )
    about = published(value=60.0, low=60.0, high=60.0, qualifier="about")
    absent = returned(value=None, value_note="not_collected")
    found = cells(
        sheets(panel_workbook(panel(returned(), published(), about, share, absent), ORIGIN))[1]
    )
    assert [row[vi("Value")] for row in found] == [1200, None, 60, 81.25, None]
    assert [row[vi("Unit")] for row in found] == ["lượt", "%", "%", "%", None]
    assert [row[vi("In words")] for row in found] == [
        None, "50–55%", "khoảng 60%", None, "Chưa thu thập",
    ]  # fmt: skip
    assert (
        found[3][vi("Numerator")],
        found[3][vi("Denominator")],
        found[3][vi("Response rate")],
    ) == (13, 16, 80)
    assert [row[vi("Period")] for row in found[:2]] == [2024, 2030]


def test_the_rows_are_below_a_header_that_stays_and_can_be_filtered(panel):
    _, rows = sheets(panel_workbook(panel(returned(), returned(value=1.5)), ORIGIN))
    assert rows.freeze_panes == "A2"
    assert rows.auto_filter.ref == f"A1:{rows.cell(1, rows.max_column).column_letter}3"
    value = next(cell for cell in rows[1] if cell.value == vi("Value")).column
    assert rows.cell(2, value).number_format == "#,##0.00"
    assert all(9 <= rows.column_dimensions[cell.column_letter].width <= 48 for cell in rows[1])
    assert "SAMPLE DATA" in rows.oddHeader.center.text


@each("words", ["=1+1", "+84", "-5", "@x", "'x"])
def test_no_cell_of_a_workbook_is_run(panel, catalogue, words, monkeypatch):
    shown = panel(returned(source_id=words))
    monkeypatch.setattr(Panel, "sources", ())
    _, rows = sheets(panel_workbook(shown, ORIGIN))
    cell = next(c for c in rows[2] if c.value == words)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_the_first_sheet_says_question_filters_snapshot_kind_of_data_and_sources(panel, catalogue):
    about, _ = sheets(panel_workbook(panel(returned(), published(), notes=("Lưu ý.",)), ORIGIN))
    assert about.title == vi("About")
    lines = [[cell for cell in row if cell] for row in about.iter_rows(values_only=True)]
    said = {line[0]: line[1] for line in lines if len(line) == 2}
    assert lines[0] == ["SAMPLE DATA / DỮ LIỆU MẪU"]
    assert said[vi("Question")] == "Bao nhiêu?"
    assert said[vi("Filters")] == ORIGIN.filters
    assert said[vi("Snapshot")] == ORIGIN.snapshot
    assert said[vi("Address")] == ORIGIN.address
    assert "DỮ LIỆU MẪU" in said[vi("Data status")]
    source = catalogue.sources["S001"]
    assert [source.source_id, source.publisher, source.title, source.url] == lines[-1][:4]
    assert [vi("Note"), "Lưu ý."] in lines


def test_a_file_without_sample_values_does_not_speak_of_any(panel):
    about, rows = sheets(panel_workbook(panel(published()), ORIGIN))
    words = [str(cell) for sheet in (about, rows) for row in sheet.values for cell in row]
    assert not [word for word in words if "MẪU" in word]


def test_the_archive_has_every_column_and_says_what_it_is(panel):
    shown = panel(returned(), published())
    with zipfile.ZipFile(io.BytesIO(panel_archive(shown, ORIGIN))) as packed:
        assert packed.namelist() == [shown.file_name, "about.txt"]
        lines = packed.read(shown.file_name).decode("utf-8-sig").splitlines()
        said = packed.read("about.txt").decode("utf-8-sig")
    header, *rows = csv.reader(lines)
    assert tuple(header) == CSV_COLUMNS
    assert len(rows) == 2
    for words in ("Bao nhiêu?", *vars_of(ORIGIN), "DỮ LIỆU MẪU", "S001", "https://"):
        assert words in said


def vars_of(origin):
    return origin.filters, origin.snapshot, origin.address


@each("make", [panel_workbook, panel_archive])
def test_a_file_made_twice_is_the_same(panel, make):
    assert make(panel(returned()), ORIGIN) == make(panel(returned()), ORIGIN)


def test_the_names_of_a_panel_s_files_differ_by_their_ending_only(panel):
    shown = panel(returned())
    names = [
        shown.file_name,
        ended(shown.file_stem, ".xlsx", has_sample=shown.has_sample),
        ended(shown.file_stem, ".zip", has_sample=shown.has_sample),
    ]
    assert {name.rpartition(".")[0] for name in names} == {"vtdash_a-panel_hanoi_2024_SAMPLE-DATA"}
