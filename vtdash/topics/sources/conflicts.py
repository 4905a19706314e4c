"""Figures that should be the same and differ: all of them, which one is used, by what rule.

The rules stand in codes.toml [conflict_rule] in the order in which they are applied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vtdash.model.datasets import CITIES
from vtdash.model.details import ConflictRule
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue, Figure
from vtdash.render.charts.drawing import Cards
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.rules.basis import as_observation, is_seen
from vtdash.rules.figure_in_use import UNDECIDED, Choice, When, choose, issued, value
from vtdash.topics.targets.histories import Subject, by_document, subject_of
from vtdash.topics.view import Rows, View


@dataclass(frozen=True)
class ConflictSide:
    """One document's value, with its date and the figures that repeat it, the first in front."""

    figures: tuple[Figure, ...]
    when: When

    @property
    def figure(self) -> Figure:
        """The figure that stands for the others."""
        return self.figures[0]


@dataclass(frozen=True)
class Conflict:
    """Figures of one subject that give different values.

    ``is_seen``: they say what was observed; else they are targets or plans. ``sides`` are in
    the order of the register.
    """

    subject: Subject
    is_seen: bool
    sides: tuple[ConflictSide, ...]
    used: Choice

    @property
    def id(self) -> str:
        """A short name for files and addresses: the first figure and the last."""
        return f"{self.sides[0].figure.figure_id}-{self.sides[-1].figures[-1].figure_id}"


@lru_cache(maxsize=8)
def conflicts(catalogue: Catalogue, indicator_id: str = "") -> tuple[Conflict, ...]:
    """Return every conflict of the register, or of one indicator, in the register's order.

    In conflict are figures with different values for the same indicator, unit, territory, area,
    level, group, years and kind of status, of the same time within the year as far as stated.
    Figures that repeat a value of the same document are one side.
    """
    return tuple(
        _conflict(same, catalogue)
        for same in _of_one_thing(catalogue).values()
        if indicator_id in {"", same[0].indicator_id} and _differ(same)
    )


@lru_cache(maxsize=4)
def _of_one_thing(catalogue: Catalogue) -> dict[object, list[Figure]]:
    """Return the register grouped by what a figure speaks of, in the register's order."""
    grouped: dict[object, list[Figure]] = defaultdict(list)
    for figure in catalogue.figures:
        grouped[_thing(figure, catalogue)].append(figure)
    return grouped


def _thing(figure: Figure, catalogue: Catalogue) -> object:
    return (
        subject_of(figure, catalogue),
        figure.year_start,
        is_seen(figure, catalogue),
        _time(figure, catalogue),
    )


def same_value(figure: Figure, catalogue: Catalogue) -> tuple[Figure, ...]:
    """Return the figures of other sources that state the same value of the same thing.

    What this dashboard computed itself is no witness and has none.
    """
    if figure.computed_from:
        return ()
    others = {figure.source_id: figure}
    for other in _of_one_thing(catalogue)[_thing(figure, catalogue)]:
        if not other.computed_from and value(other) == value(figure):
            others.setdefault(other.source_id, other)
    return tuple(others.values())[1:]


def conflict_of(figure: Figure, catalogue: Catalogue) -> Conflict | None:
    """Return the conflict in which a figure stands, None where no other value is given."""
    same = _of_one_thing(catalogue)[_thing(figure, catalogue)]
    return _conflict(same, catalogue) if _differ(same) else None


def _differ(figures: list[Figure]) -> bool:
    return len({value(figure) for figure in figures}) > 1


def _conflict(figures: list[Figure], catalogue: Catalogue) -> Conflict:
    return Conflict(
        subject=subject_of(figures[0], catalogue),
        is_seen=is_seen(figures[0], catalogue),
        sides=tuple(
            ConflictSide(tuple(same), issued(same[0], catalogue)) for same in by_document(figures)
        ),
        used=choose(figures, catalogue),
    )


def _time(figure: Figure, catalogue: Catalogue) -> str:
    """Return the part of the year of a figure where values of two parts may differ.

    Counts and rates taken over part of a year are of that part only, and so are quarterly
    figures. A count of what there is, taken on some day or on one not stated, stands for its
    year: it should not change much within it.
    """
    indicator = catalogue.indicator(figure.indicator_id)
    is_stock = indicator.time == "stock" and indicator.aggregation == "sum"
    period = catalogue.period(figure.period)
    is_year = period.extent in {"whole", "end"}
    is_of_quarters = period.form in {"quarters", "some_quarters"}
    return "" if is_year or (is_stock and not is_of_quarters) else figure.period


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
