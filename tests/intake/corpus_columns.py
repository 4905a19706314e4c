"""Cases of numbers of another kind beside the quarter's or in their place: plans, sums, shares."""

from datetime import datetime

from tests.intake.builders import as_csv, as_xlsx, table, typed
from tests.intake.corpus import Case
from tests.intake.documents import as_docx, as_xls, ods
from tests.intake.official import (
    NUMBERS,
    UNIT,
    footer,
    form_1,
    form_1_rows,
    form_1_xlsx,
    form_2,
    heading,
)
from vtdash.returns.model import Answers

CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
SUM_2 = {"enrolled": 115, "enrolled_women": 81}
ALL_1 = {"enrolled": 145, "enrolled_women": 93}
OTHER, TITLED = {"S26": 1}, {"S27": 1}
ABOVE = form_2(CLASSES, total="none")[:6]


def cases():
    """Return the cases."""
    groups = (beside, alone, of_rows, totals, units, titles, tabs, shifted, rows_of_form_2)
    return [case for group in groups for case in group()]


def form(heads, body, above=ABOVE):
    """Return a sheet of Form 2 with headings of its own."""
    return [*above, *heads, *body, *footer(str(above))]


def one(name, rows, records=None, sums=(), checks=(), **words):
    """Return the case of a workbook of one sheet."""
    book = as_xlsx({"B": rows})
    return Case(f"Form 2 {name}", book, "a.xlsx", records, dict(sums), dict(checks), **words)


def beside():
    """Columns of other numbers beside the quarter's: passed by, or nobody can choose."""
    heads = [["STT", "Tên nghề", "Lũy kế từ đầu năm", "", "", "Trong quý", "", ""],
             ["", "", "Số lớp", "Số người", "Nữ", "Số lớp", "Số người", "Nữ"]]  # fmt: skip
    body = [[1, "May công nghiệp", 4, 140, 118, 2, 70, 60], [2, "Hàn điện", 2, 41, 2, 1, 20, 1],
            [3, "Trồng hoa", 2, 50, 41, 1, 25, 20]]  # fmt: skip
    yield one("with the year to date before the quarter", form(heads, body), 3, SUM_2)
    heads = [
        ["STT", "Tên nghề", "Kế hoạch (KH)", "", "Thực hiện (TH)", "", "", "Tỷ lệ %"],
        ["", "", "Số lớp", "Số người", "Số lớp", "Số người", "Trong đó: Nữ", "TH/KH"],
    ]
    body = [[1, "May công nghiệp", 3, 105, 2, 70, 60, 67], [2, "Hàn điện", 1, 35, 1, 20, 1, 57],
            [3, "Trồng hoa", 1, 35, 1, 25, 20, 71]]  # fmt: skip
    yield one("with planned and achieved", form(heads, body), 3, SUM_2)
    heads = [["STT", "Tên nghề", "Số lớp", "Số người (KH)", "Số người (TH)", "Nữ"]]
    body = [[1, "May công nghiệp", 2, 105, 70, 60], [2, "Hàn điện", 1, 35, 20, 1],
            [3, "Trồng hoa", 1, 35, 25, 20]]  # fmt: skip
    yield one("with planned and achieved in brackets", form(heads, body), 3, SUM_2)
    heads = [["STT", "Tên nghề", "Số lớp", "Cùng kỳ năm trước", "", "Quý này", ""],
             ["", "", "", "Số người", "Nữ", "Số người", "Nữ"]]  # fmt: skip
    body = [[1, "May công nghiệp", 2, 64, 50, 70, 60], [2, "Hàn điện", 1, 18, 1, 20, 1],
            [3, "Trồng hoa", 1, 22, 19, 25, 20]]  # fmt: skip
    yield one("with last year before this year, in words", form(heads, body), 3, SUM_2)
    heads[0] = ["STT", "Tên nghề", "Số lớp", "Quý I/2024", "", "Quý I/2025", ""]
    yield one("with last year before this year, by number", form(heads, body), checks=OTHER)
    heads = [["STT", "Tên nghề", "Số lớp", "Sơ cấp", "", "Dưới 3 tháng", ""],
             ["", "", "", "Tổng số", "Trong đó: Nữ", "Tổng số", "Trong đó: Nữ"]]  # fmt: skip
    body = [[1, "May công nghiệp", 2, 40, 30, 30, 30], [2, "Hàn điện", 1, 20, 1, 0, 0]]
    yield one("with two levels beside each other", form(heads, body), checks=OTHER)
    heads = [["STT", "Tên nghề", "Số lớp", "Tháng 1", "", "Tháng 2", "", "Cộng quý", ""],
             ["", "", "", *["Số người", "Nữ"] * 3]]  # fmt: skip
    body = [[1, "May công nghiệp", 2, 40, 30, 30, 30, 70, 60]]
    old = as_xls({"B": form(heads, body)})
    yield Case("Form 2 as xls with months beside each other", old, "a.xls", checks=OTHER)
    rows = form_2(CLASSES, total="none")
    rows[6][3] = "Số lượt người"
    for row, people in zip(rows[6:10], ("Số người", 65, 20, 25), strict=True):
        row.insert(3, people)
    yield one("with persons and course starts", rows, checks=OTHER)
    heads = [["STT", "Tên nghề", "Số lớp", "Số người học nghề", "", "Trong đó", ""],
             ["", "", "", "Nữ", "Tổng số", "Trên 45 tuổi", ""],
             ["", "", "", "", "", "Tổng số", "Nữ"]]  # fmt: skip
    body = [[1, "May công nghiệp", 2, 60, 70, 5, 5], [2, "Hàn điện", 1, 1, 20, 0, 0],
            [3, "Trồng hoa", 1, 20, 25, 9, 2]]  # fmt: skip
    yield one("with women before all, and a group of age", form(heads, body), 3, SUM_2)
    heads = [["STT", "Tên nghề", "Số lớp", "Số người", "Kinh", "", "Mường", ""],
             ["", "", "", "", "Nam", "Nữ", "Nam", "Nữ"]]  # fmt: skip
    body = [[1, "May công nghiệp", 2, 70, 8, 50, 2, 10]]
    yield one("with women in two groups only", form(heads, body), checks=OTHER)


