"""What stands beside a rate from a survey: response, a funnel's limits, sides of a difference."""

from __future__ import annotations

from collections.abc import Sequence

from vtdash.language import Text
from vtdash.measures.observation import Observation
from vtdash.naming import Names


def columns(names: Names, rows: Sequence[Observation]) -> dict[str, list[str]]:
    """Return the columns that a table has for surveys: title -> cells, blank where not in use."""
    text = names.text
    return {
        text("Response rate"): _responses(text, rows),
        text("95% limits"): [
            between(text, row.limit_95_low, row.limit_95_high) for row in rows
        ],
        text("99.8% limits"): [
            between(text, row.limit_998_low, row.limit_998_high) for row in rows
        ],
        text("First side"): [share(text, row.side_one) for row in rows],
        text("Second side"): [share(text, row.side_other) for row in rows],
    }  # fmt: skip


def lines(names: Names, row: Observation) -> list[str]:
    """Return what a mark says of its survey: both sides of a difference, or the response rate."""
    text = names.text
    if row.side_one is not None or row.side_other is not None:
        nobody = text("nobody")
        one, other = share(text, row.side_one), share(text, row.side_other)
        return [text("{one} against {other}", one=one or nobody, other=other or nobody)]
    rate = response(text, row)
    return [text("Response rate: {rate}", rate=rate)] if rate else []


def response(text: Text, row: Observation) -> str:
    """Return the response rate behind a row, blank where it is not stated."""
    return share(text, row.response)


def between(text: Text, low: float | None, high: float | None) -> str:
    """Return two shares as a range, blank where there is none."""
    if low is None or high is None:
        return ""
    return f"{text.number(low, 1)}–{text.number(high, 1)}%"


def share(text: Text, value: float | None) -> str:
    """Return a per cent with one decimal, blank where there is none."""
    return "" if value is None else f"{text.number(value, 1)}%"


def _responses(text: Text, rows: Sequence[Observation]) -> list[str]:
    """Return the response rates; a rate that comes without one among others says so."""
    found = [response(text, row) for row in rows]
    return [cell or text("not stated") for cell in found] if any(found) else found
