"""Notes in a row that may take its numbers, or its learner, back: they are told, never obeyed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from vtdash.returns.findings import Findings
from vtdash.returns.forms.layout import Row
from vtdash.returns.model import Cell, Place
from vtdash.returns.names.office_words import plain
from vtdash.returns.sheet_notes import row_runs, runs_in_words
from vtdash.text.messages import message

_CANCELLED = re.compile(
    r"\b(?:hủy|huỷ|hoãn|không mở|chưa mở|không khai giảng|chưa khai giảng|không nhập học|"
    r"dự kiến|kế hoạch|giải thể|tạm dừng|chuyển (?:sang )?quý|tính trùng|bị trùng|không tính)\b"
)
_LEFT = re.compile(
    r"\b(?:bỏ|thôi|nghỉ|không (?:đi|theo|ra)|dừng|ngừng) học\b|\bxin (?:nghỉ|rút|thôi)\b|"
    r"\brút (?:hồ sơ|tên|khỏi)\b|\b(?:xóa|xoá|gạch) tên\b|\bbảo lưu\b|\bđã nghỉ\b|\bđình chỉ\b|"
    r"\bkhông (?:nhập học|đến lớp|tham gia|tính)\b|\bchuyển (?:lớp|trường)\b"
)
_OF_NOTES = re.compile(r"ghi chu|tinh trang|trang thai|nhan xet|notes?|remarks?|status")
_LONGEST_NOTE = 200


def cancelling_note(cells: Iterable[Cell]) -> str:
    """Return the note of a row that may take its number back, or an empty text.

    >>> cancelling_note([1, "May", 35, "Không mở được lớp"])
    'Không mở được lớp'
    """
    return _note(cells, _CANCELLED)


def leaving_note(cells: Iterable[Cell]) -> str:
    """Return the note by which a learner may have left, or an empty text.

    >>> leaving_note(["Đã thôi học từ 15/02"]), leaving_note(["Nghỉ lễ"])
    ('Đã thôi học từ 15/02', '')
    """
    return _note(cells, _LEFT)


def note_columns(headings: Row) -> tuple[int, ...]:
    """Return the columns whose heading says that they hold notes.

    >>> note_columns(["STT", "Tình trạng", None, "Ghi chú"])
    (1, 3)
    """
    texts = ((index, cell) for index, cell in enumerate(headings) if isinstance(cell, str))
    return tuple(index for index, cell in texts if _OF_NOTES.match(plain(cell)))


def note_taken_back(sheet: str, noted: dict[int, str], findings: Findings) -> None:
    """Note the rows, each with its note, whose numbers may not count."""
    if noted:
        what = message(
            "By a note in the row its numbers may not count, but they are read (rows {rows}).",
            rows=runs_in_words(row_runs(noted)),
        )
        findings.add("S22", Place(sheet, min(noted)), what, found=noted[min(noted)])


def _note(cells: Iterable[Cell], words: re.Pattern[str]) -> str:
    texts = (cell for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST_NOTE)
    folded = ((text, unicodedata.normalize("NFC", text).casefold()) for text in texts)
    return next((text.strip() for text, said in folded if words.search(said)), "")
