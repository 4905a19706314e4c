"""Columns and lines over time, and the course of their series in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from typing import Any, ClassVar

from vtdash.model.codes import Recurrence
from vtdash.model.observation import LABEL, Observation
from vtdash.model.period import TARGET_YEAR
from vtdash.reference import Catalogue
from vtdash.render.charts import year_lines
from vtdash.render.charts.courses import course_in_words
from vtdash.render.charts.drawing import Leaves, stays, unlike_published
from vtdash.render.charts.layout import (
    BREAK_LINE,
    chart_axis,
    legend_height,
    named_ticks,
    row_marks,
)
from vtdash.render.charts.on_axes import Places, PlainChart, Scene, run_of
from vtdash.render.charts.points import Figure, Labels, Point, Trace, number_at, points_by
from vtdash.render.charts.series_names import (
    Among,
    are_named,
    names_beside,
    names_height,
    room_beside,
)
from vtdash.render.charts.theme import Look, line
from vtdash.render.charts.year_lines import Breaks, Slope
from vtdash.render.names import Names

_MARKS = 270
"""Pixels of a chart over years that are left for its marks."""

_WITHOUT_LEGEND = 80
"""Pixels that the marks of a single chart gain where its series are named in the plot."""

_FEET, _TOP = 30, 1.06
"""Pixels below the marks of a single chart, and how far its axis reaches above the highest."""

_LOW = 90
"""Pixels of the marks of a whole city below those of its areas."""

_LETTERS, _LETTERS_BESIDE_NAMES, _NARROW = 24, 18, 8
"""Letters of numbers that have room side by side on a phone, without and with names beside the
plot, and of a line of words above one."""

_TICKS, _TICKS_BESIDE_NAMES, _STEPS = 6, 3.5, (1, 2, 3, 5, 10, 25, 100)
"""Years that have room below an axis on a phone, and how many years may lie between two: beside
names seven with one left out between each, not eight."""

_YEAR = 0.75
"""How much of its year a group of columns takes."""

_ROOM, _LEAST_YEARS = 0.6, 3
"""Years left beside the first and the last one; an axis never shows fewer: a bar is no wall."""


@dataclass(frozen=True)
class OverTime(PlainChart):
    """Marks over years or other periods.

    ``breaks`` are vertical lines on an axis of years, each with a label; ``moves`` the same of one
    territory only, whose key comes third; ``slopes`` are dashed lines from values to aims.
    """

    is_over_time: ClassVar[bool] = True

    breaks: tuple[tuple[float, str], ...] = ()
    moves: tuple[tuple[float, str, str], ...] = ()
    slopes: tuple[Slope, ...] = ()

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
        legend = _WITHOUT_LEGEND if are_named(points) else legend_height(points)
        return 320 + legend + _further(points)

    def plot_height(self, points: Sequence[Point]) -> int:
        """Return the height of the marks of one of several charts, whose names stand beside it."""
        named = names_height(points) if are_named(points) else 0
        if all(point.role.is_context for point in points):
            return max(_LOW, named)
        if all(point.row.is_published for point in points):
            return max(100, named)
        return max(150 if self.has_bars else 240, named) + _further(points)

    def category_axis(self, categories: Sequence[str], among: Among, look: Look) -> dict[str, Any]:
        """Return the axis of years, the same for all charts, or of periods by name."""
        line = chart_axis(look) | {"showgrid": False}
        if self.has_same_years:
            years = self._years(among.points)
            if not self.names_in_plot(among):
                return line | _years_axis(years, _TICKS)
            return line | _years_axis(years, _TICKS_BESIDE_NAMES) | {"tickfont": {"size": 11}}
        return line | named_ticks(categories)

    def _years(self, points: Sequence[Point]) -> list[float]:
        """Return every year at which something stands: marks, both ends of levels, breaks."""
        levels = [
            row.year_start for point in points if self._is_level(point) for row in (point.row,)
        ]
        ends = [
            min(point.row.year, TARGET_YEAR) if self._is_level(point) else point.row.year
            for point in points
        ]
        return [*levels, *ends, *(position for position, _ in self._breaks(points))]

    def is_numbered(self, points: Sequence[Point], among: Among) -> bool:
        """Return whether every column of every series is wide enough for its number on a phone."""
        years = self._years(among.points) if self.has_same_years else [p.row.year for p in points]
        width = floor(max(years, default=0)) - floor(min(years, default=0)) + 1
        columns = width * len({point.series for point in points})
        letters = max((len(point.number) for point in points), default=0)
        most = _LETTERS_BESIDE_NAMES if self.names_in_plot(Among(points)) else _LETTERS
        return super().is_numbered(points, among) and columns * letters <= most

    def printed(self, point: Point) -> str:
        """Return what a column prints, in lines as narrow as a column."""
        return "<br>".join([point.number, *textwrap.wrap(point.coverage, _NARROW)])

    def places(self, categories: Sequence[str]) -> Places:
        """Return where each point is: at its year, or at its period's place."""
        return _year if self.has_same_years else super().places(categories)

    def chart(self, points: Sequence[Point], among: Among, look: Look, separators: str) -> Figure:
        """Return the chart with its vertical lines, whose labels are above the marks."""
        figure = super().chart(points, among, look, separators)
        if self.has_same_years:
            _within_their_years([trace for trace in figure["data"] if trace["type"] == "bar"])
        picture, breaks = figure["layout"], self._breaks(points)
        if breaks:
            room = BREAK_LINE * sum(1 + label.count("<br>") for _, label in breaks)
            picture["height"] += room
            marks = _MARKS + (0 if picture["showlegend"] else _WITHOUT_LEGEND)
            picture["yaxis"]["domain"] = [0, round(marks / (marks + room), 3)]
            picture["annotations"] = year_lines.break_labels(breaks, look)
            picture["shapes"] = [year_lines.break_line(position, look) for position, _ in breaks]
        self._name_series(points, among, picture, look)
        here = {point.row.territory for point in points}
        picture["shapes"] += [
            year_lines.slope_line(one, look) for one in self.slopes if one.territory in here
        ]
        return figure

    def _name_series(
        self, points: Sequence[Point], among: Among, picture: dict[str, Any], look: Look
    ) -> None:
        """Name few series beside the plot, whose axis then ends where that is known."""
        if not picture["showlegend"] and points:
            axis = picture["yaxis"]
            if "range" not in axis:
                axis |= {"range": [0, _TOP * max(map(number_at, points)) or 1]}
            alone = among.axes <= 1
            height = _MARKS + _WITHOUT_LEGEND - _FEET if alone else self.plot_height(points)
            picture["annotations"] += names_beside(points, axis["range"][1], height, look)
            picture["margin"]["r"] = max(picture["margin"]["r"], room_beside(points))

    def _breaks(self, points: Sequence[Point]) -> Breaks:
        """Return the vertical lines of a chart: of what moved, only that of territories in it."""
        here = {point.row.territory for point in points}
        return year_lines.upright(self.breaks, self.moves, here)

    def runs(self, points: Sequence[Point]) -> Iterable[list[Point]]:
        """Return the points of each trace: a target of every year alone, a line up to a gap."""
        groups: dict[tuple[Any, ...], list[Point]] = {}
        for point in points:
            number = point.row_number if self._is_level(point) else -1
            key = (*run_of(point), number)
            if self._is_linked(point) and _leaves_a_gap(groups.get(key, []), point):
                groups[*key, point.row.year] = groups.pop(key)  # whole; the line begins anew
            groups.setdefault(key, []).append(point)
        return groups.values()

    def trace(self, group: Sequence[Point], look: Look, scene: Scene) -> Trace:
        """Return one trace: a target of every year is a level over its years."""
        if self._is_level(group[0]):
            return _yearly_line(group[0], look)
        return super().trace(group, look, scene)

    def _is_level(self, point: Point) -> bool:
        """Return whether a point is a target of every year with several years to be drawn over."""
        row = point.row
        yearly = row.recurrence == Recurrence.ANNUAL and self.has_same_years and point.is_aim
        return yearly and row.year_start < min(row.year, TARGET_YEAR)

    def _is_linked(self, point: Point) -> bool:
        """Return whether a line joins a point to the ones of the years next to it."""
        return not self.has_bars and self.has_same_years and not point.row.is_published

    def more(self, shown: Sequence[Point], names: Names) -> list[str]:
        """Return the course of each series: of one territory, kind of data and indicator."""
        series = points_by(
            shown, lambda p: (p.series, p.row.data_status, p.row.indicator_id, p.row.unit)
        )
        return [sentence for group in series.values() for sentence in course_in_words(group, names)]


