"""The one shape in which every answer comes: a value with everything that says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Observation(NamedTuple):
    """One value of an indicator, from a return or from the register.

    ``value`` is a point value; a range or a bound has ``low`` and ``high`` instead, and a rate
    from a survey has its 95 % interval beside it. A value that is absent has its reason in
    ``value_note`` (a key of codes.toml [missing_reason]); a rate on few answers is marked
    small_base there. ``period`` is a year, a quarter, a span, or the register's text; ``year``
    is where it stands on a time axis, and a register's span begins in ``year_start``. ``group``
    is a second category where a question has one: an audience, a task, a breakdown of the
    register. ``months_after`` says how long after graduation answers were asked for;
    ``counterpart`` and ``strength`` say which measure answers a task, and how closely.
    """

    city: str = ""
    territory: str = ""
    area_id: str = ""
    area_name: str = ""
    period: str = ""
    year_start: int = 0
    year: int = 0
    indicator_id: str = ""
    level: str = ""
    occupation_key: str = ""
    group_kind: str = ""
    group: str = ""
    unit: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    qualifier: str = "exact"
    interval_low: float | None = None
    interval_high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    status: str = "observed"
    value_note: str = ""
    data_status: str = ""
    recurrence: str = "single"
    document: str = ""
    confidence: str = ""
    source_id: str = ""
    figure_id: str = ""
    months_after: str = ""
    counterpart: str = ""
    strength: str = ""

    @property
    def is_published(self) -> bool:
        """Whether the value is one of the register, not one computed from it or from returns."""
        return bool(self.figure_id)

    @property
    def shown(self) -> float | None:
        """The number at which a mark stands: the point value, else the lower, else upper bound."""
        if self.value is not None:
            return self.value
        return self.low if self.low is not None else self.high


@dataclass(frozen=True)
class Filters:
    """What a reader has chosen. An empty tuple means no restriction, except for ``cities``.

    ``era``: district or commune, the kind of unit by which places are listed.
    """

    cities: tuple[str, ...] = ("hanoi", "haiphong")
    first_year: int = 2019
    last_year: int = 2025
    era: str = "district"
    areas: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    sample: bool = True

    @property
    def data_statuses(self) -> tuple[str, ...]:
        """Data statuses of returns that the reader wants to see."""
        return ("reported", "sample") if self.sample else ("reported",)

    @property
    def is_city_wide(self) -> bool:
        """Whether a published city-wide value still speaks of the chosen population."""
        return not (self.areas or self.occupations)
