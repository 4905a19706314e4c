"""The sentence over a chart, computed from its rows. One a leader can repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from vtdash.model.codes import Status
from vtdash.model.observation import Observation
from vtdash.model.quantity import Quantity
from vtdash.render.names import Names
from vtdash.rules.basis import is_computed
from vtdash.rules.comparable_groups import together
from vtdash.rules.statistics import SMALL_BASE
from vtdash.text.language import in_brackets, inside
from vtdash.topics import newest
from vtdash.topics.view import Rows, View

_NAMED = 3
"""Of several that are alike so many are named; the others are counted."""


def latest(view: View, rows: Rows) -> str:
    """Say each city's newest value of returns; without any, that there is none."""
    found = newest.of_returns(view, rows)
    if not found:
        return _no_return(view, rows)
    return view.text("Latest by returns – {values}.", values="; ".join(_dated(view, found)))


def latest_published(view: View, rows: Rows) -> str:
    """Say each city's newest published observation; without any, that there is none."""
    if not rows:
        return view.text("Nothing is published for whole cities on this indicator.")
    found = newest.of_register(view, rows)
    if not found and any(is_computed(row, view.catalogue) for row in rows):
        return view.text(
            "Nothing observed is published; what is shown is this dashboard's own computation."
        )
    spans = "; ".join(_dated(view, newest.of_spans(view, rows, found)))
    if not found:
        return _no_year(view, spans)
    said = view.text("Latest published – {values}.", values="; ".join(_dated(view, found)))
    if not spans:
        return said
    return f"{said} {view.text('Newer, of several years together – {values}.', values=spans)}"


def _no_year(view: View, spans: str) -> str:
    if not spans:
        return view.text("Only targets and plans are published; nothing observed.")
    return view.text(
        "Of single years only targets and plans are published. Of several years "
        "together – {values}.",
        values=spans,
    )


def _no_return(view: View, rows: Rows) -> str:
    if not any(row.is_published for row in rows):
        return nothing(view)
    said = view.text("No return has been loaded for this choice; only published figures show.")
    return f"{said} {latest_published(view, rows)}" if newest.of_register(view, rows) else said


def _dated(view: View, rows: Rows) -> list[str]:
    """Return territory, value and period of each row; what is said twice is said once."""
    said = (
        view.text(
            "{place}: {value} ({period})",
            place=view.names.territory(row.territory),
            value=said_value(view.names, row),
            period=in_brackets(view.names.period(row)),
        )
        for row in rows
    )
    return list(dict.fromkeys(said))


def apart(view: View, groups: Sequence[Rows], said: Iterable[str]) -> str:
    """List what is said of each group, its territory before it."""
    mixed = len({group[0].data_status for group in groups}) > 1
    return " ".join(
        f"{_whose(view, group[0], mixed=mixed)}: {inside(words)}"
        for group, words in zip(groups, said, strict=True)
    )


def _whose(view: View, row: Observation, *, mixed: bool) -> str:
    place = view.names.territory(row.territory)
    return f"{place} ({view.names.data_status(row)})" if mixed else place


def largest(view: View, rows: Rows, category: str) -> str:
    """Say which category is largest and its share of all rows. ``category``: a row's field.

    Territories that may not be compared are neither ranked against each other nor added up.
    """
    counted = tuple(row for row in rows if row.value is not None and not row.is_published)
    groups = together(counted, view.catalogue)
    if len(groups) <= 1:
        return _largest(view, counted, category)
    groups = [group for group in groups if any(row.value for row in group)]
    if not groups:
        return nothing(view)
    return apart(view, groups, (_largest(view, group, category) for group in groups))


def _largest(view: View, rows: Rows, category: str) -> str:
    sums: dict[str, float] = defaultdict(float)
    for row in rows:
        if row.value is not None and not row.is_published:
            sums[getattr(row, category)] += row.value
    if not sums:
        return nothing(view)
    best = max(sums.values())
    if not best:
        return view.text("All reported values are 0.")
    keys = [key for key, value in sums.items() if value == best]
    if _has_estimate(row for row in rows if getattr(row, category) in keys):
        return _led_by_an_estimate(view, rows, category, sums)
    leaders = [category_name(view.names, category, key) for key in keys]
    value = _counted(view, best, view.names.unit(rows[0].unit))
    if len(sums) == 1:
        return view.text("All {value}: {name}.", value=value, name=leaders[0])
    total = sum(sums.values())
    about = _has_estimate(rows)
    said = {
        "names": listed(view, leaders),
        "value": value,
        "share": _counted(view, round(100 * best / total, 1), "%", about=about),
        "total": _counted(view, total, about=about),
    }
    if len(leaders) == 1:
        return view.text("The largest is {names}: {value}, {share} of {total}.", **said)
    return view.text(
        "The largest are {names}, with {value} each: {share} of {total} apiece.", **said
    )


