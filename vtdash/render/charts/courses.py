"""How a series ran over the years, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vtdash.model.codes import Qualifier, Unit
from vtdash.model.observation import Observation
from vtdash.model.period import Period
from vtdash.model.quantity import Quantity
from vtdash.render.charts.points import Point, number_at
from vtdash.render.names import Names
from vtdash.render.precision import COMPUTED, RATES, precision_of
from vtdash.text.language import in_brackets


def course_in_words(points: Sequence[Point], names: Names) -> Iterable[str]:
    """Yield how a series changed from its first to its last value, and what its last one is."""
    last = max(points, key=lambda point: (point.row.year, point.row_number))
    like = [point for point in points if _may_be_followed(point)]
    if len(like) > 1:
        yield _change(like[0], like[-1], names)
    if len(like) <= 1 or last is not like[-1]:
        yield names.text(
            "{series}: last value {value} ({period}).",
            series=last.series,
            value=names.value(last.row),
            period=in_brackets(names.period(last.row)),
        )


def _may_be_followed(point: Point) -> bool:
    """Return whether a value may be held against earlier ones of its series.

    Published ones come from unlike sources; a part of a year counts less than a whole one.
    """
    row = point.row
    is_quarter = Period.parse(row.period).is_quarter
    is_part = row.unit != Unit.PERCENT and row.period != str(row.year) and not is_quarter
    return row.value is not None and not row.is_published and not is_part


def _amount(size: float, unit: str, first: Observation, last: Observation, names: Names) -> str:
    """Return a change as exactly as the less exact of its ends is said."""
    ends = [precision_of(row) for row in (first, last)]
    is_about = unit not in RATES and Qualifier.ABOUT in {first.qualifier, last.qualifier}
    quantity = Quantity(size, size, Qualifier.ABOUT if is_about else Qualifier.EXACT)
    decimals = COMPUTED if unit in RATES else min(exactly for exactly, _ in ends)
    padded = unit not in RATES and any(padded for _, padded in ends)
    return names.text.quantity(quantity, names.unit(unit), decimals, padded=padded)


def _change(first: Point, last: Point, names: Names) -> str:
    text = names.text
    step = number_at(last) - number_at(first)
    unit = last.row.step_unit
    size = round(abs(step), COMPUTED)
    parts = {
        "series": last.series,
        "first": names.value(first.row),
        "start": names.period(first.row),
        "last": names.value(last.row),
        "end": names.period(last.row),
        "change": _amount(size, unit, first.row, last.row, names),
    }
    if not size:
        del parts["change"], parts["first"]
        return text("{series}: {last} in {end}, the same as in {start}.", **parts)
    if step > 0:
        return text(
            "{series}: rose by {change}, from {first} ({start}) to {last} ({end}).", **parts
        )
    return text("{series}: fell by {change}, from {first} ({start}) to {last} ({end}).", **parts)
