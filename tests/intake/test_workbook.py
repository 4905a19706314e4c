"""Excel workbooks: what their cells become, and what is refused before it fills the machine."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from vtdash.returns.files.delimited import HEAD_ROWS, LIMITS
from vtdash.returns.files.source import read_source
from vtdash.returns.findings import Findings, Stopped

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def packed(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook_of(rows, name="Số liệu"):
    """Return the bytes of a workbook of one sheet."""
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    return packed(book)


def with_parts(content, parts, method=zipfile.ZIP_DEFLATED):
    """Return the workbook with parts put in their place or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", method) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry.filename, old.read(entry))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def with_sheet(inner, before="", after=""):
    """Return a workbook whose one sheet holds this XML between its ``sheetData`` tags."""
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{inner}</sheetData>{after}</worksheet>'
    return with_parts(workbook_of([["x"]]), {SHEET: sheet})


def read(content, findings=None, limits=LIMITS):
    return read_source(content, "return.xlsx", findings or Findings(), limits=limits)


def rows(content, **words):
    (grid,) = read(content, **words).grids
    return list(grid.rows())


def read_all(content, findings, limits):
    for grid in read(content, findings, limits).grids:
        list(grid.rows())


def refusal(content, limits=LIMITS):
    """Return the one finding of a workbook that cannot be opened, or whose rows stop."""
    findings = Findings()
    with pytest.raises(Stopped) as caught:
        read_all(content, findings, limits)
    assert caught.value.__context__ is None, "an exception with cells in it travels along"
    (found,) = findings.listed
    assert findings.has_errors
    assert found.what.vi
    assert found.what.vi != found.what.en
    return found


# --- cells ----------------------------------------------------------------------------------------


def test_a_workbook_gives_its_sheets_with_names_rows_and_typed_cells():
    day = datetime(2024, 1, 5)
    content = workbook_of([["Quận", "Số"], [], ["Đống Đa", 7, 1.5, True, day, date(2025, 7, 1)]])
    source = read(content)
    assert (source.kind, source.separator, len(source.sha256)) == ("xlsx", "", 64)
    (grid,) = source.grids
    assert grid.name == "Số liệu"
    assert list(grid.rows()) == [
        (1, ("Quận", "Số")),
        (3, ("Đống Đa", 7, 1.5, True, day, datetime(2025, 7, 1))),
    ]


def test_the_kind_is_decided_by_content_and_not_by_name():
    source = read_source(workbook_of([["a"]]), "return.csv", Findings())
    assert source.kind == "xlsx"


def test_decomposed_text_comes_composed():
    assert rows(workbook_of([[unicodedata.normalize("NFD", "Hoàn Kiếm")]])) == [(1, ("Hoàn Kiếm",))]


def test_times_and_durations_become_text_and_a_day_beyond_the_calendar_an_error():
    book = openpyxl.Workbook()
    book.active.append([time(8, 30), timedelta(hours=30), 10**12])
    book.active["C1"].number_format = "dd/mm/yyyy"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert rows(packed(book)) == [(1, ("08:30:00", "1 day, 6:00:00", "#VALUE!"))]


def test_a_formula_gives_its_stored_value_none_without_one_and_its_error_as_text():
    content = with_sheet(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1" t="e"><f>X1</f><v>#REF!</v></c><c r="D1" t="str"><f>"a"</f><v>a</v></c></row>'
    )
    assert rows(content) == [(1, (2, None, "#REF!", "a"))]


def test_a_merged_cell_has_its_value_in_the_first_cell_only():
    inner = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}"><v>{n}</v></c>' for c in "ABCD") + "</row>"
        for n in (1, 2, 3, 4)
    )
    merges = '<mergeCells><mergeCell ref="B1:C3"/><mergeCell ref="D4:D9"/></mergeCells>'
    assert rows(with_sheet(inner, after=merges)) == [
        (1, (1, 1, None, 1)),
        (2, (2, None, None, 2)),
        (3, (3, None, None, 3)),
        (4, (4, 4, 4, 4)),
    ]


def test_hidden_sheets_are_left_out_and_hidden_columns_are_kept():
    book = openpyxl.Workbook()
    book.active.append(["a", "list"])
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("Danh mục").sheet_state = "hidden"
    book.create_sheet("Danh mục 2").sheet_state = "veryHidden"
    book.create_sheet("Biểu 2").append(["b"])
    names = [grid.name for grid in read(packed(book)).grids]
    assert names == ["Sheet", "Biểu 2"]
    assert list(read(packed(book)).grids[0].rows()) == [(1, ("a", "list"))]


