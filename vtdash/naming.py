"""What everything is called in the reader's language, in one place for chart, table and CSV."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from vtdash.language import Text
from vtdash.measures.observation import Observation
from vtdash.measures.shaping import OTHER
from vtdash.reference import Area, Catalogue

AS_PRINTED, COMPUTED = 6, 2
"""Decimals: a published value keeps every digit of its source, a computed rate needs no more."""


@dataclass(frozen=True)
class Names:
    """Names of catalogue entries in one language; blank keys have blank names."""

    catalogue: Catalogue
    text: Text

    def code(self, group: str, key: str) -> str:
        """Name of a code."""
        return self.text.name(self.catalogue.code(group, key).name) if key else ""

    def unit(self, unit: str) -> str:
        """Short name of a unit, as it stands behind a number."""
        if not unit:
            return ""
        code = self.catalogue.code("unit", unit)
        return self.text.name(code.short) or self.text.name(code.name)

    def indicator(self, indicator_id: str) -> str:
        """Title of an indicator."""
        return self.text.name(self.catalogue.indicator(indicator_id).title)

    def territory(self, territory: str) -> str:
        """Short name of a territory, with its dates where it had any."""
        return self.text.name(self.catalogue.territories[territory].short) if territory else ""

    def area(self, area_id: str) -> str:
        """Name of an area, told apart from every other of its kind.

        One whose code lived on has the year in which it ended; one that shares its name has its
        city and code.
        """
        if area_id == OTHER:
            return self.text("all other units")
        if not area_id:
            return ""
        return self._areas.get(area_id) or self._told_apart(self.catalogue.area(area_id))

    @cached_property
    def _areas(self) -> dict[str, str]:
        return {area.id: self._told_apart(area) for area in self.catalogue.areas}

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Names that stand for more than one code: of areas of one level, or of occupations."""
        areas = {
            (area.level, area.code): self.text.name(area.name) for area in self.catalogue.areas
        }
        level_names = Counter((level, name) for (level, _), name in areas.items())
        occupations = Counter(self.text.name(o.name) for o in self.catalogue.occupations)
        return frozenset(
            [name for (_, name), times in level_names.items() if times > 1]
            + [name for name, times in occupations.items() if times > 1]
        )

    def _told_apart(self, area: Area) -> str:
        name = self.text.name(area.name)
        if name in self._shared:
            return f"{name} ({self.code('city', area.city)}, {area.code})"
        if (area.level, area.code) not in self.catalogue.recoded_areas:
            return name
        if area.valid_from:
            return self.text("{area} (from {year})", area=name, year=area.valid_from.year)
        last = area.valid_to.year if area.valid_to else ""
        return self.text("{area} (to {year})", area=name, year=last)

    def occupation(self, key: str) -> str:
        """Name of an occupation; where two lists use one name, with the list."""
        if key == OTHER:
            return self.text("all other occupations")
        if not key:
            return ""
        occupation = self.catalogue.occupation_by_key[key]
        name = self.text.name(occupation.name)
        if name not in self._shared:
            return name
        return f"{name} ({self.code('occupation_kind', occupation.kind)})"

    def group(self, kind: str, key: str) -> str:
        """Name of a second category: an audience, a task or measure, or a breakdown."""
        if not key:
            return ""
        if kind == "audience":
            return self.code("audience", key)
        if kind == "item":
            return f"{key}. {self.text.name(self.catalogue.items[key].name)}"
        return self.text.name(self.catalogue.term("breakdown", key))

    def place(self, row: Observation) -> str:
        """The area of a row, by return or by register."""
        if row.area_name:
            return self.text.name(self.catalogue.term("area", row.area_name))
        return self.area(row.area_id)

    def period(self, row: Observation) -> str:
        """The period of a row, in words."""
        term = self.catalogue.terms.get(("period", row.period))
        return self.text.name(term) if term else self.text.period(row.period)

    def value(self, row: Observation) -> str:
        """The value of a row with qualifier and unit, or the reason why there is none."""
        if row.shown is None:
            return self.code("missing_reason", row.value_note or "not_published")
        low, high = (row.value, row.value) if row.value is not None else (row.low, row.high)
        decimals = AS_PRINTED if row.is_published else COMPUTED
        return self.text.quantity(low, high, row.qualifier, self.unit(row.unit), decimals)

    def note(self, row: Observation) -> str:
        """What must be said of a row's value: why absent, few answers, the source's caution."""
        parts: list[str] = []
        if row.value_note == "small_base":
            parts.append(self.text("fewer than 30 answers"))
        elif row.value_note:
            parts.append(self.code("missing_reason", row.value_note))
        if row.figure_id:
            said = self.text.name(self.catalogue.figure(row.figure_id).note_text)
            parts.extend([said] if said else [])
        return "; ".join(parts)

    def document(self, row: Observation) -> str:
        """The document that a published value stands in."""
        if not row.document:
            return ""
        return self.text.name(self.catalogue.term("document", row.document))

    def data_status(self, row: Observation) -> str:
        """Where the value comes from: published, reported or sample."""
        return self.code("data_status", row.data_status)
