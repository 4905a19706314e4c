"""All problems of a file as one sheet in both languages, each with a link to its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from vtdash.render.workbooks import (
    LINK_FONT,
    ONE_LINE,
    TITLE_FONT,
    put,
    put_table,
    set_print,
    set_widths,
)
from vtdash.returns.examine import Examination
from vtdash.returns.model import Finding
from vtdash.returns.registry import CHECKS
from vtdash.store import CellChange
from vtdash.text.messages import message

PROBLEMS_SHEET = "Lỗi - Problems"
SEVERITIES = {"error": message("ERROR"), "warning": message("WARNING")}

_HEADS = (
    "Mã / Id",
    "Mức / Severity",
    "Trang tính / Sheet",
    "Dòng / Row",
    "Cột / Column",
    "Tìm thấy / Found",
    "Sai ở đâu",
    "What is wrong",
    "Cần có",
    "Expected",
    "Cách sửa",
    "What to do",
)
_WIDTHS = (9, 18, 18, 12, 22, 24, 44, 44, 40, 40, 40, 40)
_ROW = 4
"""Column of the list that links to the cell."""


class Target(NamedTuple):
    """A cell of the workbook that a finding is about."""

    sheet: str
    row: int
    column: int

    @property
    def link(self) -> str:
        """The cell as a link inside the workbook names it.

        >>> Target("Biểu 'A'", 3, 4).link
        "'Biểu ''A'''!D3"
        """
        return f"{quote_sheetname(self.sheet)}!{get_column_letter(self.column)}{self.row}"


def write_problems(sheet: Worksheet, examination: Examination, links: Mapping[int, Target]) -> None:
    """Write the problems of a file; ``links``: id() of a finding -> its cell in this workbook."""
    put(sheet, 1, 1, f"Các vấn đề của tệp / Problems of {examination.name}", font=TITLE_FONT)
    sheet.cell(1, 1).alignment = ONE_LINE
    row = 2
    for row, line in enumerate(_summary(examination), start=2):
        put(sheet, row, 1, line).alignment = ONE_LINE
    header = row + 2
    put_table(sheet, header, _HEADS, (_problem(finding) for finding in examination.findings))
    for number, finding in enumerate(examination.findings, start=header + 1):
        if id(finding) in links:
            _link(sheet, number, links[id(finding)])
    set_widths(sheet, _WIDTHS)
    sheet.freeze_panes = f"A{header + 1}"
    set_print(sheet, header)


def _summary(examination: Examination) -> Iterator[str]:
    """Yield how many problems there are, and of which checks not all are listed."""
    total, listed = sum(examination.counts.values()), len(examination.findings)
    yield f"Số vấn đề: {total}; được liệt kê: {listed} / Problems: {total}; listed: {listed}"
    yield from map(changed_cell, examination.changes)
    shown = Counter(finding.check for finding in examination.findings)
    for check, count in examination.counts.items():
        if count > shown[check]:
            title = CHECKS[check].title
            yield (
                f"{check} ({title.vi}): liệt kê {shown[check]} trong {count} / "
                f"{check} ({title.en}): {shown[check]} of {count} are listed"
            )


def _problem(finding: Finding) -> tuple[str, ...]:
    check, place = CHECKS[finding.check], finding.place
    severity, column = SEVERITIES[check.severity], place.called
    expected, do = finding.expected or check.expected, finding.do or check.do
    return (
        finding.check,
        f"{severity.vi} / {severity.en}",
        place.sheet,
        "" if place.row is None else str(place.row),
        column.vi if column.vi == column.en else f"{column.vi} / {column.en}",
        finding.found,
        *(told for words in (finding.what, expected, do) for told in (words.vi, words.en)),
    )


def _link(sheet: Worksheet, row: int, target: Target) -> None:
    cell: Any = sheet.cell(row, _ROW)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target.link)
    cell.font = LINK_FONT


def changed_cell(change: CellChange) -> str:
    """Return what the office wrote in a cell and what the steward typed, in both languages."""
    words = message(
        "Corrected when loading: {cell}: '{after}' instead of '{before}'.",
        cell=change.cell,
        before=change.before,
        after=change.after,
    )
    return f"{words.vi} / {words.en}"
