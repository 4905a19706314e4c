"""Cases of what stands around a table: remarks, sources, markers, closings, headings again."""

import io

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.intake.builders import as_xlsx, table, typed, with_part
from tests.intake.corpus import Case
from tests.intake.documents import Xml, as_xls, ods
from tests.intake.official import FOOTER, form_1, form_1_rows, form_2
from tests.intake.people import LIST_HEADS, ROSTER_HEADS, SECRETS, list_1956, roster
from vtdash.render.workbooks import packed
from vtdash.returns.model import Answers

CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
SUM_2 = {"enrolled": 115, "enrolled_women": 81}
ALL = {"enrolled": 145, "enrolled_women": 93}
RURAL = Answers(rural="all")
UNDER = (
    "* Số liệu tính đến ngày 30/6/2025, chưa gồm lớp đang học",
    "(*) Gồm cả 12 người học tại xã Tân Triều",
    "(1) Không tính lớp liên kết",
    "Ghi chú: 5 người chuyển sang quý II",
    "Nguồn: Phòng Lao động - Thương binh và Xã hội",
    "Nguồn số liệu: báo cáo của các lớp",
    "Lưu ý - lớp may học hai ca",
)


def cases():
    """Return the cases."""
    groups = (
        remarks,
        markers,
        raised,
        shares,
        scaled,
        headings,
        closings_of_lists,
        closings_of_form_2,
    )
    return [case for group in groups for case in group()]


def one(name, rows, records, sums=(), checks=(), **words):
    """Return the case of a workbook of one sheet."""
    return Case(name, as_xlsx({"B": rows}), "a.xlsx", records, dict(sums), dict(checks), **words)


def form_2_and(*under, body=None):
    """Return Form 2 with rows between its total and its signatures."""
    rows = form_2(CLASSES) if body is None else body
    return [*rows[: -len(FOOTER)], *under, *FOOTER]


def raised():
    """Marks of notes as raised signs behind a number or a name, which are no part of either."""
    for name, row, column in (("number", 8, 4), ("name of an occupation", 8, 2)):
        book = load_workbook(io.BytesIO(as_xlsx({"B": form_2(CLASSES)})))
        cell = book.active.cell(row, column)
        mark = TextBlock(InlineFont(vertAlign="superscript"), "1")
        cell.value = CellRichText(str(cell.value), mark)
        yield Case(f"Form 2 with a raised mark behind a {name}", packed(book), "a.xlsx", 3, SUM_2)
    rows = [["70" if cell == 70 else cell for cell in row] for row in form_2(CLASSES)]
    mark = b'<r><t>70</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>'
    shared = with_part(as_xlsx({"B": rows}), "xl/sharedStrings.xml", b"<t>70</t>", mark)
    yield Case("Form 2 with a raised mark in a shared text", shared, "a.xlsx", 3, SUM_2)


def shares():
    """Cells that show a share: 1 shown as 100% is no count of 1."""
    for form in ("0%", "0.00%", '0.0 "phần trăm" %'):
        book = load_workbook(io.BytesIO(as_xlsx({"B": form_2(CLASSES)})))
        cell = book.active.cell(8, 5)
        cell.value, cell.number_format = 1, form
        yield Case(f"Form 2 with women shown as {form}", packed(book), "a.xlsx",
                   checks={"T02": 1})  # fmt: skip


def scaled():
    """Cells that show thousands or millions of what they hold, in a workbook and an old one."""
    rows = typed(table("task_progress", (1, "money_spent", "420500000")))
    for form in (
        "#,##0,",
        "#,##0.0,,",
        '0.0,, "triệu"',
        '#,##0".000"',
        r"0\0\0\0",
        '0"00"',
        '"-"0',
        r"\-0",
        "(0)",
    ):
        book = load_workbook(io.BytesIO(as_xlsx({"a": rows})))
        book.active["H2"].number_format = form
        yield Case(f"money shown as {form}", packed(book), "a.xlsx", checks={"T04": 1},
                   dataset="task_progress")  # fmt: skip
    for shown in ("420,5 tr", "-420500000", "42.050.000.000"):
        held = 'office:value-type="float" office:value="420500000"'
        cell = Xml(f"<table:table-cell {held}><text:p>{shown}</text:p></table:table-cell>")
        cells = [*rows[1][:7], cell, *rows[1][8:]]
        yield Case(f"money shown as {shown} in an ODS", ods([rows[0], cells, *rows[2:]]), "a.ods",
                   checks={"T04": 1}, dataset="task_progress")  # fmt: skip
    old = as_xls({"a": rows}, looks={(2, 8): "#,##0,,"})
    yield Case("money shown in millions in an old workbook", old, "a.xls", checks={"T04": 1},
               dataset="task_progress")  # fmt: skip


