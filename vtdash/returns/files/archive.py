"""Looks through a ZIP file before a library opens it: is it a workbook, and of a bearable size.

Every part is unpacked once, in pieces, and thrown away. What is XML goes through a parser that
keeps nothing, so that bombs (by packing, by entities, by one endless row) are met here, where
they cost a counter, and not where each element costs an object.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from vtdash.returns.files.delimited import FileLimits
from vtdash.returns.files.xml_shape import PartShape, ShapeReader
from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.model import Place
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

_PIECE = 1 << 18
_LARGE = 1 << 22
"""Bytes under which a part is never a bomb, however well it is packed."""

_ENTRY = b"PK\x01\x02"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

_BROKEN = message("The Excel workbook is damaged or cut off and cannot be opened.")
_PASSWORD = message("This ZIP file has a password.")
_SAVE_XLSX = message(
    "Open it in Excel or LibreOffice, save it as 'Excel Workbook (*.xlsx)' and send that."
)
_COPY_TABLE = message("Copy the table into a new Excel workbook, save it as .xlsx and send that.")
_UNPACK = message("Unpack it and send the CSV or XLSX files inside one by one.")
_OTHERS = (
    (
        "xl/workbook.bin",
        message("This is a workbook of the kind .xlsb."),
        _SAVE_XLSX,
    ),
    (
        "word/document.xml",
        message("This is a Word document, not a workbook."),
        _COPY_TABLE,
    ),
    (
        "ppt/presentation.xml",
        message("This is a PowerPoint presentation, not a workbook."),
        _COPY_TABLE,
    ),
    (
        "content.xml",
        message("This is an OpenDocument file (.ods, .odt), not .xlsx."),
        _SAVE_XLSX,
    ),
)
_ARCHIVE = message("This is a ZIP archive, not an Excel workbook.")


@dataclass(frozen=True)
class _Look:
    """What the look at one file needs everywhere."""

    limits: FileLimits
    findings: Findings
    is_late: Callable[[], bool]


def look_through(content: bytes, findings: Findings, limits: FileLimits) -> dict[str, PartShape]:
    """Return the shape of every XML part of a workbook, by the part's name.

    Stops on what is no workbook, is damaged, has a password, or is larger unpacked, in a row or
    in all than ``limits`` allow. Entities are refused: no program writes them into a workbook.
    """
    look = _Look(limits, findings, limits.deadline())
    if content.count(_ENTRY) > limits.entries:
        findings.stop("S03", Place(), _too_many_entries(limits))
    shapes = None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            shapes = _shapes(archive, look)
    except Stopped:
        raise
    except Exception:  # noqa: S110 - of many kinds; stopped below, so that none travels along
        pass
    if shapes is None:
        findings.stop("S06", Place(), _BROKEN)
    return shapes


def _shapes(archive: zipfile.ZipFile, look: _Look) -> dict[str, PartShape]:
    entries = archive.infolist()
    _refuse_others({entry.filename for entry in entries}, look.findings)
    _check_entries(entries, look)
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


def _refuse_others(names: set[str], findings: Findings) -> None:
    for part, what, do in _OTHERS:
        if part in names:
            findings.stop("S06", Place(), what, do=do)
    if "[Content_Types].xml" not in names:
        findings.stop("S06", Place(), _ARCHIVE, do=_UNPACK)


def _check_entries(entries: list[zipfile.ZipInfo], look: _Look) -> None:
    """Stop on what the list of contents itself says."""
    limits, findings = look.limits, look.findings
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        findings.stop("S03", Place(), _too_much_unpacked(limits))
    for entry in entries:
        if entry.flag_bits & 1:
            findings.stop("S05", Place(), _PASSWORD)
        if entry.compress_type not in _METHODS:
            findings.stop("S06", Place(), _BROKEN, do=_SAVE_XLSX)
        if entry.file_size > max(_LARGE, limits.packing * entry.compress_size):
            findings.stop("S03", Place(), _too_tight(limits))


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, reader: ShapeReader, look: _Look
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
            if trouble := reader.feed(piece):
                check, sentence = trouble
                look.findings.stop(check, Place(), sentence)
    reader.close()
    return unpacked


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
