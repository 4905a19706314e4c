"""Lines across a chart over years: upright where something broke or moved, dashed to an aim."""

from __future__ import annotations

import textwrap
from collections.abc import Container, Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from vtdash.render.charts.layout import BREAK_LINE, words_at
from vtdash.render.charts.theme import Look

Breaks = Sequence[tuple[float, str]]
"""Positions on an axis of years with a label each."""

_LINE, ONE_LINE = 20, 24
"""Letters of a line of a label, and of a label that stands in one: a phone has room for no more."""


class Slope(NamedTuple):
    """The way of one territory from a value in a year to an aim."""

    first_year: int
    first: float
    last_year: int
    last: float
    territory: str


def in_lines(label: str, most: int = _LINE) -> str:
    """Return a label in lines that a phone has room for; of up to ``most`` letters in one."""
    return label if len(label) <= most else "<br>".join(textwrap.wrap(label, _LINE))


def upright(
    breaks: Breaks, moves: Iterable[tuple[float, str, str]], here: Container[str]
) -> list[tuple[float, str]]:
    """Return the lines of a chart with their labels: ``moves`` of the territories ``here`` only."""
    moved = [(at, in_lines(label)) for at, label, place in moves if place in here]
    return [*((at, in_lines(label, most=ONE_LINE)) for at, label in breaks), *moved]


def break_labels(breaks: Breaks, look: Look) -> list[dict[str, Any]]:
    """Return the labels of upright lines, each below the one before it."""
    lines = accumulate((1 + label.count("<br>") for _, label in breaks), initial=0)
    place = {"yref": "paper", "xanchor": "right", "yanchor": "top", "align": "right"}
    ground = {"bgcolor": look.paper, "opacity": 0.85}
    return [
        words_at(label, position, 1, look.quiet)
        | {"yshift": -BREAK_LINE * before, **place, **ground}
        for before, (position, label) in zip(lines, breaks, strict=False)
    ]


def slope_line(one: Slope, look: Look) -> dict[str, Any]:
    """Return the dashed line of a way to an aim."""
    line = {"color": look.of(one.territory), "width": 2, "dash": "dash"}
    ends = {"x0": one.first_year, "x1": one.last_year, "y0": one.first, "y1": one.last}
    return {"type": "line", "line": line, "layer": "below", "yref": "y", **ends}


def break_line(position: float, look: Look) -> dict[str, Any]:
    """Return an upright line over the whole height of a chart."""
    line = {"color": look.quiet, "width": 1, "dash": "dot"}
    upright = {"x0": position, "x1": position, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "line": line, **upright}
