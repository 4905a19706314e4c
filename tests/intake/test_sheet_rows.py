"""The rows of large sheets: read by a pattern they are what openpyxl reads, and never a part."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Font

from tests.each import each
from tests.intake.corpus import cases_with
from tests.intake.test_workbook import part, with_parts
from vtdash.returns.files.number_formats import as_shown, scale_shown
from vtdash.returns.files.ready_grid import cleaned
from vtdash.returns.files.row_wise import RowWise
from vtdash.returns.files.sheet_rows import SheetRows
from vtdash.returns.files.source import read_source
from vtdash.returns.findings import Findings, Stopped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
FORMATS = ("General", "0.0%", "#,##0,", '0".000"', "dd/mm/yyyy", "[h]:mm:ss", ";;;")


def styled_book():
    """Return a workbook whose styles 0 to 6 are one of each format, 7 struck through."""
    book = openpyxl.Workbook()
    for row, form in enumerate((*FORMATS, "0"), start=1):
        book.active.cell(row, 1, "a text").number_format = form
    book.active["A8"].font = Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    kinds = part(out.getvalue(), "[Content_Types].xml")
    listed = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    texts = (
        f'<sst xmlns="{MAIN}"><si><t>plain</t></si><si><r><t>7</t></r><r><t>0</t></r></si></sst>'
    )
    parts = {
        "[Content_Types].xml": kinds.replace("</Types>", listed),
        "xl/sharedStrings.xml": texts,
    }
    return with_parts(out.getvalue(), parts)


BOOK = styled_book()


def sheet_of(rows, before="", around=""):
    head = f'{before}<worksheet xmlns="{MAIN}"{around}>'
    return with_parts(BOOK, {SHEET: f"{head}<sheetData>{rows}</sheetData></worksheet>".encode()})


def outcome(content):
    """Return all that is read and noted of a workbook, sheet by sheet, and all told of it."""
    findings, read = Findings(), []
    try:
        for grid in read_source(content, "return.xlsx", findings).grids:
            read.append((grid.name, grid.notes, grid.head(), list(grid.rows())))
    except Stopped:
        read.append("stopped")
    return read, findings.listed


def carefully(content):
    """Return the outcome where no row is taken for a usual one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RowWise, "_is_among_rows", lambda _: False)
        return outcome(content)


def usual_rows(content):
    """Return how many rows the pattern takes."""
    taken, take = [], SheetRows.take_usual
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SheetRows, "take_usual", lambda *row: taken.append(take(*row)) or taken[-1])
        outcome(content)
    return sum(taken)


