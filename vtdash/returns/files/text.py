"""Bytes into text: UTF-8, UTF-16 or Windows-1258, in NFC; all else is refused in one sentence."""

from __future__ import annotations

import codecs
import unicodedata

from vtdash.model.datasets import Bilingual
from vtdash.returns.findings import Findings
from vtdash.returns.model import Place

_SAMPLE = 4096
"""Bytes at the start that show whether every other one is zero, as in UTF-16."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aăâeêioôơuưy"
_LETTERS = {
    unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)
} | {"đ"}
_USUAL = (
    frozenset(_LETTERS)
    | frozenset(letter.upper() for letter in _LETTERS)
    | frozenset(map(chr, range(0x20, 0x7F)))
    | frozenset("\t\r\n\u00a0“”‘’–—…•°±×§€₫")
)
"""What a Vietnamese or English text in Windows-1258 is made of.

Signs such as µ, ¸ or º are left out on purpose: they are what the letters of the older font
encodings (TCVN3, VNI) and of damaged UTF-8 turn into.
"""

_EMPTY = Bilingual("Tệp không có ký tự nào.", "The file holds no characters.")
_BINARY = Bilingual(
    "Đây là tệp nhị phân, không phải là bảng dạng chữ hay sổ Excel.",
    "This is a binary file, neither a table in text nor an Excel workbook.",
)
_CUT = Bilingual(
    "Đầu tệp cho biết chữ mã hóa UTF-8 hoặc UTF-16, nhưng bên trong có chỗ không đọc được: tệp bị "
    "hỏng hoặc bị cắt.",
    "The start of the file says UTF-8 or UTF-16, but some of it cannot be read so: the file is "
    "damaged or cut off.",
)
_KINDS_OF_TEXT = (
    ("<!doctype html", "<html", "<table", "<meta", "<head", "<?xml", "{\\rtf"),
    Bilingual(
        "Đây là trang web, tệp XML hoặc tệp RTF, dù tên tệp có thể là .xls hoặc .csv.",
        "This is a web page, an XML or an RTF file, even if its name ends in .xls or .csv.",
    ),
)


def decode(content: bytes, findings: Findings) -> str:
    """Return the text of a file in NFC, without a byte-order mark; stops where it is none."""
    text = _decoded(content, findings)
    if not text.strip():
        findings.stop("S02", Place(), _EMPTY)
    if "\0" in text:
        findings.stop("S06", Place(), _BINARY)
    starts, sentence = _KINDS_OF_TEXT
    if text[:200].lstrip().lower().startswith(starts):
        findings.stop("S06", Place(), sentence)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _decoded(content: bytes, findings: Findings) -> str:
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    if mark:
        return _strict(content[len(mark) :], _MARKS[mark], findings, ("S07", _CUT))
    if encoding := _by_zeros(content):
        return _strict(content, encoding, findings, ("S06", _BINARY))
    if b"\0" in content:
        findings.stop("S06", Place(), _BINARY)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    return _windows_1258(content, line, findings)


def _by_zeros(content: bytes) -> str:
    """Return the UTF-16 whose ASCII letters would put the zeros where they are, or nothing."""
    start = content[:_SAMPLE]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) or min(even, odd) * 20 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _strict(
    content: bytes, encoding: str, findings: Findings, otherwise: tuple[str, Bilingual]
) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = None  # stopped below, so that no exception that holds the file's bytes travels along
    if text is None:
        check, sentence = otherwise
        findings.stop(check, Place(), sentence)
    return text


def _windows_1258(content: bytes, line: int, findings: Findings) -> str:
    """Return the text where it makes Vietnamese or English; ``line`` is the first not UTF-8."""
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        text = "\0"
    if not _USUAL.issuperset(text):
        findings.stop("S07", Place(row=line), _NOT_RECOGNISED)
    return text


_NOT_RECOGNISED = Bilingual(
    "Từ dòng này có chữ không thuộc UTF-8, và đọc theo Windows-1258 thì không thành chữ Việt; có "
    "thể tệp dùng phông TCVN3 (.VnTime) hoặc VNI, hoặc bị hỏng.",
    "From this row on some letters are not UTF-8, and read as Windows-1258 they make no "
    "Vietnamese; the file may be in TCVN3 (.VnTime) or VNI fonts, or damaged.",
)
