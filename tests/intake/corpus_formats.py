"""Cases of number formats and raised letters that make another number of what a cell holds."""

import io
from functools import partial

from openpyxl import load_workbook

from tests.intake.builders import as_xlsx, table, typed
from tests.intake.corpus import Case
from tests.intake.documents import Xml, as_docx, as_xls, ods, run, word_cell
from tests.intake.official import UNIT, form_2
from vtdash.render.workbooks import packed

CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
PLAIN = form_2(CLASSES, total="none")
SUM_2 = {"enrolled": 115, "enrolled_women": 81}
WRITES_MORE = (
    '0" nghìn"', '0" ngàn người"', '0.0" trăm"', '0"k"', 'General" nghìn"', '"khoảng "0', '"<"0',
    '0"+"', '0"/40"', '0"%"', '"1"0', r"00\/00", "000-000", "0.000", "#,##0.000",
)  # fmt: skip
"""Formats by which 20 people are shown as 20 nghìn, khoảng 20, 20/40, 120, 00/20 or 20.000."""

WRITES_THE_SAME = ('0" người"', '#,##0" học viên"', '#,##0," nghìn"', r"#\.##0", "0.00", "00000")
MONEY = {"money_spent": 420.5}
MANY = 3_100


def cases():
    """Return the cases."""
    groups = (workbooks, other_programs, money, large, lifted)
    return [case for group in groups for case in group()]


def formatted(rows, cell, form, value=None):
    """Return a workbook whose cell has a number format, and another value where one is given."""
    book = load_workbook(io.BytesIO(as_xlsx({"B": rows})))
    book.active[cell].number_format = form
    if value is not None:
        book.active[cell].value = value
    return packed(book)


def workbooks():
    """People of a class in formats that write more than the number, and in others."""
    for form in WRITES_MORE:
        yield Case(f"Form 2 with people in the format {form}", formatted(PLAIN, "D9", form),
                   "a.xlsx", checks={"T02": 1})  # fmt: skip
    for form in WRITES_THE_SAME:
        yield Case(f"Form 2 with people in the format {form}", formatted(PLAIN, "D9", form),
                   "a.xlsx", 3, SUM_2)  # fmt: skip
    for value, records, checks in ((19.999999999999996, 3, {}), (19.99, None, {"T02": 1})):
        yield Case(f"Form 2 with {value} people from a formula",
                   formatted(PLAIN, "D9", "General", value), "a.xlsx", records,
                   SUM_2 if records else {}, checks)  # fmt: skip


def other_programs():
    """The same as XLS and as ODS, where the shown text stands beside the value."""
    for form in ('0" nghìn"', "0.000"):
        old = as_xls({"B": PLAIN}, looks={(9, 4): form})
        yield Case(f"Form 2 as xls with people in the format {form}", old, "a.xls",
                   checks={"T02": 1})  # fmt: skip
    shown = (
        *(("20 nghìn", {"T02": 1}), ("20.000", {"T02": 1}), ("20/40", {"T02": 1})),
        *(("120", {"T02": 1}), ("x", {"T02": 1}), ("20 người", {}), ("20,0", {}), ("2E+01", {})),
    )
    for text, checks in shown:
        rows = [list(row) for row in PLAIN]
        held = 'office:value-type="float" office:value="20"'
        rows[8][3] = Xml(f"<table:table-cell {held}><text:p>{text}</text:p></table:table-cell>")
        found = (None, {}) if checks else (3, SUM_2)
        yield Case(f"Form 2 as ods with 20 people shown as {text}", ods(rows), "a.ods", *found,
                   checks)  # fmt: skip


def money():
    """Money, where three decimals are usual and a word for thousands is none of the unit."""
    rows = typed(table("task_progress"))
    for form, records, sums, checks in (
        ("#,##0.000", 2, MONEY, {}),
        ('0.0" triệu đồng"', 2, MONEY, {}),
        ('0.0" tỷ"', None, {}, {"T04": 1}),
    ):
        yield Case(f"money in the format {form}", formatted(rows, "H2", form), "a.xlsx", records,
                   sums, checks, dataset="task_progress")  # fmt: skip
    text = as_xlsx({"a": [*rows[:2], [*rows[2][:7], "không [+ .000]"]]})
    yield Case("money in words with the mark of a format", text, "a.xlsx", checks={"T04": 1},
               dataset="task_progress")  # fmt: skip


def large():
    """A sheet of some thousand rows with a few cells that show more than they hold."""
    head, sound = table("enrolment")[:2]
    rows = typed([head, *([*sound[:3], f"DV-{n:04}", *sound[4:]] for n in range(MANY))])
    for form, records, checks in (("0.000", None, {"T02": 1}), ('0" người"', MANY, {})):
        sums = {"enrolled": 120 * MANY} if records else {}
        content = partial(formatted, rows, "G3000", form)
        yield Case(f"a large template with a number in the format {form}", content, "a.xlsx",
                   records, sums, checks)  # fmt: skip
    yield Case("a large template with a number that a formula made a hair larger",
               partial(formatted, rows, "G3000", "General", 120.00000000000001), "a.xlsx", MANY,
               {"enrolled": 120 * MANY})  # fmt: skip


def lifted():
    """The mark of a note in Word, raised by its place above the line and not by its style."""
    lines = [" ".join(cell for cell in row if cell) for row in PLAIN[:6]]
    lines[0] += f" Đơn vị báo cáo: {UNIT}"
    heads, body = PLAIN[6][:5], [row[:5] for row in PLAIN[7:10]]
    mark = '<w:position w:val="{}"/><w:sz w:val="16"/>'
    body[1][3] = word_cell(run("20") + run("1", mark.format(8)))
    yield Case("Form 2 in Word with a mark lifted above the line", as_docx(*lines, [heads, *body]),
               "a.docx", 3, SUM_2)  # fmt: skip
    body[1][3] = word_cell(run("2") + run("0", mark.format(0)))
    yield Case("Form 2 in Word with a digit that stands on the line",
               as_docx(*lines, [heads, *body]), "a.docx", 3, SUM_2)  # fmt: skip
