"""The sentence over a chart, computed from its rows. One a leader can repeat."""

from __future__ import annotations

from collections import defaultdict

from vtdash.measures.observation import Observation
from vtdash.measures.shaping import OTHER
from vtdash.naming import Names
from vtdash.panels.desk import Desk, Rows


def latest(desk: Desk, rows: Rows) -> str:
    """Say the latest value of returns of each territory."""
    newest: dict[str, Observation] = {}
    for row in desk.in_order(rows):
        known = newest.get(row.territory)
        if not row.is_published and row.value is not None and (not known or row.year >= known.year):
            newest[row.territory] = row
    if not newest:
        return desk.text("No return has been loaded for this choice; only published figures show.")
    said = (
        desk.text("{place}: {value} ({period})", place=desk.names.territory(row.territory),
                  value=_rounded(desk.names, row), period=desk.names.period(row))
        for row in newest.values()
    )  # fmt: skip
    return desk.text("Latest by returns – {values}.", values="; ".join(said))


def largest(desk: Desk, rows: Rows, category: str) -> str:
    """Say which category is largest and its share of all rows. ``category``: a row's field."""
    sums: dict[str, float] = defaultdict(float)
    for row in rows:
        if row.value is not None and not row.is_published:
            sums[getattr(row, category)] += row.value
    named = {key: value for key, value in sums.items() if key != OTHER}
    total = sum(sums.values())
    if not named or not total:
        return nothing(desk)
    best = max(named.values())
    leaders = [key for key, value in named.items() if value == best]
    names = [_category_name(desk.names, category, key) for key in leaders]
    return desk.text.plural(
        "{names} leads with {value}, {share} of {total}.",
        "{names} lead with {value} each, {share} of {total} apiece.",
        len(leaders),
        names=desk.text.items(names),
        value=desk.text.quantity(best, best, "exact", desk.names.unit(rows[0].unit)),
        share=desk.text.quantity(
            round(100 * best / total, 1), round(100 * best / total, 1), "exact", "%"
        ),
        total=desk.text.number(total),
    )


def range_of_rates(desk: Desk, rows: Rows, category: str) -> str:
    """Say the highest and the lowest survey rate among those on enough answers."""
    if not any(row.value is not None for row in rows):
        return nothing(desk)
    sure = tuple(row for row in rows if row.value is not None and not row.value_note)
    if not sure:
        return desk.text("No rate rests on 30 answers or more for this choice.")
    said = range_of_shares(desk, sure, category)
    if len(sure) == len(rows):
        return said
    return f"{said} {desk.text('Rates on fewer than 30 answers are left out of this sentence.')}"


def range_of_shares(desk: Desk, rows: Rows, category: str) -> str:
    """Say the highest and the lowest share and what they belong to."""
    known = [row for row in rows if row.value is not None]
    if not known:
        return nothing(desk)
    high = max(known, key=lambda row: row.value or 0)
    low = min(known, key=lambda row: row.value or 0)
    if high is low:
        return desk.text("{name}: {value}.", name=_name(desk.names, category, high),
                         value=_rounded(desk.names, high))  # fmt: skip
    return desk.text(
        "From {low} ({low_name}) to {high} ({high_name}).",
        low=_rounded(desk.names, low),
        low_name=_name(desk.names, category, low),
        high=_rounded(desk.names, high),
        high_name=_name(desk.names, category, high),
    )


def _name(names: Names, category: str, row: Observation) -> str:
    own = _category_name(names, category, getattr(row, category))
    return own if row.area_id else f"{own}, {names.territory(row.territory)}"


def nothing(desk: Desk) -> str:
    """Say that the choice holds no value."""
    return desk.text("Nothing has been reported for this choice.")


def _rounded(names: Names, row: Observation) -> str:
    value = None if row.value is None else round(row.value, 1)
    return names.text.quantity(value, value, row.qualifier, names.unit(row.unit))


def _category_name(names: Names, category: str, key: str) -> str:
    by = {
        "level": lambda: names.code("level", key),
        "occupation_key": lambda: names.occupation(key),
        "area_id": lambda: names.area(key),
        "territory": lambda: names.territory(key),
    }
    if category == "group":
        return names.code("audience", key) if "-" not in key else names.group("item", key)
    return by[category]()
