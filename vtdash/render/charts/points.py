"""Rows as points: where each is on a chart, what it prints, and its words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from vtdash.model.codes import AIMED, Status, Unit
from vtdash.model.observation import Observation
from vtdash.render.charts.roles import Role
from vtdash.render.names import Names
from vtdash.render.precision import AS_PRINTED, COMPUTED, decimals_of, survey_lines
from vtdash.text.language import Text, opened

_NAMED = 3
"""Ties named one by one; beyond them the others are counted."""

_Key = TypeVar("_Key", bound=Hashable)

Figure = dict[str, Any]
Trace = dict[str, Any]


class Point(NamedTuple):
    """One row to draw: its category, the series it belongs to, and its tooltip.

    ``variant`` tells apart two indicators of one territory (planned and done). Points with another
    ``axis`` may not be compared: each of these has an axis of its own. Only points of the same
    ``peers`` are ranked. ``is_needed``: whether the value is what an aim needs. ``coverage`` says
    of how many areas the value is, where some are missing.
    """

    row_number: int
    category: str
    series: str
    variant: int
    number: str
    hover: str
    row: Observation
    axis: str = ""
    peers: Hashable = ()
    is_needed: bool = False
    role: Role = Role()
    coverage: str = ""

    @property
    def is_aim(self) -> bool:
        """Whether the value is a target, a plan, or what one needs: drawn hollow."""
        return self.is_needed or self.row.status in AIMED


def with_value(points: Iterable[Point]) -> list[Point]:
    """Return the points that have a value."""
    return [point for point in points if point.row.shown is not None]


def points_by(points: Iterable[Point], key: Callable[[Point], _Key]) -> dict[_Key, list[Point]]:
    """Return the points in groups of one key, in the order in which each key first comes."""
    groups: dict[_Key, list[Point]] = {}
    for point in points:
        groups.setdefault(key(point), []).append(point)
    return groups


_TOLD_BY_CATEGORY = {
    "area": {"area_id": "", "area_name": ""},
    "place": {"area_id": "", "area_name": ""},
    "occupation": {"occupation_key": ""},
    "level": {"level": ""},
}
"""Category of an axis -> what of a row's subject it tells, blanked."""

RowName = Callable[[Names, Observation], str]
"""What a row is called: its series, or its axis."""


@dataclass(frozen=True)
class Labels:
    """What rows, their series and their axes are called."""

    names: Names
    series: RowName
    axis: RowName

    def series_of(self, by: str, row: Observation) -> str:
        """Return the name of a row's series; what its place on the axis tells it need not say."""
        told = _TOLD_BY_CATEGORY.get(by)
        if not told:
            return self.series(self.names, row)
        name = self.series(self.names, row._replace(**told))
        if row.area_id and "area_id" in told:  # the bars are areas, not their city
            return self.names.text("areas of {place}", place=name)
        return name

    def category(self, by: str, row: Observation) -> str:
        """Return the name of a row's place on a category axis."""
        names = self.names
        category = {
            "year": lambda: str(row.year),
            "period": lambda: names.period(row),
            "level": lambda: names.code("level", row.level or "all"),
            "occupation": lambda: _occupation(names, row),
            "area": lambda: names.area(row.area_id),
            "group": lambda: names.group(row.group_kind, row.group),
            "indicator": lambda: names.indicator(row.indicator_id),
            "territory": lambda: names.territory(row.territory),
            "part": lambda: self.series(names, row),
            "place": lambda: f"{names.place(row)} · {names.period(row)}",
        }
        return category[by]()


def category_in_words(by: str, text: Text) -> str:
    """Return what is on a category axis."""
    return {
        "year": text("year"),
        "period": text("period"),
        "level": text("level of training"),
        "occupation": text("occupation"),
        "area": text("place"),
        "place": text("place"),
        "group": text("named group"),
        "indicator": text("indicator"),
        "territory": text("territory"),
        "part": text("territory, needed and achieved"),
    }[by]


def _occupation(names: Names, row: Observation) -> str:
    return names.occupation(row.occupation_key) or names.text("All occupations")


def printed_value(names: Names, row: Observation) -> str:
    """Return a value as a mark prints it: no unit but the sign of per cent."""
    if row.shown is None:
        return ""
    unit = "%" if row.unit == Unit.PERCENT else ""
    decimals = COMPUTED if row.status == Status.COMPUTED else 1
    decimals = AS_PRINTED if row.is_published else min(decimals, decimals_of(row))
    return names.text.quantity(row.quantity, unit, decimals)


