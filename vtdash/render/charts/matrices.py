"""Matrices: of pairs, of verdicts, and of what is published year by year. A sign is in each cell.

Signs differ in shape, with a word in the legend: no colour is needed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar, NamedTuple

from vtdash.model.observation import Observation
from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.layout import (
    chart_axis,
    chart_layout,
    legend_height,
    marks_at,
    rows_down,
    sample_mark,
)
from vtdash.render.charts.points import Figure, Labels, Point, Trace, points_by, row_tooltip
from vtdash.render.charts.stacked import chart_title
from vtdash.render.charts.theme import Look
from vtdash.render.names import Names
from vtdash.text.language import Text, inside

_STRENGTHS = {"direct": "square", "partial": "square-open-dot", "none": "x-thin"}

_VERDICTS = {"comparable": "circle", "with_care": "triangle-up-open", "not_comparable": "x-thin"}

_LETTER = 6
"""Pixels of a letter of a column's title, which is upright so that a phone has room."""

_TITLE, _TITLE_LINE, _LANE, _GAP = 30, 17, 22, 8
"""Letters of a title's line that a phone has room for; pixels of a line, a lane, a gap."""

_STATES = {
    "measured": "square",
    "in_part": "square-open-dot",
    "planned_only": "diamond-open",
    "words_only": "line-ew-open",
    "sample_only": "triangle-up-open",
    "never_found": "x-thin-open",
}
"""Shape of each state, from the best documented to what nobody publishes."""

_QUIET = frozenset({"words_only", "never_found"})
"""States drawn small: their number must not drown what is published."""

Lane = tuple[str, str]
_Place = Callable[[Point], int | None]


@dataclass(frozen=True)
class PairMatrix(Drawing):
    """Categories down, ``columns`` across, a mark for each pair: which answers which."""

    kind: ClassVar[str] = "grid"

    columns: tuple[str, ...] = ()

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure; a row with nothing that answers it has a mark outside."""
        del separators
        titles = [column.split("-")[-1] for column in self.columns]
        signs = Signs(_STRENGTHS, 20, look.of("ha_noi"))
        figure = _matrix(points, titles, signs, self._place, look)
        figure["layout"]["xaxis"] |= {"tickangle": 0, "tickfont": {"size": 10}}
        return figure

    def _place(self, point: Point) -> int | None:
        answer = point.row.answer
        return self.columns.index(answer.measure) if answer and answer.measure else None

    def describe(self, points: Sequence[Point], names: Names) -> list[str]:
        """Return how many pairs there are, then a sentence for each row."""
        pairs = sum(bool(point.row.answer and point.row.answer.measure) for point in points)
        text = names.text
        counted = text.plural("The matrix marks {n} pair.", "The matrix marks {n} pairs.", pairs)
        rows = points_by(points, lambda point: point.category)
        return [counted, *(_pairs_in_words(title, group, names) for title, group in rows.items())]


def _pairs_in_words(title: str, points: Sequence[Point], names: Names) -> str:
    answers = [a.measure for point in points if (a := point.row.answer) and a.measure]
    if not answers:
        return names.text("{title}: no counterpart.", title=title)
    strength = inside(names.strength(points[0].row))
    return f"{title}: {names.text.items(answers)} ({strength})."


@dataclass(frozen=True)
class VerdictMatrix(Drawing):
    """Categories down, pairs of territories across, the verdict on each.

    ``columns``: the two territories of each pair; ``titles``: what is above each column. A pair
    without a sign has nothing published on one side.
    """

    kind: ClassVar[str] = "verdicts"

    columns: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = ()

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure, the titles of columns upright."""
        del separators
        signs = Signs(_VERDICTS, 14, look.text)
        figure = _matrix(points, self.titles, signs, self._place, look)
        picture = figure["layout"]
        picture["height"] += _LETTER * max(map(len, self.titles), default=0)
        picture["xaxis"] |= {"tickangle": -90, "tickfont": {"size": 11}}
        return figure

    def _place(self, point: Point) -> int:
        return self.columns.index(_territories(point.row))

    def describe(self, points: Sequence[Point], names: Names) -> list[str]:
        """Return a sentence for each row: which pairs of territories have which verdict."""
        rows = points_by(points, lambda point: point.category)
        return [_verdicts_in_words(title, group, names) for title, group in rows.items()]

    def tooltip(self, names: Names, row: Observation) -> str:
        """Return the tooltip of a verdict, with the other territory."""
        return row_tooltip(names, row, names.counterpart(row))

    def strength_title(self, text: Text) -> str:
        """Return the title of the table's column of verdicts."""
        return text("Verdict")


def _territories(row: Observation) -> tuple[str, str]:
    """Return the two territories of a verdict."""
    return row.territory, row.territory_verdict.other if row.territory_verdict else ""


def _verdicts_in_words(title: str, points: Sequence[Point], names: Names) -> str:
    verdicts = [
        f"{verdict}: {', '.join(_pair(point.row, names) for point in group)}"
        for verdict, group in points_by(points, lambda point: point.series).items()
    ]
    return f"{title} – {'; '.join(verdicts)}."


def _pair(row: Observation, names: Names) -> str:
    return f"{names.territory(row.territory)} – {names.counterpart(row)}"


