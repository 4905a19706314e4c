"""Every question that a page may ask: one function for each file in ``sql``, of the same name.

Each returns observations in the order in which they are to be read. Choices are bound values;
no statement is put together from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from vtdash.judgement.intervals import SMALL_BASE, wilson
from vtdash.measures.observation import Filters, Observation
from vtdash.measures.shaping import (
    Row,
    Rows,
    largest,
    largest_and_rest,
    observation,
    observations,
)
from vtdash.warehouse.store import Store

SQL_FOLDER = Path(__file__).parent / "sql"

TOP = 15
"""Categories named in a ranking; what is beyond them is summed as 'other'."""


def enrolment_by_year(store: Store, filters: Filters) -> Rows:
    """Training turns begun, those of rural workers, share of women, by territory and year."""
    rows = _ask(store, "enrolment_by_year", filters)
    return tuple(_with_reason(row) if row.unit == "percent" else row for row in rows)


def enrolment_by_level(store: Store, filters: Filters) -> Rows:
    """Training turns begun by territory and level."""
    return _ask(store, "enrolment_by_level", filters)


def enrolment_by_occupation(store: Store, filters: Filters, top: int = TOP) -> Rows:
    """Training turns begun by occupation and territory; the rest is 'other'."""
    rows = _rows(store, "enrolment_by_occupation", filters)
    return _each(largest_and_rest(rows, "occupation_key", top))


def enrolment_by_area(store: Store, filters: Filters, top: int = TOP) -> Rows:
    """Training turns begun by area of one era; the rest is 'other'."""
    rows = _rows(store, "enrolment_by_area", filters)
    return _each(largest_and_rest(rows, "area_id", top))


def graduate_steps(store: Store, filters: Filters) -> Rows:
    """Enrolled, graduated, answered, employed, in field: persons by territory."""
    return _ask(store, "graduate_steps", filters)


def employment_by_year(store: Store, filters: Filters) -> Rows:
    """Employed among those who answered, by territory and cohort, with intervals."""
    return _with_intervals(_ask(store, "employment_by_year", filters))


def in_field_by_year(store: Store, filters: Filters) -> Rows:
    """Working in their field among the employed, by territory and cohort, with intervals."""
    return _with_intervals(_ask(store, "in_field_by_year", filters), absent="not_applicable")


def employment_by_level(store: Store, filters: Filters) -> Rows:
    """Employed among those who answered, by territory and level, with intervals."""
    return _with_intervals(_ask(store, "employment_by_level", filters))


def employment_by_occupation(store: Store, filters: Filters, top: int = TOP) -> Rows:
    """Employed among those who answered, for the occupations with the most answers."""
    rows = _rows(store, "employment_by_occupation", filters)
    return _with_intervals(_each(largest(rows, "occupation_key", "denominator", top)))


def employment_by_area(store: Store, filters: Filters, top: int = 2 * TOP) -> Rows:
    """Employed among those who answered, for the areas with the most answers."""
    rows = _rows(store, "employment_by_area", filters)
    return _with_intervals(_each(largest(rows, "area_id", "denominator", top)))


def digital_by_year(store: Store, filters: Filters) -> Rows:
    """People trained in digital skills and people certified, by territory and year."""
    return _ask(store, "digital_by_year", filters)


def digital_by_audience(store: Store, filters: Filters) -> Rows:
    """People trained in digital skills by territory and audience."""
    return _ask(store, "digital_by_audience", filters)


def digital_certified_by_year(store: Store, filters: Filters) -> Rows:
    """Certified among those trained in digital skills, by territory and year."""
    return _with_reasons(_ask(store, "digital_certified_by_year", filters))


def digital_by_area(store: Store, filters: Filters, top: int = TOP) -> Rows:
    """People trained in digital skills by area of one era; the rest is 'other'."""
    rows = _rows(store, "digital_by_area", filters)
    return _each(largest_and_rest(rows, "area_id", top))


def milestones_by_item(store: Store, filters: Filters) -> Rows:
    """Milestones done among those planned, by task or group of measures."""
    return _with_reasons(_ask(store, "milestones_by_item", filters))


def milestones_by_quarter(store: Store, filters: Filters, items: tuple[str, ...]) -> Rows:
    """Milestones planned and done of the items, quarter by quarter."""
    return _ask(store, "milestones_by_quarter", filters, items=list(items))


def money_by_quarter(store: Store, filters: Filters, items: tuple[str, ...]) -> Rows:
    """Money planned and spent of the items, quarter by quarter, in million VND."""
    return _ask(store, "money_by_quarter", filters, items=list(items))


def published_by_year(
    store: Store, filters: Filters, indicators: tuple[str, ...], figure_levels: tuple[str, ...]
) -> Rows:
    """Published values of whole cities that belong on a yearly axis."""
    chosen = {"indicators": list(indicators), "figure_levels": list(figure_levels)}
    return _ask(store, "published_by_year", filters, **chosen)


def figures_by_indicator(
    store: Store, filters: Filters, indicators: tuple[str, ...], statuses: tuple[str, ...]
) -> Rows:
    """Published values of the indicators for whole cities, sub-groups included."""
    chosen = {"indicators": list(indicators), "statuses": list(statuses)}
    return _ask(store, "figures_by_indicator", filters, **chosen)


def figures_of_places(store: Store, filters: Filters, area_names: tuple[str, ...]) -> Rows:
    """Published values of places inside the cities, under the register's names of them."""
    return _ask(store, "figures_of_places", filters, area_names=list(area_names))


