"""Charts below one another, for values that may not be set against each other.

Those over years share the years, so that a reader finds the same year in each; no value shares
a scale with one that it must not be compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vtdash.render.charts.axes import BREAK_LINE, heading, once_in_legend
from vtdash.render.charts.drawing import Figure, Trace
from vtdash.render.charts.theme import Look

_HEAD, _FOOT = 26, 30
"""Pixels of a title above its chart, and of the axis below it."""


def apart(
    charts: Mapping[str, Figure], plots: Sequence[int], look: Look, *, same_years: bool
) -> Figure:
    """Return the charts as one figure: title of an axis -> the chart drawn on it.

    ``plots``: the height of each chart's own area in pixels. Charts over the ``same_years`` show
    the same ones; values never share a scale.
    """
    labels = _labels(charts.values())
    heads = [_HEAD + _room(own) for own in labels]
    heights = [head + plot + _FOOT for head, plot in zip(heads, plots, strict=True)]
    whole = sum(heights)
    traces: list[Trace] = []
    picture: dict[str, Any] = {}
    axes: dict[str, Any] = {}
    for number, (title, chart) in enumerate(charts.items(), start=1):
        picture = _merged(picture, chart["layout"])
        top = whole - sum(heights[: number - 1])
        own = "" if number == 1 else str(number)
        traces += [trace | {"xaxis": f"x{own}", "yaxis": f"y{own}"} for trace in chart["data"]]
        domain = [(top - heights[number - 1] + _FOOT) / whole, (top - heads[number - 1]) / whole]
        axes |= _axes(own, domain, chart["layout"], same_years=same_years)
        picture["annotations"].append(heading(title, top / whole, look))
        within = {"xref": f"x{own}", "yref": f"y{own} domain"}
        picture["shapes"] += [shape | within for shape in chart["layout"]["shapes"]]
        above = {"xref": f"x{own}", "y": domain[1], "yanchor": "bottom"}
        picture["annotations"] += [label | above for label in labels[number - 1]]
    names = {trace["name"] for trace in traces}
    legends = [24 + 16 * name.count("<br>") for name in names]
    picture["height"] = whole + 36 + sum(legends)
    return {"data": once_in_legend(traces), "layout": picture | axes}


def _merged(picture: dict[str, Any], layout: dict[str, Any]) -> dict[str, Any]:
    """Return the common layout: of the charts any may carry the mark of sample values."""
    kept = {name: picture[name] for name in ("annotations", "shapes") if name in picture}
    title = {"title": picture["title"]} if "title" in picture else {}
    return {**layout, "annotations": [], "shapes": [], **title, **kept}


def _axes(
    own: str, domain: list[float], layout: dict[str, Any], *, same_years: bool
) -> dict[str, Any]:
    across = layout["xaxis"] | {"anchor": f"y{own}"}
    if own and same_years:
        across["matches"] = "x"
    down = layout["yaxis"] | {"anchor": f"x{own}", "domain": domain}
    if same_years:
        del down["title"]  # the name of the chart says the unit
    return {f"xaxis{own}": across, f"yaxis{own}": down}


def _labels(charts: Iterable[Figure]) -> list[list[dict[str, Any]]]:
    """Return the labels of each chart's vertical lines, upwards; what is said once is not again."""
    said: set[str] = set()
    found: list[list[dict[str, Any]]] = []
    for chart in charts:
        new = [label for label in chart["layout"]["annotations"] if label["text"] not in said]
        said |= {label["text"] for label in new}
        found.append([label | {"yshift": -label["yshift"]} for label in new])
    return found


def _room(labels: Sequence[dict[str, Any]]) -> int:
    """Return the pixels that labels above a chart need."""
    return BREAK_LINE * sum(1 + label["text"].count("<br>") for label in labels)
