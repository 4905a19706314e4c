"""All indicators of two cities side by side: the verdict, both values, and who is ahead if any."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from vtdash.model.details import TerritoryVerdict
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.rules.comparability import LEVELS, Verdict
from vtdash.topics.compare.published_series import (
    AIMED,
    SEEN,
    SeriesKey,
    all_series,
    between,
    exact_difference,
    is_before_its_territory,
    is_undecided,
    newest_pair,
)

COUNTRY = "viet_nam"
"""Set beside a city that is chosen alone."""

_KINDS = ((SEEN, SEEN), (AIMED, AIMED), (SEEN, AIMED), (AIMED, SEEN))
"""What is read of the two sides, the best first."""

Side = tuple[str, ...]
"""The territories that may stand for a city, the one of today first."""


class Lead(NamedTuple):
    """Which territory is ahead and by how much; blank with the reason where it is not said."""

    territory: str = ""
    by: float | None = None
    reason: str = ""


class IndicatorPair(NamedTuple):
    """An indicator of two sides, each with its series and the value that is read of it.

    A side without anything published has neither. ``verdict``: None where a side has nothing.
    """

    indicator_id: str
    keys: tuple[SeriesKey | None, SeriesKey | None]
    rows: tuple[Observation | None, Observation | None]
    verdict: Verdict | None
    lead: Lead

    @property
    def is_allowed(self) -> bool:
        """Whether both sides have a value and these may share an axis."""
        return self.verdict is not None and self.verdict.is_allowed

    @property
    def sides_known(self) -> int:
        """How many sides have something published."""
        return sum(key is not None for key in self.keys)

    @property
    def detail(self) -> tuple[TerritoryVerdict | None, TerritoryVerdict | None]:
        """What each of the two rows says of the other."""
        one, other = self.keys
        if one is None or other is None or self.verdict is None:
            return None, None
        said = self.verdict.level, self.lead.territory, self.lead.by
        return TerritoryVerdict(other.territory, *said), TerritoryVerdict(one.territory, *said)


def two_sides(catalogue: Catalogue, cities: Sequence[str]) -> tuple[Side, Side]:
    """Return which territories stand for the two sides; one city alone is beside the country."""
    sides = [_own(catalogue, city) for city in cities]
    return sides[0], sides[1] if len(sides) > 1 else (COUNTRY,)


def _own(catalogue: Catalogue, city: str) -> Side:
    """Return the territory that a city is today, and the one for which its programme was made."""
    found = catalogue.territories.items()
    today = [key for key, one in found if one.city == city and not one.valid_to]
    planned = [one.territory for one in catalogue.programmes.values() if one.city == city]
    return tuple(dict.fromkeys((*today, *planned)))


@kept_for_snapshot(maxsize=16)
def every_indicator(catalogue: Catalogue, sides: tuple[Side, Side]) -> tuple[IndicatorPair, ...]:
    """Return all indicators: those of both sides first, by verdict; then of one; then of none.

    Among equals those of which it is known who is ahead come first, then what is observed.
    """
    found = [_pair(catalogue, indicator, sides) for indicator in catalogue.indicators]
    return tuple(sorted(found, key=_rank))


def _rank(pair: IndicatorPair) -> tuple[int, int, bool, bool]:
    level = LEVELS.index(pair.verdict.level) if pair.verdict else len(LEVELS)
    kinds = [key.kind for key in pair.keys if key]
    return -pair.sides_known, level, not pair.lead.territory, kinds != [SEEN, SEEN]


def _pair(catalogue: Catalogue, indicator: str, sides: tuple[Side, Side]) -> IndicatorPair:
    series = all_series(catalogue)
    one, other = (_published(catalogue, indicator, side) for side in sides)
    if not (one and other):
        keys = next(iter(one), None), next(iter(other), None)
        return IndicatorPair(
            indicator, keys, (_alone(catalogue, keys[0]), _alone(catalogue, keys[1])), None, Lead()
        )

    def drawbacks(keys: tuple[SeriesKey, SeriesKey]) -> tuple[int, bool]:
        pair = newest_pair(series[keys[0]], series[keys[1]], catalogue)
        kinds = keys[0].kind, keys[1].kind
        return _KINDS.index(kinds), any(is_before_its_territory(row, catalogue) for row in pair)

    first, second = min(product(one, other), key=drawbacks)
    of = series[first], series[second]
    judged, rows = between(*of, catalogue), newest_pair(*of, catalogue)
    lead = _lead(catalogue, (first, second), rows, judged)
    return IndicatorPair(indicator, (first, second), rows, judged, lead)


def _published(catalogue: Catalogue, indicator: str, side: Side) -> list[SeriesKey]:
    """Return the series of an indicator that there are of a side, what is seen first."""
    keys = (SeriesKey(indicator, place, kind) for kind in (SEEN, AIMED) for place in side)
    return [key for key in keys if key in all_series(catalogue)]


def _alone(catalogue: Catalogue, key: SeriesKey | None) -> Observation | None:
    if key is None:
        return None
    rows = all_series(catalogue)[key]
    return newest_pair(rows, rows, catalogue)[0]


def _lead(
    catalogue: Catalogue,
    keys: tuple[SeriesKey, SeriesKey],
    rows: tuple[Observation, Observation],
    judged: Verdict,
) -> Lead:
    """Return who is ahead: only of observed rates whose difference may be said.

    A count grows with the size of a city, so that the larger one is not ahead; of aims nobody is.
    """
    indicator = catalogue.indicator(keys[0].indicator_id)
    step = exact_difference(*rows, catalogue)
    why_not = {
        "not_comparable": not judged.is_allowed,
        "sources_disagree": any(map(is_undecided, rows)),
        "aims": AIMED in {key.kind for key in keys},
        "count": indicator.aggregation == "sum",
        "no_direction": indicator.better not in {"up", "down"},
        "before_its_territory": any(is_before_its_territory(row, catalogue) for row in rows),
        "not_exact": step is None,
        "equal": step == 0,
    }
    if reason := next((key for key, holds in why_not.items() if holds), ""):
        return Lead(reason=reason)
    is_first = ((step or 0) > 0) == (indicator.better == "up")
    return Lead(keys[0 if is_first else 1].territory, round(abs(step or 0), 4))
