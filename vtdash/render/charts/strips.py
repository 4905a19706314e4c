"""One strip for each category, each with an axis of its own.

Values of different indicators must not share an axis (the three 'trained' rates least of all);
strips show them together without putting them on one scale.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from vtdash.model.codes import Unit
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.drawing import Drawing, Leaves, unlike_published
from vtdash.render.charts.layout import (
    PLAIN_NUMBERS,
    chart_layout,
    error_bars,
    is_bound,
    legend_height,
    marks_at,
    once_in_legend,
    printed_on,
    sample_mark,
)
from vtdash.render.charts.points import (
    Figure,
    Labels,
    Point,
    Trace,
    number_at,
    points_by,
    printed_values,
    with_value,
)
from vtdash.render.charts.stacked import bands, chart_title, numbered_axes
from vtdash.render.charts.theme import Look, marker, numeral_ink
from vtdash.render.names import Names

_HEAD, _TITLE_LINE, _FOOT, _LANE = 14, 16, 34, 24
"""Pixels of a strip above its title, for each line of it, its axis, and each lane between."""

_TITLE = 38
"""Letters of a title's line that a phone has room for."""

_REACH = 0.06
"""The open end of a bound as a share of its strip."""

_FEW = 2
"""Values of a strip that are told one by one."""

Lane = tuple[str, bool, str]


@dataclass(frozen=True)
class Strips(Drawing):
    """A strip for each category, in it a lane for each number.

    Figures that print the same number of one territory share a lane, so that numbers never
    cover one another.
    """

    kind: ClassVar[str] = "strips"

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure: a strip below another."""
        shown = with_value(points)
        strips = _strips(shown)
        lanes = [list(dict.fromkeys(map(_lane, group))) for group in strips.values()]
        titles = [textwrap.wrap(name, _TITLE) for name in strips]
        heads = [_HEAD + _TITLE_LINE * len(lines) for lines in titles]
        whole, places = bands(heads, [_LANE * len(own) for own in lanes], _FOOT)
        picture = chart_layout(look, separators, whole + 20 + legend_height(shown))
        picture |= {"annotations": [], **sample_mark(shown, look)}
        traces: list[Trace] = []
        for number, group in enumerate(strips.values(), start=1):
            own, place = lanes[number - 1], places[number - 1]
            title = "<br>".join(titles[number - 1])
            traces += _traces(group, number, own, look)
            picture |= _axes(number, place.domain, len(own), group, look)
            picture["annotations"].append(chart_title(title, place.title_at, look))
        return {"data": once_in_legend(traces), "layout": picture}

    def describe(self, points: Sequence[Point], names: Names) -> list[str]:
        """Return the contents, then a sentence for each strip; no strip is held against another."""
        shown = with_value(points)
        if not shown:
            return []
        told = [_in_words(title, group, names) for title, group in _strips(shown).items()]
        return [*self.contents(shown, len(points), names.text), *told]

    def axis_name(self, labels: Labels, row: Observation) -> str:
        """Return the title of the strip that a row belongs to."""
        return labels.category(self.category, row)

    def leaving(self, rows: Sequence[Observation], catalogue: Catalogue) -> Leaves:
        """Return which rows of a strip need one of their territory."""
        return unlike_published(rows, catalogue)


def _strips(points: Sequence[Point]) -> dict[str, list[Point]]:
    return points_by(points, lambda point: point.axis or point.category)


def _lane(point: Point) -> Lane:
    return (point.row.territory, point.is_aim, point.number)


def _traces(points: Sequence[Point], number: int, lanes: list[Lane], look: Look) -> list[Trace]:
    traces: list[Trace] = []
    most = _most(points)
    for group in points_by(points, lambda point: (point.series, is_bound(point))).values():
        values = [point.row.shown for point in group]
        trace = marks_at(group, values, [lanes.index(_lane(point)) for point in group])
        sides = [_side(point, most) for point in group]
        trace |= printed_on(_numbers_once(group), sides, look, numeral_ink(group[0], look))
        trace |= {"xaxis": f"x{number}", "yaxis": f"y{number}", "mode": "markers+text"}
        trace["marker"] = marker(group, look)
        if ranges := error_bars(group, _REACH * most):
            trace["error_x"] = {"color": look.ink(group[0]), "thickness": 3, "width": 5} | ranges
        traces.append(trace)
    return traces


def _side(point: Point, most: float) -> str:
    """Print the number where there is room: before a mark that lies far to the right."""
    ends_right = point.row.high is not None and point.row.high != point.row.low
    far = (point.row.shown or 0) > 0.6 * most
    return "middle left" if far or ends_right else "middle right"


def _numbers_once(group: Sequence[Point]) -> list[str]:
    """Return each number where it comes first, so that equal figures do not print twice."""
    seen: set[Lane] = set()
    numbers: list[str] = []
    for point in group:
        pad = "\u2002\u2002"
        numbers.append("" if _lane(point) in seen else f"{pad}{point.number}{pad}")
        seen.add(_lane(point))
    return numbers


def _most(points: Sequence[Point]) -> float:
    if points[0].row.unit == Unit.PERCENT:
        return 100.0
    ends = [v for p in points for v in (p.row.shown, p.row.high) if v is not None]
    return max(ends, default=1.0)


def _axes(
    number: int, domain: list[float], lanes: int, points: Sequence[Point], look: Look
) -> dict[str, Any]:
    across = {
        "range": [0, 1.05 * _most(points)],
        "nticks": 6,
        "automargin": False,
        "tickformat": PLAIN_NUMBERS,
        "ticksuffix": "%" if points[0].row.unit == Unit.PERCENT else "",
    }
    down = {"range": [lanes - 0.5, -0.5], "showticklabels": False, "showgrid": False}
    return numbered_axes(number, domain, across, down, look)


def _in_words(title: str, points: Sequence[Point], names: Names) -> str:
    text = names.text
    values = list(dict.fromkeys(f"{p.series}: {names.value(p.row)}" for p in points))
    if len(values) <= _FEW:
        return f"{title} – {'; '.join(values)}."
    high, low = max(points, key=number_at), min(points, key=number_at)
    if number_at(high) == number_at(low):
        printed = printed_values(points, names)
        if len(printed) > 1:  # a bound, a range and a number may begin at one mark
            return text(
                "{title} – {n} values: {values}.",
                title=title,
                n=text.number(len(points)),
                values="; ".join(printed),
            )
        return text(
            "{title} – {n} values, all of them {value}.",
            title=title,
            n=text.number(len(points)),
            value=names.value(high.row),
        )
    return text(
        "{title} – {n} values, from {low} ({low_name}) to {high} ({high_name}).",
        n=text.number(len(points)),
        title=title,
        low=names.value(low.row),
        low_name=low.series,
        high=names.value(high.row),
        high_name=high.series,
    )
