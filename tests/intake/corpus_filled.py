"""Cases of what a reader fills in: merged cells, rows over others, sums between, marks."""

from tests.intake.builders import as_csv, as_xlsx, table, typed
from tests.intake.corpus import Case
from tests.intake.documents import Xml, as_docx, as_xls, ods
from tests.intake.official import FOOTER, footer, form_1, form_1_rows, form_2, heading
from tests.intake.people import SECRETS, roster
from vtdash.returns.model import Answers

CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
SUM_2 = {"enrolled": 115, "enrolled_women": 81}
SUM_T = {"enrolled": 215, "enrolled_women": 102}
ABOVE = form_2(CLASSES, total="none")[:6]
BARE = [*ABOVE[:5], []]
HEADS = ["STT", "Tên nghề đào tạo", "Số lớp", "Số người", "Trong đó: Nữ", "Ghi chú"]
SOUND = typed(table("enrolment"))
RURAL = Answers(rural="all")
MANY = 3_100


def cases():
    """Return the cases."""
    groups = (merged, large, marks_of_text, sums, groups_of_templates, added_columns, groups_2,
              plans, other_groups, thousands, sexes, pages)  # fmt: skip
    return [case for group in groups for case in group()]


def of_one_unit():
    """Return three rows of a template with the keys of one unit in the first of them only."""
    rows = [list(row) for row in SOUND]
    rows[3][2:6] = ["277", "TTGDNN-CM", "R14", "elementary"]
    for row in rows[2:]:
        row[:4] = [""] * 4
    return rows


ONE_UNIT = {"institution_id": ["TTGDNN-CM"] * 3, "area_code": ["277"] * 3}


def merged():
    """Keys of a template merged over the rows of one unit, in each kind of workbook."""
    rows, ranges = of_one_unit(), [f"{letter}2:{letter}4" for letter in "ABCD"]
    yield Case("keys merged over three rows", as_xlsx({"B": rows}, merged=ranges), "a.xlsx", 3,
               SUM_T, rows=ONE_UNIT)  # fmt: skip
    over = [(1, 3, column, column) for column in range(4)]
    yield Case("keys merged over three rows as xls", as_xls({"B": rows}, merged=over), "a.xls", 3,
               SUM_T, rows=ONE_UNIT)  # fmt: skip
    spanned = [list(row) for row in rows]
    spanned[1][:4] = [
        Xml(f'<table:table-cell office:value-type="string" table:number-rows-spanned="3">'
            f"<text:p>{cell}</text:p></table:table-cell>") for cell in rows[1][:4]
    ]  # fmt: skip
    for row in spanned[2:]:
        row[:4] = [Xml("<table:covered-table-cell/>")] * 4
    yield Case("keys merged over three rows as ods", ods(spanned), "a.ods", 3, SUM_T, rows=ONE_UNIT)
    covered = [row if n < 2 else [*[None] * 4, *row[4:]] for n, row in enumerate(rows)]
    yield Case("keys merged over three rows in Word", as_docx(covered), "a.docx", 3, SUM_T,
               rows=ONE_UNIT)  # fmt: skip
    blank = as_xlsx({"B": rows})
    yield Case("keys that are blank and not merged", blank, "a.xlsx", checks={"T01": 8})
    counts = [list(row) for row in SOUND]
    counts[2][6] = ""
    yield Case("people merged over two rows", as_xlsx({"B": counts}, merged=["G2:G3"]), "a.xlsx",
               checks={"T01": 1})  # fmt: skip


def large():
    """The same in a sheet of some thousand rows: merged keys, and the sum of a page."""

    def rows():
        return [SOUND[0], *([*SOUND[1][:3], f"DV-{n}", *SOUND[1][4:]] for n in range(MANY))]

    def with_merged():
        made = rows()
        for row in made[11:21]:
            row[:3] = [""] * 3
        return as_xlsx({"B": made}, merged=["A11:A21", "B11:B21", "C11:C21"])

    def with_sum():
        made = rows()
        made.insert(1_500, ["Cộng trang 1", *[""] * 5, 120 * 1_499, 50 * 1_499, 80 * 1_499])
        return as_xlsx({"B": made})

    totals = {"enrolled": 120 * MANY}
    yield Case("a large template with merged keys", with_merged, "a.xlsx", MANY, totals)
    yield Case("a large template with the sum of a page", with_sum, "a.xlsx", MANY, totals)


