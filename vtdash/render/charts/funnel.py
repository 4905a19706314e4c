"""Rates against the number of answers, within the limits that chance explains: a funnel each.

The limits are those of the rows themselves, joined by lines; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10
from typing import Any, NamedTuple

from vtdash.render.charts.axes import PLAIN_NUMBERS, axis, heading, identity, layout, sample_mark
from vtdash.render.charts.drawing import Drawing, Figure, Point, Trace
from vtdash.render.charts.theme import SYMBOLS, Look
from vtdash.render.names import Names

_PLOT, _HEAD, _FOOT = 220, 44, 34
"""Pixels of a funnel, of the title above it and of the axis below it."""

_NAMED, _TRIED = 5, 24
"""Names beside the marks of a funnel, and for how many room is sought."""

_LETTER, _GAP, _NAME_HEIGHT = 0.027, 0.03, 0.07
"""Room of a letter, of a mark and of a line as shares of a funnel on a phone."""

_LIMITS = {
    "limit_95_low": "dash",
    "limit_95_high": "dash",
    "limit_998_low": "solid",
    "limit_998_high": "solid",
}

_TICKS = [step * 10**power for power in range(7) for step in (1, 3)]
_WIDE = 2
"""Powers of ten from which only these are written: a phone has no room for more."""


class _Frame(NamedTuple):
    """The window of one funnel: answers as powers of ten, and per cent."""

    left: float
    right: float
    low: float
    high: float

    def place(self, point: Point) -> tuple[float, float]:
        """Return where a mark stands, as shares of the window."""
        across = (log10(_answers(point)) - self.left) / (self.right - self.left)
        return across, ((point.row.value or 0) - self.low) / (self.high - self.low)


def overall(points: Sequence[Point]) -> float:
    """Return the rate of all these together, in per cent; estimates do not count."""
    own = [point for point in points if point.row.status != "estimate"] or points
    having = sum(point.row.numerator or 0 for point in own)
    return 100 * having / sum(_answers(point) for point in own)


def funnel(points: Sequence[Point], drawing: Drawing, look: Look, separators: str) -> Figure:
    """Return the figure: a funnel for each series, below one another."""
    inside: dict[str, list[Point]] = {}
    for point in points:
        inside.setdefault(point.series, []).append(point)
    step = _HEAD + _PLOT + _FOOT
    whole = max(step * len(inside), 1)
    picture: dict[str, Any] = layout(look, separators, whole + 30)
    picture |= {"showlegend": False, "annotations": [], "shapes": [], **sample_mark(points, look)}
    traces: list[Trace] = []
    for number, (series, group) in enumerate(inside.items(), start=1):
        top = whole - step * (number - 1)
        domain = ((top - _HEAD - _PLOT) / whole, (top - _HEAD) / whole)
        frame = _frame(group)
        traces.append(_marks(group, number, frame, look))
        picture |= _axes(number, domain, frame, look)
        picture["shapes"] += _lines(group, number, look)
        picture["annotations"].append(heading(series, top / whole, look))
        picture["annotations"] += _labels(group, number, frame, separators, look)
        if number == len(inside):
            picture[f"xaxis{number}"]["title"] = {"text": drawing.axis, "font": {"size": 12}}
    return {"data": traces, "layout": picture}


def funnel_in_words(points: Sequence[Point], names: Names) -> list[str]:
    """Return sentences for each funnel: the overall rate, and which places lie where."""
    text = names.text
    inside: dict[str, dict[str, list[str]]] = {}
    for point in points:
        places = inside.setdefault(point.series, {})
        places.setdefault(point.row.group, []).append(point.category)
    said: list[str] = []
    for series, places in inside.items():
        rate = overall([point for point in points if point.series == series])
        said.append(
            text("{series}: overall {rate}.", series=series, rate=f"{text.number(rate, 1)}%")
        )
        for place, found in places.items():
            title = names.code("funnel_place", place) or text("Without a place in the funnel")
            named = text.number(len(found)) if place == "within" else ", ".join(found)
            said.append(f"{title}: {named}.")
    return said


def _answers(point: Point) -> float:
    return point.row.denominator or 1


def _frame(points: Sequence[Point]) -> _Frame:
    """Return a window around all marks and limits, with room for marks at its edges."""
    answers = [log10(_answers(point)) for point in points]
    rates = [
        value
        for point in points
        for value in (point.row.value, point.row.limit_998_low, point.row.limit_998_high)
        if value is not None
    ]
    room = 0.06 * (max(answers) - min(answers)) + 0.05
    pad = 0.08 * (max(rates) - min(rates)) + 1
    return _Frame(
        min(answers) - room,
        max(answers) + room,
        max(-1, min(rates) - pad),
        min(101, max(rates) + pad),
    )


def _marks(points: Sequence[Point], number: int, frame: _Frame, look: Look) -> Trace:
    """Return the marks: small within the limits, large outside, hollow on few answers."""
    territory = points[0].row.territory
    shape = SYMBOLS.get(territory, "circle")
    outside = [point.row.group not in {"", "within"} for point in points]
    colour = look.series.get(territory, look.quiet)
    named = _named(points, frame)
    return identity(points) | {
        "type": "scatter",
        "mode": "markers+text",
        "x": [point.row.denominator for point in points],
        "y": [point.row.value for point in points],
        "xaxis": f"x{number}",
        "yaxis": f"y{number}",
        "marker": {
            "symbol": [
                f"{shape}-open" if point.row.value_note == "small_base" else shape
                for point in points
            ],
            "size": [10 if far else 7 for far in outside],
            "color": [colour if far else look.quiet for far in outside],
            "line": {"width": 1, "color": look.paper},
        },
        "text": [point.category if point.row_number in named else "" for point in points],
        "textposition": [named.get(point.row_number, "middle right") for point in points],
        "textfont": {"size": 12, "color": look.text},
        "cliponaxis": False,
    }


def _named(points: Sequence[Point], frame: _Frame) -> dict[int, str]:
    """Return on which side the name of a mark stands, for those furthest outside with room.

    A name covers no mark and no other name; one without room is left to tooltip and table.
    """
    middle = overall(points)
    outside = [point for point in points if point.row.group not in {"", "within"}]
    furthest = sorted(outside, key=lambda point: -_distance(point, middle))[:_TRIED]
    marks = [frame.place(point) for point in points]
    named: dict[int, str] = {}
    taken = list(_line_names(points, frame))
    for point in furthest:
        across, up = frame.place(point)
        width = _GAP + _LETTER * len(point.category)
        for side, left in (("right", across), ("left", across - width)):
            box = (left, left + width, up)
            is_free = left >= 0 and left + width <= 1 and not _covers(box, marks, across)
            if is_free and not any(_touch(box, other) for other in taken):
                named[point.row_number] = f"middle {side}"
                taken.append(box)
                break
        if len(named) == _NAMED:
            break
    return named


def _line_names(points: Sequence[Point], frame: _Frame) -> Iterator[tuple[float, float, float]]:
    """Yield the room that the names of the upper limits take."""
    placed = [point for point in points if point.row.limit_95_high is not None]
    for point in sorted(placed, key=_answers)[:1]:
        left, _ = frame.place(point)
        for height in (point.row.limit_95_high or 0, point.row.limit_998_high or 0):
            up = (height - frame.low) / (frame.high - frame.low) + _NAME_HEIGHT / 2
            yield left, left + _LETTER * len("99.8%"), up


def _covers(
    box: tuple[float, float, float], marks: Sequence[tuple[float, float]], own: float
) -> bool:
    """Return whether a name would lie over a mark; its own stands at an end of it."""
    left, right, height = box
    return any(left <= x <= right and abs(y - height) < _NAME_HEIGHT and x != own for x, y in marks)


def _touch(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    beside = one[1] < other[0] or other[1] < one[0]
    return not beside and abs(one[2] - other[2]) < _NAME_HEIGHT


def _distance(point: Point, middle: float) -> float:
    """Return how far a mark lies outside, in widths of the funnel at its place."""
    low, high = point.row.limit_998_low or 0, point.row.limit_998_high or 0
    return abs((point.row.value or 0) - middle) / (high - low or 1)


def _lines(points: Sequence[Point], number: int, look: Look) -> list[dict[str, Any]]:
    """Return the overall rate and the four limits, through the limits of the rows."""
    axes = {"xref": f"x{number}", "yref": f"y{number}", "layer": "below"}
    placed = {_answers(p): p.row for p in points if p.row.limit_95_low is not None}
    bases = sorted(placed)
    ends = [_answers(point) for point in points]
    middle = overall(points)
    lines: list[dict[str, Any]] = [
        {
            "type": "line",
            "x0": min(ends),
            "x1": max(ends),
            "y0": middle,
            "y1": middle,
            "line": {"color": look.quiet, "width": 1},
            **axes,
        }
    ]
    for field, dash in _LIMITS.items():
        path = "L".join(f"{base:.0f},{getattr(placed[base], field):.4f}" for base in bases)
        if len(bases) > 1:
            lines.append(
                {
                    "type": "path",
                    "path": f"M{path}",
                    **axes,
                    "line": {"color": look.quiet, "width": 1.5, "dash": dash},
                }
            )
    return lines


def _labels(
    points: Sequence[Point], number: int, frame: _Frame, separators: str, look: Look
) -> list[dict[str, Any]]:
    """Return what each line is, where the funnel is widest, as far as there is room."""
    placed = [point for point in points if point.row.limit_95_low is not None]
    if len({_answers(point) for point in placed}) < 2:  # noqa: PLR2004 - no line to be labelled
        return []
    first = min(placed, key=_answers)
    middle = overall(points)
    room = _NAME_HEIGHT * (frame.high - frame.low)
    said = {f"{middle:.1f}%".replace(".", separators[:1]): middle}
    for label, field in ((f"99{separators[:1]}8%", "limit_998_high"), ("95%", "limit_95_high")):
        height = getattr(first.row, field)
        if all(abs(height - other) > room for other in said.values()):
            said[label] = height
    return [
        {
            "x": log10(_answers(first)),
            "y": height,
            "xref": f"x{number}",
            "yref": f"y{number}",
            "text": label,
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "bottom",
            "font": {"size": 11, "color": look.quiet},
        }
        for label, height in said.items()
    ]


def _axes(
    number: int, domain: tuple[float, float], frame: _Frame, look: Look
) -> dict[str, dict[str, Any]]:
    ticks = _TICKS[::2] if frame.right - frame.left > _WIDE else _TICKS
    across = axis(look) | {
        "anchor": f"y{number}",
        "type": "log",
        "range": [frame.left, frame.right],
        "tickvals": [tick for tick in ticks if frame.left <= log10(tick) <= frame.right],
        "tickformat": PLAIN_NUMBERS,
        "tickangle": 0,
    }
    down = axis(look) | {
        "anchor": f"x{number}",
        "domain": list(domain),
        "range": [frame.low, frame.high],
        "ticksuffix": "%",
        "nticks": 6,
    }
    return {f"xaxis{number}": across, f"yaxis{number}": down}
