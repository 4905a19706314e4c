"""Layout, axes and marks that every kind of chart shares."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from vtdash.render.charts.drawing import Point, Trace
from vtdash.render.charts.theme import FONT, SYMBOLS, Look

SAMPLE_MARK = "SAMPLE DATA / DỮ LIỆU MẪU"
"""Stands on every chart that draws a sample value, in both languages whatever is shown."""

PLAIN_NUMBERS = ",.4~f"
"""Whole numbers in full with thousands marks: '200k' means nothing in Vietnamese."""

BREAK_LINE = 16
"""Pixels of a line of the label at a vertical line; a label stands below the one before it."""

_LEGEND_LINE = 34
"""Letters of a legend's line beside its mark on a phone."""

_POINTED = 3
"""Pixels more for a triangle, of which an edge in the paper's colour leaves less."""

_LINE, _LINES = 18, 2
"""Letters of a label's line, and lines: a phone leaves no more room beside the marks."""


def layout(look: Look, separators: str, height: int) -> dict[str, Any]:
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
            "y": 1.02,
            "xanchor": "left",
            "yanchor": "bottom",
            "maxheight": 0.9,
        },
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 13}},
        "dragmode": False,
        "bargap": 0.25,
    }


def axis(look: Look) -> dict[str, Any]:
    """Return the axis that every axis starts from."""
    return {
        "gridcolor": look.grid,
        "linecolor": look.grid,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "title": {"font": {"size": 12, "color": look.quiet}},
    }


def short(name: str) -> str:
    """Return a label of two short lines; the whole name is in tooltip and table."""
    lines = textwrap.wrap(name, _LINE, max_lines=_LINES, placeholder="…", break_on_hyphens=False)
    return "<br>".join(lines)


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


def spread(group: Sequence[Point]) -> dict[str, Any]:
    """Return the range or interval of each mark as Plotly's asymmetric error bars, or nothing."""
    above = [_gap(p.row.shown, p.row.high, p.row.interval_high) for p in group]
    below = [-_gap(p.row.shown, p.row.low, p.row.interval_low) for p in group]
    if not any(above) and not any(below):
        return {}
    return {"type": "data", "symmetric": False, "array": above, "arrayminus": below}


def _gap(shown: float | None, bound: float | None, interval: float | None) -> float:
    end = interval if interval is not None else bound
    return 0.0 if end is None or shown is None else end - shown


def sample_mark(points: Sequence[Point], look: Look) -> dict[str, Any]:
    """Return the line under a chart of sample values that says so, or nothing.

    It is the chart's title, at the foot: there it covers no mark on any screen, and a copy of
    the picture keeps it.
    """
    if not any(point.row.data_status == "sample" for point in points):
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


def heading(title: str, top: float, look: Look) -> dict[str, Any]:
    """Return the title of one of several charts, ``top`` in shares of the whole height."""
    return {
        "x": 0,
        "y": top,
        "xref": "paper",
        "yref": "paper",
        "text": f"<b>{title}</b>",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "font": {"size": 13, "color": look.text},
    }


def identity(points: Sequence[Point]) -> Trace:
    """Return what ties a trace's marks to their rows and to what is said of them."""
    return {
        "name": legend_name(points[0].series),
        "legendgroup": points[0].series,
        "customdata": [point.row_number for point in points],
        "hovertext": [point.hover for point in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def marker(points: Sequence[Point], look: Look) -> dict[str, Any]:
    """Return the marks: hollow for targets, plans and rates on few answers, dotted estimates."""
    first = points[0]
    colour = look.series.get(first.row.territory, look.quiet)
    shape = SYMBOLS.get(first.row.territory, "circle")
    hollow = [point.is_aim or point.row.value_note == "small_base" for point in points]
    dots = ["-dot" if point.row.status == "estimate" else "" for point in points]
    edge = look.paper if first.row.is_published and not first.is_aim else colour
    return {
        "symbol": [
            f"{shape}{'-open' if empty else ''}{dot}"
            for empty, dot in zip(hollow, dots, strict=True)
        ],
        "size": (12 if first.row.is_published else 9) + _POINTED * ("triangle" in shape),
        "color": colour,
        "line": {"width": 2, "color": edge},
    }


def once_in_legend(traces: list[Trace]) -> list[Trace]:
    """Return the traces; of those with one name only the first stands in the legend."""
    named: set[str] = set()
    for trace in traces:
        trace["showlegend"] = trace["name"] not in named
        named.add(trace["name"])
    return traces