def marks_of_text():
    """Codes of a CSV file with the marks by which spreadsheets keep them as they are."""
    for name, written in (("equals", '="{}"'), ("an apostrophe", "'{}")):
        rows = [list(row) for row in table("enrolment")]
        for row in rows[1:]:
            row[2] = written.format(row[2])
        made = as_csv(rows, ";")
        codes = {"area_code": ["277", "277", "020"]}
        yield Case(f"codes behind {name}", made, "a.csv", 3, SUM_T, rows=codes)
    made = as_csv(table("enrolment", (1, "institution_id", "=HYPERLINK(1)")))
    yield Case("a unit that is a formula", made, "a.csv", 3, SUM_T)


def summed(*sums):
    """Return the sound template with rows of sums: each is (before which row, name, sums)."""
    rows = [list(row) for row in SOUND]
    for place, name, *numbers in sorted(sums, reverse=True):
        rows.insert(place, ["", "", name, "", "", "", *numbers])
    return as_xlsx({"B": rows})


def sums():
    """Sums of pages and places between the rows of a template: held against rows next to them."""
    first, last = (3, "277 Total", 155, 54, 115), (4, "020 Total", 60, 48, 20)
    pages = [(place, f"Cộng trang {n}", *of) for n, (place, _, *of) in enumerate((first, last), 1)]
    whole = (4, "Grand Total", 215, 102, 135)
    for name, made in (
        ("subtotals of a spreadsheet", summed(first, last, whole)),
        ("sums of two pages", summed(*pages)),
        ("a sum over its rows", summed((1, "Cộng huyện Chương Mỹ", 155, 54, 115))),
        ("a total of a district", summed((3, "Tổng cộng huyện Chương Mỹ", 155, 54, 115))),
    ):  # fmt: skip
        yield Case(f"a template with {name}", made, "a.xlsx", 3, SUM_T)
    wrong = summed((3, "Cộng trang 1", 156, 54, 115))
    yield Case("a template with a wrong sum of a page", wrong, "a.xlsx", checks={"A03": 1})
    short = summed((4, "Tổng cộng toàn huyện", 60, 48, 20))
    yield Case("a template whose only total, of all rows, lacks the first", short, "a.xlsx",
               checks={"A03": 3})  # fmt: skip
    wrong = summed(first, (4, "Tổng cộng", 60, 48, 20))
    yield Case("a template whose total is that of its last row", wrong, "a.xlsx", checks={"A03": 3})


def groups_of_templates():
    """Rows that give the level or the area of those under them."""
    rows = [list(row) for row in SOUND]
    levels = [row[5] for row in rows[1:]]
    for row in rows[1:]:
        row[5] = ""
    over = [rows[0]]
    for level, row in zip(levels, rows[1:], strict=True):
        over += [["", "", "", "", "", level], row]
    yield Case("a template with levels over its rows", as_xlsx({"B": over}), "a.xlsx", 3, SUM_T,
               rows={"level": levels})  # fmt: skip
    head, (first, second, third) = ["", "", "", "", "", levels[0]], rows[1:]
    own, later = [*second[:5], levels[1], *second[6:]], [*third[:4], *first[4:6], *third[6:]]
    for name, between, checks, taken in (
        ("a row of its own level before one of none", own, {"T01": 1}, {}),
        ("a row of none after the sum of a group", [*head[:5], "Cộng sơ cấp", *first[6:]],
         {"T01": 1}, {}),
        ("the sum of a page in it", [*head[:5], "Cộng trang 1", *first[6:]], {},
         {"records": 2, "rows": {"level": [levels[0]] * 2}}),
    ):  # fmt: skip
        made = as_xlsx({"B": [rows[0], head, first, between, later]})
        yield Case(f"a template with a level over its rows and {name}", made, "a.xlsx",
                   checks=checks, **taken)  # fmt: skip
    del over[1]
    yield Case("a template whose first row is under no level", as_xlsx({"B": over}), "a.xlsx",
               checks={"T01": 1})  # fmt: skip


