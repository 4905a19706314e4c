"""The first screen of each page holds the answer and a chart, and few words beside them."""

from __future__ import annotations

import pytest

from tests.browser.reader import Reader
from tests.browser.rig import settler
from tests.each import each

PAGES = ("", "enrolment", "graduates", "digital", "tasks", "targets", "compare", "districts",
         "occupations", "sources")  # fmt: skip
LONG = {"sources"}
"""The page whose first chart ends below a desk's first screen: a long matrix."""
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 800}
MOST_WORDS = {"desk": 170, "phone": 110}
LEAST_CHART = 160
"""Pixels of a chart that a phone shows without scrolling."""

SEEN = """() => {
    const inView = box => box.bottom > 0 && box.top < innerHeight && box.width > 0;
    const main = document.querySelector('[data-testid="stMain"]');
    const words = [];
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode, of = node.parentElement;
        if (of.closest('svg, script, style, [popover], .unseen')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        const how = { visibilityProperty: true, contentVisibilityAuto: true };
        const isShown = of.checkVisibility(how);
        if (isShown && inView(box)) words.push(...node.textContent.trim().split(/\\s+/));
    }
    const chart = main.querySelector('.chart')?.getBoundingClientRect();
    return { words: words.filter(Boolean), top: chart?.top, bottom: chart?.bottom };
}"""


@pytest.fixture(scope="module")
def first_screens(new_context, app_url, watch):
    """Return what the first screen of every page shows: page -> on a desk, on a phone."""
    reader = Reader(new_context(base_url=app_url).new_page(), settler(watch))
    found = {}
    for page in PAGES:
        reader.page.set_viewport_size(DESK)
        reader.open(f"/{page}?lang=vi")
        on_desk = reader.page.evaluate(SEEN)
        reader.resize(**PHONE)
        found[page] = (on_desk, reader.page.evaluate(SEEN))
    return found


@each("page", [page for page in PAGES if page not in LONG])
def test_a_whole_chart_stands_on_the_first_screen_of_a_desk(first_screens, page):
    found, _ = first_screens[page]
    assert found["bottom"] <= DESK["height"], found["bottom"]
    assert len(found["words"]) <= MOST_WORDS["desk"], " ".join(found["words"])


@each("page", PAGES)
def test_a_chart_begins_on_the_first_screen_of_a_phone(first_screens, page):
    _, found = first_screens[page]
    assert PHONE["height"] - found["top"] >= LEAST_CHART, found["top"]
    assert len(found["words"]) <= MOST_WORDS["phone"], " ".join(found["words"])
