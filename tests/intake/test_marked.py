"""The download of problems: the office's own workbook marked, and the list in front of it."""

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from tests.intake.builders import as_csv, as_xlsx, ole, table, typed
from tests.intake.corpus_forms import tree
from tests.intake.formulas import as_formulas, calculated
from tests.intake.official import SEWING, WELDING, form_1, form_1_rows, form_1_xlsx
from tests.intake.people import SECRETS, list_1956, roster
from vtdash.returns.examine import examine
from vtdash.returns.registry import CHECKS
from vtdash.returns.workbooks import copied_rows
from vtdash.returns.workbooks.copied_rows import DATA_SHEET
from vtdash.returns.workbooks.marked import PROBLEMS_SHEET, mark

TODAY = date(2026, 2, 15)
WRONG = ((1, "enrolled_women", "121"), (2, "area_code", "Mường Lay"), (3, "level", ""))


@pytest.fixture
def marks(catalogue):
    """Return the marked workbook of a file, opened, and the examination."""

    def examined_and_marked(content, name="a.xlsx"):
        done = examine(content, name, catalogue, today=TODAY)
        return load_workbook(io.BytesIO(mark(content, done))), done

    return examined_and_marked


def listed(book):
    """Return the rows of the list of problems under its header."""
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    start = next(n for n, row in enumerate(rows) if row[0] == "Mã / Id")
    return [row for row in rows[start + 1 :] if row[0]]


def noted(book):
    """Return sheet, cell and note of every cell that has one."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def contents(sheet):
    return {
        cell.coordinate: (cell.value, cell.number_format)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


SEVERITIES = {"error": ("LỖI", "ERROR"), "warning": ("CẢNH BÁO", "WARNING")}


def office_workbook():
    """Return a workbook with all that has to survive, and three wrong cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Tuyển sinh quý I"
    for row in (["BÁO CÁO TUYỂN SINH"], [], *typed(table("enrolment", *WRONG))):
        sheet.append([None if cell == "" else cell for cell in row])
    sheet.merge_cells("A1:I1")
    sheet["H4"].comment = Comment("Ghi chú của đơn vị", "TT")
    sheet["K1"] = "=SUM(G4:G6)"
    sheet.column_dimensions["A"].width = 31
    sheet.column_dimensions["K"].hidden = True
    sheet.freeze_panes = "A4"
    hidden = book.create_sheet("Danh mục")
    hidden["A1"] = "277"
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_wrong_cells_of_a_workbook_have_a_colour_and_a_note_in_both_languages(marks):
    book, done = marks(office_workbook())
    assert {f.check for f in done.findings} == {"A01", "C01", "S22", "T01"}
    notes = noted(book)
    assert set(notes) == {("Tuyển sinh quý I", cell) for cell in ("H4", "C5", "F6")}
    for finding in done.findings:
        text = next(note for note in notes.values() if finding.what.vi in note)
        assert finding.what.en in text
        assert f"{SEVERITIES[CHECKS[finding.check].severity][0]} {finding.check}" in text
    sheet = book["Tuyển sinh quý I"]
    fills = {sheet[cell].fill.fgColor.rgb for cell in ("H4", "C5", "F6")}
    assert len(fills) == 1
    assert sheet["A4"].fill.fill_type is None


def test_nothing_else_of_a_workbook_is_changed(marks):
    content = office_workbook()
    book, _ = marks(content)
    before = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [PROBLEMS_SHEET, *before.sheetnames]
    for sheet in before.worksheets:
        after = book[sheet.title]
        assert contents(after) == contents(sheet)
        assert after.sheet_state == sheet.sheet_state
        assert str(after.merged_cells) == str(sheet.merged_cells)
        assert after.freeze_panes == sheet.freeze_panes
        widths = {k: (d.width, d.hidden) for k, d in after.column_dimensions.items()}
        assert widths == {k: (d.width, d.hidden) for k, d in sheet.column_dimensions.items()}
    assert "Ghi chú của đơn vị" in book["Tuyển sinh quý I"]["H4"].comment.text


