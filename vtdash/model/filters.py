"""What a reader has chosen, and how it restricts the rows of a mart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vtdash.model.codes import AreaLevel, DataStatus

FIRST_YEAR, LAST_YEAR = 2019, 2026
"""Years that are chosen where nobody chose any and nothing has been reported."""

Values = tuple[str, ...]


@dataclass(frozen=True)
class Filters:
    """What a reader has chosen. An empty tuple means no restriction, except for ``cities``.

    ``area_kind``: district or commune, the kind of unit by which places are listed; "" is both.
    ``geography``: a key of codes.toml [area_view]; any but as_published puts both onto one map.
    ``together``: whether several chosen areas or occupations are added up, and not set beside
    each other. ``further``: columns of the marts with the values asked for, of filters that only
    restrict. ``former``: whether former territories stand beside the ones in which they went on.
    ``quarters``: those of each year that count, of marts by quarter; no reader chooses them.
    """

    cities: Values = ("hanoi", "haiphong")
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR
    area_kind: str = AreaLevel.DISTRICT.value
    areas: Values = ()
    occupations: Values = ()
    levels: Values = ()
    sample: bool = True
    geography: str = "as_published"
    together: bool = False
    former: bool = False
    quarters: tuple[int, ...] = ()
    further: tuple[tuple[str, Values], ...] = ()

    @property
    def data_statuses(self) -> Values:
        """Data statuses of returns that the reader wants to see."""
        reported, sample = DataStatus.REPORTED.value, DataStatus.SAMPLE.value
        return (reported, sample) if self.sample else (reported,)

    @property
    def is_city_wide(self) -> bool:
        """Whether a published city-wide value still speaks of the chosen population."""
        return not (self.areas or self.occupations or self.further)

    @property
    def compared(self) -> Values:
        """Columns of the marts of which each chosen value is answered by itself."""
        chosen = {"area_id": self.areas, "occupation_key": self.occupations}
        return tuple(column for column, values in chosen.items() if values)

    def parameters(self) -> dict[str, object]:
        """Return the values of a statement's parameters by name."""
        return {
            "cities": list(self.cities),
            "first_year": self.first_year,
            "last_year": self.last_year,
            "area_kind": self.area_kind,
            "areas": list(self.areas),
            "occupations": list(self.occupations),
            "levels": list(self.levels),
            "data_statuses": list(self.data_statuses),
            "quarters": list(self.quarters),
            **{column: list(values) for column, values in self.further},
        }


_ANY = "(len(${name}) = 0 OR list_contains(${name}, {column}))"
_CONDITIONS = {
    "city": "list_contains($cities, city)",
    "year": "year BETWEEN $first_year AND $last_year",
    "data_status": "list_contains($data_statuses, data_status)",
    "area_id": _ANY.format(name="areas", column="area_id"),
    "occupation_key": _ANY.format(name="occupations", column="occupation_key"),
    "level": _ANY.format(name="levels", column="level"),
    "quarter": _ANY.format(name="quarters", column="quarter"),
}
"""Column of a mart -> which of its rows are asked for; the values are bound as parameters."""


def condition(columns: Iterable[str], further: Iterable[str] = ()) -> str:
    """Return the condition under which a mart with these columns is asked.

    ``further``: columns of ``Filters.further``. A column that the mart lacks restricts nothing.
    """
    known = _CONDITIONS | {name: _ANY.format(name=name, column=name) for name in further}
    mart = set(columns)
    return " AND ".join(sql for column, sql in known.items() if column in mart)
