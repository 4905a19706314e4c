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


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_docx(*blocks, main=W, parts=None):
    """Return a Word document: text is a paragraph, a list of rows a table, XML stays as it is.

    A cell over several columns is a pair of text and their number, a covered one None.
    """
    body = "".join(
        block if isinstance(block, Xml) else _paragraph(block) if isinstance(block, str)
        else word_table(block) for block in blocks
    )  # fmt: skip
    document = (
        f'<?xml version="1.0"?><w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>'
    )
    return zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(parts or {})}
    )


def run(text, properties=""):
    """Return a run of letters; ``properties`` are elements such as <w:vanish/>."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{escape(str(text))}</w:t></w:r>"


def word_cell(inner="", properties=""):
    """Return a cell of runs."""
    return Xml(f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{inner}</w:p></w:tc>")


def word_table(rows, *, properties=()):
    """Return a table in XML; ``properties``: number of a row -> its properties."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(map(_word_cell, row))
        lines.append(f"<w:tr><w:trPr>{dict(properties).get(number, '')}</w:trPr>{cells}</w:tr>")
    return Xml(f"<w:tbl><w:tblPr/>{''.join(lines)}</w:tbl>")


def _paragraph(text, properties=""):
    lines = "<w:r><w:br/></w:r>".join(map(run, str(text).split("\n")))
    return f"<w:p>{properties}{lines}</w:p>"


def _word_cell(value):
    if isinstance(value, Xml):
        return value
    if value is None:
        return "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    text, columns = value if isinstance(value, tuple) else (value, 1)
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return f"<w:tc><w:tcPr>{span}</w:tcPr>{_paragraph(text)}</w:tc>"


def docx(rows, top):
    """Return a form in Word: its first rows are paragraphs, the rest is one table."""
    lines = [
        " ".join(str(cell) for cell in row if cell not in {"", None}) for row in rows[: top - 1]
    ]
    body = [list(row) for row in rows[top - 1 :]]
    while len(body[-1]) > 2 and not any(body[-1]):
        body.pop()
    wide = max(map(len, body))
    return as_docx(*lines, [[*row, *[""] * (wide - len(row))] for row in body])
