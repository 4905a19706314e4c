"""What all claims share: how values, categories and lists of names stand in the sentence.

A claim is the sentence over a chart, computed from its rows: one a leader can repeat.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vtdash.model.codes import SUPPRESSED, Status, Unit
from vtdash.model.observation import Observation
from vtdash.model.quantity import Quantity
from vtdash.render.names import Names
from vtdash.render.precision import decimals_of
from vtdash.topics.view import Rows, View

_NAMED = 3
"""Of several that are alike so many are named; the others are counted."""


def as_sentence(said: Iterable[str]) -> str:
    """Return what is said of several places as one sentence."""
    return f"{'; '.join(said)}."


def beside(view: View, city: Observation) -> str:
    """Say the value of the whole city beside one of a choice in it."""
    return f"{view.names.subject(city)}: {said_value(view.names, city)}"


def has_estimate(rows: Iterable[Observation]) -> bool:
    """Return whether a value among these is an estimate by area."""
    return any(row.status == Status.ESTIMATE for row in rows)


def listed(view: View, names: Sequence[str]) -> str:
    """Return the names as one enumeration; of many only the first, the others counted."""
    return view.text.items(names, _NAMED, spare=1)


def is_whole_year(row: Observation) -> bool:
    """Return whether a value may be held against a target of a year: of a year, of all areas."""
    return row.period == str(row.year) and not row.is_incomplete


def nothing(view: View, rows: Rows = ()) -> str:
    """Say that the choice holds no value, or that what it holds is not told of."""
    if any(row.value_note == SUPPRESSED for row in rows):
        return view.text(
            "Returns have come in for this choice, of too few people for a number to be shown."
        )
    return view.text("Nothing has been reported for this choice.")


def said_value(names: Names, row: Observation, *, has_unit: bool = True) -> str:
    """Return a value as a claim says it: a published one as printed, a computed one in short.

    Without its unit where the sentence has said it; the sign of per cent stays.
    """
    if row.is_published or row.value is None:
        return names.value(row)
    decimals = min(1, decimals_of(row))
    value = Quantity(round(row.value, decimals), round(row.value, decimals), row.qualifier)
    is_share = row.unit == Unit.PERCENT
    unit = names.unit(row.unit) if has_unit or is_share else ""
    return names.text.quantity(value, unit, decimals, padded=is_share)


def category_name(names: Names, category: str, key: str) -> str:
    """Return what a field of a row calls its category."""
    by = {
        "level": lambda: names.code("level", key),
        "occupation_key": lambda: names.occupation(key),
        "area_id": lambda: names.area(key),
        "territory": lambda: names.territory(key),
    }
    if category == "group":
        return names.code("audience", key) if "-" not in key else names.group("item", key)
    return by[category]()


def with_estimates(view: View, said: str, rows: Rows) -> str:
    """Return a claim that says how many of its values are estimates by area, where any are."""
    estimates = sum(row.status == Status.ESTIMATE for row in rows)
    if not estimates:
        return said
    return f"{said} " + view.text.plural(
        "{n} value is an estimate by share of area.",
        "{n} values are estimates by share of area.",
        estimates,
    )
