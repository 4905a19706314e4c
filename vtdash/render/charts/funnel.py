"""Rates against the number of answers, within the limits that chance explains: a funnel each.

The limits are those of the rows themselves, joined by lines; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any, ClassVar

from vtdash.model.observation import Observation
from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.funnel_names import (
    NAME_HEIGHT,
    FunnelWindow,
    answers_of,
    named_marks,
    overall,
    stands_out,
    window_around,
)
from vtdash.render.charts.layout import (
    PLAIN_NUMBERS,
    chart_layout,
    marks_at,
    printed_on,
    sample_mark,
    words_at,
)
from vtdash.render.charts.points import Figure, Labels, Point, Trace, points_by, with_value
from vtdash.render.charts.stacked import bands, chart_title, numbered_axes
from vtdash.render.charts.theme import Look, is_hollow, symbol
from vtdash.render.names import Names

_PLOT, _HEAD, _FOOT = 220, 44, 34
"""Pixels of a funnel, of the title above it and of the axis below it."""

_LIMITS = {
    "limit_95_low": "dash",
    "limit_95_high": "dash",
    "limit_998_low": "solid",
    "limit_998_high": "solid",
}

_TICKS = [step * 10**power for power in range(7) for step in (1, 3)]
_WIDE = 2
"""Powers of ten from which only these are written: a phone has no room for more."""


@dataclass(frozen=True)
class FunnelChart(Drawing):
    """Rates against answers, a funnel for each series; ``axis`` names the answers.

    ``chosen``: ids of the areas that stand out wherever they lie.
    """

    kind: ClassVar[str] = "funnel"

    chosen: tuple[str, ...] = ()

    def axis_name(self, labels: Labels, row: Observation) -> str:
        """Return the title of the funnel that a row belongs to."""
        return labels.series_of(self.category, row)

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure: a funnel below another."""
        shown = with_value(points)
        funnels = _by_series(shown)
        whole, places = bands([_HEAD] * len(funnels), [_PLOT] * len(funnels), _FOOT)
        picture: dict[str, Any] = chart_layout(look, separators, max(whole, 1) + 30)
        picture |= {
            "showlegend": False,
            "annotations": [],
            "shapes": [],
            **sample_mark(shown, look),
        }
        traces: list[Trace] = []
        for number, (series, group) in enumerate(funnels.items(), start=1):
            place, window = places[number - 1], window_around(group)
            traces.append(_marks(group, number, window, look, self.chosen))
            picture |= _axes(number, place.domain, window, look)
            picture["shapes"] += _lines(group, number, look)
            picture["annotations"].append(chart_title(series, place.title_at, look))
            picture["annotations"] += _labels(group, number, window, separators, look)
            if number == len(funnels):
                picture[f"xaxis{number}"]["title"] = {"text": self.axis, "font": {"size": 12}}
        return {"data": traces, "layout": picture}

    def more(self, shown: Sequence[Point], names: Names) -> list[str]:
        """Return sentences for each funnel: the overall rate, and which places lie where."""
        return [
            said
            for series, group in _by_series(shown).items()
            for said in _in_words(series, group, names)
        ]


def _by_series(points: Sequence[Point]) -> dict[str, list[Point]]:
    return points_by(points, lambda point: point.axis or point.series)


def _in_words(series: str, points: Sequence[Point], names: Names) -> Iterator[str]:
    text = names.text
    rate = f"{text.number(overall(points), 1, padded=True)}%"
    yield text("{series}: overall {rate}.", series=series, rate=rate)
    for place, group in points_by(points, lambda point: point.row.group).items():
        title = names.code("funnel_place", place) or text("Without a place in the funnel")
        categories = ", ".join(point.category for point in group)
        named = text.number(len(group)) if place == "within" else categories
        yield f"{title}: {named}."


