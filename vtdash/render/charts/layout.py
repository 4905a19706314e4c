"""Layout, axes and marks that every kind of chart shares, and charts below one another."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from vtdash.model.codes import DataStatus
from vtdash.render.charts.points import Figure, Point, Trace
from vtdash.render.charts.theme import FONT, Look

SAMPLE_MARK = "SAMPLE DATA / DỮ LIỆU MẪU"
"""Stands on every chart that draws a sample value, in both languages whatever is shown."""

PLAIN_NUMBERS = ",.4~f"
"""Whole numbers in full with thousands marks: '200k' means nothing in Vietnamese."""

BREAK_LINE = 16
"""Pixels of a line of the label at a vertical line; a label is below the one before it."""

_LEGEND_LINE = 34
"""Letters of a legend's line after its mark on a phone."""

_TITLE, _AXIS = 26, 30
"""Pixels of a title above one of several charts, and of the axis below it."""

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
            "y": 1.02,
            "xanchor": "left",
            "yanchor": "bottom",
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


class Band(NamedTuple):
    """Where one of several charts below one another lies, in shares of the whole height."""

    title_at: float
    domain: list[float]


def bands(heads: Sequence[int], plots: Sequence[int], foot: int) -> tuple[int, list[Band]]:
    """Return the whole height of charts below one another, and where each lies.

    Pixels: ``heads`` of the title above each, ``plots`` of its marks, ``foot`` of its axis.
    """
    heights = [head + plot + foot for head, plot in zip(heads, plots, strict=True)]
    whole = sum(heights)
    tops = [whole - above for above in accumulate(heights, initial=0)]
    return whole, [
        Band(top / whole, [(bottom + foot) / whole, (top - head) / whole])
        for (top, bottom), head in zip(pairwise(tops), heads, strict=True)
    ]


def chart_title(title: str, top: float, look: Look) -> dict[str, Any]:
    """Return the title of one of several charts, ``top`` in shares of the whole height."""
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return words_at(f"<b>{title}</b>", 0, top, look.text, size=13) | {"align": "left", **place}


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


def numbered_axes(
    number: int, domain: list[float], across: dict[str, Any], down: dict[str, Any], look: Look
) -> dict[str, dict[str, Any]]:
    """Return the two axes of one of several charts below one another."""
    x, y = f"x{number}", f"y{number}"
    return {
        f"xaxis{number}": chart_axis(look) | {"anchor": y, **across},
        f"yaxis{number}": chart_axis(look) | {"anchor": x, "domain": domain, **down},
    }


def once_in_legend(traces: list[Trace]) -> list[Trace]:
    """Return the traces; of those with one name only the first is in the legend."""
    named: set[str] = set()
    for trace in traces:
        trace["showlegend"] = trace["name"] not in named
        named.add(trace["name"])
    return traces


def below_one_another(
    charts: Mapping[str, Figure], plots: Sequence[int], look: Look, *, same_years: bool
) -> Figure:
    """Return the charts as one figure: title of an axis -> the chart drawn on it.

    ``plots``: the height of each chart's marks in pixels. Charts over the ``same_years`` show the
    same ones; values never share a scale.
    """
    labels = _labels(charts.values())
    whole, places = bands([_TITLE + _label_room(own) for own in labels], plots, _AXIS)
    traces: list[Trace] = []
    picture: dict[str, Any] = {}
    axes: dict[str, Any] = {}
    for number, (title, chart) in enumerate(charts.items()):
        picture = _merged(picture, chart["layout"])
        place, own = places[number], str(number + 1) if number else ""
        traces += [trace | {"xaxis": f"x{own}", "yaxis": f"y{own}"} for trace in chart["data"]]
        axes |= _shared_axes(own, place.domain, chart["layout"], same_years=same_years)
        if number + 1 < len(charts):
            axes[f"xaxis{own}"].pop("title", None)  # the last one says for all what they count
        picture["annotations"].append(chart_title(title, place.title_at, look))
        picture["shapes"] += [_within(shape, own) for shape in chart["layout"]["shapes"]]
        above = {"xref": f"x{own}", "y": place.domain[1], "yanchor": "bottom"}
        picture["annotations"] += [label | above for label in labels[number]]
    names = {trace["name"] for trace in traces}
    picture["height"] = whole + 36 + sum(24 + 16 * name.count("<br>") for name in names)
    return {"data": once_in_legend(traces), "layout": picture | axes}


def _within(shape: dict[str, Any], own: str) -> dict[str, Any]:
    """Return a shape of a chart on its own axes: upright ones reach over all of its height."""
    reach = f"y{own} domain" if shape["yref"] == "paper" else f"y{own}"
    return shape | {"xref": f"x{own}", "yref": reach}


def _merged(picture: dict[str, Any], layout: dict[str, Any]) -> dict[str, Any]:
    """Return the common layout: of the charts any may carry the mark of sample values."""
    kept = {name: picture[name] for name in ("annotations", "shapes", "title") if name in picture}
    margin = layout["margin"] | {
        "r": max(part.get("margin", {"r": 0})["r"] for part in (picture, layout))
    }
    return {**layout, "annotations": [], "shapes": [], **kept, "margin": margin}


def _shared_axes(
    own: str, domain: list[float], layout: dict[str, Any], *, same_years: bool
) -> dict[str, Any]:
    across = layout["xaxis"] | {"anchor": f"y{own}"}
    down = layout["yaxis"] | {"anchor": f"x{own}", "domain": domain}
    if same_years:
        del down["title"]  # the name of the chart says the unit
        across |= {"matches": "x"} if own else {}
    return {f"xaxis{own}": across, f"yaxis{own}": down}


def _labels(charts: Iterable[Figure]) -> list[list[dict[str, Any]]]:
    """Return the labels of each chart's vertical lines, upwards; what was told is not again."""
    told: set[str] = set()
    labels: list[list[dict[str, Any]]] = []
    for chart in charts:
        new = [label for label in chart["layout"]["annotations"] if label["text"] not in told]
        told |= {label["text"] for label in new}
        labels.append([label | {"yshift": -label["yshift"]} for label in new])
    return labels


def _label_room(labels: Sequence[dict[str, Any]]) -> int:
    """Return the pixels that labels above a chart need."""
    return BREAK_LINE * sum(1 + label["text"].count("<br>") for label in labels)
