"""Which options of a filter have data under the other filters.

A list asks this in every run, of a few ten thousand kinds of rows. So each value of a column is
kept as one whole number, a bit for each kind of row that has it: what several filters leave is
the bits that they have in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, reduce
from operator import or_

from vtdash.model.filters import Filters
from vtdash.store.database import Store
from vtdash.store.questions.answers import question_text
from vtdash.store.questions.area_views import areas_of_other_kind, versions

_COLUMNS = ("dataset", "data_status", "city", "year", "area_id", "occupation_key", "level")


class Presence:
    """The kinds of rows of a snapshot's returns."""

    def __init__(self, store: Store) -> None:
        self._catalogue = store.catalogue
        names, rows = store.query(question_text("kinds_of_rows"), {})
        self._all = (1 << len(rows)) - 1
        self._bits = {
            column: _bits(row[names.index(column)] for row in rows) for column in _COLUMNS
        }
        self.of = lru_cache(maxsize=1024)(self._of)

    def _of(self, column: str, filters: Filters, datasets: tuple[str, ...]) -> frozenset[str]:
        """Return the values of a column that have data under all filters but its own.

        An area has data where the areas have that it came from or went into: panels through time
        show these as its own.
        """
        own = {"area_id": "areas", "occupation_key": "occupations", "level": "levels"}[column]
        left = self._left(replace(filters, **{own: ()}), datasets)
        found = {str(value) for value, bits in self._bits[column].items() if bits & left}
        return frozenset(self._with_kin(found) if column == "area_id" else found)

    def _left(self, filters: Filters, datasets: tuple[str, ...]) -> int:
        """Return the rows that the filters leave."""
        years = range(filters.first_year, filters.last_year + 1)
        wanted: dict[str, Collection[object]] = {
            "dataset": datasets,
            "data_status": filters.data_statuses,
            "city": filters.cities,
            "year": years,
            "area_id": self._with_kin(filters.areas),
            "occupation_key": filters.occupations,
            "level": filters.levels,
        }
        left = self._all
        for column, values in wanted.items():
            if values or column in {"dataset", "city"}:
                left &= _any(self._bits[column], values)
        return left

    def _with_kin(self, area_ids: Iterable[str]) -> set[str]:
        """Return the areas with all that bore their codes, and those of the other kind."""
        found: set[str] = set()
        for area_id in area_ids:
            area = self._catalogue.area(area_id)
            for one in (
                *versions(area, self._catalogue),
                *areas_of_other_kind(area, self._catalogue),
            ):
                found.add(one.id)
        return found


def _bits(values: Iterable[object]) -> dict[object, int]:
    """Return for each value a number with a bit for each place where it stands."""
    places: dict[object, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        places[value].append(place)
    return {value: _number(own) for value, own in places.items()}


def _number(places: list[int]) -> int:
    bits = bytearray(places[-1] // 8 + 1)
    for place in places:
        bits[place // 8] |= 1 << place % 8
    return int.from_bytes(bits, "little")


def _any(bits: Mapping[object, int], values: Iterable[object]) -> int:
    return reduce(or_, (bits.get(value, 0) for value in values), 0)
