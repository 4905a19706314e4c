"""The XLSX template of each dataset: a sheet to fill in, the rules, and the lists of values.

Offices report districts up to 30 June 2025 and commune-level units since; the list of areas
holds both, since returns of earlier periods are still being sent.
"""

from __future__ import annotations

from itertools import product

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from vtdash.model.datasets import Column, Dataset
from vtdash.reference import Catalogue
from vtdash.render.workbooks import (
    EXAMPLE,
    EXAMPLE_FONT,
    GRID,
    HEADER,
    HEADER_FONT,
    LABEL,
    LABEL_FONT,
    ONE_LINE,
    TEXT,
    TITLE_FONT,
    put,
    put_table,
    saved,
    set_print,
    set_widths,
)
from vtdash.returns.sheet_notes import OWN_AUTHOR
from vtdash.returns.workbooks.guide_sheet import write_guide
from vtdash.returns.workbooks.value_lists import Listing, listings
from vtdash.text.messages import message

DATA_SHEET = "Dữ liệu"
LABEL_ROW, HEADER_ROW, EXAMPLE_ROW, FIRST_ROW = 3, 4, 5, 6
RULED_ROWS = 200
"""Empty rows that are ruled and ready; a return may go on below them."""

LAST_ROW = 10_000
"""Last row with drop-downs."""

_FORMATS = {"count": "0", "amount": "General", "year": "0"}
_WIDTHS = {"area": 14.0, "occupation": 16.0, "item": 12.0}

_FILL_IN = message(
    "Fill in from row {first}. Row {example} (slanted, grey) is an EXAMPLE: "
    "delete it before sending, or the file is refused. A blank cell is not a zero.",
    first=FIRST_ROW,
    example=EXAMPLE_ROW,
)
_EXAMPLE_NOTE = "VÍ DỤ: xóa dòng này trước khi nộp.\nEXAMPLE: delete this row before sending."
_NOT_LISTED = (
    "Giá trị không có trong danh sách. Xem trang tính của danh sách.\n"
    "This value is not in the list. See the sheet of the list."
)
_NOT_A_NUMBER = (
    "Ghi số từ 0 trở lên, không vượt quá cột bao trùm.\n"
    "Write a number of 0 or more, not above the column that contains it."
)


def workbook(dataset: Dataset, catalogue: Catalogue) -> bytes:
    """Return the template of a dataset as an XLSX file; equal catalogues give equal templates."""
    book, lists = Workbook(), listings(dataset, catalogue)
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one; for the type
    sheet.title = DATA_SHEET
    book.properties.title = f"{dataset.title.vi} / {dataset.title.en}"
    _write_head(sheet, dataset)
    _write_body(sheet, dataset)
    _add_choices(sheet, dataset, lists)
    write_guide(book.create_sheet(), dataset)
    for listing in lists.values():
        _write_list(book.create_sheet(listing.title), listing)
    return saved(book)


def _write_head(sheet: Worksheet, dataset: Dataset) -> None:
    title = f"{dataset.title.vi.upper()} / {dataset.title.en.upper()}"
    put(sheet, 1, 1, title, font=TITLE_FONT)
    put(sheet, 2, 1, f"{_FILL_IN.vi}\n{_FILL_IN.en}", font=LABEL_FONT)
    for row in (1, 2):
        sheet.merge_cells(
            start_row=row, end_row=row, start_column=1, end_column=len(dataset.columns)
        )
    for number, column in enumerate(dataset.columns, start=1):
        label = f"{column.meaning.vi}\n{column.meaning.en}"
        put(sheet, LABEL_ROW, number, label, font=LABEL_FONT, fill=LABEL).border = GRID
        put(sheet, HEADER_ROW, number, column.name, font=HEADER_FONT, fill=HEADER).border = GRID
    for row, height in {1: 24.0, 2: 64.0, LABEL_ROW: 92.0}.items():
        sheet.row_dimensions[row].height = height
    sheet.freeze_panes = f"A{EXAMPLE_ROW}"
    set_print(sheet, HEADER_ROW)


