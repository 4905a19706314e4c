"""Records as a CSV file that spreadsheets and programs read alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

SPREADSHEET_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""First characters at which a spreadsheet may run a cell; an apostrophe makes them text."""

_EXACT_INTEGERS = 2**53
"""Below this every whole number is a float exactly, so it may be written without a point."""


def write_csv(columns: Iterable[str], records: Iterable[Mapping[str, object]]) -> bytes:
    """Return records as CSV that Excel, LibreOffice and pandas read alike.

    UTF-8 with BOM. Numbers are written as Python writes them exactly; text that a spreadsheet
    could run gets an apostrophe before it; a missing value is an empty cell.
    """
    names = list(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for record in records:
        writer.writerow([_cell(record.get(name)) for name in names])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(SPREADSHEET_FORMULA) else value
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_INTEGERS:
        return int(value)
    return value