def by_openpyxl(content):
    """Return the cells with a value as openpyxl reads the whole workbook: its other parser."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True)
    return {
        sheet.title: {(c.row, c.column): expected(c) for row in sheet.rows for c in row}
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
    }


def expected(cell):
    """Return what a cell is to be read as: its value, or what its format makes of it."""
    value = cell.value
    if isinstance(value, CellRichText):
        fonts = [(getattr(part, "font", Font()), str(part)) for part in value]
        meant = [
            text for font, text in fonts if font.vertAlign != "superscript" and not font.strike
        ]
        return cleaned("".join(meant))
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        scale = scale_shown(cell.number_format)
        return as_shown(value, scale) if scale else value
    return value if value is None or isinstance(value, (bool, date)) else str(value)


def cells(read):
    """Return the cells with a value of the sheets that were read."""
    return {
        name: {
            (number, column): value
            for number, row in rows
            for column, value in enumerate(row, start=1)
        }
        for name, _, _, rows in read
    }


def assert_same_cells(read, content):
    here, there = cells(read), by_openpyxl(content)
    assert list(here) == list(there)
    for name, wanted in there.items():
        given = {at: value for at, value in wanted.items() if value not in {None, ""}}
        found = {at: value for at, value in here[name].items() if value not in {None, ""}}
        assert found == given
        assert [type(found[at]) for at in given] == [type(value) for value in given.values()]


WORKBOOKS = cases_with(b"xl/workbook.xml")


@each("name", list(WORKBOOKS))
def test_each_workbook_of_the_corpus_has_the_cells_of_openpyxl(name):
    content = WORKBOOKS[name].made
    read, findings = outcome(content)
    assert (read, findings) == carefully(content)
    if "stopped" in read:
        assert findings
    elif content.startswith(b"PK"):
        assert_same_cells(read, content)


CELLS = [
    '<c r="{a}" s="{s}"><v>{n}</v></c>',
    '<c r="{a}" s="{s}" t="n"><v>{n}.25</v></c>',
    '<c r="{a}" t="n"><v>{n}E-2</v></c>',
    '<c r="{a}" s="{s}"/>',
    '<c r="{a}" s="{s}" t="s"><v>0</v></c>',
    '<c r="{a}" t="s"><v>1</v></c>',
    '<c r="{a}" s="{s}" t="inlineStr"><is><t>Đống Đa {n}</t></is></c>',
    '<c r="{a}" t="inlineStr"><is><t xml:space="preserve"> a  b </t></is></c>',
    '<c r="{a}" t="inlineStr"><is><t>a &amp; b_x000D_</t></is></c>',
    '<c r="{a}" t="inlineStr"><is><t></t></is></c>',
    '<c r="{a}" t="inlineStr"><is><r><t>7</t></r><r><rPr><b/></rPr><t>0</t></r></is></c>',
    '<c r="{a}" t="str"><v>words\n{n}</v></c>',
    '<c r="{a}" t="b"><v>1</v></c>',
    '<c r="{a}" t="e"><v>#REF!</v></c>',
    '<c r="{a}" t="d"><v>2025-07-01</v></c>',
    '<c r="{a}" s="{s}"><f>A1*{n}</f><v>{n}</v></c>',
    '<c r="{a}"><f t="shared" si="0" ref="A1:B2">[1]x!A1</f><v>0</v></c>',
    '<c r="{a}"><f>A1&amp;"x"</f><v>{n}</v></c>',
    '<c r="{a}"><f>A1</f></c>',
    '<c r="{a}" t="str"><f>""</f><v></v></c>',
    '<c s="{s}"><v>{n}</v></c>',
]
"""Cells as programs write them."""

STRANGE = [
    "<c r='{a}' s='7'><v>{n}</v></c>",
    '<c r="{a}" s = "7" ><v>{n}</v ></c>',
    '<c r="{a}" s="7" s="1"><v>{n}</v></c>',
    '<c r="{a}"><v>{n}</v></c>\n',
    '<c r="{a}"><v><![CDATA[{n}]]></v></c>',
    '<c r="{a}"><!-- <v>1</v> --><v>{n}</v></c>',
    '<c r="{a}"><v>{n}</v><v>1</v></c>',
    '<c r="{a}"><v>{n}</is></c>',
    '<c r="{a}"/><v>{n}</v></c>',
    '<c r="{a}" xmlns="urn:x"><v>{n}</v></c>',
    '<c r="{a}" x:y="1"><v>{n}</v></c>',
    '<c r="{a}" t="inlineStr"><is><t>\x01</t></is></c>',
    '<c r="{a}" t="inlineStr"><is><t>a\r\nb</t></is></c>',
    '<c r="{a}" t="inlineStr"><is><t>]]></t></is></c>',
    '<c r="{a}" t="s"><v>99</v></c>',
    '<c r="{a}"><v>1_0</v></c>',
    '<c r="{a}"><v>٣</v></c>',
    '<c r="{a}"><v>nan</v></c>',
    '<c r="{a}" s="5"><v>1000000000000</v></c>',
    '<c r="A1"><v>{n}</v></c>',
    '<row r="99"><c r="A99"><v>1</v></c></row>',
    "<c/><c/>",
    "words",
    "<!-- ",
    " -->",
]
"""Cells that no program writes, or that hold what cannot be read."""

ROWS = ['<row r="{r}">', '<row r="{r}" spans="1:9" x14:a="0.2">', '<row r="{r}" hidden="1">',
        '<row r="{r}" ht="0" customHeight="1">', "<row>", '<row r="2">', "\n<row r='{r}'>",
        '<!-- c --><row r="{r}">', '<row r="{r}" r="3">']  # fmt: skip


def row_of(number, opened, cells):
    written = "".join(
        cell.format(a=f"{'ABCDEFGHIJ'[at]}{number}", n=number * 7 + at, s=(number + at) % 8)
        for at, cell in enumerate(cells)
    )
    return opened.format(r=number) + written + "</row>"


def sheets(cells, opened):
    rows = st.lists(st.tuples(opened, st.lists(cells, max_size=6)), min_size=1, max_size=12)
    return rows.map(lambda rows: "".join(row_of(n, *row) for n, row in enumerate(rows, start=1)))


@settings(deadline=None, max_examples=150)
@given(sheets(st.sampled_from(CELLS), st.sampled_from(ROWS[:2])))
def test_cells_as_programs_write_them_are_what_openpyxl_reads(rows):
    content = sheet_of(rows, around=' xmlns:x14="urn:a"')
    read, findings = outcome(content)
    assert (read, findings) == carefully(content)
    assert_same_cells(read, content)


@settings(deadline=None, max_examples=200)
@given(
    sheets(st.sampled_from(CELLS * 3 + STRANGE), st.sampled_from([*[ROWS[0]] * 20, *ROWS])),
    st.sampled_from(["", '<?xml version="1.0" encoding="UTF-8"?>',
                     '<?xml version="1.0" encoding="iso-8859-1"?>', "<!-- <sheetData> -->"]),
    st.sampled_from(["", ' xmlns:x14="urn:a"', ' xmlns:x="urn:a" xmlns:x14="urn:b"']),
)  # fmt: skip
def test_a_strange_sheet_is_read_or_told_as_if_there_were_no_pattern(rows, before, around):
    content = sheet_of(rows, before, around)
    assert outcome(content) == carefully(content)


def test_a_large_sheet_of_each_program_is_read_by_the_pattern():
    for cells in ('<c r="A{n}" s="1"><v>{n}</v></c><c r="C{n}" t="s"><v>0</v></c>',
                  '<c r="A{n}" t="inlineStr"><is><t>x</t></is></c><c r="B{n}" s="2"/>',
                  '<c r="A{n}"><v>1</v></c><c r="B{n}"><f>A{n}*2</f><v>2</v></c>'):  # fmt: skip
        rows = "".join(f'<row r="{n}">{cells.format(n=n)}</row>' for n in range(1, 101))
        assert usual_rows(sheet_of(rows)) == 99  # the first row ends what is before the rows


def test_a_sheet_with_other_names_or_letters_is_left_to_the_parser():
    row = '<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>'
    rows = "".join(row.format(n=n) for n in range(1, 9))
    plain = sheet_of(rows)
    assert usual_rows(plain) == 7
    for content in (
        sheet_of(rows, before="<!-- <sheetData> -->"),
        with_parts(BOOK, {SHEET: part(plain, SHEET).encode("utf-16")}),
        with_parts(BOOK, {SHEET: part(plain, SHEET).replace("<sheetData>", "<sheetData><!-- -->")}),
    ):
        assert outcome(content) == carefully(content)
    prefixed = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    assert usual_rows(with_parts(BOOK, {SHEET: prefixed})) == 0
    assert cells(outcome(with_parts(BOOK, {SHEET: prefixed}))[0]) == {"Sheet": {}}


def test_a_time_at_midnight_keeps_the_kind_of_its_column():
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="4"><v>{45000 + n / 4}</v></c></row>' for n in range(1, 9)
    )
    (grid,) = read_source(sheet_of(rows), "x.xlsx", Findings()).grids
    assert {type(row[0]) for _, row in grid.rows()} == {datetime}
