"""The rows of date and signatures under a table: their lines, and which of them are remarks.

Who fills a form in puts a remark where there is room, and that is often beside the date or the
signature. What takes numbers back is told wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from vtdash.returns.forms.around_table import closing_count, is_remark, remark_rows
from vtdash.returns.forms.counting import is_count
from vtdash.returns.forms.form_1_labels import read_label
from vtdash.returns.forms.layout import FormSheet, Row, filled, is_footer
from vtdash.returns.forms.row_notes import cancelling_note, leaving_note
from vtdash.returns.names.heading_lines import Line, read_pieces
from vtdash.returns.names.office_words import plain

_MOST = 6
"""Filled cells of a row of signatures at most: a row of data in which a date stands has more."""

_HEADING = frozenset({"period", "unit", "receiver", "level", "symbol"})
_TITLED = re.compile(r"(?:danh sach|bao cao|bieu|bang|tong hop|ket qua|cong hoa xa hoi)\b")
_GAP = re.compile(r"\n|\t| {3,}")
_SIGNS = re.compile(
    r"\(?(?:nguoi|can bo|bo phan|ke toan|giam doc|thu truong|xac nhan|noi nhan|ky)\b"
)
_DAY = re.compile(
    r"(?:[^,:;0-9]{1,40},\s*(?:ngày|ngay)?|(?:ngày|ngay)(?:\s+(?:lập|lap|ký|ky|báo cáo|bao cao))?)"
    r"\s*:?\s*"
    r"(\d{1,2})\s*(?:tháng|thang|[/.-])\s*(\d{1,2})\s*(?:năm|nam|[/.-])\s*(20\d\d)\W*"
)
_OF_OTHERS = re.compile(r"\b(?:ban hanh|kem theo|can cu|quyet dinh|thong tu|cong van|ke hoach)\b")

_OFFICES = re.compile(
    r"\b(?:phòng|p\.?|ban|sở|bộ|vụ|tổ)\s+(?:\w+\s+và\s+)?kế hoạch\b", re.IGNORECASE
)
_OF_NUMBERS = re.compile(
    r"\bchưa\b|\bcộng dồn\b|^\W*số liệu\b|\bsố liệu (?:tạm|sơ bộ|tính|ước)\b|"
    r"\b(?:bao gồm|gồm cả|không gồm|đã trừ|tạm tính|sơ bộ)\b"
)


def foot_lines(sheet: FormSheet) -> tuple[Line, ...]:
    """Return the lines from the first signature on; remarks in rows of their own are left out.

    Form 1 passes by a row of words without numbers: there what stands under the last number is
    the foot.
    """
    known, found, is_signed = remark_rows(sheet), list[Line](), False
    is_form_1, is_list = sheet.spot.form == "form_1", sheet.recognition.is_personal
    for number, cells in sheet.grid.rows():
        if number <= sheet.spot.header_row or number in known:
            continue
        if len(filled(cells)) > _MOST or any(map(is_count, cells)):
            found = found if is_signed else []
            continue
        lines = list(_lines(number, cells))
        if is_signed and any(map(_begins_another, lines)):
            break
        is_dated = not is_list and any(signed_on(line.text) for line in lines)
        is_signed |= is_footer(cells) or is_dated
        if is_signed or (is_form_1 and _is_no_branch(cells)):
            found += lines
    return tuple(found)


def _begins_another(line: Line) -> bool:
    """Return whether a line is of the heading of a further table, as in a document with two."""
    is_labelled = any(piece.field in _HEADING for piece in read_pieces([line]))
    return is_labelled or bool(_TITLED.match(plain(line.text)))


def _lines(number: int, cells: Row) -> Iterator[Line]:
    """Yield what stands in a row, line by line; a gap within a line parts it as a cell does."""
    for column, text in filled(cells):
        for part in _GAP.split(text):
            if part.strip():
                yield Line(number, column + 1, part.strip())


def is_foot_remark(text: str) -> bool:
    """Return whether a line of the foot is about the rows of the table.

    >>> is_foot_remark("Chữ đỏ: số liệu chưa được duyệt"), is_foot_remark("P. Kế hoạch - Tài chính")
    (True, False)
    """
    if _SIGNS.match(plain(text)) or closing_count([text]):
        return False
    said = _OFFICES.sub(" ", unicodedata.normalize("NFC", text))
    return bool(
        is_remark(said)
        or _OF_NUMBERS.search(said.casefold())
        or cancelling_note([said])
        or leaving_note([said])
    )


def signed_on(text: str) -> date | None:
    """Return the day of a line that is 'ngày ...' or a place and a day; None for any other.

    >>> signed_on("Hà Nội, ngày 05 tháng 01 năm 2026"), signed_on("Kèm theo Tờ trình, 5/1/2026")
    (datetime.date(2026, 1, 5), None)
    """
    found = _DAY.fullmatch(unicodedata.normalize("NFC", text).strip().casefold())
    if not found or _OF_OTHERS.search(plain(text)):
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _is_no_branch(cells: Row) -> bool:
    """Return whether a row of Form 1 names no part, group, level or age of its tree."""
    label = read_label([text for _, text in filled(cells)], inside_age=True)
    return label is None or label.kind == "class"
