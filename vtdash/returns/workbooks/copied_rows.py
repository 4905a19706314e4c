"""What was read of a file that is no newer Excel workbook, as a workbook that can be marked.

Rows, columns and sheets stand where they were read, numbers and days as such, hidden rows and
columns hidden. A formula without a result is one there as well, never a blank: the copy, loaded
again, must not read as zero what nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from vtdash.render.workbooks import holdable
from vtdash.returns.examine import Examination
from vtdash.returns.files.source import SourceFile
from vtdash.returns.forms.layout import Head
from vtdash.returns.forms.learner_lists import find_list_1956, find_roster
from vtdash.returns.model import Cell, Grid
from vtdash.returns.sheet_notes import Spans

DATA_SHEET = "Dữ liệu"
"""Name of the sheet of a CSV file, which has none."""

COPIED_ROWS = 50_000
"""Rows of a sheet that are copied; of later rows only those with problems are."""

_NOT_IN_A_NAME = re.compile(r"[\\/*?:\[\]]")
_LONGEST_NAME = 31
_LONGEST_HEADING = 240
"""Letters of the heading of a printed page, of which spreadsheets take 255 with its codes."""

_WIDEST = 300
_UNKNOWN = "=NA()"
"""Has no result before a program calculates it, and is an error afterwards."""


def copied_rows(source: SourceFile, examination: Examination) -> Workbook | None:
    """Return the rows of a file as a workbook that can be marked.

    None where one of its sheets lists persons, or has more unknown results than can be written out.
    """
    if any(lists_persons(grid.head()) for grid in source.grids):
        return None
    if sum(map(len, _unknown(source.grids))) > COPIED_ROWS:
        return None
    book = Workbook()
    del book[book.sheetnames[0]]
    wanted = {finding.place.row for finding in examination.findings}
    for grid in source.grids:
        name = _NOT_IN_A_NAME.sub(" ", grid.name)[:_LONGEST_NAME] or DATA_SHEET
        sheet: Any = book.create_sheet(name)
        for number, cells in grid.rows():
            if number <= COPIED_ROWS or number in wanted:
                _copy_row(sheet, number, cells, is_typed=source.kind != "csv")
        _copy_notes(sheet, grid)
        keep_loose_texts(sheet, (*grid.notes.printed, *grid.notes.beside))
    return book


def keep_loose_texts(sheet: Worksheet, texts: Iterable[str]) -> None:
    """Put texts that stand in no cell into the heading of the printed page: no drawing is kept.

    The copy, loaded again, must say as well that its numbers are thousands.
    """
    page: Any = sheet.oddHeader
    heading = page.center
    given = [heading.text or "", *texts]
    if any(given[1:]):
        shown = "\n".join(filter(None, given)).replace("&", "+")
        heading.text = shown[:_LONGEST_HEADING]


def lists_persons(head: Head) -> bool:
    """Return whether the first rows of a sheet are those of a list of persons."""
    return bool(find_roster(head) or find_list_1956(head))


def _copy_row(sheet: Worksheet, number: int, cells: Sequence[Cell], *, is_typed: bool) -> None:
    for column, value in enumerate(cells, start=1):
        if value is None or value == "":
            continue
        square: Any = sheet.cell(number, column)
        if is_typed and isinstance(value, (int, float, date)):
            square.value = value
        else:
            square.value = holdable(str(value))
            square.data_type = "s"  # else text that begins like a formula would become one


def _copy_notes(sheet: Worksheet, grid: Grid) -> None:
    notes, last = grid.notes, sheet.max_row
    for column, run in (*_cells_of(notes.unstored), *_cells_of(notes.uncalculated)):
        for row in run:
            square: Any = sheet.cell(row, column + 1)
            square.value = _UNKNOWN
    for column, run in _cells_of(notes.merged):
        sheet.merge_cells(None, run.start, column + 1, run.stop - 1, column + 1)
    for run in notes.hidden_rows:
        for row in range(run.start, min(run.stop, last + 1)):
            sheet.row_dimensions[row].hidden = True
    for run in notes.hidden_columns:
        for column in range(run.start, min(run.stop, _WIDEST)):
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True


def _unknown(grids: Iterable[Grid]) -> Iterator[range]:
    for grid in grids:
        for spans in (grid.notes.unstored, grid.notes.uncalculated):
            yield from (run for _, run in _cells_of(spans))


def _cells_of(spans: Spans) -> list[tuple[int, range]]:
    return [(column, run) for column, runs in spans.items() for run in runs]