def row_tooltip(names: Names, row: Observation, counterpart: str = "") -> str:
    """Return what the tooltip of a row's mark says, a line for each part that there is."""
    lines = [
        " · ".join(part for part in (names.territory(row.territory), names.place(row)) if part),
        names.occupation(row.occupation_key) or names.group(row.group_kind, row.group),
        names.level(row.level) if not row.is_published else "",
        names.indicator(row.indicator_id),
        f"<b>{names.period(row)}: {names.value(row)}</b>" if not row.is_pairing else "",
        names.coverage(row),
        counterpart,
        names.strength(row),
        " · ".join(part for part in (names.city(row), names.evidence(row)) if part),
        names.interval(row),
        *survey_lines(names.text, row),
        names.note(row),
        names.set_for(row),
        names.document(row),
        names.data_status(row),
    ]
    if row.source_id:
        source = names.catalogue.sources[row.source_id]
        lines.append(f"{names.text('Source')}: {source.publisher} ({source.source_id})")
    return "<br>".join(_wrap(line) for line in lines if line)


def _wrap(line: str, width: int = 64) -> str:
    if len(line) <= width:
        return line
    words, lines = line.split(" "), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "<br>".join(part.strip() for part in lines)


def extremes_in_words(points: Sequence[Point], names: Names) -> list[str]:
    """Return the highest and the lowest value of each axis and unit, as far as they are ranked."""
    units = points_by(points, lambda point: (point.axis, point.row.unit))
    return [sentence for group in units.values() for sentence in _ranked(group, names)]


def _ranked(points: Sequence[Point], names: Names) -> list[str]:
    """Return the extremes without what is told of together only: it is no category."""
    own = [point for point in points if not point.row.is_rest]
    if len(own) == len(points) or len({number_at(point) for point in own}) > 1:
        return _extremes(own, names)
    return []


def _extremes(points: Sequence[Point], names: Names) -> list[str]:
    text = names.text
    values = [number_at(point) for point in points]
    high, low = max(values), min(values)
    if len(points) == 1:
        return [text("The only value in its unit: {point}.", point=_in_words(points[0], names))]
    if high == low:
        printed = printed_values(points, names)
        if len(printed) > 1:
            return [text("All begin at one number: {values}.", values="; ".join(printed))]
        return [text("All values are equal: {value}.", value=printed[0])]
    if len({point.peers for point in points}) > 1:
        return [_reach(points, names)]
    highest = [point for point in points if number_at(point) == high]
    lowest = [point for point in points if number_at(point) == low]
    return [
        text("Highest: {points}.", points=_listed(highest, names)),
        text("Lowest: {points}.", points=_listed(lowest, names)),
    ]


def _reach(points: Sequence[Point], names: Names) -> str:
    """Say from where to where the marks of an axis reach, without ranking what they are of."""
    ends = min(points, key=number_at), max(points, key=number_at)
    return names.text(
        "The values drawn reach from {low} to {high}; they may not all be compared.",
        low=_end_in_words(ends[0], names),
        high=_end_in_words(ends[1], names),
    )


def _listed(points: Sequence[Point], names: Names) -> str:
    """Return what shares an extreme; equal numbers may be printed as bounds and exact ones."""
    extremes = list(dict.fromkeys(_in_words(point, names) for point in points))
    named, left = extremes[:_NAMED], len(extremes) - _NAMED
    if left > 0:
        named.append(names.text("{n} more with the same number", n=names.text.number(left)))
    return "; ".join(named)


def _end_in_words(point: Point, names: Names) -> str:
    """Return a point with its value first, as it stands in the middle of a sentence."""
    return f"{names.value(point.row)} ({opened(_where(point))})"


def _where(point: Point) -> str:
    """Return what a point is of; what its series and category share is told once."""
    return point.category + (
        f", {point.series}" if point.series not in {point.category, ""} else ""
    )


def _in_words(point: Point, names: Names) -> str:
    """Return a point in words: what it is of, and its value."""
    covered = f" ({point.coverage})" if point.coverage else ""
    return f"{_where(point)}: {names.value(point.row)}{covered}"


def printed_values(points: Sequence[Point], names: Names) -> list[str]:
    """Return the different values as they are printed: 'at least 80%' is another than '80%'."""
    return list(dict.fromkeys(names.value(point.row) for point in points))


def number_at(point: Point) -> float:
    """Return the number at which a point's mark is drawn."""
    return point.row.shown or 0.0
