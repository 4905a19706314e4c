"""The register of reporting units as a return is read with it: what passes without a yes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from vtdash.returns.forms.form_facts import institution_id
from vtdash.returns.names.units import alike_units
from vtdash.store import UnitRegister

MOST_PROPOSED = 5
"""Units that are proposed for a name."""


class UnitNames:
    """The names, aliases and tax codes of all known units, compared as ids of units are."""

    def __init__(self, register: UnitRegister) -> None:
        self.register = register

    @cached_property
    def by_spelling(self) -> Mapping[str, str]:
        """Each spelling in the form of an id -> the id of the one unit that it stands for."""
        found: dict[str, set[str]] = defaultdict(set)
        for said, unit in self.register.spellings.items():
            found[institution_id(said)].add(unit)
        return {said: min(units) for said, units in found.items() if len(units) == 1}

    def known_as(self, unit: str) -> str:
        """Return the id of the unit that an id, name, alias or tax code stands for, if any."""
        return unit if unit in self.register.units else self.by_spelling.get(unit, "")

    def alike(self, units: Sequence[str], cities: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return for new units of some cities the known ones that are named nearly alike."""
        spelled = [*self.register.units, *self.by_spelling]
        there = [said for said in spelled if self._is_in(self.known_as(said), cities)]
        return {
            unit: self._units(found)[:MOST_PROPOSED]
            for unit, found in alike_units(units, there).items()
            if found
        }

    def _is_in(self, unit: str, cities: Collection[str]) -> bool:
        own = self.register.units[unit].cities
        return not own or not own.isdisjoint(cities)

    def _units(self, spelled: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.known_as(said) for said in spelled))
