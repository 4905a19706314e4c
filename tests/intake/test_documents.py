"""OpenDocument, old Excel and Word files: what their cells become, and what is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.each import each
from tests.intake.builders import zipped
from tests.intake.corpus import TODAY
from tests.intake.documents import (
    Xml,
    as_docx,
    as_ods,
    as_xls,
    docx,
    failed,
    formula,
    ods,
    ods_sheet,
    run,
    word_cell,
    word_table,
)
from tests.intake.official import form_2
from tests.intake.people import SECRETS, roster
from vtdash.returns.examine import examine
from vtdash.returns.files.biff_tokens import names_outside
from vtdash.returns.files.delimited import LIMITS
from vtdash.returns.files.source import read_source
from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.workbooks.marked import PROBLEMS_SHEET, mark

HELD = 'office:value-type="{}" office:{}="{}"'
CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
READABLE = {"ods": ods, "xls": lambda rows: as_xls({"Biểu": rows})}
ALL = READABLE | {"docx": lambda rows: docx(rows, 7)}
PARTS = {"ods": "content.xml", "docx": "word/document.xml"}


def grids(content, limits=LIMITS):
    return read_source(content, "a", Findings(), limits=limits).grids


def rows(content, **words):
    (grid,) = grids(content, **words)
    return list(grid.rows())


def refusal(content, **limits):
    findings = Findings()
    with pytest.raises(Stopped) as caught:
        read_source(content, "a", findings, limits=replace(LIMITS, **limits))
    assert caught.value.__context__ is None, "an exception with cells in it travels along"
    (found,) = findings.listed
    return found


def cell(kind, name, value, inner=""):
    return Xml(f"<table:table-cell {HELD.format(kind, name, value)}>{inner}</table:table-cell>")


# --- cells ----------------------------------------------------------------------------------------


@each("kind", READABLE)
def test_cells_are_typed_as_in_a_newer_workbook(kind):
    day = datetime(2024, 1, 5)
    content = READABLE[kind]([["Quận", "Số"], [], ["Đống Đa\nhai", 7, 1.5, True, day, None, -3]])
    assert rows(content) == [
        (1, ("Quận", "Số")),
        (3, ("Đống Đa\nhai", 7, 1.5, True, day, None, -3)),
    ]
    assert [type(value) for value in rows(content)[1][1][1:4]] == [int, float, bool]
    (grid,) = grids(content)
    assert grid.head() == (("Quận", "Số"), (), rows(content)[1][1])


@each(
    ("written", "read"),
    [
        (cell("percentage", "value", "0.455"), "45.5%"),
        (cell("currency", "value", "1200"), 1200),
        (cell("float", "value", "1E3"), 1000.0),
        (cell("time", "time-value", "PT08H30M00S"), "08:30:00"),
        (cell("time", "time-value", "PT30H00M00S"), "1 day, 6:00:00"),
        (cell("time", "time-value", "soon"), "#VALUE!"),
        (cell("date", "date-value", "2024-01-05T08:30:00"), datetime(2024, 1, 5, 8, 30)),
        (cell("date", "date-value", "-0044-03-15"), "#VALUE!"),
        (cell("float", "value", "much"), "#VALUE!"),
        (failed("#N/A"), "#N/A"),
        (failed("Lỗi:502"), "#VALUE!"),
        (formula("of:=1/0", HELD.format("float", "value", 0), "#DIV/0!"), "#DIV/0!"),
        (formula("of:=1=1", HELD.format("float", "value", 1), "TRUE"), True),
        (formula("of:=1", HELD.format("string", "string-value", "x"), "x"), "x"),
        (cell("string", "string-value", "", "<text:p>a<text:s text:c='2'/>b</text:p>"), "a  b"),
        (Xml("<table:table-cell><text:p>12</text:p></table:table-cell>"), "12"),
    ],
)
def test_a_cell_of_opendocument_is_what_the_file_says_and_never_its_look(written, read):
    found = rows(ods([[written, "end"]]))[0][1][0]
    assert (found, type(found)) == (read, type(read))


@each(
    ("value", "look", "read"),
    [
        (0.455, "0.0%", "45.5%"),
        (5, '0" %"', "5%"),
        (45296, "dd/mm/yyyy", datetime(2024, 1, 5)),
        (45296, 'd" ngày "m', datetime(2024, 1, 5)),
        (0.354166666666667, "hh:mm", "08:30:00"),
        (1.25, "[h]:mm:ss", "1 day, 6:00:00"),
        (10**9, "dd/mm/yyyy", "#VALUE!"),
        (1200, "#,##0", 1200),
    ],
)
def test_a_number_of_an_old_workbook_is_what_its_format_makes_of_it(value, look, read):
    found = rows(as_xls({"S": [[value]]}, looks={(1, 1): look}))[0][1][0]
    assert (found, type(found)) == (read, type(read))


@each(
    ("tokens", "is_outside"),
    [
        ("44070004c0 1e3b00 04 24080003c0 1703006162634120000403", False),
        ("1703006162633a0000", True),
        ("1703016100620063005a0000", True),
        ("3a0100", False),
        ("1f000000000000f03f 3b0000", True),
        ("19040200000001000200 590000", True),
        ("1904010000000000 590100000000", False),
        ("18", True),
    ],
)
def test_a_formula_of_an_old_workbook_leads_outside_where_a_token_names_such_a_sheet(
    tokens, is_outside
):
    assert names_outside(bytes.fromhex(tokens.replace(" ", "")), frozenset({0})) is is_outside


def test_raised_marks_are_left_out_of_an_old_workbook():
    import xlwt  # noqa: PLC0415

    font = xlwt.easyfont("escapement superscript")
    assert rows(as_xls({"S": [[["70", ("1", font)]]]})) == [(1, ("70",))]


def test_a_covered_cell_has_no_value_even_where_the_file_holds_one():
    covered = '<table:covered-table-cell office:value-type="float" office:value="9"/>'
    assert rows(ods([[5, Xml(covered), 6]])) == [(1, (5, None, 6))]


def test_repeated_rows_and_cells_stand_as_often_as_in_the_sheet():
    twice = Xml('<table:table-cell table:number-columns-repeated="2" office:value-type="float" '
                'office:value="4"/>')  # fmt: skip
    content = ods([[twice, None, 1]])
    plain = b"<table:table-row><table:table-cell table:number-columns"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("content.xml")
    xml = xml.replace(plain, plain.replace(b"row>", b'row table:number-rows-repeated="3">', 1))
    assert rows(as_ods(parts={"content.xml": xml})) == [(n, (4, 4, None, 1)) for n in (1, 2, 3)]


def test_sheets_of_other_files_that_a_program_keeps_are_no_sheets_of_this_one():
    kept = ods_sheet("'file:///a.ods'#S", [[99]], style="ta2")
    kept = kept.replace('"ta2">', '"ta2"><table:table-source/>')
    content = as_ods(ods_sheet("S", [[1]]), kept)
    findings = Findings()
    (grid,) = read_source(content, "a", findings).grids
    assert (grid.name, findings.counts) == ("S", {})


def test_a_sheet_and_a_cell_that_a_link_refreshes_are_told():
    linked = ods_sheet("S", [[1, "", 2]]).replace('"ta1">', '"ta1"><table:table-source/>')
    of_cell = Xml('<table:table-cell office:value-type="float" office:value="3">'
                  "<table:cell-range-source/><text:p>3</text:p></table:table-cell>")  # fmt: skip
    first, second = grids(as_ods(linked, ods_sheet("T", [[4, of_cell]])))
    assert (sorted(first.notes.linked), sorted(second.notes.linked)) == ([0, 2], [1])


# --- Word -----------------------------------------------------------------------------------------


def word_rows(*blocks, **words):
    """Return the rows of each table of a document."""
    return [list(grid.rows()) for grid in grids(as_docx(*blocks, **words))]


@each(
    ("written", "read"),
    [
        (word_cell(run("70") + run("1", '<w:vertAlign w:val="superscript"/>')), "70"),
        (word_cell(run("7") + run("9", "<w:vanish/>") + run("0")), "70"),
        (word_cell(f"<w:moveFrom>{run('5')}</w:moveFrom><w:moveTo>{run('6')}</w:moveTo>"), "6"),
        (word_cell("<w:del><w:r><w:delText>5</w:delText></w:r></w:del>"), None),
        (word_cell(run("5"), "<w:cellDel/>"), None),
        (word_cell(f"<w:sdt><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>"), "12"),
        (word_cell(f"<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('12')}"), "12"),
        (word_cell(f"<w:r><w:pict><w:txbxContent><w:p>{run('9')}</w:p></w:txbxContent></w:pict>"
                   f"</w:r>{run('12')}"), "12"),
        (word_cell('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> =A1 </w:instrText>'
                   f'<w:fldChar w:fldCharType="separate"/></w:r>{run("60")}'
                   '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "60"),
        (word_cell(f"{run('Hàn')}<w:r><w:br/></w:r>{run('điện')}"), "Hàn\nđiện"),
    ],
)  # fmt: skip
def test_a_cell_of_word_is_what_a_reader_of_the_final_text_sees(written, read):
    assert word_rows([["a", written, "b"]]) == [[(1, ("a", read, "b"))]]


def test_merged_cells_of_word_have_their_text_in_the_first_and_deleted_rows_are_gone():
    top = word_cell(run("Nữ"), '<w:vMerge w:val="restart"/>')
    rows = word_table([[("Người", 2), top], ["1", "2", None], ["3", "4", "5"]],
                      properties={1: '<w:gridBefore w:val="1"/>', 3: "<w:del/>"})  # fmt: skip
    assert word_rows(rows) == [[(1, (None, "Người", None, "Nữ")), (2, ("1", "2"))]]


def test_lines_and_narrow_tables_stand_above_and_below_the_table_that_they_belong_to():
    form = [["a", "b", "c"], ["1", "2", "3"]]
    head = (1, ("UBND", "Mẫu 1"))
    first, second = word_rows([["UBND", "Mẫu 1"]], "Quý I", form, "Quý II", form)
    assert first == [head, (2, ("Quý I",)), (3, tuple(form[0])), (4, tuple(form[1])),
                     (5, ("Quý II",))]  # fmt: skip
    assert second == [(1, ("Quý II",)), (2, tuple(form[0])), (3, tuple(form[1]))]


def test_a_table_in_a_table_is_a_table_of_its_own():
    inner = word_table([["1", "2", "3"]])
    outer = Xml(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>")
    assert word_rows(outer) == [[(1, ("1", "2", "3"))]]


def test_a_document_in_strict_open_xml_reads_the_same_and_such_a_workbook_is_told():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    table = [["a", "b", "c"], ["1", "2", "3"]]
    assert word_rows(table, main=strict) == word_rows(table)
    book = '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    content = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": book})
    found = refusal(content)
    assert (found.check, "Strict Open XML" in found.what.en) == ("S06", True)


# --- limits ---------------------------------------------------------------------------------------


def filled(times, **where):
    repeats = "".join(f' table:number-{name}-repeated="{n}"' for name, n in where.items())
    return ods([[Xml(f'<table:table-cell{repeats} office:value-type="float" office:value="1"/>')]
                * times])  # fmt: skip


BOMB = f'<!DOCTYPE x [<!ENTITY a "aaaa">]>{"<x>&a;</x>"}'
LARGE = as_ods(styles="<x>" + " " * 3_000_000 + "</x>")


@each(
    ("content", "limits", "check", "words"),
    [
        (as_ods(parts={"content.xml": BOMB}), {}, "S06", "DTD"),
        (LARGE, {"unpacked_megabytes": 1}, "S03", "unpacked"),
        (as_ods(parts={"content.xml": "<a>" + "x" * 9_000_000}), {}, "S03", "packed"),
        (as_ods(styles="<x/>" * 5_000), {"loose_elements": 4_000}, "S03", "elements"),
        (filled(1, columns=301), {}, "S03", "300"),
        (filled(9), {"cells": 8}, "S03", "cells"),
        (ods([["1"], *[[]] * 3, ["1"]]), {"sheet_rows": 4}, "S03", "rows"),
        (as_xls({"S": [[1, 2, 3]]}), {"cells": 2}, "S03", "cells"),
        (as_xls({"S": [[1, 2, 3]]}), {"columns": 2}, "S03", "column"),
        (as_xls({"S": [[1]]}), {"cells": 1, "loose_elements": 5}, "S03", "elements"),
        (as_ods(parts={"content.xml": "<a><b></a>"}), {}, "S06", "damaged"),
        (as_docx(parts={"word/document.xml": BOMB}), {}, "S06", "DTD"),
        (as_docx([["a"] * 301]), {}, "S03", "300"),
        (as_docx([["a"] * 3] * 3), {"cells": 8}, "S03", "cells"),
        (as_docx(Xml("<w:x/>" * 5_000)), {"loose_elements": 4_000}, "S03", "elements"),
        (as_docx(parts={"word/document.xml": "<a><b></a>"}), {}, "S06", "damaged"),
        (as_ods(), {}, "S06", "no sheet"),
    ],
)
def test_what_is_too_much_or_no_document_is_refused_with_a_reason(content, limits, check, words):
    found = refusal(content, **limits)
    assert (found.check, words in found.what.en) == (check, True), found.what.en
    assert found.what.vi != found.what.en


def test_what_a_file_repeats_beyond_the_sheet_costs_nothing(catalogue):
    many = '<table:table-row table:visibility="collapse" table:number-rows-repeated="99999999">{}'
    empty = "<table:table-cell table:formula='of:=1' table:number-columns-repeated='99999999'/>"
    columns = (
        "<table:table-column table:visibility='collapse' table:number-columns-repeated='9999'/>"
    )
    sheet = ods_sheet("B", form_2(CLASSES)).replace('"ta1">', f'"ta1">{columns * 50}')
    end = f"{many.format(empty)}</table:table-row>" * 50
    content = as_ods(sheet.replace("</table:table>", f"{end}</table:table>"))
    (grid,) = grids(content)
    assert max(run.stop for run in grid.notes.hidden_rows) == LIMITS.sheet_rows + 1
    assert max(run.stop for run in grid.notes.hidden_columns) == LIMITS.columns
    done = examine(content, "b2.ods", catalogue, today=TODAY)
    assert load_workbook(io.BytesIO(mark(content, done))).sheetnames == [PROBLEMS_SHEET]


def test_a_slow_machine_gives_up_instead_of_waiting():
    seconds = iter(range(0, 10_000, 100))
    for content in (ods([[1]]), as_xls({"S": [[1]]})):
        limits = replace(LIMITS, clock=lambda: float(next(seconds)))
        with pytest.raises(Stopped):
            grids(content, limits)


def test_merged_ranges_of_an_old_workbook_that_make_no_sense_stop_the_reading(monkeypatch):
    monkeypatch.setattr("vtdash.returns.files.merged_cells._MOST_MERGES", 1)
    table = {"S": [["a"]] * 2}
    assert len(rows(as_xls(table, merged=[(0, 1, 1, 2)]))) == 2
    content = as_xls(table, merged=[(0, 1, 1, 1), (0, 1, 2, 2)])
    findings = Findings()
    (grid,) = read_source(content, "a", findings).grids
    with pytest.raises(Stopped):
        list(grid.rows())
    assert findings.counts == {"S06": 1}


def test_a_row_of_word_that_goes_on_for_ever_is_refused():
    wide = Xml("<w:tbl><w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr></w:tc>' * 50)
    assert refusal(as_docx(wide)).check == "S03"


def test_an_encrypted_old_workbook_is_told():
    content = bytearray(as_xls({"S": [[1]]}))
    start = content.index(b"\x09\x08\x10\x00") + 20  # behind the first record
    kind = int.from_bytes(content[start : start + 2], "little")
    content[start : start + 2] = (0x2F).to_bytes(2, "little")
    found = refusal(bytes(content))
    assert (found.check, kind != 0x2F) == ("S05", True)


# --- the copy with the problems marked ------------------------------------------------------------


@each("kind", ALL)
def test_the_marked_copy_reads_what_the_file_read_and_marks_its_cells(kind, catalogue):
    content = ALL[kind](form_2((*CLASSES[:2], ("Trồng hoa", 1, 25, "hai mươi")), total="none"))
    done = examine(content, f"b2.{kind}", catalogue, today=TODAY)
    copy = mark(content, done)
    book = load_workbook(io.BytesIO(copy))
    sheet = book.worksheets[1]
    assert sheet.title in {"Biểu", "Bảng 1"}
    assert [cell.value for row in sheet for cell in row if cell.comment] == ["hai mươi"]
    (_, grid), (original,) = grids(copy), grids(content)
    assert list(grid.rows()) == list(original.rows())


def test_a_formula_without_a_result_is_one_in_the_marked_copy_and_no_blank(catalogue):
    table = form_2(CLASSES, total="none")
    for row in table[7:10]:
        row[4] = formula("of:=[.D8]")
    content = ods(table, hidden_rows=(9,))
    done = examine(content, "b2.ods", catalogue, today=TODAY)
    assert dict(done.counts) == {"S18": 1}
    again = examine(mark(content, done), "b2.xlsx", catalogue, today=TODAY)
    assert dict(again.counts) == {"S18": 1}


@each("kind", ALL)
def test_no_cell_of_a_list_of_persons_is_in_the_copy(kind, catalogue):
    content = ALL[kind](roster())
    done = examine(content, f"lop.{kind}", catalogue, today=TODAY)
    with zipfile.ZipFile(io.BytesIO(mark(content, done))) as parts:
        words = " ".join(parts.read(name).decode() for name in parts.namelist()) + repr(done)
    assert [secret for secret in SECRETS if secret in words] == []


# --- whatever comes -------------------------------------------------------------------------------

CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**31), 2**31), st.text(max_size=5),
    st.floats(allow_nan=False, allow_infinity=False, width=32), st.dates(date(1950, 1, 1)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(ALL)), st.data())
def test_damaged_bytes_give_rows_or_a_named_problem(kind, data):
    content = bytearray(ALL[kind](form_2(CLASSES)))
    if part := PARTS.get(kind):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inner = bytearray(archive.read(part))
    else:
        inner = content
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(inner) - 1))
        inner[at] = data.draw(st.integers(0, 255))
    del inner[data.draw(st.sampled_from([len(inner), len(inner) // 2, len(inner) - 700])) :]
    whole = zipped({part: bytes(inner)}) if part else bytes(inner)
    findings = Findings()
    try:
        for grid in read_source(whole, "a", findings).grids:
            list(grid.rows())
    except Stopped:
        assert findings.has_errors


@settings(max_examples=40, deadline=None)
@given(table=st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_any_cells_read_the_same_from_both_kinds(table):
    table = [[datetime.combine(c, datetime.min.time()) if type(c) is date else
              _sound(c) for c in row] for row in table]  # fmt: skip
    assert rows(ods([["x"], *table])) == rows(as_xls({"Biểu": [["x"], *table]}))


def _sound(value):
    """Return a cell that both files can hold as it is: words of letters, numbers in short."""
    if isinstance(value, str):
        return "".join(letter for letter in value if letter.isalpha()) and "chữ"
    return round(value, 3) if isinstance(value, float) else value
