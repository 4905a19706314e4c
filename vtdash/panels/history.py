"""How has a target moved? Its documents, what each did to it, and the day on which it moved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from vtdash.charts.point import Drawing
from vtdash.judgement.basis import published
from vtdash.judgement.known import Known
from vtdash.judgement.register import Event, Life, lives
from vtdash.language import in_brackets, inside
from vtdash.measures import questions
from vtdash.measures.observation import Filters, Observation, TargetEvent
from vtdash.panel import Panel
from vtdash.panels.desk import Desk, Rows
from vtdash.panels.judging import TARGET_YEAR
from vtdash.panels.pace_words import level_only

MOVES = {"replaced", "restated"}
"""Events by which a target's value moves."""


def of(desk: Desk, indicator: str) -> Panel:
    """Every event in the life of an indicator's targets from 2030 on, in the order of time."""
    text = desk.text
    told = list(_ahead(desk, indicator))
    return desk.panel(
        "target-history",
        text("How has the target moved?"),
        _rows(desk, indicator, told),
        claim=" ".join(_said(desk, life) for life in told),
        when_empty=_none(desk, indicator),
        drawing=Drawing("table", "territory", sortable=True),
        notes=(text("A document whose date is not known has no place in the order and stands last; "
                    "nothing is guessed. Of several values one is used, by rules that are the same "
                    "for all indicators."),),
    )  # fmt: skip


def moves(desk: Desk, indicator: str) -> tuple[tuple[float, str, str], ...]:
    """Return the days on which targets moved, on an axis of whole years, and whose they are."""
    days = {
        (event.when.first, event.when.printed, life.subject.year, life.subject.territory)
        for life in _of_cities(desk, indicator)
        for event in life.events
        if event.kind in MOVES and event.when.printed
    }
    return tuple(
        (
            desk.position(day),
            desk.text("target for {year} moved: {date}", year=year, date=desk.names.day(printed)),
            territory,
        )
        for day, printed, year, territory in sorted(days)
    )


@lru_cache(maxsize=64)
def _lives(key: Known, indicator: str) -> tuple[Life, ...]:
    return lives(key.catalogue, indicator)


def _none(desk: Desk, indicator: str) -> str:
    """Say that no target is ahead for a whole city, and which there are for a part of one."""
    text = desk.text
    none = text("No target for 2030 or later is published for the whole population of a city.")
    parts = [_of_part(desk, life) for life in _chosen(desk, indicator)
             if life.subject.year >= TARGET_YEAR and _is_part(life)]  # fmt: skip
    if not parts:
        return none
    return f"{none} {text('For a part of it: {targets}.', targets='; '.join(parts))}"


def _of_part(desk: Desk, life: Life) -> str:
    names, subject = desk.names, life.subject
    used = life.in_force.figure_id or _own(life)[0].figure_ids[0]
    row = published(desk.catalogue.figure(used))
    place = names.territory(subject.territory)
    if subject.area_name:
        place = desk.text.name(desk.catalogue.term("area", subject.area_name))
    whom = [place, inside(names.group("breakdown", subject.group))]
    return desk.text("{place}: {value} ({period})", place=", ".join(filter(None, whom)),
                     value=names.value(row), period=in_brackets(names.period(row)))  # fmt: skip


def _chosen(desk: Desk, indicator: str) -> list[Life]:
    territories = desk.catalogue.territories
    return [
        life
        for life in _lives(Known.of(desk.catalogue), indicator)
        if territories[life.subject.territory].city in desk.filters.cities
    ]


def _is_part(life: Life) -> bool:
    return bool(life.subject.group or life.subject.area_name)


def _of_cities(desk: Desk, indicator: str) -> list[Life]:
    """Return the lives of whole cities' targets, not of parts of them."""
    return [life for life in _chosen(desk, indicator) if not _is_part(life)]


def _ahead(desk: Desk, indicator: str) -> Iterator[Life]:
    """Return the lives of targets from 2030 on; one that another life tells already is left out."""
    order = list(desk.catalogue.territories)
    ahead = [life for life in _of_cities(desk, indicator) if life.subject.year >= TARGET_YEAR]
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


def _rows(desk: Desk, indicator: str, told: list[Life]) -> Iterator[Observation]:
    known = {
        row.figure_id: row
        for row in desk.ask_once(questions.register, Filters(), indicators=(indicator,))
    }
    for life in told:
        for event in life.events:
            yield from _of_event(event, known)


def _of_event(event: Event, known: dict[str, Observation]) -> Rows:
    """Return the figures that tell of an event; the end of a territory is told in words."""
    told = TargetEvent(event.kind, event.when.printed, event.against)
    return tuple(known[figure]._replace(event=told) for figure in event.figure_ids)


def _said(desk: Desk, life: Life) -> str:
    text, names, subject = desk.text, desk.names, life.subject
    counted = text.plural(
        "{place}, {year}: {n} document states a target.",
        "{place}, {year}: {n} documents state a target.",
        len({event.document or event.figure_ids for event in _own(life)}),
        place=", ".join(filter(None, (
            names.territory(subject.territory), level_only(desk, subject.level),
        ))),
        year=_years(desk, life),
    )  # fmt: skip
    return " ".join([counted, *_moved(desk, life), *_used(desk, life)])


def _years(desk: Desk, life: Life) -> str:
    """Return the year of a target, or the years in each of which it holds."""
    first = desk.catalogue.figure(_own(life)[0].figure_ids[0]).year_start
    is_span = life.subject.recurrence == "annual" and first < life.subject.year
    return f"{first}–{life.subject.year}" if is_span else str(life.subject.year)


def _moved(desk: Desk, life: Life) -> Iterator[str]:
    text, names, known = desk.text, desk.names, desk.catalogue
    for event in life.events:
        if event.kind == "replaced":
            yield text(
                "On {date} it moved from {old} to {new}.",
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


def _used(desk: Desk, life: Life) -> Iterator[str]:
    """Say which value is used and by what rule, where there was anything to decide."""
    text, used = desk.text, life.in_force
    if not used.rule:
        return
    rule = desk.names.code("conflict_rule", used.rule)
    if not used.figure_id:
        yield text("None is used: {rule}.", rule=rule)
        return
    yield text("{value} is used (rule: {rule}).", rule=rule,
               value=desk.names.figure_value(used.figure_id))  # fmt: skip
