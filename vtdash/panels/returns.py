"""What has been reported so far, in one sentence for the top of a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vtdash.measures.questions import Reported
from vtdash.panels.desk import Desk

_SHOWN = 6
"""The newest periods are named; older ones are counted."""


def reported_sentence(desk: Desk, reported: Sequence[Reported], datasets: Sequence[str]) -> str:
    """Return which periods offices have reported, and how many places of each city.

    A city's total over a period is that of the places which reported, so a reader must see how
    many there are. Blank where nothing has been reported for the choice.
    """
    shown = [
        entry
        for entry in reported
        if entry.dataset in datasets
        and entry.city in desk.filters.cities
        and desk.filters.first_year <= entry.year <= desk.filters.last_year
    ]
    if not shown:
        return ""
    newest = sorted(shown, key=lambda entry: (entry.year, entry.quarter), reverse=True)
    parts = [_said(desk, entry) for entry in newest[:_SHOWN]]
    left = len(newest) - _SHOWN
    if left > 0:
        parts.append(desk.text.plural("{n} earlier period", "{n} earlier periods", left))
    return desk.text("Reported by offices: {parts}.", parts="; ".join(parts))


def _said(desk: Desk, entry: Reported) -> str:
    period = f"{entry.year}-Q{entry.quarter}" if entry.quarter else str(entry.year)
    return desk.text(
        "{dataset}, {city}, {period}: {areas} of {all} places",
        dataset=desk.names.code("dataset", entry.dataset),
        city=desk.names.code("city", entry.city),
        period=desk.text.period(period),
        areas=desk.text.number(entry.areas),
        all=desk.text.number(_places(desk, entry)),
    )


def _places(desk: Desk, entry: Reported) -> int:
    """Return how many areas the city had on the day that decides the period's geography."""
    day = date(entry.year, 3 * entry.quarter - 2, 1) if entry.quarter else date(entry.year, 12, 31)
    return sum(
        area.city == entry.city and area.level != "province" and area.is_valid_on(day)
        for area in desk.catalogue.areas
    )
