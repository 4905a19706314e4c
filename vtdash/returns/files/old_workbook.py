"""An Excel 97-2003 workbook (.xls) as sheets of rows, read through xlrd.

The records were looked at before (``biff_records``), so the library meets only workbooks of a
bearable size. What cells are follows the same rules as in newer workbooks.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from vtdash.returns.files.archive import PASSWORD, too_slow
from vtdash.returns.files.biff_records import BiffBook, look_at_records
from vtdash.returns.files.delimited import FileLimits
from vtdash.returns.files.marked_cells import CellLooks, shows_nothing
from vtdash.returns.files.merged_cells import Merge, merged_down, uncovered
from vtdash.returns.files.number_formats import as_shown, scale_shown
from vtdash.returns.files.ods_cells import FAILED
from vtdash.returns.files.ready_grid import ReadyGrid, Row, cleaned, trimmed, visible_sheets
from vtdash.returns.files.workbook import DAMAGED, DAMAGED_ROW
from vtdash.returns.findings import Findings
from vtdash.returns.model import Cell, Place
from vtdash.returns.sheet_notes import SheetNotes, cell_spans, row_runs

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.formatting import XF
    from xlrd.sheet import Sheet

_STREAM = "Workbook"
_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR = 1, 2, 3, 4, 5
"""Kinds of cells as the library numbers them."""

_ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: FAILED,
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}
_NUMBERS = frozenset({_NUMBER, _DATE})
_FILLED = _NUMBERS | {_TEXT, _TRUTH, _ERROR}
_RAISED = 1
_PAGE = (255, 255, 255)
_SHOWN = 0


def old_workbook_stream(content: bytes) -> bytes | None:
    """Return the part of an OLE file that holds a workbook, None where it has none."""
    from xlrd.compdoc import CompDoc  # noqa: PLC0415 - few files need it, and all starts wait for it

    try:
        found = CompDoc(content, logfile=io.StringIO()).locate_named_stream(_STREAM)
        stream, start, length = found
    except Exception:  # of many kinds, on damaged files
        return None
    return bytes(stream[start : start + length]) if stream else None


def read_old_workbook(
    content: bytes, findings: Findings, limits: FileLimits
) -> tuple[ReadyGrid, ...]:
    """Return the visible sheets of a workbook in their order; stops where it cannot be read."""
    is_late = limits.deadline()
    seen = _seen(old_workbook_stream(content) or b"", findings, limits)
    sheets = _sheets(content)
    if is_late():
        findings.stop("S03", Place(), too_slow(limits))
    if sheets is None or len(sheets) != len(seen.sheets):
        findings.stop("S06", Place(), DAMAGED)
    notes = map(seen.notes, seen.sheets)
    return visible_sheets(
        (
            (ReadyGrid(one.name, one.notes(noted), _rows_of(one, findings)), one.is_visible)
            for one, noted in zip(sheets, notes, strict=True)
        ),
        findings,
    )


def _seen(stream: bytes, findings: Findings, limits: FileLimits) -> BiffBook:
    """Return what the records say; stops where they are damaged, encrypted or too many."""
    try:
        seen = look_at_records(stream, limits)
    except Exception:  # of many kinds, on damaged records
        seen = None
    if seen is None:
        findings.stop("S06", Place(), DAMAGED)
    if seen.is_encrypted:
        findings.stop("S05", Place(), PASSWORD)
    if seen.trouble:
        check, sentence = seen.trouble
        findings.stop(check, Place(), sentence)
    return seen


def _rows_of(sheet: _OldSheet, findings: Findings) -> Callable[[], Iterator[tuple[int, Row]]]:
    """Return what gives the rows of a sheet; it stops where what was loaded makes no sense."""

    def rows() -> Iterator[tuple[int, Row]]:
        number, is_damaged = 0, False
        try:
            for number, cells in sheet.rows():
                yield number, cells
        except Exception:  # of many kinds, on damaged sheets
            is_damaged = True
        if is_damaged:  # outside the handler: no exception that may hold a cell travels along
            findings.stop("S06", Place(sheet.name, number + 1), DAMAGED_ROW)

    return rows


def _sheets(content: bytes) -> list[_OldSheet] | None:
    """Return all worksheets, or None where the library cannot read them."""
    from xlrd import open_workbook  # noqa: PLC0415 - few files need it, and all starts wait for it

    try:
        book = open_workbook(
            file_contents=content,
            formatting_info=True,
            ragged_rows=True,
            on_demand=True,
            logfile=io.StringIO(),
        )
        looks = _CellFormats.of(book)
        return [_OldSheet(book.sheet_by_index(n), looks) for n in range(book.nsheets)]
    except Exception:  # of many kinds, on damaged workbooks
        return None


@dataclass(frozen=True)
class _CellFormats:
    """What formats say about values: which are days, durations or scaled, and odd letters.

    ``raised`` and ``struck`` are fonts of parts of a text, ``marked`` are whole cells.
    """

    days: frozenset[int]
    durations: frozenset[int]
    scales: Mapping[int, str]
    raised: frozenset[int]
    struck: frozenset[int]
    marked: CellLooks
    first_day: datetime

    @classmethod
    def of(cls, book: Book) -> _CellFormats:
        """Return the formats of a workbook, by the numbers that its cells have."""
        shown = [book.format_map[xf.format_key].format_str or "" for xf in book.xf_list]

        def those(is_one: Callable[[str], object]) -> frozenset[int]:
            return frozenset(number for number, form in enumerate(shown) if is_one(form))

        looks = list(enumerate(book.xf_list))
        raised = (n for n, font in enumerate(book.font_list) if font.escapement == _RAISED)
        return cls(
            days=those(is_date_format),
            durations=those(is_timedelta_format),
            scales={at: scale for at, form in enumerate(shown) if (scale := scale_shown(form))},
            raised=frozenset(raised),
            struck=frozenset(n for n, font in enumerate(book.font_list) if font.struck_out),
            marked=CellLooks(
                struck=frozenset(n for n, xf in looks if book.font_list[xf.font_index].struck_out),
                unseen=those(shows_nothing) | {n for n, xf in looks if _is_white(book, xf)},
            ),
            first_day=CALENDAR_MAC_1904 if book.datemode else CALENDAR_WINDOWS_1900,
        )


@dataclass(frozen=True)
class _OldSheet:
    """One worksheet as the library has it."""

    sheet: Sheet
    looks: _CellFormats

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def is_visible(self) -> bool:
        return self.sheet.visibility == _SHOWN

    def notes(self, of_formulas: SheetNotes) -> SheetNotes:
        """Return the notes with what is hidden, struck through or unseen."""
        known = self.sheet.rowinfo_map
        rows = {n + 1 for n, row in known.items() if row.hidden}
        if self.sheet.default_row_hidden:
            rows |= {n + 1 for n in range(self.sheet.nrows) if n not in known}
        columns = [n for n, column in self.sheet.colinfo_map.items() if column.hidden]
        struck, unseen = self.looks.marked.spans(self._styled()) if self.looks.marked else ({}, {})
        return replace(
            of_formulas,
            struck=struck,
            unseen=unseen,
            commented=cell_spans((row + 1, column) for row, column in self.sheet.cell_note_map),
            merged=merged_down(self._merges()),
            hidden_rows=row_runs(rows),
            hidden_columns=tuple(range(n, n + 1) for n in sorted(columns)),
        )

    def _styled(self) -> Iterator[tuple[int, int, int]]:
        """Yield row, index of the column and format of each filled cell."""
        for row in range(self.sheet.nrows):
            for column, kind in enumerate(self.sheet.row_types(row)):
                if kind in _FILLED:
                    yield row + 1, column, self.sheet.cell_xf_index(row, column)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield number and cells of each row."""
        return uncovered(map(self._row, range(self.sheet.nrows)), self._merges())

    def _merges(self) -> list[Merge]:
        found = self.sheet.merged_cells
        return [Merge(top + 1, left + 1, end, right) for top, end, left, right in found]

    def _row(self, row: int) -> tuple[int, Row]:
        kinds, values = self.sheet.row_types(row), self.sheet.row_values(row)
        cells = [self._cell(row, n, kind, values[n]) for n, kind in enumerate(kinds)]
        return row + 1, tuple(trimmed(cells))

    def _cell(self, row: int, column: int, kind: int, value: str | float) -> Cell:
        if kind == _TEXT:
            runs = self.sheet.rich_text_runlist_map.get((row, column))
            return cleaned(self._unraised(f"{value}", runs) if runs else f"{value}") or None
        if kind in _NUMBERS:
            return self._number(float(value), self.sheet.cell_xf_index(row, column))
        if kind == _TRUTH:
            return bool(value)
        return _ERRORS.get(int(value), FAILED) if kind == _ERROR else None

    def _number(self, value: float, look: int) -> Cell:
        if look in self.looks.days:
            return _day(value, self.looks.first_day, is_duration=look in self.looks.durations)
        held = int(value) if value.is_integer() else value
        scale = self.looks.scales.get(look)
        return as_shown(held, scale) if scale else held

    def _unraised(self, text: str, runs: Sequence[tuple[int, int]]) -> str:
        """Return a text without its raised letters, which are marks of notes.

        Letters struck through beside others are left out as well.
        """
        ends = [start for start, _ in runs[1:]] + [len(text)]
        parts = [(text[start:end], font) for (start, font), end in zip(runs, ends, strict=True)]
        kept = [(part, font) for part, font in parts if font not in self.looks.raised]
        front = text[: runs[0][0]]
        left = front + "".join(part for part, font in kept if font not in self.looks.struck)
        return left if left.strip() else front + "".join(part for part, _ in kept)


def _is_white(book: Book, xf: XF) -> bool:
    """Return whether letters have the colour of a page that shows behind them."""
    colour = book.colour_map.get(book.font_list[xf.font_index].colour_index)
    is_bare = xf.background is None or xf.background.fill_pattern == 0
    return colour == _PAGE and is_bare


def _day(value: float, first_day: datetime, *, is_duration: bool) -> Cell:
    """Return a day, or a time of day or a duration as text; what is no day is an error."""
    try:
        found = from_excel(value, first_day, timedelta=is_duration)
    except (ValueError, OverflowError):
        return FAILED
    return found if isinstance(found, date) else str(found)
