"""A file as it came: what it is taken for, its text, its rows, and what is refused."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import os
import unicodedata
import zipfile
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from vtdash.returns.files import delimited
from vtdash.returns.files.delimited import HEAD_ROWS, LIMITS, FileLimits
from vtdash.returns.files.source import decode, read_source
from vtdash.returns.findings import Findings, Stopped

PLACES = "Quận,Số người\nHoàn Kiếm,12\nĐống Đa,7\nThủy Nguyên,3\n"
ROWS = [
    (1, ("Quận", "Số người")),
    (2, ("Hoàn Kiếm", "12")),
    (3, ("Đống Đa", "7")),
    (4, ("Thủy Nguyên", "3")),
]


def read(content, findings=None, limits=LIMITS):
    """Return the source of text or bytes that must be readable."""
    content = content.encode() if isinstance(content, str) else content
    return read_source(content, "return.csv", findings or Findings(), limits=limits)


def rows(content, **words):
    (grid,) = read(content, **words).grids
    return list(grid.rows())


def read_all(content, findings, limits):
    for grid in read_source(content, "return.csv", findings, limits=limits).grids:
        list(grid.rows())


def refusal(content, limits=LIMITS):
    """Return the one finding of a file that cannot be read, bytes or path, or of its rows."""
    content = content.encode() if isinstance(content, str) else content
    findings = Findings()
    with pytest.raises(Stopped):
        read_all(content, findings, limits)
    (found,) = findings.listed
    assert findings.has_errors
    assert found.found == ""
    assert found.what.vi
    assert found.what.vi != found.what.en
    return found


# --- kind and encoding ----------------------------------------------------------------------------


def test_a_source_keeps_the_name_and_the_hash_of_the_bytes_and_says_what_it_is():
    source = read(PLACES)
    assert (source.name, source.kind, source.separator) == ("return.csv", "csv", ",")
    assert source.sha256 == hashlib.sha256(PLACES.encode()).hexdigest()
    assert [grid.name for grid in source.grids] == [""]


@each(
    "content",
    [
        PLACES.encode(),
        codecs.BOM_UTF8 + PLACES.encode(),
        PLACES.encode("utf-16"),
        codecs.BOM_UTF16_BE + PLACES.encode("utf-16-be"),
        PLACES.encode("utf-16-le"),
        PLACES.encode("utf-16-be"),
        unicodedata.normalize("NFD", PLACES).encode(),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le-bom", "utf-16-be-bom", "utf-16-le", "utf-16-be", "nfd"],
)
def test_every_encoding_in_use_gives_the_same_rows(content):
    assert rows(content) == ROWS


def as_windows_1258(text):
    """Return the text as Vietnamese Windows writes it: letters of its own, tones behind them."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            rest = "".join(mark for mark in marks if mark != tone)
            out += unicodedata.normalize("NFC", base + rest).encode("cp1258")
            out += tone.encode("cp1258")
    return bytes(out)


def test_windows_1258_is_told_from_utf_8_and_gives_the_same_rows():
    assert rows(as_windows_1258(PLACES)) == ROWS


VIETNAMESE = sorted(
    {
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in ["", *"\u0300\u0301\u0303\u0309\u0323"]
    }
    | set("đĐ")
)


@settings(deadline=None)
@given(text=st.text(st.sampled_from([*VIETNAMESE, *"bcdghklmnpqrstvx 0123456789-"]), min_size=1))
def test_any_vietnamese_text_survives_windows_1258(text):
    content = f"Tên\n{text}x\nđủ\n"
    expected = [(1, ("Tên",)), (2, (f"{text}x",)), (3, ("đủ",))]
    assert rows(as_windows_1258(content)) == expected


@each(
    "content",
    [
        "Größe,Straße".encode("cp1252"),
        PLACES.encode().replace("ế".encode(), b"\xe1\xba"),
        PLACES.encode()[:-5] + "ế".encode()[:2],
        b"a\x8db",
        "Привет".encode("cp1251"),
    ],
    ids=["german", "utf-8 hurt", "utf-8 cut", "no sign", "russian"],
)
def test_letters_of_no_vietnamese_text_are_refused_as_an_unknown_encoding(content):
    assert refusal(content).check == "S07"


