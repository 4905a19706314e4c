"""Every question that a page may ask: one function for each file in ``sql``, of the same name.

The rates of graduates are one file, ``graduate_rate.sql``, asked by seven functions.

Each returns observations in the order in which they are to be read. Choices are bound values;
no statement is put together from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vtdash.model.codes import SUPPRESSED, Status, Unit
from vtdash.model.datasets import LEVELS
from vtdash.model.details import Survey
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.rules.statistics import SMALL_BASE, wilson
from vtdash.store.database import Store
from vtdash.store.questions.answers import (
    Row,
    Rows,
    ask,
    each,
    largest_first,
    question_text,
)
from vtdash.store.questions.chosen_rows import rows_by_area, rows_of_choice, rows_over_time


def _with_reasons(rows: Rows) -> Rows:
    """Give each share of nothing its reason."""
    return tuple(_with_reason(row) for row in rows)


def _with_reason(row: Observation) -> Observation:
    """Give a share of nothing its reason: there is nobody of whom it could be a share."""
    if row.denominator or row.value_note == SUPPRESSED:
        return row
    return row._replace(value=None, value_note="not_applicable")


def _with_intervals(rows: Rows, absent: str = "not_collected") -> Rows:
    """Add the interval to each rate; ``absent`` is why one on no answers has no value."""
    return tuple(_with_interval(row, absent) for row in rows)


def _with_interval(row: Observation, absent: str) -> Observation:
    """Add the 95% interval; mark a rate on few answers, one on none has no value."""
    answers = int(row.denominator or 0)
    if row.value_note == SUPPRESSED:
        return row
    if not answers:
        return row._replace(value=None, value_note=absent)
    note = "small_base" if answers < SMALL_BASE else row.value_note
    if row.status == Status.ESTIMATE:  # a share of area is not a sample: no interval of one
        return row._replace(value_note=note)
    low, high = wilson(int(row.numerator or 0), answers)
    survey = replace(row.survey or Survey(), interval_low=100 * low, interval_high=100 * high)
    return row._replace(detail=survey, value_note=note)


def enrolment_by_year(store: Store, filters: Filters) -> Rows:
    """Training turns begun, those of rural workers, share of women, by year."""
    rows = each(rows_over_time(store, "enrolment_by_year", filters))
    return tuple(_with_reason(row) if row.unit == Unit.PERCENT else row for row in rows)


def enrolment_by_level(store: Store, filters: Filters) -> Rows:
    """Training turns begun by level."""
    return each(rows_of_choice(store, "enrolment_by_level", filters))


def enrolment_by_occupation(store: Store, filters: Filters) -> Rows:
    """Training turns begun by occupation, the largest first."""
    rows = rows_of_choice(store, "enrolment_by_occupation", filters)
    return each(largest_first(rows, "occupation_key", "value"))


def enrolment_by_area(store: Store, filters: Filters) -> Rows:
    """Training turns begun by area of one kind, the largest first."""
    return each(
        largest_first(rows_by_area(store, "enrolment_by_area", filters), "area_id", "value")
    )


def women_by_area(store: Store, filters: Filters) -> Rows:
    """Share of women among training turns begun, by area of one kind."""
    return _with_reasons(each(rows_by_area(store, "women_by_area", filters)))


def graduate_steps(store: Store, filters: Filters) -> Rows:
    """Enrolled, graduated, answered, employed, in field: persons."""
    return each(rows_of_choice(store, "graduate_steps", filters))


_EMPLOYED = {
    "indicator": "graduate_employment_rate",
    "part": "employed",
    "base": "respondents",
}
_IN_FIELD = {
    "indicator": "graduate_employed_in_field_rate",
    "part": "in_field",
    "base": "employed",
}


def _rate(store: Store, filters: Filters, rate: Mapping[str, str], by: str) -> list[Row]:
    """Return the rows of a rate of graduates by one column, of both kinds of area."""
    wide, words = replace(filters, area_kind=""), {**rate, "by": by}
    if by == "year":
        return rows_over_time(store, "graduate_rate", wide, words)
    return rows_of_choice(store, "graduate_rate", wide, words)


def employment_rate_by_year(store: Store, filters: Filters) -> Rows:
    """Employed among those who answered, by cohort, with intervals."""
    return _with_intervals(each(_rate(store, filters, _EMPLOYED, "year")))


def employment_rate_by_level(store: Store, filters: Filters) -> Rows:
    """Employed among those who answered, by level, with intervals."""
    return _with_intervals(each(_rate(store, filters, _EMPLOYED, "level")))


def employment_rate_by_occupation(store: Store, filters: Filters) -> Rows:
    """Employed among those who answered, by occupation, that with the most answers first."""
    rows = _rate(store, filters, _EMPLOYED, "occupation_key")
    return _with_intervals(each(largest_first(rows, "occupation_key", "denominator")))


def employment_rate_by_area(store: Store, filters: Filters) -> Rows:
    """Employed among those who answered, by area of one kind, that with the most answers first."""
    rows = rows_by_area(store, "graduate_rate", filters, {**_EMPLOYED, "by": "area_id"})
    return _with_intervals(each(largest_first(rows, "area_id", "denominator")))


def in_field_rate_by_year(store: Store, filters: Filters) -> Rows:
    """Working in their field among the employed, by cohort, with intervals."""
    rows = _rate(store, filters, _IN_FIELD, "year")
    return _with_intervals(each(rows), absent="not_applicable")


def in_field_rate_by_level(store: Store, filters: Filters) -> Rows:
    """Working in their field among the employed, by level, with intervals."""
    rows = _rate(store, filters, _IN_FIELD, "level")
    return _with_intervals(each(rows), absent="not_applicable")


def in_field_rate_by_occupation(store: Store, filters: Filters) -> Rows:
    """Working in their field among the employed, by occupation, with intervals."""
    rows = _rate(store, filters, _IN_FIELD, "occupation_key")
    return _with_intervals(each(rows), absent="not_applicable")


def digital_by_year(store: Store, filters: Filters) -> Rows:
    """People trained in digital skills and people certified, by year."""
    return each(rows_over_time(store, "digital_by_year", filters))


def digital_by_audience(store: Store, filters: Filters) -> Rows:
    """People trained in digital skills by audience."""
    return each(rows_of_choice(store, "digital_by_audience", filters))


def digital_certified_by_year(store: Store, filters: Filters) -> Rows:
    """Certified among those trained in digital skills, by year."""
    return _with_reasons(each(rows_over_time(store, "digital_certified_by_year", filters)))


def digital_by_area(store: Store, filters: Filters) -> Rows:
    """People trained in digital skills by area of one kind, the largest first."""
    return each(largest_first(rows_by_area(store, "digital_by_area", filters), "area_id", "value"))


def digital_certified_by_area(store: Store, filters: Filters) -> Rows:
    """Certified among those trained in digital skills, by area of one kind."""
    return _with_reasons(each(rows_by_area(store, "digital_certified_by_area", filters)))


def milestones_by_item(store: Store, filters: Filters) -> Rows:
    """Milestones done among those planned, by task or group of measures."""
    return _with_reasons(ask(store, "milestones_by_item", filters))


def milestones_by_quarter(store: Store, filters: Filters, items: tuple[str, ...]) -> Rows:
    """Milestones planned and done of the items, quarter by quarter."""
    return ask(store, "milestones_by_quarter", filters, items=list(items))


def money_by_quarter(store: Store, filters: Filters, items: tuple[str, ...]) -> Rows:
    """Money planned and spent of the items, quarter by quarter, in million VND."""
    return ask(store, "money_by_quarter", filters, items=list(items))


def published_by_year(
    store: Store, filters: Filters, indicators: tuple[str, ...], figure_levels: tuple[str, ...]
) -> Rows:
    """Published values of whole cities that belong on a yearly axis."""
    chosen = {"indicators": list(indicators), "figure_levels": list(figure_levels)}
    return ask(store, "published_by_year", filters, **chosen)


def figures_by_indicator(
    store: Store, filters: Filters, indicators: tuple[str, ...], statuses: tuple[str, ...]
) -> Rows:
    """Published values of the indicators for whole cities, sub-groups included."""
    chosen = {"indicators": list(indicators), "statuses": list(statuses)}
    return ask(store, "figures_by_indicator", filters, **chosen)


def figures_of_places(store: Store, filters: Filters, area_names: tuple[str, ...]) -> Rows:
    """Published values of places inside the cities, under the register's names of them."""
    return ask(store, "figures_of_places", filters, area_names=list(area_names))


