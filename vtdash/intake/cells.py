"""One cell at a time: its text into a value, or the sentence that says what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from vtdash.intake.wording import not_allowed, shown, suggestion
from vtdash.reference import Catalogue
from vtdash.schema import Bilingual, Column

Value = str | int | float
Check = Callable[[str], Value | Bilingual]

FIRST_YEAR = 2000
"""Older than anything that is reported here: an earlier year is a slip of the keyboard."""

_LONGEST_CODE = 100
_REMEMBERED = 4096
_HINTS = 200
"""Wrong values of a column that get a suggestion; comparing spellings is slow."""

_COUNT = re.compile(r"[0-9]{1,9}")
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,20})?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([ .,'’\u00a0\u202f][0-9]{3})+([.,][0-9]*)?")
_YEAR = re.compile(r"[0-9]{4}")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")

BLANK = Bilingual(
    "ô trống; ghi giá trị (số 0 chỉ khi đã đếm và không có), hoặc bỏ cả dòng nếu chưa có số liệu",
    "the cell is blank; write the value (0 only where it was counted and there was none), or "
    "leave the whole row out where nothing was collected",
)
_SAMPLE = Bilingual(
    "mã chứa chữ SAMPLE: đây là dữ liệu mẫu, không phải báo cáo; ghi mã thật của cơ sở",
    "the code holds the word SAMPLE: this is sample data, not a return; write the real code",
)


def cell_check(column: Column, catalogue: Catalogue, comma_decimals: bool, today: date) -> Check:
    """Return the check of one column: text to value, or to a sentence where it is wrong."""
    if column.allowed:
        return _remembered(one_of(column.allowed, ""))
    checks: dict[str, Check] = {
        "text": _code,
        "count": _count,
        "amount": lambda text: _amount(text, comma_decimals),
        "year": lambda text: _year(text, today),
        "quarter": lambda text: _quarter(text, today),
        "area": one_of(
            (a.code for a in catalogue.areas if a.level != "province"), "data/reference/areas.csv"
        ),
        "occupation": one_of(catalogue.occupation_by_key, "data/reference/occupations.csv"),
        "item": one_of(catalogue.items, "docs/datasets.md"),
    }
    return _remembered(checks[column.kind])


def one_of(values: Iterable[str], place: str) -> Check:
    """Return the check for a list of values; ``place`` is where a reader finds a long list."""
    allowed = tuple(dict.fromkeys(values))
    known = frozenset(allowed)
    hints = iter(range(_HINTS))

    def check(text: str) -> Value | Bilingual:
        if text in known:
            return text
        close = suggestion(text, allowed) if next(hints, None) is not None else ""
        return not_allowed(text, close, allowed, place)

    return check


def _remembered(check: Check) -> Check:
    """Return the check with blanks refused and repeated texts looked at once."""

    @lru_cache(maxsize=_REMEMBERED)
    def remembered(text: str) -> Value | Bilingual:
        text = text.strip()
        return check(text) if text else BLANK

    return remembered


def _code(text: str) -> Value | Bilingual:
    if "sample" in unicodedata.normalize("NFKC", text).casefold():
        return _SAMPLE
    if len(text) > _LONGEST_CODE or not text.isprintable():
        return Bilingual(
            f"{shown(text)} dài hơn {_LONGEST_CODE} ký tự hoặc có ký tự không in được; gõ lại mã",
            f"{shown(text)} is longer than {_LONGEST_CODE} characters or holds some that cannot "
            "be printed; type the code again",
        )
    return text


def _count(text: str) -> Value | Bilingual:
    if _COUNT.fullmatch(text):
        return int(text)
    if _GROUPED.fullmatch(text):
        return Bilingual(
            f"{shown(text)} có dấu phân cách hàng nghìn hoặc phần thập phân; ghi số nguyên "
            "liền nhau, ví dụ 1250",
            f"{shown(text)} has a thousands mark or decimals; write a whole number in digits "
            "only, such as 1250",
        )
    return Bilingual(
        f"{shown(text)} không phải là số nguyên từ 0 đến 999999999; chỉ ghi chữ số, ví dụ 1250",
        f"{shown(text)} is not a whole number from 0 to 999999999; write digits only, such as 1250",
    )


def _amount(text: str, comma_decimals: bool) -> Value | Bilingual:
    """Return a number; '1.000' may mean a thousand or one, so it is refused, never guessed."""
    if _GROUPED.fullmatch(text):
        return Bilingual(
            f"{shown(text)} đọc được thành hàng nghìn hoặc thập phân; bỏ dấu hàng nghìn (1250), "
            "và thập phân không viết đúng ba chữ số (1.25 hoặc 1.2500)",
            f"{shown(text)} can be read with thousands or with decimals; leave thousands marks "
            "out (1250) and do not write exactly three decimals (1.25 or 1.2500)",
        )
    plain = text.replace(",", ".") if comma_decimals else text
    if _AMOUNT.fullmatch(plain):
        return float(plain)
    comma = (", hoặc dấu phẩy", " or comma") if comma_decimals else ("", "")
    return Bilingual(
        f"{shown(text)} không phải là số từ 0 trở lên; ghi chữ số với dấu chấm{comma[0]} thập "
        "phân, không kèm đơn vị, ví dụ 420.5",
        f"{shown(text)} is not a number of 0 or more; write digits with a decimal point{comma[1]} "
        "and no unit, such as 420.5",
    )


def _year(text: str, today: date) -> Value | Bilingual:
    if not _YEAR.fullmatch(text) or int(text) < FIRST_YEAR:
        return Bilingual(
            f"{shown(text)} không phải là năm từ {FIRST_YEAR}; ghi bốn chữ số, ví dụ 2024",
            f"{shown(text)} is not a year from {FIRST_YEAR} on; write four digits, such as 2024",
        )
    return _FUTURE if int(text) > today.year else int(text)


def _quarter(text: str, today: date) -> Value | Bilingual:
    """Return the quarter; the running one is accepted, one that has not begun is not."""
    parts = _QUARTER.fullmatch(text)
    if not parts or int(parts[1]) < FIRST_YEAR:
        return Bilingual(
            f"{shown(text)} không phải là quý từ năm {FIRST_YEAR}; ghi dạng 2024-Q1",
            f"{shown(text)} is not a quarter from {FIRST_YEAR} on; write it as 2024-Q1",
        )
    return _FUTURE if (int(parts[1]), 3 * int(parts[2]) - 2) > (today.year, today.month) else text


_FUTURE = Bilingual(
    "kỳ này chưa bắt đầu; chỉ báo cáo kỳ đã hoặc đang diễn ra, kiểm tra lại năm và quý",
    "this period has not begun; report past or running ones, check the year and the quarter",
)
