"""What opens on a page is as accessible as the page: tables, notes, popovers, lists, tooltips."""

import pytest

from tests.browser import access

PANEL = '[class*="st-key-panel-"]'
KEY = "panel => panel.className.match(/st-key-panel-(\\S+)/)[1]"

SPACED = """body :not(svg, svg *) {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
"""What WCAG 1.4.12 lets a reader set. Labels inside a chart stand where the library measured
them; the table beside the chart is its equal and is spaced."""

CUT = """() => [...document.querySelectorAll('body *')].filter(element => {
    const style = getComputedStyle(element);
    const isCut = [style.overflowX, style.overflowY].some(way => ['hidden', 'clip'].includes(way));
    const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return isCut && hasText && element.clientWidth > 1 && !element.closest('svg')
        && (element.scrollWidth > element.clientWidth + 1
            || element.scrollHeight > element.clientHeight + 1);
}).map(element => element.textContent.slice(0, 60))"""

BESIDE = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollWidth - main.clientWidth;
}"""

BAR = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    window.bars = [];
    new MutationObserver(() => {
        const bar = getComputedStyle(app, '::before');
        window.bars.push({
            state: app.dataset.testScriptState, content: bar.content, height: bar.height,
            animation: bar.animationName, delay: parseFloat(bar.animationDelay),
        });
    }).observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
}"""


@pytest.fixture
def open_as(reader):
    """Return a function that opens an address, in light unless media say otherwise."""

    def open_page(address, **media):
        reader.page.emulate_media(**{"color_scheme": "light", **media})
        reader.open(address)
        return reader

    return open_page


def faults(reader, *within):
    """Return what axe finds, light and dark, and targets that are too small.

    Turned dark a page has the elements that it had: only what they look like is new. Both languages
    have the same elements.
    """
    found = access.small_targets(reader.page)
    for scheme, rules in (("light", None), ("dark", access.COLOURS)):
        reader.turn(scheme)
        found += access.violations(reader.page, *within, rules=rules)
    reader.turn("light")
    return found


@pytest.mark.parametrize("path", ["/enrolment", "/sources", "/targets"])
def test_tables_and_notes_are_accessible(open_as, path):
    reader = open_as(f"{path}?lang=vi")
    panels = reader.page.locator(PANEL).evaluate_all(f"all => all.map({KEY})")[:2]
    for panel, face in zip(panels, ("table", "notes"), strict=False):
        reader.show(panel, face)
    shown = [f".st-key-panel-{panel}" for panel in panels]
    for width in (360, 1440):
        reader.resize(width)
        assert faults(reader, *shown) == [], width


def test_the_share_popover_is_accessible_and_closes_on_escape(open_as):
    reader = open_as("/enrolment?lang=en")
    button = reader.page.get_by_test_id("stPopover").locator("button")
    button.press("Enter")
    body = reader.page.get_by_test_id("stPopoverBody")
    body.locator("code").wait_for()
    assert faults(reader, '[data-testid="stPopoverBody"]') == []
    reader.page.keyboard.press("Escape")
    body.wait_for(state="detached")
    assert button.evaluate("button => document.activeElement === button"), "focus is back"


def test_an_open_list_and_its_chips_are_accessible(open_as):
    reader = open_as("/enrolment?lang=vi&level=college")
    listed = reader.open_list("level")
    assert faults(reader, "[role=listbox]") == []
    reader.page.keyboard.press("Escape")
    listed.wait_for(state="detached")
    assert faults(reader, '[data-testid="stSidebar"]') == []


def test_a_tooltip_can_be_dismissed_and_pointed_at(open_as):
    reader = open_as("/enrolment?lang=en")
    button = reader.page.get_by_test_id("stTooltipHoverTarget").first.locator("button")
    tip = reader.page.get_by_test_id("stTooltipContent")
    for way in ("focus", "hover"):
        getattr(button, way)()
        tip.wait_for()
        if way == "hover":
            tip.hover()
            reader.page.wait_for_timeout(400)
            assert tip.count() == 1, "it stays while it is pointed at"
        reader.page.keyboard.press("Escape")
        tip.wait_for(state="detached")


@pytest.mark.parametrize("path", ["/", "/enrolment", "/sources"])
def test_wider_spaced_text_is_not_cut(open_as, path):
    reader = open_as(f"{path}?lang=vi")
    before = reader.page.evaluate(CUT)
    reader.page.add_style_tag(content=SPACED)
    reader.rest()
    assert [text for text in reader.page.evaluate(CUT) if text not in before] == []
    assert reader.page.evaluate(BESIDE) <= 0


AFTERWARDS = """() => getComputedStyle(
    document.querySelector('[data-testid="stApp"]'), '::before').content"""


def test_a_line_at_the_top_shows_within_a_tenth_of_a_second_that_a_page_is_being_made(open_as):
    reader = open_as("/enrolment?lang=vi")
    reader.page.evaluate(BAR)
    reader.go("graduates")
    bars = reader.page.evaluate("() => window.bars")
    working = [bar for bar in bars if bar["state"] != "notRunning"]
    assert working
    assert all(bar["content"] != "none" and bar["height"] == "3px" for bar in working)
    assert all(bar["animation"] != "none" and bar["delay"] < 0.1 for bar in working)
    assert reader.page.evaluate(AFTERWARDS) == "none", "it goes when the page stands"


def test_nothing_moves_for_readers_who_asked_for_stillness(open_as):
    reader = open_as("/enrolment?lang=vi", reduced_motion="reduce")
    bar = reader.page.evaluate("""() => {
        const app = document.querySelector('[data-testid="stApp"]');
        app.dataset.testScriptState = 'running';
        const {content, animationName, opacity} = getComputedStyle(app, '::before');
        const long = document.getAnimations().filter(a => a.effect.getTiming().duration > 1);
        return {content, animationName, opacity, long: long.length};
    }""")
    assert bar == {"content": '""', "animationName": "none", "opacity": "1", "long": 0}


NAMES = """() => [...document.querySelectorAll('body *')].flatMap(
    element => ['aria-label', 'title', 'placeholder'].map(name => element.getAttribute(name))
).filter(said => /\\p{L}{2}/u.test(said ?? '') && !/^F\\d+$/.test(said))"""
"""What names a control, without the ids of figures."""


@pytest.mark.parametrize("path", ["/enrolment?level=college", "/occupations?city=hanoi"])
def test_nothing_is_named_alike_in_both_languages(reader, path):
    reader.open(f"{path}&lang=vi")
    panel, named = reader.page.locator(PANEL).first.evaluate(KEY), []
    for language in ("", "English", "Tiếng Việt"):
        if language:
            reader.press("lang", language)
        reader.show(panel, "table")
        reader.page.get_by_test_id("stDataFrame").first.hover()
        named.append(set(reader.page.evaluate(NAMES)))
    for vi, en in (named[:2], named[:0:-1]):
        assert vi & en == {"Ngôn ngữ / Language"}


def test_a_list_without_a_hit_says_so_in_the_language_of_the_page(reader, vi):
    reader.open("/enrolment?lang=vi")
    assert reader.typed("area", "zzzz") == [vi.text("Nothing found")]