def _marks(
    points: Sequence[Point], number: int, window: FunnelWindow, look: Look, chosen: Collection[str]
) -> Trace:
    """Return the marks: small within the limits, tiny and hollow on few answers.

    Large are those outside and those that a reader chose.
    """
    shape, colour = symbol(points[0]), look.ink(points[0])
    outside = [stands_out(point, chosen) for point in points]
    named = named_marks(points, window, chosen)
    words = [point.category if point.row_number in named else "" for point in points]
    sides = [named.get(point.row_number, "middle right") for point in points]
    rows = [point.row for point in points]
    trace = marks_at(points, [row.denominator for row in rows], [row.value for row in rows])
    trace |= {"mode": "markers+text", "xaxis": f"x{number}", "yaxis": f"y{number}"}
    trace["marker"] = {
        "symbol": [f"{shape}-open" if is_hollow(point) else shape for point in points],
        "size": [
            _size(point.row.value_note, is_far=far)
            for point, far in zip(points, outside, strict=True)
        ],
        "color": [colour if far else look.quiet for far in outside],
        "line": {"width": 1 if not any(map(is_hollow, points)) else 2, "color": look.paper},
    }
    return trace | printed_on(words, sides, look)


def _size(note: str, *, is_far: bool) -> int:
    if note == "small_base":
        return 4
    return 10 if is_far else 7


def _lines(points: Sequence[Point], number: int, look: Look) -> list[dict[str, Any]]:
    """Return the overall rate and the four limits, through the limits of the rows."""
    axes = {"xref": f"x{number}", "yref": f"y{number}", "layer": "below"}
    placed = {answers_of(p): place for p in points if (place := p.row.funnel_place)}
    bases = sorted(placed)
    ends = [answers_of(point) for point in points]
    middle = overall(points)
    across = {"x0": min(ends), "x1": max(ends), "y0": middle, "y1": middle}
    line = {"color": look.quiet, "width": 1}
    lines: list[dict[str, Any]] = [{"type": "line", "line": line, **across, **axes}]
    for field, dash in _LIMITS.items() if len(bases) > 1 else ():
        path = "L".join(f"{base:.0f},{getattr(placed[base], field):.4f}" for base in bases)
        line = {"color": look.quiet, "width": 1.5, "dash": dash}
        lines.append({"type": "path", "path": f"M{path}", "line": line, **axes})
    return lines


def _labels(
    points: Sequence[Point], number: int, window: FunnelWindow, separators: str, look: Look
) -> list[dict[str, Any]]:
    """Return what each line is, where the funnel is widest, as far as there is room."""
    placed = [point for point in points if point.row.funnel_place]
    if len({answers_of(point) for point in placed}) < 2:  # noqa: PLR2004 - no line to be labelled
        return []
    first = min(placed, key=answers_of)
    middle = overall(points)
    room = NAME_HEIGHT * (window.high - window.low)
    said = {f"{middle:.1f}%".replace(".", separators[:1]): middle}
    for label, field in ((f"99{separators[:1]}8%", "limit_998_high"), ("95%", "limit_95_high")):
        height = getattr(first.row.funnel_place, field)
        if all(abs(height - other) > room for other in said.values()):
            said[label] = height
    place = {"xref": f"x{number}", "yref": f"y{number}", "xanchor": "left", "yanchor": "bottom"}
    left = log10(answers_of(first))
    return [words_at(label, left, height, look.quiet) | place for label, height in said.items()]


def _axes(
    number: int, domain: list[float], window: FunnelWindow, look: Look
) -> dict[str, dict[str, Any]]:
    ticks = _TICKS[::2] if window.right - window.left > _WIDE else _TICKS
    across = {
        "type": "log",
        "range": [window.left, window.right],
        "tickvals": [tick for tick in ticks if window.left <= log10(tick) <= window.right],
        "tickformat": PLAIN_NUMBERS,
        "tickangle": 0,
    }
    down = {"range": [window.low, window.high], "ticksuffix": "%", "nticks": 6}
    return numbered_axes(number, domain, across, down, look)
