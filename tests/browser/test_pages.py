"""Every page, in both languages, light and dark, on a telephone and on a desk.

Each page is opened once for a language, in light, and then turned dark as a device does at night;
what was seen there at several widths is collected first, and each test then judges one part of it.
Both languages have the same elements: the rules of axe are asked of every page in Vietnamese, and
in English of the pages that between them have every kind of element.
"""

import re
from dataclasses import dataclass, field

import pytest

from tests.browser import access
from tests.browser.reader import Reader
from tests.browser.rig import PAGES, Traffic, page_path, settler

PHONE, DESK = 360, 1440
REFLOW, HALF = 320, 640
"""320: WCAG 1.4.10; 640: a window of 1280 at 200 %. Lines break alike in light and dark."""

HEIGHTS = {DESK: 900}
WITHOUT_CHARTS = {"changes", "accessibility"}

LOOK = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const charts = [...document.querySelectorAll('.chart')];
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

APOLOGY = re.compile(r"Something went wrong|Đã có lỗi")


@dataclass
class Walk:
    """What was seen on one walk through all pages; keys are pages, or pages and widths."""

    odd: dict = field(default_factory=dict)
    violations: dict = field(default_factory=dict)
    small: dict = field(default_factory=dict)
    titles: dict = field(default_factory=dict)
    apologies: dict = field(default_factory=dict)
    traffic: list[str] = field(default_factory=list)


KINDS = [("vi", "light"), ("vi", "dark"), ("en", "light"), ("en", "dark")]


@pytest.fixture(scope="module")
def walks(new_context, app_url, watch):
    """Return a function that gives what was seen in a language and scheme; it walks once."""
    seen: dict[str, dict[str, Walk]] = {}

    def seen_on(language, scheme):
        if language not in seen:
            context = new_context(base_url=app_url)
            seen[language] = walked(context, watch, language)
            context.close()
        return seen[language][scheme]

    return seen_on


@pytest.fixture(params=KINDS, ids="-".join)
def walk(request, walks):
    return walks(*request.param)


WIDTHS = {
    "vi": {"light": [REFLOW, HALF, DESK], "dark": [PHONE]},
    "en": {"light": [PHONE], "dark": [DESK]},
}
"""Language -> scheme -> what a page is looked at in, one after the other."""

ASKED_IN_ENGLISH = {"overview", "enrolment", "sources", "changes"}
"""Pages whose English is held against the rules of axe: charts, filters, cards, long tables."""


def walked(context, watch: Traffic, language):
    watch.forget()
    reader, seen = Reader(context.new_page(), settler(watch)), {"light": Walk(), "dark": Walk()}
    for name in PAGES:
        for scheme, widths in WIDTHS[language].items():
            reader.page.emulate_media(color_scheme=scheme)
            if scheme == "light":
                reader.page.set_viewport_size({"width": widths[0], "height": 740})
                reader.open(f"{page_path(name)}?lang={language}")
            seen[scheme].titles[name] = reader.page.title()
            for width in widths:
                look_around(reader, seen[scheme], (name, width), scheme, language)
            apology = reader.page.get_by_text(APOLOGY)
            seen[scheme].apologies[name] = apology.first.inner_text() if apology.count() else ""
    for walk in seen.values():
        walk.traffic = [*watch.foreign_requests, *watch.console_errors]
    return seen


def look_around(reader, seen, place, scheme, language):
    """Note what there is to see on a page at one width."""
    name, width = place
    reader.resize(width, HEIGHTS.get(width, 740), whole=True)
    seen.odd[place] = lasting_oddities(reader, scheme, has_charts=name not in WITHOUT_CHARTS)
    if width != HALF and (language == "vi" or name in ASKED_IN_ENGLISH):
        # turned dark, a page has the elements that it had: only what they look like is new
        rules = access.COLOURS if scheme == "dark" else None
        seen.violations[place] = access.violations(reader.page, rules=rules)
        seen.small[place] = access.small_targets(reader.page)


def lasting_oddities(reader, scheme, *, has_charts):
    """Return what is odd and stays so; charts follow the width of the window a moment later."""
    for _ in range(20):
        reader.rest(whole=True)
        found = oddities(reader.page.evaluate(LOOK), scheme, has_charts=has_charts)
        if not found:
            break
        reader.page.wait_for_timeout(100)
    return found


def oddities(look, scheme, *, has_charts):
    """Return what is not as it has to be."""
    dark = scheme == "dark"
    checks = {
        "one title": len(look["titles"]) == 1 and all(look["titles"]),
        "no scrolling to the side": look["beside"] <= 0,
        "charts drawn": look["charts"] == look["drawn"] and (look["charts"] > 0) == has_charts,
        "charts within the page": look["wide"] == 0,
        "the scheme's ground": (look["ground"] < 0.5) == dark,
        "ink on that ground": all((ink > 0.5) == dark for ink in look["inks"]),
    }
    return [f"not {name}: {look}" for name, holds in checks.items() if not holds]


def only(found):
    """Return the places where something was found."""
    return {place: things for place, things in found.items() if things}


def test_every_page_stands_on_a_telephone_and_a_desk(walk):
    assert only(walk.odd) == {}


def test_no_page_apologises(walk):
    assert only(walk.apologies) == {}


def test_no_page_asks_another_machine_or_logs_an_error(walk):
    assert walk.traffic == []


def test_axe_finds_nothing(walk):
    assert only(walk.violations) == {}


def test_targets_are_large_enough_on_every_page(walk):
    assert only(walk.small) == {}


def test_every_page_has_a_title_of_its_own_in_the_window(walk):
    assert len(set(walk.titles.values())) == len(PAGES), walk.titles


def test_window_titles_differ_between_the_languages(walks):
    vi, en = walks("vi", "light").titles, walks("en", "light").titles
    assert [name for name in PAGES if vi[name] == en[name]] == []
