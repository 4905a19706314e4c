"""The heading of form 2: on which row it is found, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtdash.returns.files.cells import as_text
from vtdash.returns.forms.counting import is_count, is_rule_row
from vtdash.returns.forms.form_1_labels import is_field_name, read_label
from vtdash.returns.forms.form_columns import FORM_2, column_names, plain_heading
from vtdash.returns.forms.layout import FormSpot, Head, Row, at, filled, is_footer, is_number_row

_HEADING_ROWS = 6

_MARK_AND_NAME = 2
_MARK = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")
_PERSON = re.compile(
    r"(?:ho )?(?:va |dem va |dem )?ten(?: (?:hv|hoc vien|nguoi hoc|hoc sinh|lao dong).*)?|"
    r"ntns|tuoi|"
    r".*\b(?:ngay|nam) sinh\b.*|sinh (?:nam|ngay)\b.*|"
    r".*\b(?:dien thoai|sdt|so dt|cccd|cmnd|cmt|can cuoc|e ?mail)\b.*"
)
"""A heading that only lists of persons have."""


def is_field_row(cells: Row) -> bool:
    """Return whether a row is that of a field: I non-agricultural, II agricultural."""
    shown = [shown for _, shown in filled(cells[:3])][:2]
    if not shown or shown[0].isdigit():
        return False
    found = read_label(shown, inside_age=True)
    return found is not None and found.kind == "sector" and is_field_name(found.name)


def find_form_2(head: Head, only: int = 0) -> FormSpot | None:
    """Return the first heading row: running number and occupation, with counts near by."""
    best: FormSpot | None = None
    for number, cells in enumerate(head, start=1):
        first = column_names([cells], FORM_2).keys()
        if "occupation" not in first or (only and number != only) or _is_of_people(cells):
            continue
        rows = form_2_headings(head, number)
        columns = column_names(rows, FORM_2)
        found = columns.keys()
        if any(map(_is_of_people, rows)) or _are_names(head[number:], columns.get("people", ())):
            continue
        score = len(found & {"stt", "occupation", "classes", "people"}) / 4
        if found & {"people", "classes"} and (best is None or score > best.score):
            best = FormSpot("form_2", score, number, number)
    return best


def _is_of_people(cells: Row) -> bool:
    return any(_PERSON.fullmatch(plain_heading(shown)) for _, shown in filled(cells))


def _are_names(rows: Head, places: Sequence[int]) -> bool:
    """Return whether the column of people holds words: it lists persons and counts none."""
    cells = [at(row, index) for row in rows for index in places[:1]]
    words = [as_text(cell) for cell in cells if isinstance(cell, str)]
    names = [one for one in words if len(one.split()) > 1 and not any(map(str.isdigit, one))]
    return len(names) > sum(map(is_count, cells))


def form_2_headings(head: Head, first: int) -> Head:
    """Return the heading rows: up to the first with column numbers, a rule, a field or counts."""
    below = head[first : first + _HEADING_ROWS - 1]
    size = next((n for n, cells in enumerate(below) if _is_body(cells)), len(below))
    return head[first - 1 : first + size]


def _is_body(cells: Row) -> bool:
    is_known = (is_rule_row, is_number_row, is_field_row, is_footer, _is_group)
    return any(is_kind(cells) for is_kind in is_known) or any(map(is_count, cells))


def _is_group(cells: Row) -> bool:
    """Return whether a row holds a mark such as I or A and the name of a group, and no more."""
    shown = [text for _, text in filled(cells)]
    return len(shown) == _MARK_AND_NAME and bool(_MARK.fullmatch(shown[0]))
