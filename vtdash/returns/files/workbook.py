"""An Excel workbook as sheets of rows, read through openpyxl one row at a time.

The archive was looked through before (``archive``), so the library meets only workbooks of a
bearable size without entities. Formulas give the value that was stored with them; links to
other files are never followed.
"""

from __future__ import annotations

import contextlib
import io
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet import _read_only
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser

from vtdash.returns.files.archive import look_through, too_slow
from vtdash.returns.files.delimited import HEAD_ROWS, FileLimits, too_wide
from vtdash.returns.files.marked_cells import CellLooks
from vtdash.returns.files.merged_cells import uncovered
from vtdash.returns.files.ready_grid import (
    HIDDEN_SHEET,
    NO_SHEET,
    SHOW_SHEET,
    as_shown,
    cleaned,
    is_filled,
    trimmed,
)
from vtdash.returns.files.workbook_looks import cell_looks, commented_cells, shown_scales
from vtdash.returns.files.xml_shape import PartShape
from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.model import Cell, Place
from vtdash.returns.sheet_notes import SheetNotes
from vtdash.text.messages import message

_KEPT_CELLS = 1_000_000
"""Sheets up to this size are kept after the first reading: a second one takes seconds."""

_CLOCK_ROWS = 256
"""Rows between two looks at the clock."""

# The library's option for runs of letters reaches shared texts only: its sheets that are read row
# by row do not hand it on (3.1.5, pinned), so their parser is given it here.
_read_only.__dict__.update(WorkSheetParser=partial(WorkSheetParser, rich_text=True))

_OPENING = threading.Lock()
"""The library prints about damaged styles, which would spoil a command's JSON; standard output
is the whole process's, so one workbook at a time is opened without it."""

DAMAGED = message(
    "The workbook is damaged or written in a way that is not standard, and cannot be read."
)
DAMAGED_ROW = message("The sheet cannot be read from this row on; no row of the file was taken.")


