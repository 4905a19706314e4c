"""Rows for machines: one CSV that Excel, LibreOffice and pandas read alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.names import Names
from vtdash.text.language import LANGUAGES, Text

SPREADSHEET_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""First characters at which a spreadsheet may run a cell; an apostrophe makes them text."""

NUMBER_COLUMNS = (
    "year_start",
    "year",
    "value",
    "value_low",
    "value_high",
    "interval_low",
    "interval_high",
    "numerator",
    "denominator",
    "answered",
    "asked",
    "response_rate",
    "limit_95_low",
    "limit_95_high",
    "limit_998_low",
    "limit_998_high",
    "side_one",
    "side_other",
    "reached",
    "reached_first",
    "reached_last",
)
"""CSV columns that hold numbers; every other column is text."""

CSV_COLUMNS = (
    "city",
    "territory",
    "territory_vi",
    "territory_en",
    "area_id",
    "area_vi",
    "area_en",
    "period",
    "year_start",
    "year",
    "indicator_id",
    "indicator_vi",
    "indicator_en",
    "level",
    "occupation_id",
    "occupation_vi",
    "occupation_en",
    "group_id",
    "group_vi",
    "group_en",
    "counterpart_id",
    "strength",
    "unit",
    "value",
    "value_low",
    "value_high",
    "qualifier",
    "interval_low",
    "interval_high",
    "numerator",
    "denominator",
    "answered",
    "asked",
    "response_rate",
    "limit_95_low",
    "limit_95_high",
    "limit_998_low",
    "limit_998_high",
    "side_one",
    "side_other",
    "months_after",
    "status",
    "value_note",
    "confidence",
    "coverage",
    "limits",
    "rule",
    "data_status",
    "recurrence",
    "document",
    "figure_id",
    "source_id",
    "source",
    "source_url",
    "pace_status",
    "pace_reason",
    "reached",
    "reached_first",
    "reached_last",
    "event",
    "issued",
    "stated_against",
)


_EXACT_INTEGERS = 2**53
"""Below this every whole number is a float exactly, so it may be written without a point."""


def observations_csv(rows: Iterable[Observation], catalogue: Catalogue) -> bytes:
    """Return the rows in ``CSV_COLUMNS``, with names in both languages."""
    both = {language: Names(catalogue, Text(language)) for language in LANGUAGES}
    return write_csv(CSV_COLUMNS, (_record(row, both) for row in rows))


def _record(row: Observation, both: dict[str, Names]) -> dict[str, object]:
    source = both["vi"].catalogue.sources.get(row.source_id)
    record: dict[str, object] = row._asdict()
    record |= {
        "occupation_id": f"occupation-{row.occupation_key}" if row.occupation_key else "",
        "group_id": row.group,
        "counterpart_id": row.counterpart,
        "year_start": row.year_start or None,  # a return's year has no other beginning
        "value_low": row.low,
        "value_high": row.high,
        "response_rate": row.response,
        "source": source.publisher if source else "",
        "source_url": source.url if source else "",
    }
    record |= _judged(row)
    for language, names in both.items():
        record |= {
            f"territory_{language}": names.territory(row.territory),
            f"area_{language}": names.place(row),
            f"indicator_{language}": names.indicator(row.indicator_id) if row.indicator_id else "",
            f"occupation_{language}": names.occupation(row.occupation_key),
            f"group_{language}": names.group(row.group_kind, row.group),
        }
    return record


def _judged(row: Observation) -> dict[str, object]:
    """Return what is judged of a target and what happened to it; a year that is never is blank."""
    judged, event = row.judgement, row.event
    return {
        "pace_status": judged.status if judged else "",
        "pace_reason": judged.reason if judged else "",
        "reached": judged.reached if judged else None,
        "reached_first": judged.first if judged else None,
        "reached_last": judged.last if judged else None,
        "event": event.kind if event else "",
        "issued": event.issued if event else "",
        "stated_against": event.against if event else "",
    }


def write_csv(columns: Iterable[str], records: Iterable[dict[str, object]]) -> bytes:
    """Return records as CSV that Excel, LibreOffice and pandas read alike.

    Numbers are written as Python writes them exactly; text that a spreadsheet could run gets
    an apostrophe before it; a missing value is an empty cell.
    """
    names = list(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for record in records:
        writer.writerow([_cell(record.get(name)) for name in names])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(SPREADSHEET_FORMULA) else value
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_INTEGERS:
        return int(value)
    return value
