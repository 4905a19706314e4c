"""The official forms as offices fill them in, built from a few numbers."""

import re
from dataclasses import dataclass

from tests.intake.builders import as_xlsx

UNIT = "Trung tâm GDNN-GDTX huyện Thanh Trì"
RECEIVER = "Sở Giáo dục và Đào tạo Hà Nội"
_FAR = [""] * 14
_QUARTER = re.compile(r"Quý (I{1,3}|IV)/(20\d\d)")


def footer(period=""):
    """Return the rows of date and signatures: signed on the fifth day after the quarter."""
    said = period.replace("6 tháng đầu năm ", "Quý II/")
    named = _QUARTER.search(said) or _QUARTER.search("Quý I/2025")
    years, month = divmod(3 * ("I", "II", "III", "IV").index(named[1]) + 3, 12)
    day = f"Hà Nội, ngày 05 tháng {month + 1} năm {int(named[2]) + years}"
    return (
        (),
        (*_FAR, "", day),
        ("", "NGƯỜI LẬP BIỂU", *_FAR, "GIÁM ĐỐC"),
        ("", "(Ký, ghi rõ họ tên)", *_FAR, "(Ký, đóng dấu)"),
    )


FOOTER = footer()

FORM_1_HEADS = (
    ("TT", "Chỉ tiêu", "Tổng số", "Trong đó: Nữ", "Chia theo đối tượng"),
    ("", "", "", "", "Đối tượng 1", *[""] * 9, "Đối tượng 2", "Đối tượng 3",
     "Lao động nông thôn là thanh niên"),
    ("", "", "", "", "Tổng số", "Trong đó", *[""] * 10, "Tổng số", "Dân tộc thiểu số", "", "",
     "Dân tộc Kinh"),
    ("", "", "", "", "", "Người có công", "Hộ nghèo", "Nữ dân tộc thiểu số", "Dân tộc thiểu số",
     "Dân tộc thiểu số vùng khó khăn", "Nữ bị mất việc làm", "Người khuyết tật",
     "Người bị thu hồi đất", "Hộ mới thoát nghèo", "Hộ cận nghèo", "Lao động nông thôn khác", "",
     "Tổng số", "Nam", "Nữ", "Khác", "Nam", "Nữ", "Tốt nghiệp THCS"),
    ("",),
)  # fmt: skip
NUMBERS = ("A", "B", *(str(n) for n in range(1, 23)))
RULES = ("", "", "1=3+13+14", "", "3=4+5+7+...+12", *[""] * 11, "15=16+21")


@dataclass(frozen=True)
class Class:
    """One class of a form: its occupation and how many learn, of them women, poor, near-poor."""

    name: str
    people: int
    women: int
    poor: int = 0
    near_poor: int = 0

    def numbers(self):
        """Return the 22 columns of Form 1: all learners are young and of the majority."""
        cells = dict.fromkeys(range(1, 23), 0)
        other = self.people - self.poor - self.near_poor
        cells |= {1: self.people, 2: self.women, 3: self.poor, 5: self.poor}
        cells |= {13: self.near_poor, 14: other, 15: self.people, 21: self.people}
        return [cells[n] for n in range(1, 23)]


SEWING = Class("May công nghiệp", 35, 30, 5, 4)
WELDING = Class("Hàn điện", 20, 1, 2)
POULTRY = Class("Chăn nuôi gia cầm", 30, 12, 6, 6)
FLOWERS = Class("Trồng hoa", 25, 20)

FACTORY, FARM = "I Phi nông nghiệp", "II Nông nghiệp"
ELEMENTARY, SHORT = "1 Sơ cấp", "2 Dưới 3 tháng"
YOUNG, MIDDLE, OLD = "Dưới 25", "Từ 26 đến 45", "Trên 45"

TREE = {
    FACTORY: {ELEMENTARY: {YOUNG: [SEWING, WELDING], MIDDLE: [SEWING]}},
    FARM: {SHORT: {MIDDLE: [POULTRY], OLD: [FLOWERS]}},
}
"""Four records: sewing 70 (60 women), welding 20, poultry 30, flowers 25: 145 in all."""


