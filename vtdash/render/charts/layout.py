"""Layout, axes and marks that every kind of chart shares."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from vtdash.model.codes import DataStatus
from vtdash.render.charts.points import Point, Trace
from vtdash.render.charts.theme import FONT, Look

SAMPLE_MARK = "SAMPLE DATA / DỮ LIỆU MẪU"
"""Stands on every chart that draws a sample value, in both languages whatever is shown."""

PLAIN_NUMBERS = ",.4~f"
"""Whole numbers in full with thousands marks: '200k' means nothing in Vietnamese."""

BREAK_LINE = 16
"""Pixels of a line of the label at a vertical line; a label is below the one before it."""

_LEGEND_LINE = 34
"""Letters of a legend's line after its mark on a phone."""

_LINE, _LINES = 18, 2
"""Letters of a label's line, and lines: a phone leaves no more room next to the marks."""


def chart_layout(look: Look, separators: str, height: int) -> dict[str, Any]:
    """Return the layout that every chart starts from."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 24, "t": 8, "b": 8},
        "font": {"family": FONT, "size": 13, "color": look.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": separators,
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": -0.02,
            "xanchor": "left",
            "yanchor": "top",
            "maxheight": 0.9,
        },
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 13}},
        "dragmode": False,
        "bargap": 0.25,
    }


def chart_axis(look: Look) -> dict[str, Any]:
    """Return the axis that every axis starts from."""
    return {
        "gridcolor": look.grid,
        "linecolor": look.grid,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "title": {"font": {"size": 12, "color": look.quiet}},
    }


def short_label(name: str) -> str:
    """Return a label of two short lines; the whole name is in tooltip and table."""
    lines = textwrap.wrap(name, _LINE, max_lines=_LINES, placeholder="…", break_on_hyphens=False)
    return "<br>".join(lines)


def named_ticks(names: Sequence[str]) -> dict[str, Any]:
    """Return the ticks of an axis of names, cut to short labels."""
    return {
        "tickvals": list(range(len(names))),
        "ticktext": [short_label(name) for name in names],
    }


def rows_down(names: Sequence[str]) -> dict[str, Any]:
    """Return what makes an axis one of names from the top down."""
    return {**named_ticks(names), "range": [len(names) - 0.4, -0.6]}


@lru_cache(maxsize=2048)
def legend_name(series: str) -> str:
    """Return the name of a series as the legend has it: a long one takes several lines."""
    if len(series) <= _LEGEND_LINE:
        return series
    parts = series.replace(" · ", " ·\n").splitlines()
    return "<br>".join(line for part in parts for line in textwrap.wrap(part, _LEGEND_LINE))


def legend_height(points: Sequence[Point]) -> int:
    """Return the pixels of a legend whose names stand below one another, as on a phone."""
    names = {legend_name(point.series) for point in points}
    return sum(24 + 16 * name.count("<br>") for name in names)


def error_bars(group: Sequence[Point], reach: float = 0.0) -> dict[str, Any]:
    """Return the range or interval of each mark as Plotly's asymmetric error bars, or nothing.

    A bound is open to one side: its bar is ``reach`` long and has no cap, if all are bounds.
    """
    intervals = [point.row.interval or (None, None) for point in group]
    above = [
        _gap(p.row.shown, p.row.high, end) for p, (_, end) in zip(group, intervals, strict=True)
    ]
    below = [
        -_gap(p.row.shown, p.row.low, end) for p, (end, _) in zip(group, intervals, strict=True)
    ]
    for number, point in enumerate(group):
        if is_bound(point):
            above[number] += reach * (point.row.low is not None)
            below[number] += reach * (point.row.high is not None)
    if not any(above) and not any(below):
        return {}
    cap = {"width": 0} if all(map(is_bound, group)) else {}
    return {"type": "data", "symmetric": False, "array": above, "arrayminus": below, **cap}


def is_bound(point: Point) -> bool:
    """Return whether a value is open to one side: 'over 40%'."""
    row = point.row
    return row.value is None and (row.low is None) != (row.high is None)


def _gap(shown: float | None, bound: float | None, interval: float | None) -> float:
    end = interval if interval is not None else bound
    return 0.0 if end is None or shown is None else end - shown


def sample_mark(points: Sequence[Point], look: Look) -> dict[str, Any]:
    """Return the line under a chart of sample values that says so, or nothing.

    It is the chart's title, at the foot: there it covers no mark on any screen, and a copy of
    the picture keeps it.
    """
    if not any(point.row.data_status == DataStatus.SAMPLE for point in points):
        return {}
    return {
        "title": {
            "text": f"<b>{SAMPLE_MARK}</b>",
            "font": {"size": 13, "color": look.text},
            "x": 1,
            "xref": "container",
            "xanchor": "right",
            "pad": {"r": 8, "b": 6},
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "automargin": True,
        },
    }


def words_at(words: str, x: float, y: float, colour: str, *, size: int = 11) -> dict[str, Any]:
    """Return words on a chart."""
    font = {"size": size, "color": colour}
    return {"x": x, "y": y, "text": words, "showarrow": False, "font": font}


def row_marks(points: Sequence[Point]) -> Trace:
    """Return what ties a trace's marks to their rows and tooltips."""
    return {
        "name": legend_name(points[0].series),
        "legendgroup": points[0].series,
        "customdata": [point.row_number for point in points],
        "hovertext": [point.hover for point in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def marks_at(points: Sequence[Point], x: Sequence[Any], y: Sequence[Any]) -> Trace:
    """Return a trace of marks, without a look."""
    return row_marks(points) | {"type": "scatter", "mode": "markers", "x": list(x), "y": list(y)}


def printed_on(
    words: Sequence[str], places: str | Sequence[str], look: Look, ink: str = ""
) -> dict[str, Any]:
    """Return what prints words on the marks of a trace."""
    font = {"size": 12, "color": ink or look.text}
    return {"text": words, "textposition": places, "textfont": font, "cliponaxis": False}


def once_in_legend(traces: list[Trace]) -> list[Trace]:
    """Return the traces; of those with one name only the first is in the legend."""
    named: set[str] = set()
    for trace in traces:
        trace["showlegend"] = trace["name"] not in named
        named.add(trace["name"])
    return traces