@dataclass(frozen=True)
class Columns(OverTime):
    """Bars over time, next to each other where several series have a value."""

    kind: ClassVar[str] = "columns"


@dataclass(frozen=True)
class Lines(OverTime):
    """Rates over time; a line joins years that follow one another, but no published values."""

    kind: ClassVar[str] = "lines"
    has_bars: ClassVar[bool] = False

    def marks(self, group: Sequence[Point], look: Look, scene: Scene) -> Trace:
        """Return the marks, joined by a line: dashed where the values are assumed."""
        trace = super().marks(group, look, scene)
        if self._is_linked(group[0]):
            trace["mode"] = f"lines+{trace['mode']}"
            trace["line"] = line(group[0], look)
            if group[0].row.status == LABEL:
                trace["line"]["dash"] = "dash"
                trace["marker"]["size"] = 5
        return trace


def _within_their_years(bars: Sequence[Trace]) -> None:
    """Keep bars within their years where none are next to each other: Plotly widens them then."""
    years = sorted({year for trace in bars for year in trace["x"]})
    if min((later - year for year, later in pairwise(years)), default=1) > 1:
        width = _YEAR / len(bars)
        for number, trace in enumerate(bars):
            trace |= {"width": width, "offset": number * width - _YEAR / 2}


def _further(points: Sequence[Point]) -> int:
    """Return the pixels that a chart grows by for choices beyond the second."""
    return 30 * max(max((point.role.place for point in points), default=0) - 1, 0)


def _years_axis(years: Sequence[float], most: float) -> dict[str, Any]:
    """Return an axis on which each year is one tick, of ``most`` that a phone has room for."""
    first, last = min(years, default=TARGET_YEAR), max(years, default=TARGET_YEAR)
    room = max(_ROOM, (_LEAST_YEARS - (last - first)) / 2)
    whole = range(ceil(first), floor(last) + 1)
    step = next(step for step in _STEPS if len(whole) <= step * most)
    return {
        "range": [first - room, last + room],
        "tickvals": [year for year in whole if (whole[-1] - year) % step == 0],
        "tickformat": "d",
        "tickangle": 0,
        "minor": {"tick0": 0, "dtick": 1, "ticks": "outside", "ticklen": 3},
    }


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
        "x": _ends(point),
        "y": [point.row.shown, point.row.shown],
        "line": {"color": look.ink(point), "width": 2, "dash": "dash"},
    }


def _ends(point: Point) -> list[int]:
    """Return the first and the last year of a level."""
    return [point.row.year_start, min(point.row.year, TARGET_YEAR)]