def heading(title, *, period="Quý I/2025", unit=UNIT, symbol="Biểu số: 01/ĐTN-LĐNT", right=12):
    """Return the rows that stand above an official form, the unit at the right."""
    gap = [""] * (right - 1)
    return [
        [symbol, *gap, f"Đơn vị báo cáo: {unit}"],
        ["Ban hành kèm theo Thông tư 25/2024/TT-BGDĐT", *gap, f"Đơn vị nhận báo cáo: {RECEIVER}"],
        [],
        [title],
        [f"Kỳ báo cáo: {period}"] if period else [],
        [],
    ]


def form_1_rows(tree=None, graduates=None, *, number=lambda n: n, split=False):
    """Return the body of Form 1 with all its totals rows; ``split``: marks in column A."""
    rows = _part("A TUYỂN SINH", TREE if tree is None else tree)
    if graduates is not None:
        rows += _part("B TỐT NGHIỆP", graduates)
    return [_row(name, numbers, number, split) for name, numbers in rows]


def _row(name, numbers, number, split):
    mark, _, rest = name.partition(" ")
    cells = [number(n) if n else "" for n in numbers]
    is_marked = mark in {"A", "B", "I", "II", "1", "2"}
    return [mark, rest, *cells] if split and is_marked else ["", name, *cells]


def _part(name, branches):
    """Return (name, numbers) of a branch and all below it, the branch's own total first."""
    if isinstance(branches, list):
        below = [(leaf.name, leaf.numbers()) for leaf in branches]
        return [(name, _added(numbers for _, numbers in below)), *below]
    parts = [_part(branch, rest) for branch, rest in branches.items()]
    total = _added(part[0][1] for part in parts)
    return [(name, total), *(row for part in parts for row in part)]


def _added(rows):
    return [sum(column) for column in zip(*rows, strict=True)]


def form_1(body, *, rules=True, numbers=True, signed=True, **words):
    """Return all rows of the sheet of Form 1 around a body."""
    title = "KẾT QUẢ ĐÀO TẠO NGHỀ CHO LAO ĐỘNG NÔNG THÔN"
    under = [NUMBERS] if numbers else []
    under += [RULES] if rules else []
    above = heading(title, **words)
    under_body = footer(words.get("period", "")) if signed else ()
    return [*above, *FORM_1_HEADS, *under, *body, *under_body]


def form_1_xlsx(rows):
    """Return Form 1 as a workbook with its merged headings."""
    first = len(heading("")) + 1
    merged = ["A4:X4", f"A{first}:A{first + 4}", f"B{first}:B{first + 4}",
              f"C{first}:C{first + 4}", f"D{first}:D{first + 4}", f"E{first}:X{first}",
              f"E{first + 1}:N{first + 1}"]  # fmt: skip
    return as_xlsx({"Biểu 1": rows}, merged=merged)


GROUPS = ("Người có công", "Hộ nghèo", "Dân tộc thiểu số", "Nữ dân tộc thiểu số",
          "Nữ bị mất việc làm", "Người khuyết tật", "Người bị thu hồi đất", "Hộ cận nghèo",
          "Lao động nông thôn khác", "Thanh niên", "Trên 45 tuổi", "Bộ đội xuất ngũ", "Tôn giáo",
          "Hộ mới thoát nghèo", "Tốt nghiệp THCS", "Tốt nghiệp THPT", "Học nghề tại xã",
          "Ghi chú")  # fmt: skip


def form_2(classes, *, women="Trong đó: Nữ", total="last", off=0, level="Sơ cấp", **words):
    """Return all rows of Form 2: ``classes`` are (occupation, classes, people, women)."""
    sums = [sum(c[n] if isinstance(c[n], int) else 0 for c in classes) for n in (1, 2, 3)]
    body = [[n, *row] for n, row in enumerate(classes, start=1)]
    totals = ["", "Tổng cộng", sums[0], sums[1] + off, sums[2]]
    body = {"first": [totals, *body], "last": [*body, totals], "none": body}[total]
    heads = ["STT", "Tên nghề đào tạo", "Số lớp", "Số người", women, *GROUPS]
    if not women:
        heads.pop(4)
        body = [row[:4] for row in body]
    title = "TỔNG HỢP LỚP ĐÀO TẠO NGHỀ CHO LAO ĐỘNG NÔNG THÔN THEO NGHỀ"
    above = heading(title, symbol="Biểu số: 02/ĐTN-LĐNT", **words)
    above[5] = [f"Trình độ đào tạo: {level}"] if level else []
    return [*above, heads, *body, *footer(words.get("period", ""))]
