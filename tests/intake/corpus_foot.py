"""Cases of the foot of a table: remarks beside date and signatures, and the day of signing."""

from tests.intake.builders import as_xlsx
from tests.intake.corpus import Case
from tests.intake.corpus_outside import CLASSES, LINES, PLAIN, RURAL, SUM_2, form_in_word
from tests.intake.documents import as_docx, as_xls, ods
from tests.intake.official import FOOTER, form_1, form_1_rows, form_2
from tests.intake.people import SECRETS, list_1956, roster

DATE, SIGNED, UNDER = -3, -2, -1
REMARK, TITLED, OTHER_UNIT, EARLY, READ = {"S22": 1}, {"S27": 1}, {"S26": 1}, {"P06": 1}, {}
ALL = {"enrolled": 145, "enrolled_women": 93}
FIVE = {"enrolled": 5, "enrolled_women": 3}
YELLOW = "(ô vàng: lớp chưa khai giảng)"
APRIL, JANUARY = "ngày 05 tháng 4 năm 2025", "ngày 05 tháng 01 năm 2025"


def cases():
    """Return the cases."""
    groups = (remarks, lists, word, sound, dates, dated_lists)
    return [case for group in groups for case in group()]


def beside(rows, words, row=DATE, day=APRIL):
    """Return rows with words in a row of their footer, which is signed on a day."""
    made = [[str(c).replace(APRIL, day) if c else c for c in r] for r in rows[-len(FOOTER) :]]
    made[row] = made[row] or [""] * 3
    made[row][1:2] = [words, "", *filter(None, made[row][1:2])]
    return [*rows[: -len(FOOTER)], *made]


def remarks():
    """Remarks in the rows of Form 1 and Form 2 that hold date or signatures."""
    for words, row, checks in (
        (YELLOW, DATE, REMARK),
        ("Chữ đỏ: số liệu chưa được duyệt", SIGNED, REMARK),
        ("Ghi chú: lớp Hàn điện ghép", SIGNED, REMARK),
        ("lớp Hàn điện chưa khai giảng", DATE, REMARK),
        ("lớp Hàn điện chưa khai giảng", UNDER, REMARK),
        ("Ghi chú: số liệu lũy kế từ đầu năm 2024", DATE, TITLED),
        ("Số liệu ước thực hiện", SIGNED, TITLED),
        ("ĐVT: nghìn người", DATE, OTHER_UNIT),
    ):
        two, one = beside(form_2(CLASSES), words, row), beside(form_1(form_1_rows()), words, row)
        is_read = checks != OTHER_UNIT
        for form, made, records, sums in (
            ("Form 2 as xlsx", as_xlsx({"B": two}), 3, SUM_2),
            ("Form 1 as ods", ods(one), 4, ALL),
        ):
            yield Case(f"{form} with a foot, row {row}, that says: {words}", made,
                       f"a.{form[-4:].strip()}", records if is_read else None,
                       sums if is_read else {}, checks)  # fmt: skip
    rows = form_1([*form_1_rows(), ["", YELLOW]])
    yield Case("Form 1 with a legend under its last row", as_xlsx({"B": rows}), "a.xlsx", 4, ALL,
               REMARK)  # fmt: skip


def lists():
    """Remarks beside the date or the signature of lists of persons."""
    for name, rows in (("a roster", roster()), ("a list under Decision 1956", list_1956())):
        for words, row, checks in (
            ("em Lượng đã nghỉ học", SIGNED, {"S27": 1}),
            (YELLOW, DATE, REMARK),
            ("Danh sách có 5 học viên", DATE, READ),
        ):
            made = as_xls({"L": beside([*rows, *FOOTER], words, row)})
            yield Case(f"{name} with a foot that says: {words}", made, "lop.xls", 1, FIVE, checks,
                       RURAL, secrets=(*SECRETS, "Lượng đã"))  # fmt: skip


def word():
    """Tables of signatures in Word, of two columns and of three."""
    for columns in (2, 3):
        for words, checks in ((YELLOW, REMARK), ("", READ)):
            block = [[words, f"Hà Nội, {APRIL}"], ["NGƯỜI LẬP BIỂU", "GIÁM ĐỐC"]]
            block = [[*row[:1], *["KẾ TOÁN"] * (columns - 2), row[1]] for row in block]
            heads, body = PLAIN[6][:5], [row[:5] for row in PLAIN[7:10]]
            made = as_docx(*LINES, [heads, *body], " ", block)
            yield Case(f"Form 2 in Word with {columns} columns of signatures {words}", made,
                       "a.docx", 3, SUM_2, checks)  # fmt: skip


def sound():
    """What stands at the foot of sound returns."""
    for words in ("P. KẾ HOẠCH - TÀI CHÍNH", "Nơi nhận:\n- Sở Kế hoạch và Đầu tư;\n- Lưu: VT.",
                  "NGƯỜI TỔNG HỢP SỐ LIỆU", "Xác nhận của UBND xã: số liệu trên là đúng",
                  "Tổng số: 115 người, trong đó nữ 81", "Nguyễn Văn Hùng"):  # fmt: skip
        rows = beside(form_2(CLASSES), words, SIGNED)
        yield Case(f"Form 2 signed beside: {words.split()[0:3]}", as_xlsx({"B": rows}), "a.xlsx", 3,
                   SUM_2)  # fmt: skip


def dates():
    """Forms of the first quarter of 2025, signed on some day."""
    for day, checks in (
        (JANUARY, EARLY),
        ("ngày 31 tháng 12 năm 2024", EARLY),
        ("28/02/2025", EARLY),
        ("ngày 10 tháng 4 năm 2026", EARLY),
        ("01/3/2025", READ),
        ("ngày 20 tháng 3 năm 2025", READ),
        ("ngày 30 tháng 3 năm 2026", READ),
        ("ngày ... tháng ... năm 2024", READ),
    ):
        two, one = (
            beside(form_2(CLASSES), "", DATE, day),
            beside(form_1(form_1_rows()), "", DATE, day),
        )
        yield Case(f"Form 2 signed on {day}", as_xlsx({"B": two}), "a.xlsx", 3, SUM_2, checks)
        yield Case(f"Form 1 signed on {day}", ods(one), "a.ods", 4, ALL, checks)
    yield Case("Form 2 in Word dated above", form_in_word(f"Hà Nội, {JANUARY}"), "a.docx", 3, SUM_2,
               EARLY)  # fmt: skip
    legal = "Ban hành kèm theo Thông tư, ngày 10 tháng 12 năm 2024"
    yield Case("Form 2 under a circular of an earlier day", form_in_word(legal), "a.docx", 3, SUM_2)
    rows = beside(beside(form_2(CLASSES), "", DATE, JANUARY), f"Hà Nội, {APRIL}", UNDER)
    yield Case("Form 2 signed by two on two days", as_xls({"B": rows}), "a.xls", 3, SUM_2)


def dated_lists():
    """Lists of learners are signed when their class is opened."""
    for day, checks in ((JANUARY, READ), ("ngày 31 tháng 12 năm 2024", EARLY)):
        rows = beside([*roster(), *FOOTER], "", DATE, day)
        yield Case(f"a roster signed on {day}", ods(rows), "lop.ods", 1, FIVE, checks, RURAL,
                   secrets=SECRETS)  # fmt: skip
