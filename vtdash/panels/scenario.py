"""What if the pace were x a year? Drawn as a scenario, and never as anything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vtdash.judgement.scenario import LABEL, YEARS, Scenario, scenario
from vtdash.judgement.series import latest_known, terms_of
from vtdash.language import in_brackets
from vtdash.measures import questions
from vtdash.measures.observation import Filters, Observation
from vtdash.naming import Names
from vtdash.panel import Panel, series_by_territory
from vtdash.panels.desk import Desk, Rows
from vtdash.panels.judging import Judged, judged
from vtdash.panels.pace_words import aim, yearly

NEAR, FAR = YEARS


def what_if(desk: Desk, indicator: str, pace: str = "") -> Panel:
    """Values at a pace to 2030 and 2045; without one each target's own needed pace is taken."""
    text = desk.text
    found = judged(desk, (indicator,))
    drawn = _scenarios(desk, indicator, found, float(pace) if pace else None)
    rows = tuple(row for one in drawn for row in _rows(one, found))
    why = _why_not(desk, indicator, found, drawn)
    return desk.panel(
        "scenario",
        text("What if the pace were another?"),
        rows,
        claim=" ".join([*(_said(desk, one) for one in drawn), *why]) if drawn else "",
        when_empty=" ".join(why) or _nothing(desk, pace),
        drawing=desk.by_year("lines", rows, desk.names.unit(rows[0].unit) if rows else ""),
        notes=(
            text.name(desk.catalogue.code("status", LABEL).text),
            text("No number for 2045 is published for either city, so no target stands there; "
                 "the scenario's value of 2045 is arithmetic only."),
            text("A share stops at 0% and at 100%."),
        ),
        series=_series,
    )  # fmt: skip


def _scenarios(
    desk: Desk, indicator: str, found: Sequence[Judged], pace: float | None
) -> list[Scenario]:
    entry = desk.catalogue.indicator(indicator)
    needed = {one.target.territory: one.found.required for one in found}
    targets = [one.target for one in found if one.target.recurrence == "single"]
    drawn: list[Scenario] = []
    for start in _starts(desk, indicator, found):
        step = pace if pace is not None else needed.get(start.territory)
        if step is not None:
            drawn.append(scenario(start, step, entry.better, targets, entry.valid))
    return drawn


def _starts(desk: Desk, indicator: str, found: Sequence[Judged]) -> Rows:
    """Return the value from which each territory's scenario begins; none where it has ended."""
    known = desk.ask_once(questions.register, Filters(), indicators=(indicator,))
    starts: dict[str, Observation] = {}
    for row in desk.ask(questions.latest_observations, desk.filters, indicators=(indicator,)):
        latest = latest_known(known, row, terms_of(desk.catalogue, row, desk.today))
        if latest and latest.year == row.year:  # an older value is not where things stand
            starts[row.territory] = latest
    starts |= {one.target.territory: one.found.latest for one in found if one.found.latest}
    return tuple(row for row in starts.values() if not _ended(desk, row.territory))


def _ended(desk: Desk, territory: str) -> date | None:
    """Return the last day of a territory that is no more in the year in which is judged."""
    last = desk.catalogue.territories[territory].valid_to
    return last if last and last.year < desk.today else None


def _rows(one: Scenario, found: Sequence[Judged]) -> Rows:
    """Return the value at which a scenario begins, the target, and the scenario's values."""
    aims = (outcome.target for outcome in one.outcomes)
    return (one.start, *aims, *one.observations())


def _series(names: Names, row: Observation) -> str:
    """Name a series; what is a scenario says so in capitals."""
    if row.status != LABEL:
        return series_by_territory(names, row)
    return f"{names.territory(row.territory)} · {names.code('status', LABEL).upper()}"


def _said(desk: Desk, one: Scenario) -> str:
    text, names = desk.text, desk.names
    values = {row.year: names.value(row) for row in one.observations()}
    begun = text(
        "{place}, SCENARIO of {pace} from {start} ({period}): {value} in {year}.",
        place=names.territory(one.start.territory),
        pace=yearly(desk, one.start, one.change),
        start=names.value(one.start),
        period=in_brackets(names.period(one.start)),
        value=values[NEAR],
        year=NEAR,
    )
    held = [
        text("The target {target} would be met.", target=aim(desk, outcome.target))
        if outcome.is_met
        else text("The target {target} would be missed.", target=aim(desk, outcome.target))
        for outcome in one.outcomes
    ]
    last = text("For {year} no number is published; the scenario would give {value}.",
                year=FAR, value=values[FAR])  # fmt: skip
    return " ".join((begun, *held, last))


def _why_not(
    desk: Desk, indicator: str, found: Sequence[Judged], drawn: Sequence[Scenario]
) -> list[str]:
    """Say of each territory with a target for 2030 why it is not drawn, where it is not."""
    shown = {one.start.territory for one in drawn}
    can_begin = {row.territory for row in _starts(desk, indicator, found)}
    left = {one.target.territory: one for one in found if one.target.territory not in shown}
    return [_why(desk, one, has_start=place in can_begin) for place, one in left.items()]


def _why(desk: Desk, one: Judged, *, has_start: bool) -> str:
    text, territory = desk.text, one.target.territory
    place = desk.names.territory(territory)
    if last := _ended(desk, territory):
        return text("{place}: no scenario, since the territory ended on {date}.", place=place,
                    date=text.date(last))  # fmt: skip
    if not has_start:
        return text("{place}: no scenario, since no exact value of a whole year is published from "
                    "which it could begin.", place=place)  # fmt: skip
    if one.found.status == "achieved":
        return text("{place}: the target is met, so no pace is needed. Give a pace beside the page "
                    "to see a scenario.", place=place)  # fmt: skip
    return text("{place}: no needed pace is known. Give a pace beside the page to see a scenario.",
                place=place)  # fmt: skip


def _nothing(desk: Desk, pace: str) -> str:
    """Say why nothing is drawn where no territory has a target for 2030."""
    if not pace:
        return desk.text("No needed pace is known for this choice. Give a pace beside the page to "
                         "see a scenario.")  # fmt: skip
    return desk.text("No exact value of a whole year is published, for a territory that exists "
                     "today, from which a scenario could begin.")  # fmt: skip
