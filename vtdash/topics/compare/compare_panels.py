"""May these two be compared? The verdict with its reasons, the two series, and a matrix."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from vtdash.model.codes import DataStatus, Status
from vtdash.model.details import TerritoryVerdict
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.matrices import VerdictMatrix
from vtdash.render.charts.over_time import Columns
from vtdash.render.csv_file import write_csv
from vtdash.render.names import Names
from vtdash.render.panel import Panel, axis_by_unit, series_by_subject
from vtdash.rules.basis import is_computed
from vtdash.rules.comparability import FIELDS, LEVELS, Verdict
from vtdash.text.language import LANGUAGES, Text
from vtdash.topics.compare.every_indicator import COUNTRY
from vtdash.topics.compare.published_series import (
    SEEN,
    JudgedSeries,
    SeriesKey,
    all_series,
    between,
    newest_pair,
    series_by_address,
    territories_judged,
)
from vtdash.topics.compare.two_series import SeriesComparison, values
from vtdash.topics.targets.target_panels import HEADLINES
from vtdash.topics.view import Rows, View

FIRST = SeriesKey("trained_rate_all_forms", "ha_noi")
SECOND = SeriesKey("trained_rate_all_forms", "hai_phong_to_2025_06")
"""The pair that a reader finds where none is chosen."""

IN_MATRIX = (
    *HEADLINES,
    "trained_rate_gso",
    "vet_enrolment",
    "rural_workers_trained",
    "labour_force",
)
"""Indicators of the matrix: those of the programmes, and what they are easily confused with."""

CSV_COLUMNS = (
    "first",
    "second",
    "verdict",
    "verdict_vi",
    "verdict_en",
    "field",
    "field_vi",
    "field_en",
    "field_verdict",
    "code",
    "reason_vi",
    "reason_en",
)


def chosen_series(view: View, first: str, second: str) -> SeriesComparison:
    """Return the comparison of two series by their addresses; of an unknown one the default's."""
    series, by_address = all_series(view.catalogue), series_by_address(view.catalogue)
    keys = list(series)
    one = by_address.get(first, FIRST if FIRST in series else keys[0])
    other = by_address.get(second, SECOND if SECOND in series else keys[-1])
    rows = series[one], series[other]
    return SeriesComparison(
        one, other, *rows, between(*rows, view.catalogue), newest_pair(*rows, view.catalogue)
    )


def series_name(names: Names, series: SeriesKey) -> str:
    """Return what a series is called: its indicator, its territory, observed or aimed at."""
    kind = _seen(names, series) if series.kind == SEEN else names.text("planned or aimed at")
    return f"{names.indicator(series.indicator_id)} · {names.territory(series.territory)} · {kind}"


def series_name_at(names: Names, address: str) -> str:
    """Return what the series of an address is called."""
    return series_name(names, series_by_address(names.catalogue)[address])


def _seen(names: Names, series: SeriesKey) -> str:
    """Say that a series is observed, or what it is where all of it was computed here."""
    rows = all_series(names.catalogue).get(series, ())
    if rows and all(is_computed(row, names.catalogue) for row in rows):
        return names.data_status(rows[0])
    return names.text("observed")


def verdict_name(view: View, found: SeriesComparison) -> str:
    """Return the verdict in words."""
    return view.names.code("verdict", found.verdict.level)


def reasons_table(view: View, found: SeriesComparison) -> dict[str, list[str]]:
    """Return the reasons as the reader sees them: every field, also those that agree."""
    text, catalogue = view.text, view.catalogue
    rows = [
        (
            view.names.code("comparison_field", field),
            view.names.code("verdict", level),
            text.name(catalogue.code("comparison", code).text) if code else text("No difference."),
        )
        for field, level, code in _by_field(found.verdict)
    ]
    titles = (text("Field"), text("Verdict"), text("Reason"))
    return {title: [row[place] for row in rows] for place, title in enumerate(titles)}


def reasons_csv(found: SeriesComparison, catalogue: Catalogue) -> bytes:
    """Return the reasons for machines, with words in both languages."""
    both = {language: Names(catalogue, Text(language)) for language in LANGUAGES}
    return write_csv(CSV_COLUMNS, (_record(found, *row, both) for row in _by_field(found.verdict)))


def _record(
    found: SeriesComparison, field: str, level: str, code: str, both: dict[str, Names]
) -> dict[str, object]:
    record: dict[str, object] = {
        "first": found.first.address,
        "second": found.second.address,
        "verdict": found.verdict.level,
        "field": field,
        "field_verdict": level,
        "code": code,
    }
    for language, names in both.items():
        said = names.text.name(names.catalogue.code("comparison", code).text) if code else ""
        record |= {
            f"verdict_{language}": names.code("verdict", found.verdict.level),
            f"field_{language}": names.code("comparison_field", field),
            f"reason_{language}": said,
        }
    return record


