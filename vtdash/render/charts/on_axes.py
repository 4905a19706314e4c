"""Marks on one category axis and one value axis: what all such charts share.

Every mark carries the number of its row in ``customdata``, so that chart, table and CSV can be
compared row by row. A mark is at ``Observation.shown``; a range is drawn as a range. Figures are
plain dicts: a tenth of the cost of Plotly's graph objects.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from vtdash.model.codes import DataStatus, Unit
from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.layout import (
    PLAIN_NUMBERS,
    chart_axis,
    chart_layout,
    error_bars,
    is_bound,
    legend_height,
    once_in_legend,
    printed_on,
    row_marks,
    sample_mark,
)
from vtdash.render.charts.points import Figure, Point, Trace, number_at, points_by, with_value
from vtdash.render.charts.series_names import Among
from vtdash.render.charts.stacked import below_one_another
from vtdash.render.charts.theme import Look, bar_fill, marker, numeral_ink

_NUMBERED = 12
"""Up to this many marks a chart prints the numbers on them; beyond it they would collide."""

_LETTER = 7
"""Pixels of a letter of a number on a bar."""

_NARROW, _LONG, _VERY_LONG = 80, 10_000, 1_000_000
"""Pixels of numbers beside bars, and numbers below them, that leave a phone room for few ticks."""

_HEADROOM = 1.15
"""The height of columns' axis for each of the highest: room for a number above it."""

_FOOT, _FOOT_TITLE = 44, 20
"""Pixels between the marks and a legend below: the ticks, and the title of the axis."""

_REACH = 0.08
"""The open end of a bound as a share of the largest number of its chart."""

_TOPS, _ABOVE = (10, 25, 50, 100), 0.08
"""Where axes of shares end, and how much is left above for a mark at the end."""

_LAST = 2000
"""Plotly's rank of context in a legend; that of all others is 1000."""

Places = Callable[[Point], float]
"""Where a point is on the category axis."""


class Scene(NamedTuple):
    """What all marks of one chart go by.

    ``numbered``: whether bars print their numbers; ``number_room``: the pixels of the longest;
    ``most``: the largest number that a mark reaches to; ``middle`` of what runs across; ``below``:
    rows whose words stand below their mark, since the next ones stand above.
    """

    place: Places
    numbered: bool
    most: float
    below: frozenset[int]
    middle: float
    number_room: int