@each("words", ["QuËn,Sè ng\xadêi\nHoµn KiÕm,12\n", "Hµ Néi\n", "Haø Noäi\n"])
def test_bytes_of_old_fonts_are_read_as_the_latin_signs_that_they_are(words):
    assert decode(words.encode("latin-1"), Findings()) == words


def test_the_row_of_the_first_strange_letter_is_named():
    assert refusal(b"a,b\r\n1,2\r\n\xb5,3\r\n").place.row == 3


@each(
    "content",
    [codecs.BOM_UTF16_LE + b"a\0b", codecs.BOM_UTF8 + b"a\xff", codecs.BOM_UTF16_LE + b"\0\xd8"],
)
def test_a_text_that_breaks_the_encoding_its_mark_promises_is_refused(content):
    assert refusal(content).check == "S07"


@each("content", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b" \r\n\t\r\n"])
def test_a_file_without_characters_is_empty(content):
    assert refusal(content).check == "S02"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@each(
    ("content", "check", "words"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "S04", "Excel 97 or later"),
        (OLE, "S04", "Excel 97 or later"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(9), "S05", "password"),
        (OLE + "WordDocument".encode("utf-16-le"), "S06", "Word"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "S06", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "S06", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "S06", "picture"),
        (b"\x1f\x8b\x08\0\0", "S06", "unpack"),
        (b"7z\xbc\xaf\x27\x1c", "S06", "unpack"),
        (b"Rar!\x1a\x07", "S06", "unpack"),
        (b"city\0period", "S06", "binary"),
        (bytes(1000), "S06", "binary"),
        (b"\0" + b"a" * 7 + b"\xd8\xd8" * 500, "S06", "binary"),
        (b"\r\n<HTML xmlns:x='excel'><table><tr><td>1</td></tr></table>", "S06", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "S06", "XML"),
        (b"{\\rtf1\\ansi city,period}", "S06", "RTF"),
    ],
)
def test_what_offices_send_instead_of_a_table_is_named(content, check, words):
    found = refusal(content)
    assert (found.check, words in found.what.en) == (check, True)


@each(
    ("part", "words"),
    [
        ("ppt/presentation.xml", "PowerPoint"),
        ("xl/workbook.bin", ".xlsb"),
        ("return.csv", "ZIP"),
    ],
)
def test_other_packed_files_are_named_with_what_to_do(part, words):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "x")
    found = refusal(out.getvalue())
    assert (found.check, words in found.what.en, found.do is not None) == ("S06", True, True)


# --- paths ----------------------------------------------------------------------------------------


