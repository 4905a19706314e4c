"""Colours can be told apart by every reader, and words and marks stand out from their ground.

Colour blindness is simulated with the matrices of Machado, Oliveira and Fernandes (2009), "A
Physiologically-based Model for Simulation of Color Vision Deficiency", for full severity; they
are applied to linear RGB. Contrast is WCAG's formula. Distances are those of CIE Lab (1976).
"""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from tests.each import each
from vtdash.reference import Catalogue
from vtdash.render.charts.theme import DARK, FURTHER_DASHES, FURTHER_SYMBOLS, LIGHT, SYMBOLS

ROOT = Path(__file__).resolve().parents[2]
LOOKS = {"light": LIGHT, "dark": DARK}
STYLE = (ROOT / "static/style.css").read_text(encoding="utf-8")
THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
PLACES_OF_BARS = [
    "ha_noi", "hai_phong_to_2025_06", "hai_duong_to_2025_06", "hai_phong_since_2025_07",
]  # fmt: skip
"""Returns are drawn as bars and lines; of other territories there are published marks only."""

TEXT, MARK = 4.5, 3.0
"""WCAG 1.4.3 for text, 1.4.11 for what a picture needs to be understood."""

NOTICEABLE = 2.3
"""The distance in CIE Lab that half of observers just notice (Mahy and others, 1994)."""

APART = 5 * NOTICEABLE
GREY_BARS, GREY_MARKS = 3.5 * NOTICEABLE, 2 * NOTICEABLE
"""Lightness alone tells bars apart in grey print; marks have their shapes as well."""

SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)

EACH_LOOK = pytest.mark.parametrize("scheme", LOOKS)


def linear(colour):
    """Return red, green and blue of '#rrggbb', linear, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(colour, sight="usual"):
    seen = [min(1, max(0, part)) for part in times(SIGHT[sight], linear(colour))]
    ratios = [part / white for part, white in zip(times(XYZ, seen), WHITE, strict=True)]
    x, y, z = (r ** (1 / 3) if r > 216 / 24389 else (24389 / 27 * r + 16) / 116 for r in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other, sight):
    pairs = zip(lab(one, sight), lab(other, sight), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def contrast(one, other):
    dark, light = sorted(times(XYZ, linear(colour))[1] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def named(name, scheme):
    """Return a colour of style.css by its name."""
    pair = re.search(rf"--vt-{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", STYLE)
    return pair[1 if scheme == "light" else 2]


def close(pairs, measure, least):
    """Return the pairs that are closer than they may be."""
    measured = {pair: round(measure(*pair), 1) for pair in pairs}
    return {pair: found for pair, found in measured.items() if found < least}


def test_the_measures_agree_with_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert lab("#ffffff") == pytest.approx((100, 0, 0), abs=0.01)
    assert lab("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert lab("#808080", "protanopia") == pytest.approx(lab("#808080"), abs=0.01)


@EACH_LOOK
def test_every_territory_has_a_colour_and_a_mark_of_its_own(scheme, catalogue: Catalogue):
    series = LOOKS[scheme].series
    assert set(series) == set(SYMBOLS) == set(catalogue.territories)
    assert len(set(series.values())) == len(set(SYMBOLS.values())) == len(series)


@EACH_LOOK
@each("sight", SIGHT)
def test_series_differ_for_every_kind_of_sight(scheme, sight):
    series = LOOKS[scheme].series.values()
    assert close(combinations(series, 2), lambda a, b: distance(a, b, sight), APART) == {}


@EACH_LOOK
def test_series_differ_in_grey_print(scheme):
    series = LOOKS[scheme].series
    bars = [series[place] for place in PLACES_OF_BARS]

    def lightness(one, other):
        return abs(lab(one)[0] - lab(other)[0])

    assert close(combinations(bars, 2), lightness, GREY_BARS) == {}
    assert close(combinations(series.values(), 2), lightness, GREY_MARKS) == {}


@EACH_LOOK
@each("sight", SIGHT)
def test_several_choices_differ_from_one_another_and_from_every_territory(scheme, sight):
    look = LOOKS[scheme]
    colours = [*look.series.values(), *look.further, look.quiet]
    greys = (look.quiet, look.series["viet_nam"], look.series["red_river_delta"])
    pairs = [pair for pair in combinations(colours, 2) if not set(pair) <= set(greys)]
    # the grey of a whole city is told by its hollow marks from those of the country
    assert close(pairs, lambda a, b: distance(a, b, sight), APART) == {}


@EACH_LOOK
def test_choices_of_one_city_differ_in_grey_print_in_symbol_and_in_line(scheme):
    """With five more colours lightness alone is no longer enough for bars: their order helps."""
    look = LOOKS[scheme]

    def lightness(one, other):
        return abs(lab(one)[0] - lab(other)[0])

    for city in ("ha_noi", "hai_phong_since_2025_07"):
        choices = [look.series[city], *look.further]
        assert close(combinations(choices, 2), lightness, GREY_MARKS) == {}
    assert len({*FURTHER_SYMBOLS, *SYMBOLS.values()}) == len(FURTHER_SYMBOLS) + len(SYMBOLS)
    assert len(look.further) == len(set(FURTHER_SYMBOLS)) == len(set(FURTHER_DASHES)) == 5


@EACH_LOOK
def test_words_and_marks_of_charts_stand_out_from_the_ground(scheme):
    look = LOOKS[scheme]
    faint = {ink: contrast(ink, look.paper) for ink in (look.text, look.quiet)}
    assert {ink: found for ink, found in faint.items() if found < TEXT} == {}
    colours = look.series | dict(enumerate(look.further))
    marks = {place: contrast(colour, look.paper) for place, colour in colours.items()}
    assert {place: found for place, found in marks.items() if found < MARK} == {}


@EACH_LOOK
def test_words_focus_rings_and_edges_stand_out_on_page_and_sidebar(scheme):
    theme = THEME[scheme]
    faint = []
    for ground in (theme["backgroundColor"], theme["sidebar"]["backgroundColor"]):
        inks = {name: named(name, scheme) for name in ("ink", "quiet", "accent")}
        inks |= {key: theme[key] for key in ("textColor", "linkColor", "grayTextColor")}
        faint += [(key, ground) for key, ink in inks.items() if contrast(ink, ground) < TEXT]
    assert faint == []
    assert contrast("#ffffff", theme["primaryColor"]) >= TEXT, "white on buttons and chips"
    assert contrast(theme["primaryColor"], theme["backgroundColor"]) >= MARK


@EACH_LOOK
def test_theme_style_and_charts_name_the_same_colours(scheme):
    theme, look = THEME[scheme], LOOKS[scheme]
    assert named("ground", scheme) == theme["backgroundColor"] == look.paper
    assert named("side", scheme) == theme["sidebar"]["backgroundColor"]
    assert named("ink", scheme) == theme["textColor"] == look.text
    assert named("quiet", scheme) == theme["grayTextColor"] == look.quiet
    assert named("accent", scheme) == theme["linkColor"]
    assert named("line", scheme) == theme["borderColor"]


def test_no_other_module_names_a_colour():
    files = [*(ROOT / "vtdash").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    found = [
        str(path.relative_to(ROOT)) for path in files
        if re.search(r"[\"'(: ]#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert found == ["vtdash/render/charts/theme.py"]