def _by_field(found: Verdict) -> list[tuple[str, str, str]]:
    """Return field, level and code of each reason; a field without one is comparable."""
    rows: list[tuple[str, str, str]] = []
    for field in FIELDS:
        own = [(field, r.level, r.code) for r in found.reasons if r.field == field]
        rows += own or [(field, LEVELS[0], "")]
    return rows


def two_series_panel(view: View, found: SeriesComparison) -> Panel:
    """The two series over the years: on one axis only where the verdict allows it."""
    text = view.text
    rows = found.one if found.is_same else (*found.one, *found.other)
    allowed = found.verdict.is_allowed
    return view.panel(
        "two-series",
        text("The two series over the years"),
        rows,
        claim=values(view, found),
        drawing=view.by_year(Columns, rows),
        notes=(_what_is_shown(view, rows),),
        series=_series,
        axis=axis_by_unit if allowed else _own_axis,
    )


def _what_is_shown(view: View, rows: Rows) -> str:
    text = view.text
    if not any(is_computed(row, view.catalogue) for row in rows):
        return text(
            "Only published values; no line joins them, since sources and definitions may "
            "differ from one to the next."
        )
    return text(
        "Published values and, named as such, this dashboard's computation from published "
        "values; no line joins them, since sources and definitions may differ from one to "
        "the next."
    )


def _series(names: Names, row: Observation) -> str:
    """Name the series of a row; an own computation is no estimate that somebody published."""
    if is_computed(row, names.catalogue):
        return f"{names.territory(row.territory)} · {names.data_status(row)}"
    return series_by_subject(names, row)


def _own_axis(names: Names, row: Observation) -> str:
    """Return an axis for each indicator and territory: they must not be set beside each other."""
    return f"{names.indicator(row.indicator_id)} · {names.territory(row.territory)}"


def verdict_matrix(view: View) -> Panel:
    """Verdicts between territories, indicator by indicator."""
    text, names = view.text, view.names
    pairs = _pairs(view)
    rows = tuple(_verdict_row(view, found) for found in verdicts_of_pairs(view))
    titles = tuple(f"{names.territory(one)} – {names.territory(other)}" for one, other in pairs)
    return view.panel(
        "verdict-matrix",
        text("What may be compared between the territories?"),
        rows,
        claim=_matrix_claim(view, rows),
        drawing=VerdictMatrix("indicator", columns=pairs, titles=titles),
        series=lambda names, row: names.strength(row),
        notes=(
            text(
                "Judged are the published values of whole territories: those observed, or, where "
                "a side has none, those aimed at. A pair without a sign has nothing published on "
                "one side. Where a territory has nothing else, this dashboard's computation from "
                "published values is judged, and at best with care."
            ),
            text(
                "A filled circle means comparable, a hollow triangle with care, a cross not "
                "comparable."
            ),
        ),
    )


def _pairs(view: View) -> tuple[tuple[str, str], ...]:
    """Return the territories set beside each other; one city alone beside the country."""
    places = [t for t, own in view.catalogue.territories.items() if own.city in view.filters.cities]
    country = [(place, COUNTRY) for place in places] if len(view.filters.cities) == 1 else []
    return (*combinations(places, 2), *country)


def verdicts_of_pairs(view: View) -> tuple[JudgedSeries, ...]:
    """Return the verdicts of the matrix for the cities chosen."""
    indicators = tuple(i for i in IN_MATRIX if i in view.catalogue.indicators)
    return territories_judged(view.catalogue, indicators, _pairs(view))


def _verdict_row(view: View, found: JudgedSeries) -> Observation:
    first = found.first
    return Observation(
        city=view.catalogue.territories[first.territory].city,
        territory=first.territory,
        indicator_id=first.indicator_id,
        detail=TerritoryVerdict(found.second.territory, found.verdict.level),
        status=Status.OBSERVED if first.kind == SEEN else Status.TARGET,
        value_note="not_applicable",
        data_status=DataStatus.PUBLISHED,
    )


def _matrix_claim(view: View, rows: Rows) -> str:
    """Say how many pairs of published series have which verdict."""
    text, counted = view.text, Counter(row.strength for row in rows)
    if not rows:
        return text("No two territories publish the same indicator.")
    return text.plural(
        "Of {n} pair of published series {comparable} is comparable, {care} with care, {not_} not.",
        "Of {n} pairs of published series {comparable} are comparable, {care} with care, {not_} "
        "not.",
        len(rows),
        comparable=text.number(counted["comparable"]),
        care=text.number(counted["with_care"]),
        not_=text.number(counted["not_comparable"]),
    )
