"""The columns of rows: as a reader's table writes them, and as a CSV writes them for machines.

A field of ``Observation`` has its column of the table in ``_table_columns`` and its column of the
CSV in ``_CSV``; nothing else lists columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from vtdash.model.codes import DataStatus, Status
from vtdash.model.details import GapPart, TaskAnswer, TerritoryVerdict
from vtdash.model.observation import LABEL, Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.drawing import Drawing
from vtdash.render.csv_file import write_csv
from vtdash.render.names import Names
from vtdash.render.precision import response, share, share_range
from vtdash.text.language import LANGUAGES, Text, in_brackets


def table_columns(
    rows: Sequence[Observation], drawing: Drawing, names: Names
) -> dict[str, list[str]]:
    """Return the columns in use: title -> cells, in the order of the rows."""
    columns = {
        title: [cell(row) for row in rows] for title, cell in _table_columns(drawing, names).items()
    }
    text = names.text
    if len(set(columns[text("Indicator")])) == 1:  # all say the same as the title does
        del columns[text("Indicator")]
    rates = columns[text("Response rate")]
    if any(rates):  # a rate that comes without one among others says so
        columns[text("Response rate")] = [rate or text("not stated") for rate in rates]
    return {title: cells for title, cells in columns.items() if any(cells)}


def _table_columns(drawing: Drawing, names: Names) -> dict[str, Callable[[Observation], str]]:
    """Return title -> cell of a row for every column, in the order of a table."""
    text = names.text
    return {
        text("City"): names.city,
        text("Territory"): lambda row: names.territory(row.territory),
        text("Place"): names.place,
        text("Period"): names.period,
        text("Indicator"): lambda row: names.indicator(row.indicator_id),
        text("Against the target"): names.pace_status,
        text("Reason"): names.pace_reason,
        text("Latest published"): lambda row: _latest(names, row),
        text("Year before"): lambda row: _turns(text, row.year_change and row.year_change.before),
        text("Newest year"): lambda row: _turns(text, row.year_change and row.year_change.now),
        text("Change in per cent"): lambda row: share(
            text, row.year_change and row.year_change.percent
        ),
        text("Short of the target by"): lambda row: _change(names, row, "to_go"),
        text("Needed a year"): lambda row: _change(names, row, "needed"),
        text("Achieved a year"): lambda row: _change(names, row, "achieved"),
        text("Year reached"): names.reached,
        text("Event"): names.event,
        text("Date of the document"): names.issued,
        text("Level"): lambda row: names.level(row.level),
        text("Occupation"): lambda row: names.occupation(row.occupation_key),
        text("Group"): lambda row: names.group(row.group_kind, row.group),
        text("Counterpart"): names.counterpart,
        drawing.strength_title(text): names.strength,
        text("Ahead"): names.ahead,
        text("Value"): lambda row: "" if row.is_pairing else names.value(row),
        text("Evidence"): names.evidence,
        text("Used by the rule"): lambda row: names.code("conflict_rule", row.rule),
        text("Confidence"): lambda row: (
            names.code("confidence", row.confidence) if drawing.table_has_confidence else ""
        ),
        text("Areas that reported"): lambda row: _of_areas(text, row),
        text("95% interval"): names.interval,
        text("Months after graduation"): lambda row: text.items(row.months_after.split("+")),
        text("Numerator"): lambda row: _count(text, row.numerator),
        text("Denominator"): lambda row: _count(text, row.denominator),
        text("Response rate"): lambda row: response(text, row),
        text("95% limits"): lambda row: share_range(text, *_limits(row)[0]),
        text("99.8% limits"): lambda row: share_range(text, *_limits(row)[1]),
        text("First side"): lambda row: share(text, row.gap_part and row.gap_part.side_one),
        text("Second side"): lambda row: share(text, row.gap_part and row.gap_part.side_other),
        text("Status"): lambda row: _status(names, row),
        text("Set against"): names.against,
        text("Data status"): names.data_status,
        text("Document"): names.document,
        text("Note"): names.note,
        text("Source"): lambda row: row.source_id,
    }


def _latest(names: Names, row: Observation) -> str:
    """Return the value from which a target is judged, with its period."""
    if not row.judgement or not row.judgement.latest:
        return ""
    figure = names.catalogue.figure(row.judgement.latest)
    period = names.period(Observation(period=figure.period))
    return f"{names.figure_value(figure.figure_id)} ({in_brackets(period)})"


def _change(names: Names, row: Observation, field: str) -> str:
    """Return a distance or a change a year of a judgement, with its unit."""
    value = getattr(row.judgement, field, None)
    return "" if value is None else names.text.amount(value, names.unit(row.step_unit))


def _limits(row: Observation) -> tuple[tuple[float | None, float | None], ...]:
    """Return the 95 % and the 99.8 % limits of a funnel."""
    place = row.funnel_place
    if place is None:
        return (None, None), (None, None)
    return (place.limit_95_low, place.limit_95_high), place.outer


def _of_areas(text: Text, row: Observation) -> str:
    """Return how many of how many areas are behind a reported value."""
    if not row.areas_expected:
        return ""
    reported, expected = text.number(row.areas_reported), text.number(row.areas_expected)
    return text("{n} of {all}", n=reported, all=expected)


def _count(text: Text, value: float | None) -> str:
    return "" if value is None else text.number(value)


def _turns(text: Text, value: float | None) -> str:
    """Return a count of a year: an estimate by share of area has decimals that mean nothing."""
    return "" if value is None else text.number(round(value))


def _status(names: Names, row: Observation) -> str:
    """Return the status of a row of the register or an estimate; returns are observations."""
    if row.data_status != DataStatus.PUBLISHED and row.status != Status.ESTIMATE:
        return ""
    status = names.code("status", row.status)
    return status.upper() if row.status == LABEL else status


_Both = Mapping[str, Names]
"""Language -> names in it."""


@dataclass(frozen=True, slots=True)
class _Csv:
    """What a column of the CSV holds of a row."""

    of: Callable[[Observation, _Both], object]
    is_number: bool = False


def _text(of: Callable[[Observation], object]) -> _Csv:
    return _Csv(lambda row, _: of(row))


def _number(of: Callable[[Observation], object]) -> _Csv:
    return _Csv(lambda row, _: of(row), is_number=True)


def _texts(*fields: str) -> dict[str, _Csv]:
    return {field: _text(attrgetter(field)) for field in fields}


def _numbers(*fields: str) -> dict[str, _Csv]:
    return {field: _number(attrgetter(field)) for field in fields}


def _in_both(column: str, named: Callable[[Names, Observation], str]) -> dict[str, _Csv]:
    """Return a column for each language."""

    def of(language: str) -> _Csv:
        return _Csv(lambda row, both: named(both[language], row))

    return {f"{column}_{language}": of(language) for language in LANGUAGES}


def _source(field: str) -> _Csv:
    def of(row: Observation, both: _Both) -> object:
        names, *_ = both.values()
        return getattr(names.catalogue.sources.get(row.source_id), field, "")

    return _Csv(of)


def _part(detail: str, field: str) -> Callable[[Observation], object]:
    """Return the field of a detail that not every row has."""
    return lambda row: getattr(getattr(row, detail), field, None)


def _counterpart(row: Observation) -> str:
    """Return the id of the other of a pair: a measure, a territory, an area or a year."""
    match row.detail:
        case TaskAnswer(measure=other) | TerritoryVerdict(other=other) | GapPart(against=other):
            return other
        case _:
            return ""


_CSV: dict[str, _Csv] = {
    **_texts("city", "territory"),
    **_in_both("territory", lambda names, row: names.territory(row.territory)),
    **_texts("area_id"),
    **_in_both("area", lambda names, row: names.place(row)),
    **_texts("period"),
    "year_start": _number(lambda row: row.year_start or None),  # a return's year has no other
    **_numbers("year"),
    **_texts("indicator_id"),
    **_in_both("indicator", lambda names, row: names.indicator(row.indicator_id)),
    **_texts("level"),
    "occupation_id": _text(lambda row: row.occupation_key and f"occupation-{row.occupation_key}"),
    **_in_both("occupation", lambda names, row: names.occupation(row.occupation_key)),
    "group_id": _text(attrgetter("group")),
    **_in_both("group", lambda names, row: names.group(row.group_kind, row.group)),
    "counterpart_id": _text(_counterpart),
    **_texts("strength"),
    "ahead": _text(_part("territory_verdict", "ahead")),
    "ahead_by": _number(_part("territory_verdict", "by")),
    **_texts("unit"),
    **_numbers("value"),
    "value_low": _number(attrgetter("low")),
    "value_high": _number(attrgetter("high")),
    **_texts("qualifier"),
    "interval_low": _number(lambda row: row.interval and row.interval[0]),
    "interval_high": _number(lambda row: row.interval and row.interval[1]),
    **_numbers("numerator", "denominator"),
    "answered": _number(_part("survey", "answered")),
    "asked": _number(_part("survey", "asked")),
    "areas_reported": _number(lambda row: row.areas_reported if row.areas_expected else None),
    "areas_expected": _number(lambda row: row.areas_expected or None),
    "response_rate": _number(_part("survey", "response")),
    "limit_95_low": _number(_part("funnel_place", "limit_95_low")),
    "limit_95_high": _number(_part("funnel_place", "limit_95_high")),
    "limit_998_low": _number(_part("funnel_place", "limit_998_low")),
    "limit_998_high": _number(_part("funnel_place", "limit_998_high")),
    "side_one": _number(_part("gap_part", "side_one")),
    "side_other": _number(_part("gap_part", "side_other")),
    "year_before": _number(_part("year_change", "before")),
    "newest_year": _number(_part("year_change", "now")),
    **_texts("months_after", "status", "value_note", "confidence", "coverage"),
    "limits": _text(lambda row: " ".join(row.evidence.limits) if row.evidence else ""),
    **_texts("rule"),
    **_texts("data_status", "recurrence", "document", "figure_id", "source_id"),
    "source": _source("publisher"),
    "source_url": _source("url"),
    "pace_status": _text(_part("judgement", "status")),
    "pace_reason": _text(_part("judgement", "reason")),
    "latest_figure_id": _text(_part("judgement", "latest")),
    "to_go": _number(_part("judgement", "to_go")),
    "needed_a_year": _number(_part("judgement", "needed")),
    "achieved_a_year": _number(_part("judgement", "achieved")),
    "reached": _number(_part("judgement", "reached")),
    "reached_first": _number(_part("judgement", "first")),
    "reached_last": _number(_part("judgement", "last")),
    "event": _text(_part("event", "kind")),
    "issued": _text(_part("event", "issued")),
    "stated_against": _text(_part("event", "against")),
}

CSV_COLUMNS = tuple(_CSV)

NUMBER_COLUMNS = tuple(name for name, column in _CSV.items() if column.is_number)
"""CSV columns that hold numbers; every other column is text."""


def observations_csv(
    rows: Iterable[Observation], catalogue: Catalogue, *, is_full: bool = False
) -> bytes:
    """Return the rows in ``CSV_COLUMNS``, with names in both languages.

    Columns that no row has anything in are left out, unless the file ``is_full``.
    """
    both: _Both = {language: Names(catalogue, Text(language)) for language in LANGUAGES}
    records = [{name: column.of(row, both) for name, column in _CSV.items()} for row in rows]
    used = [name for name in CSV_COLUMNS if is_full or any(_is_filled(r[name]) for r in records)]
    return write_csv(used, records)


def _is_filled(value: object) -> bool:
    return value is not None and value != ""
