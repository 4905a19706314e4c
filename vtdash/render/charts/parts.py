"""The parts of a difference: bars to both sides of zero, and a mark at their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.layout import (
    PLAIN_NUMBERS,
    chart_axis,
    chart_layout,
    legend_height,
    once_in_legend,
    printed_on,
    row_marks,
    rows_down,
    sample_mark,
)
from vtdash.render.charts.points import Figure, Point, Trace, points_by, with_value
from vtdash.render.charts.theme import Look, hatching
from vtdash.render.names import Names

_NUMBERED = 12
"""Up to this many marks carry their numbers."""

_ROOM = 0.6, 0.35
"""Room for a number left and right of the bars as shares of their span, on a phone."""

_FOOT = 64
"""Pixels of the ticks and of the title of the axis, above the legend."""

_SUM = "difference"


@dataclass(frozen=True)
class DifferenceParts(Drawing):
    """Groups down, the parts of each difference as bars, the whole difference as a mark."""

    kind: ClassVar[str] = "parts"

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure."""
        shown = with_value(points)
        categories = list(dict.fromkeys(map(_category, shown)))
        series = points_by(shown, lambda point: point.row.group)
        numbered = len(shown) <= _NUMBERED
        traces = [_trace(group, categories, look, numbered=numbered) for group in series.values()]
        height = 48 * len(categories) + 80 + legend_height(shown)
        picture: dict[str, Any] = chart_layout(look, separators, height) | {
            "barmode": "group",
            "xaxis": chart_axis(look)
            | {
                "title": {"text": self.axis, "font": {"size": 12}},
                "tickformat": PLAIN_NUMBERS,
                "zeroline": True,
                "zerolinecolor": look.quiet,
                "range": _range(shown),
            },
            "yaxis": chart_axis(look) | {"showgrid": False, **rows_down(categories)},
            **sample_mark(shown, look),
        }
        picture["legend"] |= {"y": -_FOOT / (48 * len(categories) + 80)}
        return {"data": once_in_legend(traces), "layout": picture}

    def more(self, shown: Sequence[Point], names: Names) -> list[str]:
        """Return a sentence for each group: what each of its parts adds."""
        return [
            f"{title}: {'; '.join(f'{p.series} {names.value(p.row)}' for p in group)}."
            for title, group in points_by(shown, lambda point: point.category).items()
        ]


def _trace(
    group: Sequence[Point], categories: Sequence[str], look: Look, *, numbered: bool
) -> Trace:
    trace = row_marks(group) | {
        "x": [point.row.value for point in group],
        "y": [categories.index(_category(point)) for point in group],
    }
    part = group[0].row.group
    trace |= _mark(look) if part == _SUM else _bar(part, look)
    if numbered:
        side = "middle right" if part == _SUM else "outside"
        trace |= printed_on([point.number for point in group], side, look)
    return trace


def _category(point: Point) -> str:
    """Return the line of a mark: the whole difference has one of its own."""
    return point.series if point.row.group == _SUM else point.category


def _mark(look: Look) -> Trace:
    marker = {"symbol": "diamond", "size": 12, "color": look.text}
    return {"type": "scatter", "mode": "markers+text", "marker": marker}


def _bar(part: str, look: Look) -> Trace:
    """Return the look of a bar; the make-up is hatched, so that no colour is needed."""
    fill: dict[str, Any] = {"color": look.quiet, "line": {"color": look.quiet, "width": 1}}
    if part == "composition":
        fill["pattern"] = hatching("/", look.paper, 7, 0.5)
    return {"type": "bar", "orientation": "h", "marker": fill}


def _range(points: Sequence[Point]) -> list[float]:
    """Return a range around zero and every part, with room for the numbers after the bars."""
    values = [0.0, *(point.row.value or 0.0 for point in points)]
    left, right = _ROOM if len(points) <= _NUMBERED else (0.05, 0.05)
    span = max(values) - min(values) or 1.0
    return [min(values) - left * span * (min(values) < 0), max(values) + right * span]
