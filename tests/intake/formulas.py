"""Workbooks with formulas as programs write them: with results, without, with zeros, with links."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from tests.intake.builders import zipped

_UNSTORED = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f([^>]*)>([^<]*)</f><v ?/></c>')


def parts_of(content):
    """Return the parts of a workbook: name -> bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def as_formulas(rows, column, first, last):
    """Return rows in which the numbers of a column are formulas that would give them, and these.

    ``column`` counts from 0, ``first`` and ``last`` rows from 1.
    """
    changed, results = [list(row) for row in rows], {}
    for number in range(first, last + 1):
        value = changed[number - 1][column]
        if isinstance(value, int):
            changed[number - 1][column] = f"={value}+0"
            results[f"{get_column_letter(column + 1)}{number}"] = value
    return changed, results


def calculated(content, results, *, asks=False, sheet="xl/worksheets/sheet1.xml", bare=False):
    """Return a workbook with results beside its formulas, as a spreadsheet saves it.

    ``results``: cell -> number or text; a formula without one keeps none. ``asks``: the workbook
    asks to be calculated when it is opened. ``bare``: a formula without a result has no <v> at all.
    """
    parts = parts_of(content)

    def stored(found):
        cell = found[1].decode()
        if cell not in results:
            return found[0].replace(b"<v />", b"").replace(b"<v/>", b"") if bare else found[0]
        value = results[cell]
        kind = b' t="str"' if isinstance(value, str) else b""
        start = b'<c r="%s"%s%s><f%s>%s</f>' % (*found.group(1, 2), kind, found[3], found[4])
        return start + b"<v>%s</v></c>" % escape(str(value)).encode()

    parts[sheet] = _UNSTORED.sub(stored, parts[sheet])
    if not asks:
        book = parts["xl/workbook.xml"]
        parts["xl/workbook.xml"] = book.replace(b' fullCalcOnLoad="1"', b"")
    return zipped(parts)
