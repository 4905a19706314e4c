"""Colours, marks and sizes, once for every chart. No other module names a colour.

City colours are of the families blue and orange of Okabe and Ito's palette for colour-blind
readers (Color Universal Design, 2008). Within each theme all series differ in lightness too, so
grey print keeps them apart; ``tests/unit/test_colours.py`` measures both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vtdash.model.codes import Status
from vtdash.render.charts.points import Point

FONT = "Be Vietnam Pro, sans-serif"


@dataclass(frozen=True)
class Look:
    """Colours of one theme. ``series``: territory -> colour; symbols are the same in both.

    ``ramp``: one hue in steps of lightness, from the fewest to the most: the most stands out.
    """

    text: str
    quiet: str
    grid: str
    paper: str
    series: dict[str, str]
    ramp: tuple[str, ...]

    def of(self, territory: str) -> str:
        """Return the colour of a territory."""
        return self.series.get(territory, self.quiet)


SYMBOLS = {
    "ha_noi": "circle",
    "hai_phong_to_2025_06": "square",
    "hai_duong_to_2025_06": "triangle-up",
    "hai_phong_since_2025_07": "diamond",
    "viet_nam": "x",
    "red_river_delta": "cross",
}

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


def marker(points: Sequence[Point], look: Look) -> dict[str, Any]:
    """Return the marks: hollow for targets, plans and rates on few answers, dotted estimates."""
    first = points[0]
    colour = look.of(first.row.territory)
    shape = SYMBOLS.get(first.row.territory, "circle")
    hollow = [point.is_aim or point.row.value_note == "small_base" for point in points]
    dots = ["-dot" if point.row.status == Status.ESTIMATE else "" for point in points]
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


def pattern(point: Point) -> str:
    """Return the pattern that says what no colour does: no value, or an estimate."""
    if point.row.shown is None:
        return "/"
    return "." if point.row.status == Status.ESTIMATE else ""


def hatching(shape: str | Sequence[str], colour: str, size: int, solidity: float) -> dict[str, Any]:
    """Return the pattern of a filled mark."""
    look = {"fillmode": "overlay", "fgcolor": colour}
    return {"shape": shape, "size": size, "solidity": solidity, **look}
