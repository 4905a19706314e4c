"""The measured targets as lines of words: what is, what is needed, and the aims by year."""

from __future__ import annotations

from vtdash.model.codes import Recurrence
from vtdash.model.observation import Observation
from vtdash.model.period import TARGET_YEAR, VISION_YEAR
from vtdash.render.charts.gaps import LaneKey, lane_of
from vtdash.store.questions import questions
from vtdash.text.language import in_brackets
from vtdash.topics.targets.judged_targets import judged
from vtdash.topics.targets.pace_words import PRINTED, aim, change
from vtdash.topics.targets.shortfalls import Shortfall, by_urgency
from vtdash.topics.targets.target_panels import with_targets
from vtdash.topics.view import View


def aims_in_lines(view: View) -> list[dict[str, str]]:
    """Return a line for each measured target: what is, what is needed, and the aims by year.

    Of 2045 no number is published; the aim is in words, where there are any.
    """
    text, names = view.text, view.names
    later = _later(view)
    return [
        {
            text("Target"): names.indicator(short.target.indicator_id),
            text("Territory"): names.territory(short.target.territory),
            text("Latest published"): _dated(view, short.seen),
            text("Short of the target by"): _gap(view, short),
            text("Needed a year"): _step(view, short, short.one.found.required),
            text("Achieved a year"): _step(
                view, short, short.one.found.trend and short.one.found.trend.slope
            ),
            text("Against the target"): _status(view, short),
            str(TARGET_YEAR): aim(view, short.target),
            str(_LATER): later.get(lane_of(short.target), text("none")),
            str(VISION_YEAR): _in_words(view, short.target),
        }
        for short in by_urgency(view)
        if short.seen
    ]


_LATER = 2035
"""The year between for which the documents set targets."""


def _dated(view: View, row: Observation | None) -> str:
    return "" if row is None else f"{view.names.value(row)} ({in_brackets(view.names.period(row))})"


def _gap(view: View, short: Shortfall) -> str:
    if short.to_go is None:
        return view.text("not known")
    return change(view, short.target, short.to_go)


def _step(view: View, short: Shortfall, value: float | None) -> str:
    if value is None:
        return view.text("not known")
    said = change(view, short.target, value)
    return said if round(value, PRINTED) >= 0 else f"−{said}"


def _status(view: View, short: Shortfall) -> str:
    """Return the status, or why there is none."""
    found = short.one.found
    if found.reason:
        return view.names.code("pace_reason", found.reason)
    return view.names.code("pace_status", found.status)


def _later(view: View) -> dict[LaneKey, str]:
    """Return the targets for 2035 of whole cities, those of every year up to then included."""
    wide = view.with_filters(first_year=_LATER, last_year=_LATER)
    chosen = with_targets(view.catalogue)
    single = wide.ask(questions.targets_ending, wide.filters, indicators=chosen)
    yearly_ones = (
        one.target for one in judged(view, chosen)
        if one.target.recurrence == Recurrence.ANNUAL and one.target.year >= _LATER
    )  # fmt: skip
    return {lane_of(row): aim(view, row) for row in (*single, *yearly_ones)}


def _in_words(view: View, target: Observation) -> str:
    """Say whether the aim of 2045 is stated in words for the territory of a target."""
    programmes = view.catalogue.programmes.values()
    if any(p.territory == target.territory and p.years_in_words for p in programmes):
        return view.text("an aim in words, no number")
    return view.text("no aim found")
