"""Everything on Enrolment can be reached and used without a mouse, in the order of the page."""

from urllib.parse import urlsplit

import pytest

from tests.browser.access import ring_fault
from tests.browser.rig import PAGES

BY_YEAR = "enrolment-by-year"

FOCUS = """() => {
    const isSeen = element => {
        const box = element.getBoundingClientRect();
        const down = Math.max(box.top, 0) + Math.min(box.height, 40) / 2;
        const met = document.elementFromPoint(box.left + box.width / 2, down);
        return met !== null && (element.contains(met) || met.contains(element)
            || met.closest('label')?.contains(element));
    };
    const here = document.activeElement;
    const keys = [...(function* (at) { for (; at; at = at.parentElement) yield at; })(here)]
        .flatMap(at => [...at.classList].filter(name => name.startsWith('st-key-')));
    return {
        key: (keys[0] ?? '').slice(7), panel: (keys.at(-1) ?? '').slice(7),
        role: here.getAttribute('role') ?? here.tagName.toLowerCase(),
        text: here.textContent.trim().slice(0, 40), box: here.dataset.testid ?? '',
        page: here.dataset.page ?? null, target: here.getAttribute('href') ?? '',
        on_top: here.id === 'stMain' || isSeen(here),
    };
}"""


def tab_until(reader, found, limit=130):
    """Press Tab until the focus is where ``found`` says; return every stop on the way."""
    stops = []
    for _ in range(limit):
        reader.page.keyboard.press("Tab")
        stops.append(reader.page.evaluate(FOCUS))
        if found(stops[-1]):
            return stops
    pytest.fail(f"not reached in {limit} steps: {stops}")


def is_download(stop):
    return stop["key"] == f"csv-{BY_YEAR}"


def test_tab_goes_through_language_filters_menu_tabs_and_download_in_that_order(reader):
    reader.open("/enrolment")
    stops = tab_until(reader, is_download)
    order = list(dict.fromkeys(stop["key"] for stop in stops if stop["key"]))
    filters = ["lang", "city", "from", "to", "units", "area", "occupation", "level", "sample"]
    assert [key for key in order if key in filters] == filters
    menu = [n for n, stop in enumerate(stops) if stop["page"] is not None]
    tabs = [n for n, stop in enumerate(stops) if stop["role"] == "tab"]
    first = next(n for n, stop in enumerate(stops) if stop["key"] == "lang")
    assert [stops[n]["page"] for n in menu] == ["", *PAGES[1:]]
    last = max(n for n, stop in enumerate(stops) if stop["key"] == "sample")
    assert first < last < min(menu)
    assert max(menu) < min(tabs) < len(stops) - 1
    assert stops[min(tabs)]["panel"] == f"panel-{BY_YEAR}"


def test_a_number_opens_its_card_by_key_and_escape_gives_the_focus_back(reader):
    reader.page.set_viewport_size({"width": 390, "height": 800})
    reader.open("/?lang=vi")
    reader.page.locator(".st-key-fold-more summary").click()
    reader.rest()
    number = reader.page.locator("button.number").first
    number.focus()
    reader.page.keyboard.press("Enter")
    card = reader.page.locator(".figure-card:popover-open")
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert number.inner_text() in card.inner_text()
    reader.page.keyboard.press("Tab")
    assert card.evaluate("card => card.contains(document.activeElement)")
    reader.page.keyboard.press("Escape")
    assert card.count() == 0
    assert number.evaluate("number => number === document.activeElement")


def test_the_first_stop_leads_past_the_menu_and_the_filters(reader):
    reader.open("/enrolment?lang=vi")
    reader.page.keyboard.press("Tab")
    skip = reader.page.evaluate(FOCUS)
    assert skip["target"].startswith("#")
    assert reader.page.locator(":focus").bounding_box()["height"] >= 24, "seen while it is focused"
    reader.page.keyboard.press("Enter")
    assert urlsplit(reader.page.url).path == "/enrolment", "no step to another page"
    stops = tab_until(reader, lambda stop: stop["role"] == "tab", limit=8)
    assert stops[-1]["panel"] == f"panel-{BY_YEAR}"


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("/", "light"), ("/", "dark"), ("/enrolment?level=college", "light"),
        ("/tasks", "dark"), ("/compare", "light"), ("/tour", "dark"),
    ],
)  # fmt: skip
def test_focus_is_seen_on_every_stop_never_hidden_and_comes_out_at_the_end(reader, path, scheme):
    reader.page.emulate_media(color_scheme=scheme)
    reader.open(path)
    faults = []
    for _ in range(160):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(FOCUS)
        if stop["role"] == "body":
            break
        if fault := ring_fault(reader.page):
            faults.append((fault, stop))
        if not stop["on_top"]:
            faults.append(("covered or out of view", stop))
    else:
        pytest.fail("Tab never leaves the page")
    assert faults == []


def test_filters_tabs_and_the_download_work_by_keyboard(reader, vi):
    press = reader.page.keyboard.press
    reader.open("/enrolment?lang=vi")
    before = reader.marks(BY_YEAR)

    tab_until(reader, lambda stop: (stop["key"], stop["role"]) == ("level", "combobox"))
    press("ArrowDown")
    reader.page.keyboard.type(vi.code("level", "college")[:4])
    press("ArrowDown")
    press("Enter")
    press("Escape")
    reader.rest()
    assert reader.chosen()["level"] != []
    assert reader.marks(BY_YEAR) != before

    tab_until(reader, lambda stop: stop["role"] == "tab")
    press("ArrowRight")
    press("Enter")
    reader.rest()
    assert reader.panel(BY_YEAR).get_by_test_id("stDataFrame").is_visible()

    for key in ("Enter", "Space"):
        tab_until(reader, is_download)
        with reader.page.expect_download() as begun:
            press(key)
        reader.rest()
        assert begun.value.suggested_filename.endswith(".csv")


def test_the_language_switches_by_keyboard_and_keeps_the_focus(reader):
    reader.open("/enrolment?lang=vi")
    vietnamese = reader.title()
    tab_until(reader, lambda stop: stop["key"] == "lang")
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Space")
    reader.rest()
    assert reader.chosen()["lang"] == ["English"]
    assert reader.title() != vietnamese
    assert reader.page.evaluate(FOCUS)["key"] == "lang"


def test_a_menu_entry_opens_by_keyboard(reader):
    reader.open("/enrolment")
    title = reader.title()
    tab_until(reader, lambda stop: stop["page"] == "graduates")
    reader.page.keyboard.press("Enter")
    reader.rest()
    assert reader.title() != title