def test_the_first_sheet_lists_every_problem_with_a_link_to_its_cell(marks):
    book, done = marks(office_workbook())
    sheet = book.worksheets[0]
    assert (sheet.title, book.active.title) == (PROBLEMS_SHEET, PROBLEMS_SHEET)
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == [PROBLEMS_SHEET]
    rows = listed(book)
    assert [row[0] for row in rows] == [finding.check for finding in done.findings]
    for row, finding in zip(rows, done.findings, strict=True):
        check = CHECKS[finding.check]
        assert row[1] == " / ".join(SEVERITIES[check.severity])
        assert row[2:4] == ["Tuyển sinh quý I", str(finding.place.row)]
        called = finding.place.called
        assert row[4] == " / ".join(dict.fromkeys((called.vi, called.en)))
        assert row[6:8] == [finding.what.vi, finding.what.en]
        assert (row[11]) == (finding.do or check.do).en
    links = [link.location for row in sheet.iter_rows() for c in row if (link := c.hyperlink)]
    assert set(links) == {f"'Tuyển sinh quý I'!{cell}" for cell in ("H4", "C5", "F6")}


def test_a_warning_has_another_colour_and_another_word(marks):
    rows = table("task_progress", (1, "money_planned", "0"), (2, "milestones_done", "3"))
    book, done = marks(as_xlsx({"Sheet1": typed(rows)}))
    assert dict(done.counts) == {"A01": 1, "A05": 1}
    notes = noted(book)
    assert sorted(note.split()[0] for note in notes.values()) == ["CẢNH", "LỖI"]
    assert len({book[sheet][cell].fill.fgColor.rgb for sheet, cell in notes}) == 2


def test_rows_of_a_csv_file_become_text_in_their_own_rows(marks):
    rows = table("enrolment", *WRONG, (1, "institution_id", "=HYPERLINK(1)"))
    book, _ = marks(as_csv([["Báo cáo"], [], *rows], ";"), "a.csv")
    sheet = book[DATA_SHEET]
    assert [cell.value for cell in sheet[3]] == rows[0]
    assert sheet["C6"].value == "020"
    assert (sheet["D4"].value, sheet["D4"].data_type) == ("=HYPERLINK(1)", "s")
    assert {cell for _, cell in noted(book)} == {"H4", "C5", "F6"}


def test_of_a_long_csv_file_later_rows_are_copied_only_where_they_are_wrong(marks, monkeypatch):
    monkeypatch.setattr(copied_rows, "COPIED_ROWS", 2)
    book, _ = marks(as_csv(table("enrolment", (3, "level", ""))), "a.csv")
    sheet = book[DATA_SHEET]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == ["city", "hanoi", None, "hanoi"]


def test_a_problem_without_a_column_marks_the_first_cell_of_its_row(marks):
    rows = table("enrolment")
    book, done = marks(as_xlsx({"Sheet1": typed([*rows, rows[1]])}))
    assert dict(done.counts) == {"K01": 1}
    assert len(noted(book)) == 1


def test_the_cells_of_an_official_form_are_marked_where_its_rules_fail(marks):
    body = form_1_rows(tree(SEWING, WELDING))
    body[-1][15], body[-2][15] = body[-1][15] + 1, body[-2][15] - 1
    book, done = marks(form_1_xlsx(form_1(body)))
    assert dict(done.counts) == {"A02": 2}
    assert [cell for _, cell in noted(book)] == ["C18", "C19"]
    assert [book["Biểu 1"][cell].value for cell in ("C18", "C19")] == [35, 20]


def test_several_problems_of_one_cell_share_its_note(marks, catalogue):
    content = as_xlsx({"Sheet1": typed(table("enrolment", (1, "enrolled_women", "121")))})
    done = examine(content, "a.xlsx", catalogue, today=TODAY)
    many = done.__class__(**{**vars(done), "findings": done.findings * 8})
    (note,) = noted(load_workbook(io.BytesIO(mark(content, many)))).values()
    assert note.count("LỖI A01") == 5
    assert "+ 3" in note


