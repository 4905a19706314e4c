"""The comparison of pictures: blind to a font's rounding, not to a chart that moved."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.browser.likeness import BLOCK, differences, marked
from tests.each import each

WHITE, INK, HANOI, HAI_PHONG = (255, 255, 255), (27, 36, 48), (33, 91, 151), (211, 124, 38)
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
KEPT = [PICTURES / f"{name}.webp" for name in (
    "overview-vi-light-1440", "enrolment-vi-light-360", "targets-en-dark-1440",
)]  # fmt: skip
"""Light and dark, wide and narrow."""

CHART = (60, 200, 660, 560)
"""Where the chart of the page below stands."""


def page(*, down=0, bar=200, line=HAI_PHONG, chart=True):
    """Draw a page: a title, words, and a chart of bars with a line of two pixels over them."""
    image = Image.new("RGB", (720, 800), WHITE)
    draw = ImageDraw.Draw(image)
    draw.text((60, 40), "Tuyển sinh: 255.129 lượt", fill=INK, font_size=28)
    for number in range(6):
        draw.text((60, 90 + 16 * number), "một dòng chữ nhỏ " * 6, fill=INK, font_size=12)
    if chart:
        left, top, right, bottom = CHART
        bottom += down
        draw.line((left, bottom, right, bottom), fill=INK)
        for number, height in enumerate((120, bar, 160, 240)):
            x = left + 40 + 140 * number
            draw.rectangle((x, bottom - height, x + 60, bottom), fill=HANOI)
        draw.line((left, top + 60 + down, right, top + 140 + down), fill=line, width=2)
    return image


def jittered(image):
    """Return the picture with strips of it a pixel to the left or right, as rounding moves them."""
    out = image.copy()
    for number, top in enumerate(range(0, image.height, BLOCK)):
        strip = image.crop((0, top, image.width, min(top + BLOCK, image.height)))
        out.paste(ImageChops.offset(strip, number * 2 % 3 - 1, 0), (0, top))
    return out


@pytest.fixture(params=[page(), *KEPT], ids=["drawn", *(path.stem for path in KEPT)])
def picture(request):
    """Return a drawn page, then the pictures of the documentation."""
    if isinstance(request.param, Image.Image):
        return request.param
    with Image.open(request.param) as image:
        return image.convert("RGB").crop((0, 0, image.width, min(image.height, 1600)))


@each(
    "change",
    [
        lambda image: image,
        lambda image: ImageChops.offset(image, 1, 1),
        jittered,
        lambda image: image.filter(ImageFilter.GaussianBlur(0.6)),
        lambda image: image.crop((0, 0, image.width, image.height - 2)),
    ],
    ids=["itself", "a pixel", "strips by a pixel", "softer letters", "two pixels less"],
)
def test_what_a_font_does_is_no_difference(picture, change):
    assert differences(picture, change(picture)) == []


def test_few_colours_are_no_difference():
    image = page()
    few = image.quantize(64, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    assert differences(image, few) == []


@each("pixels", [(0, 8), (8, 0), (0, -8), (6, 0)])
def test_a_part_that_moved_differs(picture, pixels):
    width, height = picture.size
    box = (width // 8, height // 8, width * 7 // 8, height * 7 // 8)
    moved = picture.copy()
    moved.paste(ImageChops.offset(picture.crop(box), *pixels), box)
    assert differences(picture, moved)


@each(
    "other",
    [page(down=8), page(bar=208), page(bar=192), page(line=HANOI), page(chart=False)],
    ids=["chart moved", "bar longer", "bar shorter", "another colour", "no chart"],
)
def test_a_changed_chart_differs_and_is_pointed_at(other):
    places = differences(page(), other)
    assert places
    left, top, right, bottom = CHART
    for box in places:
        assert left - BLOCK <= box[0] < box[2] <= right + BLOCK
        assert top - BLOCK <= box[1] < box[3] <= bottom + 8 + BLOCK


def test_a_panel_that_is_gone_differs(picture):
    emptied = picture.copy()
    width, height = picture.size
    ImageDraw.Draw(emptied).rectangle((width // 3, height // 2, width - 10, height - 10), WHITE)
    assert differences(picture, emptied)


def test_a_picture_of_another_size_differs_as_a_whole():
    taller = Image.new("RGB", (720, 806), WHITE)
    taller.paste(page())
    assert differences(page(), taller) == [(0, 0, 720, 800)]


def test_a_place_that_is_ignored_does_not_differ():
    dated = page()
    ImageDraw.Draw(dated).text((400, 700), "22/11/2026", fill=INK, font_size=24)
    assert differences(page(), dated)
    assert differences(page(), dated, ignored=[(390, 690, 600, 740)]) == []


def test_places_are_framed_for_whoever_looks():
    framed = marked(page(), [(100, 600, 200, 700)])
    assert framed.getpixel((100, 650)) == (255, 0, 0)
    assert framed.getpixel((150, 650)) == WHITE
