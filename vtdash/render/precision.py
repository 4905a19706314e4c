"""How exactly a value is said: its decimals, shares and their ranges, and rates of response."""

from __future__ import annotations

from vtdash.model.codes import DataStatus, Status, Unit
from vtdash.model.observation import Observation
from vtdash.text.language import Text

AS_PRINTED, COMPUTED = 6, 2
"""Decimals: a published value keeps every digit of its source, a computed one needs no more.

A rate of returns has one, as its interval and its claim have.
"""

_RETURNED = {DataStatus.REPORTED, DataStatus.SAMPLE}

RATES = frozenset({Unit.PERCENT, Unit.PERCENT_POINTS})

_OF_ONE_DECIMAL = frozenset({Unit.PERCENT, Unit.MILLION_VND})
"""Units of returns whose numbers stand in one list, each with as many decimals as the others."""


def precision_of(row: Observation) -> tuple[int, bool]:
    """Return how many decimals of a value are printed, and whether zeros among them are kept."""
    if row.unit in _OF_ONE_DECIMAL and row.data_status in _RETURNED:
        return 1, True
    return decimals_of(row), False


def decimals_of(row: Observation) -> int:
    """Return how many decimals of a value are said: of an estimated count none."""
    if row.is_published:
        return AS_PRINTED
    is_estimated_count = row.status == Status.ESTIMATE and row.unit not in RATES
    return 0 if is_estimated_count else COMPUTED


def survey_lines(text: Text, row: Observation) -> list[str]:
    """Return what a mark says of its survey: both sides of a difference, or the response rate."""
    part = row.gap_part
    if part and (part.side_one is not None or part.side_other is not None):
        nobody = text("nobody")
        one, other = share(text, part.side_one), share(text, part.side_other)
        return [text("{one} against {other}", one=one or nobody, other=other or nobody)]
    rate = response(text, row)
    return [text("Response rate: {rate}", rate=rate)] if rate else []


def response(text: Text, row: Observation) -> str:
    """Return the response rate behind a row, blank where it is not stated."""
    return share(text, row.survey and row.survey.response)


def share_range(text: Text, low: float | None, high: float | None) -> str:
    """Return two shares as a range, blank where there is none."""
    if low is None or high is None:
        return ""
    return "–".join(text.number(end, 1, padded=True) for end in (low, high)) + "%"


def share(text: Text, value: float | None) -> str:
    """Return a per cent with one decimal, blank where there is none."""
    return "" if value is None else f"{text.number(value, 1, padded=True)}%"
