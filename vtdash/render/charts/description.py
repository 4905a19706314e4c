"""A chart in words, from its own points: what is shown, extremes, direction, the last values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vtdash.render.charts.cells import cells_in_words
from vtdash.render.charts.classes import map_in_words
from vtdash.render.charts.drawing import Drawing, Point
from vtdash.render.charts.funnel import funnel_in_words
from vtdash.render.charts.parts import parts_in_words
from vtdash.render.names import COMPUTED, Names
from vtdash.text.language import Text, inside

_NAMED = 3
"""Ties named one by one; beyond them the others are counted."""

_FEW = 2
"""Values of a strip that are said one by one."""

Groups = dict[tuple[str, ...], list[Point]]

_OWN_WORDS = {"funnel": funnel_in_words, "parts": parts_in_words}


def chart_in_words(points: Sequence[Point], drawing: Drawing, names: Names) -> list[str]:
    """Return sentences on the chart of these points; a pair of a grid has no value to be high."""
    pairs = {"grid": _grid, "verdicts": _verdicts, "cells": cells_in_words}
    if drawing.kind in pairs:
        return pairs[drawing.kind](points, names)
    shown = [point for point in points if point.row.shown is not None]
    if not shown:
        return []
    sentences = [*_contents(shown, len(points), drawing, names.text)]
    if drawing.kind == "strips":
        return sentences + _strips(shown, names)
    sentences += [part for group in _by_unit(shown) for part in _extremes(group, names)]
    if drawing.kind in {"tiles", "areas"}:
        sentences += map_in_words(shown, drawing, names)
    if drawing.kind in _OWN_WORDS:
        return sentences + _OWN_WORDS[drawing.kind](shown, names)
    over_time = drawing.kind in {"columns", "lines"}
    return sentences + (_courses(shown, names) if over_time else [])


def _contents(shown: Sequence[Point], rows: int, drawing: Drawing, text: Text) -> Iterable[str]:
    yield text.plural(
        "The chart shows {n} value by {category}.",
        "The chart shows {n} values by {category}.",
        len(shown),
        category=_category(drawing.category, text),
    )
    if drawing.axis:
        yield text("Axis of values: {axis}.", axis=drawing.axis)
    series = list(dict.fromkeys(point.series for point in shown))
    yield text("Series: {series}.", series="; ".join(series))
    if rows > len(shown):
        yield text.plural(
            "{n} value is missing; the table says why.",
            "{n} values are missing; the table says why.",
            rows - len(shown),
        )


def _category(category: str, text: Text) -> str:
    return {
        "year": text("year"),
        "period": text("period"),
        "level": text("level of training"),
        "occupation": text("occupation"),
        "area": text("place"),
        "place": text("place"),
        "group": text("named group"),
        "indicator": text("indicator"),
        "territory": text("territory"),
        "part": text("territory, needed and achieved"),
    }[category]


def _by_unit(points: Sequence[Point]) -> Iterable[list[Point]]:
    """Return the points axis by axis, unit by unit: persons are not higher than turns."""
    units: dict[tuple[str, str], list[Point]] = {}
    for point in points:
        units.setdefault((point.axis, point.row.unit), []).append(point)
    return units.values()


def _extremes(points: Sequence[Point], names: Names) -> list[str]:
    text = names.text
    values = [_shown(point) for point in points]
    high, low = max(values), min(values)
    if len(points) == 1:
        return [text("The only value in its unit: {point}.", point=_said(points[0], names))]
    if high == low:
        return [text("All values are equal: {value}.", value=names.value(points[0].row))]
    if len({point.peers for point in points}) > 1:
        return [_reach(points, names)]
    highest = [point for point in points if _shown(point) == high]
    lowest = [point for point in points if _shown(point) == low]
    return [
        text("Highest: {points}.", points=_listed(highest, names)),
        text("Lowest: {points}.", points=_listed(lowest, names)),
    ]


def _reach(points: Sequence[Point], names: Names) -> str:
    """Say from where to where the marks of an axis reach, without ranking what they stand for."""
    ends = min(points, key=_shown), max(points, key=_shown)
    return names.text(
        "The values drawn reach from {low} to {high}; they may not all be compared.",
        low=f"({_said(ends[0], names)})",
        high=f"({_said(ends[1], names)})",
    )


def _listed(points: Sequence[Point], names: Names) -> str:
    """Return what shares an extreme; equal numbers may be printed as bounds and exact ones."""
    said = list(dict.fromkeys(_said(point, names) for point in points))
    named, left = said[:_NAMED], len(said) - _NAMED
    if left > 0:
        named.append(names.text("{n} more with the same number", n=names.text.number(left)))
    return "; ".join(named)


def _strips(points: Sequence[Point], names: Names) -> list[str]:
    strips: dict[str, list[Point]] = {}
    for point in points:
        strips.setdefault(point.axis or point.category, []).append(point)
    return [_strip(title, group, names) for title, group in strips.items()]


def _strip(title: str, points: Sequence[Point], names: Names) -> str:
    text = names.text
    said = list(dict.fromkeys(f"{p.series}: {names.value(p.row)}" for p in points))
    if len(said) <= _FEW:
        return f"{title} – {'; '.join(said)}."
    high, low = max(points, key=_shown), min(points, key=_shown)
    if _shown(high) == _shown(low):
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


def _courses(points: Sequence[Point], names: Names) -> list[str]:
    """Return the course of each series: of one territory, one kind of data, one indicator."""
    series: Groups = {}
    for point in points:
        row = point.row
        key = (point.series, row.data_status, row.indicator_id, row.unit)
        series.setdefault(key, []).append(point)
    return [said for group in series.values() for said in _course(group, names)]


def _course(points: Sequence[Point], names: Names) -> Iterable[str]:
    last = max(points, key=lambda point: (point.row.year, point.row_number))
    like = [point for point in points if _may_be_followed(point)]
    if len(like) > 1:
        yield _change(like[0], like[-1], names)
    if len(like) <= 1 or last is not like[-1]:
        yield names.text(
            "{series}: last value {value} ({period}).",
            series=last.series,
            value=names.value(last.row),
            period=names.period(last.row),
        )


def _may_be_followed(point: Point) -> bool:
    """Return whether a value may be held against earlier ones of its series.

    Published ones come from unlike sources; a part of a year counts less than a whole one.
    """
    row = point.row
    is_part = row.unit != "percent" and row.period != str(row.year) and not _is_quarter(row.period)
    return row.value is not None and not row.is_published and not is_part


def _is_quarter(period: str) -> bool:
    """Return whether a period is exactly one quarter, as on an axis of quarters."""
    return len(period) == len("2025-Q1")


def _change(first: Point, last: Point, names: Names) -> str:
    text = names.text
    step = _shown(last) - _shown(first)
    unit = "percent_points" if last.row.unit == "percent" else last.row.unit
    size = round(abs(step), COMPUTED)
    said = {
        "series": last.series,
        "first": names.value(first.row),
        "start": names.period(first.row),
        "last": names.value(last.row),
        "end": names.period(last.row),
        "change": text.quantity(size, size, "exact", names.unit(unit)),
    }
    if not size:
        del said["change"], said["first"]
        return text("{series}: {last} in {end}, the same as in {start}.", **said)
    if step > 0:
        return text("{series}: rose by {change}, from {first} ({start}) to {last} ({end}).", **said)
    return text("{series}: fell by {change}, from {first} ({start}) to {last} ({end}).", **said)


def _grid(points: Sequence[Point], names: Names) -> list[str]:
    rows: dict[str, list[Point]] = {}
    for point in points:
        rows.setdefault(point.category, []).append(point)
    pairs = sum(bool(point.row.counterpart) for point in points)
    counted = names.text.plural("The matrix marks {n} pair.", "The matrix marks {n} pairs.", pairs)
    return [counted, *(_grid_row(title, group, names) for title, group in rows.items())]


def _grid_row(title: str, points: Sequence[Point], names: Names) -> str:
    answers = [point.row.counterpart for point in points if point.row.counterpart]
    if not answers:
        return names.text("{title}: no counterpart.", title=title)
    strength = inside(names.code("strength", points[0].row.strength))
    return f"{title}: {names.text.items(answers)} ({strength})."


def _verdicts(points: Sequence[Point], names: Names) -> list[str]:
    """Return a sentence for each indicator: which pairs of territories have which verdict."""
    rows: dict[str, dict[str, list[str]]] = {}
    for point in points:
        pair = (names.territory(point.row.territory), names.counterpart(point.row.counterpart))
        levels = rows.setdefault(point.category, {})
        levels.setdefault(point.series, []).append(" – ".join(pair))
    return [
        f"{title}: "
        + "; ".join(f"{level} ({', '.join(pairs)})" for level, pairs in found.items())
        + "."
        for title, found in rows.items()
    ]


def _said(point: Point, names: Names) -> str:
    """Return a point in words; what its series and category share is said once."""
    place = point.category
    if point.series not in {place, ""}:
        place = f"{place}, {point.series}"
    return f"{place}: {names.value(point.row)}"


def _shown(point: Point) -> float:
    return point.row.shown or 0.0
