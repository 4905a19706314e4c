"""Which rows share an axis, and which of these may be ranked: the verdict decides."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from vtdash.charts.point import Drawing
from vtdash.judgement.peers import must_stand_apart, peers
from vtdash.measures.observation import Observation
from vtdash.reference import Catalogue

RANKED = frozenset({"columns", "lines", "bars", "dots"})
"""Kinds of charts of which the highest and the lowest value are said."""

Scale = tuple[str, Hashable]
"""Name of a row's axis, and a key: rows of one axis and one key may be ranked."""


def scales(
    rows: Sequence[Observation],
    axes: Sequence[str],
    drawing: Drawing,
    catalogue: Catalogue,
    place: Callable[[str], str],
) -> list[Scale]:
    """Return the scale of each row.

    ``axes``: the axis that each would have by its unit or category. Territories that may not
    share it get one each, named by ``place``. Bars that are stacked are parts of one sum.
    """
    found: list[Scale] = [(axis, ()) for axis in axes]
    for numbers in _same(axes):
        own = [rows[n] for n in numbers]
        apart = _stands_apart(own, drawing, catalogue)
        for n in numbers:
            if apart(rows[n]):
                name = place(rows[n].territory)
                found[n] = (f"{axes[n]} · {name}" if axes[n] else name, ())
    if drawing.kind not in RANKED:
        return found
    for numbers in _same([axis for axis, _ in found]):
        keys = peers([rows[n] for n in numbers], catalogue)
        for n, key in zip(numbers, keys, strict=True):
            found[n] = (found[n][0], key)
    return found


def _same(axes: Sequence[str]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for number, axis in enumerate(axes):
        groups.setdefault(axis, []).append(number)
    return list(groups.values())


def _stands_apart(
    rows: Sequence[Observation], drawing: Drawing, catalogue: Catalogue
) -> Callable[[Observation], bool]:
    """Return which rows of an axis have to leave it for one of their territory."""
    if drawing.by_year or drawing.kind == "strips":
        apart = must_stand_apart(rows, catalogue)
        return lambda row: apart and row.is_published
    if drawing.horizontal and not drawing.stacked and _are_returns(rows):
        apart = len({row.territory for row in rows}) > 1 and len(set(peers(rows, catalogue))) > 1
        return lambda row: apart
    return lambda row: False


def _are_returns(rows: Sequence[Observation]) -> bool:
    return all(row.status == "observed" and row.data_status != "published" for row in rows)
