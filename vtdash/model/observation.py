"""The one shape in which every answer comes: a value with everything that says what it is."""

from __future__ import annotations

from typing import NamedTuple

from vtdash.model.codes import NOT_SHOWN, DataStatus, Qualifier, Recurrence, Status, Unit
from vtdash.model.details import (
    ConflictRule,
    Detail,
    Evidence,
    FunnelPlace,
    GapPart,
    Survey,
    TargetEvent,
    TargetJudgement,
    TaskAnswer,
    TerritoryVerdict,
    YearChange,
)
from vtdash.model.quantity import Quantity


class Observation(NamedTuple):
    """One value of an indicator, from a return or from the register.

    ``value`` is a point value; a range or a bound has ``low`` and ``high`` instead. A value that
    is absent has its reason in ``value_note`` (a key of codes.toml [missing_reason]); a rate on
    few answers is marked small_base there, one that was put onto another map by a key of
    [map_note]. ``period`` is a year, a quarter, a span, or the register's text; ``year`` is its
    place on a time axis, and a register's span begins in ``year_start``. ``group`` is a second
    category where a question has one: an audience, a task, a breakdown of the register.
    ``numerator`` and ``denominator``: of what the value is the ratio. ``months_after`` says how
    long after graduation answers were asked for. ``detail``: what only rows of its kind have.

    Of what a value speaks is on the row: ``area_id``, ``occupation_key`` and ``level``, blank for
    all of them; several that were added up are joined by ``TOGETHER``. ``is_context`` marks the
    value of the whole city beside those of what was chosen in it, ``is_former`` that of a
    territory that went on as another one, which leads. Of reported values
    ``areas_reported`` says how many of the ``areas_expected`` have sent a return for the period.

    A tuple and not a dataclass: rows of the register are made by position, 527 at a time.
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
    qualifier: str = Qualifier.EXACT
    numerator: float | None = None
    denominator: float | None = None
    status: str = Status.OBSERVED
    value_note: str = ""
    data_status: str = ""
    recurrence: str = Recurrence.SINGLE
    document: str = ""
    confidence: str = ""
    source_id: str = ""
    figure_id: str = ""
    months_after: str = ""
    areas_reported: int = 0
    areas_expected: int = 0
    is_context: bool = False
    is_former: bool = False
    detail: Detail | None = None

    @property
    def is_published(self) -> bool:
        """Whether the value is one of the register, not one computed from it or from returns."""
        return bool(self.figure_id)

    @property
    def is_incomplete(self) -> bool:
        """Whether some of the areas that should have reported have not."""
        return self.areas_reported < self.areas_expected

    @property
    def is_rest(self) -> bool:
        """Whether the value is of what is told of together only, and so of no category."""
        return NOT_SHOWN in {self.level, self.occupation_key, self.group}

    @property
    def is_beside(self) -> bool:
        """Whether the value stands beside those that lead, of which sentences speak."""
        return self.is_context or self.is_former

    @property
    def subject(self) -> tuple[str, ...]:
        """What a value speaks of; rows of one subject are one series."""
        return self.territory, self.area_name or self.area_id, self.occupation_key, self.level

    @property
    def is_of_returns(self) -> bool:
        """Whether the value comes from returns, of offices or of the sample."""
        return self.data_status in {DataStatus.REPORTED, DataStatus.SAMPLE}

    @property
    def quantity(self) -> Quantity:
        """The value with what its source says of it."""
        low, high = (self.value, self.value) if self.value is not None else (self.low, self.high)
        return Quantity(low, high, self.qualifier, self.unit)

    @property
    def shown(self) -> float | None:
        """The number at which a mark is drawn: the point value, else lower, else upper bound."""
        if self.value is not None:
            return self.value
        return self.low if self.low is not None else self.high

    @property
    def survey(self) -> Survey | None:
        """The survey of a rate."""
        if isinstance(self.detail, Evidence):
            return self.detail.survey
        return self.detail if isinstance(self.detail, Survey) else None

    @property
    def funnel_place(self) -> FunnelPlace | None:
        """The place of a rate in a funnel."""
        return self.detail if isinstance(self.detail, FunnelPlace) else None

    @property
    def gap_part(self) -> GapPart | None:
        """The sides of a part of a difference."""
        return self.detail if isinstance(self.detail, GapPart) else None

    @property
    def evidence(self) -> Evidence | None:
        """How well something is known."""
        return self.detail if isinstance(self.detail, Evidence) else None

    @property
    def coverage(self) -> str:
        """The state in which something is known, blank where that is not judged."""
        return self.evidence.coverage if self.evidence else ""

    @property
    def answer(self) -> TaskAnswer | None:
        """The measure that answers a task."""
        return self.detail if isinstance(self.detail, TaskAnswer) else None

    @property
    def territory_verdict(self) -> TerritoryVerdict | None:
        """The verdict on two territories."""
        return self.detail if isinstance(self.detail, TerritoryVerdict) else None

    @property
    def is_pairing(self) -> bool:
        """Whether the row says how two things go together, and not a value."""
        is_verdict_alone = isinstance(self.detail, TerritoryVerdict) and self.shown is None
        return isinstance(self.detail, TaskAnswer) or is_verdict_alone

    @property
    def strength(self) -> str:
        """How closely a measure answers a task, or the level of a verdict; blank for a value."""
        if isinstance(self.detail, TerritoryVerdict):
            return self.detail.level
        return self.detail.strength if isinstance(self.detail, TaskAnswer) else ""

    @property
    def rule(self) -> str:
        """The rule by which a value is used where documents disagree, blank where they do not."""
        return self.detail.rule if isinstance(self.detail, ConflictRule) else ""

    @property
    def judgement(self) -> TargetJudgement | None:
        """What is judged of a target."""
        return self.detail if isinstance(self.detail, TargetJudgement) else None

    @property
    def event(self) -> TargetEvent | None:
        """What a document did to a target."""
        return self.detail if isinstance(self.detail, TargetEvent) else None

    @property
    def year_change(self) -> YearChange | None:
        """The two years of a change."""
        return self.detail if isinstance(self.detail, YearChange) else None

    @property
    def step_unit(self) -> str:
        """The unit of a difference of two such values: of per cent it is points."""
        return Unit.PERCENT_POINTS if self.unit == Unit.PERCENT else self.unit

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of a rate from a survey, or of a trend."""
        if self.judgement:
            return self.judgement.trend
        survey = self.survey
        if survey is None or survey.interval_low is None or survey.interval_high is None:
            return None
        return survey.interval_low, survey.interval_high


LABEL = Status.SCENARIO
"""The status of every value of a scenario; there is no way to set another."""


TOGETHER = "+"
"""Joins the keys of what was added up into one value."""

POOLED = "other"
"""Key of groups too small to be looked at on their own, taken together where rates are compared."""
