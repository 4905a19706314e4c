"""The one shape in which every answer comes: a value with everything that says what it is."""

from __future__ import annotations

from typing import NamedTuple

from vtdash.model.codes import Qualifier, Recurrence, Status
from vtdash.model.quantity import Quantity


class Judgement(NamedTuple):
    """What is judged of a target: keys of codes.toml [pace_status] and [pace_reason].

    ``reached`` is the year in which the target is met at the achieved pace, ``first`` and
    ``last`` follow from the ends of the pace's interval; None where never or not known.
    """

    status: str
    reason: str = ""
    reached: int | None = None
    first: int | None = None
    last: int | None = None


class TargetEvent(NamedTuple):
    """What a document did to a target: a key of codes.toml [target_event].

    ``issued`` is the document's date as ISO writes it, blank where it is not known; ``against``
    the figure that stood before, or that says the same.
    """

    kind: str
    issued: str = ""
    against: str = ""


class Observation(NamedTuple):
    """One value of an indicator, from a return or from the register.

    ``value`` is a point value; a range or a bound has ``low`` and ``high`` instead, and a rate
    from a survey has its 95 % interval beside it. A value that is absent has its reason in
    ``value_note`` (a key of codes.toml [missing_reason]); a rate on few answers is marked
    small_base there, one that was put onto another map by a key of [map_note]. ``period`` is a
    year, a quarter, a span, or the register's text; ``year`` is where it stands on a time axis,
    and a register's span begins in ``year_start``. ``group`` is a second category where a
    question has one: an audience, a task, a breakdown of the register. ``months_after`` says how
    long after graduation answers were asked for; ``counterpart`` and ``strength`` say which
    measure answers a task, and how closely.
    ``answered`` of ``asked``: how many of those whom a survey asked gave an answer. The limits
    are those of a funnel at the row's base. A part of a difference names as its counterpart the
    territory, area or year it is against; the sides are what is unlike, in per cent.
    ``coverage`` says how well something is known (a code of [coverage]) and ``limits`` what of it
    only (codes of [coverage_limit], a space between); ``rule`` by what rule (a code of
    [conflict_rule]) the value is used where documents disagree.
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
    interval_low: float | None = None
    interval_high: float | None = None
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
    counterpart: str = ""
    strength: str = ""
    answered: float | None = None
    asked: float | None = None
    limit_95_low: float | None = None
    limit_95_high: float | None = None
    limit_998_low: float | None = None
    limit_998_high: float | None = None
    side_one: float | None = None
    side_other: float | None = None
    coverage: str = ""
    limits: str = ""
    rule: str = ""
    judgement: Judgement | None = None
    event: TargetEvent | None = None

    @property
    def is_published(self) -> bool:
        """Whether the value is one of the register, not one computed from it or from returns."""
        return bool(self.figure_id)

    @property
    def quantity(self) -> Quantity:
        """The value with what its source says of it."""
        low, high = (self.value, self.value) if self.value is not None else (self.low, self.high)
        return Quantity(low, high, self.qualifier, self.unit)

    @property
    def shown(self) -> float | None:
        """The number at which a mark stands: the point value, else the lower, else upper bound."""
        if self.value is not None:
            return self.value
        return self.low if self.low is not None else self.high

    @property
    def response(self) -> float | None:
        """Per cent of those asked who answered; None where either is not stated."""
        if self.answered is None or not self.asked:
            return None
        return 100 * self.answered / self.asked


LABEL = Status.SCENARIO
"""The status of every value of a scenario; there is no way to set another."""


OTHER = "other"
"""Key under which a ranking sums what it does not name."""
