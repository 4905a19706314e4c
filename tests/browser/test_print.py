"""A page on A4: whole, nothing cut, the filters and sources written out, dark on white."""

import io
import re
import unicodedata
from datetime import date

import pytest
from pypdf import PdfReader

A4 = (595, 842)
MARK = "SAMPLE DATA / DỮ LIỆU MẪU"
PAGES = {"enrolment": "vi", "graduates": "en"}
SHEET = {"vi": "Trang", "en": "Page"}
EARLY = "This page was printed before all of it was there."
PAPER = (186 * 96 / 25.4, 261 * 96 / 25.4)
"""Pixels of A4 less its margins."""

SIZES = """() => [...document.querySelectorAll('.js-plotly-plot svg.main-svg:first-child')].map(
    chart => [chart.getBoundingClientRect().width, chart.getBoundingClientRect().height])"""

ON_SCREEN = """() => {
    const all = name => [...document.querySelectorAll(`[data-testid="stMain"] ${name}`)];
    const charts = all('.chart');
    return {
        words: all('h1, h2, .choices, .freshness, .provenance').map(part => part.innerText),
        charts: charts.length,
        marked: charts.filter(chart => chart.textContent.includes('SAMPLE DATA')).length,
    };
}"""

COLOURS = """() => {
    const light = colour => {
        const [r, g, b, a] = colour.match(/[\\d.]+/g).map(Number);
        return a === 0 ? 1 : (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
    };
    const style = part => getComputedStyle(part);
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    const words = [...document.querySelectorAll('[data-testid="stMain"] :is(h1, h2, p, li, a)')];
    return {
        ground: light(style(document.querySelector('[data-testid="stApp"]')).backgroundColor),
        ink: Math.max(...words.map(part => light(style(part).color))),
        chart_ink: Math.max(...charts.flatMap(
            chart => [...chart.querySelectorAll('svg text:not(:empty)')]
        ).map(part => light(style(part).fill))),
        zoom: charts.map(chart => chart.closest('[data-testid="stElementContainer"]').style.zoom),
        fills: charts.map(chart => [...chart.querySelectorAll('svg *')]
            .map(part => part.style.fill).join()),
    };
}"""


def bare(words):
    """Return words without spaces: a PDF has none, only places."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", words))


def printed(page):
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_whole_on_a4_with_filters_and_sources(reader, name):
    reader.page.set_viewport_size({"width": 1440, "height": 900})
    reader.open(f"/{name}?lang={PAGES[name]}")
    screen = reader.page.evaluate(ON_SCREEN)
    menu = reader.page.get_by_test_id("stSidebar").inner_text()
    pdf = printed(reader.page)
    paper = bare(" ".join(sheet.extract_text() for sheet in pdf.pages))
    assert tuple(round(side) for side in pdf.pages[0].mediabox[2:]) == A4
    assert [words for words in screen["words"] if bare(words) not in paper] == []
    assert screen["charts"] > 1
    # the mark stands at the right edge of a chart; what is cut off is not in the file
    assert paper.count(bare(MARK)) >= screen["marked"] > 0
    assert bare(menu)[:40] not in paper
    assert all(sheet.extract_text().strip() for sheet in pdf.pages), "no empty sheet"
    for number, sheet in enumerate(pdf.pages, start=1):
        said = bare(sheet.extract_text())
        assert bare(f"{SHEET[PAGES[name]]} {number} / {len(pdf.pages)}") in said
        assert bare(reader.page.url) in said
        assert str(date.today().year) in said, "the day on which it was printed"


@pytest.mark.parametrize("width", [390, 1440])
def test_charts_are_as_wide_as_the_paper_or_as_tall_as_a_sheet(reader, width):
    page = reader.page
    page.set_viewport_size({"width": width, "height": 900})
    reader.open("/enrolment?lang=vi")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sizes = page.evaluate(SIZES)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(sizes) == 3
    for wide, tall in sizes:
        assert wide <= PAPER[0]
        assert tall <= PAPER[1]
        assert wide > 0.95 * (PAPER[0] - 36) or tall > 0.6 * PAPER[1]


def test_paper_says_so_where_it_was_printed_before_everything_was_there(reader):
    page = reader.page
    reader.open("/enrolment?lang=en")
    assert EARLY not in paper_notes(page)
    page.evaluate(
        "delete window.Plotly; document.querySelector('.chart').dataset.state = 'waiting'"
    )
    assert EARLY in paper_notes(page)


def paper_notes(page):
    """Return the sentences that are there for paper only."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    notes = page.locator(".paper-note").all_text_contents()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    return notes


def test_a_dark_page_prints_dark_on_white_and_is_dark_again_afterwards(reader):
    page = reader.page
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 1440, "height": 900})
    reader.open("/enrolment?lang=vi", whole=True)
    before = page.evaluate(COLOURS)
    assert before["ground"] < 0.2
    assert before["chart_ink"] > 0.5
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    at_once = page.evaluate(COLOURS)
    page.wait_for_timeout(500)  # charts follow the size of their box a moment later
    later = page.evaluate(COLOURS)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    for charts in (at_once, later):
        assert charts["chart_ink"] < 0.5
        assert min(map(float, charts["zoom"])) < 1
    page.wait_for_timeout(500)
    assert page.evaluate(COLOURS) == before
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.evaluate(COLOURS)
    assert paper["ground"] > 0.99
    assert paper["ink"] < 0.5


def test_what_can_only_be_clicked_is_not_printed(reader):
    reader.open("/enrolment?lang=vi")
    reader.page.emulate_media(media="print")
    for name in ("stSidebar", "stHeader", "stDownloadButton"):
        for part in reader.page.get_by_test_id(name).all():
            assert not part.is_visible(), name
    for part in reader.page.get_by_role("tab").all():
        assert not part.is_visible()
    assert not reader.page.locator("button.picture").first.is_visible()
