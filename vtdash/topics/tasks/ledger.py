"""The ledger of the key tasks: what each has to show, what was done for it, what answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vtdash.model.codes import DataStatus, Status
from vtdash.model.details import Evidence
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.model.period import Period
from vtdash.reference import Catalogue, Figure
from vtdash.render.charts.drawing import Cards
from vtdash.render.panel import Panel
from vtdash.rules.basis import as_observation
from vtdash.rules.figure_in_use import choose
from vtdash.store.questions import questions
from vtdash.topics.sources.coverage import Cell, indicator_coverage
from vtdash.topics.sources.coverage_panels import returned
from vtdash.topics.tasks.task_panels import pairs
from vtdash.topics.view import EARLIEST, LATEST, Rows, View


def all_tasks(view: View) -> Panel:
    """Each task with its evidence, its counterpart, what was planned, done and spent."""
    rows = tuple(_rows(view))
    return view.panel(
        "task-ledger",
        view.text("What does each task have to show?"),
        rows,
        claim=_claim(view, rows),
        drawing=Cards("group"),
        notes=(
            view.text(
                "Evidence is the newest published observation of an indicator of the task; "
                "without one, its newest target or plan. A return of an office goes before "
                "what was published for an earlier year."
            ),
            view.text(
                "How long it takes from doing to an effect is stated in no document that "
                "was read; this dashboard assumes nothing."
            ),
            view.text(
                "The alignment is an editorial judgement of this dashboard on the content "
                "of the documents, not a statement of either city."
            ),
        ),
    )


def of_task(rows: Iterable[Observation], task_id: str) -> Rows:
    """Return the rows of one task."""
    return tuple(row for row in rows if row.group == task_id)


def is_evidence(row: Observation) -> bool:
    """Return whether a row says what is known of an indicator, or that there is none."""
    return row.evidence is not None


def _rows(view: View) -> Iterator[Observation]:
    catalogue, cities = view.catalogue, view.filters.cities
    known = _evidence(_EvidenceAsked(catalogue, cities, _returned(view)))
    done = view.ask(questions.milestones_by_item, view.filters)
    money = _money(view)
    own = own_cities(catalogue)
    for task_id, answer in catalogue.alignments.items():
        for city in own.intersection(cities):
            yield from _known(task_id, city, catalogue.tasks[task_id].indicators, known)
        yield from (row for row in (*done, *money) if row.group == task_id)
        yield from of_task(pairs(catalogue), task_id)
        for city in cities:
            if city not in own:
                yield from _known(task_id, city, answer.indicators, known)


def own_cities(catalogue: Catalogue) -> frozenset[str]:
    """Return the cities whose programme has the tasks; elsewhere measures answer them."""
    return frozenset(p.city for p in catalogue.programmes.values() if p.items == "tasks")


@kept_for_snapshot(maxsize=8)
def numbered(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the tasks of which the city that has them has a published number, of any status."""
    own = own_cities(catalogue)
    told = {figure.indicator_id for figure in catalogue.figures if figure.city in own}
    return tuple(key for key, task in catalogue.tasks.items() if told.intersection(task.indicators))


def _known(
    task_id: str, city: str, indicators: Iterable[str], known: dict[tuple[str, str], Observation]
) -> Iterator[Observation]:
    """Return the evidence on a task's indicators in a city.

    A task without an indicator has one row that says so: it stands in the programme's words. So
    does one of which no indicator has anything: it is as well known as on the map of coverage.
    """
    found = [known[indicator, city] for indicator in indicators]
    if all(row.coverage == "never_found" for row in found):
        found = [row._replace(detail=Evidence("words_only")) for row in found]
    nothing = Observation(
        city=city,
        value_note="not_published",
        status=Status.COMPUTED,
        data_status=DataStatus.PUBLISHED,
        detail=Evidence("words_only"),
    )
    for row in found or [nothing]:
        yield row._replace(group_kind="item", group=task_id)


def _returned(view: View) -> Rows:
    """Return the rows of returns on the indicators of the tasks."""
    wanted = {key for task in view.catalogue.tasks.values() for key in task.indicators}
    return tuple(row for row in returned(view) if row.indicator_id in wanted)


def _money(view: View) -> Rows:
    """Return money planned and spent on each task over the chosen years."""
    items = tuple(view.catalogue.tasks)
    found = view.ask(questions.money_by_quarter, view.filters, items=items)
    sums: dict[tuple[str, ...], list[Observation]] = {}
    for row in found:
        key = (row.group, row.territory, row.data_status, row.indicator_id)
        sums.setdefault(key, []).append(row)
    return tuple(_summed(same) for same in sums.values())


def _summed(rows: list[Observation]) -> Observation:
    quarters = sorted((Period.parse(row.period) for row in rows), key=lambda one: one.order)
    return rows[-1]._replace(
        value=sum(row.value or 0 for row in rows), period=quarters[0].until(quarters[-1])
    )


@dataclass(frozen=True)
class _EvidenceAsked:
    """Of which cities evidence is wanted; equal ones are looked up once."""

    catalogue: Catalogue
    cities: tuple[str, ...]
    returned: Rows


@kept_for_snapshot(maxsize=32)
def _evidence(asked: _EvidenceAsked) -> dict[tuple[str, str], Observation]:
    """Return the latest evidence on each indicator of a task, by indicator and city."""
    catalogue = asked.catalogue
    years = range(EARLIEST, LATEST + 1)
    cells: dict[tuple[str, str], list[Cell]] = {}
    for cell in indicator_coverage(catalogue, asked.cities, years):
        cells.setdefault((cell.key, cell.city), []).append(cell)
    return {
        key: _latest(catalogue, found, [r for r in asked.returned if _of(r) == key])
        for key, found in cells.items()
    }


