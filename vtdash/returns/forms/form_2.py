"""Form 2, classes by occupation: one row an occupation, totals at the start or the end.

Number of classes and policy groups are checked and not stored. A blank one means none there; a
blank number of people or women is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile

from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms import figure_words
from vtdash.returns.forms.counting import Sheet, added_up, draft, is_count
from vtdash.returns.forms.form_2_rows import Body, Form, is_field
from vtdash.returns.forms.headings import Wanted, chosen, column_names, plain_heading
from vtdash.returns.forms.layout import (
    Head,
    Row,
    Spot,
    at,
    filled,
    heading,
    is_footer,
    is_number_row,
    label,
)
from vtdash.returns.forms.sum_rules import is_rule_row
from vtdash.returns.model import Draft

_HEADING_ROWS = 6
_POLICY = re.compile(
    r"dan toc|ngheo|chinh sach|khuyet tat|cong|thu hoi|mat viec|nhom|uu dai|khac|can |thanh nien"
)
_NO_PEOPLE = re.compile(rf"{_POLICY.pattern}|lop")
_NO_COUNTS = re.compile(
    r"ghi chu|dia chi|dia diem|thoi gian|ngay|co so|don vi|giao vien|kinh phi|trinh do|ma nghe|xa\b"
)
_WOMEN = re.compile(
    r"(?:trong do|tong so|tong|so|luot|hoc vien|nguoi|lao dong|la| )*"
    r"(?:nu|nu gioi|phu nu|hoc vien nu|nguoi nu|lao dong nu)(?: gioi| nguoi)?"
)
_PEOPLE = re.compile(
    r"(?:tong |tong so )?(?:so )?(?:luong |luot )?"
    r"(?:nguoi|hoc vien|lao dong|hv|ldnt|lao dong nong thon)"
    r"(?: (?:hoc|duoc hoc|hoc nghe|duoc hoc nghe|duoc dao tao|tham gia|dao tao|hoc vien|"
    r"duoc ho tro|duoc day nghe|tuyen sinh|nong thon))*|tong so|tong cong|tong"
)
_SHEET = (
    Wanted("stt", re.compile(r"stt|tt|so tt|so thu tu|no"), "STT", "the running number"),
    Wanted(
        "occupation",
        re.compile(
            r"(?:ten |danh muc |ten cac )?(?:nganh |cac )?(?:nganh |nghe|lop)"
            r"(?: nghe)?(?: dao tao| hoc| day| duoc dao tao)?(?: nghe)?"
        ),
        "Tên nghề",
        "the occupation",
    ),
    Wanted(
        "classes",
        re.compile(r"(?:tong )?(?:so )(?:luong )?lop(?: hoc| nghe| dao tao| mo)*"),
        "Số lớp",
        "the number of classes",
    ),
    Wanted("women", _WOMEN, "Nữ", "women", _POLICY),
    Wanted("people", _PEOPLE, "Số người", "the number of people", _NO_PEOPLE),
)
_NEEDED = tuple(one for one in _SHEET if one.name in {"occupation", "women", "people"})
_PERSON = re.compile(
    r"(?:ho )?(?:va |dem va |dem )?ten(?: (?:hv|hoc vien|nguoi hoc|hoc sinh|lao dong).*)?|"
    r"ntns|tuoi|"
    r".*\b(?:ngay|nam) sinh\b.*|sinh (?:nam|ngay)\b.*|"
    r".*\b(?:dien thoai|sdt|so dt|cccd|cmnd|cmt|can cuoc|e ?mail)\b.*"
)
"""A heading that only lists of persons have."""


def find(head: Head, only: int = 0) -> Spot | None:
    """Return the first heading row: running number and occupation, with counts near by."""
    best: Spot | None = None
    for number, cells in enumerate(head, start=1):
        first = column_names([cells], _SHEET).keys()
        if "occupation" not in first or (only and number != only) or _is_of_people(cells):
            continue
        rows = _heading_rows(head, number)
        columns = column_names(rows, _SHEET)
        found = columns.keys()
        if any(map(_is_of_people, rows)) or _are_names(head[number:], columns.get("people", ())):
            continue
        score = len(found & {"stt", "occupation", "classes", "people"}) / 4
        if found & {"people", "classes"} and (best is None or score > best.score):
            best = Spot("form_2", score, number, number)
    return best


def _is_of_people(cells: Row) -> bool:
    return any(_PERSON.fullmatch(plain_heading(shown)) for _, shown in filled(cells))


def _are_names(rows: Head, places: Sequence[int]) -> bool:
    """Return whether the column of people holds words: it lists persons and counts none."""
    cells = [at(row, index) for row in rows for index in places[:1]]
    words = [as_text(cell) for cell in cells if isinstance(cell, str)]
    names = [one for one in words if len(one.split()) > 1 and not any(map(str.isdigit, one))]
    return len(names) > sum(map(is_count, cells))


def _heading_rows(head: Head, first: int) -> Head:
    """Return the heading rows: up to the first with column numbers, a rule, a field or counts."""
    below = head[first : first + _HEADING_ROWS - 1]
    size = next((n for n, cells in enumerate(below) if _is_body(cells)), len(below))
    return head[first - 1 : first + size]


def _is_body(cells: Row) -> bool:
    is_known = (is_rule_row, is_number_row, is_field, is_footer)
    return any(is_kind(cells) for is_kind in is_known) or any(map(is_count, cells))


def read(sheet: Sheet, findings: Findings) -> Draft:
    """Return enrolment by occupation; the same occupation in several rows is added up."""
    form = _form(sheet, findings)
    body = Body(form)
    for number, cells in dropwhile(lambda row: row[0] <= form.last, sheet.grid.rows()):
        body.take(number, cells)
    body.finish()
    added = added_up(body.counted, sheet.same)
    alone = {one.row for one in set(body.counted) & set(added)}  # checked as records later on
    for one in body.counted:
        if one.women > one.enrolled and one.row not in alone:
            place = form.place(one.row, form.found.get("women", 0))
            what = figure_words.part_above_whole("Nữ", one.women, "Số người", one.enrolled)
            findings.add("A01", place, what, found=str(one.women))
    return draft(sheet, added, form.columns, findings)


def _form(sheet: Sheet, findings: Findings) -> Form:
    """Return the sheet with its columns; needed ones that are missing are noted."""
    rows = _heading_rows(sheet.grid.head(), sheet.spot.header_row)
    found = chosen(sheet, column_names(rows, _SHEET), _NEEDED, findings, repeats=True)
    headings = [heading(rows, index) for index in range(max(map(len, rows)))]
    names = tuple(label(index, shown) for index, shown in enumerate(headings))
    words = {found.get("stt"), found.get("occupation")}
    numbers = tuple(
        index
        for index, shown in enumerate(headings)
        if index not in words and shown and not _NO_COUNTS.search(plain_heading(shown))
    )
    last = sheet.spot.header_row + len(rows) - 1
    return Form(sheet, found, names, numbers, last, findings)
