"""Which rows of a panel are the newest of each city: used by claims and headlines alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vtdash.model.codes import MEASURED, Recurrence, Status
from vtdash.model.datasets import CITIES
from vtdash.model.observation import Observation
from vtdash.model.period import Period
from vtdash.rules.basis import as_observation, is_computed
from vtdash.store.questions import questions
from vtdash.topics.view import Rows, View


def of_returns(view: View, rows: Iterable[Observation]) -> Rows:
    """Return the newest values of returns of each city, or of each choice in it.

    Those of its newest year and territory. A territory that has ended is passed over where the
    city reports as another one since; two that stood side by side are both there and never added
    up.
    """
    known = [
        row for row in rows if not (row.is_published or row.is_beside) and row.value is not None
    ]
    return _newest(view, known)


def behind(rows: Iterable[Observation], row: Observation) -> Observation | None:
    """Return the value of the whole city beside one of a choice in it, where the rows have it."""

    def when(one: Observation) -> tuple[object, ...]:
        return one.indicator_id, one.territory, one.period, one.data_status, one.level

    same = (one for one in rows if one.is_context and when(one) == when(row))
    found = [one for one in same if one.occupation_key in {"", row.occupation_key}]
    return found[0] if len(found) == 1 and found[0].value is not None else None


_BY_YEAR = {
    "vet_enrolment": questions.enrolment_by_year,
    "rural_workers_trained": questions.enrolment_by_year,
    "digital_skills_trained": questions.digital_by_year,
    "digital_skills_certified": questions.digital_by_year,
}
"""Counts of returns by quarter -> the question that can be put for some quarters only."""


def year_before(view: View, rows: Iterable[Observation], row: Observation) -> Observation | None:
    """Return the value of the year before, of the same subject and kind of data.

    Of a count of a part of a year that of the same quarters. None where either is incomplete,
    or where the territory did not yet stand for all of that time.
    """

    def about(one: Observation) -> tuple[object, ...]:
        return one.subject, one.indicator_id, one.unit, one.group, one.data_status

    if row.is_incomplete:
        return None
    if row.period != str(row.year):
        rows = _same_quarters(view, row)
    period = row.period.replace(str(row.year), str(row.year - 1))
    found = [
        one
        for one in rows
        if one.period == period
        and about(one) == about(row)
        and not (one.is_context or one.is_incomplete)
    ]
    return found[0] if len(found) == 1 else None


def _same_quarters(view: View, row: Observation) -> Rows:
    """Return what the quarters of a row held in the year before, where its question tells."""
    quarters = Period.parse(row.period).quarters_within(row.year)
    question = _BY_YEAR.get(row.indicator_id)
    if not (quarters and question):
        return ()
    year = row.year - 1
    before = view.with_filters(first_year=year, last_year=year, quarters=quarters)
    return before.ask(question, before.filters)


def of_register(view: View, rows: Iterable[Observation]) -> Rows:
    """Return each city's newest published observations, those of a whole year before others.

    What this dashboard computed from others is none. Of parts of one year, one inside the other,
    the widest counts: 'to September' is in 'to November'.
    """
    seen = [
        row
        for row in rows
        if row.is_published and row.status in MEASURED and not is_computed(row, view.catalogue)
    ]
    newest = _newest(view, seen)
    whole = {(r.territory, r.unit) for r in newest if r.period == str(r.year)}
    left = tuple(
        row
        for row in newest
        if row.period == str(row.year) or (row.territory, row.unit) not in whole
    )
    return tuple(row for row in left if not any(_is_inside(view, row, other) for other in left))


def of_spans(view: View, rows: Iterable[Observation], found: Rows) -> Rows:
    """Return the newest sums over several years that are newer than a city's newest year.

    They cannot stand on an axis of years, so no question for one has them among its rows.
    """
    territories = view.catalogue.territories
    years = {territories[row.territory].city: row.year for row in found}
    about = {row.indicator_id for row in rows}
    newer = [
        as_observation(figure)
        for figure in view.catalogue.figures
        if figure.indicator_id in about
        and figure.city in view.filters.cities
        and (figure.status, figure.recurrence) == (Status.OBSERVED, Recurrence.CUMULATIVE)
        and years.get(figure.city, 0) < figure.year_end <= view.filters.last_year
        and figure.level in {"", "all"}
        and view.catalogue.whole(figure)
    ]
    last = {row.city: row.year for row in sorted(newer, key=lambda row: row.year)}
    return view.in_order(tuple(row for row in newer if row.year == last[row.city]))


def _is_inside(view: View, row: Observation, other: Observation) -> bool:
    """Return whether another row tells the same of a longer part of the year that holds this."""
    part, wider = (view.catalogue.period(one.period) for one in (row, other))
    alike = all(
        getattr(row, name) == getattr(other, name)
        for name in ("indicator_id", "territory", "unit", "level", "group")
    )
    return alike and wider.extent == "part" and part.is_inside(wider)


def _newest(view: View, rows: Iterable[Observation]) -> Rows:
    own: dict[tuple[str, ...], list[Observation]] = {}
    for row in view.in_order(tuple(rows)):
        city = view.catalogue.territories[row.territory].city
        own.setdefault((city, row.area_id, row.occupation_key), []).append(row)
    order = [*CITIES, *sorted({city for city, *_ in own} - set(CITIES))]
    found: list[Observation] = []
    for group in sorted(own, key=lambda key: order.index(key[0])):
        age = max(_age(view, row) for row in own[group])
        found += [row for row in own[group] if _age(view, row) == age]
    return tuple(found)


def _age(view: View, row: Observation) -> tuple[int, date]:
    return row.year, view.catalogue.territories[row.territory].valid_from or date.min
