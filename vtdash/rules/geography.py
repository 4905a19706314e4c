"""Counts of old districts on today's map, and of today's units in old districts.

A count is split between the places that a place went into; a part is an estimate and says so.
The parts of a count are whole numbers that add up to it, so a city's total never changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from vtdash.model.kept import kept_for_snapshot
from vtdash.reference import Link

VIEWS = ("as_published", "todays_map", "unchanged_only")
"""The ways to look at areas, keys of codes.toml [area_view]."""


class Share(NamedTuple):
    """The part of what ``source`` counts that is taken to lie in ``place``."""

    source: str
    place: str
    part: Fraction


@dataclass(frozen=True)
class Mapped:
    """A count in a place, with what it was put together from: (source, count), sources sorted.

    ``is_estimate``: a part of it was split off by a share. ``is_partial``: a source that went
    into the place has no count, so something is missing.
    """

    place: str
    count: int
    sources: tuple[tuple[str, int], ...]
    is_estimate: bool
    is_partial: bool


def onto_districts(links: Iterable[Link]) -> tuple[Share, ...]:
    """Return the share of each of today's units in each old district: that of its area."""
    return _onto_districts(tuple(links))


def onto_today(links: Iterable[Link]) -> tuple[Share, ...]:
    """Return the share of each old district in each of today's units.

    The crosswalk states the part of the *unit's* area; a district's parts also need to know how
    large the units are. Their areas are not published in the reference data: the number of old
    communes that a unit was made of stands for its size, one divided between units as half.
    """
    return _onto_today(tuple(links))


def unchanged(links: Iterable[Link]) -> dict[str, str]:
    """Return old district -> unit of today where the two are one and the same place."""
    units: dict[str, set[str]] = defaultdict(set)
    districts: dict[str, set[str]] = defaultdict(set)
    for link in links:
        units[link.old_district_code].add(link.new_code)
        districts[link.new_code].add(link.old_district_code)
    return {
        district: next(iter(found))
        for district, found in units.items()
        if len(found) == 1 and len(districts[next(iter(found))]) == 1
    }


def seen_as(view: str, counts: Mapping[str, int], links: Iterable[Link]) -> tuple[Mapped, ...]:
    """Return the counts of areas of either era, by code, in one of the three views.

    As published: untouched. Today's map: districts split, today's units as they are. Unchanged
    only: places that were not redrawn, under today's code. Raises ``ValueError`` for a view or
    a district that is not known.
    """
    given = tuple(links)
    if view == "as_published":
        return tuple(_as_is(code, counts[code]) for code in sorted(counts))
    if view == "unchanged_only":
        same = unchanged(given)
        today = {code: code for code in same.values()}
        kept = {code: (same | today)[code] for code in counts if code in same or code in today}
        return _gathered([(code, kept[code], counts[code], False) for code in kept], frozenset())
    if view != "todays_map":
        raise ValueError(f"no view {view}: one of {', '.join(VIEWS)}")
    units = {link.new_code for link in given}
    old = {code: count for code, count in counts.items() if code not in units}
    new = [(code, code, count, False) for code, count in counts.items() if code in units]
    shares = onto_today(given)
    return _gathered([*new, *_split(old, shares)], _lacking(old, shares) if old else frozenset())


def spread(counts: Mapping[str, int], shares: Iterable[Share]) -> tuple[Mapped, ...]:
    """Return the counts by place; they add up to the counts given.

    Raises ``ValueError`` for a negative count or a source that no share knows.
    """
    known = tuple(shares)
    return _gathered(_split(counts, known), _lacking(counts, known))


_Moved = tuple[str, str, int, bool]
"""Source, place, count, and whether it was split off by a share."""


# A crosswalk is read once and asked for often: exact fractions of it are slow to make again.
@kept_for_snapshot(maxsize=4)
def _onto_districts(links: tuple[Link, ...]) -> tuple[Share, ...]:
    return _shares({(link.new_code, link.old_district_code): _area(link) for link in links})


@kept_for_snapshot(maxsize=4)
def _onto_today(links: tuple[Link, ...]) -> tuple[Share, ...]:
    size: dict[str, Fraction] = defaultdict(Fraction)
    area: dict[str, Fraction] = defaultdict(Fraction)
    for link in links:
        size[link.new_code] += Fraction(link.whole) + Fraction(link.part) / 2
        area[link.new_code] += _area(link)
    weights = {
        (link.old_district_code, link.new_code): _area(link)
        / area[link.new_code]
        * size[link.new_code]
        for link in links
    }
    return _shares(weights)


def _area(link: Link) -> Fraction:
    return Fraction(str(link.share or 0))


def _shares(weights: Mapping[tuple[str, str], Fraction]) -> tuple[Share, ...]:
    """Return weights as parts of 1 of each source; those without weight are left out."""
    whole: dict[str, Fraction] = defaultdict(Fraction)
    for (source, _), weight in weights.items():
        whole[source] += weight
    return tuple(
        Share(source, place, weight / whole[source])
        for (source, place), weight in sorted(weights.items())
        if weight
    )


def _split(counts: Mapping[str, int], shares: Iterable[Share]) -> list[_Moved]:
    """Return each count's whole-numbered parts, by the largest remainders."""
    parts: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        parts[share.source].append(share)
    moved: list[_Moved] = []
    for source in sorted(counts):
        if source not in parts or counts[source] < 0:
            raise ValueError(f"{source}: {counts[source]} cannot be mapped")
        found = _apportioned(counts[source], parts[source])
        moved.extend((source, place, number, len(found) > 1) for place, number in found.items())
    return moved


def _apportioned(count: int, shares: Sequence[Share]) -> dict[str, int]:
    # over one denominator whole numbers say the same as the fractions, in a tenth of the time
    whole = lcm(*(share.part.denominator for share in shares))
    parts = {s.place: count * s.part.numerator * (whole // s.part.denominator) for s in shares}
    found = {place: part // whole for place, part in parts.items()}
    order = sorted(parts, key=lambda place: (-(parts[place] % whole), -parts[place], place))
    for place in order[: count - sum(found.values())]:
        found[place] += 1
    return found


def _lacking(counts: Mapping[str, int], shares: Iterable[Share]) -> frozenset[str]:
    """Return the places into which a source without a count went."""
    return frozenset(share.place for share in shares if share.source not in counts)


def _gathered(moved: Iterable[_Moved], lacking: frozenset[str]) -> tuple[Mapped, ...]:
    places: dict[str, list[_Moved]] = defaultdict(list)
    for entry in moved:
        places[entry[1]].append(entry)
    return tuple(
        Mapped(
            place,
            sum(count for _, _, count, _ in entries),
            tuple(sorted((source, count) for source, _, count, _ in entries)),
            any(is_part and count > 0 for _, _, count, is_part in entries),
            place in lacking,
        )
        for place, entries in sorted(places.items())
    )


def _as_is(code: str, count: int) -> Mapped:
    return Mapped(code, count, ((code, count),), is_estimate=False, is_partial=False)
