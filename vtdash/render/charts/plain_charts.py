"""Marks on one category axis and one value axis: what all such charts share; bars and dots.

Every mark carries the number of its row in ``customdata``, so that chart, table and CSV can be
compared row by row. A mark is at ``Observation.shown``; a range is drawn as a range. Figures are
plain dicts: a tenth of the cost of Plotly's graph objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from vtdash.model.codes import Unit
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.drawing import Drawing, Leaves, stays, unlike_returns
from vtdash.render.charts.layout import (
    PLAIN_NUMBERS,
    below_one_another,
    chart_axis,
    chart_layout,
    error_bars,
    legend_height,
    once_in_legend,
    printed_on,
    row_marks,
    rows_down,
    sample_mark,
    short_label,
)
from vtdash.render.charts.points import Figure, Point, Trace, points_by, with_value
from vtdash.render.charts.theme import Look, hatching, marker, pattern

_NUMBERED = 12
"""Up to this many marks a chart prints the numbers on them; beyond it they would collide."""

Places = Callable[[Point], float]
"""Where a point is on the category axis."""


@dataclass(frozen=True)
class PlainChart(Drawing):
    """A chart of marks; values that may not share an axis have charts below one another."""

    is_ranked: ClassVar[bool] = True
    is_horizontal: ClassVar[bool] = False
    """Whether categories run down the page."""
    has_bars: ClassVar[bool] = True
    """Whether values of returns are bars; published ones are marks in any case."""

    @property
    def is_stacked(self) -> bool:
        """Whether bars of one category are parts of one sum."""
        return False

    @property
    def has_same_years(self) -> bool:
        """Whether the category axis is years as numbers, the same for charts below one another."""
        return False

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure: one chart, or a chart for each axis."""
        shown = with_value(points)
        axes = points_by(shown, lambda point: point.axis)
        if len(axes) <= 1:
            return self.chart(shown, look, separators)
        titles = list(axes)
        if self.is_horizontal:
            order = list(look.series)
            titles.sort(key=lambda title: order.index(axes[title][0].row.territory))
        charts = {title: self.chart(axes[title], look, separators) for title in titles}
        plots = [self.plot_height(axes[title]) for title in titles]
        return below_one_another(charts, plots, look, same_years=self.has_same_years)

    def chart(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure of points that share their axis."""
        categories = list(dict.fromkeys(point.category for point in points))
        across, down = self.category_axis(categories, look), self._value_axis(points, look)
        if self.is_horizontal:
            across, down = down, across
        picture = chart_layout(look, separators, self.height(points, len(categories))) | {
            "barmode": "stack" if self.is_stacked else "group",
            "xaxis": across,
            "yaxis": down,
            "annotations": [],
            "shapes": [],
            **sample_mark(points, look),
        }
        return {"data": self._traces(points, categories, look), "layout": picture}

    def height(self, points: Sequence[Point], categories: int) -> int:
        """Return a height that leaves room for every mark and for the legend above."""
        raise NotImplementedError

    def plot_height(self, points: Sequence[Point]) -> int:
        """Return the height of the marks of one of several charts below one another."""
        raise NotImplementedError

    def category_axis(self, categories: Sequence[str], look: Look) -> dict[str, Any]:
        """Return the axis of the categories."""
        raise NotImplementedError

    def places(self, categories: Sequence[str]) -> Places:
        """Return where each point is on the category axis."""
        order = {name: number for number, name in enumerate(categories)}
        return lambda point: order[point.category]

    def reads_from_zero(self) -> bool:
        """Return whether the value axis begins at zero: bars do, marks need not."""
        return self.has_bars

    def _value_axis(self, points: Sequence[Point], look: Look) -> dict[str, Any]:
        percent = any(point.row.unit == Unit.PERCENT for point in points)
        line = chart_axis(look) | {"title": {"text": self.axis, "font": {"size": 12}}}
        line |= {"ticksuffix": "%"} if percent else {"tickformat": PLAIN_NUMBERS}
        if self.reads_from_zero():
            return line | {"rangemode": "tozero"}
        return line | (_calm_range(points) if percent else {})

    def runs(self, points: Sequence[Point]) -> Iterable[list[Point]]:
        """Return the points of each trace: of one series, one kind of data, aims on their own."""
        return points_by(points, _run).values()

    def _traces(
        self, points: Sequence[Point], categories: Sequence[str], look: Look
    ) -> list[Trace]:
        order = list(look.series)
        runs = sorted(self.runs(points), key=lambda run: order.index(run[0].row.territory))
        place, numbered = self.places(categories), len(points) <= _NUMBERED
        return once_in_legend([self.trace(run, look, place, numbered=numbered) for run in runs])

    def trace(self, group: Sequence[Point], look: Look, place: Places, *, numbered: bool) -> Trace:
        """Return one trace; ``numbered`` where the numbers have room on the marks."""
        positions = [place(point) for point in group]
        values = [point.row.shown for point in group]
        x, y = (values, positions) if self.is_horizontal else (positions, values)
        as_marks = group[0].row.is_published or not self.has_bars
        drawn = self.marks(group, look) if as_marks else self._bars(group, look, numbered=numbered)
        return row_marks(group) | {"x": x, "y": y} | drawn

    def marks(self, group: Sequence[Point], look: Look) -> Trace:
        """Return points drawn as marks, with their ranges or intervals."""
        trace: Trace = {
            "type": "scatter",
            "mode": "markers",
            "marker": marker(group, look),
            "cliponaxis": False,
        }
        if ranges := error_bars(group):
            colour = look.of(group[0].row.territory)
            side = "error_x" if self.is_horizontal else "error_y"
            trace[side] = ranges | {"color": colour, "thickness": 1.5, "width": 4}
        return trace

    def _bars(self, group: Sequence[Point], look: Look, *, numbered: bool) -> Trace:
        trace: Trace = {"type": "bar", "marker": _fill(group, look, has_edge=self.is_stacked)}
        if self.is_horizontal:
            trace["orientation"] = "h"
        if numbered and not self.is_stacked:
            trace |= printed_on([point.number for point in group], "outside", look)
            trace["textangle"] = 0
        return trace


@dataclass(frozen=True)
class DownThePage(PlainChart):
    """Categories down the page, values across; several charts have each its own categories."""

    is_horizontal: ClassVar[bool] = True

    def leaving(self, rows: Sequence[Observation], catalogue: Catalogue) -> Leaves:
        """Return which rows need an axis of their territory."""
        return unlike_returns(rows, catalogue)

    def height(self, points: Sequence[Point], categories: int) -> int:
        """Return a height with room for every bar; dots share the line of their category."""
        bars = len(points) if self.has_bars and not self.is_stacked else categories
        return max(38 * categories, 20 * bars) + 70 + legend_height(points)

    def plot_height(self, points: Sequence[Point]) -> int:
        """Return the height of the categories' lines."""
        names = {short_label(point.category) for point in points}
        return max(sum(34 if "<br>" in name else 28 for name in names), 40)

    def category_axis(self, categories: Sequence[str], look: Look) -> dict[str, Any]:
        """Return the axis of the categories, the first at the top."""
        return chart_axis(look) | {"showgrid": False, **rows_down(categories)}


@dataclass(frozen=True)
class Bars(DownThePage):
    """Bars next to each other, or ``stacked``: parts of one sum, which no axis may part."""

    kind: ClassVar[str] = "bars"
    most_drawn: ClassVar[int] = 15
    draws_largest: ClassVar[bool] = True

    stacked: bool = False

    @property
    def is_stacked(self) -> bool:
        """Whether bars of one category are parts of one sum."""
        return self.stacked

    def leaving(self, rows: Sequence[Observation], catalogue: Catalogue) -> Leaves:
        """Return which rows need an axis of their territory; a stack stays whole."""
        return stays if self.stacked else super().leaving(rows, catalogue)


@dataclass(frozen=True)
class Dots(DownThePage):
    """Rates with intervals or ranges.

    ``needed`` is the group of rows that say what an aim needs, where the values are changes:
    these are read from zero.
    """

    kind: ClassVar[str] = "dots"
    most_drawn: ClassVar[int] = 30
    has_bars: ClassVar[bool] = False

    needed: str = ""

    def is_needed(self, row: Observation) -> bool:
        """Return whether the value of a row is what an aim needs."""
        return bool(self.needed) and row.group == self.needed

    def reads_from_zero(self) -> bool:
        """Return whether the values are changes."""
        return bool(self.needed)


def _run(point: Point) -> tuple[str, str, bool]:
    return point.series, point.row.data_status, point.is_aim


def _calm_range(points: Sequence[Point]) -> dict[str, Any]:
    """Return a range that leaves ten points of room, so that noise does not look like change."""
    rows = [point.row for point in points]
    bounds = [
        bound
        for row in rows
        for bound in (row.shown, row.low, row.high, *(row.interval or ()))
        if bound is not None
    ]
    return {"range": [max(0, min(bounds) - 10), min(102, max(bounds) + 10)]}


def _fill(group: Sequence[Point], look: Look, *, has_edge: bool) -> dict[str, Any]:
    """Return the look of bars: hatched for a second indicator, dotted for estimates."""
    edge = 1 if has_edge else 0  # on a phone a bar next to others is no wider than its edge
    fill: dict[str, Any] = {
        "color": look.of(group[0].row.territory),
        "line": {"color": look.paper, "width": edge},
    }
    if any(shapes := [pattern(point) for point in group]):
        fill["pattern"] = hatching(shapes, look.paper, 6, 0.2)
    elif group[0].variant:
        fill["pattern"] = hatching("/", look.paper, 7, 0.35)
    return fill
