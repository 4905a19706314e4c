"""What a reader has chosen, and what a question is restricted to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Filters:
    """What a reader has chosen. An empty tuple means no restriction, except for ``cities``.

    ``era``: district or commune, the kind of unit by which places are listed; "" is both.
    ``geography``: a key of codes.toml [area_view]; any but as_published puts both onto one map.
    """

    cities: tuple[str, ...] = ("hanoi", "haiphong")
    first_year: int = 2019
    last_year: int = 2025
    era: str = "district"
    areas: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    sample: bool = True
    geography: str = "as_published"

    @property
    def data_statuses(self) -> tuple[str, ...]:
        """Data statuses of returns that the reader wants to see."""
        return ("reported", "sample") if self.sample else ("reported",)

    @property
    def is_city_wide(self) -> bool:
        """Whether a published city-wide value still speaks of the chosen population."""
        return not (self.areas or self.occupations)