def latest_observations(store: Store, filters: Filters, indicators: tuple[str, ...]) -> Rows:
    """The latest published observation of each indicator and territory."""
    return ask(store, "latest_observations", filters, indicators=list(indicators))


def targets_ending(store: Store, filters: Filters, indicators: tuple[str, ...]) -> Rows:
    """Targets of whole cities that end within the filters' years."""
    return ask(store, "targets_ending", filters, indicators=list(indicators))


def annual_targets(store: Store, filters: Filters, indicators: tuple[str, ...]) -> Rows:
    """Targets and plans of whole cities that hold every year."""
    return ask(store, "annual_targets", filters, indicators=list(indicators))


def registered_figures(store: Store, filters: Filters, indicators: tuple[str, ...] = ()) -> Rows:
    """The register of published figures; of all indicators where none is named."""
    return ask(store, "registered_figures", filters, indicators=list(indicators))


def years_of_returns(store: Store) -> dict[tuple[str, str], tuple[int, int]]:
    """Return first and last year of returns by dataset and data status."""
    _, rows = store.query(question_text("years_of_returns"), {})
    return {(dataset, status): (first, last) for dataset, status, first, last in rows}


def figure_levels(levels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the register's levels that cover exactly the chosen ones.

    >>> figure_levels(())
    ('', 'all')
    >>> figure_levels(("elementary", "under_3_months"))
    ('elementary_and_short',)
    """
    together = {
        frozenset({"college", "intermediate"}): ("college_and_intermediate",),
        frozenset({"elementary", "under_3_months"}): ("elementary_and_short",),
        frozenset(LEVELS): ("", "all"),
        frozenset(): ("", "all"),
    }
    return together.get(frozenset(levels), levels if len(levels) == 1 else ())
