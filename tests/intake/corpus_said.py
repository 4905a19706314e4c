"""Cases of what a heading says of days, months, units and of when a class began."""

from datetime import datetime

from tests.intake.builders import as_csv, as_xlsx, table, typed
from tests.intake.corpus import Case
from tests.intake.corpus_outside import CLASSES, LINES, PLAIN, RURAL, SUM_2, form_in_word
from tests.intake.documents import W, as_docx, as_xls, ods, run
from tests.intake.official import form_1, form_1_rows, form_2
from tests.intake.people import SECRETS, roster

TITLED, OTHER_UNIT, READ = {"S27": 1}, {"S26": 1}, {}
ALL = {"enrolled": 145, "enrolled_women": 93}
HALF = "Quý II/2025 (từ ngày 01/01/2025 đến ngày 30/6/2025)"


def cases():
    """Return the cases."""
    groups = (spans, places, beginnings, money, people)
    return [case for group in groups for case in group()]


OTHER_SPANS = (
    HALF,
    "Quý II/2025 (15/3–14/6)",
    "Quý II/2025 (tháng 1 - tháng 6)",
    "Quý II/2025 (T1-T6)",
    "Quý II/2025 (tháng 3, 4, 5)",
    "Quý II/2025 (từ đầu năm đến 30/6)",
    "Quý II/2025, số liệu tháng 6",
    "Quý II/2025 (cả năm)",
)
ITS_SPANS = (
    "Quý II/2025 (từ 01/4/2025 đến 30/6/2025)",
    "Quý II/2025 (02/4 - 30/6)",
    "Quý II/2025 (tháng 4, 5, 6)",
    "Quý II/2025 (T4-T6), so với 6 tháng đầu năm 2024",
    "Quý II/2025 (số liệu tính đến ngày 30/6/2025)",
    "Quý I/2025 (từ đầu năm đến hết tháng 3)",
)


def spans():
    """Days and months beside the quarter of Form 2: others than its own are told."""
    told = dict.fromkeys(OTHER_SPANS, TITLED) | dict.fromkeys(ITS_SPANS, READ)
    for period, checks in told.items():
        rows = form_2(CLASSES, total="none", period=period)
        yield Case(f"Form 2 of {period}", as_xlsx({"B": rows}), "a.xlsx", 3, SUM_2, checks)


def places():
    """The same in each place and kind of file."""
    said = {2: "(Từ ngày 01/01/2025 đến 31/3/2025)", 5: "(Từ 01/7/2024 đến 31/3/2025)"}
    for column, words in said.items():
        rows = [list(row) for row in PLAIN]
        rows[4] += [*[""] * column, words]
        checks = READ if column == 2 else TITLED
        yield Case(f"Form 2 with a cell beside its period: {words}", ods(rows), "a.ods", 3, SUM_2,
                   checks)  # fmt: skip
    rows = [list(row) for row in PLAIN]
    rows[5] += ["Từ ngày", datetime(2024, 10, 1), "đến ngày", datetime(2025, 3, 31)]
    yield Case("Form 2 with a span in four cells", as_xlsx({"B": rows}), "a.xlsx", 3, SUM_2, TITLED)
    for name, checks in (("T1-T3", READ), ("6 tháng đầu năm", TITLED), ("T1-T9", TITLED)):
        yield Case(f"Form 2 on a sheet named {name}", as_xls({name: PLAIN}), "a.xls", 3, SUM_2,
                   checks)  # fmt: skip
    rows = form_1(form_1_rows(), period=HALF)
    yield Case("Form 1 of half a year in brackets", as_xls({"B": rows}), "a.xls", 4, ALL, TITLED)
    lines = [line.replace("Quý I/2025", HALF) for line in LINES]
    heads, body = PLAIN[6][:5], [row[:5] for row in PLAIN[7:10]]
    yield Case("Form 2 in Word of half a year in brackets", as_docx(*lines, [heads, *body]),
               "a.docx", 3, SUM_2, TITLED)  # fmt: skip
    header = f'<w:hdr xmlns:w="{W}"><w:p>{run("Số liệu T10/2024 - T3/2025")}</w:p></w:hdr>'
    yield Case("Form 2 in Word with pages headed by a span", form_in_word(parts={
        "word/header1.xml": header}), "a.docx", 3, SUM_2, TITLED)  # fmt: skip
    for words, checks in (("từ 01/10/2023 đến 31/3/2024", TITLED), ("tháng 1 - tháng 3", READ)):
        rows = [[f"TUYỂN SINH (số liệu {words})"], *typed(table("enrolment"))]
        for kind, made in (("xlsx", as_xlsx({"B": rows})), ("csv", as_csv(rows))):
            yield Case(f"a template as {kind} of {words}", made, f"a.{kind}", 3, {}, checks)


def beginnings():
    """When a class began: its turns count in the quarter of the start."""
    for words, checks in (
        ("Thời gian đào tạo: từ 10/12/2024 đến 10/3/2025", TITLED),
        ("Khai giảng: tháng 12/2024", TITLED),
        ("Thời gian đào tạo: 03 tháng (từ 10/02 đến 10/5/2025)", READ),
        ("Thời gian đào tạo: 3 tháng, bế giảng 10/5/2025", READ),
        ("Thời gian học: T2-T6", READ),
    ):
        rows = [list(row) for row in roster()]
        rows[5][0] += f". {words}"
        yield Case(f"a roster with {words}", as_xlsx({"L": rows}), "lop.xlsx", 1, {"enrolled": 5},
                   checks, RURAL, secrets=SECRETS)  # fmt: skip


def money():
    """Units of money in a title line of the template of tasks."""
    others = ("(Đơn vị tính kinh phí: nghìn đồng)", "Kinh phí tính bằng nghìn đồng",
              "Đơn vị: 1.000 đ", "ĐVT: 1000đ", "đơn vị: ngàn đồng", "đvt: đ", "ĐVT: nghìn VNĐ",
              "TIẾN ĐỘ GIẢI NGÂN (nghìn đồng)", "Amounts in thousand VND")  # fmt: skip
    its = ("ĐVT: triệu đồng", "Kinh phí tính bằng triệu đồng", "Đơn vị: tr.đ", "ĐVT: 1.000.000 đ",
           "Đã chi 300 nghìn đồng cho lớp", "Đơn vị báo cáo: UBND xã Đồng Tiến")  # fmt: skip
    for words in (*others, *its):
        rows = [[words], *typed(table("task_progress"))]
        records, checks = (2, READ) if words in its else (None, OTHER_UNIT)
        yield Case(f"tasks under: {words}", as_xlsx({"B": rows}), "a.xlsx", records, {}, checks,
                   dataset="task_progress")  # fmt: skip


def people():
    """Units of people in other words."""
    for words, checks in (
        ("Số người tính bằng nghìn", OTHER_UNIT),
        ("Đơn vị tính số người: trăm lượt", OTHER_UNIT),
        ("Chỉ tiêu (1000 người)", READ),
        ("Đơn vị tính: lượt người", READ),
    ):
        rows = [*PLAIN[:2], [words], *PLAIN[3:]]
        records, sums = (3, SUM_2) if checks == READ else (None, {})
        yield Case(f"Form 2 under: {words}", as_xlsx({"B": rows}), "a.xlsx", records, sums, checks)