def remarks():
    """Remarks of each kind, under a table and in it."""
    told = {"S22": 1}
    for words in UNDER:
        for column in (0, 1, 4):
            if column == 0 or words.startswith(("*", "Ghi")):
                under = [*[""] * column, words]
                yield one(f"Form 2 with a remark in column {column + 1}: {words}",
                          form_2_and(under), 3, SUM_2, told)  # fmt: skip
    yield one("Form 2 with a remark of three lines",
              form_2_and(["Ghi chú:"], ["", "- Lớp may học hai ca"], ["", "Lớp hàn chưa thi"]),
              3, SUM_2, told)  # fmt: skip
    rows = form_2(CLASSES)
    rows.insert(8, ["", "Ghi chú: hai lớp may ghép"])
    yield one("Form 2 with a remark in its table", rows, 3, SUM_2, told)
    rows = form_2(CLASSES)
    rows.insert(8, ["", "Thêu ren"])
    yield one("Form 2 with an occupation without numbers", rows, None,
              checks={"T01": 2})  # fmt: skip
    yield one("Form 2 with a source that is an occupation",
              form_2((*CLASSES, ("Nguồn nhân lực", 1, 5, 5))), None, checks={"C01": 1})  # fmt: skip
    body = form_1_rows()
    under = (["", "(*) Số liệu đã trừ người học hai lớp"],)
    yield one("Form 1 with a remark", form_1([*body, *under]), 4, ALL, told)
    rows = [*roster(), ["Ghi chú: em Lượng nghỉ học từ tháng 3"]]
    yield one("a roster with a remark", rows, 1, {"enrolled": 5}, told, answers=RURAL,
              secrets=(*SECRETS, "Lượng nghỉ"))  # fmt: skip


def markers():
    """Signs behind a name that lead to a remark."""
    for sign in (" (*)", "*", " (1)", " [2]", "¹", "**"):
        marked = tuple((name + sign, *numbers) for name, *numbers in CLASSES)
        yield one(f"Form 2 with names marked {sign}", form_2(marked), 3, SUM_2)
    body = form_1_rows()
    for row in body:
        row[1] += " (*)" if row[1] in {"Hàn điện", "Trồng hoa"} else ""
    yield one("Form 1 with two names marked", form_1(body), 4, ALL)


def headings():
    """Headings that are printed again on each page."""
    rows = form_2(CLASSES)
    again = [*rows[:9], [], rows[6], *rows[9:]]
    yield one("Form 2 with its headings again", again, 3, SUM_2)
    numbered = [*rows[:7], [str(n) for n in range(1, 24)], *rows[7:]]
    again = [*numbered[:10], *numbered[6:8], *numbered[10:]]
    yield one("Form 2 with its headings and numbers again", again, 3, SUM_2)
    rows = form_1(form_1_rows())
    again = [*rows[:20], *rows[6:12], *rows[20:]]
    yield one("Form 1 with its headings again", again, 4, ALL)
    people = list_1956()
    first = len(people) - 5
    again = [*people[: first + 2], *map(list, LIST_HEADS), *people[first + 2 :]]
    yield one("a list under Decision 1956 with its headings again", again, 1, {"enrolled": 5},
              secrets=SECRETS)  # fmt: skip
    people = roster()
    again = [*people[:-2], list(ROSTER_HEADS), *people[-2:]]
    yield one("a roster with all its headings again", again, 1, {"enrolled": 5}, answers=RURAL,
              secrets=SECRETS)  # fmt: skip


def closings_of_lists():
    """A last line that says how many learners a list has."""
    sound = (
        ["(Danh sách gồm có 5 học viên)"],
        ["", "Tổng số: 05 học viên"],
        ["Ấn định danh sách này có 05 (năm) học viên, trong đó nữ: 3"],
        ["Tổng cộng: 5 người (3 nữ)"],
        ["Tổng cộng", 5],
    )
    wrong = (
        ["Danh sách có 6 học viên"],
        ["Tổng số: 5 học viên, trong đó nữ: 2"],
        ["Tổng cộng", "", 7],
    )
    for line in sound:
        yield one(f"a roster that closes with {line}", [*roster(), line], 1, {"enrolled": 5},
                  answers=RURAL, secrets=SECRETS)  # fmt: skip
    for line in wrong:
        yield one(f"a roster that closes with {line}", [*roster(), line], None,
                  checks={"A03": 1}, answers=RURAL, secrets=SECRETS)  # fmt: skip
    yield one("a list under Decision 1956 that closes with its number",
              [*list_1956(), ["", "Danh sách gồm 5 người"]], 1, {"enrolled": 5},
              secrets=SECRETS)  # fmt: skip
    yield one("a list under Decision 1956 that closes with another number",
              [*list_1956(), ["", "Danh sách gồm 4 người"]], None, checks={"A03": 1},
              secrets=SECRETS)  # fmt: skip


def closings_of_form_2():
    """A last line of Form 2 that says how many people it counts."""
    rows = form_2(CLASSES, total="none")
    line = ["", "Tổng số: 115 người, trong đó nữ 81"]
    yield one("Form 2 that closes with its number", form_2_and(line, body=rows), 3, SUM_2)
    line = ["", "Tổng số: 116 người"]
    yield one("Form 2 that closes with another number", form_2_and(line, body=rows), None,
              checks={"A03": 1})  # fmt: skip