@dataclass(frozen=True)
class CellMap(Drawing):
    """What is published of each thing, city by city and year by year: a sign for each cell.

    A thing has a title of its own and below it a lane for each city, so that its whole name is
    read at any width.
    """

    kind: ClassVar[str] = "cells"
    has_values: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure: things down, each with its cities, years across."""
        del separators
        lanes, titles, height = _lanes(points)
        by_state = points_by(points, _state)
        states = [state for state in _STATES if state in by_state]
        quiet, loud = Signs(_STATES, 7, look.quiet, 1.5), Signs(_STATES, 12, look.of("ha_noi"))
        traces = [
            (quiet if state in _QUIET else loud).trace(
                state,
                by_state[state],
                lambda point: point.row.year,
                lambda point: lanes[_lane(point)],
            )
            | {"cliponaxis": False}
            for state in states
        ]
        legend = legend_height([by_state[state][0] for state in states])
        years = [point.row.year for point in points]
        picture = chart_layout(look, ",.", height + legend + 60)
        picture["xaxis"] = chart_axis(look) | {
            "side": "top",
            "tickformat": "d",
            "tick0": 2000,
            "dtick": 5,
            "tickangle": 0,
            "minor": {"dtick": 1, "ticks": "outside", "ticklen": 3},
            "showgrid": False,
            "range": [min(years) - 0.7, max(years) + 0.7],
        }
        cities = {_lane(point): point.axis for point in reversed(points)}
        picture["yaxis"] = chart_axis(look) | {
            "tickvals": list(lanes.values()),
            "ticktext": [cities[lane] for lane in lanes],
            "range": [height, 0],
            "showgrid": False,
        }
        picture["legend"] |= {"y": -0.01, "yanchor": "top"}
        picture["annotations"] = [_lane_title(name, top, look) for name, top in titles.items()]
        return {"data": traces, "layout": picture | sample_mark(points, look)}

    def describe(self, points: Sequence[Point], names: Names) -> list[str]:
        """Return a sentence for each thing and city: what is published from which year to which."""
        sentences = [
            f"{lane[0]}, {names.code('city', lane[1])}: {'; '.join(_spans(group, names))}."
            for lane, group in groupby(points, key=_lane)
        ]
        if any(_state(point) == "never_found" for point in points):
            searched = names.searched
            sentences.append(names.text("What was never found: {searched}.", searched=searched))
        return sentences

    def axis_name(self, labels: Labels, row: Observation) -> str:
        """Return the city of a row: the name of its lane."""
        return labels.names.code("city", row.city)


class Signs(NamedTuple):
    """Symbols of the states in a cell, their size and colour."""

    symbols: Mapping[str, str]
    size: int
    colour: str
    width: float = 2

    def trace(self, state: str, points: Sequence[Point], x: _Place, y: _Place) -> Trace:
        """Return the marks of one state."""
        line = {"width": self.width, "color": self.colour}
        symbol = self.symbols[state]
        look = {"symbol": symbol, "size": self.size, "color": self.colour, "line": line}
        return marks_at(points, list(map(x, points)), list(map(y, points))) | {"marker": look}


def _matrix(
    points: Sequence[Point], titles: Sequence[str], signs: Signs, place: _Place, look: Look
) -> Figure:
    """Return a matrix of categories and titled columns; ``place``: the column of a point."""
    rows = list(dict.fromkeys(point.category for point in points))
    groups = points_by(points, lambda point: point.row.strength)
    traces = [
        signs.trace(state, groups[state], place, lambda point: rows.index(point.category))
        for state in signs.symbols
        if state in groups
    ]
    picture = chart_layout(look, ",.", 42 * len(rows) + 110)
    picture["xaxis"] = chart_axis(look) | {
        "tickvals": list(range(len(titles))),
        "ticktext": list(titles),
        "side": "top",
        "range": [-0.6, len(titles) - 0.4],
    }
    picture["yaxis"] = chart_axis(look) | rows_down(rows)
    picture["legend"] |= {"y": -0.02, "yanchor": "top"}
    return {"data": traces, "layout": picture}


def _state(point: Point) -> str:
    row = point.row
    return "in_part" if row.evidence and row.evidence.is_limited else row.coverage


def _lane(point: Point) -> Lane:
    return point.category, point.row.city


def _lanes(points: Iterable[Point]) -> tuple[dict[Lane, int], dict[str, int], int]:
    """Return where each lane and title is, in pixels from the top, and the height of all."""
    lanes: dict[Lane, int] = {}
    titles: dict[str, int] = {}
    top = 0
    for name, group in groupby(dict.fromkeys(map(_lane, points)), key=lambda lane: lane[0]):
        titles[name] = top
        top += _TITLE_LINE * len(_lines(name)) + 2
        for lane in group:
            lanes[lane] = top + _LANE // 2
            top += _LANE
        top += _GAP
    return lanes, titles, top


def _lines(name: str) -> list[str]:
    return textwrap.wrap(name, _TITLE)


def _lane_title(name: str, top: int, look: Look) -> dict[str, Any]:
    lines = "<br>".join(_lines(name))
    return chart_title(lines, top, look) | {"yref": "y", "text": lines}


def _spans(points: Iterable[Point], names: Names) -> Iterable[str]:
    for state, group in groupby(points, key=lambda point: names.state(point.row)):
        years = [point.row.year for point in group]
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        yield f"{span} {inside(state)}"
