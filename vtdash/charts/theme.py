"""Colours, marks and sizes, once for every chart. No other module names a colour.

City colours are the blue and orange of Okabe and Ito's palette for colour-blind readers
(Color Universal Design, 2008), darkened for light and lightened for dark backgrounds; they
differ in lightness too, so grey print keeps them apart.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Be Vietnam Pro, sans-serif"


@dataclass(frozen=True)
class Look:
    """Colours of one theme. ``series``: territory -> colour; symbols are the same in both."""

    text: str
    quiet: str
    grid: str
    paper: str
    series: dict[str, str]
    strength: dict[str, str]


SYMBOLS = {
    "ha_noi": "circle",
    "hai_phong_to_2025_06": "square",
    "hai_duong_to_2025_06": "triangle-up",
    "hai_phong_since_2025_07": "diamond",
    "viet_nam": "x",
    "red_river_delta": "cross",
}

LIGHT = Look(
    text="#1b2430",
    quiet="#5b6675",
    grid="#e3e7ed",
    paper="#ffffff",
    series={
        "ha_noi": "#1f5a96",
        "hai_phong_to_2025_06": "#d9822b",
        "hai_duong_to_2025_06": "#b9a44c",
        "hai_phong_since_2025_07": "#a8480f",
        "viet_nam": "#6b7785",
        "red_river_delta": "#9aa4b1",
    },
    strength={"direct": "#1f5a96", "partial": "#9dbfe0", "none": "#eceff3"},
)

DARK = Look(
    text="#e8ecf1",
    quiet="#a6b0bd",
    grid="#2c343e",
    paper="#101419",
    series={
        "ha_noi": "#a3d2fb",
        "hai_phong_to_2025_06": "#f0a35c",
        "hai_duong_to_2025_06": "#d9cb8a",
        "hai_phong_since_2025_07": "#e2703a",
        "viet_nam": "#a6b0bd",
        "red_river_delta": "#7d8896",
    },
    strength={"direct": "#3f83c4", "partial": "#28425f", "none": "#1c222a"},
)


def look(*, dark: bool) -> Look:
    """Return the colours of the theme that the reader sees."""
    return DARK if dark else LIGHT