def test_a_workbook_without_a_visible_sheet_is_refused_with_what_to_do():
    content = workbook_of([["a"]])
    hidden = part(content, "xl/workbook.xml").replace('state="visible"', 'state="hidden"')
    found = refusal(with_parts(content, {"xl/workbook.xml": hidden}))
    assert (found.check, "Unhide" in found.do.en) == ("S06", True)


def test_the_head_holds_the_first_rows_with_the_blank_ones():
    (grid,) = read(workbook_of([["title"], [], ["a", "b"], *[[1, 2]] * 100])).grids
    assert grid.head()[:3] == (("title",), (), ("a", "b"))
    assert len(grid.head()) == HEAD_ROWS


def test_rows_come_anew_on_each_call():
    (grid,) = read(workbook_of([[n, "x"] for n in range(1, 600)])).grids
    expected = [(n, (n, "x")) for n in range(1, 600)]
    first = grid.rows()
    next(first)
    assert list(grid.rows()) == list(grid.rows()) == expected
    assert list(first) == expected[1:]


def test_rows_and_cells_without_addresses_stand_behind_each_other():
    content = with_sheet(
        '<row><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c><v>3</v></c></row>'
    )
    assert rows(content) == [(1, (1, 2)), (3, (3,))]


def test_what_the_sheet_says_of_its_size_is_not_believed():
    inner = '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>3</v></c></row>'
    for size in ("A1:XFD1048576", "A1", "A2:B2"):
        content = with_sheet(inner, before=f'<dimension ref="{size}"/>')
        assert rows(content) == [(2, (1, None, 3))]


def test_formats_that_go_to_the_end_of_the_sheet_make_no_rows_and_no_cells():
    formats = "".join(f'<row r="{n}" ht="15"><c r="A{n}" s="0"/></row>' for n in range(2, 5000))
    content = with_sheet(f'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>{formats}')
    (grid,) = read(content).grids
    assert grid.head() == ((1,),)
    assert list(grid.rows()) == [(1, (1,))]


def test_overlapping_merged_ranges_without_end_are_refused():
    merges = '<mergeCell ref="A1:B9"/>' * 20_000
    content = with_sheet("<row><c><v>1</v></c></row>", after=f"<mergeCells>{merges}</mergeCells>")
    assert refusal(content).check == "S06"


def test_formats_behind_the_rows_that_the_library_cannot_read_harm_nothing():
    after = (
        '<dataValidations count="1"><dataValidation type="nonsense" sqref="A1"/></dataValidations>'
    )
    assert rows(with_sheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=after)) == [(1, (1,))]


def test_a_calculation_chain_and_drawings_that_are_no_xml_harm_nothing():
    chain = f'<calcChain xmlns="{MAIN}"><c r="B9" i="1"/><c r="A1"/></calcChain>'
    linked = f'<sheetData xmlns="{MAIN}"><row r="2"/><row r="1"/></sheetData>'
    content = with_parts(
        workbook_of([["a"]]),
        {
            "xl/calcChain.xml": chain,
            "xl/externalLinks/externalLink1.xml": linked,
            "xl/drawings/vmlDrawing1.vml": "<xml><br></xml>",
            "xl/media/image1.png": b"\x89PNG\r\n",
        },
    )
    assert rows(content) == [(1, ("a",))]


def test_nothing_is_fetched_for_a_link_to_another_file():
    content = workbook_of([["a"]])
    plain = part(content, "xl/workbook.xml")
    linked = plain.replace("</sheets>", '</sheets><externalReferences><externalReference '
                              'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
                              'relationships" r:id="rId99"/></externalReferences>')  # fmt: skip
    assert linked != plain
    assert rows(with_parts(content, {"xl/workbook.xml": linked})) == [(1, ("a",))]


# --- bombs ----------------------------------------------------------------------------------------


def is_too_large(content, words, **limits):
    found = refusal(content, replace(LIMITS, **limits))
    assert (found.check, words in found.what.en) == ("S03", True), found


def test_a_part_packed_too_tightly_is_refused_unread():
    content = with_parts(workbook_of([["a"]]), {"xl/media/a.png": bytes(20_000_000)})
    is_too_large(content, "packed more than 200 times")
    assert rows(content, limits=replace(LIMITS, packing=2000)) == [(1, ("a",))]


