"""Areas by code and name: which one an office's text stands for on a day, or may stand for.

An area belongs to an era, and names and codes are used again: the same words are a district
until 30 June 2025 and a commune from 1 July 2025. What is valid on the day is asked first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import CITIES
from vtdash.reference import Area, Catalogue
from vtdash.returns.model import Candidate
from vtdash.returns.names.lookup import NameIndex
from vtdash.returns.names.office_words import (
    AREA_PREFIXES,
    AREA_SUFFIXES,
    OFFICE_PREFIXES,
    Spelling,
    spell,
)

Former = Callable[[str, Container[str]], list[Candidate]]

_LONGEST_PREFIX = 2
_ZEROS_LOST = 0.9
"""Score of a code that lacks its leading zeros."""

_OTHER_KIND = 0.97
"""Factor for a name that stands with the word of another kind ('xã' for a ward)."""

_CODE = re.compile(r"\d{1,5}")
_CODE_FIRST = re.compile(r"(\d{3}|\d{5})(?!\d)[\s.:|)–—-]+")
_CODE_LAST = re.compile(r"[\s(\[|–—-](\d{3}|\d{5})[)\]]?$")

_LONGEST_NAME = 6
_LEAST_ALONE = 2
"""Words of a name that is found without the word for its kind: one word is said too often."""

_PROVINCE = "tinh"


@dataclass(frozen=True)
class Reading:
    """A name without the word for its kind; ``kinds`` is None where there was no such word."""

    name: Spelling
    kinds: frozenset[str] | None


class AreaNames:
    """Lookup of districts and commune-level units of all eras."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.areas = {area.id: area for area in catalogue.areas if area.level != AreaLevel.PROVINCE}
        self.bare = {key: _bare(area) for key, area in self.areas.items()}
        self.names = NameIndex(self.bare.items())
        self._by_code: dict[str, list[Area]] = defaultdict(list)
        for area in self.areas.values():
            self._by_code[area.code].append(area)
        self._links = _links(catalogue)
        self.pool = lru_cache(maxsize=256)(self._pool)

    def _pool(self, city: str, day: date | None) -> frozenset[str]:
        """Return the ids of the areas valid on a day and of a city; no day: of all eras."""
        return frozenset(
            key
            for key, area in self.areas.items()
            if city in ("", area.city) and (day is None or area.is_valid_on(day))
        )

    def named(self, text: str) -> tuple[Area, ...]:
        """Return the areas of every city and era that a text names, by code, name or both."""
        code, name = split_code(text)
        coded = self._by_code.get(code, [])
        if not name:
            return tuple(coded)
        named = [self.areas[key] for key in self._same(name)]
        return tuple(area for area in named if area in coded) if code else tuple(named)

    def _same(self, name: str) -> list[str]:
        found = [
            key
            for reading in readings(spell(name))
            for key in self.names.same(reading.name)
            if reading.kinds is None or self.areas[key].kind in reading.kinds
        ]
        return list(dict.fromkeys(found))

    def alike(self, text: str) -> set[str]:
        """Return the codes of areas whose name differs by accents or kind at most."""
        read = readings(spell(split_code(text)[1]))
        return {self.areas[key].code for r in read for key in self.names.alike(r.name)}

    def find(
        self, text: str, city: str, day: date | None, former: Former | None
    ) -> tuple[str, tuple[Candidate, ...]]:
        """Return the one code that a text stands for, or no code and what it may stand for.

        ``former``: says what names of ended wards stand for; None asks the dictionaries only.
        """
        pool, named = self.pool(city, day), self.named(text)
        codes = {area.code for area in named if area.id in pool}
        if len(codes) == 1 and (day is not None or split_code(text)[0]):
            return codes.pop(), ()
        return "", self._candidates(text, named, pool, former) if former else ()

    def _candidates(
        self, text: str, named: tuple[Area, ...], pool: frozenset[str], former: Former
    ) -> tuple[Candidate, ...]:
        code, name = split_code(text)
        inside = [area for area in named if area.id in pool]
        ended = [] if inside else former(text, pool)
        if not inside and code and name:  # they contradict each other: both are asked about
            named = (*self._by_code.get(code, ()), *self.named(name))
            inside = [area for area in named if area.id in pool]
        found = [*ended, *(_candidate(area, 1.0) for area in inside)]
        found += [] if name else self._with_zeros(code, pool)
        if not inside:
            found += self._of_the_day(named, pool)
        return tuple(found or self._like(name, pool))

    def _with_zeros(self, code: str, pool: frozenset[str]) -> list[Candidate]:
        """Return the areas whose code is this one with the zeros that spreadsheets drop."""
        padded = {code.zfill(width) for width in (3, 5)} - {code}
        return [
            _candidate(area, _ZEROS_LOST)
            for full in sorted(padded)
            for area in self._by_code.get(full, ())
            if area.id in pool
        ]

    def _of_the_day(self, named: Iterable[Area], pool: frozenset[str]) -> list[Candidate]:
        """Return what of the pool covers areas of another day, the largest part first.

        The score is the share of the commune-level unit's area that the two have in common.
        """
        found: list[tuple[bool, bool, float, str, Area]] = []
        for old in named:
            same_code = [a for a in self._by_code[old.code] if a.level == old.level]
            found += [(True, True, 1.0, a.id, a) for a in same_code if a.id in pool]
            for code, level, share, is_primary in self._links.get((old.level, old.code), ()):
                for area in self._by_code.get(code, ()):
                    if area.id in pool and area.level == level:
                        is_same = self.bare[area.id] == self.bare[old.id]
                        found.append((is_primary, is_same, share, area.id, area))
        found.sort(key=lambda entry: (not entry[0], not entry[1], -entry[2], entry[3]))
        return [_candidate(area, share) for _, _, share, _, area in found]

    def _like(self, name: str, pool: frozenset[str]) -> list[Candidate]:
        """Return areas of the pool with a like name, the best first."""
        scores: dict[str, float] = {}
        for reading in readings(spell(name)):
            for key, likeness in self.names.near(reading.name, pool).items():
                fits = reading.kinds is None or self.areas[key].kind in reading.kinds
                score = likeness if fits else likeness * _OTHER_KIND
                scores[key] = max(score, scores.get(key, 0.0))
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        return [_candidate(self.areas[key], scores[key]) for key in ranked]