def test_a_path_and_its_bytes_give_the_same_source(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text(PLACES, encoding="utf-8")
    by_path, by_bytes = (
        read_source(content, "x", Findings()) for content in (path, path.read_bytes())
    )
    assert by_path.sha256 == by_bytes.sha256
    assert list(by_path.grids[0].rows()) == list(by_bytes.grids[0].rows()) == ROWS


def test_a_missing_file_a_folder_a_pipe_and_a_device_are_one_finding_each(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    for path, words in [
        (tmp_path / "none.csv", "no such file"),
        (tmp_path, "folder"),
        (tmp_path / "pipe.csv", "pipe"),
        (Path("/dev/zero"), "device"),
        (tmp_path / ("n" * 300), "cannot be opened"),
        (tmp_path / "a\0b", "cannot be opened"),
    ]:
        found = refusal(path)
        assert (found.check, words in found.what.en) == ("S01", True)


def test_a_file_that_may_not_be_read_is_one_finding(tmp_path, monkeypatch):
    path = tmp_path / "locked.csv"
    path.write_text(PLACES, encoding="utf-8")

    def refuse(*_args, **_words):
        raise PermissionError

    monkeypatch.setattr(type(path), "open", refuse)
    assert refusal(path).check == "S01"


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_not(tmp_path):
    limits = FileLimits(megabytes=1)
    path = tmp_path / "in.csv"
    path.write_bytes(b"a\n" * (1024 * 512))
    assert read_source(path, "x", Findings(), limits=limits).kind == "csv"
    path.write_bytes(b"a\n" * (1024 * 512) + b"\n")
    for content in (path, path.read_bytes()):
        found = refusal(content, limits)
        assert (found.check, "1 MB" in found.what.en) == ("S03", True)


def test_the_limits_are_those_that_the_guide_states():
    assert (LIMITS.megabytes, LIMITS.csv_rows, LIMITS.columns) == (200, 5_000_000, 300)
    assert (LIMITS.sheet_rows, LIMITS.cells, LIMITS.seconds) == (1_048_576, 5_000_000, 60)


# --- separators -----------------------------------------------------------------------------------


@each("separator", [",", ";", "\t"])
@each("line_end", ["\n", "\r\n", "\r"])
def test_separator_and_line_ends_change_nothing(separator, line_end):
    content = PLACES.replace(",", separator).replace("\n", line_end)
    assert rows(content) == ROWS
    assert read(content).separator == separator


@each(
    ("content", "separator"),
    [
        ("Kỳ báo cáo: quý III, năm 2025\nSở, ngành, đơn vị\na;b;c\n1;2;3\n4;5;6\n", ";"),
        ("BÁO CÁO; biểu 1\n\na,b,c\n1,2,3\n", ","),
        ("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ";"),
        ("a;b\n" + "1,5;2,5\n" * 200, ";"),
        ("a\tb\tc\nx, y; z\tx, y; z\t1,5\n", "\t"),
        ('a,b\n"x; y",1\n"z; t",2\n', ","),
        ("a,b,c\nx;y,1,2\nx;z,1,2\n", ","),
        ("Biểu 1;;\n;;\na;b;c\n1,2;3,4;5,6\n", ";"),
        ("city\nhanoi\n", "\t"),
        ("city,period\n", ","),
        ('a;"b\n', ";"),
    ],
)
def test_the_separator_is_found_below_titles_and_beside_decimal_commas(content, separator):
    assert read(content).separator == separator


def test_the_line_by_which_a_spreadsheet_is_told_the_separator_is_no_row():
    source = read("sep=;\r\nx,y,z\r\na;b\r\n")
    assert source.separator == ";"
    assert list(source.grids[0].rows()) == [(1, ("x,y,z",)), (2, ("a", "b"))]


# --- rows -----------------------------------------------------------------------------------------


def test_row_numbers_are_those_of_a_spreadsheet():
    content = 'a,b\r\n\r\n"1\n2\r\n3",4\r\n ,\u00a0\r\n5,6'
    assert rows(content) == [(1, ("a", "b")), (3, ("1\n2\r\n3", "4")), (5, ("5", "6"))]


def test_quotes_hold_the_separator_and_a_quote():
    assert rows('a,b\n"CS ""1"", Hà Nội",2\n')[1] == (2, ('CS "1", Hà Nội', "2"))


def test_only_line_ends_end_a_row_and_not_other_signs_that_part_lines():
    assert rows("a\x0bb\x0cc\x1cd\x85e\u2028f,g\n1,2\n")[0] == (1, ("a\x0bb\x0cc\x1cd\x85e\u2028f",
                                                                   "g"))  # fmt: skip


def test_rows_come_anew_on_each_call_also_while_others_run():
    (grid,) = read(PLACES).grids
    first = grid.rows()
    next(first)
    assert list(grid.rows()) == ROWS
    assert list(first) == ROWS[1:]


def test_the_head_holds_the_first_rows_with_the_blank_ones():
    (grid,) = read("title\n\n,\na,b\n" + "1,2\n" * 100).grids
    assert grid.head()[:4] == (("title",), (), ("", ""), ("a", "b"))
    assert len(grid.head()) == HEAD_ROWS


@each("bad", ['"CS-1\n1,2\n', '"CS"-1,2\n1,2\n', f'"{"x" * 140_000}",2\n'])
def test_a_broken_quote_is_noted_once_at_its_row_and_ends_the_rows(bad):
    findings = Findings()
    (grid,) = read("a,b\n1,2\n" + bad, findings=findings).grids
    for _ in range(3):
        assert list(grid.rows()) == [(1, ("a", "b")), (2, ("1", "2"))]
    assert len(grid.head()) == 2
    (found,) = findings.listed
    assert (found.check, found.place.row, findings.counts["S12"]) == ("S12", 3, 1)


def test_a_row_number_beyond_the_limit_stops_the_rows():
    limits = replace(LIMITS, csv_rows=3)
    assert len(rows("a\nb\nc\n", limits=limits)) == 3
    found = refusal("a\n\nc\nd\n", limits)
    assert (found.check, found.place.row) == ("S03", 4)


def test_filled_cells_beyond_the_last_column_stop_the_rows_and_blank_ones_do_not():
    limits = replace(LIMITS, columns=2)
    assert rows("a,b,, \n1,2,\n", limits=limits)[1] == (2, ("1", "2", ""))
    found = refusal("a,b\n1,2,,3\n", limits)
    assert (found.check, found.place.row) == ("S03", 2)


def test_a_file_read_in_pieces_gives_the_rows_of_one_read_whole(monkeypatch):
    lines = [f'{n},"a{n}\r\nb",{n}\r\n' for n in range(50)]
    whole = rows("".join(lines))
    for size in (1, 2, 3, 7, 20, 100):
        monkeypatch.setattr(delimited, "_PIECE", size)
        assert rows("".join(lines)) == whole


# --- whatever the file holds ----------------------------------------------------------------------


def readable_or_stopped(content):
    """Read all that can be read; what cannot must be a named finding and nothing else."""
    findings = Findings()
    try:
        source = read_source(content, "any", findings)
        for grid in source.grids:
            head = grid.head()
            numbers = [number for number, _ in grid.rows()]
            assert numbers == sorted(set(numbers))
            assert len(head) <= HEAD_ROWS
    except Stopped:
        assert findings.has_errors
        return None
    return source


STARTS = [b"", b"PK\x03\x04", OLE[:8], codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE,
          b"%PDF", b"sep=;\n", b'"', b"a,b\n1,2\n"]  # fmt: skip


@settings(deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=600))
def test_random_bytes_are_read_or_stopped_with_a_finding(start, rest):
    readable_or_stopped(start + rest)


@settings(deadline=None)
@given(content=st.text(max_size=300), encoding=st.sampled_from(["utf-8", "utf-16", "cp1258"]))
def test_random_text_is_read_or_stopped_with_a_finding(content, encoding):
    readable_or_stopped(content.encode(encoding, "replace"))


@settings(deadline=None)
@given(
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
    at=st.integers(0, 10_000),
    cut=st.integers(0, 40),
    put=st.binary(max_size=6),
)
def test_a_damaged_csv_file_is_read_or_stopped_with_a_finding(encoding, at, cut, put):
    content = ('Sở,"Đơn vị, quận"\r\n"a ""b""",2\r\n' * 8).encode(encoding)
    at %= len(content)
    readable_or_stopped(content[:at] + put + content[at + cut :])


@settings(deadline=None)
@given(
    table=st.lists(
        st.lists(st.text(st.sampled_from('ab1,;\t" \r\nđ.'), max_size=6), min_size=2, max_size=5),
        min_size=1,
        max_size=8,
    )
)
def test_cells_written_as_csv_come_back_as_they_were(table):
    out = io.StringIO()
    csv.writer(out).writerows(table)
    text = "sep=,\r\n" + out.getvalue()
    expected = [
        (number, tuple(cells))
        for number, cells in enumerate(table, start=1)
        if any(cell.strip() for cell in cells)
    ]
    findings = Findings()
    (grid,) = read(text, findings=findings).grids
    assert list(grid.rows()) == expected
    assert not findings.listed


def test_a_long_file_is_read_row_by_row_without_a_list_of_them():
    (grid,) = read("a,b\n" + "1,2\n" * 200_000).grids
    assert list(islice(grid.rows(), 2)) == [(1, ("a", "b")), (2, ("1", "2"))]
    assert sum(1 for _ in grid.rows()) == 200_001