def _write_body(sheet: Worksheet, dataset: Dataset) -> None:
    """Write the example row and the empty rows; codes are text, so that zeros in front stay."""
    for number, column in enumerate(dataset.columns, start=1):
        form = _FORMATS.get(column.kind, TEXT)
        sheet.column_dimensions[get_column_letter(number)].number_format = form
        cell = put(sheet, EXAMPLE_ROW, number, _example(column), font=EXAMPLE_FONT, fill=EXAMPLE)
        cell.border, cell.number_format = GRID, form
    for row, number in product(
        range(FIRST_ROW, FIRST_ROW + RULED_ROWS), range(len(dataset.columns))
    ):
        form = _FORMATS.get(dataset.columns[number].kind, TEXT)
        put(sheet, row, number + 1, None, number_format=form).border = GRID
    set_widths(sheet, (_WIDTHS.get(column.kind, 20.0) for column in dataset.columns))
    note = Comment(_EXAMPLE_NOTE, OWN_AUTHOR, height=60, width=280)
    sheet.cell(EXAMPLE_ROW, 1).comment = note


def _example(column: Column) -> str | float:
    """Return the example as an office would type it: numbers as numbers, codes as text."""
    kinds = {"count": int, "year": int, "amount": float}
    return kinds[column.kind](column.example) if column.kind in kinds else column.example


def _add_choices(sheet: Worksheet, dataset: Dataset, lists: dict[str, Listing]) -> None:
    for number, column in enumerate(dataset.columns, start=1):
        listing = lists.get(column.name)
        rule = _choice(listing) if listing else _bound(dataset, column, number)
        if rule is not None:
            letter = get_column_letter(number)
            rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
            sheet.add_data_validation(rule)


def _choice(listing: Listing) -> DataValidation:
    """Return the drop-down of a list; a name in place of a code is allowed after a question."""
    source = f"'{listing.title}'!$A${listing.first_row}:$A${listing.last_row}"
    rule = DataValidation("list", formula1=source, allow_blank=True)
    rule.errorStyle, rule.showErrorMessage = "warning", True
    rule.errorTitle, rule.error = "Danh sách - List", _NOT_LISTED
    rule.promptTitle, rule.prompt, rule.showInputMessage = (
        listing.title,
        f"{listing.prompt.vi}\n{listing.prompt.en}",
        True,
    )
    return rule


def _bound(dataset: Dataset, column: Column, number: int) -> DataValidation | None:
    """Return the rule that a number is 0 or more and not above the column it is a part of."""
    if column.kind not in {"count", "amount"}:
        return None
    own = f"{get_column_letter(number)}{FIRST_ROW}"
    tests = [f"ISNUMBER({own})", f"{own}>=0"]
    tests += [f"{own}=INT({own})"] if column.kind == "count" else []
    if column.at_most:
        whole = get_column_letter(dataset.column_names.index(column.at_most) + 1)
        tests.append(f"OR(ISBLANK({whole}{FIRST_ROW}),{own}<={whole}{FIRST_ROW})")
    rule = DataValidation("custom", formula1=f"AND({','.join(tests)})", allow_blank=True)
    rule.errorStyle, rule.showErrorMessage = "warning", True
    rule.errorTitle, rule.error = "Số - Number", _NOT_A_NUMBER
    return rule


def _write_list(sheet: Worksheet, listing: Listing) -> None:
    title = f"{listing.prompt.vi} / {listing.prompt.en}"
    put(sheet, 1, 1, title, font=TITLE_FONT).alignment = ONE_LINE
    put_table(sheet, listing.first_row - 1, listing.heads, listing.rows)
    set_widths(sheet, listing.widths)
    sheet.freeze_panes = f"A{listing.first_row}"
    set_print(sheet, listing.first_row - 1)
