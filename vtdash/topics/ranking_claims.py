"""Claims that rank categories: the largest and its share, the highest and the lowest rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from vtdash.model.codes import NOT_SHOWN, SUPPRESSED
from vtdash.model.observation import TOGETHER, Observation
from vtdash.model.quantity import Quantity
from vtdash.render.names import Names
from vtdash.render.names_apart import place_inside
from vtdash.rules.comparable_groups import together
from vtdash.rules.statistics import SMALL_BASE
from vtdash.text.language import inside
from vtdash.topics.claims import category_name, has_estimate, listed, nothing, said_value
from vtdash.topics.view import MOST_ON_ONE_AXIS, Rows, View


def apart(view: View, groups: Sequence[Rows], said: Iterable[str], category: str = "") -> str:
    """List what is said of each group, what it speaks of before it.

    ``category``: a row's field that tells the rows of a group apart.
    """
    mixed = len({group[0].data_status for group in groups}) > 1
    return " ".join(
        f"{whose(view, group[0], category, mixed=mixed)}: {inside(words)}"
        for group, words in zip(groups, said, strict=True)
    )


def whose(view: View, row: Observation, category: str, *, mixed: bool) -> str:
    """Name what a group speaks of; ``mixed``: with its kind of data, as there are several."""
    subject = row._replace(**{category: ""}) if category in _TELLING else row
    place = view.names.subject(subject)
    if category == "area_id" and view.filters.areas:
        place = _chosen_areas(view, row.city)
        if not set(row.area_id.split(TOGETHER)) <= set(view.filters.areas):  # on today's map
            place = view.text("Today's units that {places} went into", places=place)
    return f"{place} ({view.names.data_status(row)})" if mixed else place


def _chosen_areas(view: View, city: str) -> str:
    """Name the chosen areas of a city: what is said of all of them is not said of the city."""
    areas = (view.catalogue.area(area_id) for area_id in view.filters.areas)
    own = [view.names.area(area.id) for area in areas if area.city == city]
    return listed(view, own)


_LACKING = frozenset({SUPPRESSED, "suppressed_in_part"})
"""Notes on values that lack what rests on too few people."""

_TELLING = ("area_id", "occupation_key", "level")
"""Fields of a row that say what it speaks of, beside its territory."""


def _groups(view: View, rows: Rows, category: str) -> tuple[Rows, ...]:
    """Return the rows in groups of one choice and kind of data that may be ranked."""
    own: dict[tuple[str, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        told = (getattr(row, field) for field in _TELLING if field != category)
        own[(row.data_status, *told)].append(row)
    return tuple(part for group in own.values() for part in together(tuple(group), view.catalogue))


def largest(view: View, rows: Rows, category: str) -> str:
    """Say which category is largest and its share of all rows. ``category``: a row's field.

    What may not be compared is neither ranked nor added up. Of categories that a reader chose
    each value is said. A territory that leads former ones is named: its time is shorter.
    """
    counted = tuple(
        row for row in rows if row.value is not None and not (row.is_published or row.is_former)
    )
    groups = _groups(view, counted, category)
    if len(groups) > 1:
        groups = tuple(g for g in groups if any(row.value for row in g))
    if not groups:
        return nothing(view, rows)
    if _is_chosen(view, category) and max(map(len, groups)) <= MOST_ON_ONE_AXIS:
        return _each_chosen(view, groups, category)
    said = [_largest(view, group, category, is_whole=_is_whole(rows, group)) for group in groups]
    is_plain = len(said) == 1 and not any(row.is_former for row in rows)
    return said[0] if is_plain else apart(view, groups, said, category)


def _is_chosen(view: View, category: str) -> bool:
    """Return whether a reader chose the categories by name."""
    filters = view.filters
    return bool({"area_id": filters.areas, "occupation_key": filters.occupations}.get(category))


def _each_chosen(view: View, groups: Sequence[Rows], category: str) -> str:
    """Say each value of what was chosen; those of one kind of data and subject together.

    Where there are several territories each is named: an occupation is chosen in all of them.
    """
    mixed = len({group[0].data_status for group in groups}) > 1
    several = len({row.territory for group in groups for row in group}) > 1
    said: dict[str, list[str]] = defaultdict(list)
    for row in (row for group in groups for row in group):
        others = {
            "area_id": view.names.area(row.area_id)
            or (view.names.territory(row.territory) if several else ""),
            "occupation_key": view.names.occupation(row.occupation_key),
            "level": view.names.level(row.level),
            "status": view.names.data_status(row) if mixed else "",
        }
        del others[category]
        name = category_name(view.names, category, getattr(row, category))
        value = said_value(view.names, row)
        said[" · ".join(part for part in others.values() if part)].append(f"{name}: {value}")
    return " ".join(
        f"{head}: {'; '.join(values)}." if head else f"{'; '.join(values)}."
        for head, values in said.items()
    )


def _is_whole(rows: Rows, group: Rows) -> bool:
    """Return whether a group of rows has all that was counted, and nothing of it under another."""
    whose = group[0].territory, group[0].data_status
    own = (row for row in rows if (row.territory, row.data_status) == whose)
    return not any(row.is_rest or row.value_note in _LACKING for row in own)


def _largest(view: View, rows: Rows, category: str, *, is_whole: bool) -> str:
    sums = _sums(rows, category)
    best = max((value for key, value in sums.items() if key != NOT_SHOWN), default=0)
    if not best and not is_whole:
        return view.text("Too few people stand behind each value for one of them to be shown.")
    if not best:
        return view.text("All reported values are 0.")
    keys = [key for key, value in sums.items() if value == best and key != NOT_SHOWN]
    is_estimate = has_estimate(row for row in rows if getattr(row, category) in keys)
    if category == "area_id" and is_estimate:
        return _led_by_an_estimate(view, rows, category, sums)
    leaders = [_within(view.names, category, key) for key in keys]
    value = _counted(view, best, view.names.unit(rows[0].unit), about=is_estimate)
    if not is_whole and not _leads(view, sums, best):
        return view.text(
            "The most that is shown separately is {value}: {names}.",
            value=value,
            names=listed(view, leaders),
        )
    return _ahead(view, rows, sums, leaders, value)


def _sums(rows: Rows, category: str) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for row in rows:
        if row.value is not None and not row.is_published:
            sums[getattr(row, category)] += row.value
    return sums


def _ahead(
    view: View, rows: Rows, sums: Mapping[str, float], leaders: Sequence[str], value: str
) -> str:
    """Say who leads with which value, and what share of all it is."""
    if len(sums) == 1:
        return view.text("All {value}: {name}.", value=value, name=leaders[0])
    total, best = sum(sums.values()), max(v for key, v in sums.items() if key != NOT_SHOWN)
    about = has_estimate(rows)
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


def _leads(view: View, sums: Mapping[str, float], best: float) -> bool:
    """Return whether no other would be larger if all that is not told separately were its own.

    Of chosen levels some may be counted under none of them.
    """
    rest = sums.get(NOT_SHOWN, 0)
    others = sorted(value for key, value in sums.items() if key != NOT_SHOWN)[:-1]
    return bool(rest) and not view.filters.levels and max(others, default=0) + rest < best


def _within(names: Names, category: str, key: str) -> str:
    """Return what a category is called within a sentence: only names keep their capital."""
    name = category_name(names, category, key)
    if category == "area_id":
        return place_inside(name)
    return inside(name) if category in {"level", "group"} else name


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


def _counted(view: View, value: float, unit: str = "", *, about: bool = False) -> str:
    quantity = Quantity(value, value, "about" if about else "exact")
    if unit == "%":
        return view.text.quantity(quantity, unit, 1, padded=True)
    return view.text.quantity(quantity, unit, 0 if about else 2)


def range_of_rates(view: View, rows: Rows, category: str) -> str:
    """Say the highest and the lowest survey rate among those on enough answers."""
    if not any(row.value is not None for row in rows):
        return nothing(view, rows)
    rows = tuple(row for row in rows if not (row.is_beside or row.is_rest))
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
    known = tuple(
        row for row in rows if row.value is not None and not (row.is_beside or row.is_rest)
    )
    if not known:
        return nothing(view, rows)
    groups = _groups(view, known, category)
    if len(groups) == 1:
        return _range(view, known, lambda row: _name(view.names, category, row))

    def short(row: Observation) -> str:
        return _within(view.names, category, getattr(row, category))

    return apart(view, groups, (_range(view, group, short) for group in groups), category)


def _range(view: View, known: Rows, name: Callable[[Observation], str]) -> str:
    printed = [round(row.value or 0, 1) for row in known]
    high, low = (
        [row for row, value in zip(known, printed, strict=True) if value == end]
        for end in (max(printed), min(printed))
    )
    if len(known) == 1:
        own = name(known[0])
        begun = own[:1].upper() + own[1:]
        return view.text("{name}: {value}.", name=begun, value=said_value(view.names, known[0]))
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
    own = _within(names, category, getattr(row, category))
    return own if row.area_id else f"{own} – {names.territory(row.territory)}"
