"""What must not be compared, found by the verdict among what is published."""

from __future__ import annotations

from typing import NamedTuple

from vtdash.rules.comparability import NOT_COMPARABLE
from vtdash.topics import claims
from vtdash.topics.compare import compare_panels
from vtdash.topics.compare.published_series import Judged, indicators_judged
from vtdash.topics.view import View

TRAINED = ("trained_rate_all_forms", "trained_rate_certified", "trained_rate_gso")
"""Rates under one everyday name, with definitions of their own."""

CAVEATS = ("target_before_merger", "graduate_base_not_stated")
"""What no pair of values shows: of whom targets speak, and what sources leave unsaid."""


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
    for judged in (*indicators_judged(catalogue, TRAINED, places), *compare_panels.judged(view)):
        reasons = [r for r in judged.verdict.reasons if r.level == NOT_COMPARABLE]
        for reason in reasons[:1]:
            found.setdefault(reason.code, []).append(_example(view, judged))
    said = {key: catalogue.code("comparison", key) for key in found}
    reasons = [
        Forbidden(name(code.name), name(code.text), claims.listed(view, found[key]))
        for key, code in said.items()
    ]
    ended = any(catalogue.territories[place].valid_to for place in places)
    cautions = (catalogue.code("caveat", key) for key in CAVEATS[not ended :])
    return [*reasons, *(Forbidden(name(code.name), name(code.text), "") for code in cautions)]


def _example(view: View, judged: Judged) -> str:
    """Return two series in short: one indicator of two territories, or two of one."""
    (first, place, _), (second, other, _) = judged.first.split("."), judged.second.split(".")
    names = view.names
    if first == second:
        pair = f"{names.territory(place)} – {names.territory(other)}"
        return f"{names.indicator(first)} ({pair})"
    return f"{names.indicator(first)} – {names.indicator(second)} ({names.territory(place)})"