def test_what_was_not_listed_is_counted_at_the_top(marks):
    first = table("enrolment")[1]
    rows = [[*first[:3], f"CS-{n}", *first[4:6], "10", "11", "0"] for n in range(1, 251)]
    book, _ = marks(as_csv([table("enrolment")[0], *rows]), "a.csv")
    top = [book.worksheets[0].cell(row, 1).value for row in (2, 3)]
    assert top[0].endswith("Problems: 250; listed: 200")
    assert "A01" in top[1]
    assert "200 of 250" in top[1]
    assert len(listed(book)) == 200


@pytest.mark.parametrize("rows", [roster(), list_1956()])
def test_of_a_form_with_personal_data_the_list_stands_alone(marks, rows):
    rows[-1][11 if len(rows[-1]) > 11 else 3] = ""
    book, done = marks(as_xlsx({"Danh sách": rows}), "Nguyễn Thị Thu Hoài.xlsx")
    assert done.recognition.is_personal
    assert done.findings
    assert book.sheetnames == [PROBLEMS_SHEET]
    words = " ".join(str(c.value) for row in book.worksheets[0].iter_rows() for c in row)
    assert not [secret for secret in SECRETS if secret in words]


@pytest.mark.parametrize(
    ("content", "check"),
    [(b"", "S02"), (ole("Book"), "S04"), (b"PK\x03\x04rest", "S06"), (b"a,b\n1,2\n", "S08")],
)
def test_of_a_file_that_nobody_could_read_the_list_stands_alone(marks, content, check):
    book, done = marks(content)
    assert book.sheetnames == [PROBLEMS_SHEET]
    assert [row[0] for row in listed(book)] == [check] == list(done.counts)


def test_a_marked_workbook_mended_and_sent_again_has_one_list(marks, catalogue):
    content = office_workbook()
    once = mark(content, examine(content, "a.xlsx", catalogue, today=TODAY))
    book, done = marks(once)
    assert [sheet for sheet in book.sheetnames if sheet.startswith("Lỗi")] == [PROBLEMS_SHEET]
    assert {f.check for f in done.findings} == {"A01", "C01", "S22", "T01"}


def test_a_note_of_a_merged_cell_stands_at_its_first_cell(marks):
    rows = typed(table("enrolment"))
    rows[1][4] = "Nghề lạ lùng"
    content = as_xlsx({"Sheet1": rows}, merged=("E2:E3",))
    book, done = marks(content)
    assert "C01" in done.counts
    assert ("Sheet1", "E2") in noted(book)


def test_results_and_formats_of_formulas_stay_in_the_marked_workbook(catalogue):
    rows, results = as_formulas(typed(table("enrolment", *WRONG)), 6, 2, 4)
    rows[1][8], rows[2][8], rows[3][8] = '=IF(1<2,"a<b","")', "=2>1", "=NA()"
    book = load_workbook(io.BytesIO(as_xlsx({"Sheet1": rows})))
    book["Sheet1"]["G2"].number_format = "#,##0"
    out = io.BytesIO()
    book.save(out)
    content = calculated(out.getvalue(), {**results, "I2": "a<b"})
    marked_copy = mark(content, examine(content, "a.xlsx", catalogue, today=TODAY))
    values = load_workbook(io.BytesIO(marked_copy), data_only=True)["Sheet1"]
    formulas = load_workbook(io.BytesIO(marked_copy))["Sheet1"]
    assert [values[f"G{n}"].value for n in (2, 3, 4)] == [120, 35, 60]
    assert (values["I2"].value, values["I3"].value) == ("a<b", None)
    assert (formulas["G2"].value, formulas["G2"].number_format) == ("=120+0", "#,##0")
