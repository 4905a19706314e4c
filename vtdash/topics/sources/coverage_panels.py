"""What is known of each task or indicator, city by city and year by year, and what nobody has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vtdash.model.codes import DataStatus, Status, Unit
from vtdash.model.details import Evidence
from vtdash.model.filters import Filters
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.matrices import CellMap
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.rules.basis import search
from vtdash.store.questions import questions
from vtdash.text.language import inside
from vtdash.topics.sources.coverage import STATES, Cell, indicator_coverage, task_coverage
from vtdash.topics.view import EARLIEST, LATEST, Ask, Rows, View

TASKS = "tasks"
"""The subject that is no topic of indicators: Hanoi's key tasks."""

_SPANS = ((2020, 2030), (2010, 2019), (0, 2009), (2031, 9999))
"""Years shown together, those of the two programmes first: a phone has room for no more."""


def subjects(catalogue: Catalogue) -> tuple[str, ...]:
    """Return of what there is a map: the key tasks, and each topic that has an indicator."""
    used = {indicator.topic for indicator in catalogue.indicators.values()}
    return (TASKS, *(topic for topic in catalogue.codes["topic"] if topic in used))


def spans(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the spans of years of a map, as addresses write them; those of the register only."""
    first = min(figure.year_start for figure in catalogue.figures)
    words = (year for p in catalogue.programmes.values() for year in p.years_in_words)
    last = max((*(figure.year_end for figure in catalogue.figures), *words))
    found = ((max(first, begin), min(last, end)) for begin, end in _SPANS)
    return tuple(f"{begin}-{end}" for begin, end in found if begin <= end)


def known(view: View, subject: str = TASKS, span: str = "") -> Panel:
    """The map of what is known of a subject's tasks or indicators in a span of years."""
    years = span or spans(view.catalogue)[0]
    rows = cells(view, subject, years)
    is_tasks = subject == TASKS
    name = view.text("key tasks") if is_tasks else view.names.code("topic", subject)
    return view.panel(
        "register-coverage",
        view.text(
            "What is known, and what nobody publishes: {subject}, {years}",
            subject=inside(name),
            years=view.text.period(years),
        ),
        rows,
        claim=_claim(view, rows, is_tasks=is_tasks),
        drawing=CellMap("group" if is_tasks else "indicator"),
        series=_series,
        notes=_notes(view, is_tasks=is_tasks),
    )


def _series(names: Names, row: Observation) -> str:
    """Name a state; what was not found has the date of the search beside it."""
    return names.evidence(row) if row.coverage == "never_found" else names.state(row)


@dataclass(frozen=True)
class _CellsAsked:
    """Of what the cells are wanted; equal ones are worked out once."""

    catalogue: Catalogue
    subject: str
    cities: tuple[str, ...]
    years: str
    returned: Rows


def cells(view: View, subject: str, years: str) -> Rows:
    """Return a row for each task or indicator, city and year; its value counts the figures."""
    catalogue = view.catalogue
    rows = returned(view)
    if subject != TASKS:
        rows = tuple(r for r in rows if catalogue.indicator(r.indicator_id).topic == subject)
    return _rows(_CellsAsked(catalogue, subject, view.filters.cities, years, rows))


@kept_for_snapshot(maxsize=128)
def _rows(asked: _CellsAsked) -> Rows:
    catalogue = asked.catalogue
    first, last = map(int, asked.years.split("-"))
    span = range(first, last + 1)
    if asked.subject == TASKS:
        found = task_coverage(catalogue, asked.cities, span, asked.returned)
        return tuple(_row(cell, group=cell.key) for cell in found)
    topic = {i.id for i in catalogue.indicators.values() if i.topic == asked.subject}
    found = indicator_coverage(catalogue, asked.cities, span, asked.returned)
    return tuple(_row(cell, indicator=cell.key) for cell in found if cell.key in topic)


def _row(cell: Cell, group: str = "", indicator: str = "") -> Observation:
    return Observation(
        city=cell.city,
        period=str(cell.year),
        year_start=cell.year,
        year=cell.year,
        indicator_id=indicator,
        group_kind="item" if group else "",
        group=group,
        unit=Unit.FIGURES,
        value=float(len(cell.figure_ids)),
        status=Status.COMPUTED,
        data_status=_data_status(cell),
        detail=Evidence(cell.state, cell.limits),
    )


def _data_status(cell: Cell) -> str:
    """Return on what the state of a cell rests: a return only where no figure is published."""
    if cell.state == "sample_only":
        return DataStatus.SAMPLE
    is_published = cell.figure_ids or cell.state != "measured"
    return DataStatus.PUBLISHED if is_published else DataStatus.REPORTED


def returned(view: View) -> Rows:
    """Return the rows of returns by year: all that may measure an indicator or a task."""
    chosen = view.filters
    return tuple(
        row
        for row in _returned(view.ask_once, tuple(view.catalogue.items))
        if row.city in chosen.cities and (chosen.sample or row.data_status != DataStatus.SAMPLE)
    )


def _returned(ask: Ask, items: tuple[str, ...]) -> Iterator[Observation]:
    """Yield the rows of all returns of a snapshot by year, whatever a reader chose."""
    whole = Filters(first_year=EARLIEST, last_year=LATEST)
    by_year = (
        questions.enrolment_by_year,
        questions.employment_rate_by_year,
        questions.in_field_rate_by_year,
        questions.digital_by_year,
        questions.digital_certified_by_year,
    )
    rows = [row for question in by_year for row in ask(question, whole)]
    for year in sorted({row.year for row in ask(questions.employment_rate_by_year, whole)}):
        rows += ask(questions.graduate_steps, replace(whole, first_year=year, last_year=year))
    rows += ask(questions.milestones_by_quarter, whole, items=items)
    rows += ask(questions.money_by_quarter, whole, items=items)
    return (row for row in rows if not row.is_published)


def _claim(view: View, rows: Rows, *, is_tasks: bool) -> str:
    """Say how many cells are measured and how many never found, then how many are in each state."""
    text = view.text
    counted = Counter(
        (row.evidence.coverage, row.evidence.is_limited) for row in rows if row.evidence
    )
    first = {
        view.names.code("coverage", "measured"): counted["measured", False],
        text("Measured in part"): counted["measured", True],
    }
    others = {view.names.code("coverage", s): counted[s, False] for s in STATES if s != "measured"}
    said = "; ".join(
        f"{inside(name)}: {text.number(n)}" for name, n in {**first, **others}.items() if n
    )
    numbers = {
        "n": text.number(counted["measured", False] + counted["measured", True]),
        "all": text.number(len(rows)),
        "never": text.number(counted["never_found", False]),
    }
    if is_tasks:
        found = text(
            "Measured: {n} of {all} entries (a task, city and year each); never found: {never}.",
            **numbers,
        )
    else:
        found = text(
            "Measured: {n} of {all} entries (an indicator, city and year each); "
            "never found: {never}.",
            **numbers,
        )
    return f"{found} {text('Entries by state: {states}.', states=said)}"


def _notes(view: View, *, is_tasks: bool) -> tuple[str, ...]:
    text = view.text
    made = search(view.catalogue)
    search_day = (
        text(
            "'Never found' means: not in any of the sources read; {searched}.",
            searched=view.names.searched,
        )
        if made.day
        else text(
            "'Never found' means: not in any of the sources read. The register records no "
            "day of the search; {searched}, the date of the newest page read.",
            searched=view.names.searched,
        )
    )
    of_tasks = (
        text(
            "A task of Hanoi is as well known as the best known of its indicators; for Hai Phong "
            "it is the indicators and measures that answer it by this dashboard's judgement."
        ),
    )
    return (
        search_day,
        text(
            "The value of an entry is the number of published figures behind it. A figure of "
            "several years counts in each of them."
        ),
        *(of_tasks if is_tasks else ()),
    )
