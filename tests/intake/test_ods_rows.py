"""The rows of large OpenDocument sheets: by a pattern they are what the parser makes of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.intake.corpus import cases_with
from tests.intake.documents import as_ods
from tests.intake.test_sheet_rows import carefully, outcome
from vtdash.returns.files.ods_rows import OdsRows
from vtdash.returns.files.source import read_source
from vtdash.returns.findings import Findings

STYLES = (
    '<office:automatic-styles><style:style style:name="ta1" style:family="table"/>'
    '<style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/>'
    "</style:style></office:automatic-styles>"
)
CELLS = [
    '<table:table-cell office:value-type="string"><text:p>Đống Đa {n}</text:p></table:table-cell>',
    '<table:table-cell office:value-type="string"><text:p> a  b&amp; </text:p></table:table-cell>',
    '<table:table-cell office:value-type="string"><text:p>a\n b</text:p></table:table-cell>',
    '<table:table-cell office:value-type="float" office:value="{n}"><text:p>{n}</text:p>'
    "</table:table-cell>",
    '<table:table-cell office:value-type="float" office:value="{n}"><text:p>-{n}</text:p>'
    "</table:table-cell>",
    '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p>'
    "</table:table-cell>",
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
    '<table:table-cell office:value-type="date" office:date-value="2025-07-0{n}"/>',
    '<table:table-cell calcext:value-type="error" office:value-type="string"><text:p>#REF!</text:p>'
    "</table:table-cell>",
    '<table:table-cell table:number-columns-repeated="3"/>',
    '<table:table-cell table:number-columns-repeated="2" office:value-type="float" '
    'office:value="{n}"/>',
    '<table:table-cell table:number-columns-repeated="16000"/>',
    '<table:table-cell table:style-name="gone" office:value-type="float" office:value="{n}"/>',
    '<table:table-cell table:formula="of:=[.A1]" office:value-type="float" office:value="{n}"/>',
    '<table:table-cell table:formula="of:=[.A1]"/>',
    "<table:table-cell><office:annotation><text:p>no</text:p></office:annotation>"
    "</table:table-cell>",
    '<table:covered-table-cell office:value-type="float" office:value="{n}"/>',
    "<table:table-cell><text:p>{n}</text:p><text:p>b</text:p></table:table-cell>",
    "<table:table-cell><text:p>{n}<text:s/>b</text:p></table:table-cell>",
    "<table:table-cell></table:table-cell>",
]
"""Cells as programs write them."""

STRANGE = [
    "<table:table-cell office:value-type='float' office:value='{n}'/>",
    '<table:table-cell office:value="1" office:value="2"/>',
    "<table:table-cell/><text:p>{n}</text:p></table:table-cell>",
    "<table:table-cell><text:p>\x01</text:p></table:table-cell>",
    "<table:table-cell><text:p><![CDATA[{n}]]></text:p></table:table-cell>",
    '<table:table-cell xmlns:table="urn:x"/>',
    '<table:table-cell unknown:value="1"/>',
    "<table:table-row><table:table-cell/></table:table-row>",
    "<!-- ",
    " -->",
    "words",
]
ROWS = ["<table:table-row>", '<table:table-row table:style-name="ro1">',
        '<table:table-row table:number-rows-repeated="2">',
        '<table:table-row table:visibility="collapse">', "\n<table:table-row>",
        "<table:table-row table:visibility='filter'>", "<table:table-row-group>",
        "</table:table-row-group><table:table-row>"]  # fmt: skip


def ods_of(rows):
    written = "".join(
        opened + "".join(cell.format(n=number) for cell in cells) + "</table:table-row>"
        for number, (opened, cells) in enumerate(rows, start=1)
    )
    sheet = f'<table:table table:name="A" table:style-name="ta1">{written}</table:table>'
    return as_ods(sheet, styles=STYLES)


def sheets(cells, opened):
    rows = st.tuples(opened, st.lists(cells, max_size=6))
    return st.lists(rows, min_size=1, max_size=9).map(ods_of)


DOCUMENTS = cases_with(b"content.xml")


@each("name", [name for name, case in DOCUMENTS.items() if not callable(case.content)])
def test_each_opendocument_file_of_the_corpus_reads_the_same_with_and_without_the_pattern(name):
    assert outcome(DOCUMENTS[name].made) == carefully(DOCUMENTS[name].made)


@settings(deadline=None, max_examples=200)
@given(sheets(st.sampled_from(CELLS), st.sampled_from(ROWS[:2])))
def test_cells_as_programs_write_them_are_what_the_parser_makes_of_them(content):
    assert outcome(content) == carefully(content)


@settings(deadline=None, max_examples=150)
@given(sheets(st.sampled_from(CELLS * 3 + STRANGE), st.sampled_from([*[ROWS[0]] * 20, *ROWS])))
def test_a_strange_sheet_is_read_or_told_as_if_there_were_no_pattern(content):
    assert outcome(content) == carefully(content)


def test_a_large_sheet_is_read_by_the_pattern(monkeypatch):
    taken, take = [], OdsRows.take_usual
    monkeypatch.setattr(OdsRows, "take_usual", lambda *row: taken.append(take(*row)) or taken[-1])
    content = ods_of([(ROWS[1], [CELLS[0], CELLS[3], CELLS[11]])] * 100)
    (grid,) = read_source(content, "x.ods", Findings()).grids
    assert list(grid.rows()) == [(n, (f"Đống Đa {n}", n)) for n in range(1, 101)]
    assert sum(taken) == 99  # the first row ends what is before the rows


def test_what_a_usual_row_holds_counts_against_the_limits():
    content = ods_of([(ROWS[0], [CELLS[3]]), (ROWS[0], [CELLS[11], CELLS[3]])])
    (_, findings) = outcome(content)
    assert [found.check for found in findings] == ["S03"]