def latest_observations(store: Store, filters: Filters, indicators: tuple[str, ...]) -> Rows:
    """The latest published observation of each indicator and territory."""
    return _ask(store, "latest_observations", filters, indicators=list(indicators))


def targets(store: Store, filters: Filters, indicators: tuple[str, ...]) -> Rows:
    """Targets of whole cities that end within the filters' years."""
    return _ask(store, "targets", filters, indicators=list(indicators))


def annual_targets(store: Store, filters: Filters, indicators: tuple[str, ...]) -> Rows:
    """Targets and plans of whole cities that hold every year."""
    return _ask(store, "annual_targets", filters, indicators=list(indicators))


def register(store: Store, filters: Filters, indicators: tuple[str, ...] = ()) -> Rows:
    """The register of published figures; of all indicators where none is named."""
    return _ask(store, "register", filters, indicators=list(indicators))


def coverage(store: Store, filters: Filters) -> Rows:
    """Number of published figures by indicator and territory."""
    return _ask(store, "coverage", filters)


def extent(store: Store) -> dict[tuple[str, str], tuple[int, int]]:
    """Return first and last year of returns by dataset and data status."""
    _, rows = store.query(_statement("extent"), {})
    return {(dataset, status): (first, last) for dataset, status, first, last in rows}


class Reported(NamedTuple):
    """How many areas of a city have reported a dataset for a period.

    ``quarter`` is 0 where the period is a cohort year.
    """

    dataset: str
    city: str
    year: int
    quarter: int
    areas: int


def reported_areas(store: Store) -> tuple[Reported, ...]:
    """Return how many areas have reported, by dataset, city and period."""
    _, rows = store.query(_statement("reported_areas"), {})
    return tuple(Reported(*row) for row in rows)


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
        frozenset({"college", "intermediate", "elementary", "under_3_months"}): ("", "all"),
        frozenset(): ("", "all"),
    }
    return together.get(frozenset(levels), levels if len(levels) == 1 else ())


def _ask(store: Store, question: str, filters: Filters, **more: object) -> Rows:
    return observations(*_query(store, question, filters, more))


def _rows(store: Store, question: str, filters: Filters) -> list[Row]:
    names, rows = _query(store, question, filters, {})
    return [dict(zip(names, row, strict=True)) for row in rows]


def _each(rows: Iterable[Row]) -> Rows:
    return tuple(observation(row) for row in rows)


def _query(
    store: Store, question: str, filters: Filters, more: Mapping[str, object]
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    values = {
        "cities": list(filters.cities),
        "first_year": filters.first_year,
        "last_year": filters.last_year,
        "era": filters.era,
        "areas": list(filters.areas),
        "occupations": list(filters.occupations),
        "levels": list(filters.levels),
        "data_statuses": list(filters.data_statuses),
        **more,
    }
    return store.query(_statement(question), values)


def _with_reasons(rows: Rows) -> Rows:
    return tuple(_with_reason(row) for row in rows)


def _with_reason(row: Observation) -> Observation:
    """Give a share of nothing its reason: there is nobody of whom it could be a share."""
    return row if row.denominator else row._replace(value=None, value_note="not_applicable")


def _with_intervals(rows: Rows, absent: str = "not_collected") -> Rows:
    return tuple(_with_interval(row, absent) for row in rows)


def _with_interval(row: Observation, absent: str) -> Observation:
    """Add the 95 % interval; mark a rate on few answers, one on none has no value."""
    answers = int(row.denominator or 0)
    if not answers:
        return row._replace(value=None, value_note=absent)
    low, high = wilson(int(row.numerator or 0), answers)
    note = "small_base" if answers < SMALL_BASE else ""
    return row._replace(interval_low=100 * low, interval_high=100 * high, value_note=note)


@cache
def _statement(question: str) -> str:
    return (SQL_FOLDER / f"{question}.sql").read_text(encoding="utf-8")