@dataclass(frozen=True)
class PlainChart(Drawing):
    """A chart of marks; values that may not share an axis have charts below one another."""

    is_ranked: ClassVar[bool] = True
    has_roles: ClassVar[bool] = True
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
        among = Among(shown)
        if len(axes) <= 1:
            return self.chart(shown, among, look, separators)
        titles = sorted(axes, key=lambda title: self._rank(axes[title][0], look))
        charts = {title: self.chart(axes[title], among, look, separators) for title in titles}
        plots = [self.plot_height(axes[title]) for title in titles]
        return below_one_another(charts, plots, look, same_years=self.has_same_years)

    def _rank(self, point: Point, look: Look) -> tuple[bool | int, ...]:
        """Return the place of a chart among others: sample below, what stands beside at the end."""
        place = list(look.series).index(point.row.territory) if self.is_horizontal else 0
        is_sample = point.row.data_status == DataStatus.SAMPLE
        return point.role.is_context, point.role.is_former, is_sample, place

    def chart(self, points: Sequence[Point], among: Among, look: Look, separators: str) -> Figure:
        """Return the figure of points that share their axis, ``among`` all that are drawn."""
        categories = list(dict.fromkeys(point.category for point in points))
        scene = self._scene(points, among, categories)
        across = self.category_axis(categories, among, look)
        down = self._value_axis(points, scene, look)
        if self.is_horizontal:
            across, down = down, across
        picture: dict[str, Any] = chart_layout(
            look, separators, self.height(points, len(categories))
        ) | {
            "barmode": "stack" if self.is_stacked else "group",
            "xaxis": across,
            "yaxis": down,
            "annotations": [],
            "shapes": [],
            "showlegend": not self.names_in_plot(among),
            **sample_mark(points, look),
        }
        foot = _FOOT + (_FOOT_TITLE if self.is_horizontal and self.axis else 0)
        picture["legend"]["y"] = -foot / (picture["height"] - legend_height(points))
        if self.is_horizontal and self.has_bars:
            picture["margin"]["r"] += scene.number_room
        return {"data": self._traces(points, scene, look), "layout": picture}

    def names_in_plot(self, among: Among) -> bool:
        """Return whether the series are named in the plot and not in a legend."""
        return among.are_named

    def _scene(self, points: Sequence[Point], among: Among, categories: Sequence[str]) -> Scene:
        """Return what all marks of a chart go by."""
        place = self.places(categories)
        across = [number_at(p) if self.is_horizontal else place(p) for p in points] or [0.0]
        numbered = not self.is_stacked and self.is_numbered(points, among)
        said = [p for p in points if not self.is_stacked and (numbered or p.coverage)]
        lines = [line for point in said for line in self.printed(point).split("<br>")]
        return Scene(
            place=place,
            numbered=numbered,
            most=max((bound for p in points for bound in bounds_of(p)), default=0.0),
            below=frozenset(
                p.row_number for p in sorted(filter(is_bound, points), key=place)[1::2]
            ),
            middle=(min(across) + max(across)) / 2,
            number_room=_LETTER * max(map(len, lines), default=0),
        )

    def is_numbered(self, points: Sequence[Point], among: Among) -> bool:
        """Return whether the numbers have room on the marks; ``among``: all of the picture."""
        del among
        return len(points) <= _NUMBERED

    def printed(self, point: Point) -> str:
        """Return what a bar prints: its number, and of how many areas it is if some are missing."""
        return f"{point.number} ({point.coverage})" if point.coverage else point.number

    def height(self, points: Sequence[Point], categories: int) -> int:
        """Return a height that leaves room for every mark and for the legend above."""
        raise NotImplementedError

    def plot_height(self, points: Sequence[Point]) -> int:
        """Return the height of the marks of one of several charts below one another."""
        raise NotImplementedError

    def category_axis(self, categories: Sequence[str], among: Among, look: Look) -> dict[str, Any]:
        """Return the axis of the categories; ``among``: all points of all charts."""
        raise NotImplementedError

    def places(self, categories: Sequence[str]) -> Places:
        """Return where each point is on the category axis."""
        order = {name: number for number, name in enumerate(categories)}
        return lambda point: order[point.category]

    def has_changes(self) -> bool:
        """Return whether the values are changes, which go below zero."""
        return False

    def _value_axis(self, points: Sequence[Point], scene: Scene, look: Look) -> dict[str, Any]:
        percent = any(point.row.unit == Unit.PERCENT for point in points)
        line = chart_axis(look) | {"title": {"text": self.axis, "font": {"size": 12}}}
        line |= {"ticksuffix": "%"} if percent else {"tickformat": PLAIN_NUMBERS}
        if self.is_horizontal:
            is_narrow = scene.number_room > _NARROW or scene.most >= _VERY_LONG
            ticks = 2 if is_narrow else 3 if scene.most >= _LONG else 5
            line |= {"nticks": ticks, "tickangle": 0}
        if percent and not self.has_changes():
            return line | rate_range(points)
        if self.has_bars and not self.is_horizontal and scene.number_room:
            return line | {"range": [0, _HEADROOM * (scene.most or 1)]}
        return line | ({"rangemode": "tozero"} if self.has_bars or self.has_changes() else {})

    def runs(self, points: Sequence[Point]) -> Iterable[list[Point]]:
        """Return the points of each trace: of one series, one kind of data, aims on their own."""
        return points_by(points, run_of).values()

    def _traces(self, points: Sequence[Point], scene: Scene, look: Look) -> list[Trace]:
        runs = sorted(self.runs(points), key=lambda run: self.place_among(run[0], look))
        return once_in_legend([self.trace(run, look, scene) for run in runs])

    def place_among(self, point: Point, look: Look) -> tuple[bool | int, ...]:
        """Return what series are ordered by: what is drawn first lies behind, or nearer to zero."""
        role = point.role
        return (
            not role.is_context,
            role.is_former is self.has_bars,  # lines behind, bars beside
            list(look.series).index(point.row.territory),
            role.place,
        )

    def trace(self, group: Sequence[Point], look: Look, scene: Scene) -> Trace:
        """Return one trace: bars, or marks."""
        positions = [scene.place(point) for point in group]
        values = [point.row.shown for point in group]
        x, y = (values, positions) if self.is_horizontal else (positions, values)
        as_marks = group[0].row.is_published or not self.has_bars
        drawn = self.marks(group, look, scene) if as_marks else self._bars(group, look, scene)
        if group[0].role.is_context:
            drawn["legendrank"] = _LAST
        return row_marks(group) | {"x": x, "y": y} | drawn

    def marks(self, group: Sequence[Point], look: Look, scene: Scene) -> Trace:
        """Return points drawn as marks, with their ranges or intervals; a bound says its words."""
        trace: Trace = {
            "type": "scatter",
            "mode": "markers",
            "marker": marker(group, look),
            "cliponaxis": False,
        }
        if ranges := error_bars(group, _REACH * scene.most):
            side = "error_x" if self.is_horizontal else "error_y"
            trace[side] = {"color": look.ink(group[0]), "thickness": 1.5, "width": 4} | ranges
        said = [(point.category, self._said(point)) for point in group]
        words = ["" if each in said[:place] else each[1] for place, each in enumerate(said)]
        if any(words):  # a document that two pages report says its bound once
            where = [self._side(point, scene) for point in group]
            trace |= printed_on(words, where, look, numeral_ink(group[0], look))
            trace["mode"] = "markers+text"
        return trace

    def _said(self, point: Point) -> str:
        """Return the words on a mark that its place does not say: a bound, areas missing."""
        return point.number if is_bound(point) else point.coverage

    def _side(self, point: Point, scene: Scene) -> str:
        """Return on which side of a mark words stand: towards the middle of the chart."""
        across = number_at(point) if self.is_horizontal else scene.place(point)
        height = "bottom" if point.row_number in scene.below else "top"
        return f"{height} {'left' if across > scene.middle else 'right'}"

    def _bars(self, group: Sequence[Point], look: Look, scene: Scene) -> Trace:
        trace: Trace = {"type": "bar", "marker": bar_fill(group, look, has_edge=self.is_stacked)}
        if self.is_horizontal:
            trace["orientation"] = "h"
        if self.is_stacked:
            return trace | {"offsetgroup": str(group[0].role.place)}
        words = [self.printed(p) if scene.numbered or p.coverage else "" for p in group]
        if any(words):
            trace |= printed_on(words, "outside", look, numeral_ink(group[0], look))
            trace |= {"textangle": 0, "constraintext": "inside"}  # else made too small to be read
        return trace


def run_of(point: Point) -> tuple[Hashable, ...]:
    """Return what all points of one trace share."""
    return point.series, point.row.data_status, point.is_aim, point.role, is_bound(point)


def bounds_of(point: Point) -> list[float]:
    """Return every number that a mark reaches to: its value, its range, its interval."""
    row = point.row
    ends = (row.shown, row.low, row.high, *(row.interval or ()))
    return [end for end in ends if end is not None]


def rate_range(points: Sequence[Point]) -> dict[str, Any]:
    """Return the range of shares: always from 0, and to 100 unless all of them are small.

    A rule and no fit, so that charts of one measure have one scale and noise looks like noise.
    """
    most = max((bound for point in points for bound in bounds_of(point)), default=0.0)
    top = next((top for top in _TOPS if most <= top), None)
    return {"range": [0, top + _ABOVE * top]} if top else {"rangemode": "tozero"}
