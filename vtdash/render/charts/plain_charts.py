"""Bars and dots: categories down the page, values across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.drawing import Leaves, stays, unlike_returns
from vtdash.render.charts.layout import chart_axis, legend_height, rows_down, short_label
from vtdash.render.charts.on_axes import PlainChart
from vtdash.render.charts.points import Figure, Point, number_at
from vtdash.render.charts.series_names import NAME_LINE, Among, are_named, names_above, series_of
from vtdash.render.charts.theme import Look


@dataclass(frozen=True)
class DownThePage(PlainChart):
    """Categories down the page, values across; several charts have each its own categories."""

    is_horizontal: ClassVar[bool] = True

    def leaving(self, rows: Sequence[Observation], catalogue: Catalogue) -> Leaves:
        """Return which rows need an axis of their territory."""
        return unlike_returns(rows, catalogue)

    def height(self, points: Sequence[Point], categories: int) -> int:
        """Return a height with room for every bar; dots share the line of their category."""
        said = self._names_height(points) if are_named(points) else legend_height(points)
        return self._lines_height(points, categories) + 70 + said

    def _lines_height(self, points: Sequence[Point], categories: int) -> int:
        return max(38 * categories, 20 * self._bars_of(points))

    def _names_height(self, points: Sequence[Point]) -> int:
        return NAME_LINE * len(series_of(points))

    def _bars_of(self, points: Sequence[Point]) -> int:
        """Return how many bars stand below one another; stacked ones are one a choice."""
        if not self.has_bars:
            return 0
        beside = {point.role.place if self.is_stacked else point.series for point in points}
        return len(beside) * len({point.category for point in points})

    def plot_height(self, points: Sequence[Point]) -> int:
        """Return the height of the categories' lines."""
        names = {short_label(point.category) for point in points}
        line = 34 if any("<br>" in name for name in names) else 28
        lines = max(line * len(names), 16 * self._bars_of(points), 40)
        return lines + self._names_height(points)

    def category_axis(self, categories: Sequence[str], among: Among, look: Look) -> dict[str, Any]:
        """Return the axis of the categories, the first at the top."""
        del among
        return chart_axis(look) | {"showgrid": False, **rows_down(categories)}

    def chart(self, points: Sequence[Point], among: Among, look: Look, separators: str) -> Figure:
        """Return the chart; few series are named above their marks of the first category."""
        figure = super().chart(points, among, look, separators)
        picture = figure["layout"]
        if picture["showlegend"] or not points:
            return figure
        categories = len({point.category for point in points})
        alone = among.axes <= 1
        whole = self._lines_height(points, categories) if alone else self.plot_height(points)
        line = NAME_LINE * categories / (whole if alone else whole - self._names_height(points))
        ordered = sorted(points, key=lambda point: self.place_among(point, look))
        starts = self._first_places(ordered, points[0].category)
        most = max(map(number_at, points))
        picture["yaxis"]["range"][1] -= line * len(starts)
        picture["annotations"] += names_above(ordered, starts, most, line, look)
        return figure

    def _first_places(self, points: Sequence[Point], first: str) -> list[float]:
        """Return where on the value axis the mark of each series in the first category is."""
        places: list[float] = []
        before = 0.0
        for group in series_of(points).values():
            number = sum(number_at(p) for p in group if p.category == first)
            middle = before + number / 2 if self.is_stacked else 0.0
            places.append(middle if self.has_bars else number)
            before += number
        return places


@dataclass(frozen=True)
class Bars(DownThePage):
    """Bars next to each other, or ``stacked``: parts of one sum, which territories do not part.

    Several choices are no parts of one sum: each has a stack of its own.
    """

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

    def has_changes(self) -> bool:
        """Return whether the values are changes, which go below zero."""
        return bool(self.needed)
