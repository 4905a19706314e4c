"""The files of a panel beside its CSV: a workbook for people, and an archive with every column.

Both say what is in them: question, filters, snapshot, kind of data, sources, address.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from vtdash.render.charts.layout import SAMPLE_MARK
from vtdash.render.csv_file import SPREADSHEET_FORMULA
from vtdash.render.panel import Panel, sample_words
from vtdash.render.sortable import TableColumn
from vtdash.render.workbooks import (
    HEADER,
    HEADER_FONT,
    LABEL_FONT,
    LINK_FONT,
    OLDEST,
    TITLE_FONT,
    holdable,
    put,
    put_table,
    saved,
    set_print,
    set_widths,
)

_NARROW, _WIDE = 9, 48
"""Letters of a column at least and at most: a long note does not push the numbers away."""

_WHOLE, _BROKEN, _PERCENT = "#,##0", "#,##0.00", '#,##0.0"%"'


@dataclass(frozen=True)
class Origin:
    """Where a file comes from, as its panel does not know it: choices in words, set, address."""

    filters: str = ""
    snapshot: str = ""
    address: str = ""


def panel_archive(panel: Panel, origin: Origin) -> bytes:
    """Return a ZIP with the CSV of all columns and a text that says what it is."""
    out = io.BytesIO()
    parts = {
        panel.file_name: panel.csv(is_full=True),
        "about.txt": about(panel, origin).encode("utf-8-sig"),
    }
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, OLDEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, content)
    return out.getvalue()


def about(panel: Panel, origin: Origin) -> str:
    """Return what a reader of the file alone has to know, as text."""
    text = panel.names.text
    lines = [f"{label}: {said}" for label, said in _facts(panel, origin)]
    lines += ["", *(f"- {note}" for note in panel.cautions)]
    if panel.sources:
        lines += ["", text("Sources"), *(" | ".join(filter(None, s)) for s in _sources(panel))]
    return "\r\n".join([*lines, ""])


def panel_workbook(panel: Panel, origin: Origin) -> bytes:
    """Return an XLSX: a sheet that says what it is, and one of the rows with real numbers."""
    text = panel.names.text
    book = Workbook()
    first: Any = book.active
    first.title = text("About")
    _write_about(first, panel, origin)
    _write_rows(book.create_sheet(text("Data")), panel)
    return saved(book)


def _facts(panel: Panel, origin: Origin) -> Iterator[tuple[str, str]]:
    """Yield what the file is: label and words."""
    text, rows = panel.names.text, panel.rows
    kinds = dict.fromkeys(panel.names.data_status(row) for row in rows)
    said = {
        text("Question"): panel.title,
        text("Finding"): panel.claim,
        text("Filters"): origin.filters,
        text("Data status"): " ".join(
            filter(None, [f"{text.items(kinds)}.", sample_words(rows, text)])
        ),
        text("Rows"): text.number(len(rows)),
        text("Snapshot"): origin.snapshot,
        text("Address"): origin.address,
    }
    yield from ((label, words) for label, words in said.items() if words)


def _sources(panel: Panel) -> list[tuple[str, ...]]:
    return [(s.source_id, s.publisher, s.title, s.url, s.published_date) for s in panel.sources]


def _write_about(sheet: Worksheet, panel: Panel, origin: Origin) -> None:
    text = panel.names.text
    row = 1
    if panel.has_sample:
        put(sheet, row, 1, SAMPLE_MARK, font=TITLE_FONT).alignment = Alignment(wrap_text=False)
        row += 2
    for label, words in _facts(panel, origin):
        put(sheet, row, 1, label, font=LABEL_FONT)
        put(sheet, row, 2, words)
        row += 1
    for note in panel.cautions:
        put(sheet, row, 1, text("Note"), font=LABEL_FONT)
        put(sheet, row, 2, note)
        row += 1
    if panel.sources:
        heads = (text("Source"), text("Publisher"), text("Title"), text("Address"), text("Date"))
        first = row + 1
        put_table(sheet, first, heads, _sources(panel))
        for below, source in enumerate(panel.sources, start=first + 1):
            place: Any = sheet.cell(below, 4)
            if source.url.startswith(("https://", "http://")):
                place.hyperlink, place.font = source.url, LINK_FONT
    set_widths(sheet, (18, 60, 48, 48, 12))


def _write_rows(sheet: Worksheet, panel: Panel) -> None:
    """Write the rows below a header that stays, to be filtered; no cell is run."""
    columns = panel.columns()
    for number, column in enumerate(columns, start=1):
        put(sheet, 1, number, column.title, font=HEADER_FONT, fill=HEADER)
        form = _form(column)
        for below, value in enumerate(_cells(column), start=2):
            if value is not None and value != "":
                _put_plain(sheet, below, number, value, form)
    set_widths(sheet, map(_width, columns))
    sheet.freeze_panes = "A2"
    if panel.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(panel.rows) + 1}"
    set_print(sheet, 1)
    if panel.has_sample:
        head: Any = sheet.oddHeader
        head.center.text = SAMPLE_MARK


def _put_plain(sheet: Worksheet, row: int, column: int, value: str | float, form: str) -> None:
    """Write a cell without wrapping it: rows keep their height."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value, cell.data_type = holdable(value), "s"
        cell.quotePrefix = value.startswith(SPREADSHEET_FORMULA)
    else:
        cell.value, cell.number_format = value, form


def _cells(column: TableColumn) -> Sequence[str | float | None]:
    """Return what stands in the cells: numbers where there are any, years as numbers too."""
    if column.numbers is None:
        years = all(len(cell) == len("2025") and cell.isdecimal() for cell in column.words)
        return [int(cell) for cell in column.words] if years else column.words
    pairs = zip(column.numbers, column.words, strict=True)
    return [words if number is None else number for number, words in pairs]


def _form(column: TableColumn) -> str:
    """Return the number format of a column; a spreadsheet writes its own signs."""
    if column.numbers is None:
        return "0"
    if any(cell.endswith("%") for cell in column.words):
        return _PERCENT
    return _WHOLE if all(n is None or float(n).is_integer() for n in column.numbers) else _BROKEN


def _width(column: TableColumn) -> int:
    longest = max(map(len, (column.title, *column.words)))
    return min(max(longest + 3, _NARROW), _WIDE)