def alone():
    """A heading that says that the one column of people or women is something else."""
    heads = ["STT", "Tên nghề", "Số lớp", "Số người", "Nữ"]
    body = [[n, *row] for n, row in enumerate(CLASSES, start=1)]
    for column, words in ((4, "Nữ (%)"), (4, "% nữ"), (4, "Tỷ lệ nữ / Nữ"),
                          (3, "Số người (nghìn)"), (3, "Số người (ĐVT: nghìn người)"),
                          (3, "Số người (KH)"), (3, "Số người (lũy kế từ đầu năm)"),
                          (3, "Số người (cùng kỳ)")):  # fmt: skip
        changed = [words if n == column else head for n, head in enumerate(heads)]
        said = {"S09": 1} if "/" in words else OTHER
        yield one(f"with the heading {words}", form([changed], body), checks=said)
    plain = [*heads[:3], "Số người (lượt)", "Nữ (người)"]
    yield one("with harmless brackets in headings", form([plain], body), 3, SUM_2)
    rows = form_1(form_1_rows())
    rows[6] = tuple("Tổng số (lũy kế từ đầu năm)" if c == "Tổng số" else c for c in rows[6])
    yield Case("Form 1 with a total of the year to date", form_1_xlsx(rows), "a.xlsx",
               checks=OTHER | TITLED)  # fmt: skip


def of_rows():
    """Columns that give each row its own level or period."""
    rows = form_2(CLASSES, total="none")
    levels = ("Trình độ", "Sơ cấp", "Dưới 3 tháng", "dưới 3 tháng")
    for row, level in zip(rows[6:10], levels, strict=True):
        row.insert(2, level)
    yield one("with a level in each row", rows, 3, SUM_2)
    again = [list(row) for row in rows]
    again[9][1], again[8][1] = "May công nghiệp", "May công nghiệp"
    yield one("with an occupation at two levels by rows", again, 2, SUM_2)
    rows[8][2] = "Tiến sĩ"
    yield one("with an unknown level in a row", rows, checks={"C01": 1})
    for head, cells, wrong in (("Năm", (2023, 2024, 2025), 2), ("Quý", ("I", "II", 1), 1),
                               ("Tháng", (1, 3, 4), 1), ("Kỳ báo cáo", ("Quý I/2025",) * 3, 0),
                               ("Nam", (10, 19, 5), 0)):  # fmt: skip
        rows = form_2(CLASSES, total="none")
        for row, cell in zip(rows[6:10], (head, *cells), strict=True):
            row.insert(1, cell)
        found = {"checks": {"P05": wrong}} if wrong else {"records": 3, "sums": SUM_2}
        yield one(f"with a column {head} of {wrong} other periods", rows, **found)
    numbered = form_2((CLASSES[1], CLASSES[2], CLASSES[0]), total="none")
    for row, mark in zip(numbered[7:10], ("I", "III", "II"), strict=True):
        row[0] = mark
    yield one("numbered in Roman", numbered, 3, SUM_2)


