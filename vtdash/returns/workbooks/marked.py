"""The office's own workbook with its problem cells marked, and all problems on a first sheet.

A mark is a colour and a note with the words in both languages. A cell that the steward typed anew
keeps the office's value; the note says both. Sheets, values, formulas with their results, formats
and widths of the office stay, so that the copy reads what the original read; drawings and
drop-downs of other programs' kinds do not survive the library that writes the file. Of a file of
another kind the copy holds what was read (``copied_rows``). A file whose rows are persons, or whose
form nobody knows, gives the list of problems alone: none of its cells is repeated.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from vtdash.render.workbooks import (
    holdable,
    packed,
    saved,
)
from vtdash.returns.examine import Examination
from vtdash.returns.files.archive import kind_of_archive, look_through
from vtdash.returns.files.delimited import HEAD_ROWS, LIMITS
from vtdash.returns.files.source import read_source
from vtdash.returns.findings import Findings
from vtdash.returns.model import Finding, Place
from vtdash.returns.registry import CHECKS
from vtdash.returns.sheet_notes import OWN_AUTHOR
from vtdash.returns.wording import harmless
from vtdash.returns.workbooks.copied_rows import (
    DATA_SHEET,
    copied_rows,
    keep_loose_texts,
    lists_persons,
)
from vtdash.returns.workbooks.kept_results import stored_results, with_results
from vtdash.returns.workbooks.problem_list import (
    PROBLEMS_SHEET,
    SEVERITIES,
    Target,
    changed_cell,
    write_problems,
)

MARKED_CELLS = 1_000_000
"""Cells of a workbook that is copied: of a larger one the library would fill the memory."""

_FILLS = {
    "error": PatternFill("solid", fgColor="F8CBAD"),
    "warning": PatternFill("solid", fgColor="FFE699"),
    "changed": PatternFill("solid", fgColor="C6E0B4"),
}
_ZIP = b"PK"
_ASKING = re.compile(rb'fullCalcOnLoad\s*=\s*["\'](?:1|true)')
_NOTED = 5
"""Findings of one cell that its note spells out."""

_LOOKED_AT = 60
"""Columns in which the first filled cell of a row is looked for."""


Cells = Mapping[Target, Sequence[Finding]]


def mark(content: bytes, examination: Examination) -> bytes:
    """Return a workbook of the problems of a file, marked in the office's own cells where it may.

    ``content`` is the file that was examined. Problems come first; where the file cannot be
    copied (it cannot be read, or its rows are persons) they come alone. Never raises for what
    the file holds.
    """
    book = _office_book(content, examination)
    if book is None:
        return _alone(examination)
    try:
        cells = _cells(book, examination)
        _mark_changes(book, examination)
        _mark_all(book, cells)
        _put_first(book, examination, cells)
        return with_results(packed(book), stored_results(content) if _is_workbook(content) else {})
    except Exception:  # a strange workbook may fail anywhere in the library
        return _alone(examination)


def _alone(examination: Examination) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = PROBLEMS_SHEET
    write_problems(sheet, examination, {})
    return saved(book)


def _office_book(content: bytes, examination: Examination) -> Workbook | None:
    """Return the office's rows as a workbook that can be written to, None where they may not be."""
    recognition = examination.recognition
    if recognition is None or recognition.is_personal:
        return None
    try:
        if _is_workbook(content):
            return _opened(content)
        return copied_rows(read_source(content, examination.name, Findings()), examination)
    except Exception:  # whatever cannot be opened is listed alone
        return None


