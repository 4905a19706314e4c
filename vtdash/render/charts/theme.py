"""Colours, marks and sizes, once for every chart. No other module names a colour.

City colours are of the families blue and orange of Okabe and Ito's palette for colour-blind
readers (Color Universal Design, 2008). Within each theme all series differ in lightness too, so
grey print keeps them apart; ``tests/unit/test_colours.py`` measures both. Reported values are
solid, sample values hatched or hollow, unfinished ones pale, aims hollow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vtdash.model.codes import DataStatus, Status
from vtdash.render.charts.points import Point
from vtdash.render.charts.roles import is_unfinished

FONT = "Be Vietnam Pro, sans-serif"


@dataclass(frozen=True)
class Look:
    """Colours of one theme. ``series``: territory -> colour; symbols are the same in both.

    ``further``: colours of the second to the sixth choice of a chart; ``former``: of all former
    territories beside those of today.
    ``ramp``: one hue in steps of lightness, from the fewest to the most: the most stands out.
    """

    text: str
    quiet: str
    grid: str
    paper: str
    series: dict[str, str]
    further: tuple[str, ...]
    former: str
    ramp: tuple[str, ...]

    def of(self, territory: str) -> str:
        """Return the colour of a territory."""
        return self.series.get(territory, self.quiet)

    def ink(self, point: Point) -> str:
        """Return the colour of a mark: its city's for the first choice, quiet ones beside it."""
        if point.role.is_context:
            return self.quiet
        if point.role.is_former:
            return self.former
        place = point.role.place
        if place:
            return self.further[(place - 1) % len(self.further)]
        return self.of(point.row.territory)

    def pale(self, colour: str) -> str:
        """Return a colour as unfinished values are filled with it."""
        parts = (colour[at : at + 2] + self.paper[at : at + 2] for at in (1, 3, 5))
        mixed = (_PALE * int(two[:2], 16) + (1 - _PALE) * int(two[2:], 16) for two in parts)
        return "#" + "".join(f"{round(part):02x}" for part in mixed)

    @property
    def inks(self) -> list[str]:
        """Every colour that a chart may use, in an order that is the same in both themes."""
        marks = [*self.series.values(), *self.further, self.former]
        pale = [self.pale(colour) for colour in (*marks, self.quiet)]
        return [self.text, self.quiet, self.grid, self.paper, *marks, *pale]


SYMBOLS = {
    "ha_noi": "circle",
    "hai_phong_to_2025_06": "square",
    "hai_duong_to_2025_06": "triangle-up",
    "hai_phong_since_2025_07": "diamond",
    "viet_nam": "x",
    "red_river_delta": "cross",
}

FURTHER_SYMBOLS = ("triangle-down", "star", "triangle-right", "pentagon", "triangle-left")
FURTHER_DASHES = ("dashdot", "longdash", "6px,2px", "longdashdot", "10px,2px,2px,2px,2px,2px")
"""Symbols and lines of the second to the sixth choice, which differ as their colours do."""

_HATCHES = ("/", "\\", "x", "-", "|", "+")
"""Hatches of sample bars, one for each place of a choice or an indicator."""

_PALE = 0.35
"""How much of its colour an unfinished value keeps."""

_SMALL = 6
"""Pixels of a rate on few answers."""

_FORMER = 6
"""Pixels of a mark of a former territory, which stands beside what leads."""

_POINTED = 3
"""Pixels more for a triangle, of which an edge in the paper's colour leaves less."""

LIGHT = Look(
    text="#1b2430",
    quiet="#535d6b",
    grid="#e3e7ed",
    paper="#ffffff",
    series={
        "ha_noi": "#103c6c",
        "hai_phong_to_2025_06": "#b36519",
        "hai_duong_to_2025_06": "#9f9250",
        "hai_phong_since_2025_07": "#98340f",
        "viet_nam": "#3f4955",
        "red_river_delta": "#616b78",
    },
    further=("#d3418b", "#026f48", "#614eff", "#6e1e97", "#cf54d6"),
    former="#a58a78",
    ramp=("#e4edf7", "#b3cbe4", "#7ea3cc", "#43709f", "#103c6c"),
)

DARK = Look(
    text="#e8ecf1",
    quiet="#a6b0bd",
    grid="#2c343e",
    paper="#101419",
    series={
        "ha_noi": "#b5dcff",
        "hai_phong_to_2025_06": "#e59045",
        "hai_duong_to_2025_06": "#cdc36c",
        "hai_phong_since_2025_07": "#d45a2a",
        "viet_nam": "#8993a0",
        "red_river_delta": "#646e7b",
    },
    further=("#b532b0", "#51dfad", "#8bb5d9", "#e9ed94", "#ae9562"),
    former="#84705f",
    ramp=("#1b2f47", "#2d5079", "#3b6691", "#86b4df", "#cfe7ff"),
)


def look(*, dark: bool) -> Look:
    """Return the colours of the theme that the reader sees."""
    return DARK if dark else LIGHT


def ramp_colour(place: int, count: int, look: Look) -> str:
    """Return the colour of one of ``count`` classes; few of them are spread over the whole ramp."""
    last = len(look.ramp) - 1
    return look.ramp[last if count == 1 else round(place * last / (count - 1))]


