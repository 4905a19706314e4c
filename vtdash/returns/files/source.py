"""A file as it came, into grids: what it is, is decided by its content and never by its name.

Text is UTF-8, UTF-16, Windows-1258, TCVN3 or VNI, made NFC; all else is refused in one sentence.
"""

from __future__ import annotations

import codecs
import hashlib
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vtdash.returns.files.archive import PASSWORD, kind_of_archive
from vtdash.returns.files.delimited import LIMITS, DelimitedGrid, FileLimits
from vtdash.returns.files.legacy_letters import one_byte_each, without_invisible
from vtdash.returns.files.old_workbook import old_workbook_stream, read_old_workbook
from vtdash.returns.files.opendocument import read_opendocument
from vtdash.returns.files.word import read_word
from vtdash.returns.files.workbook import read_workbook
from vtdash.returns.findings import Findings
from vtdash.returns.model import Grid, Place
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

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

_NO_CHARACTERS = message("The file holds no characters.")
_BINARY = message("This is a binary file, neither a table in text nor an Excel workbook.")
_CUT = message(
    "The start of the file says UTF-8 or UTF-16, but some of it cannot be read so: "
    "the file is damaged or cut off."
)
_KINDS_OF_TEXT = (
    ("<!doctype html", "<html", "<table", "<meta", "<head", "<?xml", "{\\rtf"),
    message("This is a web page, an XML or an RTF file, even if its name ends in .xls or .csv."),
)

_NOT_RECOGNISED = message(
    "From this row on some letters are not UTF-8, and read as Windows-1258 they "
    "make no Vietnamese; the file may be in TCVN3 (.VnTime) or VNI fonts, or "
    "damaged."
)

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")

_MISSING = message("There is no such file.")
_FOLDER = message("This is a folder, not a file.")
_NO_FILE = message("This is a device or a pipe, not an ordinary file.")
_UNREADABLE = message(
    "The file cannot be opened: no right to read it, or a name that no file can have."
)
_EMPTY = message("The file has 0 bytes.")
_OLD_EXCEL = message(
    "This is a file of the old kind (.xls), but no workbook of Excel 97 or later: it is older, or "
    "damaged."
)
_OLD_WORD = message("This is a Word 97-2003 document (.doc), not a workbook.")
_OTHERS = (
    (
        b"%PDF",
        message("This is a PDF file, not a workbook."),
    ),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
        message("This is a picture, not a workbook."),
    ),
    (
        (b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!"),
        message("This is a packed file; unpack it and send the file inside."),
    ),
)


def decode(content: bytes, findings: Findings) -> str:
    """Return the text of a file in NFC, without a byte-order mark; stops where it is none."""
    text = _decoded(content, findings)
    if not text.strip():
        findings.stop("S02", Place(), _NO_CHARACTERS)
    if "\0" in text:
        findings.stop("S06", Place(), _BINARY)
    starts, sentence = _KINDS_OF_TEXT
    if text[:200].lstrip().lower().startswith(starts):
        findings.stop("S06", Place(), sentence)
    text = without_invisible(text)
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


def _strict(content: bytes, encoding: str, findings: Findings, otherwise: tuple[str, Named]) -> str:
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
        if legacy := one_byte_each(content):
            return legacy
        findings.stop("S07", Place(row=line), _NOT_RECOGNISED)
    return text


FileKind = Literal["csv", "xlsx", "ods", "xls", "docx"]


@dataclass(frozen=True)
class SourceFile:
    """A file that can be read: its sheets, and the hash of its bytes.

    ``separator`` stands between the cells of a CSV file and is empty for a workbook.
    """

    name: str
    sha256: str
    kind: FileKind
    grids: tuple[Grid, ...]
    separator: str


def read_source(
    content: bytes | Path, name: str, findings: Findings, *, limits: FileLimits = LIMITS
) -> SourceFile:
    """Return the sheets of a file, given as bytes or as the path of one.

    Rows are read when a grid is asked for them, so a grid may stop as well. Raises ``Stopped``
    with the reason in ``findings`` where the file cannot be read, and nothing else, whatever
    the file holds.
    """
    held = _from_path(content, findings, limits) if isinstance(content, Path) else content
    if len(held) > limits.bytes:
        findings.stop("S03", Place(), _too_large(limits))
    if not held:
        findings.stop("S02", Place(), _EMPTY)
    sha256 = hashlib.sha256(held).hexdigest()
    if held.startswith(_ZIP):
        kind = kind_of_archive(held, findings, limits)
        read = {"xlsx": read_workbook, "ods": read_opendocument, "docx": read_word}[kind]
        return SourceFile(name, sha256, kind, read(held, findings, limits), "")
    if held.startswith(_OLE):
        _refuse_other_ole(held, findings)
        return SourceFile(name, sha256, "xls", read_old_workbook(held, findings, limits), "")
    _refuse_others(held, findings)
    grid = DelimitedGrid(decode(held, findings), findings, limits)
    return SourceFile(name, sha256, "csv", (grid,), grid.separator)


def _from_path(path: Path, findings: Findings, limits: FileLimits) -> bytes:
    """Return a file's bytes, at most one more than is allowed: it may grow while it is read."""
    try:
        held = _no_file(path) or _bytes(path, limits.bytes + 1)
    except FileNotFoundError:
        held = _MISSING
    except (OSError, ValueError):  # ValueError: a name that no system can have
        held = _UNREADABLE
    if not isinstance(held, bytes):
        findings.stop("S01", Place(), held)
    return held


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as source:
        return source.read(most)


def _no_file(path: Path) -> Named | None:
    """Return why a path is no file to read; a pipe must not even be opened, it would wait."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return _FOLDER
    return None if stat.S_ISREG(mode) else _NO_FILE


def _refuse_other_ole(content: bytes, findings: Findings) -> None:
    """Stop on a file of the old kind that holds no workbook of Excel 97 or later."""
    if old_workbook_stream(content) is not None:
        return
    if _ENCRYPTED in content:
        findings.stop("S05", Place(), PASSWORD)
    if _WORD in content:
        findings.stop("S06", Place(), _OLD_WORD)
    findings.stop("S04", Place(), _OLD_EXCEL)


def _refuse_others(content: bytes, findings: Findings) -> None:
    """Stop on the kinds of file that offices send instead of a table."""
    for start, sentence in _OTHERS:
        if content.startswith(start):
            findings.stop("S06", Place(), sentence)


def _too_large(limits: FileLimits) -> Named:
    return message("The file is larger than {megabytes} MB.", megabytes=Number(limits.megabytes))
