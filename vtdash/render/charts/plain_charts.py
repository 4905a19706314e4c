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
from vtdash.render.charts.points import Point
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
        return max(38 * categories, 20 * self._bars_of(points)) + 70 + legend_height(points)

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
        return max(line * len(names), 16 * self._bars_of(points), 40)

    def category_axis(
        self, categories: Sequence[str], among: Sequence[Point], look: Look
    ) -> dict[str, Any]:
        """Return the axis of the categories, the first at the top."""
        del among
        return chart_axis(look) | {"showgrid": False, **rows_down(categories)}


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