def split_code(text: str) -> tuple[str, str]:
    """Return code and name of a text such as '001 - Quận Ba Đình'; either may be empty."""
    text = text.strip()
    if _CODE.fullmatch(text):
        return text, ""
    if first := _CODE_FIRST.match(text):
        return first[1], text[first.end() :]
    if last := _CODE_LAST.search(text):
        return last[1], text[: last.start()]
    return "", text


def readings(text: Spelling) -> Iterator[Reading]:
    """Yield the ways to read a name: as it is, and without the word for a kind of area."""
    for prefix in OFFICE_PREFIXES:
        if text.plain.startswith(f"{prefix} "):
            text = text.part(len(prefix.split()))
    yield Reading(text, None)
    for length in range(1, min(_LONGEST_PREFIX, len(text.bare) - 1) + 1):
        before, after = " ".join(text.bare[:length]), " ".join(text.bare[-length:])
        if before in AREA_PREFIXES:
            yield Reading(text.part(length), AREA_PREFIXES[before])
        if after in AREA_SUFFIXES:
            yield Reading(text.part(0, -length), AREA_SUFFIXES[after])


def _bare(area: Area) -> Spelling:
    """Return the area's name without the word for its kind, which stands before it."""
    *_, last = (r for r in readings(spell(area.name.vi)) if not r.kinds or area.kind in r.kinds)
    return last.name


def _links(catalogue: Catalogue) -> dict[tuple[str, str], list[tuple[str, str, float, bool]]]:
    """Return for (level, code) the units of the other era: code, level, share, is primary."""
    links: dict[tuple[str, str], list[tuple[str, str, float, bool]]] = defaultdict(list)
    for link in catalogue.crosswalk:
        share = link.share or 0.0
        new, old = link.new_code, link.old_district_code
        links["district", old].append((new, "commune", share, link.is_primary))
        links["commune", new].append((old, "district", share, link.is_primary))
    return links


def _candidate(area: Area, score: float) -> Candidate:
    return Candidate(area.code, area.name, round(score, 4))


class PlacesInText:
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
            (a.city, spell(a.name.vi)) for a in catalogue.areas if a.level == AreaLevel.PROVINCE
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
        """Return the ids of areas valid on a day that a text names with their kind.

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
