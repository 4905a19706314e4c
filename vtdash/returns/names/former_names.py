"""Names and codes of the wards that ended on 30 June 2025: what they stand for today.

Most of their codes are those of larger units of another name today, so that a code alone does
not say which of the two an office means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator

from vtdash.model.codes import AreaLevel
from vtdash.reference import Area, Catalogue, FormerWard
from vtdash.returns.model import Candidate
from vtdash.returns.names.area_names import Reading, readings, split_code
from vtdash.returns.names.lookup import NameIndex
from vtdash.returns.names.office_words import spell

_MAIN, _PART = 0.9, 0.5
"""Scores of a unit of today that the larger part of a ward went into, and a smaller one."""


class FormerNames:
    """Lookup of the wards, communes and townships of until 30 June 2025."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._wards = {ward.code: ward for ward in catalogue.former_wards}
        self._read = {code: _fullest(ward.name.vi) for code, ward in self._wards.items()}
        self._names = NameIndex((code, reading.name) for code, reading in self._read.items())
        self._areas: dict[tuple[str, str], list[Area]] = defaultdict(list)
        for area in catalogue.areas:
            self._areas[area.level, area.code].append(area)

    def named(self, text: str) -> tuple[FormerWard, ...]:
        """Return the wards that a text names, by code, name or both."""
        code, name = split_code(text)
        coded = [self._wards[code]] if code in self._wards else []
        if not name:
            return tuple(coded)
        by_name = {key for reading in readings(spell(name)) for key in self._same(reading)}
        return tuple(self._wards[key] for key in sorted(by_name) if not code or key == code)

    def _same(self, reading: Reading) -> Iterator[str]:
        for key in self._names.same(reading.name):
            if reading.kinds is None or reading.kinds == self._read[key].kinds:
                yield key

    def candidates(self, text: str, pool: Container[str]) -> list[Candidate]:
        """Return what of a pool of areas, by id, a former ward's name or code may stand for.

        Units of today that it went into, the main one first; before July 2025 its district.
        """
        return [
            Candidate(area.code, area.name, score)
            for ward in self.named(text)
            for level, code, score in _instead(ward)
            for area in self._areas[level, code]
            if area.id in pool
        ]

    def renamed(self, code: str) -> tuple[FormerWard, Area] | None:
        """Return the ward that had a code before, and the unit of another name that has it now."""
        ward, today = self._wards.get(code), self._areas.get((AreaLevel.COMMUNE, code))
        if ward is None or not today or ward.name.vi == today[-1].name.vi:
            return None
        return ward, today[-1]


def _fullest(name: str) -> Reading:
    """Return a ward's name without the word for its kind, which stands before it."""
    *_, last = readings(spell(name))
    return last


def _instead(ward: FormerWard) -> Iterator[tuple[str, str, float]]:
    """Yield level, code and score of what a ward went into, and of the district it lay in."""
    for heir in ward.heirs:
        score = 1.0 if heir.is_whole else _MAIN if heir.is_main else _PART
        yield AreaLevel.COMMUNE, heir.code, score
    yield AreaLevel.DISTRICT, ward.district_code, 1.0