def test_what_is_too_much_after_unpacking_is_refused_unread():
    content = with_parts(workbook_of([["a"]]), {"xl/media/a.bin": bytes(2 * 1024 * 1024)})
    is_too_large(content, "larger than 1 MB when unpacked", unpacked_megabytes=1)
    assert rows(content, limits=replace(LIMITS, unpacked_megabytes=3)) == [(1, ("a",))]


@each("size", [10, 5_000_000])
def test_an_entry_that_lies_about_its_size_is_refused(size):
    content = bytearray(with_parts(workbook_of([["a"]]), {"xl/media/a.bin": b"x" * 1_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.rindex(mark)
        content[start + offset : start + offset + 4] = size.to_bytes(4, "little")
    assert refusal(bytes(content)).check in {"S03", "S06"}


def test_more_entries_than_any_workbook_has_are_refused_before_they_are_listed():
    parts = {f"xl/media/{n}.png": b"" for n in range(60)}
    content = with_parts(workbook_of([["a"]]), parts)
    is_too_large(content, "more than 50 parts", entries=50)
    assert rows(content) == [(1, ("a",))]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@each("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"])
@each("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part_and_encoding(name, encoding):
    content = workbook_of([["a"]])
    xml = re.sub(r"^<\?xml[^>]*>", "", part(content, name))
    bomb = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITIES}{xml}'
    found = refusal(with_parts(content, {name: bomb.encode(encoding)}))
    assert (found.check, "DTD" in found.what.en) == ("S06", True)


def test_entities_behind_many_spaces_are_refused_as_well():
    content = with_parts(workbook_of([["a"]]), {SHEET: " " * 300_000 + ENTITIES + "<x>&b;</x>"})
    assert "DTD" in refusal(content).what.en


def test_rows_and_cells_beyond_the_limits_are_refused_and_those_at_them_are_read():
    content = workbook_of([[1, 2, 3]] * 20)
    assert len(rows(content, limits=replace(LIMITS, sheet_rows=20, cells=60))) == 20
    is_too_large(content, "more than 19 rows", sheet_rows=19)
    is_too_large(content, "more than 59 cells", cells=59)


def test_a_row_number_beyond_the_last_of_excel_is_refused():
    is_too_large(with_sheet('<row r="1048577"><c><v>1</v></c></row>'), "1,048,576 rows")
    assert rows(with_sheet('<row r="1048576"><c r="XFD1048576"/></row>')) == []


def test_one_endless_row_and_endless_other_elements_are_refused():
    is_too_large(with_sheet("<row>" + "<c/>" * 2000 + "</row>"), "not end", loose_elements=1000)
    is_too_large(with_sheet("<x/>" * 2000), "not end", loose_elements=1000)
    inner = "<row><c><v>1</v></c></row>" * 600
    assert len(rows(with_sheet(inner), limits=replace(LIMITS, loose_elements=1000))) == 600


def test_deeply_nested_elements_harm_nothing():
    depth = 100_000
    content = with_sheet("<row/>", after="<x>" * depth + "</x>" * depth)
    assert rows(content) == []


def test_filled_cells_beyond_the_last_column_are_refused_and_blank_ones_are_not():
    limits = replace(LIMITS, columns=2)
    blank = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
    assert rows(with_sheet(blank), limits=limits) == [(1, (1,))]
    filled = '<row r="7"><c r="A7"><v>1</v></c><c r="C7"><v>1</v></c></row>'
    found = refusal(with_sheet(filled), limits)
    assert (found.check, found.place.sheet, found.place.row) == ("S03", "Số liệu", 7)


def ticking(seconds):
    """Return a clock on which that much time passes between two looks."""
    now = iter(range(10**9))
    return lambda: next(now) * seconds


@each("seconds", [13, 61])
def test_reading_is_given_up_after_its_time(seconds):
    content = workbook_of([[n] for n in range(1000)])
    found = refusal(content, replace(LIMITS, clock=ticking(seconds)))
    assert (found.check, found.place.row) == ("S03", None)
    assert "more than 60 seconds" in found.what.en


# --- damage ---------------------------------------------------------------------------------------


def with_flag(content):
    """Return the ZIP file with the flag of a password on its first entry."""
    content = bytearray(content)
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def test_a_packed_file_with_a_password_is_refused_as_such():
    assert refusal(with_flag(workbook_of([["a"]]))).check == "S05"


@each("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_no_workbook_uses_are_refused(method):
    assert refusal(with_parts(workbook_of([["a"]]), {}, method)).check == "S06"


@each("keep", [4, 100, 0.5, 0.99])
def test_a_workbook_that_was_cut_off_is_refused(keep):
    content = workbook_of([["a"]])
    kept = keep if keep > 1 else int(len(content) * keep)
    assert refusal(content[:kept]).check == "S06"


@each("name", ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_whose_parts_hold_nonsense_is_refused(name):
    for nonsense in (b"", b"nonsense", b"<x/>"):
        assert refusal(with_parts(workbook_of([["a"]]), {name: nonsense})).check == "S06"


@each(
    "cell",
    [
        '<c r="A2"><v>0912 345 678</v></c>',
        '<c r="A2" t="s"><v>99</v></c>',
        '<c r="A2" t="d"><v>05/09/1998</v></c>',
        '<c r="A2" s="x"><v>1</v></c>',
    ],
)
def test_a_cell_that_the_library_cannot_read_stops_at_its_row_and_is_not_repeated(cell):
    findings = Findings()
    content = with_sheet(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{cell}</row>')
    (grid,) = read(content, findings).grids
    with pytest.raises(Stopped) as caught:
        list(grid.rows())
    assert caught.value.__context__ is None
    (found,) = findings.listed
    assert (found.check, found.place.sheet, found.place.row) == ("S06", "Số liệu", 2)


@each(
    "inner",
    [
        '<row r="2"><c><v>2</v></c></row><row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="AAAA1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="one"><c><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row></nonsense>',
    ],
)
def test_a_sheet_of_which_a_part_would_be_left_out_is_refused_whole(inner):
    assert refusal(with_sheet(inner)).check == "S06"


def test_the_library_keeps_its_warnings_to_itself_since_they_repeat_cells():
    book = openpyxl.Workbook()
    book.active.append([98_765_432_100])
    book.active["A1"].number_format = "dd/mm/yyyy"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert rows(packed(book)) == [(1, ("#VALUE!",))]
    assert caught == []


def test_the_library_prints_nothing_about_damaged_styles(capsys):
    content = workbook_of([[date(2025, 7, 1)]])
    styles = part(content, "xl/styles.xml")
    hurt = re.sub(r'(<cellStyle [^>]*xfId=)"0"', r'\1"99"', styles)
    assert hurt != styles
    readable_or_stopped(with_parts(content, {"xl/styles.xml": hurt}))
    assert capsys.readouterr() == ("", "")


def readable_or_stopped(content):
    """Read all that can be read; what cannot must be a named finding and nothing else."""
    findings = Findings()
    try:
        for grid in read(content, findings).grids:
            grid.head()
            numbers = [number for number, _ in grid.rows()]
            assert numbers == sorted(set(numbers))
    except Stopped:
        assert findings.has_errors


SOUND = workbook_of([["Quận", "Số", "Ngày"], *[["Đống Đa", n, date(2025, 7, 1)] for n in range(9)]])
PARTS = ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels",
         "docProps/core.xml", "xl/theme/theme1.xml", SHEET]  # fmt: skip

DAMAGE = {
    "at": st.integers(0, 1_000_000),
    "cut": st.one_of(st.integers(0, 4), st.integers(0, 400)),
    "put": st.binary(max_size=4),
}


@settings(deadline=None, max_examples=200)
@given(**DAMAGE)
def test_a_workbook_with_damaged_bytes_is_read_or_stopped_with_a_finding(at, cut, put):
    at %= len(SOUND)
    readable_or_stopped(SOUND[:at] + put + SOUND[at + cut :])


@settings(deadline=None, max_examples=200)
@given(name=st.sampled_from(PARTS), **DAMAGE)
def test_a_workbook_with_a_damaged_part_is_read_or_stopped_with_a_finding(name, at, cut, put):
    data = part(SOUND, name).encode()
    at %= len(data)
    damaged = data[:at] + put + data[at + cut :]
    readable_or_stopped(with_parts(SOUND, {name: damaged}, zipfile.ZIP_STORED))


KINDS = ["", ' t="n"', ' t="s"', ' t="b"', ' t="d"', ' t="e"', ' t="inlineStr"', ' t="str"',
         ' t="zz"', ' s="1"', ' s="99"', ' s="-1"']  # fmt: skip
VALUES = ["", "-1", "1e999", "nan", "1_0", "9" * 400, "٣", "#N/A", "x", "2024-13-01"]


@settings(deadline=None)
@given(cells=st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(VALUES)), max_size=5))
def test_cells_of_any_type_and_value_are_read_or_stopped_with_a_finding(cells):
    inner = "".join(f"<c{kind}><v>{value}</v></c>" for kind, value in cells)
    readable_or_stopped(with_sheet(f"<row>{inner}</row>"))