def _of(row: Observation) -> tuple[str, str]:
    return row.indicator_id, row.city


def _latest(
    catalogue: Catalogue, cells: Iterable[Cell], returns: Iterable[Observation]
) -> Observation:
    """Return the newest of what is observed, else of what is aimed at, else of the sample."""
    cells = tuple(cells)
    seen = [cell for cell in cells if cell.state == "measured"]
    aimed = [cell for cell in cells if cell.state == "planned_only"]
    newest = max(seen, key=lambda cell: cell.year, default=None)
    rows = [row for row in returns if row.value is not None]
    reported = _newest(row for row in rows if row.data_status == DataStatus.REPORTED)
    if reported and (newest is None or reported.year >= newest.year):
        return reported._replace(detail=Evidence("measured", survey=reported.survey))
    wanted = newest or max(aimed, key=lambda c: (-len(c.limits), c.year), default=None)
    if wanted:
        row = as_observation(_best(catalogue, wanted))
        return row._replace(detail=Evidence(wanted.state, wanted.limits))
    if sample := _newest(rows):
        return sample._replace(detail=Evidence("sample_only", survey=sample.survey))
    cell = cells[0]
    return Observation(
        city=cell.city,
        indicator_id=cell.key,
        value_note="not_published",
        status=Status.COMPUTED,
        data_status=DataStatus.PUBLISHED,
        detail=Evidence("never_found"),
    )


def _newest(rows: Iterable[Observation]) -> Observation | None:
    return max(rows, key=lambda row: (row.year, row.period), default=None)


def _best(catalogue: Catalogue, cell: Cell) -> Figure:
    """Return the figure that speaks for a cell: of the whole city, and the one that is used."""
    figures = [catalogue.figure(figure_id) for figure_id in cell.figure_ids]
    whole = [figure for figure in figures if catalogue.whole(figure)] or figures
    used = choose(whole, catalogue).figure_id
    return catalogue.figure(used) if used else whole[0]


def _claim(view: View, rows: Rows) -> str:
    """Say what has no indicator, what is observed, what is only aimed at, and what was done."""
    text, tasks = view.text, view.catalogue.tasks
    without = [task_id for task_id, task in tasks.items() if not task.indicators]
    sentences = [
        text.plural(
            "No measurable indicator is published for {n} of the eight tasks: {tasks}.",
            "No measurable indicator is published for {n} of the eight tasks: {tasks}.",
            len(without),
            tasks=text.items(without),
        )
        if without
        else text("Every task has a measurable indicator.")
    ]
    return " ".join([*sentences, *_unnumbered(view), *_shown(view, rows), *_done(view, rows)])


def _unnumbered(view: View) -> Iterator[str]:
    """Say which tasks could be measured, but have no number of the city whose tasks they are."""
    shown = numbered(view.catalogue)
    tasks = view.catalogue.tasks.items()
    without = [key for key, task in tasks if task.indicators and key not in shown]
    if without:
        yield view.text(
            "There is an indicator, but no number of Hanoi is published: {tasks}.",
            tasks=view.text.items(without),
        )


def _shown(view: View, rows: Rows) -> Iterator[str]:
    """Say which tasks are observed in Hanoi, which in part, and which are only aimed at."""
    text = view.text
    cities = own_cities(view.catalogue)
    own = [row for row in rows if row.city in cities and row.indicator_id]
    seen = [row for row in own if row.coverage == "measured"]
    whole = _tasks(row for row in seen if row.evidence and not row.evidence.limits)
    part = [task for task in _tasks(seen) if task not in whole]
    aims = _tasks(row for row in own if row.coverage == "planned_only")
    aimed = [task for task in aims if task not in {*whole, *part}]
    if whole:
        yield text("Observed in Hanoi: {tasks}.", tasks=text.items(whole))
    if part:
        yield text(
            "Observed in Hanoi only for a place, a group or a part of the time: {tasks}.",
            tasks=text.items(part),
        )
    if aimed:
        yield text("Only aimed at in Hanoi, nothing observed: {tasks}.", tasks=text.items(aimed))


def _tasks(rows: Iterable[Observation]) -> list[str]:
    return list(dict.fromkeys(row.group for row in rows))


def _done(view: View, rows: Rows) -> Iterator[str]:
    """Say what was done of what was planned; the mark of the sample stands before its sentence.

    What stands before it is published, and a mark at the end of all would be read as being of all.
    """
    shares = [row for row in rows if row.indicator_id == "task_milestones_done_rate"]
    for kind in ("reported", "sample"):
        for said in _done_share(view, [row for row in shares if row.data_status == kind]):
            mark = view.names.code("data_status", kind)
            yield f"{mark}: {said}" if kind == "sample" else said


def _done_share(view: View, shares: Iterable[Observation]) -> Iterator[str]:
    shares = tuple(shares)
    planned = sum(row.denominator or 0 for row in shares)
    if not planned:
        return
    done = sum(row.numerator or 0 for row in shares)
    share = round(100 * done / planned, 1)
    yield view.text.plural(
        "{done} of {n} planned milestone done: {share}.",
        "{done} of {n} planned milestones done: {share}.",
        int(planned),
        done=view.text.number(done),
        share=view.text.amount(share, "%"),
    )
