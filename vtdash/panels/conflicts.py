"""Where sources disagree: all the values, which of them is used here, and by what rule."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from vtdash.charts.point import Drawing
from vtdash.judgement.basis import published
from vtdash.judgement.choice import UNDECIDED
from vtdash.judgement.conflict import Conflict, Side, conflicts
from vtdash.judgement.known import Known
from vtdash.measures.observation import Observation
from vtdash.naming import Names
from vtdash.panel import Panel
from vtdash.panels.desk import Desk, Rows
from vtdash.schema import CITIES


@lru_cache(maxsize=8)
def _all(key: Known) -> tuple[Conflict, ...]:
    return conflicts(key.catalogue)


def of_choice(desk: Desk, indicator: str = "") -> tuple[Conflict, ...]:
    """Return the conflicts of the chosen cities and the country, those of an indicator first."""
    catalogue = desk.catalogue
    elsewhere = set(CITIES) - set(desk.filters.cities)
    found = [
        conflict
        for conflict in _all(Known.of(catalogue))
        if catalogue.territories[conflict.subject.territory].city not in elsewhere
    ]
    return tuple(sorted(found, key=lambda c: c.subject.indicator_id != indicator))


def cards(desk: Desk, indicator: str = "") -> Panel:
    """Every value of every conflict with its document, and by what rule one of them is used."""
    found = of_choice(desk, indicator)
    return desk.panel(
        "source-conflicts",
        desk.text("Where do sources disagree, and which value is used?"),
        (row for conflict in found for row in rows(conflict)),
        claim=_claim(desk, found),
        when_empty=desk.text("No two sources disagree on this choice."),
        drawing=Drawing("cards", "indicator"),
        notes=_rules(desk),
    )


def rows(conflict: Conflict) -> Rows:
    """Return the figures of a conflict; the one that is used has the rule, or all of them."""
    return tuple(_rows(conflict))


def _rows(conflict: Conflict) -> Iterator[Observation]:
    for side in conflict.sides:
        for figure in side.figures:
            is_used = conflict.used.figure_id in {"", figure.figure_id}
            yield published(figure)._replace(rule=conflict.used.rule if is_used else "")


def name(names: Names, conflict: Conflict) -> str:
    """Return of what a conflict speaks: indicator, territory, year, observed or aimed at."""
    subject = conflict.subject
    figure = conflict.sides[0].figure
    status = names.code("status", figure.status)
    where = names.territory(subject.territory)
    if subject.area_name:
        where = names.text.name(names.catalogue.term("area", subject.area_name))
    return f"{names.indicator(subject.indicator_id)} · {where} · {subject.year} · {status}"


def is_used(conflict: Conflict, side: Side) -> bool:
    """Return whether a side has the value that is used."""
    return conflict.used.figure_id in {figure.figure_id for figure in side.figures}


def _claim(desk: Desk, found: tuple[Conflict, ...]) -> str:
    """Say how many conflicts there are, and in how many a rule decides."""
    if not found:
        return desk.text("No two sources disagree on this choice.")
    left = sum(conflict.used.rule == UNDECIDED for conflict in found)
    said = desk.text.plural(
        "In {n} case sources give different values for the same thing.",
        "In {n} cases sources give different values for the same thing.",
        len(found),
    )
    decided = desk.text.plural(
        "Decided by a rule: {n}; undecided: {left}.",
        "Decided by a rule: {n}; undecided: {left}.",
        len(found) - left,
        left=desk.text.number(left),
    )
    return f"{said} {decided}"


def _rules(desk: Desk) -> tuple[str, ...]:
    """Return the rules in the order in which they are applied."""
    name = desk.text.name
    rules = (
        f"{number}. {name(rule.name)}: {name(rule.text)}"
        for number, rule in enumerate(desk.catalogue.codes["conflict_rule"].values(), start=1)
    )
    lead = desk.text("The rules are applied in this order; the first to leave one value decides.")
    return (lead, *rules)
