"""Which two rates a reader's filters set against each other, and whether they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from vtdash.model.codes import Status
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.rules.basis import basis
from vtdash.rules.comparability import Verdict, verdict
from vtdash.store.questions import questions
from vtdash.topics.graduates.gap import Group, groups_by
from vtdash.topics.view import Rows, View

_PAIR = 2


@dataclass(frozen=True)
class Rate:
    """A rate that can be taken apart: the questions that answer with it."""

    by_year: Callable[..., Rows]
    by_level: Callable[..., Rows]
    by_occupation: Callable[..., Rows]


EMPLOYED = Rate(
    questions.employment_rate_by_year,
    questions.employment_rate_by_level,
    questions.employment_rate_by_occupation,
)
IN_FIELD = Rate(
    questions.in_field_rate_by_year,
    questions.in_field_rate_by_level,
    questions.in_field_rate_by_occupation,
)


class RateSide(NamedTuple):
    """One of the two: its rate as a row, its name, and the filters that cut its people out."""

    row: Observation
    name: str
    key: str
    filters: Filters


class Pair(NamedTuple):
    """Two sides, or the reason why there are none; the higher rate is the first."""

    sides: tuple[RateSide, RateSide] | None
    verdict: Verdict
    reason: str = ""


def pair_of(view: View, rate: Rate) -> Pair:
    """Return the two sides that the reader's filters set against each other.

    Two areas where exactly two are chosen, else the two cities in their latest common cohort,
    else the two latest cohorts of one city. Of several territories of a city in one year the
    first is taken of which a comparison is allowed.
    """
    sides = list(_by_area(view, rate)) or list(_by_city(view, rate))
    if len({side.key for side in sides}) < _PAIR:
        return Pair(None, Verdict(), "nothing")
    places = _grouped(sides)
    if len(places) >= _PAIR:
        first, second = list(places.values())[:_PAIR]
        return _best(view, _in_one_year(first, second), "no_common_cohort")
    return _best(view, _two_years(sides), "nothing")


def _by_area(view: View, rate: Rate) -> Iterator[RateSide]:
    areas = view.filters.areas
    for area in areas if len(areas) == _PAIR else ():
        own = replace(view.filters, areas=(area,), together=True)
        for row in _answered(view, rate, own):
            yield RateSide(row, view.names.subject(row), area, own)


def _by_city(view: View, rate: Rate) -> Iterator[RateSide]:
    """Yield each cohort of each city; of areas and occupations that were chosen, all together."""
    own = replace(view.filters, together=True)
    rows = view.in_order(_answered(view, rate, own))
    is_one = len({row.city for row in rows}) == 1
    for row in rows:
        place = view.names.subject(row)
        if is_one:
            name = view.text("{place}, cohort of {year}", place=place, year=row.period)
            yield RateSide(row, name, row.period, own)
        else:
            yield RateSide(row, place, row.territory, own)


def _answered(view: View, rate: Rate, filters: Filters) -> Rows:
    """Return the cohorts that answered; an estimate by area is nobody's answer."""
    rows = view.ask(rate.by_year, filters)
    return tuple(r for r in rows if r.value is not None and r.status != Status.ESTIMATE)


def _grouped(sides: Iterable[RateSide]) -> dict[str, list[RateSide]]:
    """Return the sides by area, or by city: a city's territories are one place in time."""
    places: dict[str, list[RateSide]] = {}
    for side in sides:
        places.setdefault(side.row.city + side.row.area_id, []).append(side)
    return places


def _in_one_year(
    one: Iterable[RateSide], other: Iterable[RateSide]
) -> list[tuple[RateSide, RateSide]]:
    """Return the pairs of the latest cohort that both places have."""
    pairs = [(a, b) for a, b in product(one, other) if a.row.year == b.row.year]
    latest = max((a.row.year for a, _ in pairs), default=0)
    return [pair for pair in pairs if pair[0].row.year == latest]


def _two_years(sides: Iterable[RateSide]) -> list[tuple[RateSide, RateSide]]:
    """Return the pairs of the two latest cohorts of one place."""
    known = list(sides)
    years = sorted({side.row.year for side in known})[-_PAIR:]
    old, new = ([side for side in known if side.row.year == year] for year in years)
    return list(product(new, old))


def _best(view: View, pairs: list[tuple[RateSide, RateSide]], reason: str) -> Pair:
    """Return the first pair that may be compared, else the first; the higher rate goes first."""
    if not pairs:
        return Pair(None, Verdict(), reason)
    judged = [(pair, _verdict(view, *pair)) for pair in pairs]
    pair, found = next((entry for entry in judged if entry[1].is_allowed), judged[0])
    ordered = sorted(pair, key=lambda side: -rate_of(side.row))
    return Pair((ordered[0], ordered[1]), found)


def _verdict(view: View, one: RateSide, other: RateSide) -> Verdict:
    return verdict(basis(one.row, view.catalogue), basis(other.row, view.catalogue))


def rate_of(row: Observation) -> Fraction:
    """Return the rate of a row exactly, as a share of 1."""
    return Fraction(int(row.numerator or 0), int(row.denominator or 1))


def groups(view: View, rate: Rate, field: str, side: RateSide) -> dict[str, Group]:
    """Return the groups of one side: of its territory, its cohort and its kind of data."""
    row = side.row
    own = replace(side.filters, cities=(row.city,), first_year=row.year, last_year=row.year)
    rows = view.ask(rate.by_level if field == "level" else rate.by_occupation, own)
    same = (r for r in rows if (r.territory, r.data_status) == (row.territory, row.data_status))
    return groups_by(field, same)
