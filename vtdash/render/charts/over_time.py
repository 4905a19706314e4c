"""Columns and lines over time, and the course of their series in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar

from vtdash.model.codes import Recurrence, Unit
from vtdash.model.observation import LABEL, Observation
from vtdash.model.period import TARGET_YEAR, Period
from vtdash.reference import Catalogue
from vtdash.render.charts.drawing import Leaves, stays, unlike_published
from vtdash.render.charts.layout import (
    BREAK_LINE,
    chart_axis,
    legend_height,
    named_ticks,
    row_marks,
    words_at,
)
from vtdash.render.charts.plain_charts import Places, PlainChart
from vtdash.render.charts.points import Figure, Labels, Point, Trace, number_at, points_by
from vtdash.render.charts.theme import Look
from vtdash.render.names import COMPUTED, Names

_MARKS = 270
"""Pixels of a chart over years that are left for its marks."""

_MOVE = 20
"""Letters of a line where a label tells what moved: a phone has room for no more."""

Breaks = Sequence[tuple[float, str]]
"""Positions on an axis of years with a label each."""


@dataclass(frozen=True)
class OverTime(PlainChart):
    """Marks over years or other periods.

    ``breaks`` are vertical lines on an axis of years, each with a label; ``moves`` the same of one
    territory only, whose key comes third.
    """

    is_over_time: ClassVar[bool] = True

    breaks: tuple[tuple[float, str], ...] = ()
    moves: tuple[tuple[float, str, str], ...] = ()

    @property
    def has_same_years(self) -> bool:
        """Whether the category axis is years as numbers, the same for charts below one another."""
        return self.category == "year"

    def axis_name(self, labels: Labels, row: Observation) -> str:
        """Return the axis of a row over years: values of unlike units have one each."""
        return labels.axis(labels.names, row) if self.has_same_years else ""

    def leaving(self, rows: Sequence[Observation], catalogue: Catalogue) -> Leaves:
        """Return which rows over years need an axis of their territory."""
        return unlike_published(rows, catalogue) if self.has_same_years else stays

    def height(self, points: Sequence[Point], categories: int) -> int:
        """Return the height of one chart."""
        return 320 + legend_height(points)

    def plot_height(self, points: Sequence[Point]) -> int:
        """Return the height of the marks of one of several charts."""
        return 100 if all(point.row.is_published for point in points) else 150

    def category_axis(self, categories: Sequence[str], look: Look) -> dict[str, Any]:
        """Return the axis of years, or of periods by name."""
        line = chart_axis(look) | {"showgrid": False}
        if self.has_same_years:
            ticks = {"dtick": 1, "ticks": "outside", "ticklen": 3}
            return line | {"tickformat": "d", "minor": ticks}
        return line | named_ticks(categories)

    def places(self, categories: Sequence[str]) -> Places:
        """Return where each point is: at its year, or at its period's place."""
        return _year if self.has_same_years else super().places(categories)

    def chart(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the chart with its vertical lines, whose labels are above the marks."""
        figure = super().chart(points, look, separators)
        picture, breaks = figure["layout"], self._breaks(points)
        if breaks:
            room = BREAK_LINE * sum(1 + label.count("<br>") for _, label in breaks)
            picture["height"] += room
            picture["yaxis"]["domain"] = [0, round(_MARKS / (_MARKS + room), 3)]
            picture["annotations"] = _break_labels(breaks, look)
            picture["shapes"] = [_break_line(position, look) for position, _ in breaks]
        return figure

    def _breaks(self, points: Sequence[Point]) -> Breaks:
        """Return the vertical lines of a chart: of what moved, only that of territories in it."""
        here = {point.row.territory for point in points}
        moved = [
            (position, "<br>".join(textwrap.wrap(label, _MOVE)))
            for position, label, place in self.moves
            if place in here
        ]
        return [*self.breaks, *moved]

    def runs(self, points: Sequence[Point]) -> Iterable[list[Point]]:
        """Return the points of each trace: a target of every year alone, a line up to a gap."""
        groups: dict[tuple[Any, ...], list[Point]] = {}
        for point in points:
            number = point.row_number if self._is_level(point) else -1
            key = (point.series, point.row.data_status, point.is_aim, number)
            if self._is_linked(point) and _leaves_a_gap(groups.get(key, []), point):
                groups[*key, point.row.year] = groups.pop(key)  # whole; the line begins anew
            groups.setdefault(key, []).append(point)
        return groups.values()

    def trace(self, group: Sequence[Point], look: Look, place: Places, *, numbered: bool) -> Trace:
        """Return one trace: a target of every year is a level over its years."""
        if self._is_level(group[0]):
            return _yearly_line(group[0], look)
        return super().trace(group, look, place, numbered=numbered)

    def _is_level(self, point: Point) -> bool:
        """Return whether a point is a target of every year with several years to be drawn over."""
        row = point.row
        yearly = point.is_aim and row.recurrence == Recurrence.ANNUAL and self.has_same_years
        return yearly and row.year_start < min(row.year, TARGET_YEAR)

    def _is_linked(self, point: Point) -> bool:
        """Return whether a line joins a point to the ones of the years next to it."""
        return not self.has_bars and self.has_same_years and not point.row.is_published

    def more(self, shown: Sequence[Point], names: Names) -> list[str]:
        """Return the course of each series: of one territory, kind of data and indicator."""
        series = points_by(
            shown, lambda p: (p.series, p.row.data_status, p.row.indicator_id, p.row.unit)
        )
        return [sentence for group in series.values() for sentence in _course(group, names)]


@dataclass(frozen=True)
class Columns(OverTime):
    """Bars over time, next to each other where several series have a value."""

    kind: ClassVar[str] = "columns"


@dataclass(frozen=True)
class Lines(OverTime):
    """Rates over time; a line joins years that follow one another, but no published values."""

    kind: ClassVar[str] = "lines"
    has_bars: ClassVar[bool] = False

    def marks(self, group: Sequence[Point], look: Look) -> Trace:
        """Return the marks, joined by a line: dashed where the values are assumed."""
        trace, row = super().marks(group, look), group[0].row
        if self._is_linked(group[0]):
            is_assumed = row.status == LABEL
            dash = "dash" if is_assumed else "solid"
            trace |= {"mode": "lines+markers"}
            trace["line"] = {"color": look.of(row.territory), "width": 2, "dash": dash}
            trace["marker"]["size"] = 5 if is_assumed else trace["marker"]["size"]
        return trace


def _year(point: Point) -> float:
    return point.row.year


def _leaves_a_gap(earlier: Sequence[Point], point: Point) -> bool:
    """Return whether a year without a value lies between: no line leads over it."""
    return bool(earlier) and point.row.year > earlier[-1].row.year + 1


def _yearly_line(point: Point, look: Look) -> Trace:
    """Return a target that holds every year as a dashed level, up to the year of all targets."""
    return row_marks([point, point]) | {
        "type": "scatter",
        "mode": "lines",
        "x": [point.row.year_start, min(point.row.year, TARGET_YEAR)],
        "y": [point.row.shown, point.row.shown],
        "line": {"color": look.of(point.row.territory), "width": 2, "dash": "dash"},
    }


def _break_labels(breaks: Breaks, look: Look) -> list[dict[str, Any]]:
    lines = accumulate((1 + label.count("<br>") for _, label in breaks), initial=0)
    place = {"yref": "paper", "xanchor": "right", "yanchor": "top", "align": "right"}
    ground = {"bgcolor": look.paper, "opacity": 0.85}
    return [
        words_at(label, position, 1, look.quiet)
        | {"yshift": -BREAK_LINE * before, **place, **ground}
        for before, (position, label) in zip(lines, breaks, strict=False)
    ]


def _break_line(position: float, look: Look) -> dict[str, Any]:
    line = {"color": look.quiet, "width": 1, "dash": "dot"}
    upright = {"x0": position, "x1": position, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "line": line, **upright}


def _course(points: Sequence[Point], names: Names) -> Iterable[str]:
    last = max(points, key=lambda point: (point.row.year, point.row_number))
    like = [point for point in points if _may_be_followed(point)]
    if len(like) > 1:
        yield _change(like[0], like[-1], names)
    if len(like) <= 1 or last is not like[-1]:
        yield names.text(
            "{series}: last value {value} ({period}).",
            series=last.series,
            value=names.value(last.row),
            period=names.period(last.row),
        )


def _may_be_followed(point: Point) -> bool:
    """Return whether a value may be held against earlier ones of its series.

    Published ones come from unlike sources; a part of a year counts less than a whole one.
    """
    row = point.row
    is_quarter = Period.parse(row.period).is_quarter
    is_part = row.unit != Unit.PERCENT and row.period != str(row.year) and not is_quarter
    return row.value is not None and not row.is_published and not is_part


def _change(first: Point, last: Point, names: Names) -> str:
    text = names.text
    step = number_at(last) - number_at(first)
    unit = Unit.PERCENT_POINTS if last.row.unit == Unit.PERCENT else last.row.unit
    size = round(abs(step), COMPUTED)
    parts = {
        "series": last.series,
        "first": names.value(first.row),
        "start": names.period(first.row),
        "last": names.value(last.row),
        "end": names.period(last.row),
        "change": text.amount(size, names.unit(unit)),
    }
    if not size:
        del parts["change"], parts["first"]
        return text("{series}: {last} in {end}, the same as in {start}.", **parts)
    if step > 0:
        return text(
            "{series}: rose by {change}, from {first} ({start}) to {last} ({end}).", **parts
        )
    return text("{series}: fell by {change}, from {first} ({start}) to {last} ({end}).", **parts)
