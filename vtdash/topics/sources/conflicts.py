"""Figures that should be the same and differ: all of them, which one is used, by what rule.

The rules stand in codes.toml [conflict_rule] in the order in which they are applied.
"""

from __future__ import annotations

from collections.abc import Iterator

from vtdash.model.datasets import CITIES
from vtdash.model.details import ConflictRule
from vtdash.model.observation import Observation
from vtdash.render.charts.drawing import Cards
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.rules.basis import as_observation
from vtdash.rules.conflicting_figures import Conflict, ConflictSide, conflicts
from vtdash.rules.figure_in_use import UNDECIDED
from vtdash.topics.view import Rows, View


def of_choice(view: View, indicator: str = "") -> tuple[Conflict, ...]:
    """Return the conflicts of the chosen cities and the country, those of an indicator first."""
    catalogue = view.catalogue
    elsewhere = set(CITIES) - set(view.filters.cities)
    found = [
        conflict
        for conflict in conflicts(catalogue)
        if catalogue.territories[conflict.subject.territory].city not in elsewhere
    ]
    return tuple(sorted(found, key=lambda c: c.subject.indicator_id != indicator))


def cards(view: View, indicator: str = "") -> Panel:
    """Every value of every conflict with its document, and by what rule one of them is used."""
    found = of_choice(view, indicator)
    return view.panel(
        "source-conflicts",
        view.text("Where do sources disagree, and which value is used?"),
        (row for conflict in found for row in rows(conflict)),
        claim=_claim(view, found),
        when_empty=view.text("No two sources disagree on this choice."),
        drawing=Cards("indicator"),
        notes=_rules(view),
    )


def rows(conflict: Conflict) -> Rows:
    """Return the figures of a conflict; the one that is used has the rule, or all of them."""
    return tuple(_rows(conflict))


def _rows(conflict: Conflict) -> Iterator[Observation]:
    for side in conflict.sides:
        for figure in side.figures:
            is_used = conflict.used.figure_id in {"", figure.figure_id}
            rule = ConflictRule(conflict.used.rule) if is_used else None
            yield as_observation(figure)._replace(detail=rule)


def name(names: Names, conflict: Conflict) -> str:
    """Return of what a conflict speaks: indicator, territory, year, observed or aimed at."""
    subject = conflict.subject
    figure = conflict.sides[0].figure
    status = names.code("status", figure.status)
    where = names.territory(subject.territory)
    if subject.area_name:
        where = names.text.name(names.catalogue.term("area", subject.area_name))
    return f"{names.indicator(subject.indicator_id)} · {where} · {subject.year} · {status}"


def is_used(conflict: Conflict, side: ConflictSide) -> bool:
    """Return whether a side has the value that is used."""
    return conflict.used.figure_id in {figure.figure_id for figure in side.figures}


def _claim(view: View, found: tuple[Conflict, ...]) -> str:
    """Say how many conflicts there are, and in how many a rule decides."""
    if not found:
        return view.text("No two sources disagree on this choice.")
    left = sum(conflict.used.rule == UNDECIDED for conflict in found)
    said = view.text.plural(
        "In {n} case sources give different values for the same thing.",
        "In {n} cases sources give different values for the same thing.",
        len(found),
    )
    decided = view.text.plural(
        "Decided by a rule: {n}; undecided: {left}.",
        "Decided by a rule: {n}; undecided: {left}.",
        len(found) - left,
        left=view.text.number(left),
    )
    return f"{said} {decided}"


def _rules(view: View) -> tuple[str, ...]:
    """Return the rules in the order in which they are applied."""
    name = view.text.name
    rules = (
        f"{number}. {name(rule.name)}: {name(rule.text)}"
        for number, rule in enumerate(view.catalogue.codes["conflict_rule"].values(), start=1)
    )
    lead = view.text("The rules are applied in this order; the first to leave one value decides.")
    return (lead, *rules)
