"""What has been reported so far and what comes next, in words for the top of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from vtdash.model.codes import DataStatus
from vtdash.model.period import Period, quarter_or_year, quarter_or_year_of_step
from vtdash.store import Input
from vtdash.store.questions.coverage import ReportedAreas, expected_areas
from vtdash.topics.view import View

_SHOWN = 6
"""The newest periods are named; older ones are counted."""


def reported_sentence(
    view: View, reported: Sequence[ReportedAreas], datasets: Sequence[str]
) -> str:
    """Return which periods offices have reported, and how many places of each city.

    A city's total over a period is that of the places which reported, so a reader must see how
    many there are. Blank where nothing has been reported for the choice.
    """
    shown = [
        entry
        for entry in reported
        if entry.dataset in datasets
        and entry.city in view.filters.cities
        and view.filters.first_year <= entry.year <= view.filters.last_year
    ]
    if not shown:
        return ""
    newest = sorted(shown, key=lambda entry: (entry.year, entry.quarter), reverse=True)
    parts = [_said(view, entry) for entry in newest[:_SHOWN]]
    left = len(newest) - _SHOWN
    if left > 0:
        parts.append(view.text.plural("{n} earlier period", "{n} earlier periods", left))
    return view.text("Reported by offices: {parts}.", parts="; ".join(parts))


def freshness(
    view: View,
    made: date,
    reported: Sequence[ReportedAreas],
    inputs: Iterable[Input],
    datasets: Sequence[str],
) -> str:
    """Return the snapshot's date, and of each dataset the newest period and the one after it.

    No document fixes a day for returns, so none is named. ``inputs`` tell how far the sample
    goes; it is only spoken of where nothing is reported and the reader wants to see it.
    """
    text = view.text
    sentences = [
        text(
            "Snapshot of {date}. Published figures are real and carry their source.",
            date=text.date(made),
        )
    ]
    samples = {
        i.dataset: max(i.periods)
        for i in inputs
        if i.data_status == DataStatus.SAMPLE and i.periods
    }
    for dataset in datasets:
        newest = _newest(view, reported, dataset)
        sample = samples.get(dataset, "") if view.filters.sample else ""
        sentences.append(_state(view, dataset, newest, sample))
    if datasets:
        sentences.append(text("No date is fixed for the next returns."))
    return " ".join(sentences)


def _newest(view: View, reported: Sequence[ReportedAreas], dataset: str) -> ReportedAreas | None:
    own = (e for e in reported if e.dataset == dataset and e.city in view.filters.cities)
    return max(own, key=lambda entry: (entry.year, entry.quarter), default=None)


def _state(view: View, dataset: str, newest: ReportedAreas | None, sample: str) -> str:
    text, name = view.text, view.names.code("dataset", dataset)
    if newest:
        return text(
            "{dataset}: reported up to {period}; {next} is expected next.",
            dataset=name,
            period=text.period(_period(newest)),
            next=text.period(_next(newest)),
        )
    if sample:
        return text(
            "{dataset}: nothing reported yet; SAMPLE DATA up to {period}.",
            dataset=name,
            period=text.period(sample),
        )
    return text("{dataset}: nothing reported yet.", dataset=name)


def _next(newest: ReportedAreas) -> str:
    """Return the period after the newest one: the next quarter, or the next cohort's year."""
    following = Period.parse(_period(newest)).step + 1
    return quarter_or_year_of_step(following, is_year=newest.quarter == 0)


def _period(entry: ReportedAreas) -> str:
    return quarter_or_year(entry.year, entry.quarter)


def _said(view: View, entry: ReportedAreas) -> str:
    return view.text(
        "{dataset}, {city}, {period}: {areas} of {all} places",
        dataset=view.names.code("dataset", entry.dataset),
        city=view.names.code("city", entry.city),
        period=view.text.period(_period(entry)),
        areas=view.text.number(len(entry.areas)),
        all=view.text.number(len(expected_areas(view.catalogue, entry.city, _period(entry)))),
    )
