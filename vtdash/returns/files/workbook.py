"""An Excel workbook as sheets of rows, read as their XML passes by, once.

The archive is looked through before openpyxl opens what is not a sheet (``archive``), and a sheet
while it is read, so only workbooks of a bearable size without entities are met. Formulas give the
value that was stored with them; links to other files are never followed.
"""

from __future__ import annotations

import contextlib
import io
import re
import threading
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.cell.rich_text import CellRichText
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import parse_richtext_string
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from vtdash.returns.files.archive import look_through, read_part, too_slow
from vtdash.returns.files.delimited import FileLimits, too_wide
from vtdash.returns.files.merged_cells import uncovered
from vtdash.returns.files.ready_grid import ReadyGrid, Row, visible_sheets
from vtdash.returns.files.sheet_rows import SheetRows, SheetStyles
from vtdash.returns.files.workbook_looks import cell_looks, comments_and_boxes, shown_scales
from vtdash.returns.files.xml_shape import ShapeReader
from vtdash.returns.findings import Findings
from vtdash.returns.model import Place
from vtdash.text.messages import message

_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
"""Where programs put the sheets, which are looked through while they are read."""

_STRING, _PLAIN = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "t"))

_OPENING = threading.Lock()
"""The library prints about damaged styles, which would spoil a command's JSON; standard output
is the whole process's, so one workbook at a time is opened without it."""

DAMAGED = message(
    "The workbook is damaged or written in a way that is not standard, and cannot be read."
)
DAMAGED_ROW = message("The sheet cannot be read from this row on; no row of the file was taken.")


class _Book(ExcelReader):
    """All of a workbook but its sheets, which it lists: name, is it visible, part."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), data_only=True, keep_links=False, rich_text=True)
        self.listed: list[tuple[str, bool, str]] = []
        self.texts: list[str | CellRichText] = []
        self.read()

    def read_strings(self) -> None:
        """Read the texts that cells share; plain ones here, which takes the library long."""
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                for _, node in iterparse(source):  # noqa: S314 - looked through before
                    if node.tag == _STRING:
                        self.texts.append(_text(node))
                        node.clear()

    def read_worksheets(self) -> None:
        """List the sheets with cells (no charts)."""
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                self.listed.append((sheet.name, sheet.state == "visible", relation.target))

    def styles(self) -> SheetStyles:
        """Return what cells refer to."""
        book = vars(self.wb)
        return SheetStyles(
            texts=self.texts,
            epoch=self.wb.epoch,
            days=frozenset(book["_date_formats"]),
            durations=frozenset(book["_timedelta_formats"]),
            scales=shown_scales(book),
            looks=cell_looks(book),
        )


def _text(node: Element) -> str | CellRichText:
    if [child.tag for child in node] == [_PLAIN]:
        return (node[0].text or "").replace("x005F_", "")
    rich: Any = node
    return parse_richtext_string(rich)


def read_workbook(content: bytes, findings: Findings, limits: FileLimits) -> tuple[ReadyGrid, ...]:
    """Return the visible sheets of a workbook in their order; stops where it cannot be read.

    A sheet that is damaged stops when its rows are asked for. A merged cell has its value in the
    first of its cells, a formula without a stored value (``notes`` knows them) and a blank cell are
    None, a formula's error is text such as '#REF!'.
    """
    shapes = look_through(content, findings, limits, but=_SHEETS)
    is_late = limits.deadline()
    book = _opened(content)
    if book is None:
        findings.stop("S06", Place(), DAMAGED)
    if is_late():
        findings.stop("S03", Place(), too_slow(limits))
    asks = any(shape.asks_to_calculate for shape in shapes.values())
    styles, cells, sheets = book.styles(), 0, list[tuple[ReadyGrid, bool]]()
    for name, is_visible, part in book.listed:
        held = styles if is_visible else replace(styles, scales={})
        read = SheetRows(ShapeReader(limits, cells), held, limits.columns)
        read_part(content, part, read, findings, limits)
        cells = read.shape.cells
        commented, boxes = comments_and_boxes(part, shapes)
        notes = replace(read.notes(asks_to_calculate=asks), commented=commented, beside=boxes)
        rows = partial(_rows, name, read, findings, limits)
        sheets.append((ReadyGrid(name, notes, rows if is_visible else read.rows.copy), is_visible))
    return visible_sheets(sheets, findings)


def _opened(content: bytes) -> _Book | None:
    """Return the workbook, or None where it is damaged."""
    # The library's warnings are kept off the log: some repeat cells, which may be personal data.
    warnings.filterwarnings("ignore", module="openpyxl")
    try:
        with _OPENING, contextlib.redirect_stdout(io.StringIO()):
            return _Book(content)
    except Exception:  # of many kinds, on damaged workbooks
        return None


def _rows(
    name: str, read: SheetRows, findings: Findings, limits: FileLimits
) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a sheet that hold anything; stops where it is damaged."""
    shape = read.shape.shape()
    if not shape.is_sound:
        findings.stop("S06", Place(name), DAMAGED)
    if shape.last_column > limits.columns:
        findings.stop("S03", Place(name, shape.widest_row), too_wide(limits.columns))
    damaged_row = read.broken_row
    try:
        yield from uncovered(iter(read.rows), shape.merges)
    except ValueError:  # of merged ranges
        damaged_row = shape.merges[0].top
    if damaged_row:
        findings.stop("S06", Place(name, damaged_row), DAMAGED_ROW)
