"""Every page, in both languages, light and dark, on a telephone and on a desk.

Each page is opened once for a language, in light, and then turned dark as a device does at night;
what was seen there at several widths is collected first, and each test then judges one part of it:
layout, access, and the words.
Both languages have the same elements: the rules of axe are asked of every page in Vietnamese, and
in English of the pages that between them have every kind of element.
"""

import re
import unicodedata
from dataclasses import dataclass, field

import pytest
from babel.messages.pofile import read_po

from tests.browser import access
from tests.browser.reader import Reader
from tests.browser.rig import PAGES, Traffic, page_path, settler
from tests.each import each
from vtdash.text.language import LOCALE_FOLDER

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

WORDS = """() => {
    const main = document.querySelector('[data-testid="stApp"]');
    const plots = [...document.querySelectorAll('.js-plotly-plot')];
    const said = ['aria-label', 'placeholder', 'alt'];
    return {
        page: main.innerText,
        ticks: plots.flatMap(plot => [...plot.querySelectorAll(
            '.xtick text, .ytick text, [class*="tick"] text')].map(tick => tick.textContent)),
        tips: plots.flatMap(plot => plot.data.flatMap(
            trace => [].concat(trace.hovertext ?? [], trace.text ?? []))).join('\\n'),
        labels: said.flatMap(name => [...main.querySelectorAll(`[${name}]`)].map(
            part => part.getAttribute(name))),
    };
}"""
"""What a page says: its text, ticks and tooltips of its charts, names of its controls."""

FOLDED = {"sources", "districts"}
"""Pages whose closed lines are opened as well, once all else was seen."""

APOLOGY = re.compile(r"Something went wrong|Đã có lỗi")


@dataclass
class Walk:
    """What was seen on one walk through all pages; keys are pages, or pages and widths."""

    odd: dict = field(default_factory=dict)
    violations: dict = field(default_factory=dict)
    small: dict = field(default_factory=dict)
    titles: dict = field(default_factory=dict)
    apologies: dict = field(default_factory=dict)
    words: dict = field(default_factory=dict)
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
            if scheme == "dark":
                reader.turn(scheme)
            else:
                reader.page.emulate_media(color_scheme=scheme)
                reader.page.set_viewport_size({"width": widths[0], "height": 740})
                reader.open(f"{page_path(name)}?lang={language}")
            seen[scheme].titles[name] = reader.page.title()
            for width in widths:
                look_around(reader, seen[scheme], (name, width), scheme, language)
            apology = reader.page.get_by_text(APOLOGY)
            seen[scheme].apologies[name] = apology.first.inner_text() if apology.count() else ""
        if language == "vi" and name in FOLDED:
            seen["light"].words[name].append(unfolded(reader))
    for walk in seen.values():
        walk.traffic = [*watch.foreign_requests, *watch.console_errors]
    return seen


def look_around(reader, seen, place, scheme, language):
    """Note what there is to see on a page at one width."""
    name, width = place
    reader.resize(width, HEIGHTS.get(width, 740), whole=True)
    seen.odd[place] = lasting_oddities(reader, scheme, has_charts=name not in WITHOUT_CHARTS)
    if width == DESK:
        seen.words[name] = [reader.page.evaluate(WORDS)]
    if width != HALF and (language == "vi" or name in ASKED_IN_ENGLISH):
        # turned dark, a page has the elements that it had: only what they look like is new
        rules = access.COLOURS if scheme == "dark" else None
        seen.violations[place] = access.violations(reader.page, rules=rules)
        seen.small[place] = access.small_targets(reader.page)


def unfolded(reader):
    """Return what a page says when its closed lines are open."""
    closed = reader.page.locator('[class*="st-key-later-"] details:not([open]) > summary')
    while closed.count():
        closed.first.click()
        reader.rest()
    reader.rest(whole=True)
    return reader.page.evaluate(WORDS)


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


# --- the words of every page, in Vietnamese ---------------------------------------------------

FRAMEWORK = {
    "Sidebar", "Collapse sidebar", "Help", "Open", "Choose an option", "Clear all",
    "Link to heading", "Increment", "Decrement",
}  # fmt: skip
"""English labels that Streamlit gives its own buttons and that nobody can set."""

PROPER = re.compile(r"CSV|PNG|SVG|English|SAMPLE DATA|vtdash|HN-T\d|HP-M\d|^[\W\d]+$")

TICKS = {"overview": {"20.000", "80%"}, "enrolment": {"50.000"}}
"""Thousands and percent on axes, where the library of charts writes them."""


@pytest.fixture
def words(walks):
    """Return what each page says in Vietnamese, in as many looks as it took."""
    return walks("vi", "light").words


def labels(look):
    return {label for label in look["labels"] if label}


@each("name", PAGES)
def test_all_text_is_composed(words, name):
    for look in words[name]:
        for said in (look["page"], look["tips"], *labels(look)):
            assert unicodedata.is_normalized("NFC", said)


@each("name", PAGES)
def test_no_english_sentence_is_left_on_a_page(words, name):
    with (LOCALE_FOLDER / "vi" / "LC_MESSAGES" / "vtdash.po").open("rb") as source:
        translated = {
            message.id for message in read_po(source)
            if isinstance(message.id, str) and message.id and message.id != message.string
        }  # fmt: skip
    for look in words[name]:
        assert translated & {line.strip() for line in look["page"].splitlines()} == set()
        assert translated & labels(look) == set()


@each("name", PAGES)
def test_labels_for_readers_software_are_vietnamese(words, name):
    foreign = {
        label for look in words[name] for label in labels(look)
        if label.isascii() and not PROPER.search(label) and label not in FRAMEWORK
    }  # fmt: skip
    assert foreign == set()


@each("name", PAGES)
def test_no_number_has_english_separators_and_no_quotation_marks_are_straight(words, name):
    for look in words[name]:
        for said in (look["page"], look["tips"], *look["ticks"]):
            assert re.findall(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)", said) == []
            assert re.findall(r"(?<![\d.,/S-])\d+\.\d{1,2}%", said) == []
        assert re.findall(r'(?:^|\s)"[^"]{1,40}"', look["page"]) == []
        assert not any(re.search(r"\d[kKM]$", tick) for tick in look["ticks"]), "no 5k on an axis"


@each("name", TICKS)
def test_axes_have_vietnamese_separators(words, name):
    assert TICKS[name] <= set(words[name][0]["ticks"])
