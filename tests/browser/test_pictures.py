"""A chart saved as a picture: its words, its typeface, and what is said when it fails."""

import base64
import io
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import expect

SVG = "{http://www.w3.org/2000/svg}"
SCALE = 3
MARK = "SAMPLE DATA / DỮ LIỆU MẪU"
CHARTS = {"/enrolment": "enrolment-by-year", "/graduates": "employment-by-cohort"}

WORDS = """panel => {
    const said = (root, name) => root.querySelector(name).innerText;
    return [said(panel, 'h2'), said(panel, 'p strong'), said(panel, '.provenance'),
            said(document, '.choices'), said(document, '.freshness')];
}"""

DRAWN = """([words, family, width, height, x, y, size, weight]) => {
    const canvas = Object.assign(document.createElement('canvas'), {width, height});
    const brush = canvas.getContext('2d');
    brush.fillStyle = 'white';
    brush.fillRect(0, 0, width, height);
    brush.fillStyle = getComputedStyle(document.querySelector('[data-testid="stApp"]')).color;
    brush.font = `${weight} ${size}px ${family}`;
    brush.fillText(words, x, y);
    return canvas.toDataURL('image/png').split(',')[1];
}"""
"""Words drawn by the browser itself, beside which those of the picture can be laid."""


@pytest.fixture
def saved(reader, tmp_path):
    """Return a function that presses a panel's button and returns the file that comes."""

    def save(panel, form):
        button = reader.panel(panel).locator(f"button.picture[data-format={form}]")
        with reader.page.expect_download() as begun:
            button.click()
        path = tmp_path / begun.value.suggested_filename
        begun.value.save_as(path)
        return path

    return save


def one_line(words):
    return re.sub(r"\s+", " ", words).strip()


def texts(root):
    return one_line(" ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", CHARTS)
def test_a_saved_svg_says_by_itself_what_it_shows(reader, saved, language, address):
    panel = CHARTS[address]
    reader.open(f"{address}?lang={language}")
    path = saved(panel, "svg")
    picture = ElementTree.parse(path).getroot()  # noqa: S314 - made a moment ago
    said = texts(picture)
    for words in [*reader.panel(panel).evaluate(WORDS), MARK]:
        assert one_line(words) in said
    assert picture.get("lang") == language
    assert re.fullmatch(rf"vtdash_{panel}_\w*20\d\d(-20\d\d)?_SAMPLE-DATA\.svg", path.name)
    addresses = re.findall(r"url\([\"']?([^\"')]{0,20})", unescape(path.read_text("utf-8")))
    assert all(one.startswith(("#", "data:")) for one in addresses), "it needs no other file"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_saved_png_is_three_times_as_fine_with_chart_and_words_drawn(reader, saved, scheme):
    reader.page.emulate_media(color_scheme=scheme)
    reader.open("/enrolment?lang=vi")
    vector = ElementTree.parse(saved(CHARTS["/enrolment"], "svg")).getroot()  # noqa: S314
    image = Image.open(saved(CHARTS["/enrolment"], "png")).convert("RGB")
    assert image.size == (SCALE * int(vector.get("width")), SCALE * int(vector.get("height")))
    assert (sum(image.getpixel((5, 5))) > 382) == (scheme == "light"), "the ground is the page's"
    layers = vector.findall(f"{SVG}svg")
    assert len(colours(image, layers[0])) > 5, "bars, marks and lines of several colours"
    for text in vector.findall(f"{SVG}text"):
        assert is_inked(image, text), "".join(text.itertext())
    assert any(MARK in "".join(layer.itertext()) for layer in layers)


def colours(image, layer):
    """Return the colours that take more than a trace of a chart."""
    x, y, width, height = (SCALE * float(layer.get(name)) for name in ("x", "y", "width", "height"))
    chart = image.crop((x, y, x + width, y + height)).resize((400, 300), Image.Resampling.NEAREST)
    return [colour for count, colour in chart.getcolors(120_000) if count > 20]


def is_inked(image, text):
    """Return whether something is drawn where the picture has this line of words."""
    x, y, size = (SCALE * float(text.get(name)) for name in ("x", "y", "font-size"))
    line = image.crop((x, y - size, x + 4 * size, y))
    return max(ImageStat.Stat(line.convert("L")).stddev) > 10


