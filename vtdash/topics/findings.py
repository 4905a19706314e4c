"""The sentence that a page begins with: its number, whose it is, when, and against what."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from vtdash.model.codes import DataStatus
from vtdash.model.observation import Observation
from vtdash.render.panel import Panel
from vtdash.topics import newest
from vtdash.topics.claims import said_value
from vtdash.topics.latest_claims import with_course
from vtdash.topics.view import Rows, View


class PageFinding(NamedTuple):
    """What a page found, in one sentence; blank where a page has none."""

    words: str
    is_sample: bool = False


NO_FINDING = PageFinding("")

_PLACES = 2
"""Places that fit into one sentence."""


def of_panel(panel: Panel) -> PageFinding:
    """Return the first sentence of a panel's claim as the finding of its page."""
    words = panel.finding if panel.rows else panel.when_empty or panel.finding
    return PageFinding(words, panel.has_sample)


def enrolled(view: View, by_year: Panel) -> PageFinding:
    """Say how many began training in the newest year of each place, and the year before."""
    text = view.text
    return _told(
        view,
        by_year,
        lambda row: text("{place} enrolled {value} in {period}", **_words(view, row)),
        lambda ends: text(
            "Of {n} places {most} enrolled most in {period} ({high}), {least} fewest ({low}).",
            **ends,
        ),
    )


def employed(view: View, by_cohort: Panel) -> PageFinding:
    """Say which share of the newest cohort that answered is in work."""
    text = view.text
    return _told(
        view,
        by_cohort,
        lambda row: text(
            "{place}: {value} of the {period} graduates who answered are in work",
            **_words(view, row),
        ),
    )


def trained(view: View, by_year: Panel) -> PageFinding:
    """Say how many were trained in digital skills in the newest year of each place."""
    text = view.text
    return _told(
        view,
        by_year,
        lambda row: text(
            "{place} trained {value} in digital skills in {period}", **_words(view, row)
        ),
        lambda ends: text(
            "Of {n} places {most} trained most in digital skills in {period} ({high}), "
            "{least} fewest ({low}).",
            **ends,
        ),
        indicator="digital_skills_trained",
    )


def _told(
    view: View,
    panel: Panel,
    say: Callable[[Observation], str],
    say_ends: Callable[[dict[str, str]], str] | None = None,
    indicator: str = "",
) -> PageFinding:
    """Return the finding on the newest values; of more places than fit the most and the fewest.

    Where these cannot be said, it is the panel's own.
    """
    rows = tuple(r for r in panel.rows if r.indicator_id == indicator or not indicator)
    found = newest.of_returns(view, rows)
    if len(found) > _PLACES and say_ends and (ends := _ends(view, found)):
        return PageFinding(say_ends(ends), found[0].data_status == DataStatus.SAMPLE)
    if not found or len(found) > _PLACES:
        return of_panel(panel)
    said = [with_course(view, say(found[0]), rows, found[0])]
    said += [_further(view, row, found[0]) for row in found[1:]]
    return PageFinding(
        f"{'; '.join(said)}.", any(r.data_status == DataStatus.SAMPLE for r in found)
    )


def _ends(view: View, found: Rows) -> dict[str, str]:
    """Return the words for the most and the fewest of places, none where they differ in kind.

    Only whole counts of one time, unit and kind of data are ranked, and no tie has an end.
    """
    kinds = {(row.period, row.unit, row.data_status, row.status) for row in found}
    ordered = sorted(found, key=lambda row: row.value or 0)
    (least, next_least), (next_most, most) = ordered[:2], ordered[-2:]
    is_tied = least.value == next_least.value or most.value == next_most.value
    if len(kinds) > 1 or is_tied or any(row.is_incomplete for row in found):
        return {}
    return {
        "n": view.text.number(len(found)),
        "most": view.names.subject(most),
        "high": said_value(view.names, most),
        "least": view.names.subject(least),
        "low": said_value(view.names, least, has_unit=False),
        "period": view.names.period(most),
    }


def _further(view: View, row: Observation, first: Observation) -> str:
    """Say the value of one more place; of the same time and unit as the first it stands alone."""
    if (row.period, row.unit) == (first.period, first.unit):
        words = {
            "place": view.names.subject(row),
            "value": said_value(view.names, row, has_unit=False),
        }
        return view.text("{place}: {value}", **words)
    return view.text("{place}: {value} ({period})", **_words(view, row))


def _words(view: View, row: Observation) -> dict[str, str]:
    return {
        "place": view.names.subject(row),
        "value": said_value(view.names, row),
        "period": view.names.period(row),
    }


def done(view: View, milestones: Panel) -> PageFinding:
    """Say on which of Hanoi's key tasks most of what was planned is done, and on which least."""
    rows = [r for r in milestones.rows if r.group in view.catalogue.tasks and r.value is not None]
    if not rows:
        return of_panel(milestones)
    most, least = (end(rows, key=lambda row: row.value or 0) for end in (max, min))
    words = {
        "most": _item(view, most.group),
        "high": said_value(view.names, most),
        "least": _item(view, least.group),
        "low": said_value(view.names, least),
    }
    said = view.text(
        "Of milestones planned, most are done on '{most}' ({high}), fewest on '{least}' ({low}).",
        **words,
    )
    return PageFinding(said, any(row.data_status == DataStatus.SAMPLE for row in rows))


def _item(view: View, key: str) -> str:
    return view.text.name(view.catalogue.items[key].name)
