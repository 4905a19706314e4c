"""Charts below one another as one figure: where each lies, its title and its axes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from vtdash.render.charts.layout import BREAK_LINE, chart_axis, once_in_legend, words_at
from vtdash.render.charts.points import Figure, Trace
from vtdash.render.charts.series_names import is_name
from vtdash.render.charts.theme import Look

_TITLE, _AXIS = 26, 30
"""Pixels of a title above one of several charts, and of the axis below it."""


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


def numbered_axes(
    number: int, domain: list[float], across: dict[str, Any], down: dict[str, Any], look: Look
) -> dict[str, dict[str, Any]]:
    """Return the two axes of one of several charts below one another."""
    x, y = f"x{number}", f"y{number}"
    return {
        f"xaxis{number}": chart_axis(look) | {"anchor": y, **across},
        f"yaxis{number}": chart_axis(look) | {"anchor": x, "domain": domain, **down},
    }


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
        picture["annotations"] += _names(chart, own)
    picture["height"] = whole + 36
    picture["legend"]["y"] = -0.01
    if picture["showlegend"]:
        names = {trace["name"] for trace in traces}
        picture["height"] += sum(24 + 16 * name.count("<br>") for name in names)
    return {"data": once_in_legend(traces), "layout": picture | axes}


def _names(chart: Figure, own: str) -> list[dict[str, Any]]:
    """Return the names of a chart's series on its own axes."""
    found = (words for words in chart["layout"]["annotations"] if is_name(words))
    return [name | {"yref": f"y{own}", "xref": name.get("xref", f"x{own}")} for name in found]


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
        said = (words for words in chart["layout"]["annotations"] if not is_name(words))
        new = [label for label in said if label["text"] not in told]
        told |= {label["text"] for label in new}
        labels.append([label | {"yshift": -label["yshift"]} for label in new])
    return labels


def _label_room(labels: Sequence[dict[str, Any]]) -> int:
    """Return the pixels that labels above a chart need."""
    return BREAK_LINE * sum(1 + label["text"].count("<br>") for label in labels)