def added_columns():
    """A running number and remarks beside the columns of a template."""
    heads = ["STT", *SOUND[0], "Ghi chú"]
    rows = [heads, *([n, *row, ""] for n, row in enumerate(SOUND[1:], start=1))]
    yield Case("a template with STT and Ghi chú", as_xlsx({"B": rows}), "a.xlsx", 3, SUM_T)
    rows[2][-1] = "Lớp đã hủy"
    yield Case("a template with a remark that cancels a row", as_xlsx({"B": rows}), "a.xlsx", 3,
               SUM_T, {"S22": 1})  # fmt: skip
    beside = [[*row, "", note] for row, note in zip(SOUND, ("", "", "tính trùng", ""), strict=True)]
    yield Case("a template with a remark beside its columns", as_xlsx({"B": beside}), "a.xlsx", 3,
               SUM_T, {"S22": 1})  # fmt: skip


def grouped(*groups, above=BARE):
    """Return Form 2 with rows over others: each group is its mark, name, sums and classes."""
    body = []
    for mark, name, sums, classes in groups:
        body += [[mark, name, *sums], *([n, *one] for n, one in enumerate(classes, start=1))]
    return [*above, HEADS, *body, *footer(str(above))]


def groups_2():
    """Form 2 whose rows stand under their level or their commune, with sums and without."""
    short = ("I", "Dưới 3 tháng", (), CLASSES[:1])
    longer = ("II", "Trình độ sơ cấp", (), CLASSES[1:])
    levels = {"level": ["under_3_months", "elementary", "elementary"]}
    for name, rows in (
        ("levels over its rows", grouped(short, longer)),
        ("levels and sums over its rows",
         grouped((*short[:2], (2, 70, 60), short[3]), (*longer[:2], (2, 45, 21), longer[3]))),
    ):  # fmt: skip
        yield Case(f"Form 2 with {name}", as_xlsx({"B": rows}), "a.xlsx", 3, SUM_2, rows=levels)
    wrong = grouped((*short[:2], (2, 71, 60), short[3]), longer)
    yield Case("Form 2 with a wrong sum of a level", as_xlsx({"B": wrong}), "a.xlsx",
               checks={"A03": 1})  # fmt: skip
    noted = [[1, *CLASSES[0], "Sơ cấp"], [2, *CLASSES[1], ""]]
    rows = as_xlsx({"B": [*BARE, HEADS, *noted]})
    yield Case("Form 2 with a level in a remark alone", rows, "a.xlsx", checks={"S15": 1})
    title = "TỔNG HỢP LỚP ĐÀO TẠO NGHỀ"
    above = heading(title, period="Quý III/2025", unit="Trung tâm GDNN-GDTX xã Thanh Trì")
    above[5] = ["Trình độ đào tạo: Sơ cấp"]
    rows = grouped(("I", "Xã Thanh Trì", (), CLASSES[:2]), ("II", "Xã Đại Thanh", (), CLASSES[2:]),
                   above=above)  # fmt: skip
    yield Case("Form 2 with communes over its rows", as_xlsx({"B": rows}), "a.xlsx", 3, SUM_2,
               rows={"area_code": ["00640", "00640", "00664"]})  # fmt: skip


def plans():
    """Form 2 with a row of the plan over each row of what was achieved."""
    heads = ["STT", "Tên nghề đào tạo", "Chỉ tiêu", "Số lớp", "Số người", "Trong đó: Nữ"]
    body, ranges = [], []
    for n, (name, classes, people, women) in enumerate(CLASSES, start=1):
        body += [[n, name, "Kế hoạch", classes + 1, people + 30, women + 10],
                 ["", "", "Thực hiện", classes, people, women]]  # fmt: skip
        ranges += [f"{letter}{6 + 2 * n}:{letter}{7 + 2 * n}" for letter in "AB"]
    rows = [*ABOVE, heads, *body, *FOOTER]
    made = as_xlsx({"B": rows}, merged=ranges)
    yield Case("Form 2 with plan and result of each occupation", made, "a.xlsx", 3, SUM_2)
    body = body[::2]
    body[1][2] = body[2][2] = "Thực hiện"
    alone = as_xlsx({"B": [*ABOVE, heads, *body, *FOOTER]})
    yield Case("Form 2 with a plan over the result of another occupation", alone, "a.xlsx", 3,
               {"enrolled": 205, "enrolled_women": 111}, {"S22": 1})  # fmt: skip


