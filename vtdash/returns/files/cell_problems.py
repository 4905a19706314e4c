"""What can be wrong with one cell, in both languages; no sentence repeats the cell itself."""

from __future__ import annotations

from dataclasses import dataclass

from vtdash.model.datasets import Bilingual
from vtdash.text.language import Named

FIRST_YEAR = 2000
"""Older than anything that is reported here: an earlier year is a slip of the keyboard."""

LONGEST_CODE = 100
"""Characters of a code or name."""


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be taken: the id of the check that it fails, and what is wrong."""

    check: str
    what: Named


BLANK = Bilingual("Ô trống.", "The cell is blank.")
IS_ERROR = Bilingual(
    "Công thức trong ô bị lỗi (như #REF!, #N/A).",
    "The formula in the cell failed (such as #REF!, #N/A).",
)
IS_LOGICAL = Bilingual(
    "Ô chứa giá trị đúng/sai (TRUE/FALSE).", "The cell holds a logical value (TRUE/FALSE)."
)
IS_DAY = Bilingual(
    "Ô chứa ngày tháng, có thể do bảng tính tự đổi định dạng.",
    "The cell holds a date; the spreadsheet may have changed it by itself.",
)
IS_NEGATIVE = Bilingual("Số âm.", "The number is negative.")
IS_TOO_LARGE = Bilingual("Số quá lớn.", "The number is too large.")
IS_SHARE = Bilingual("Ô chứa tỷ lệ phần trăm.", "The cell holds a percentage.")
HAS_DECIMALS = Bilingual("Số có phần thập phân.", "The number has decimals.")
HAS_COMMA = Bilingual(
    "Phần thập phân viết bằng dấu phẩy, trong khi tệp này dùng dấu chấm.",
    "Decimals are written with a comma, while this file uses a point.",
)
NO_NUMBER = Bilingual(
    "Ô có chữ hoặc dấu không thuộc về một con số.",
    "The cell holds letters or signs that do not belong to a number.",
)
TWO_WAYS = Bilingual(
    "Không rõ dấu trong số là dấu hàng nghìn hay dấu thập phân.",
    "The mark in the number may stand for thousands or for decimals.",
)
NO_YEAR = Bilingual(
    f"Ô không chứa một năm có bốn chữ số, từ {FIRST_YEAR}.",
    f"The cell holds no year of four digits from {FIRST_YEAR} on.",
)
NO_QUARTER = Bilingual(
    f"Ô không chứa một quý từ năm {FIRST_YEAR}.",
    f"The cell holds no quarter from {FIRST_YEAR} on.",
)
NOT_BEGUN = Bilingual("Kỳ này chưa bắt đầu.", "This period has not begun.")
NO_DAY = Bilingual(
    "Ô không chứa một ngày có thật.", "The cell holds no day that there is in the calendar."
)
TWO_DIGITS = Bilingual(
    "Năm chỉ có hai chữ số nên không rõ thế kỷ.",
    "The year has two digits only, so the century is not known.",
)
TOO_LONG = Bilingual(
    f"Chữ trong ô dài hơn {LONGEST_CODE} ký tự.",
    f"The text is longer than {LONGEST_CODE} characters.",
)
UNPRINTABLE = Bilingual(
    "Ô có ký tự không in được hoặc có xuống dòng.",
    "The cell holds characters that cannot be printed, or a line break.",
)
SAMPLE = Bilingual(
    "Mã chứa chữ SAMPLE: đây là dữ liệu mẫu, không phải báo cáo.",
    "The code holds the word SAMPLE: this is sample data, not a return.",
)
