"""Figures that should be the same and differ, and figures that state the same value.

Of one thing are figures of one indicator, unit, territory, area, level, group, years and kind of
status. The rules by which one value is used stand in ``figure_in_use``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from vtdash.model.codes import Recurrence, Unit
from vtdash.model.kept import kept_for_snapshot
from vtdash.reference import Catalogue, Figure
from vtdash.rules.basis import is_seen
from vtdash.rules.figure_in_use import Choice, When, choose, issued, value


class Subject(NamedTuple):
    """Of what a target speaks. ``group`` is blank for the whole population."""

    indicator_id: str
    territory: str
    year: int
    recurrence: str = Recurrence.SINGLE
    unit: str = Unit.PERCENT
    level: str = "all"
    area_name: str = ""
    group: str = ""


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
    def figures(self) -> list[Figure]:
        """All figures, side by side."""
        return [figure for side in self.sides for figure in side.figures]

    @property
    def id(self) -> str:
        """A short name for files and addresses: the first figure and the last."""
        return f"{self.sides[0].figure.figure_id}-{self.sides[-1].figures[-1].figure_id}"


@kept_for_snapshot(maxsize=8)
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


@kept_for_snapshot(maxsize=4)
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


def new_conflicts(catalogue: Catalogue, ids: Collection[str]) -> Iterator[Conflict]:
    """Yield each conflict in which a figure of ``ids`` gives a value that no other one gave."""
    things = dict.fromkeys(_thing(catalogue.figure(figure_id), catalogue) for figure_id in ids)
    new = frozenset(ids)
    for same in (_of_one_thing(catalogue)[thing] for thing in things):
        known = {value(each) for each in same if each.figure_id not in new}
        if _differ(same) and not {value(each) for each in same} <= known:
            yield _conflict(same, catalogue)


def seen_before(figure_id: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the figures of other pages that state the same and stand before it in the register."""
    order = _order(catalogue)
    others = (each.figure_id for each in same_value(catalogue.figure(figure_id), catalogue))
    return tuple(other for other in others if order[other] < order[figure_id])


@kept_for_snapshot(maxsize=4)
def _order(catalogue: Catalogue) -> dict[str, int]:
    return {figure_id: place for place, figure_id in enumerate(catalogue.figure_by_id)}


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


def subject_of(figure: Figure, catalogue: Catalogue) -> Subject:
    """Return of what a figure speaks."""
    whole = figure.breakdown in catalogue.indicator(figure.indicator_id).whole
    return Subject(
        figure.indicator_id,
        figure.territory,
        figure.year_end,
        figure.recurrence,
        figure.unit,
        figure.level or "all",
        figure.area_name,
        "" if whole else figure.breakdown,
    )


def by_document(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures that repeat one value of one document together."""
    found: dict[object, list[Figure]] = defaultdict(list)
    for figure in figures:
        name = figure.document or figure.source_id
        found[name, value(figure)].append(figure)
    yield from found.values()