def totals():
    """Totals of pages and of all rows so far."""
    rows = form_2(CLASSES)
    rows.insert(9, ["", "Cộng dồn", 3, 90, 61])
    yield one("with a sum so far", rows, 3, SUM_2)
    rows = form_2((*CLASSES[:2], *CLASSES[2:]), total="none")
    rows[9:10] = [["", "Cộng trang 1", 3, 90, 61], ["", "Mang sang", 3, 90, 61], rows[9],
                  ["", "Cộng trang 2", 1, 25, 20]]  # fmt: skip
    yield one("with totals of pages", rows, 3, SUM_2)
    rows[9][3] = 91
    yield one("with a wrong total of a page", rows, checks={"A03": 1})


def units():
    """A unit above the table that is not the dataset's."""
    for words in ("Đơn vị tính: nghìn người", "ĐVT: 1.000 người", "(nghìn lượt người)"):
        above = [*ABOVE[:2], [words], *ABOVE[3:]]
        rows = [*above, *form_2(CLASSES, total="none")[6:]]
        yield one(f"under the unit {words}", rows, checks=OTHER)
    above = [*ABOVE[:2], ["Đơn vị tính: người"], *ABOVE[3:]]
    rows = [*above, *form_2(CLASSES, total="none")[6:]]
    yield one("under the unit of persons", rows, 3, SUM_2)
    rows = form_1(form_1_rows())
    rows[2] = ["ĐVT: nghìn người"]
    yield Case("Form 1 in thousands", form_1_xlsx(rows), "a.xlsx", checks=OTHER)
    rows = typed(table("task_progress"))
    for words, is_other in (("nghìn đồng", True), ("đồng", True), ("tỷ đồng", True),
                            ("triệu đồng", False), ("người, triệu đồng", False)):  # fmt: skip
        book = as_xlsx({"a": [[f"Đơn vị tính: {words}"], *rows]})
        found = {"checks": OTHER} if is_other else {"records": 2, "sums": {"money_spent": 420.5}}
        yield Case(f"money in {words}", book, "a.xlsx", dataset="task_progress", **found)
    rows.insert(0, ["Đơn vị báo cáo: Xã Đông Anh"])
    yield Case("money of a place whose name is like a unit", as_xlsx({"a": rows}), "a.xlsx", 2,
               dataset="task_progress")  # fmt: skip


def titles():
    """Titles of the year to date, of half a year and of a plan, over rows of one quarter."""
    lines = {"sums to date": "(Số liệu lũy kế từ đầu năm)", "a plan": "KẾ HOẠCH ĐÀO TẠO NGHỀ",
             "an estimate": "Dự kiến số lớp mở trong quý"}  # fmt: skip
    for what, line in lines.items():
        above = [*ABOVE[:2], [line], *ABOVE[3:]]
        rows = [*above, *form_2(CLASSES, total="none")[6:]]
        content = ods(rows)
        yield Case(f"Form 2 titled as of {what}", content, "a.ods", 3, SUM_2, TITLED)
    above = [*ABOVE[:2], ["Thực hiện Kế hoạch số 177/KH-UBND"], *ABOVE[3:]]
    yield one("titled by a plan's number", [*above, *form_2(CLASSES, total="none")[6:]], 3, SUM_2)
    rows = form_1(form_1_rows())
    rows[2] = ["(Số lũy kế từ đầu năm)"]
    yield Case("Form 1 titled as of sums to date", form_1_xlsx(rows), "a.xlsx", 4, ALL_1, TITLED)
    yield Case("Form 1 titled as of sums to date, its period answered", form_1_xlsx(rows), "a.xlsx",
               4, ALL_1, answers=Answers(period="2025-Q1"))  # fmt: skip
    half = [["TUYỂN SINH 6 THÁNG ĐẦU NĂM 2024"], [], *typed(table("enrolment"))]
    yield Case("a template titled as of half a year", as_xlsx({"a": half}), "a.xlsx", 3,
               {"enrolled": 215}, TITLED)  # fmt: skip
    both = [*half[:-1], [half[-1][0], "2024-Q2", *half[-1][2:]]]
    yield Case("a template of both quarters of half a year", as_xlsx({"a": both}), "a.xlsx", 3)


def tabs():
    """Names of sheets that name a period."""
    rows = form_2(CLASSES)
    for name, checks in (("Quý II.2025", TITLED), ("Q2", TITLED), ("Năm 2024", TITLED),
                         ("Quý I.2025", {}), ("Quý 1", {}), ("Biểu 2", {})):  # fmt: skip
        yield Case(f"Form 2 on a sheet named {name}", as_xlsx({name: rows}), "a.xlsx", 3, SUM_2,
                   checks)  # fmt: skip


