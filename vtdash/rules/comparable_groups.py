"""Which values of a panel may be ranked or added up together: the verdict decides."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations

from vtdash.model.kept import kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.rules.basis import basis
from vtdash.rules.comparability import verdict

COUNTED = "figures"
"""Unit of entries of the register: these are counted, whatever they say."""

Rows = tuple[Observation, ...]


def together(rows: Sequence[Observation], catalogue: Catalogue) -> tuple[Rows, ...]:
    """Return the rows in groups, in the order of territories, within which any two may be ranked.

    One group where all may be; else one for each territory, kind of data, indicator and unit.
    """
    groups: dict[Hashable, list[Observation]] = {}
    for row, peer in zip(rows, peers(rows, catalogue), strict=True):
        groups.setdefault(peer, []).append(row)
    order = list(catalogue.territories)
    found = sorted(groups.values(), key=lambda group: order.index(group[0].territory))
    return tuple(map(tuple, found)) if len(found) > 1 else tuple(map(tuple, groups.values()))


def peers(rows: Sequence[Observation], catalogue: Catalogue) -> tuple[Hashable, ...]:
    """Return a key for each row: rows of one key may be ranked against each other.

    Categories of one territory in returns are counted over the years chosen, whichever of these
    each has; published values are judged one by one.
    """
    return _peers(tuple(rows), catalogue)


def must_stand_apart(rows: Sequence[Observation], catalogue: Catalogue) -> bool:
    """Return whether two published values of different territories may not share an axis.

    Returns of two territories over years share one: a labelled line parts what came before a
    merger from what came after.
    """
    return _must_stand_apart(tuple(row for row in rows if row.is_published), catalogue)


@kept_for_snapshot(maxsize=512)
def _must_stand_apart(rows: Rows, catalogue: Catalogue) -> bool:
    return any(
        one.territory != other.territory and not _is_allowed(one, other, catalogue)
        for one, other in combinations(rows, 2)
    )


@kept_for_snapshot(maxsize=512)
def _peers(rows: Rows, catalogue: Catalogue) -> tuple[Hashable, ...]:
    kinds: dict[Hashable, Observation] = {}
    for row in rows:
        kinds.setdefault((*_own(row), row.period), row)
    if _all_allowed(tuple(kinds.values()), catalogue):
        return ((),) * len(rows)
    alone = _alone(tuple(kinds.values()), catalogue)
    return tuple(
        (*_own(row), number if _own(row) in alone else "") for number, row in enumerate(rows)
    )


def _alone(kinds: Rows, catalogue: Catalogue) -> set[tuple[str, ...]]:
    """Return the kinds of published values that may not even be ranked among themselves."""
    own: dict[tuple[str, ...], list[Observation]] = {}
    for row in kinds:
        if row.is_published:
            own.setdefault(_own(row), []).append(row)
    return {key for key, group in own.items() if not _all_allowed(tuple(group), catalogue)}


def _own(row: Observation) -> tuple[str, ...]:
    status = row.status if row.is_published else ""
    return row.territory, row.data_status, row.indicator_id, row.unit, status


def _all_allowed(rows: Rows, catalogue: Catalogue) -> bool:
    """Return whether any two may be ranked; what differs most, by kind, is judged first."""
    first = tuple({_own(row): row for row in rows}.values())
    return all(
        _is_allowed(one, other, catalogue)
        for group in (first, rows)
        for one, other in combinations(group, 2)
    )


def _is_allowed(one: Observation, other: Observation, catalogue: Catalogue) -> bool:
    if one.unit == other.unit == COUNTED or not (one.indicator_id and other.indicator_id):
        return True
    if _own(one) == _own(other) and not one.is_published:
        return True
    return verdict(basis(one, catalogue), basis(other, catalogue)).is_allowed
