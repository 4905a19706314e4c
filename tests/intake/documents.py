"""Returns as other programs than Excel save them, built part by part: ODS, XLS."""

import io
from datetime import datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

import xlwt

from tests.intake.builders import zipped

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NS = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style", "draw")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_VISIBILITY = ' table:visibility="{}"'
STYLES = (
    '<office:automatic-styles><style:style style:name="ta1" style:family="table"/>'
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    "</office:automatic-styles>"
)


class Xml(str):
    """A cell of an ODS file as it is written there."""


def ods_cell(value):
    """Return one cell."""
    if isinstance(value, Xml):
        return value
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, bool):
        held = f'"boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, (int, float)):
        held = f'"float" office:value="{value}"'
    elif isinstance(value, datetime):
        held = f'"date" office:date-value="{value:%Y-%m-%d}"'
    else:
        held = '"string"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell office:value-type={held}>{lines}</table:table-cell>"


def formula(text, held="", shown="", before=""):
    """Return a cell with a formula; ``held``: its kind and result as attributes."""
    inner = f"{before}<text:p>{escape(shown)}</text:p>" if shown or before else ""
    return Xml(
        f"<table:table-cell table:formula={quoteattr(text)} {held}>{inner}</table:table-cell>"
    )


def failed(error="#REF!"):
    """Return a formula that failed, as LibreOffice writes it."""
    held = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    return formula("of:=[.B99]/0", held, error)


def ods_sheet(name, rows, *, hidden_rows=(), hidden_columns=(), style="ta1", filtered=False):
    """Return one sheet; rows and columns count from 1."""
    columns = "".join(
        f"<table:table-column{_VISIBILITY.format('collapse') if n in hidden_columns else ''}/>"
        for n in range(1, max([0, *hidden_columns]) + 1)
    )
    how = "filter" if filtered else "collapse"
    lines = "".join(
        f"<table:table-row{_VISIBILITY.format(how) if n in hidden_rows else ''}>"
        f"{''.join(map(ods_cell, row))}</table:table-row>"
        for n, row in enumerate(rows, start=1)
    )
    end = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    return (f"<table:table table:name={quoteattr(name)} table:style-name={quoteattr(style)}>"
            f"{columns}{lines}{end}</table:table>")  # fmt: skip


def as_ods(*sheets, styles=STYLES, before="", body="spreadsheet", parts=None):
    """Return an OpenDocument file of sheets in XML."""
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NS}>{styles}'
               f"<office:body><office:{body}>{before}{''.join(sheets)}</office:{body}>"
               "</office:body></office:document-content>")  # fmt: skip
    return zipped({"mimetype": ODS, "content.xml": content, **(parts or {})})


def ods(rows, **words):
    """Return an OpenDocument file of one sheet."""
    return as_ods(ods_sheet("Biểu", rows, **words))


def as_xls(sheets, *, hidden_rows=(), hidden_columns=(), hidden_sheets=(), merged=(), looks=None):
    """Return an Excel 97-2003 workbook; all but hidden sheets is of the first sheet.

    Text that begins with '=' is a formula, which has no result; ``looks``: (row, column) -> format.
    """
    book = xlwt.Workbook(encoding="utf-8")
    for place, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                _put_xls(sheet, number, column, value, (looks or {}).get((number + 1, column + 1)))
        if place == 0:
            for number in hidden_rows:
                sheet.row(number - 1).hidden = True
            for column in hidden_columns:
                sheet.col(column - 1).hidden = True
            for area in merged:
                sheet.merge(*area)
        sheet.visibility = 1 if name in hidden_sheets else 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put_xls(sheet, number, column, value, look):
    if value is None or value == "":
        return
    style = xlwt.easyxf(num_format_str=look) if look else xlwt.Style.default_style
    if isinstance(value, datetime | timedelta) and not look:
        style = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    if isinstance(value, str) and value.startswith("="):
        value = xlwt.Formula(value[1:])
    if isinstance(value, (list, tuple)):
        sheet.write_rich_text(number, column, value, style)
    else:
        sheet.write(number, column, value, style)
