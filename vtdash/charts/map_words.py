"""A map in words: in which order its places are listed, how many are in each class, the chosen."""

from __future__ import annotations

from collections.abc import Sequence

from vtdash.charts.classes import classes, label
from vtdash.charts.point import Drawing, Point
from vtdash.naming import Names


def map_in_words(points: Sequence[Point], drawing: Drawing, names: Names) -> list[str]:
    """Return sentences on the map of these points, which all have a value."""
    text = names.text
    said = [
        text.plural("{n} value of {bounds}", "{n} values of {bounds}",
                    sum(one.low <= (point.row.shown or 0) <= one.high for point in points),
                    bounds=label(one, points[0].row.unit, text.separators()))
        for one in classes(points)
    ]  # fmt: skip
    sentences = [
        text("Places are listed city by city from north to south, in the table too."),
        text("By lightness: {classes}.", classes="; ".join(said)),
    ]
    if estimates := sum(point.row.status == "estimate" for point in points):
        sentences.append(text.plural("{n} value is an estimate (dotted).",
                                     "{n} values are estimates (dotted).", estimates))  # fmt: skip
    if chosen := [point for point in points if point.row.area_id in drawing.chosen]:
        named = (f"{point.category}: {names.value(point.row)}" for point in chosen)
        sentences.append(text("Chosen: {places}.", places="; ".join(named)))
    return sentences
