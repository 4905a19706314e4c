"""What a value rests on: all that decides whether it may be set beside another.

A ``Basis`` is made of an observation and the catalogue only. What neither tells is a value of
its own (``not_stated``), never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vtdash.model.codes import MEASURED, DataStatus, Status
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue, Figure, Indicator

NOT_STATED = "not_stated"
"""Code of [base] and [extent], and months, where the source does not tell."""

SEEN = MEASURED | {Status.COMPUTED}
"""Statuses of values that say what is or was; all others say what is aimed at."""

COMPUTED = "computed"
"""Code of [document_kind]: what this dashboard worked out from published values itself."""


@dataclass(frozen=True)
class TerritoryLineage:
    """A territory, what it goes on in, what includes it, and the days it existed.

    ``first_day`` and ``last_day`` are ISO days, blank where the register has no limit.
    """

    territory: str
    lineage: tuple[str, ...]
    containers: tuple[str, ...]
    first_day: str
    last_day: str
    breaks: tuple[int, ...]

    def is_in_force(self, span: Span) -> bool:
        """Return whether the territory existed in some part of the span's years."""
        began = not self.first_day or self.first_day[:4] <= f"{span.last:04}"
        return began and (not self.last_day or f"{span.first:04}" <= self.last_day[:4])


@dataclass(frozen=True)
class Span:
    """The years of a value, how much of them it covers, and how it lies in them.

    ``extent``: a code of [extent]; ``part`` names the part without its year, such as 'Q1'.
    """

    first: int
    last: int
    extent: str
    part: str
    recurrence: str

    @property
    def years(self) -> int:
        """How many years it reaches over."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Population:
    """Of whom or what within the place: blank or 'all' where nothing is left out.

    ``group_kind`` is 'breakdown' for a sub-group of the register, else the dimension of a
    question ('audience', 'item').
    """

    level: str
    area: str
    occupation: str
    group_kind: str
    group: str


@dataclass(frozen=True)
class Method:
    """On whom a rate rests, and the months after training where they matter (blank if not)."""

    base: str
    months_after: str


@dataclass(frozen=True)
class Basis:
    """What a value rests on. ``is_sum``: parts add up, so that their size decides the value."""

    indicator_id: str
    unit: str
    is_flow: bool
    is_sum: bool
    breaks: tuple[int, ...]
    place: TerritoryLineage
    span: Span
    population: Population
    method: Method
    data_status: str
    source_kind: str
    status: str

    @property
    def is_published(self) -> bool:
        """Whether the value is one of the register."""
        return self.data_status == DataStatus.PUBLISHED

    @property
    def is_seen(self) -> bool:
        """Whether it says what is or was, not what is aimed at or forecast."""
        return self.status in SEEN and self.source_kind != "forecast"


def basis(row: Observation, catalogue: Catalogue) -> Basis:
    """Return what the value of a row rests on; raises ``UnknownName`` for an unknown indicator."""
    indicator = catalogue.indicator(row.indicator_id)
    return Basis(
        indicator_id=indicator.id,
        unit=row.unit,
        is_flow=indicator.time == "flow",
        is_sum=indicator.aggregation == "sum",
        breaks=indicator.breaks,
        place=territory_lineage(row.territory, catalogue),
        span=span(row, catalogue),
        population=_population(row, indicator),
        method=_method(row, indicator),
        data_status=row.data_status,
        source_kind=source_kind(row, catalogue),
        status=row.status,
    )


def as_observation(figure: Figure) -> Observation:
    """Return a figure of the register as the row in which questions answer with it."""
    is_point = figure.value_low == figure.value_high
    return Observation(
        city=figure.city,
        territory=figure.territory,
        area_name=figure.area_name,
        period=figure.period,
        year_start=figure.year_start,
        year=figure.year_end,
        indicator_id=figure.indicator_id,
        level=figure.level,
        group_kind="breakdown",
        group=figure.breakdown,
        unit=figure.unit,
        value=figure.value_low if is_point else None,
        low=figure.value_low,
        high=figure.value_high,
        qualifier=figure.qualifier,
        status=figure.status,
        data_status=DataStatus.PUBLISHED,
        recurrence=figure.recurrence,
        document=figure.document,
        confidence=figure.confidence,
        source_id=figure.source_id,
        figure_id=figure.figure_id,
    )


def territory_lineage(territory: str, catalogue: Catalogue) -> TerritoryLineage:
    """Return a territory with all that the catalogue says of its life."""
    known = catalogue.territories[territory]
    return TerritoryLineage(
        territory=territory,
        lineage=catalogue.lineage(territory),
        containers=catalogue.containers(territory),
        first_day=str(known.valid_from or ""),
        last_day=str(known.valid_to or ""),
        breaks=known.breaks,
    )


def span(row: Observation, catalogue: Catalogue) -> Span:
    """Return the years of a row and how much of them it covers.

    A count 'by 2030' does not say of which years it is counted.
    """
    period = catalogue.period(row.period)
    extent = period.extent
    indicator = catalogue.indicator(row.indicator_id)
    if extent == "end" and (indicator.time, indicator.aggregation) == ("flow", "sum"):
        extent = NOT_STATED
    part = re.sub(r"\b\d{4}\b-?", "", row.period) if extent == "part" else ""
    first = row.year_start or (period.start.year if period.start else row.year)
    return Span(first, row.year, extent, part.strip(), row.recurrence)


def source_kind(row: Observation, catalogue: Catalogue) -> str:
    """Return the kind of source (a code of [document_kind]).

    What is observed in the course of a plan or programme is a report of those who run it.
    """
    if row.data_status != DataStatus.PUBLISHED:
        return "sample" if row.data_status == DataStatus.SAMPLE else "return"
    document = catalogue.documents.get(row.document)
    kind = document.kind if document else "press"
    return "report" if kind == "decision" and row.status in SEEN else kind


def is_mixed(months_after: str) -> bool:
    """Return whether a value is of several numbers of months after training, such as '6+12'."""
    return "+" in months_after


def is_computed(row: Observation, catalogue: Catalogue) -> bool:
    """Return whether a row of the register is this dashboard's own arithmetic.

    Its document says so: no page that was read states the value itself.
    """
    document = catalogue.documents.get(row.document)
    return (
        row.data_status == DataStatus.PUBLISHED
        and document is not None
        and document.kind == COMPUTED
    )


def is_seen(figure: Figure, catalogue: Catalogue) -> bool:
    """Return whether a figure says what is or was, not what is aimed at or forecast."""
    document = catalogue.documents.get(figure.document)
    return figure.status in SEEN and (document is None or document.kind != "forecast")


def _population(row: Observation, indicator: Indicator) -> Population:
    is_whole = row.group_kind == "breakdown" and row.group in indicator.whole
    return Population(
        level=row.level or "all",
        area=row.area_id or row.area_name,
        occupation=row.occupation_key,
        group_kind="" if is_whole or not row.group else row.group_kind,
        group="" if is_whole else row.group,
    )


def _method(row: Observation, indicator: Indicator) -> Method:
    is_published = row.data_status == DataStatus.PUBLISHED
    base = indicator.bases.get(row.group, NOT_STATED) if is_published else indicator.base_of_returns
    months = ""
    if indicator.months_after is not None:
        months = row.months_after or indicator.months_after.get(row.group, NOT_STATED)
    return Method(base or NOT_STATED, months)


@dataclass(frozen=True)
class Search:
    """When the sources were searched, so that 'never found' has a date.

    ``day`` is blank where it was not recorded; ``not_before`` is the newest page that was read:
    the search cannot have ended earlier.
    """

    day: str
    not_before: str


def search(catalogue: Catalogue) -> Search:
    """Return when the search was made, as far as the register tells: it records no day."""
    return Search("", max(source.published_date for source in catalogue.sources.values()))
