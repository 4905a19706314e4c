"""The day on which a return was signed, held against the quarter that it is of.

A quarter that is signed before its last month began is a plan, or the numbers of an earlier
quarter under a wrong heading; one that is signed more than a year after its end has last year's
heading. Offices report from the last weeks of a quarter on, and late by months: neither is told.
A list of learners is signed when its class is opened, so it is told only from before the quarter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from openpyxl.utils import get_column_letter

from vtdash.model.period import Period
from vtdash.returns.findings import Findings
from vtdash.returns.forms.foot import signed_on
from vtdash.returns.forms.layout import FormSheet
from vtdash.returns.model import Place
from vtdash.returns.names.heading_lines import Line
from vtdash.text.language import Named
from vtdash.text.messages import message

_LATE = timedelta(days=366)


def check_signed(sheet: FormSheet, lines: Iterable[Line], period: str, findings: Findings) -> None:
    """Note a last day of signing that does not go with the quarter."""
    is_list = sheet.recognition.is_personal
    dated = ((day, line) for line in lines if (day := signed_on(line.text)))
    day, line = max(dated, key=lambda one: one[0], default=(None, None))
    if day and line and (what := _doubtful(day, Period.parse(period), is_list=is_list)):
        place = Place(sheet.grid.name, line.row, get_column_letter(line.column))
        findings.add("P06", place, what, found=line.text)


def _doubtful(day: date, quarter: Period, *, is_list: bool) -> Named | None:
    if not (quarter.start and quarter.end):
        return None
    if is_list and day < quarter.start:
        return message("Signed before {period} began: an earlier quarter?", period=quarter.text)
    if not is_list and day < quarter.end.replace(day=1):
        return message(
            "Signed before the last month of {period} began: a plan, or an earlier quarter?",
            period=quarter.text,
        )
    if day > quarter.end + _LATE:
        return message(
            "Signed more than a year after the end of {period}: an old heading?",
            period=quarter.text,
        )
    return None