class SheetGrid:
    """The rows of one visible sheet."""

    def __init__(
        self,
        sheet: ReadOnlyWorksheet,
        shape: PartShape,
        notes: SheetNotes,
        findings: Findings,
        limits: FileLimits,
        looks: CellLooks,
    ) -> None:
        self.name: str = sheet.title
        self._noted = notes
        self._looks = looks
        self._sheet = sheet
        self._shape = shape
        self._findings = findings
        self._limits = limits
        self._head: tuple[tuple[Cell, ...], ...] | None = None
        self._kept: list[tuple[int, tuple[Cell, ...]]] | None = None

    @property
    def notes(self) -> SheetNotes:
        """What the file says about the cells; their looks are looked at where any is odd."""
        if self._looks:
            struck, unseen = self._looks.spans(self._styled())
            self._noted = replace(self._noted, struck=struck, unseen=unseen)
            self._looks = CellLooks()
        return self._noted

    def _styled(self) -> Iterator[tuple[int, int, int]]:
        """Yield row, index of the column and style of each filled cell; damage ends it early."""
        _silence()
        self._sheet.reset_dimensions()
        found = self._sheet.iter_rows(max_col=self._shape.last_column or 1)
        with contextlib.suppress(Exception):  # of many kinds; ``rows`` tells of what is damaged
            for number, cells in enumerate(islice(found, self._shape.last_row), start=1):
                for column, cell in enumerate(cells):
                    if cell.value is not None:
                        yield number, column, getattr(cell, "_style_id", 0)

    def head(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the first rows, blank ones included; row 1 is the first."""
        if self._head is None:
            self._head = tuple(cells for _, cells in islice(self._all(), HEAD_ROWS))
        return self._head

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield number and cells of every row that is not blank; stops where it is damaged.

        Text is in NFC. A merged cell has its value in the first of its cells, a formula without
        a stored value (``notes`` knows them) and a blank cell are None, a formula's error is text
        such as '#REF!'.
        """
        if self._kept is None and self._shape.cells <= _KEPT_CELLS:
            self._kept = list(self._filled())
        return self._filled() if self._kept is None else iter(self._kept)

    def _filled(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        return (row for row in self._all() if any(map(is_filled, row[1])))

    def _all(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield every row up to the last that the file holds; the library may stumble anywhere."""
        self._check_shape()
        number, is_damaged, is_late = 0, False, self._limits.deadline()
        try:
            for number, cells in uncovered(self._read(), self._shape.merges):
                if number % _CLOCK_ROWS == 0 and is_late():
                    self._stop_late(number)
                yield number, cells
        except Stopped:
            raise
        except Exception:  # of many kinds, on damaged sheets
            is_damaged = True
        if is_damaged:  # outside the handler: no exception that may hold a cell travels along
            self._findings.stop("S06", Place(self.name, number + 1), DAMAGED_ROW)

    def _check_shape(self) -> None:
        shape, most = self._shape, self._limits.columns
        if not shape.is_sound:
            self._findings.stop("S06", Place(self.name), DAMAGED)
        if shape.last_column > most:
            self._findings.stop("S03", Place(self.name, shape.widest_row), too_wide(most))

    def _read(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield the library's rows as far as there are values, whatever size the sheet states.

        Formats often go on for a million rows, and what stands behind the rows is not used.
        """
        _silence()
        self._sheet.reset_dimensions()
        scales, last = shown_scales(self._sheet), self._shape.last_column or 1
        found = self._sheet.iter_rows(max_col=last, values_only=not scales)
        for number, cells in enumerate(islice(found, self._shape.last_row), start=1):
            values = [_value(cell, scales) for cell in cells] if scales else cells
            yield number, tuple(map(_cell, trimmed(values)))

    def _stop_late(self, number: int) -> None:
        self._findings.stop("S03", Place(self.name, number), too_slow(self._limits))


def read_workbook(content: bytes, findings: Findings, limits: FileLimits) -> tuple[SheetGrid, ...]:
    """Return the visible sheets of a workbook in their order; stops where it cannot be read."""
    shapes = look_through(content, findings, limits)
    is_late = limits.deadline()
    sheets = _sheets(content)
    if sheets is None:
        findings.stop("S06", Place(), DAMAGED)
    if is_late():
        findings.stop("S03", Place(), too_slow(limits))
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        if sheet not in visible and _has_numbers(sheet, _shape(sheet, shapes)):
            findings.add("S24", Place(sheet.title), HIDDEN_SHEET)
    if not visible:
        findings.stop("S06", Place(), NO_SHEET, do=SHOW_SHEET)
    asks = any(shape.asks_to_calculate for shape in shapes.values())
    found = ((sheet, _shape(sheet, shapes)) for sheet in visible)
    return tuple(
        SheetGrid(
            sheet,
            shape,
            replace(shape.notes(asks_to_calculate=asks), commented=commented_cells(sheet, shapes)),
            findings,
            limits,
            cell_looks(sheet),
        )
        for sheet, shape in found
    )


def _has_numbers(sheet: ReadOnlyWorksheet, shape: PartShape) -> bool:
    """Return whether a hidden sheet has numbers in its first rows, as a list of names has not."""
    _silence()
    sheet.reset_dimensions()
    try:
        rows = sheet.iter_rows(max_col=shape.last_column or 1, values_only=True)
        looked = islice(rows, min(shape.last_row, HEAD_ROWS))
        return any(isinstance(value, (int, float)) for cells in looked for value in cells)
    except Exception:  # of many kinds, on damaged sheets: what cannot be read holds no known number
        return False


def _sheets(content: bytes) -> Sequence[ReadOnlyWorksheet] | None:
    """Return the sheets with cells (no charts), or None where the workbook is damaged."""
    _silence()
    try:
        with _OPENING, contextlib.redirect_stdout(io.StringIO()):
            workbook = openpyxl.load_workbook(
                io.BytesIO(content),
                read_only=True,
                data_only=True,
                keep_links=False,
                rich_text=True,
            )
    except Exception:  # of many kinds, on damaged workbooks
        return None
    return workbook.worksheets


def _shape(sheet: ReadOnlyWorksheet, shapes: dict[str, PartShape]) -> PartShape:
    # The library has no public name for a sheet's part; its version is pinned.
    return shapes[vars(sheet)["_worksheet_path"]]


def _value(cell: object, scales: Mapping[int, str]) -> object:
    """Return a cell's value, as text where it is shown scaled: 1 as 100% is no count of 1."""
    value: object = getattr(cell, "value", None)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    scale = scales.get(getattr(cell, "_style_id", 0))
    return as_shown(value, scale) if scale else value


def _silence() -> None:
    """Keep the library's warnings off the log: some repeat cells, which may be personal data."""
    warnings.filterwarnings("ignore", module="openpyxl")


def _cell(value: object) -> Cell:
    """Return a value as a cell; times of day and durations become text.

    Raised signs are marks of notes: '70' with a raised 1 is 70, never 701. Letters struck through
    beside others are none: '70' struck before '65' is 65.
    """
    if isinstance(value, CellRichText):
        parts = [part for part in value if not _is_raised(part)]
        left = [part for part in parts if not _is_struck(part)]
        value = "".join(map(str, left if any(str(part).strip() for part in left) else parts))
    if isinstance(value, str):
        return cleaned(value)
    if value is None or isinstance(value, (int, float, date)):
        return value
    return str(value)


def _is_raised(part: object) -> bool:
    return isinstance(part, TextBlock) and part.font.vertAlign == "superscript"


def _is_struck(part: object) -> bool:
    return isinstance(part, TextBlock) and bool(part.font.strike)
