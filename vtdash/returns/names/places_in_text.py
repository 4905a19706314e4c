"""Areas and cities that a longer text names: 'TT GDNN - GDTX huyện Thanh Trì, TP. Hà Nội'."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vtdash.model.datasets import CITIES
from vtdash.reference import Area, Catalogue
from vtdash.returns.names.area_names import AreaNames
from vtdash.returns.names.spelling import Spelling, spell
from vtdash.returns.names.synonyms import AREA_PREFIXES, AREA_SUFFIXES

_LONGEST_NAME = 6
_LEAST_ALONE = 2
"""Words of a name that is found without the word for its kind: one word is said too often."""

_PROVINCE = "tinh"


class Places:
    """Finds areas and cities in text; ``names`` is the lookup that a ``Matcher`` has too."""

    def __init__(self, catalogue: Catalogue, names: AreaNames) -> None:
        self.names = names
        self._cities = [
            (city, spell(text))
            for city in CITIES
            for name in (catalogue.code("city", city).name,)
            for text in (name.vi, name.en, city)
        ]
        self._cities += [
            (a.city, spell(a.name.vi)) for a in catalogue.areas if a.level == "province"
        ]

    def cities(self, text: str) -> set[str]:
        """Return the cities named in a text, by the name of today or of a former province."""
        words = spell(text)
        return {
            city
            for city, name in self._cities
            for start in range(len(words.bare) - len(name.bare) + 1)
            if _is_same(words.part(start, start + len(name.bare)), name)
        }

    def areas(self, text: str, day: date | None, *, alone: bool = False) -> list[str]:
        """Return the ids of areas in force on a day that a text names with their kind.

        ``alone``: those whose name stands without any word for a kind, unless an area that has
        ended bore it: a school keeps the name of its former district. Without a day, areas of
        all eras. Longer names come before shorter ones that are part of them.
        """
        words, pool = spell(text), self.names.pool("", day)
        found: list[str] = []
        taken = 0
        for start, end in _spans(len(words.bare)):
            if start < taken:
                continue
            named = self._keys(words, start, end, day, alone=alone)
            keys = [key for key in named if key in pool]
            found += keys
            taken = end if keys else taken
        return list(dict.fromkeys(found))

    def _keys(
        self, words: Spelling, start: int, end: int, day: date | None, *, alone: bool
    ) -> list[str]:
        kinds, named = _kinds(words, start, end), self.names.names.same(words.part(start, end))
        areas = [self.names.areas[key] for key in named]
        if not alone:
            return [area.id for area in areas if kinds and area.kind in kinds]
        is_reused = len({area.level for area in areas if _has_begun(area, day)}) > 1
        if kinds is not None or is_reused or end - start < _LEAST_ALONE:
            return []
        return list(named)


def _has_begun(area: Area, day: date | None) -> bool:
    return day is not None and (area.valid_from is None or area.valid_from <= day)


def _spans(length: int) -> Iterator[tuple[int, int]]:
    """Yield beginnings and ends of possible names, the longest first at each beginning."""
    for start in range(length):
        for end in range(min(length, start + _LONGEST_NAME), start, -1):
            yield start, end


def _kinds(words: Spelling, start: int, end: int) -> frozenset[str] | None:
    """Return the kinds of area that the words around a name say, None where they say none."""
    before = [" ".join(words.bare[max(start - n, 0) : start]) for n in (2, 1)]
    after = [" ".join(words.bare[end : end + n]) for n in (2, 1)]
    said = [AREA_PREFIXES[word] for word in before if word in AREA_PREFIXES]
    said += [AREA_SUFFIXES[word] for word in after if word in AREA_SUFFIXES]
    if _PROVINCE in before:
        return frozenset()
    return said[0] if said else None


def _is_same(text: Spelling, name: Spelling) -> bool:
    return text.bare == name.bare and (not text.has_accents or text.words == name.words)
