"""Are we fast enough? What each target needs a year, what was achieved, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vtdash.model.codes import Qualifier, Recurrence, Status
from vtdash.model.details import TargetJudgement
from vtdash.model.observation import Observation
from vtdash.render.charts.drawing import SortableTable
from vtdash.render.charts.over_time import Columns
from vtdash.render.charts.plain_charts import Dots
from vtdash.render.names import Names
from vtdash.render.panel import Panel, series_by_subject
from vtdash.text.language import in_brackets, inside
from vtdash.topics.targets.judged_targets import (
    URGENT,
    Judged,
    ahead_first,
    every,
    judged,
    newest_of_others,
)
from vtdash.topics.targets.pace_words import aim, cautions, notes, sentence
from vtdash.topics.targets.target_panels import with_targets
from vtdash.topics.view import Rows, View

REQUIRED = "required"
"""The group, a key of codes.toml [pace_part], of what a target needs a year."""


def required(view: View, indicator: str) -> Panel:
    """What each territory's target needs a year beside what was achieved, with its interval."""
    text = view.text
    ahead, others = judged(view, (indicator,)), newest_of_others(view, (indicator,))
    found = (*ahead, *others)
    claim = " ".join(
        [sentence(view, one) for one in ahead] + _of_others(view, others, is_beside=bool(ahead))
    )
    steps = tuple(row for one in found for row in pace_steps(one))
    rows = steps or tuple(row for one in found for row in _year_rows(one))
    return view.panel(
        "required-change",
        text("Are we fast enough?"),
        rows,
        claim=claim,
        when_empty=claim or text("No target is published for this choice."),
        drawing=Dots("part", axis=text("change a year"), needed=REQUIRED)
        if steps
        else view.by_year(Columns, rows),
        notes=(*notes(view, found), *cautions(view, found)),
        series=name_of_part if steps else series_by_subject,
    )


def name_of_part(names: Names, row: Observation) -> str:
    """Return what a change a year is, needed or achieved, and of whom."""
    return f"{names.group(row.group_kind, row.group)} · {names.territory(row.territory)}"


def pace_steps(one: Judged) -> Rows:
    """Return the needed and the achieved change a year as rows, as far as they are known."""
    found, rows = one.found, []
    if found.latest is None:
        return ()
    part = one.target._replace(
        low=None,
        high=None,
        qualifier=Qualifier.EXACT,
        unit=one.target.step_unit,
        status=Status.COMPUTED,
        figure_id="",
        confidence="",
        group_kind="pace_part",
        detail=one.short,
    )
    if found.required is not None:
        rows.append(
            part._replace(
                group=REQUIRED,
                value=round(found.required, 4),
                year_start=found.latest.year,
                numerator=round(found.to_go or 0.0, 4),
                denominator=float(found.years_left or 0),
            )
        )
    if found.trend:
        first, last = found.trend.years[0], found.trend.years[-1]
        interval = round(found.trend.low, 4), round(found.trend.high, 4)
        rows.append(
            part._replace(
                group="achieved",
                value=round(found.trend.slope, 4),
                period=f"{first}-{last}",
                year_start=first,
                year=last,
                detail=replace(one.short, trend=interval),
            )
        )
    return tuple(rows)


def _year_rows(one: Judged) -> Rows:
    """Return each year of a target that holds every year, where a value was observed."""
    return tuple(
        one.target._replace(
            value=year.value,
            low=year.value,
            high=year.value,
            qualifier=Qualifier.EXACT,
            period=str(year.year),
            year_start=year.year,
            year=year.year,
            status=Status.COMPUTED,
            recurrence=Recurrence.SINGLE,
            figure_id="",
            confidence="",
            detail=TargetJudgement(year.status, year.reason),
        )
        for year in one.years
        if year.value is not None
    )


def _of_others(view: View, others: Sequence[Judged], *, is_beside: bool) -> list[str]:
    """Say of cities without a target for 2030 what the newest one is, and judge that."""
    if others and not is_beside:
        none = view.text("No target for 2030 is published for this choice; the newest is judged.")
        return [none, *(sentence(view, one) for one in others)]
    return [f"{other_year(view, one.target)} {sentence(view, one)}" for one in others]


def other_year(view: View, row: Observation) -> str:
    """Say that a city has a target of another year only, which is not comparable with 2030's."""
    return view.text(
        "{place}: no target for 2030 is published; the newest is {target} ({period}). The two are "
        "not comparable.",
        place=view.names.territory(row.territory),
        target=aim(view, row),
        period=in_brackets(view.names.period(row)),
    )


def statuses(view: View, indicators: Iterable[str] = ()) -> Panel:
    """Every target for a year to 2030 with its status: those for 2030 first, by urgency."""
    found = ahead_first(every(view, indicators or with_targets(view.catalogue)))
    return view.panel(
        "target-statuses",
        view.text("Which targets are met, missed or within reach?"),
        (one.target._replace(detail=one.whole) for one in found),
        claim=_counted(view, found),
        when_empty=view.text("No target is published for this choice."),
        drawing=SortableTable("indicator"),
        notes=notes(view, found),
    )


def _counted(view: View, found: Sequence[Judged]) -> str:
    """Say how many targets have which status, those for 2030 apart from those of earlier years."""
    text = view.text
    ahead = [one for one in found if one.is_ahead]
    past = [one for one in found if not one.is_ahead]
    parts: list[str] = []
    if ahead:
        parts.append(
            text.plural(
                "Of {n} target for 2030 – {statuses}.",
                "Of {n} targets for 2030 – {statuses}.",
                len(ahead),
                statuses=_tally(view, ahead),
            )
        )
    if past:
        parts.append(
            text.plural(
                "Of {n} target of an earlier year – {statuses}.",
                "Of {n} targets of earlier years – {statuses}.",
                len(past),
                statuses=_tally(view, past),
            )
        )
    return " ".join(parts)


def _tally(view: View, found: Sequence[Judged]) -> str:
    numbers = {key: sum(one.found.status == key for one in found) for key in URGENT}
    return "; ".join(
        f"{inside(view.names.code('pace_status', key))}: {view.text.number(number)}"
        for key, number in numbers.items()
        if number
    )
