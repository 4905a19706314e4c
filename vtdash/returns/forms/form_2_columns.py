"""Which columns of form 2 are the people and the women of the quarter, where several may be meant.

A column of a plan, of the year to date, of an earlier period or of shares is passed by. Where two
columns are left that may both be meant, none is taken: the wrong one would be read in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.form_columns import FORM_2, column_names
from vtdash.returns.forms.layout import (
    FormSheet,
    Head,
    column_label,
    headings_over,
    lowest_heading,
)
from vtdash.returns.forms.other_numbers import other_kind, says_other
from vtdash.returns.model import Cell
from vtdash.returns.names.heading_lines import read_period
from vtdash.returns.names.office_words import plain
from vtdash.text.messages import message

_OF_SOME = re.compile(r"\b(?:trong do|chia (?:theo|ra)|phan theo|theo|doi tuong|tuoi|thcs|thpt)\b")
"""Groups of columns that count some of the people again."""

_OF_PERIOD = re.compile(
    r"(?:năm|quý|kỳ|tháng)(?: (?:báo cáo|đào tạo|thực hiện|mở lớp|khai giảng|tuyển sinh))?"
)
"""With accents: 'Nam' is the heading over men."""

_MONTH = re.compile(r"\bthang (\d{1,2})\b")
_ABOVE = " / "


def form_2_columns(sheet: FormSheet, rows: Head, findings: Findings) -> Mapping[str, list[int]]:
    """Return the places of the form's columns, those of people and women at most one each.

    What a heading says to be no persons of the quarter, and columns among which nobody can
    choose, are noted.
    """
    found = dict(column_names(rows, FORM_2))
    people = _of_the_quarter(sheet, rows, found.get("people", []), findings)
    whole = [place for place in people if not _OF_SOME.search(plain(_group(rows, place)))]
    people = whole or people
    if len(people) > 1:
        _note_several(sheet, rows, people, findings)
    women = _of_the_quarter(sheet, rows, found.get("women", []), findings)
    beside = [place for place in women if people and _is_one_group(rows, place, people[0])]
    bare = [place for place in women if not _group(rows, place)]
    following = [place for place in bare if people and place > people[0]]
    if len(women) > 1 and not (beside or bare or len(people) > 1):
        _note_several(sheet, rows, women, findings)
    chosen = {"people": people[:1], "women": (beside or following or bare or women)[:1]}
    return found | {name: places for name, places in chosen.items() if places}


def _of_the_quarter(
    sheet: FormSheet, rows: Head, places: Sequence[int], findings: Findings
) -> list[int]:
    """Return the places without those of other numbers; a column of which no other is left, too."""
    kinds = {place: other_kind(_path(rows, place)) for place in places}
    kept = [place for place, kind in kinds.items() if kind is None]
    for place, kind in kinds.items() if not kept else ():
        if kind is not None:
            where = sheet.place(sheet.spot.header_row, column_label(place, _path(rows, place)))
            findings.add("S26", where, says_other(kind), found=_path(rows, place))
    return kept or list(places)


def _note_several(sheet: FormSheet, rows: Head, places: Sequence[int], findings: Findings) -> None:
    shown = "; ".join(column_label(place, _path(rows, place)) for place in places)
    what = message("Each of these columns may be the one that is meant: {columns}.", columns=shown)
    place = sheet.place(sheet.spot.header_row, column_label(places[0], _path(rows, places[0])))
    findings.add("S26", place, what)


def period_columns(rows: Head) -> dict[int, str]:
    """Return the columns that say in each row which year, quarter or month it is of."""
    shown = {place: lowest_heading(rows, place) for place in range(max(map(len, rows)))}
    return {
        place: heading
        for place, heading in shown.items()
        if _OF_PERIOD.fullmatch(" ".join(as_text(heading).casefold().split()))
    }


def is_other_period(heading: str, cell: Cell, period: str) -> bool:
    """Return whether a row of a column of periods is of another one than the form's.

    >>> is_other_period("Năm", 2023, "2025-Q1"), is_other_period("Quý", "I", "2025-Q1")
    (True, False)
    """
    said = read_period(f"{heading} {as_text(cell)}")
    months = [int(number) for number in _MONTH.findall(plain(f"{heading} {as_text(cell)}"))]
    numbers = said.numbers | {(month + 2) // 3 for month in months}
    year, quarter = period[:4], int(period[-1])
    return bool(
        said.quarters - {period} or said.years - {year} or numbers - {quarter} or said.is_part
    )


def _path(rows: Head, place: int) -> str:
    """Return the headings over a column from the top down as one text."""
    return _ABOVE.join(dict.fromkeys(headings_over(rows, place)))


def _group(rows: Head, place: int) -> str:
    return _ABOVE.join(headings_over(rows, place)[:-1])


def _is_one_group(rows: Head, one: int, other: int) -> bool:
    """Return whether two columns stand in one group: under the same first heading."""
    first, second = (headings_over(rows, place) for place in (one, other))
    return min(len(first), len(second)) > 1 and first[:1] == second[:1]
