"""The sentence over a chart, computed from its rows. One a leader can repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from vtdash.model.codes import Status, Unit
from vtdash.model.observation import Observation
from vtdash.model.quantity import Quantity
from vtdash.render.names import Names, decimals_of
from vtdash.rules.basis import is_computed
from vtdash.rules.comparable_groups import together
from vtdash.rules.statistics import SMALL_BASE, SurveyRate, overlap
from vtdash.text.language import in_brackets, inside
from vtdash.topics import newest
from vtdash.topics.view import MOST_ON_ONE_AXIS, Rows, View

_COMPARED = 2
"""Of so many places at most a sentence has room for the year before."""

_NAMED = 3
"""Of several that are alike so many are named; the others are counted."""


def latest(view: View, rows: Rows) -> str:
    """Say each city's newest value of returns and what it was a year before, or that none is."""
    found = newest.of_returns(view, rows)
    if not found:
        return _no_return(view, rows)
    said = _dated(view, found, rows)
    if len(said) == len(found) <= _COMPARED:
        said = [with_course(view, words, rows, row) for words, row in zip(said, found, strict=True)]
    return as_sentence(said)


def as_sentence(said: Iterable[str]) -> str:
    """Return what is said of several places as one sentence."""
    return f"{'; '.join(said)}."


def with_course(view: View, said: str, rows: Rows, row: Observation) -> str:
    """Add whether the value is higher or lower than that of the year before, and that value.

    Nothing is added where an estimate by area is one of the two, and no direction where chance
    may explain a difference of two surveys.
    """
    before = newest.year_before(rows, row)
    if before is None or before.value is None or row.value is None or _has_estimate((row, before)):
        return said
    decimals = min(1, decimals_of(row))
    now, then = round(row.value, decimals), round(before.value, decimals)
    words = {"said": said, "before": said_value(view.names, before, has_unit=False)}
    if row.survey and overlap(_survey_rate(row), _survey_rate(before)):
        return view.text("{said}, not clearly different from {before}", **words)
    if now == then:
        return view.text("{said}, as the year before", said=said)
    if now > then:
        return view.text("{said}, up from {before}", **words)
    return view.text("{said}, down from {before}", **words)


def _survey_rate(row: Observation) -> SurveyRate:
    return SurveyRate(row.period, int(row.numerator or 0), int(row.denominator or 0))


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


def _dated(view: View, found: Rows, rows: Rows = ()) -> list[str]:
    """Return what each row speaks of, its value and its period; what is said twice is said once.

    ``rows``: those among which the city's value beside that of a choice is looked for.
    """
    mixed = len({row.data_status for row in found}) > 1
    said = (
        view.text(
            "{place}: {value} ({period})",
            place=view.names.subject(row),
            value=said_value(view.names, row),
            period="; ".join(_circumstances(view, row, rows, mixed=mixed)),
        )
        for row in found
    )
    return list(dict.fromkeys(said))


def _circumstances(view: View, row: Observation, rows: Rows, *, mixed: bool) -> Iterable[str]:
    """Yield the period, the kind of data where there are several, who reported, and the city."""
    yield in_brackets(view.names.period(row))
    if mixed:
        yield view.names.data_status(row)
    if coverage := view.names.coverage(row):
        yield coverage
    if city := newest.behind(rows, row):
        yield beside(view, city)


def beside(view: View, city: Observation) -> str:
    """Say the value of the whole city beside one of a choice in it."""
    return f"{view.names.subject(city)}: {said_value(view.names, city)}"


def apart(view: View, groups: Sequence[Rows], said: Iterable[str], category: str = "") -> str:
    """List what is said of each group, what it speaks of before it.

    ``category``: a row's field that tells the rows of a group apart.
    """
    mixed = len({group[0].data_status for group in groups}) > 1
    return " ".join(
        f"{_whose(view, group[0], category, mixed=mixed)}: {inside(words)}"
        for group, words in zip(groups, said, strict=True)
    )


def _whose(view: View, row: Observation, category: str, *, mixed: bool) -> str:
    subject = row._replace(**{category: ""}) if category in _TELLING else row
    place = view.names.subject(subject)
    if category == "area_id" and view.filters.areas:
        place = _chosen_areas(view, row.city)
    return f"{place} ({view.names.data_status(row)})" if mixed else place


def _chosen_areas(view: View, city: str) -> str:
    """Name the chosen areas of a city: what is said of all of them is not said of the city."""
    areas = (view.catalogue.area(area_id) for area_id in view.filters.areas)
    own = [view.names.area(area.id) for area in areas if area.city == city]
    return listed(view, own)


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
    each value is said.
    """
    counted = tuple(row for row in rows if row.value is not None and not row.is_published)
    groups = _groups(view, counted, category)
    if len(groups) > 1:
        groups = tuple(g for g in groups if any(row.value for row in g))
    if not groups:
        return nothing(view)
    if _is_chosen(view, category) and max(map(len, groups)) <= MOST_ON_ONE_AXIS:
        return _each_chosen(view, groups, category)
    said = [_largest(view, group, category) for group in groups]
    return said[0] if len(said) == 1 else apart(view, groups, said, category)


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


def _largest(view: View, rows: Rows, category: str) -> str:
    sums: dict[str, float] = defaultdict(float)
    for row in rows:
        if row.value is not None and not row.is_published:
            sums[getattr(row, category)] += row.value
    best = max(sums.values())
    if not best:
        return view.text("All reported values are 0.")
    keys = [key for key, value in sums.items() if value == best]
    is_estimate = _has_estimate(row for row in rows if getattr(row, category) in keys)
    if category == "area_id" and is_estimate:
        return _led_by_an_estimate(view, rows, category, sums)
    leaders = [category_name(view.names, category, key) for key in keys]
    value = _counted(view, best, view.names.unit(rows[0].unit), about=is_estimate)
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
    quantity = Quantity(value, value, "about" if about else "exact")
    if unit == "%":
        return view.text.quantity(quantity, unit, 1, padded=True)
    return view.text.quantity(quantity, unit, 0 if about else 2)


def listed(view: View, names: Sequence[str]) -> str:
    """Return the names as one enumeration; of many only the first, the others counted."""
    return view.text.items(names, _NAMED, spare=1)


def range_of_rates(view: View, rows: Rows, category: str) -> str:
    """Say the highest and the lowest survey rate among those on enough answers."""
    if not any(row.value is not None for row in rows):
        return nothing(view)
    rows = tuple(row for row in rows if not row.is_context)
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
    known = tuple(row for row in rows if row.value is not None and not row.is_context)
    if not known:
        return nothing(view)
    groups = _groups(view, known, category)
    if len(groups) == 1:
        return _range(view, known, lambda row: _name(view.names, category, row))

    def short(row: Observation) -> str:
        return category_name(view.names, category, getattr(row, category))

    return apart(view, groups, (_range(view, group, short) for group in groups), category)


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


def is_whole_year(row: Observation) -> bool:
    """Return whether a value may be held against a target of a year: of a year, of all areas."""
    return row.period == str(row.year) and not row.is_incomplete


def nothing(view: View) -> str:
    """Say that the choice holds no value."""
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
