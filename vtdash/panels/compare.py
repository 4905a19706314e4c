"""May these two be compared? The verdict with its reasons, the two series, and a matrix."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from vtdash.charts.point import Drawing
from vtdash.charts.verdicts import pair
from vtdash.download import write_csv
from vtdash.judgement.basis import is_computed
from vtdash.judgement.comparability import FIELDS, LEVELS, Verdict
from vtdash.judgement.published import (
    SEEN,
    Judged,
    all_series,
    between,
    key,
    newest_pair,
    territories_judged,
)
from vtdash.language import LANGUAGES, Text
from vtdash.measures.observation import Observation
from vtdash.naming import Names
from vtdash.panel import Panel, axis_by_unit, series_by_territory
from vtdash.panels.compared import Comparison, values
from vtdash.panels.desk import Desk, Rows
from vtdash.panels.targets import HEADLINES
from vtdash.reference import Catalogue

FIRST = key("trained_rate_all_forms", "ha_noi")
SECOND = key("trained_rate_all_forms", "hai_phong_to_2025_06")
"""The pair that a reader finds where none is chosen."""

IN_MATRIX = (*HEADLINES, "trained_rate_gso", "vet_enrolment", "rural_workers_trained",
             "labour_force")  # fmt: skip
"""Indicators of the matrix: those of the programmes, and what they are easily confused with."""

COUNTRY = "viet_nam"
"""Set beside a city that is chosen alone."""

CSV_COLUMNS = ("first", "second", "verdict", "verdict_vi", "verdict_en", "field", "field_vi",
               "field_en", "field_verdict", "code", "reason_vi", "reason_en")  # fmt: skip


def options(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the keys of all series that may be chosen."""
    return tuple(all_series(catalogue))


def chosen(desk: Desk, first: str, second: str) -> Comparison:
    """Return the comparison of two series; an unknown key stands for the default's or first."""
    known = all_series(desk.catalogue)
    keys = list(known)
    one = first if first in known else FIRST if FIRST in known else keys[0]
    other = second if second in known else SECOND if SECOND in known else keys[-1]
    rows = known[one], known[other]
    return Comparison(one, other, *rows, between(*rows, desk.catalogue),
                      newest_pair(*rows, desk.catalogue))  # fmt: skip


def series_name(names: Names, series: str) -> str:
    """Return what a series is called: its indicator, its territory, observed or aimed at."""
    indicator, territory, kind = series.split(".")
    said = _seen(names, series) if kind == SEEN else names.text("planned or aimed at")
    return f"{names.indicator(indicator)} · {names.territory(territory)} · {said}"


def _seen(names: Names, series: str) -> str:
    """Say that a series is observed, or what it is where all of it was computed here."""
    rows = all_series(names.catalogue).get(series, ())
    if rows and all(is_computed(row, names.catalogue) for row in rows):
        return names.data_status(rows[0])
    return names.text("observed")


def headline(desk: Desk, found: Comparison) -> str:
    """Return the verdict in words."""
    return desk.names.code("verdict", found.verdict.level)


def reasons(desk: Desk, found: Comparison) -> dict[str, list[str]]:
    """Return the reasons as the reader sees them: every field, also those that agree."""
    text, catalogue = desk.text, desk.catalogue
    rows = [
        (
            desk.names.code("comparison_field", field),
            desk.names.code("verdict", level),
            text.name(catalogue.code("comparison", code).text) if code else text("No difference."),
        )
        for field, level, code in _by_field(found.verdict)
    ]
    titles = (text("Field"), text("Verdict"), text("Reason"))
    return {title: [row[place] for row in rows] for place, title in enumerate(titles)}


def reasons_csv(found: Comparison, catalogue: Catalogue) -> bytes:
    """Return the reasons for machines, with words in both languages."""
    both = {language: Names(catalogue, Text(language)) for language in LANGUAGES}
    return write_csv(CSV_COLUMNS, (_record(found, *row, both) for row in _by_field(found.verdict)))


