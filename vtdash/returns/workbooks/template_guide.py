"""The sheet of a template that says in both languages how it is filled in."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from vtdash.model.datasets import Bilingual, Column, Dataset
from vtdash.returns.workbooks.styles import (
    ONE_LINE,
    TITLE_FONT,
    put,
    put_table,
    set_print,
    set_widths,
)

GUIDE_SHEET = "Hướng dẫn - Guide"

_HEADS = (
    "Cột / Column",
    "Nghĩa",
    "Meaning",
    "Đơn vị / Unit",
    "Giá trị được phép",
    "Allowed values",
    "Khóa / Key",
    "Một dòng đúng / One good row",
)
_WIDTHS = (22.0, 40.0, 40.0, 16.0, 40.0, 40.0, 12.0, 20.0)

RULES = (
    Bilingual(
        "Mỗi dòng là một tổ hợp của các cột khóa và chỉ đứng một lần trong tệp.",
        "Each row is one combination of the key columns and stands once in a file.",
    ),
    Bilingual(
        "Ô trống không bao giờ được hiểu là 0. Ghi 0 khi đã đếm và không có; nếu chưa có số liệu "
        "thì bỏ cả dòng.",
        "A blank cell never means zero. Write 0 where you counted and there was none; where "
        "nothing was collected, leave the whole row out.",
    ),
    Bilingual(
        "Giữ nguyên dòng tên cột (chữ trắng trên nền xanh). Được đổi thứ tự cột, không được bỏ "
        "cột nào.",
        "Keep the row of column names (white on blue). Columns may change places, none may be "
        "left out.",
    ),
    Bilingual(
        "Xóa dòng ví dụ trước khi nộp; tệp còn dòng ví dụ bị từ chối.",
        "Delete the example row before sending; a file that still has it is refused.",
    ),
    Bilingual(
        "Số đếm là số nguyên từ 0 trở lên. Không ghi dấu phân cách hàng nghìn: 1250, không ghi "
        "1.250.",
        "Counts are whole numbers of 0 or more. No thousands marks: 1250, not 1.250.",
    ),
    Bilingual(
        "Kỳ đến quý 2/2025 dùng mã cấp huyện (3 chữ số); từ quý 3/2025 dùng mã cấp xã (5 chữ số). "
        "Khóa tốt nghiệp đến năm 2024 dùng mã cấp huyện, từ năm 2025 dùng mã cấp xã.",
        "Periods to 2025-Q2 use district codes (3 digits), periods from 2025-Q3 commune-level "
        "codes (5 digits). Cohorts to 2024 use district codes, later ones commune-level codes.",
    ),
    Bilingual(
        "Số 0 ở đầu mã phải được giữ (001, 00004); các cột mã đã được định dạng văn bản.",
        "Zeros in front of a code must stay (001, 00004); the code columns are set to text.",
    ),
    Bilingual(
        "Có thể ghi tên thay cho mã; tên gần đúng sẽ được hỏi lại trước khi nhận.",
        "A name may stand in place of a code; a name that is nearly right is asked about first.",
    ),
    Bilingual(
        "Chỉ báo cáo kỳ đã bắt đầu.",
        "Report only periods that have begun.",
    ),
    Bilingual(
        "Báo cáo mới thay toàn bộ số liệu mà đơn vị đã nộp cho cùng địa bàn và kỳ: nộp đủ mọi "
        "dòng.",
        "A new return replaces all that was reported for the same unit, area and period: send "
        "all rows.",
    ),
)


def write_guide(sheet: Worksheet, dataset: Dataset) -> None:
    """Write the guide of a dataset: its rules, then each column with one good value."""
    sheet.title = GUIDE_SHEET
    title = f"Cách điền: {dataset.title.vi} / How to fill in: {dataset.title.en}"
    put(sheet, 1, 1, title, font=TITLE_FONT).alignment = ONE_LINE
    row = put_table(sheet, 3, ("", "Quy tắc", "Rules"), _numbered(RULES))
    put_table(sheet, row + 1, _HEADS, (_row(dataset, column) for column in dataset.columns))
    set_widths(sheet, _WIDTHS)
    sheet.freeze_panes = "A3"
    set_print(sheet, 1)


def _numbered(rules: tuple[Bilingual, ...]) -> list[tuple[str, str, str]]:
    return [(str(number), rule.vi, rule.en) for number, rule in enumerate(rules, start=1)]


def _row(dataset: Dataset, column: Column) -> tuple[str, ...]:
    allowed = _allowed(dataset, column)
    key = "có / yes" if column.name in dataset.key else ""
    return (
        column.name,
        column.meaning.vi,
        column.meaning.en,
        column.unit,
        allowed.vi,
        allowed.en,
        key,
        column.example,
    )


def _allowed(dataset: Dataset, column: Column) -> Bilingual:
    if column.allowed:
        values = ", ".join(column.allowed)
        return Bilingual(values, values)
    kinds = {
        "text": Bilingual("chữ, tối đa 100 ký tự", "text of at most 100 characters"),
        "count": Bilingual("số nguyên từ 0", "a whole number of 0 or more"),
        "amount": Bilingual(
            "số từ 0, thập phân sau dấu chấm hoặc phẩy của Excel",
            "a number of 0 or more, with Excel's own decimal mark",
        ),
        "year": Bilingual("năm có bốn chữ số, đã bắt đầu", "a year of four digits that has begun"),
        "quarter": Bilingual("trang tính 'Quý'", "the sheet 'Quý'"),
        "area": Bilingual("trang tính 'Địa bàn'", "the sheet 'Địa bàn'"),
        "occupation": Bilingual("trang tính 'Nghề'", "the sheet 'Nghề'"),
        "item": Bilingual("trang tính 'Nhiệm vụ'", "the sheet 'Nhiệm vụ'"),
    }
    allowed = kinds[column.kind]
    if not column.at_most:
        return allowed
    whole = dataset.column(column.at_most)
    return Bilingual(
        f"{allowed.vi}, không lớn hơn {whole.name}", f"{allowed.en}, at most {whole.name}"
    )