def shifted():
    """Rows and columns that moved: what cannot be read says so."""
    rows = form_1(form_1_rows())
    rows[rows.index(NUMBERS)] = ("", *NUMBERS[:-1])
    yield Case("Form 1 with its numbers one column to the right", form_1_xlsx(rows), "a.xlsx",
               checks={"S09": 1, "S16": 14})  # fmt: skip
    turned = [list(column) for column in zip(*table("enrolment"), strict=True)]
    yield Case("a template turned by a quarter", as_csv(turned), "a.csv", checks={"S08": 1})
    day = typed(table("enrolment"))
    day[1][1] = datetime(2024, 3, 31)
    yield Case("a day as quarter", as_xlsx({"a": day}), "a.xlsx", checks={"T06": 1})
    above = heading("TỔNG HỢP LỚP ĐÀO TẠO NGHỀ", period="Quý III/2025",
                    unit=f"{UNIT} (nay là xã Thanh Trì)")  # fmt: skip
    above[5] = ["Trình độ đào tạo: Sơ cấp"]
    yield one("of a unit named in both eras", form(form_2(CLASSES)[6:10], (), above), 3, SUM_2)
    pivot = [["Nhãn Hàng", "Sum of Số người", "Sum of Nữ"], *[[c[0], *c[2:]] for c in CLASSES]]
    yield one("as a pivot table", form(pivot, ()), checks={"S08": 1})
    lines = [" ".join(cell for cell in row if cell) for row in ABOVE]
    lines[2] = "Đơn vị tính: nghìn người"
    rows = [row[:5] for row in form_2(CLASSES, total="none")[6:10]]
    lines[0] += f" Đơn vị báo cáo: {UNIT}"
    yield Case("Form 2 in Word in thousands", as_docx(*lines, rows), "a.docx", checks=OTHER)


def rows_of_form_2():
    """Rows of Form 2 that are parts of the row above, of another time, or taken back by a note."""
    others = form_2(CLASSES[1:], total="none")
    whole = [1, "May công nghiệp", 2, 70, 60]
    for name, marks in (("numbered 1.1 and 1.2", (("1.1", "lớp 1"), ("1.2", "lớp 2"))),
                        ("numbered a) and b)", (("a)", "lớp 1"), ("b)", "lớp 2")))):  # fmt: skip
        parts = [[mark, f"May công nghiệp {end}", 1, 35, 30] for mark, end in marks]
        yield one(f"with parts {name}", [*others[:7], whole, *parts, *others[7:]], 3, SUM_2)
    parts = [["", "- May công nghiệp K1", 1, 40, 35], ["", "- May công nghiệp K2", 1, 30, 25]]
    yield one("with parts marked by dashes", [*others[:7], whole, *parts, *others[7:]], 3, SUM_2)
    parts[0][3] = 41
    yield one("with parts that add up to more", [*others[:7], whole, *parts, *others[7:]],
              checks={"A03": 1})  # fmt: skip
    whole[1], parts[0][3] = "Nhóm nghề may", 40
    yield one("with a group over its occupations", [*others[:7], whole, *parts, *others[7:]], 3,
              SUM_2)  # fmt: skip
    rows = form_2(CLASSES, total="none")
    for row, mark in zip(rows[7:10], ("1.1", "1.2", "1.3"), strict=True):
        row[0] = mark
    yield one("numbered 1.1 to 1.3", rows, 3, SUM_2)
    for words in ("Lũy kế từ đầu năm", "Kế hoạch năm", "So với cùng kỳ (%)"):
        rows = form_2(CLASSES, total="none")
        rows.insert(10, ["", words, 8, 230, 162])
        yield one(f"with a row {words}", rows, checks=OTHER)
    for words, checks in (("Không mở được lớp", {"S22": 1}), ("Đã hủy", {"S22": 1}),
                          ("Hoàn thành", {}), ("Học tại xã", {})):  # fmt: skip
        rows = form_2(CLASSES, total="none")
        rows[9] = [*rows[9], *[""] * (22 - len(rows[9])), words]
        yield one(f"with the note {words}", rows, 3, SUM_2, checks)
    rows = form_2(CLASSES, total="none")
    rows[3] = ["TỔNG HỢP LỚP ĐÀO TẠO NGHỀ QUÝ II/2025"]
    yield one("titled with another quarter than its label", rows, 3, SUM_2, TITLED)
    heads = ["STT", "Tên nghề", "Số lớp", "Số học viên tốt nghiệp", "Nữ", "Số học viên", "Nữ"]
    body = [[1, "May công nghiệp", 2, 50, 40, 70, 60], [2, "Hàn điện", 1, 19, 1, 20, 1],
            [3, "Trồng hoa", 1, 25, 20, 25, 20]]  # fmt: skip
    yield one("with graduates and their women first", form([heads], body), 3, SUM_2)
