"""What is said of the judgement on a target: its status, what it needs, what was achieved."""

from __future__ import annotations

from collections.abc import Sequence

from vtdash.model.codes import Qualifier, Unit
from vtdash.model.observation import Observation
from vtdash.text.language import in_brackets, inside
from vtdash.topics.targets.judged_targets import Judged
from vtdash.topics.targets.pace import YearVerdict
from vtdash.topics.view import View

PRINTED = 2
"""Decimals of a change as printed; what rounds to nothing is no change."""


def sentence(view: View, one: Judged) -> str:
    """Say the whole judgement on a target: status, needed, achieved, year reached."""
    parts = (headline(view, one), _needed(view, one), _achieved(view, one), _reached(view, one))
    return " ".join(part for part in parts if part)


def brief(view: View, one: Judged) -> str:
    """Say the status of a target and, where it is known, what it needs a year."""
    text, found, head = view.text, one.found, headline(view, one)
    if found.required is None:
        return head
    needed = yearly(view, one.target, found.required)
    if found.required_persons is None:
        return f"{head} {text('Needed: {pace}.', pace=needed)}"
    people = text.number(abs(found.required_persons), 0)
    said = text("Needed: {pace}, or about {persons} people.", pace=needed, persons=people)
    return f"{head} {said}"


def headline(view: View, one: Judged) -> str:
    """Say a target and its status."""
    text, names, target = view.text, view.names, one.target
    said = {"place": names.territory(target.territory), "target": aim(view, target)}
    if one.years:
        years = "; ".join(f"{year.year}: {status(view, year)}" for year in one.years)
        return text("{place}, target of each year {target} – {years}.", years=years, **said)
    return text(
        "{place}, target {target} ({period}): {status}.",
        **said,
        period=in_brackets(names.period(target)),
        status=status(view, one),
    )


def aim(view: View, target: Observation) -> str:
    """Return a target as printed; one for some levels only says which."""
    value, level = view.names.value(target), level_only(view, target.level)
    return f"{value}, {level}" if level else value


def level_only(view: View, level: str) -> str:
    """Return of which levels only something speaks, blank where it speaks of all."""
    if level in {"", "all"}:
        return ""
    return view.text("{level} only", level=inside(view.names.code("level", level)))


def status(view: View, one: Judged | YearVerdict) -> str:
    """Return a status in words as it stands inside a sentence, with its reason if it has one."""
    found = one.found if isinstance(one, Judged) else one
    said = inside(view.names.code("pace_status", found.status))
    if not found.reason:
        return said
    return f"{said} ({inside(view.names.code('pace_reason', found.reason))})"


def yearly(view: View, target: Observation, value: float) -> str:
    """Return a change a year in words, with its direction: −1.5 points a year; giảm … mỗi năm."""
    said = change(view, target, value)
    if not round(value, PRINTED):
        return view.text("{change} a year (no change)", change=said)
    if value > 0:
        return view.text("{change} a year", change=said)
    return view.text("−{change} a year", change=said)


def change(view: View, target: Observation, value: float) -> str:
    """Return how large a change is, with its unit and without its direction."""
    size = round(abs(value), PRINTED)
    if size == 1 and target.step_unit == Unit.PERCENT_POINTS:
        return view.text("1 point")
    return view.text.amount(size, view.names.unit(target.step_unit))


def _needed(view: View, one: Judged) -> str:
    text, found = view.text, one.found
    if found.required is None or found.latest is None:
        return ""
    said = {
        "pace": yearly(view, one.target, found.required),
        "latest": view.names.value(found.latest),
        "period": in_brackets(view.names.period(found.latest)),
    }
    if found.required_persons is None or one.base is None:
        return text("Needed from {latest} ({period}): {pace}.", **said)
    return text(
        "Needed from {latest} ({period}): {pace}, or about {persons} people a year "
        "({base} of {base_period}: {people}).",
        persons=text.number(abs(found.required_persons), 0),
        base=inside(view.names.indicator(one.base.indicator_id)),
        base_period=text.period(one.base.period),
        people=view.names.figure_value(one.base.figure_id),
        **said,
    )


def _achieved(view: View, one: Judged) -> str:
    line = one.found.trend
    if line is None:
        return ""
    return view.text(
        "Achieved {first}–{last}: {pace} (95% interval: {low} to {high}).",
        first=line.years[0],
        last=line.years[-1],
        pace=yearly(view, one.target, line.slope),
        low=view.text.number(line.low, padded=True),
        high=view.text.number(line.high, padded=True),
    )


def _reached(view: View, one: Judged) -> str:
    found, names = one.found, view.names
    if found.trend is None:
        return ""
    first, last = names.year_or_never(found.reached_first), names.year_or_never(found.reached_last)
    if found.reached is None:
        return view.text(
            "At this pace the target is never met (interval: {first} to {last}).",
            first=first,
            last=last,
        )
    return view.text(
        "At this pace the target is met in {year} (interval: {first} to {last}).",
        year=found.reached,
        first=first,
        last=last,
    )


def cautions(view: View, found: Sequence[Judged]) -> tuple[str, ...]:
    """Return what the register warns of at each target, with whose target it is."""
    return tuple(
        view.text(
            "{place}, target {target}: {note}",
            place=view.names.territory(row.territory),
            target=aim(view, row),
            note=note,
        )
        for row in (one.target for one in found)
        if (note := view.names.note(row))
    )


def notes(view: View, found: Sequence[Judged]) -> tuple[str, ...]:
    """Return how the judgement is made, and in full why one cannot be."""
    text, codes = view.text, view.catalogue.codes["pace_reason"]
    reasons = dict.fromkeys(one.found.reason for one in found if one.found.reason)
    bases = dict.fromkeys(one.base for one in found if one.base and one.found.required_persons)
    return (
        text(
            "Needed is the distance from the latest published value to the target (the nearer "
            "bound of a range), divided by the years between. Achieved is the slope of a straight "
            "line through at least four comparable values of the last ten years, with its 95% "
            "interval. It is arithmetic on published figures, not a forecast."
        ),
        text(
            "On track: at least 95% of the needed change is achieved; needs acceleration: at "
            "least 60%; limited: less. The thresholds are those of Eurostat."
        ),
        *_on_about(view, found),
        *(
            f"{text.name(codes[reason].name)}: {text.name(codes[reason].text)}"
            for reason in reasons
        ),
        *(
            text(
                "{place}: the people are those of {base} in {period}: {people} (source {source}).",
                place=view.names.territory(base.territory),
                base=inside(view.names.indicator(base.indicator_id)),
                period=base.period,
                people=view.names.figure_value(base.figure_id),
                source=base.source_id,
            )
            for base in bases
        ),
    )


def _on_about(view: View, found: Sequence[Judged]) -> tuple[str, ...]:
    """Return when a target of 'about' a number is met, where there is one."""
    if not any(one.target.qualifier == Qualifier.ABOUT for one in found):
        return ()
    return (
        view.text(
            "A target of 'about' a number is met by what rounds to it: half a unit of the last "
            "digit that is not zero, at least two digits counting, at most half a point."
        ),
    )
