"""Every page, in both languages, light and dark, on a telephone and on a desk."""

import re

import pytest

from tests.browser.reader import Reader
from tests.browser.rig import PAGES, page_path

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}

LOOK = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
    const light = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
        return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
    };
    const page = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
    return {
        titles: [...document.querySelectorAll('h1')].map(title => title.textContent.trim()),
        beside: Math.max(document.documentElement.scrollWidth - innerWidth,
                         main.scrollWidth - main.clientWidth),
        charts: charts.length,
        drawn: charts.filter(chart => chart.querySelector('svg.main-svg')
            && chart.getBoundingClientRect().height > 100).length,
        wide: charts.filter(chart => chart.querySelector('svg.main-svg')
            .getBoundingClientRect().width > chart.getBoundingClientRect().width + 1).length,
        ground: light(page.backgroundColor),
        inks: charts.map(chart => light(getComputedStyle(
            chart.querySelector('svg text:not(:empty)')).fill)),
    };
}"""


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_stands_on_a_telephone_and_on_a_desk(
    new_context, app_url, traffic, settled, language, scheme
):
    context = new_context(base_url=app_url, color_scheme=scheme, viewport=PHONE)
    reader = Reader(context.new_page(), settled)
    odd = {}
    for name in PAGES:
        reader.open(f"{page_path(name)}?lang={language}")
        for size in (PHONE, DESK):
            reader.page.set_viewport_size(size)
            if found := lasting_oddities(reader, scheme):
                odd[name, size["width"]] = found
        apology = reader.page.get_by_text(re.compile(r"Something went wrong|Đã có lỗi"))
        if apology.count():
            odd[name, "apology"] = apology.first.inner_text()
    context.close()
    assert odd == {}


def lasting_oddities(reader, scheme):
    """Return what is odd and stays so; charts follow the width of the window a moment later."""
    for _ in range(20):
        reader.rest()
        found = oddities(reader.page.evaluate(LOOK), scheme)
        if not found:
            break
        reader.page.wait_for_timeout(100)
    return found


def oddities(look, scheme):
    """Return what is not as it has to be."""
    dark = scheme == "dark"
    checks = {
        "one title": len(look["titles"]) == 1 and all(look["titles"]),
        "no scrolling to the side": look["beside"] <= 0,
        "charts drawn": look["charts"] == look["drawn"] and look["charts"] > 0,
        "charts within the page": look["wide"] == 0,
        "the scheme's ground": (look["ground"] < 0.5) == dark,
        "ink on that ground": all((ink > 0.5) == dark for ink in look["inks"]),
    }
    return [f"not {name}: {look}" for name, holds in checks.items() if not holds]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_declares_its_language_and_keeps_doing_so(reader, language):
    reader.open(f"/enrolment?lang={language}")
    html = reader.page.locator("html")
    assert html.get_attribute("lang") == language
    reader.show("enrolment-by-year", "table")
    assert html.get_attribute("lang") == language


def test_an_address_without_a_page_leads_to_the_first_page(reader, traffic):
    reader.open("/")
    title = reader.title()
    reader.open("/no-such-page")
    assert reader.title() == title
    traffic.console_errors.clear()  # Streamlit logs that there is no such page