def _record(
    found: Comparison, field: str, level: str, code: str, both: dict[str, Names]
) -> dict[str, object]:
    record: dict[str, object] = {
        "first": found.first, "second": found.second, "verdict": found.verdict.level,
        "field": field, "field_verdict": level, "code": code,
    }  # fmt: skip
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


def both(desk: Desk, found: Comparison) -> Panel:
    """The two series over the years: on one axis only where the verdict allows it."""
    text = desk.text
    rows = found.one if found.is_same else (*found.one, *found.other)
    allowed = found.verdict.is_allowed
    return desk.panel(
        "two-series",
        text("The two series over the years"),
        rows,
        claim=values(desk, found),
        drawing=desk.by_year("columns", rows),
        notes=(_what_is_shown(desk, rows),),
        series=_series,
        axis=axis_by_unit if allowed else _own_axis,
    )


def _what_is_shown(desk: Desk, rows: Rows) -> str:
    text = desk.text
    if not any(is_computed(row, desk.catalogue) for row in rows):
        return text("Only published values; no line joins them, since sources and definitions may "
                    "differ from one to the next.")  # fmt: skip
    return text("Published values and, named as such, this dashboard's computation from published "
                "values; no line joins them, since sources and definitions may differ from one to "
                "the next.")  # fmt: skip


def _series(names: Names, row: Observation) -> str:
    """Name the series of a row; an own computation is no estimate that somebody published."""
    if is_computed(row, names.catalogue):
        return f"{names.territory(row.territory)} · {names.data_status(row)}"
    return series_by_territory(names, row)


def _own_axis(names: Names, row: Observation) -> str:
    """Return an axis for each indicator and territory: they must not be set beside each other."""
    return f"{names.indicator(row.indicator_id)} · {names.territory(row.territory)}"


def matrix(desk: Desk) -> Panel:
    """Verdicts between territories, indicator by indicator."""
    text, names = desk.text, desk.names
    pairs = _pairs(desk)
    rows = tuple(_verdict_row(desk, found) for found in judged(desk))
    titles = tuple((0.0, f"{names.territory(a)} – {names.territory(b)}") for a, b in pairs)
    return desk.panel(
        "verdict-matrix",
        text("What may be compared between the territories?"),
        rows,
        claim=_matrix_claim(desk, rows),
        drawing=Drawing("verdicts", "indicator", columns=tuple(pair(*two) for two in pairs),
                        breaks=titles),
        series=lambda names, row: names.strength(row.strength),
        notes=(
            text("Judged are the published values of whole territories: those observed, or, where "
                 "a side has none, those aimed at. A pair without a sign has nothing published on "
                 "one side. Where a territory has nothing else, this dashboard's computation from "
                 "published values is judged, and at best with care."),
            text("A filled circle means comparable, a hollow triangle with care, a cross not "
                 "comparable."),
        ),
    )  # fmt: skip


def _pairs(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return the territories set beside each other; one city alone beside the country."""
    places = [t for t, own in desk.catalogue.territories.items() if own.city in desk.filters.cities]
    country = [(place, COUNTRY) for place in places] if len(desk.filters.cities) == 1 else []
    return (*combinations(places, 2), *country)


def judged(desk: Desk) -> tuple[Judged, ...]:
    """Return the verdicts of the matrix for the cities chosen."""
    indicators = tuple(i for i in IN_MATRIX if i in desk.catalogue.indicators)
    return territories_judged(desk.catalogue, indicators, _pairs(desk))


def _verdict_row(desk: Desk, found: Judged) -> Observation:
    indicator, territory, kind = found.first.split(".")
    return Observation(
        city=desk.catalogue.territories[territory].city, territory=territory,
        counterpart=found.second.split(".")[1], indicator_id=indicator,
        strength=found.verdict.level, status="observed" if kind == SEEN else "target",
        value_note="not_applicable", data_status="published",
    )  # fmt: skip


def _matrix_claim(desk: Desk, rows: Rows) -> str:
    """Say how many pairs of published series have which verdict."""
    text, counted = desk.text, Counter(row.strength for row in rows)
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
