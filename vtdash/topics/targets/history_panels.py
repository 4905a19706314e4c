"""How has a target moved? Its documents, what each did to it, and the day on which it moved."""

from __future__ import annotations

from collections.abc import Iterator

from vtdash.model.codes import Recurrence
from vtdash.model.details import TargetEvent
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.model.period import TARGET_YEAR
from vtdash.render.charts.drawing import SortableTable
from vtdash.render.panel import Panel
from vtdash.rules.basis import as_observation
from vtdash.store.questions import questions
from vtdash.text.language import in_brackets, inside
from vtdash.topics.targets.histories import Event, Life, lives
from vtdash.topics.targets.pace_words import level_only
from vtdash.topics.view import Rows, View

MOVES = {"replaced", "restated"}
"""Events by which a target's value moves."""


def of(view: View, indicator: str) -> Panel:
    """Every event in the life of an indicator's targets from 2030 on, in the order of time."""
    text = view.text
    told = list(_ahead(view, indicator))
    return view.panel(
        "target-history",
        text("How has the target moved?"),
        _rows(view, indicator, told),
        claim=" ".join(_said(view, life) for life in told),
        when_empty=_none(view, indicator),
        drawing=SortableTable("territory"),
        notes=(
            text(
                "A document whose date is not known has no place in the order and stands last; "
                "nothing is guessed. Of several values one is used, by rules that are the same "
                "for all indicators."
            ),
        ),
    )


def moves(view: View, indicator: str) -> tuple[tuple[float, str, str], ...]:
    """Return the days on which targets moved, on an axis of whole years, and whose they are."""
    days = {
        (event.when.first, event.when.printed, life.subject.year, life.subject.territory)
        for life in _of_cities(view, indicator)
        for event in life.events
        if event.kind in MOVES and event.when.printed
    }
    return tuple(
        (
            view.position(day),
            view.text("target for {year} moved: {date}", year=year, date=view.names.day(printed)),
            territory,
        )
        for day, printed, year, territory in sorted(days)
    )


def _none(view: View, indicator: str) -> str:
    """Say that no target is ahead for a whole city, and which there are for a part of one."""
    text = view.text
    none = text("No target for 2030 or later is published for the whole population of a city.")
    parts = [
        _of_part(view, life)
        for life in _chosen(view, indicator)
        if life.subject.year >= TARGET_YEAR and _is_part(life)
    ]
    if not parts:
        return none
    return f"{none} {text('For a part of it: {targets}.', targets='; '.join(parts))}"


def _of_part(view: View, life: Life) -> str:
    names, subject = view.names, life.subject
    used = life.in_force.figure_id or _own(life)[0].figure_ids[0]
    row = as_observation(view.catalogue.figure(used))
    place = names.territory(subject.territory)
    if subject.area_name:
        place = view.text.name(view.catalogue.term("area", subject.area_name))
    whom = [place, inside(names.group("breakdown", subject.group))]
    return view.text(
        "{place}: {value} ({period})",
        place=", ".join(filter(None, whom)),
        value=names.value(row),
        period=in_brackets(names.period(row)),
    )


def _chosen(view: View, indicator: str) -> list[Life]:
    territories = view.catalogue.territories
    return [
        life
        for life in lives(view.catalogue, indicator)
        if territories[life.subject.territory].city in view.filters.cities
    ]


def _is_part(life: Life) -> bool:
    return bool(life.subject.group or life.subject.area_name)


def _of_cities(view: View, indicator: str) -> list[Life]:
    """Return the lives of whole cities' targets, not of parts of them."""
    return [life for life in _chosen(view, indicator) if not _is_part(life)]


def _ahead(view: View, indicator: str) -> Iterator[Life]:
    """Return the lives of targets from 2030 on; one that another life tells already is left out."""
    order = list(view.catalogue.territories)
    ahead = [life for life in _of_cities(view, indicator) if life.subject.year >= TARGET_YEAR]
    told: set[str] = set()
    for life in sorted(
        ahead, key=lambda one: (one.subject.year, order.index(one.subject.territory))
    ):
        own = {name for event in _own(life) for name in event.figure_ids}
        if not own <= told:
            yield life
        told |= {name for event in life.events for name in event.figure_ids}


def _own(life: Life) -> list[Event]:
    """Return the events of documents that state the target for its own territory and year."""
    return [e for e in life.events if e.figure_ids and e.kind not in {"other_year", "restated"}]


def _rows(view: View, indicator: str, told: list[Life]) -> Iterator[Observation]:
    known = {
        row.figure_id: row
        for row in view.ask_once(questions.registered_figures, Filters(), indicators=(indicator,))
    }
    for life in told:
        for event in life.events:
            yield from _of_event(event, known)


def _of_event(event: Event, known: dict[str, Observation]) -> Rows:
    """Return the figures that tell of an event; the end of a territory is told in words."""
    told = TargetEvent(event.kind, event.when.printed, event.against)
    return tuple(known[figure]._replace(detail=told) for figure in event.figure_ids)


def _said(view: View, life: Life) -> str:
    text, names, subject = view.text, view.names, life.subject
    counted = text.plural(
        "{place}, {year}: {n} document states a target.",
        "{place}, {year}: {n} documents state a target.",
        len({event.document or event.figure_ids for event in _own(life)}),
        place=", ".join(
            filter(
                None,
                (
                    names.territory(subject.territory),
                    level_only(view, subject.level),
                ),
            )
        ),
        year=_years(view, life),
    )
    return " ".join([counted, *_moved(view, life), *_used(view, life)])


def _years(view: View, life: Life) -> str:
    """Return the year of a target, or the years in each of which it holds."""
    first = view.catalogue.figure(_own(life)[0].figure_ids[0]).year_start
    is_span = life.subject.recurrence == Recurrence.ANNUAL and first < life.subject.year
    return f"{first}–{life.subject.year}" if is_span else str(life.subject.year)


def _moved(view: View, life: Life) -> Iterator[str]:
    text, names, known = view.text, view.names, view.catalogue
    for event in life.events:
        if event.kind == "replaced":
            yield text(
                "It moved from {old} to {new} ({date}).",
                date=names.day(event.when.printed),
                old=names.figure_value(event.against),
                new=names.figure_value(event.figure_ids[0]),
            )
        if event.kind == "other_year":
            other = known.figure(event.figure_ids[0])
            yield text(
                "Another document sets {value} for {year} only: {document}.",
                value=names.figure_value(other.figure_id),
                year=other.year_end,
                document=text.name(known.term("document", other.document)),
            )
        if event.kind == "territory_ended":
            yield text("Its territory ended on {date}.", date=names.day(event.when.printed))


def _used(view: View, life: Life) -> Iterator[str]:
    """Say which value is used and by what rule, where there was anything to decide."""
    text, used = view.text, life.in_force
    if not used.rule:
        return
    rule = view.names.code("conflict_rule", used.rule)
    if not used.figure_id:
        yield text("None is used: {rule}.", rule=rule)
        return
    yield text(
        "{value} is used (rule: {rule}).", rule=rule, value=view.names.figure_value(used.figure_id)
    )
    if used.why:
        yield text("Why: {reason}", reason=used.why)
