"""What if the pace were x? A line into the future that is always drawn as a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from vtdash.model.codes import Qualifier, Recurrence
from vtdash.model.filters import Filters
from vtdash.model.observation import LABEL, Observation
from vtdash.model.period import TARGET_YEAR, VISION_YEAR
from vtdash.model.quantity import DIGITS
from vtdash.render.charts.over_time import Lines
from vtdash.render.names import Names
from vtdash.render.panel import Panel, series_by_subject
from vtdash.store.questions import questions
from vtdash.text.language import in_brackets
from vtdash.topics.targets.judged_targets import Judged, judged
from vtdash.topics.targets.observed_series import latest_known, terms_of
from vtdash.topics.targets.pace_words import aim, yearly
from vtdash.topics.view import Rows, View

YEARS = (TARGET_YEAR, VISION_YEAR)
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
                period=str(step.year),
                year=step.year,
                year_start=step.year,
                value=step.value,
                low=step.value,
                high=step.value,
                detail=None,
                numerator=None,
                denominator=None,
                qualifier=Qualifier.EXACT,
                status=LABEL,
                value_note="",
                document="",
                confidence="",
                source_id="",
                figure_id="",
            )
            for step in self.steps
        )


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
        Outcome(target, values[target.year], target.quantity.is_met(values[target.year], better))
        for target in targets
        if target.year in values and target.shown is not None and _of(target) == _of(start)
    )


def _of(row: Observation) -> tuple[str, ...]:
    return row.indicator_id, row.territory, row.unit, row.area_id


NEAR, FAR = YEARS


def what_if(view: View, indicator: str, pace: str = "") -> Panel:
    """Values at a pace to 2030 and 2045; without one each target's own needed pace is taken."""
    text = view.text
    found = judged(view, (indicator,))
    drawn = _scenarios(view, indicator, found, float(pace) if pace else None)
    rows = tuple(row for one in drawn for row in _rows(one, found))
    why = _why_not(view, indicator, found, drawn)
    return view.panel(
        "scenario",
        text("What if the pace were another?"),
        rows,
        claim=" ".join([*(_said(view, one) for one in drawn), *why]) if drawn else "",
        when_empty=" ".join(why) or _nothing(view, pace),
        drawing=view.by_year(Lines, rows, view.names.unit(rows[0].unit) if rows else ""),
        notes=(
            text.name(view.catalogue.code("status", LABEL).text),
            text(
                "No number for 2045 is published for either city, so no target stands there; "
                "the scenario's value of 2045 is arithmetic only."
            ),
            text("A share stops at 0% and at 100%."),
        ),
        series=_series,
    )


def _scenarios(
    view: View, indicator: str, found: Sequence[Judged], pace: float | None
) -> list[Scenario]:
    entry = view.catalogue.indicator(indicator)
    needed = {one.target.territory: one.found.required for one in found}
    targets = [one.target for one in found if one.target.recurrence == Recurrence.SINGLE]
    drawn: list[Scenario] = []
    for start in _starts(view, indicator, found):
        step = pace if pace is not None else needed.get(start.territory)
        if step is not None:
            drawn.append(scenario(start, step, entry.better, targets, entry.valid))
    return drawn


def _starts(view: View, indicator: str, found: Sequence[Judged]) -> Rows:
    """Return the value from which each territory's scenario begins; none where it has ended."""
    known = view.ask_once(questions.registered_figures, Filters(), indicators=(indicator,))
    starts: dict[str, Observation] = {}
    for row in view.ask(questions.latest_observations, view.filters, indicators=(indicator,)):
        latest = latest_known(known, row, terms_of(view.catalogue, row, view.today))
        if latest and latest.year == row.year:  # an older value is not where things stand
            starts[row.territory] = latest
    starts |= {one.target.territory: one.found.latest for one in found if one.found.latest}
    return tuple(row for row in starts.values() if not _ended(view, row.territory))


def _ended(view: View, territory: str) -> date | None:
    """Return the last day of a territory that is no more in the year in which is judged."""
    last = view.catalogue.territories[territory].valid_to
    return last if last and last.year < view.today else None


def _rows(one: Scenario, found: Sequence[Judged]) -> Rows:
    """Return the value at which a scenario begins, the target, and the scenario's values."""
    aims = (outcome.target for outcome in one.outcomes)
    return (one.start, *aims, *one.observations())


def _series(names: Names, row: Observation) -> str:
    """Name a series; what is a scenario says so in capitals."""
    if row.status != LABEL:
        return series_by_subject(names, row)
    return f"{names.territory(row.territory)} · {names.code('status', LABEL).upper()}"


def _said(view: View, one: Scenario) -> str:
    text, names = view.text, view.names
    values = {row.year: names.value(row) for row in one.observations()}
    begun = text(
        "{place}, SCENARIO of {pace} from {start} ({period}): {value} in {year}.",
        place=names.territory(one.start.territory),
        pace=yearly(view, one.start, one.change),
        start=names.value(one.start),
        period=in_brackets(names.period(one.start)),
        value=values[NEAR],
        year=NEAR,
    )
    held = [
        text("The target {target} would be met.", target=aim(view, outcome.target))
        if outcome.is_met
        else text("The target {target} would be missed.", target=aim(view, outcome.target))
        for outcome in one.outcomes
    ]
    last = text(
        "For {year} no number is published; the scenario would give {value}.",
        year=FAR,
        value=values[FAR],
    )
    return " ".join((begun, *held, last))


def _why_not(
    view: View, indicator: str, found: Sequence[Judged], drawn: Sequence[Scenario]
) -> list[str]:
    """Say of each territory with a target for 2030 why it is not drawn, where it is not."""
    shown = {one.start.territory for one in drawn}
    can_begin = {row.territory for row in _starts(view, indicator, found)}
    left = {one.target.territory: one for one in found if one.target.territory not in shown}
    return [_why(view, one, has_start=place in can_begin) for place, one in left.items()]


def _why(view: View, one: Judged, *, has_start: bool) -> str:
    text, territory = view.text, one.target.territory
    place = view.names.territory(territory)
    if last := _ended(view, territory):
        return text(
            "{place}: no scenario, since the territory ended on {date}.",
            place=place,
            date=text.date(last),
        )
    if not has_start:
        return text(
            "{place}: no scenario, since no exact value of a whole year is published from "
            "which it could begin.",
            place=place,
        )
    if one.found.status == "achieved":
        return text(
            "{place}: the target is met, so no pace is needed. Give a pace beside the page "
            "to see a scenario.",
            place=place,
        )
    return text(
        "{place}: no needed pace is known. Give a pace beside the page to see a scenario.",
        place=place,
    )


def _nothing(view: View, pace: str) -> str:
    """Say why nothing is drawn where no territory has a target for 2030."""
    if not pace:
        return view.text(
            "No needed pace is known for this choice. Give a pace beside the page to "
            "see a scenario."
        )
    return view.text(
        "No exact value of a whole year is published, for a territory that exists "
        "today, from which a scenario could begin."
    )
