"""One lane for each measure: a place among the other places of its city, and the city itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from vtdash.render.charts.lanes import lane_line
from vtdash.render.charts.layout import marks_at
from vtdash.render.charts.paired_lanes import SCALE, PairedLanes
from vtdash.render.charts.points import Point, Trace
from vtdash.render.charts.theme import Look, marker
from vtdash.render.names import Names
from vtdash.text.language import Text


@dataclass(frozen=True)
class PlaceLanes(PairedLanes):
    """A lane for each measure: a large mark for the place, a bar for its city, ticks for others.

    The place and its city come first among the rows of a measure; all but the place are context.
    ``key``: what bar and ticks mean.
    """

    kind: ClassVar[str] = "place among others"

    key: str = ""

    def most_categories(self) -> int:
        """Return that all measures are drawn."""
        return 0

    def signs(self, points: Sequence[Point], look: Look) -> str:
        """Return the name of the place behind its sign, then what bar and ticks mean."""
        first = points[0]
        sign = f'<span style="color:{look.ink(first)}">•</span>'
        return f"{sign} {first.series}<br>{self.key}"

    def lane_traces(self, points: Sequence[Point], number: int, look: Look) -> list[Trace]:
        """Return ticks for the other places, a bar for the city, and the place in front."""
        on = {"xaxis": f"x{number}", "yaxis": f"y{number}", "cliponaxis": False}
        others = [point for point in points if point.row.is_context and point.row.area_id]
        cities = [point for point in points if point.row.is_context and not point.row.area_id]
        own = [point for point in points if not point.row.is_context]
        looks = (
            (others, _tick(10, 1.5, look.pale(look.quiet))),
            (cities, _tick(20, 3, look.text)),
            (own, marker(own, look) | {"size": 13} if own else {}),
        )
        return [_at(group) | on | {"marker": own_look} for group, own_look in looks if group]

    def lane_numbers(
        self, points: Sequence[Point], number: int, look: Look
    ) -> list[dict[str, Any]]:
        """Return no numbers on the marks, which would hide others: the words above have them."""
        del points, number, look
        return []

    def lane_shapes(self, points: Sequence[Point], number: int, look: Look) -> list[dict[str, Any]]:
        """Return the line on which the marks lie."""
        return [lane_line(points, number, SCALE, look)]

    def describe(self, points: Sequence[Point], names: Names) -> list[str]:
        """Return the contents, then for each measure the words above its lane."""
        shown = [point for point in points if point.row.shown is not None]
        if not shown:
            return []
        titles = {point.row.indicator_id: point.category for point in shown}
        return [
            *self.contents(shown, len(points), names.text),
            *(f"{titles[one.indicator_id]} – {one.first}. {one.second}." for one in self.words),
        ]

    def contents(self, shown: Sequence[Point], rows: int, text: Text) -> list[str]:
        """Return how many values of how many measures there are; the places are not listed."""
        del rows
        return [
            text.plural(
                "The chart shows {n} value of {measures} measures.",
                "The chart shows {n} values of {measures} measures.",
                len(shown),
                measures=len({point.row.indicator_id for point in shown}),
            )
        ]


def _tick(size: int, width: float, colour: str) -> dict[str, Any]:
    return {
        "symbol": "line-ns-open",
        "size": size,
        "color": colour,
        "line": {"width": width, "color": colour},
    }


def _at(group: Sequence[Point]) -> Trace:
    return marks_at(group, [point.row.shown for point in group], [0] * len(group))