def _opened(content: bytes) -> Workbook | None:
    """Return the whole workbook; None where one of its sheets, hidden or not, lists persons."""
    parts = look_through(content, Findings(), replace(LIMITS, cells=MARKED_CELLS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that the library leaves out
        book = load_workbook(io.BytesIO(content), rich_text=True)
    book.calculation.fullCalcOnLoad = _asks_to_calculate(content)  # the library always asks
    if any(part.boxes for part in parts.values()):
        for grid in read_source(content, "", Findings()).grids:
            keep_loose_texts(book[grid.name], grid.notes.beside)
    return None if any(map(_is_of_persons, book.worksheets)) else book


def _is_of_persons(sheet: Worksheet) -> bool:
    head: Any = tuple(sheet.iter_rows(max_row=HEAD_ROWS, values_only=True))
    return lists_persons(head)


def _is_workbook(content: bytes) -> bool:
    """Return whether a file that was examined is a workbook that the library can open and save."""
    return content.startswith(_ZIP) and kind_of_archive(content, Findings(), LIMITS) == "xlsx"


def _asks_to_calculate(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return bool(_ASKING.search(parts.read("xl/workbook.xml")))


def _cells(book: Workbook, examination: Examination) -> dict[Target, list[Finding]]:
    """Return the cells to mark, each with its findings; a place without a row has none."""
    cells: dict[Target, list[Finding]] = defaultdict(list)
    sheets = {harmless(sheet.title): sheet for sheet in book.worksheets}
    home = examination.recognition.sheet if examination.recognition else ""
    for finding in examination.findings:
        sheet = sheets.get(finding.place.sheet) or sheets.get(harmless(home))
        sheet = sheet or (book.worksheets[0] if len(book.worksheets) == 1 else None)
        if sheet is not None and finding.place.row is not None:
            cells[_target(sheet, finding.place)].append(finding)
    return dict(cells)


def _target(sheet: Worksheet, place: Place) -> Target:
    """Return sheet, row and column of a place: of a merged cell its first, of a row its first."""
    row = place.row or 1
    letters = place.letters
    column = column_index_from_string(letters) if letters else _first_filled(sheet, row)
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return Target(sheet.title, merged.min_row, merged.min_col)
    return Target(sheet.title, row, column)


def _first_filled(sheet: Worksheet, row: int) -> int:
    last = min(sheet.max_column, _LOOKED_AT)
    filled = (n for n in range(1, last + 1) if sheet.cell(row, n).value is not None)
    return next(filled, 1)


def _mark_all(book: Workbook, cells: Cells) -> None:
    for target, findings in cells.items():
        cell: Any = book[target.sheet].cell(target.row, target.column)
        errors = any(CHECKS[finding.check].severity == "error" for finding in findings)
        cell.fill = _FILLS["error" if errors else "warning"]
        earlier = f"{cell.comment.text}\n\n" if cell.comment else ""
        note = Comment(holdable(earlier + _note(findings)), _author(cell))
        note.width, note.height = 420, 90 + 60 * min(len(findings), _NOTED)
        cell.comment = note


def _author(cell: Cell) -> str:
    """Return who a comment is by: one that an office made stays the office's, and is told again."""
    return str(cell.comment.author) if cell.comment else OWN_AUTHOR


def _mark_changes(book: Workbook, examination: Examination) -> None:
    """Mark the cells that the steward typed anew; the office's own value stays in them."""
    sheets = {harmless(sheet.title): sheet for sheet in book.worksheets}
    for change in examination.changes:
        sheet = sheets.get(change.sheet) or (sheets.get(DATA_SHEET) if not change.sheet else None)
        if sheet is not None:
            cell: Any = sheet[change.cell]
            cell.fill = _FILLS["changed"]
            earlier = f"{cell.comment.text}\n\n" if cell.comment else ""
            words = holdable(earlier + changed_cell(change))
            cell.comment = Comment(words, _author(cell), 90, 420)


def _note(findings: Sequence[Finding]) -> str:
    """Return the words of a cell's note: the first few findings, then how many are left."""
    told: list[str] = []
    for finding in findings[:_NOTED]:
        severity = SEVERITIES[CHECKS[finding.check].severity]
        told.append(
            f"{severity.vi} {finding.check}: {finding.words.vi}\n{severity.en}: {finding.words.en}"
        )
    more = len(findings) - _NOTED
    told += [f"+ {more}: xem / see '{PROBLEMS_SHEET}'"] if more > 0 else []
    return "\n\n".join(told)


def _put_first(book: Workbook, examination: Examination, cells: Cells) -> None:
    """Put the list before the office's sheets; one of an earlier round gives way."""
    if PROBLEMS_SHEET in book.sheetnames:
        del book[PROBLEMS_SHEET]
    sheet = book.create_sheet(PROBLEMS_SHEET, 0)
    links = {id(finding): target for target, listed in cells.items() for finding in listed}
    write_problems(sheet, examination, links)
    for other in book.worksheets:  # else the office types into all selected sheets at once
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