def test_vietnamese_in_a_png_stands_in_the_typeface_of_the_page(reader, saved):
    reader.open("/enrolment?lang=vi")
    vector = ElementTree.parse(saved(CHARTS["/enrolment"], "svg")).getroot()  # noqa: S314
    image = Image.open(saved(CHARTS["/enrolment"], "png")).convert("RGB")
    title = vector.find(f"{SVG}text")
    words = "".join(title.itertext())
    assert re.search("[ạ-ỹ]", words), "a title that needs the Vietnamese letters"
    apart = {
        family: difference(reader, image, title, family)
        for family in ('"Be Vietnam Pro"', "sans-serif", "serif")
    }
    assert apart['"Be Vietnam Pro"'] < 4
    assert min(apart["sans-serif"], apart["serif"]) > 3 * apart['"Be Vietnam Pro"']


def difference(reader, image, title, family):
    """Return how far the title in the picture is from the same words drawn in a typeface."""
    x, y, size = (SCALE * float(title.get(name)) for name in ("x", "y", "font-size"))
    part = image.crop((0, 0, image.width, round(y + size / 2)))
    words = "".join(title.itertext())
    drawn = reader.page.evaluate(
        DRAWN, [words, family, *part.size, x, y, size, title.get("font-weight")]
    )
    expected = Image.open(io.BytesIO(base64.b64decode(drawn))).convert("RGB")
    return ImageStat.Stat(ImageChops.difference(part, expected).convert("L")).mean[0]


def test_a_chart_without_sample_values_makes_a_picture_without_the_mark(reader, saved):
    reader.open("/targets?lang=en", whole=True)
    clean = [
        name
        for name in reader.page.locator("button.picture[data-format=svg]").evaluate_all(
            "buttons => buttons.map(button => button.dataset.panel)"
        )
        if MARK not in reader.panel(name).locator(".chart").inner_text()
    ]
    path = saved(clean[0], "svg")
    assert path.name.startswith(f"vtdash_{clean[0]}")
    assert "SAMPLE" not in path.name
    assert MARK not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("vi", "Không tạo được ảnh"), ("en", "The picture could not be made")],
)
def test_a_picture_that_cannot_be_made_says_so(reader, traffic, language, sentence):
    reader.open(f"/enrolment?lang={language}")
    reader.page.route("**/*.woff2", lambda route: route.abort())
    reader.panel(CHARTS["/enrolment"]).locator("button.picture[data-format=png]").click()
    expect(reader.page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    reader.page.close()  # the sentence comes with the first font refused, others are still asked
    traffic.console_errors.clear()


COPIED = """async () => {
    const [item] = await navigator.clipboard.read();
    const bitmap = await createImageBitmap(await item.getType('image/png'));
    return [bitmap.width, bitmap.height];
}"""


def test_a_copied_picture_is_on_the_clipboard_as_the_saved_one(reader, saved):
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open("/enrolment?lang=vi")
    reader.panel(CHARTS["/enrolment"]).locator("button.picture[data-format=copy]").click()
    expect(reader.page.get_by_role("status").filter(has_text="Đã sao chép ảnh")).to_be_visible()
    with Image.open(saved(CHARTS["/enrolment"], "png")) as image:
        assert tuple(reader.page.evaluate(COPIED)) == image.size


def test_where_nothing_may_be_copied_the_picture_is_saved_and_that_is_said(reader, saved):
    reader.page.add_init_script("delete Navigator.prototype.clipboard")
    reader.open("/enrolment?lang=en")
    path = saved(CHARTS["/enrolment"], "copy")
    assert path.name.startswith(f"vtdash_{CHARTS['/enrolment']}_")
    assert path.name.endswith("_SAMPLE-DATA.png")
    assert path.read_bytes().startswith(b"\x89PNG")
    said = reader.page.get_by_role("status").filter(has_text="nothing be copied here")
    expect(said).to_contain_text(path.name)


def test_saving_is_told_to_those_who_listen_and_the_names_begin_with_what_is_seen(reader, saved):
    reader.open("/enrolment?lang=en")
    path = saved(CHARTS["/enrolment"], "svg")
    expect(reader.page.get_by_role("status").filter(has_text=path.name)).to_be_visible()
    buttons = reader.page.locator("button.picture")
    for button in buttons.all():
        assert button.get_attribute("aria-label").startswith(button.inner_text())
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 24