def other_groups():
    """Rows over others that cannot be read, and legends under the table."""
    for name, checks in (("Trường Trung cấp nghề số 1", {"S28": 1}),
                         ("Lớp chuyển tiếp từ năm 2024", {"S26": 1})):  # fmt: skip
        rows = grouped(("I", name, (), CLASSES), above=ABOVE)
        yield Case(f"Form 2 with a group {name}", as_xlsx({"B": rows}), "a.xlsx", checks=checks)
    rows = form_2(CLASSES, total="none")
    rows.insert(10, ["", "Các dòng tô màu đỏ: lớp đã hủy, không tính"])
    yield Case("Form 2 with a legend of colours", as_xlsx({"B": rows}), "a.xlsx", 3, SUM_2,
               {"S22": 1})  # fmt: skip
    carried = [*form_2(CLASSES, total="none")[:9], ["", "Cộng mang sang", 3, 90, 61],
               ["", "Số trang trước mang sang", 3, 90, 61], [3, *CLASSES[2]],
               ["", "Tổng cộng", 4, 115, 81]]  # fmt: skip
    yield Case("Form 2 with sums carried to the next page", ods(carried), "a.ods", 3, SUM_2)


def thousands():
    """Counts that all end in three zeros behind a point: three decimals, or thousands."""
    decimals = tuple(
        (name, n, f"{people}.000", f"{women}.000") for name, n, people, women in CLASSES
    )
    rows = form_2(decimals, total="none")
    yield Case("Form 2 as CSV with three decimals", as_csv(rows), "a.csv", checks={"T03": 1})
    mixed = (("May công nghiệp", 30, "1.000", "900"), *CLASSES[1:])
    yield Case("Form 2 as CSV with one thousand", as_csv(form_2(mixed, total="none"), ";"), "a.csv",
               3, {"enrolled": 1045})  # fmt: skip
    rows = form_1(form_1_rows(number=lambda n: f"{n}.000" if n else n))
    yield Case("Form 1 as CSV with three decimals", as_csv(rows), "a.csv", checks={"T03": 1})


def sexed(heads, marks, under=()):
    """Return a roster whose sex stands as marks under headings of its own."""
    rows = [list(row) for row in roster()]
    for row, cells in zip(rows[6:], (heads, *([marks[row[11]] for row in rows[7:]])), strict=True):
        row[11:12] = cells
    return as_xlsx({"L": [*rows[:7], *([list(under)] if under else []), *rows[7:]]})


def sexes():
    """Rosters with a mark under Nam or under Nữ."""
    three = {"enrolled": 5, "enrolled_women": 3}
    both = {"Nam": ["x", ""], "Nữ": ["", "x"]}
    under = [""] * 11 + ["Nam", "Nữ"]
    bits = {"Nam": [1, 0], "Nữ": [0, 1]}
    for name, made in (
        ("two columns", sexed(["Nam", "Nữ"], both)),
        ("two columns under a group", sexed(["Giới tính của học viên", ""], both, under)),
        ("a column of women", sexed(["Nữ"], {"Nam": [""], "Nữ": ["X"]})),
        ("two columns of 1 and 0", sexed(["Nam", "Nữ"], bits)),
    ):
        yield Case(f"a roster with marks in {name}", made, "lop.xlsx", 1, three, {}, RURAL,
                   secrets=SECRETS)  # fmt: skip
    made = sexed(["Nam", "Nữ"], {"Nam": ["x", "x"], "Nữ": ["", "x"]})
    yield Case("a roster with marks in both columns", made, "lop.xlsx", None, {}, {"C01": 2}, RURAL,
               secrets=SECRETS)  # fmt: skip


def pages():
    """Rosters with a line of each printed page."""
    rows = roster()
    for second, checks in ((3, {}), (4, {"A03": 1})):
        lines = [*rows[:9], ["Cộng trang 1: 2 học viên"], *rows[9:],
                 [f"Cộng trang 2: {second} học viên"], ["Tổng cộng: 5 học viên"]]  # fmt: skip
        made, records = as_xlsx({"L": lines}), None if checks else 1
        yield Case(f"a roster of two pages, the second of {second}", made, "lop.xlsx", records, {},
                   checks, RURAL, secrets=SECRETS)  # fmt: skip
