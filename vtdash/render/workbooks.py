"""How the workbooks that we write look, and how they become bytes.

Nothing of a clock gets into them: the same content gives the same parts of the file each time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as Square
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

TEXT = "@"
"""Number format of text: a code keeps its leading zeros."""

_MADE = datetime(2026, 1, 1)
OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can name."""

_LINE = Side(style="thin", color="C8CED6")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEADER = PatternFill("solid", fgColor="1F4E79")
LABEL = PatternFill("solid", fgColor="DCE6F1")
EXAMPLE = PatternFill("solid", fgColor="F2F2F2")
TITLE_FONT = Font(name="Calibri", size=14, bold=True, color="1F4E79")
HEADER_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
LABEL_FONT = Font(name="Calibri", size=10, color="1F4E79")
EXAMPLE_FONT = Font(name="Calibri", size=11, italic=True, color="595959")
BODY_FONT = Font(name="Calibri", size=11)
LINK_FONT = Font(name="Calibri", size=11, underline="single", color="0563C1")
ONE_LINE = Alignment(vertical="center")
WRAPPED = Alignment(wrap_text=True, vertical="top")


def put(  # noqa: PLR0913 - a cell is its place, its value and its look
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | float | datetime | None,
    *,
    font: Font = BODY_FONT,
    fill: PatternFill | None = None,
    number_format: str = "",
) -> Square:
    """Write one cell and return it; text stays text, also where it begins like a formula."""
    cell: Any = sheet.cell(row, column)
    cell.value = holdable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font, cell.alignment = font, WRAPPED
    if fill is not None:
        cell.fill = fill
    if number_format:
        cell.number_format = number_format
    return cell


def put_table(
    sheet: Worksheet, first: int, heads: Iterable[str], rows: Iterable[Iterable[Any]]
) -> int:
    """Write a header row and rows of text below it, all ruled; return the row after the last."""
    for column, head in enumerate(heads, start=1):
        put(sheet, first, column, head, font=HEADER_FONT, fill=HEADER).border = GRID
    row = first
    for row, values in enumerate(rows, start=first + 1):
        for column, value in enumerate(values, start=1):
            form = TEXT if isinstance(value, str) else "dd/mm/yyyy"
            put(sheet, row, column, value, number_format=form).border = GRID
    return row + 1


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Give the columns of a sheet their widths, from A on, in characters."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def set_print(sheet: Worksheet, header_row: int) -> None:
    """Print a sheet on A4 paper across, one page wide, its header on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    footer: Any = sheet.oddFooter
    footer.center.text = "&A - &P/&N"


def holdable(text: str) -> str:
    r"""Return the text without the control characters that a workbook cannot hold.

    >>> holdable("a\x1bb")
    'a\ufffdb'
    """
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)


def saved(book: Workbook) -> bytes:
    """Return the workbook as a file; equal content gives equal parts, whatever the day."""
    book.properties.creator = "vtdash"
    book.properties.created = book.properties.modified = _MADE
    return packed(book)


def packed(book: Workbook) -> bytes:
    """Return the workbook as a file with its properties as they are."""
    written, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as parts:
        ExcelWriter(book, parts).save()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(out, "w") as fixed:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, OLDEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, parts.read(name))
    return out.getvalue()
