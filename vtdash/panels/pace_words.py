"""What is said of the judgement on a target: its status, what it needs, what was achieved."""

from __future__ import annotations

from collections.abc import Sequence

from vtdash.judgement.pace import YearVerdict
from vtdash.language import in_brackets, inside
from vtdash.measures.observation import Observation
from vtdash.panels.desk import Desk
from vtdash.panels.judging import Judged

PRINTED = 2
"""Decimals of a change as printed; what rounds to nothing is no change."""


def sentence(desk: Desk, one: Judged) -> str:
    """Say the whole judgement on a target: status, needed, achieved, year reached."""
    parts = (headline(desk, one), _needed(desk, one), _achieved(desk, one), _reached(desk, one))
    return " ".join(part for part in parts if part)


def brief(desk: Desk, one: Judged) -> str:
    """Say the status of a target and, where it is known, what it needs a year."""
    text, found, head = desk.text, one.found, headline(desk, one)
    if found.required is None:
        return head
    needed = yearly(desk, one.target, found.required)
    if found.required_persons is None:
        return f"{head} {text('Needed: {pace}.', pace=needed)}"
    people = text.number(abs(found.required_persons), 0)
    said = text("Needed: {pace}, or about {persons} people.", pace=needed, persons=people)
    return f"{head} {said}"


def headline(desk: Desk, one: Judged) -> str:
    """Say a target and its status."""
    text, names, target = desk.text, desk.names, one.target
    said = {"place": names.territory(target.territory), "target": aim(desk, target)}
    if one.years:
        years = "; ".join(f"{year.year}: {status(desk, year)}" for year in one.years)
        return text("{place}, target of each year {target} – {years}.", years=years, **said)
    return text("{place}, target {target} ({period}): {status}.", **said,
                period=in_brackets(names.period(target)), status=status(desk, one))  # fmt: skip


def aim(desk: Desk, target: Observation) -> str:
    """Return a target as printed; one for some levels only says which."""
    value, level = desk.names.value(target), level_only(desk, target.level)
    return f"{value}, {level}" if level else value


def level_only(desk: Desk, level: str) -> str:
    """Return of which levels only something speaks, blank where it speaks of all."""
    if level in {"", "all"}:
        return ""
    return desk.text("{level} only", level=inside(desk.names.code("level", level)))


def status(desk: Desk, one: Judged | YearVerdict) -> str:
    """Return a status in words as it stands inside a sentence, with its reason if it has one."""
    found = one.found if isinstance(one, Judged) else one
    said = inside(desk.names.code("pace_status", found.status))
    if not found.reason:
        return said
    return f"{said} ({inside(desk.names.code('pace_reason', found.reason))})"


def yearly(desk: Desk, target: Observation, value: float) -> str:
    """Return a change a year in words, with its direction: −1.5 points a year; giảm … mỗi năm."""
    said = change(desk, target, value)
    if not round(value, PRINTED):
        return desk.text("{change} a year (no change)", change=said)
    if value > 0:
        return desk.text("{change} a year", change=said)
    return desk.text("−{change} a year", change=said)


def change(desk: Desk, target: Observation, value: float) -> str:
    """Return how large a change is, with its unit and without its direction."""
    size = round(abs(value), PRINTED)
    if size == 1 and step_unit(target) == "percent_points":
        return desk.text("1 point")
    return desk.text.quantity(size, size, "exact", desk.names.unit(step_unit(target)))


def step_unit(target: Observation) -> str:
    """Return the unit of a change a year."""
    return "percent_points" if target.unit == "percent" else target.unit


def _needed(desk: Desk, one: Judged) -> str:
    text, found = desk.text, one.found
    if found.required is None or found.latest is None:
        return ""
    said = {
        "pace": yearly(desk, one.target, found.required),
        "latest": desk.names.value(found.latest),
        "period": in_brackets(desk.names.period(found.latest)),
    }
    if found.required_persons is None or one.base is None:
        return text("Needed from {latest} ({period}): {pace}.", **said)
    return text(
        "Needed from {latest} ({period}): {pace}, or about {persons} people a year "
        "({base} of {base_period}: {people}).",
        persons=text.number(abs(found.required_persons), 0),
        base=inside(desk.names.indicator(one.base.indicator_id)),
        base_period=text.period(one.base.period),
        people=desk.names.figure_value(one.base.figure_id),
        **said,
    )


def _achieved(desk: Desk, one: Judged) -> str:
    line = one.found.trend
    if line is None:
        return ""
    return desk.text(
        "Achieved {first}–{last}: {pace} (95% interval: {low} to {high}).",
        first=line.years[0],
        last=line.years[-1],
        pace=yearly(desk, one.target, line.slope),
        low=desk.text.number(line.low),
        high=desk.text.number(line.high),
    )


def _reached(desk: Desk, one: Judged) -> str:
    found, names = one.found, desk.names
    if found.trend is None:
        return ""
    first, last = names.year_or_never(found.reached_first), names.year_or_never(found.reached_last)
    if found.reached is None:
        return desk.text("At this pace the target is never met (interval: {first} to {last}).",
                         first=first, last=last)  # fmt: skip
    return desk.text("At this pace the target is met in {year} (interval: {first} to {last}).",
                     year=found.reached, first=first, last=last)  # fmt: skip


def cautions(desk: Desk, found: Sequence[Judged]) -> tuple[str, ...]:
    """Return what the register warns of at each target, with whose target it is."""
    return tuple(
        desk.text("{place}, target {target}: {note}", place=desk.names.territory(row.territory),
                  target=aim(desk, row), note=note)
        for row in (one.target for one in found)
        if (note := desk.names.note(row))
    )  # fmt: skip


def notes(desk: Desk, found: Sequence[Judged]) -> tuple[str, ...]:
    """Return how the judgement is made, and in full why one cannot be."""
    text, codes = desk.text, desk.catalogue.codes["pace_reason"]
    reasons = dict.fromkeys(one.found.reason for one in found if one.found.reason)
    bases = dict.fromkeys(one.base for one in found if one.base and one.found.required_persons)
    return (
        text("Needed is the distance from the latest published value to the target (the nearer "
             "bound of a range), divided by the years between. Achieved is the slope of a straight "
             "line through at least four comparable values of the last ten years, with its 95% "
             "interval. It is arithmetic on published figures, not a forecast."),
        text("On track: at least 95% of the needed change is achieved; needs acceleration: at "
             "least 60%; limited: less. The thresholds are those of Eurostat."),
        *(text("A target of 'about' a number is met by what rounds to it: half a unit of the last "
               "digit that is not zero, at least two digits counting, at most half a point.")
          for _ in range(any(one.target.qualifier == "about" for one in found))),
        *(f"{text.name(codes[reason].name)}: {text.name(codes[reason].text)}"
          for reason in reasons),
        *(text("The people are those of {base} in {period}: {people} (source {source}).",
               base=inside(desk.names.indicator(base.indicator_id)), period=base.period,
               people=desk.names.figure_value(base.figure_id), source=base.source_id)
          for base in bases),
    )  # fmt: skip
