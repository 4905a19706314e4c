"""The published series of whole territories: of each indicator what is seen, and what is aimed at.

An address names a series by its key, as in 'trained_rate_gso.ha_noi.seen'.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from vtdash.model.codes import Qualifier, Recurrence, Status
from vtdash.model.details import ConflictRule
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.rules.basis import COMPUTED, as_observation, basis, is_computed, is_seen
from vtdash.rules.comparability import Verdict, verdict, verdict_of_series
from vtdash.rules.figure_in_use import UNDECIDED, choose

SEEN, AIMED = "seen", "aimed"
"""What is or was; what is planned, aimed at or forecast."""

_RECURRENCES = tuple(Recurrence)
"""The value of a year itself is read before an average and before a sum of years."""

Rows = tuple[Observation, ...]


class SeriesKey(NamedTuple):
    """What a series is of; ``kind``: what is seen, or what is aimed at."""

    indicator_id: str
    territory: str
    kind: str = SEEN

    @property
    def address(self) -> str:
        """The key as an address and a CSV write it."""
        return ".".join(self)


@kept_for_snapshot(maxsize=4)
def all_series(catalogue: Catalogue) -> dict[SeriesKey, Rows]:
    """Return every published series by key, in the order of the catalogue, oldest value first.

    Only values of a whole territory, a whole population and all levels together belong to one.
    """
    found: dict[SeriesKey, list[Observation]] = {}
    order = list(catalogue.indicators), list(catalogue.territories)
    for figure in catalogue.figures:
        if catalogue.whole(figure) and figure.level in {"", "all"}:
            kind = SEEN if is_seen(figure, catalogue) else AIMED
            key = SeriesKey(figure.indicator_id, figure.territory, kind)
            found.setdefault(key, []).append(as_observation(figure))
    keys = sorted(found, key=lambda key: _place(found[key][0], order))
    return {key: tuple(sorted(found[key], key=_age)) for key in keys}


@kept_for_snapshot(maxsize=4)
def series_by_address(catalogue: Catalogue) -> dict[str, SeriesKey]:
    """Return the key of every published series by what an address calls it."""
    return {key.address: key for key in all_series(catalogue)}


def between(
    one: Sequence[Observation], other: Sequence[Observation], catalogue: Catalogue
) -> Verdict:
    """Return the verdict on two series: on what is read of them, as ``newest_pair`` does."""
    first, second = (
        [basis(row, catalogue) for row in _published_first(rows, catalogue)]
        for rows in (one, other)
    )
    return verdict_of_series(first, second)


class JudgedSeries(NamedTuple):
    """Two published series of two territories, or of two indicators, with their verdict."""

    first: SeriesKey
    second: SeriesKey
    verdict: Verdict


@kept_for_snapshot(maxsize=16)
def territories_judged(
    catalogue: Catalogue, indicators: tuple[str, ...], pairs: tuple[tuple[str, str], ...]
) -> tuple[JudgedSeries, ...]:
    """Return the verdict on each indicator of each pair of territories that both publish.

    What is observed is compared; where a side has nothing observed, what is aimed at.
    """
    return tuple(
        judged
        for indicator in indicators
        for a, b in pairs
        if (judged := _first_kind(catalogue, indicator, a, b))
    )


@kept_for_snapshot(maxsize=16)
def indicators_judged(
    catalogue: Catalogue, indicators: tuple[str, ...], places: tuple[str, ...]
) -> tuple[JudgedSeries, ...]:
    """Return the verdict on each pair of these indicators as observed in one territory."""
    series = all_series(catalogue)
    keys = [[SeriesKey(indicator, place) for indicator in indicators] for place in places]
    return tuple(
        JudgedSeries(a, b, between(series[a], series[b], catalogue))
        for of_one in keys
        for a, b in combinations([key for key in of_one if key in series], 2)
    )


def newest_pair(
    one: Sequence[Observation], other: Sequence[Observation], catalogue: Catalogue
) -> tuple[Observation, Observation]:
    """Return the values of two series to be read together.

    Those of the newest year that is in both, else the newest of each; neither may be empty. What
    this dashboard computed is read only where a series has nothing else. Of several values of
    the year the one in force; where no rule tells which, a row without a value (``is_undecided``).
    """
    first, second = (_published_first(rows, catalogue) for rows in (one, other))
    shared = {row.year for row in first} & {row.year for row in second}
    return (
        _in_force(first, max(shared, default=0), catalogue),
        _in_force(second, max(shared, default=0), catalogue),
    )


def is_undecided(row: Observation) -> bool:
    """Return whether sources disagree on what a row says, and no rule tells which is used."""
    return row.rule == UNDECIDED


def is_before_its_territory(row: Observation, catalogue: Catalogue) -> bool:
    """Return whether a row was computed for a territory that did not exist in its period."""
    own = basis(row, catalogue)
    return own.source_kind == COMPUTED and not own.place.is_in_force(own.span)


def _published_first(rows: Sequence[Observation], catalogue: Catalogue) -> Sequence[Observation]:
    """Return the published values of a series; what was computed here where it has no other."""
    return [row for row in rows if not is_computed(row, catalogue)] or rows


def _in_force(rows: Sequence[Observation], year: int, catalogue: Catalogue) -> Observation:
    """Return the value that is used for a year, for the newest where the year is 0."""
    at = year or max(row.year for row in rows)
    of_year = [row for row in rows if row.year == at]
    nearest = min(_distance(row, catalogue) for row in of_year)
    left = [row for row in of_year if _distance(row, catalogue) == nearest]
    used = choose([catalogue.figure(row.figure_id) for row in left], catalogue)
    found = next((row for row in left if row.figure_id == used.figure_id), None)
    return found or left[0]._replace(
        value=None, low=None, high=None, figure_id="", source_id="", detail=ConflictRule(UNDECIDED)
    )


def _distance(row: Observation, catalogue: Catalogue) -> tuple[int, bool, int]:
    """Return how far a value is from that of the whole year; of parts the last is nearest."""
    period = catalogue.period(row.period)
    is_part = period.extent not in {"whole", "end"}
    month = period.end.month if is_part and period.end else 0
    return _RECURRENCES.index(row.recurrence), is_part, -month


def exact_difference(one: Observation, other: Observation, catalogue: Catalogue) -> float | None:
    """Return the first value less the second one, or None where none may be given.

    A range, a bound or an 'about' has no exact difference; what the verdict forbids has none,
    nor has what was computed for a territory that did not exist then.
    """
    is_exact = {one.qualifier, other.qualifier} == {Qualifier.EXACT}
    if one.value is None or other.value is None or not is_exact:
        return None
    if any(is_before_its_territory(row, catalogue) for row in (one, other)):
        return None
    found = verdict(basis(one, catalogue), basis(other, catalogue))
    return one.value - other.value if found.is_allowed else None


def _age(row: Observation) -> tuple[int, bool, str]:
    return row.year, row.status == Status.OBSERVED, row.figure_id


def _first_kind(catalogue: Catalogue, indicator: str, a: str, b: str) -> JudgedSeries | None:
    series = all_series(catalogue)
    for kind in (SEEN, AIMED):
        first, second = SeriesKey(indicator, a, kind), SeriesKey(indicator, b, kind)
        if first in series and second in series:
            return JudgedSeries(first, second, between(series[first], series[second], catalogue))
    return None


def _place(row: Observation, order: tuple[list[str], list[str]]) -> tuple[int, int]:
    indicators, territories = order
    return indicators.index(row.indicator_id), territories.index(row.territory)
