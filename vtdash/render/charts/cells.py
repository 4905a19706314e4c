"""What is known of each thing, city by city and year by year: a mark for each cell of a map.

A thing has a title of its own and below it a lane for each city, so that its whole name is read
at any width. A state of knowledge is a shape with a word in the legend, never a colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from vtdash.render.charts.axes import axis, identity, layout, legend_height, sample_mark
from vtdash.render.charts.drawing import Figure, Point, Trace
from vtdash.render.charts.theme import Look
from vtdash.render.names import Names
from vtdash.text.language import inside

_TITLE, _TITLE_LINE, _LANE, _GAP = 30, 17, 22, 8
"""Letters of a title's line that a phone has room for; pixels of a line, a lane, a gap."""

_SYMBOLS = {
    "measured": "square",
    "in_part": "square-open-dot",
    "planned_only": "diamond-open",
    "words_only": "line-ew-open",
    "sample_only": "triangle-up-open",
    "never_found": "x-thin-open",
}
"""Shape of each state, from the best known to what nobody publishes."""

_QUIET = frozenset({"words_only", "never_found"})
"""States drawn small: their number must not drown what is known."""

Lane = tuple[str, str]


def cells(points: Sequence[Point], look: Look) -> Figure:
    """Return the figure: things down, each with its cities, years across."""
    lanes, titles, height = _places(points)
    states = [state for state in _SYMBOLS if any(_state(p) == state for p in points)]
    traces = [_trace([p for p in points if _state(p) == s], s, lanes, look) for s in states]
    legend = legend_height([group[0] for s in states if (group := _of(points, s))])
    picture = layout(look, ",.", height + legend + 60)
    picture["xaxis"] = axis(look) | {
        "side": "top",
        "tickformat": "d",
        "tick0": 2000,
        "dtick": 5,
        "tickangle": 0,
        "minor": {"dtick": 1, "ticks": "outside", "ticklen": 3},
        "showgrid": False,
        "range": [min(p.row.year for p in points) - 0.7, max(p.row.year for p in points) + 0.7],
    }
    picture["yaxis"] = axis(look) | {
        "tickvals": list(lanes.values()),
        "ticktext": [_city(lane, points) for lane in lanes],
        "range": [height, 0],
        "showgrid": False,
    }
    picture["legend"] |= {"y": -0.01, "yanchor": "top"}
    picture["annotations"] = [_title(name, place, look) for name, place in titles.items()]
    return {"data": traces, "layout": picture | sample_mark(points, look)}


def _of(points: Iterable[Point], state: str) -> list[Point]:
    return [point for point in points if _state(point) == state]


def _state(point: Point) -> str:
    row = point.row
    return "in_part" if row.coverage == "measured" and row.limits else row.coverage


def _lane(point: Point) -> Lane:
    return point.category, point.row.city


def _city(lane: Lane, points: Iterable[Point]) -> str:
    return next(point.axis for point in points if _lane(point) == lane)


def _places(points: Sequence[Point]) -> tuple[dict[Lane, int], dict[str, int], int]:
    """Return where each lane and title stands, in pixels from the top, and the height of all."""
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


def _title(name: str, place: int, look: Look) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "y": place,
        "yref": "y",
        "text": "<br>".join(_lines(name)),
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "font": {"size": 13, "color": look.text},
    }


def _trace(group: Sequence[Point], state: str, lanes: dict[Lane, int], look: Look) -> Trace:
    quiet = state in _QUIET
    colour = look.quiet if quiet else look.series["ha_noi"]
    return identity(group) | {
        "type": "scatter",
        "mode": "markers",
        "x": [point.row.year for point in group],
        "y": [lanes[_lane(point)] for point in group],
        "marker": {
            "symbol": _SYMBOLS[state],
            "size": 7 if quiet else 12,
            "color": colour,
            "line": {"width": 1.5 if quiet else 2, "color": colour},
        },
        "cliponaxis": False,
    }


def cells_in_words(points: Sequence[Point], names: Names) -> list[str]:
    """Return a sentence for each thing and city: what is known from which year to which."""
    sentences = [
        f"{lane[0]}, {names.code('city', lane[1])}: {'; '.join(_runs(group, names))}."
        for lane, group in groupby(points, key=_lane)
    ]
    if any(_state(point) == "never_found" for point in points):
        sentences.append(names.text("What was never found: {searched}.", searched=names.searched))
    return sentences


def _runs(points: Iterable[Point], names: Names) -> Iterable[str]:
    for state, group in groupby(points, key=lambda point: names.state(point.row)):
        years = [point.row.year for point in group]
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        yield f"{span} {inside(state)}"
