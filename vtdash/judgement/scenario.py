"""What if the pace were x? A line into the future that never passes for anything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vtdash.judgement.pace import DIGITS, is_met
from vtdash.measures.observation import Observation

LABEL = "scenario"
"""The status of every value here, a key of codes.toml [status]; there is no way to set another."""

YEARS = (2030, 2045)
"""The years up to which both programmes look."""


class Step(NamedTuple):
    """The value of one year under a scenario; ``is_limit`` where it stopped at what can be."""

    year: int
    value: float
    is_limit: bool


class Outcome(NamedTuple):
    """A published target beside what the scenario gives in its year."""

    target: Observation
    value: float
    is_met: bool


@dataclass(frozen=True)
class Scenario:
    """Values from the year after ``start`` on, at a constant change a year in its unit.

    ``outcomes`` set it against the targets that were published for its years. ``without_number``
    are the years looked at for which no number is published: there the aim stays in words.
    """

    start: Observation
    change: float
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    without_number: tuple[int, ...]
    label: str = field(default=LABEL, init=False)

    def observations(self) -> tuple[Observation, ...]:
        """Return the values as observations of status scenario, without source or figure id."""
        return tuple(
            self.start._replace(
                period=str(step.year), year=step.year, year_start=step.year, value=step.value,
                low=step.value, high=step.value, interval_low=None, interval_high=None,
                numerator=None, denominator=None, qualifier="exact", status=LABEL, value_note="",
                document="", confidence="", source_id="", figure_id="",
            )
            for step in self.steps
        )  # fmt: skip


def scenario(
    start: Observation,
    change: float,
    better: str,
    targets: Iterable[Observation] = (),
    valid: Sequence[float] = (),
    years: Sequence[int] = YEARS,
) -> Scenario:
    """Return the scenario that begins at a published value and changes by ``change`` a year.

    ``targets`` are published ones; those with a number, for the start's indicator, territory
    and unit, are held against the values. ``valid`` are least and most value that can be.
    Raises ``ValueError`` where the start has no value or lies beyond the years.
    """
    if start.value is None or start.year >= max(years):
        raise ValueError("a scenario begins at a value, before the years that it looks at")
    low, high = valid if len(valid) == 2 else (float("-inf"), float("inf"))  # noqa: PLR2004
    steps: list[Step] = []
    for year in range(start.year + 1, max(years) + 1):
        free = round(start.value + change * (year - start.year), DIGITS)
        steps.append(Step(year, min(max(free, low), high), not low <= free <= high))
    held = _outcomes(steps, start, targets, better)
    with_number = {outcome.target.year for outcome in held}
    missing = tuple(year for year in years if year not in with_number)
    return Scenario(start, change, tuple(steps), held, missing)


def _outcomes(
    steps: Sequence[Step], start: Observation, targets: Iterable[Observation], better: str
) -> tuple[Outcome, ...]:
    values = {step.year: step.value for step in steps}
    return tuple(
        Outcome(target, values[target.year], is_met(values[target.year], target, better))
        for target in targets
        if target.year in values and target.shown is not None and _of(target) == _of(start)
    )


def _of(row: Observation) -> tuple[str, ...]:
    return row.indicator_id, row.territory, row.unit, row.area_id
