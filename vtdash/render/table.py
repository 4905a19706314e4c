"""Rows as the reader writes them: the cells of a table, with what stands beside a survey rate."""

from __future__ import annotations

from collections.abc import Sequence

from vtdash.model.observation import LABEL, Observation
from vtdash.render.charts.drawing import Drawing
from vtdash.render.names import Names, response, share, share_range
from vtdash.text.language import Text


def survey_columns(names: Names, rows: Sequence[Observation]) -> dict[str, list[str]]:
    """Return the columns that a table has for surveys: title -> cells, blank where not in use."""
    text = names.text
    return {
        text("Response rate"): _responses(text, rows),
        text("95% limits"): [
            share_range(text, row.limit_95_low, row.limit_95_high) for row in rows
        ],
        text("99.8% limits"): [
            share_range(text, row.limit_998_low, row.limit_998_high) for row in rows
        ],
        text("First side"): [share(text, row.side_one) for row in rows],
        text("Second side"): [share(text, row.side_other) for row in rows],
    }


def _responses(text: Text, rows: Sequence[Observation]) -> list[str]:
    """Return the response rates; a rate that comes without one among others says so."""
    found = [response(text, row) for row in rows]
    return [cell or text("not stated") for cell in found] if any(found) else found


def table(rows: Sequence[Observation], drawing: Drawing, names: Names) -> dict[str, list[str]]:
    """Return the columns in use: title -> cells, in the order of the rows."""
    text = names.text
    columns: dict[str, list[str]] = {
        text("City"): [names.city(row) for row in rows],
        text("Territory"): [names.territory(row.territory) for row in rows],
        text("Place"): [names.place(row) for row in rows],
        text("Period"): [names.period(row) for row in rows],
        text("Indicator"): _unless_one([names.indicator(row.indicator_id) for row in rows]),
        text("Against the target"): [names.pace_status(row) for row in rows],
        text("Reason"): [names.pace_reason(row) for row in rows],
        text("Year reached"): [names.reached(row) for row in rows],
        text("Event"): [names.event(row) for row in rows],
        text("Date of the document"): [names.issued(row) for row in rows],
        text("Level"): [names.code("level", row.level) for row in rows],
        text("Occupation"): [names.occupation(row.occupation_key) for row in rows],
        text("Group"): [names.group(row.group_kind, row.group) for row in rows],
        text("Counterpart"): [names.counterpart(row.counterpart) for row in rows],
        drawing.strength_title(text): [names.strength(row.strength) for row in rows],
        text("Value"): ["" if row.strength else names.value(row) for row in rows],
        text("Evidence"): [names.evidence(row) for row in rows],
        text("Used by the rule"): [names.code("conflict_rule", row.rule) for row in rows],
        text("Confidence"): _confidence(rows, drawing, names),
        text("95% interval"): [names.interval(row) for row in rows],
        text("Months after graduation"): [row.months_after for row in rows],
        text("Numerator"): [_count(names, row.numerator) for row in rows],
        text("Denominator"): [_count(names, row.denominator) for row in rows],
        **survey_columns(names, rows),
        text("Status"): [_status(names, row) for row in rows],
        text("Set against"): [names.against(row) for row in rows],
        text("Data status"): [names.data_status(row) for row in rows],
        text("Document"): [names.document(row) for row in rows],
        text("Note"): [names.note(row) for row in rows],
        text("Source"): [row.source_id for row in rows],
    }
    return {title: cells for title, cells in columns.items() if any(cells)}


def _unless_one(cells: list[str]) -> list[str]:
    """Return the cells, or nothing where all say the same as the title does."""
    return cells if len(set(cells)) > 1 else []


def _confidence(rows: Sequence[Observation], drawing: Drawing, names: Names) -> list[str]:
    """Return how sure published values are, where a panel weighs values by it."""
    if not drawing.table_has_confidence:
        return []
    return [names.code("confidence", row.confidence) for row in rows]


def _count(names: Names, value: float | None) -> str:
    return "" if value is None else names.text.number(value)


def _status(names: Names, row: Observation) -> str:
    """Returns are observations by nature; only what is in the register need say."""
    if row.data_status != "published" and row.status != "estimate":
        return ""
    said = names.code("status", row.status)
    return said.upper() if row.status == LABEL else said