def ink_on(ground: str, look: Look) -> str:
    """Return which of the theme's two extremes is read better on a ground."""
    return max((look.text, look.paper), key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Return the ratio of contrast of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def symbol(point: Point) -> str:
    """Return the symbol of a mark: its territory's, or that of a further choice."""
    if point.role.place:
        return FURTHER_SYMBOLS[(point.role.place - 1) % len(FURTHER_SYMBOLS)]
    return SYMBOLS.get(point.row.territory, "circle")


def marker(points: Sequence[Point], look: Look) -> dict[str, Any]:
    """Return the marks: hollow for aims and sample values, pale unfinished, dotted estimates.

    A rate on few answers is hollow and small.
    """
    first = points[0]
    colour, shape = look.ink(first), symbol(first)
    dots = ["-dot" if point.row.status == Status.ESTIMATE else "" for point in points]
    edge = look.paper if first.row.is_published and not first.is_aim else colour
    thin = [is_unfinished(point.row) and is_hollow(point) for point in points]
    pale = [is_unfinished(point.row) and not is_hollow(point) for point in points]
    fills = [look.pale(colour) if is_pale else colour for is_pale in pale]
    usual = _FORMER if first.role.is_former else 12 if first.row.is_published else 9
    size = usual + _POINTED * ("triangle" in shape)
    small = [point.row.value_note == "small_base" for point in points]
    return {
        "symbol": [
            f"{shape}{'-open' if is_hollow(point) else ''}{dot}"
            for point, dot in zip(points, dots, strict=True)
        ],
        "size": [_SMALL if is_small else size for is_small in small] if any(small) else size,
        "color": fills if len(set(fills)) > 1 else fills[0],
        "line": {"width": [1 if one else 2 for one in thin] if any(thin) else 2, "color": edge},
    }


def numeral_ink(point: Point, look: Look) -> str:
    """Return the colour of the number on a mark: grey for what was not reported nor published."""
    return look.quiet if point.row.data_status == DataStatus.SAMPLE else look.text


def line(point: Point, look: Look) -> dict[str, Any]:
    """Return the look of the line that joins the marks of a series: thin and dotted for context."""
    if point.role.is_context:
        return {"color": look.quiet, "width": 1, "dash": "dot"}
    if point.role.is_former:
        return {"color": look.former, "width": 1.5, "dash": "solid"}
    place = point.role.place
    dash = FURTHER_DASHES[(place - 1) % len(FURTHER_DASHES)] if place else "solid"
    return {"color": look.ink(point), "width": 2, "dash": dash}


def is_hollow(point: Point) -> bool:
    """Return whether a mark is hollow: an aim, a sample value, context, or few answers."""
    row = point.row
    is_sample = row.data_status == DataStatus.SAMPLE
    return point.is_aim or is_sample or point.role.is_context or row.value_note == "small_base"


def bar_fill(points: Sequence[Point], look: Look, *, has_edge: bool) -> dict[str, Any]:
    """Return the look of bars: reported ones solid, sample ones hatched, unfinished ones pale.

    A second indicator is pale with an edge, or hatched another way; estimates are dotted.
    """
    first = points[0]
    colour = look.ink(first)
    if first.row.data_status == DataStatus.SAMPLE:
        return _hatched(points, colour)
    is_pale = [bool(p.variant or p.role.is_context or is_unfinished(p.row)) for p in points]
    edge = 1 if has_edge else 0  # on a phone a bar next to others is no wider than its edge
    fill: dict[str, Any] = {"color": colour, "line": {"color": look.paper, "width": edge}}
    if any(is_pale):
        pale = look.paper if first.role.is_context else look.pale(colour)
        fill["color"] = [pale if one else colour for one in is_pale]
        fill["line"] = {"color": colour, "width": 1.5}
    if any(shapes := [pattern(point) for point in points]):
        fill["pattern"] = hatching(shapes, look.paper, 6, 0.2)
    return fill


def _hatched(points: Sequence[Point], colour: str) -> dict[str, Any]:
    """Return the look of sample bars: lines of their colour, thin ones where unfinished."""
    first = points[0]
    usual = _HATCHES[(first.role.place + first.variant) % len(_HATCHES)]
    shapes = [pattern(point) or usual for point in points]
    thin = [0.12 if is_unfinished(point.row) else 0.4 for point in points]
    solidity = thin if len(set(thin)) > 1 else thin[0]
    lines = {"shape": shapes, "size": 6, "solidity": solidity, "fillmode": "replace"}
    return {
        "color": colour,
        "line": {"color": colour, "width": 1},
        "pattern": lines | {"fgcolor": colour},
    }


def pattern(point: Point) -> str:
    """Return the pattern that says what no colour does: no value, or an estimate."""
    if point.row.shown is None:
        return "/"
    return "." if point.row.status == Status.ESTIMATE else ""


def hatching(shape: str | Sequence[str], colour: str, size: int, solidity: float) -> dict[str, Any]:
    """Return the pattern of a filled mark."""
    look = {"fillmode": "overlay", "fgcolor": colour}
    return {"shape": shape, "size": size, "solidity": solidity, **look}
