"""What must not be compared, found by the verdict among what is published."""

from __future__ import annotations

from typing import NamedTuple

from vtdash.rules.comparability import NOT_COMPARABLE
from vtdash.topics import claims
from vtdash.topics.compare import compare_panels
from vtdash.topics.compare.published_series import JudgedSeries, indicators_judged
from vtdash.topics.view import View

TRAINED = ("trained_rate_all_forms", "trained_rate_certified", "trained_rate_gso")
"""Rates under one everyday name, with definitions of their own."""

CAVEATS = ("graduate_base_not_stated",)
CAVEATS_OF_A_MERGER = ("target_before_merger",)
"""What no pair of values shows: what sources leave unsaid, and of whom targets speak."""


class Forbidden(NamedTuple):
    """Why values are not comparable: title, explanation, and of what it holds."""

    title: str
    text: str
    examples: str


def forbidden(view: View) -> list[Forbidden]:
    """Return each reason that keeps published series of the chosen cities from comparison.

    A pair stands under its first reason, in the order of fields.
    """
    catalogue, name = view.catalogue, view.text.name
    places = tuple(t for t, own in catalogue.territories.items() if own.city in view.filters.cities)
    found: dict[str, list[str]] = {}
    rates = indicators_judged(catalogue, TRAINED, places)
    for judged in (*rates, *compare_panels.verdicts_of_pairs(view)):
        reasons = [r for r in judged.verdict.reasons if r.level == NOT_COMPARABLE]
        for reason in reasons[:1]:
            found.setdefault(reason.code, []).append(_example(view, judged))
    said = {key: catalogue.code("comparison", key) for key in found}
    reasons = [
        Forbidden(name(code.name), name(code.text), claims.listed(view, found[key]))
        for key, code in said.items()
    ]
    ended = any(catalogue.territories[place].valid_to for place in places)
    keys = (*CAVEATS_OF_A_MERGER, *CAVEATS) if ended else CAVEATS
    cautions = [catalogue.code("caveat", key) for key in keys]
    return [*reasons, *(Forbidden(name(code.name), name(code.text), "") for code in cautions)]


def _example(view: View, judged: JudgedSeries) -> str:
    """Return two series in short: one indicator of two territories, or two of one."""
    first, second, names = judged.first, judged.second, view.names
    one, place = names.indicator(first.indicator_id), names.territory(first.territory)
    if first.indicator_id == second.indicator_id:
        return f"{one}: {place} – {names.territory(second.territory)}"
    return f"{place}: {one} – {names.indicator(second.indicator_id)}"
