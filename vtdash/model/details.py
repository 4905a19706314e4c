"""What only some rows of an answer have: one kind of detail a row, or none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Survey:
    """A rate from a survey: its 95 % interval, and how many of those asked gave an answer."""

    interval_low: float | None = None
    interval_high: float | None = None
    answered: float | None = None
    asked: float | None = None

    @property
    def response(self) -> float | None:
        """Per cent of those asked who answered; None where either is not stated."""
        if self.answered is None or not self.asked:
            return None
        return 100 * self.answered / self.asked


@dataclass(frozen=True, slots=True)
class FunnelPlace(Survey):
    """A rate of a survey with the limits of a funnel at its number of answers."""

    limit_95_low: float = 0
    limit_95_high: float = 0
    limit_998_low: float = 0
    limit_998_high: float = 0

    @property
    def outer(self) -> tuple[float, float]:
        """The 99.8 % limits."""
        return self.limit_998_low, self.limit_998_high


@dataclass(frozen=True, slots=True)
class GapPart:
    """A part of a difference between two rates.

    ``against``: the territory, area or cohort's year that is the second side. ``side_one`` and
    ``side_other``: what is unlike, in per cent.
    """

    against: str
    side_one: float | None = None
    side_other: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well something is known: a code of [coverage], and codes of [coverage_limit].

    ``survey``: that of the rate which is the evidence, where it is one.
    """

    coverage: str
    limits: tuple[str, ...] = ()
    survey: Survey | None = None

    @property
    def is_limited(self) -> bool:
        """Whether it is measured in part only."""
        return self.coverage == "measured" and bool(self.limits)


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """Which measure answers a task (blank where none does), and how closely: [strength]."""

    measure: str
    strength: str


@dataclass(frozen=True, slots=True)
class TerritoryVerdict:
    """The territory that another is compared with, and how far they may be: [verdict].

    ``ahead``: which of the two is ahead, and ``by`` how much in the unit of the value or in
    points; blank where that may not be said.
    """

    other: str
    level: str
    ahead: str = ""
    by: float | None = None


@dataclass(frozen=True, slots=True)
class ConflictRule:
    """By what rule (a code of [conflict_rule]) a value is used where documents disagree."""

    rule: str


@dataclass(frozen=True, slots=True)
class TargetJudgement:
    """What is judged of a target: keys of codes.toml [pace_status] and [pace_reason].

    ``reached`` is the year in which the target is met at the achieved pace, ``first`` and
    ``last`` follow from the ends of the pace's interval; None where never or not known.
    ``trend``: the ends of that interval, on the row of the achieved change a year. ``latest``: the
    figure from which the target is judged, ``to_go`` the distance from it, in the target's unit;
    ``needed`` and ``achieved``: changes a year.
    """

    status: str
    reason: str = ""
    reached: int | None = None
    first: int | None = None
    last: int | None = None
    trend: tuple[float, float] | None = None
    latest: str = ""
    to_go: float | None = None
    needed: float | None = None
    achieved: float | None = None


@dataclass(frozen=True, slots=True)
class TargetEvent:
    """What a document did to a target: a key of codes.toml [target_event].

    ``issued`` is the document's date as ISO writes it, blank where it is not known; ``against``
    the figure that was current before, or that says the same.
    """

    kind: str
    issued: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class YearChange:
    """The counts of a year and of the one before, of which a change is the difference."""

    before: float
    now: float

    @property
    def percent(self) -> float | None:
        """The change as per cent of the year before; None where that was nothing."""
        return 100 * (self.now - self.before) / self.before if self.before else None


Detail = (
    Survey
    | FunnelPlace
    | GapPart
    | Evidence
    | TaskAnswer
    | TerritoryVerdict
    | ConflictRule
    | TargetJudgement
    | TargetEvent
    | YearChange
)
