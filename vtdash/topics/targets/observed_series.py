"""The observed values that may stand in one line with a target, or why there is no such line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vtdash.model.codes import MEASURED, Recurrence, Status, Unit
from vtdash.model.observation import Observation
from vtdash.model.period import Period
from vtdash.reference import Catalogue


@dataclass(frozen=True)
class Terms:
    """What a judgement rests on besides the figures.

    ``better``: up, down or none, from the catalogue. ``today``: the year in which is judged; its
    own values may still come. ``whole``: the register's breakdowns that mean the whole
    population; where empty, a value must be of the very group of the target. ``base_year``: the
    year in which the line has to begin; without one it covers the last ten years. ``breaks``:
    first years of a new definition. ``territory_ends``: the last year in which the target's
    territory exists. ``persons``: of how many people a rate is a share.
    """

    better: str
    today: int
    whole: tuple[str, ...] = ()
    base_year: int | None = None
    breaks: tuple[int, ...] = ()
    territory_ends: int | None = None
    persons: float | None = None


class Series(NamedTuple):
    """Comparable values, one a year, the oldest first; or the reason why there are none."""

    points: tuple[Observation, ...]
    reason: str = ""


def terms_of(catalogue: Catalogue, target: Observation, today: int) -> Terms:
    """Return the terms that the catalogue sets for a target, as seen in the year ``today``."""
    indicator = catalogue.indicator(target.indicator_id)
    ends = catalogue.territories[target.territory].valid_to
    return Terms(
        indicator.better,
        today,
        indicator.whole,
        breaks=indicator.breaks,
        territory_ends=ends and ends.year,
    )


def series(rows: Iterable[Observation], target: Observation, terms: Terms) -> Series:
    """Return the values of ``rows`` that speak of what the target speaks of.

    Same indicator, territory, unit, level, occupation, place and population; observed, for a
    whole year, and a number rather than a bound. Nothing is filled in and no year is moved.
    """
    seen = [row for row in rows if _is_seen(row, target)]
    here = [row for row in seen if row.territory == target.territory]
    alike = _alike(here, target, terms)
    yearly = [row for row in alike if _is_yearly(row)]
    if any(row.value is not None for row in yearly):
        return _one_a_year(row for row in yearly if row.value is not None)
    reasons = (
        ("break_of_territory", ends_before(target, terms) or bool(seen and not here)),
        ("only_bounds", bool(yearly)),
        ("no_yearly_value", bool(alike)),
        ("break_of_definition", bool(here)),
        ("zero_or_missing_baseline", True),
    )
    return Series((), next(reason for reason, holds in reasons if holds))


def latest_known(
    rows: Iterable[Observation], target: Observation, terms: Terms
) -> Observation | None:
    """Return the latest value of which a distance may be told, though no line begins there.

    Estimates and, for a rate, values within a year count too; sums of part of a year do not.
    """
    known = [
        row
        for row in _alike(rows, target, terms)
        if _is_seen(row, target)
        and row.territory == target.territory
        and row.value is not None
        and row.recurrence == Recurrence.SINGLE
        and row.year_start in {0, row.year}
        and (row.unit == Unit.PERCENT or Period.parse(row.period).is_year)
    ]
    return max(known, key=_sureness, default=None)


def ends_before(target: Observation, terms: Terms) -> bool:
    """Return whether the target's territory ends before the year of the target."""
    return terms.territory_ends is not None and terms.territory_ends < target.year


def _sureness(row: Observation) -> tuple[int, bool, bool, str]:
    return row.year, row.status == Status.OBSERVED, row.confidence == "high", row.figure_id


def _is_seen(row: Observation, target: Observation) -> bool:
    return (
        row.indicator_id == target.indicator_id
        and row.city == target.city
        and row.area_id == target.area_id
        and row.area_name == target.area_name
        and row.occupation_key == target.occupation_key
        and row.status in MEASURED
        and row.shown is not None
    )


def _is_yearly(row: Observation) -> bool:
    return (
        row.status == Status.OBSERVED
        and row.recurrence == Recurrence.SINGLE
        and row.year_start in {0, row.year}
        and Period.parse(row.period).is_year
    )


def _alike(rows: Iterable[Observation], target: Observation, terms: Terms) -> list[Observation]:
    meant = _definition(target, terms)
    return [row for row in rows if _definition(row, terms) == meant]


def _definition(row: Observation, terms: Terms) -> tuple[str, ...]:
    """Return what a value counts; a whole population goes by several names in the register."""
    group = "" if row.group in terms.whole else row.group
    return row.unit, row.level.removeprefix("all"), group


def _one_a_year(rows: Iterable[Observation]) -> Series:
    """Return one value a year: of the surer sources, and none where these disagree."""
    years: dict[int, list[Observation]] = {}
    for row in rows:
        years.setdefault(row.year, []).append(row)
    points: list[Observation] = []
    for year in sorted(years):
        sure = [row for row in years[year] if row.confidence == "high"] or years[year]
        if len({row.value for row in sure}) > 1:
            return Series((), "sources_disagree")
        points.append(min(sure, key=lambda row: (row.figure_id, row.source_id)))
    return Series(tuple(points))


WINDOW = 10
"""Years, the latest value's included, over which the achieved pace is measured."""


def window(points: Sequence[Observation], terms: Terms) -> Series:
    """Return the points of the stated window, or why the line cannot begin where it has to.

    A base year without a value is never replaced by its neighbour. Values from before the
    latest change of definition are left out.
    """
    latest = points[-1].year
    first = latest - WINDOW + 1 if terms.base_year is None else terms.base_year
    if terms.base_year is not None and all(row.year != first for row in points):
        return Series((), "zero_or_missing_baseline")
    since = max((year for year in terms.breaks if year <= latest), default=first)
    chosen = tuple(row for row in points if row.year >= max(first, since))
    is_cut = any(first <= row.year < since for row in points)
    return Series(chosen, "break_of_definition" if is_cut else "")
