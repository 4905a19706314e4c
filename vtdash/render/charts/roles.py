"""What part a row plays on its chart: which choice it is of, whether it is context or unfinished.

All of it is read off the rows: a chart knows no filters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vtdash.model.codes import DataStatus, Unit
from vtdash.model.observation import Observation
from vtdash.model.period import Period
from vtdash.render.names import Names

_OF_CATEGORY = {"area": "area_id", "place": "area_id", "occupation": "occupation_key"}
"""Category of an axis -> the field of a row that it shows."""


class Role(NamedTuple):
    """``place``: 0 for the first choice of a city, which has the city's colour; then 1, 2 ...

    ``is_context``: the whole city's value beside those of a choice. ``is_former``: that of a
    territory that went on as another one.
    """

    place: int = 0
    is_context: bool = False
    is_former: bool = False


def roles(rows: Sequence[Observation], category: str) -> list[Role]:
    """Return the role of each row of a panel; published values stand for themselves.

    A choice is an area, an occupation, or both; what the category axis shows is none.
    """
    keys = [choice_shown(row, category) for row in rows]
    places: dict[tuple[str, tuple[str, ...]], int] = {}
    further = 0
    found: list[Role] = []
    for row, key in zip(rows, keys, strict=True):
        if row.is_published or row.is_beside:
            found.append(Role(is_context=row.is_context, is_former=row.is_former))
            continue
        if (row.city, key) not in places:
            is_first = all(city != row.city for city, _ in places)
            further += not is_first
            places[row.city, key] = 0 if is_first else further
        found.append(Role(places[row.city, key]))
    return found


def choice_shown(row: Observation, category: str) -> tuple[str, ...]:
    """Return the area and the occupation that a row of a return speaks of, but the category."""
    if row.is_published:
        return ()
    shown = _OF_CATEGORY.get(category)
    return tuple(getattr(row, name) for name in ("area_id", "occupation_key") if name != shown)


def axes_apart(
    rows: Sequence[Observation], axes: Sequence[str], parts: Sequence[Role], names: Names
) -> list[str]:
    """Return the axes of rows with the two reasons in their names for which one is left.

    Sample values never share an axis with others. Counts of a whole city leave that of its
    areas, which would be flattened; rates stay.
    """
    statuses = {row.data_status for row in rows if row.shown is not None}
    is_mixed = DataStatus.SAMPLE in statuses and len(statuses) > 1
    named: list[str] = []
    for row, axis, part in zip(rows, axes, parts, strict=True):
        status = _status(row, axis, names) if is_mixed else ""
        named.append(" · ".join(filter(None, (axis, _whole_city(row, part, names), status))))
    return named


def _whole_city(row: Observation, part: Role, names: Names) -> str:
    if not part.is_context or row.unit == Unit.PERCENT:
        return ""
    return names.text("{city}, whole city", city=names.code("city", row.city))


def _status(row: Observation, axis: str, names: Names) -> str:
    """Return the data status as the title of an axis has it; an axis with a name is no sample."""
    is_told = row.data_status == DataStatus.SAMPLE or not axis
    return names.data_status(row) if is_told else ""


def is_unfinished(row: Observation) -> bool:
    """Return whether a value of a return is of some areas only, or of a part of its year."""
    if row.is_published or row.shown is None:
        return False
    period = Period.parse(row.period)
    return row.is_incomplete or (period.is_within_a_year and not period.is_year)


def coverage_in_words(names: Names, row: Observation) -> str:
    """Return of how many areas a value is, where some are missing: '3 of 30 areas'."""
    if not row.is_incomplete:
        return ""
    number = names.text.number
    return names.text(
        "{n} of {all} areas", n=number(row.areas_reported), all=number(row.areas_expected)
    )