def _led_by_an_estimate(view: View, rows: Rows, category: str, sums: Mapping[str, float]) -> str:
    """Say the sum only: a share of an area's size says nothing of which place has most."""
    total = _counted(view, sum(sums.values()), view.names.unit(rows[0].unit), about=True)
    if len(sums) == 1:
        (key,) = sums
        name = category_name(view.names, category, key)
        return view.text("{name}: {value}.", name=name, value=total)
    return view.text(
        "In all {total}. None is named the largest: the highest value is an estimate "
        "by share of area.",
        total=total,
    )


def _has_estimate(rows: Iterable[Observation]) -> bool:
    return any(row.status == Status.ESTIMATE for row in rows)


def _counted(view: View, value: float, unit: str = "", *, about: bool = False) -> str:
    return view.text.quantity(Quantity(value, value, "about" if about else "exact"), unit)


def listed(view: View, names: Sequence[str]) -> str:
    """Return the names as one enumeration; of many only the first, the others counted."""
    return view.text.items(names, _NAMED, spare=1)


def range_of_rates(view: View, rows: Rows, category: str) -> str:
    """Say the highest and the lowest survey rate among those on enough answers."""
    if not any(row.value is not None for row in rows):
        return nothing(view)
    sure = tuple(row for row in rows if row.value is not None and row.value_note != "small_base")
    if not sure:
        return view.text("No rate rests on {n} answers or more for this choice.", n=SMALL_BASE)
    said = range_of_shares(view, sure, category)
    if len(sure) == len(rows):
        return said
    return f"{said} {small_rates_left_out(view)}"


def small_rates_left_out(view: View) -> str:
    """Say that rates on few answers are not in a sentence."""
    return view.text("Rates on fewer than {n} answers are left out of this sentence.", n=SMALL_BASE)


def range_of_shares(view: View, rows: Rows, category: str) -> str:
    """Say the highest and the lowest share, as printed, and all that have them.

    Among those of each territory where territories may not be compared.
    """
    known = tuple(row for row in rows if row.value is not None)
    if not known:
        return nothing(view)
    groups = together(known, view.catalogue)
    if len(groups) == 1:
        return _range(view, known, lambda row: _name(view.names, category, row))

    def short(row: Observation) -> str:
        return category_name(view.names, category, getattr(row, category))

    return apart(view, groups, (_range(view, group, short) for group in groups))


def _range(view: View, known: Rows, name: Callable[[Observation], str]) -> str:
    printed = [round(row.value or 0, 1) for row in known]
    high, low = (
        [row for row, value in zip(known, printed, strict=True) if value == end]
        for end in (max(printed), min(printed))
    )
    if len(known) == 1:
        return view.text(
            "{name}: {value}.", name=name(known[0]), value=said_value(view.names, known[0])
        )
    if len(high) == len(known):
        return view.text(
            "All are at {value}: {names}.",
            value=said_value(view.names, known[0]),
            names=_all_names(view, name, known),
        )
    return view.text(
        "The highest is {high}: {high_names}; the lowest is {low}: {low_names}.",
        high=said_value(view.names, high[0]),
        high_names=_all_names(view, name, high),
        low=said_value(view.names, low[0]),
        low_names=_all_names(view, name, low),
    )


def _all_names(view: View, name: Callable[[Observation], str], rows: Iterable[Observation]) -> str:
    return listed(view, list(dict.fromkeys(map(name, rows))))


def _name(names: Names, category: str, row: Observation) -> str:
    own = category_name(names, category, getattr(row, category))
    return own if row.area_id else f"{own} – {names.territory(row.territory)}"


def nothing(view: View) -> str:
    """Say that the choice holds no value."""
    return view.text("Nothing has been reported for this choice.")


def said_value(names: Names, row: Observation) -> str:
    """Return a value as a claim says it: a published one as printed, a computed one in short."""
    if row.is_published or row.value is None:
        return names.value(row)
    value = round(row.value, 1)
    return names.text.quantity(Quantity(value, value, row.qualifier), names.unit(row.unit))


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
