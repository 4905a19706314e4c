"""Bars of changes: to the right what grew, to the left what shrank, from the one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.drawing import Leaves, stays
from vtdash.render.charts.on_axes import Scene
from vtdash.render.charts.plain_charts import DownThePage
from vtdash.render.charts.points import Point, number_at
from vtdash.render.charts.series_names import Among
from vtdash.render.charts.theme import Look

_ROOM = 0.3
"""Share of the axis that a number beside a bar to the left needs, on a phone too."""


@dataclass(frozen=True)
class ChangeBars(DownThePage):
    """A bar for each change on one axis through zero; every territory has its own."""

    kind: ClassVar[str] = "changes"

    def leaving(self, rows: Sequence[Observation], catalogue: Catalogue) -> Leaves:
        """Return which rows need an axis of their territory: all, where there are several."""
        del catalogue
        return (lambda row: True) if len({row.territory for row in rows}) > 1 else stays

    def has_changes(self) -> bool:
        """Return whether the values are changes, which go below zero."""
        return True

    def is_numbered(self, points: Sequence[Point], among: Among) -> bool:
        """Return whether the numbers have room on the marks: each has its line."""
        del points, among
        return True

    def names_in_plot(self, among: Among) -> bool:
        """Return whether the series are named in the plot: a single one is named in the heading."""
        del among
        return True

    def printed(self, point: Point) -> str:
        """Return what a bar prints: its number with a sign."""
        said = super().printed(point)
        return f"+{said}" if number_at(point) > 0 else said

    def _value_axis(self, points: Sequence[Point], scene: Scene, look: Look) -> dict[str, Any]:
        line = super()._value_axis(points, scene, look)
        line.pop("rangemode", None)
        numbers = [0.0, *map(number_at, points)]
        low, high = min(numbers), max(numbers)
        span = (high - low) or 1.0
        room = _ROOM * span if low < 0 else 0.0
        return line | {"range": [low - room, high], "zeroline": True, "zerolinecolor": look.quiet}
