"""Looks through a ZIP file before anything reads it: what it holds, and is it of a bearable size.

Every part is unpacked once, in pieces, and thrown away. What is XML goes through a parser that
keeps nothing, so that bombs (by packing, by entities, by one endless row) are met here, where
they cost a counter, and not where each element costs an object.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from vtdash.returns.files.delimited import FileLimits
from vtdash.returns.files.xml_part import Trouble
from vtdash.returns.files.xml_shape import PartShape, ShapeReader
from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.model import Place
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

_PIECE = 1 << 18
_LARGE = 1 << 22
"""Bytes under which a part is never a bomb, however well it is packed."""

_ENTRY = b"PK\x01\x02"
_Result = TypeVar("_Result")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

_BROKEN = message("The file is damaged or cut off and cannot be opened.")
_ZIP_PASSWORD = message("This ZIP file has a password.")
PASSWORD = message("This file has a password to open it, so nothing in it can be read.")
_SAVE_XLSX = message(
    "Open it in Excel or LibreOffice, save it as 'Excel Workbook (*.xlsx)' and send that."
)
_COPY_TABLE = message("Copy the table into a new Excel workbook, save it as .xlsx and send that.")
_UNPACK = message("Unpack it and send the CSV or XLSX files inside one by one.")
_XLSB = message("This is a workbook of the kind .xlsb.")
_SLIDES = message("This is a PowerPoint presentation, not a workbook.")
_ARCHIVE = message("This is a ZIP archive, not an Excel workbook.")

ArchiveKind = Literal["xlsx", "ods", "docx"]
ODS_PART, WORD_PART = "content.xml", "word/document.xml"
_ODS_MANIFEST = "META-INF/manifest.xml"
_ODS_PASSWORD = (b"encryption-data", b"encrypted-key")
_ODS_WRAPPED = "encrypted-package"
"""A part in which newer programs put the whole of a file with a password."""


@dataclass(frozen=True)
class _Inspection:
    """What the look at one file needs everywhere."""

    limits: FileLimits
    findings: Findings
    is_late: Callable[[], bool]


class PartReader(Protocol):
    """Takes the bytes of a part, piece by piece."""

    def feed(self, piece: bytes) -> Trouble | None:
        """Take a piece; return why no more should be read, if there is a reason."""
        ...

    def close(self) -> Trouble | None:
        """Say that no bytes follow; return why what was read is too much, if there is a reason."""
        ...


def kind_of_archive(content: bytes, findings: Findings, limits: FileLimits) -> ArchiveKind:
    """Return what a ZIP file is, by the parts that it lists; stops on what is no table."""
    names = part_names(content, findings, limits)
    if ODS_PART in names or _ODS_WRAPPED in names:
        return "ods"
    if WORD_PART in names:
        return "docx"
    for part, what, do in (
        ("xl/workbook.bin", _XLSB, _SAVE_XLSX),
        ("ppt/presentation.xml", _SLIDES, _COPY_TABLE),
    ):
        if part in names:
            findings.stop("S06", Place(), what, do=do)
    if "[Content_Types].xml" not in names:
        findings.stop("S06", Place(), _ARCHIVE, do=_UNPACK)
    return "xlsx"


def part_names(content: bytes, findings: Findings, limits: FileLimits) -> frozenset[str]:
    """Return the names of all parts; stops on what is no archive."""
    return _opened(content, _Inspection(limits, findings, limits.deadline()), _names)


def read_part(
    content: bytes, name: str, reader: PartReader, findings: Findings, limits: FileLimits
) -> None:
    """Hand the bytes of one part to its reader; no other part is unpacked.

    Stops on what is damaged, has a password, or is larger than ``limits`` allow.
    """

    def read(archive: zipfile.ZipFile, look: _Inspection) -> None:
        _check_entries(archive.infolist(), look)
        _refuse_password(archive, look)
        _unpack(archive, archive.getinfo(name), reader, look)

    _opened(content, _Inspection(limits, findings, limits.deadline()), read)


def look_through(
    content: bytes, findings: Findings, limits: FileLimits, *, but: re.Pattern[str] | None = None
) -> dict[str, PartShape]:
    """Return the shape of every XML part of a workbook, by the part's name.

    Stops on what is no workbook, is damaged, has a password, or is larger unpacked, in a row or
    in all than ``limits`` allow. Entities are refused: no program writes them into a workbook.
    ``but``: names of parts that are left to others, who look through them while they read.
    """

    def shapes(archive: zipfile.ZipFile, look: _Inspection) -> dict[str, PartShape]:
        entries = archive.infolist()
        _check_entries(entries, look)
        return _shapes(
            archive, [e for e in entries if not (but and but.fullmatch(e.filename))], look
        )

    return _opened(content, _Inspection(limits, findings, limits.deadline()), shapes)


def _opened(
    content: bytes, look: _Inspection, act: Callable[[zipfile.ZipFile, _Inspection], _Result]
) -> _Result:
    """Return what comes of an act on an archive; stops where it is damaged."""
    if content.count(_ENTRY) > look.limits.entries:
        look.findings.stop("S03", Place(), _too_many_entries(look.limits))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return act(archive, look)
    except Stopped:
        raise
    except Exception:  # noqa: S110 - of many kinds; stopped below, so that none travels along
        pass
    return look.findings.stop("S06", Place(), _BROKEN)


def _names(archive: zipfile.ZipFile, _: _Inspection) -> frozenset[str]:
    return frozenset(archive.namelist())


def _shapes(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], look: _Inspection
) -> dict[str, PartShape]:
    shapes: dict[str, PartShape] = {}
    cells, unpacked = 0, 0
    for entry in entries:
        reader = ShapeReader(look.limits, cells)
        unpacked += _unpack(archive, entry, reader, look)
        cells = reader.cells
        if unpacked > look.limits.unpacked_bytes:
            look.findings.stop("S03", Place(), _too_much_unpacked(look.limits))
        shapes[entry.filename] = reader.shape()
    return shapes


def _refuse_password(archive: zipfile.ZipFile, look: _Inspection) -> None:
    """Stop on an OpenDocument file whose parts are encrypted, as its manifest says."""
    if _ODS_WRAPPED in archive.namelist():
        look.findings.stop("S05", Place(), PASSWORD)
    if _ODS_MANIFEST in archive.namelist():
        with archive.open(_ODS_MANIFEST) as part:
            manifest = part.read(_LARGE)
        if any(word in manifest for word in _ODS_PASSWORD):
            look.findings.stop("S05", Place(), PASSWORD)


def _check_entries(entries: list[zipfile.ZipInfo], look: _Inspection) -> None:
    """Stop on what the list of contents itself says."""
    limits, findings = look.limits, look.findings
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        findings.stop("S03", Place(), _too_much_unpacked(limits))
    for entry in entries:
        if entry.flag_bits & 1:
            findings.stop("S05", Place(), _ZIP_PASSWORD)
        if entry.compress_type not in _METHODS:
            findings.stop("S06", Place(), _BROKEN, do=_SAVE_XLSX)
        if entry.file_size > max(_LARGE, limits.packing * entry.compress_size):
            findings.stop("S03", Place(), _too_tight(limits))


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, reader: PartReader, look: _Inspection
) -> int:
    """Return how many bytes a part really has; the reader sees all of them."""
    unpacked = 0
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            unpacked += len(piece)
            if unpacked > look.limits.unpacked_bytes:
                look.findings.stop("S03", Place(), _too_much_unpacked(look.limits))
            if look.is_late():
                look.findings.stop("S03", Place(), too_slow(look.limits))
            _refuse(reader.feed(piece), look)
    _refuse(reader.close(), look)
    return unpacked


def _refuse(trouble: Trouble | None, look: _Inspection) -> None:
    if trouble:
        check, sentence = trouble
        look.findings.stop(check, Place(), sentence)


def too_slow(limits: FileLimits) -> Named:
    """Return the sentence about a workbook that takes longer to read than is allowed."""
    return message(
        "Reading the workbook took more than {seconds} seconds and was given up.",
        seconds=Number(round(limits.seconds)),
    )


def _too_many_entries(limits: FileLimits) -> Named:
    return message(
        "The file is packed from more than {entries} parts.", entries=Number(limits.entries)
    )


def _too_much_unpacked(limits: FileLimits) -> Named:
    return message(
        "The workbook is larger than {megabytes} MB when unpacked.",
        megabytes=Number(limits.unpacked_megabytes),
    )


def _too_tight(limits: FileLimits) -> Named:
    return message(
        "A part of the workbook is packed more than {packing} times, like a file made "
        "to fill the memory.",
        packing=Number(limits.packing),
    )
