"""The menu: real links that keep the reader's choices, one step of the history each."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.rig import PAGES, page_path

PHONE = {"width": 360, "height": 740}


def entries(reader):
    """Return the addresses of the browser's history, the empty tab left out."""
    return [url for url in reader.history()[0] if url != "about:blank"]


def test_every_page_is_in_the_menu_and_the_page_shown_is_marked(reader):
    reader.open("/?lang=vi")
    links = reader.page.locator("nav.menu a")
    paths = links.evaluate_all("links => links.map(link => link.dataset.page)")
    assert {f"/{path}" for path in paths} == {page_path(name) for name in PAGES}
    reader.go("graduates")
    assert reader.page.locator("nav.menu a[aria-current=page]").get_attribute("data-page") == (
        "graduates"
    )


def test_a_step_of_the_menu_is_one_entry_of_the_history_and_holds_the_whole_state(reader):
    reader.open("/enrolment?lang=en&from=2022")
    before = len(entries(reader))
    reader.page.evaluate("window.stayed = true")
    reader.go("graduates")
    assert len(entries(reader)) == before + 1
    asked = parse_qs(urlsplit(reader.page.url).query)
    kept = {"lang": ["en"], "from": ["2022"], "city": ["hanoi", "haiphong"]}
    assert {name: asked[name] for name in kept} == kept
    assert reader.page.evaluate("window.stayed"), "the page was not loaded anew"
    reader.back()
    assert urlsplit(reader.page.url).path == "/enrolment"


def test_a_link_of_the_menu_opens_the_same_view_in_a_new_tab(reader):
    reader.open("/enrolment?lang=en&from=2022")
    address = reader.page.locator("nav.menu a[data-page=graduates]").evaluate("link => link.href")
    reader.open(address)
    assert (reader.chosen()["lang"], reader.chosen()["from"]) == (["English"], ["2022"])


CLICK = """() => {
    document.querySelector('nav.menu a[data-page=graduates]').click();
    const bar = getComputedStyle(document.querySelector('[data-testid="stApp"]'), '::before');
    return [bar.content !== 'none', bar.height];
}"""


def test_a_click_shows_in_the_same_moment_that_a_page_is_being_made(reader):
    reader.open("/enrolment?lang=vi")
    assert reader.page.evaluate(CLICK) == [True, "3px"]
    reader.rest()
    reader.page.wait_for_function("!('working' in document.documentElement.dataset)")


def test_back_over_a_change_of_language_changes_the_whole_page(reader):
    reader.open("/enrolment?lang=vi")
    reader.press("lang", "English")
    reader.back()
    assert reader.page.locator("html").get_attribute("lang") == "vi"
    assert reader.page.locator("nav.menu a[data-page=enrolment]").inner_text() == "Tuyển sinh"


def test_on_a_phone_the_menu_makes_room_for_the_page_that_was_chosen(reader):
    reader.page.set_viewport_size(PHONE)
    reader.open("/?lang=vi")
    reader.page.get_by_test_id("stExpandSidebarButton").click()
    reader.go("graduates")
    title = reader.page.locator("h1")
    title.click(trial=True, timeout=5_000)  # nothing lies over it
    assert title.bounding_box()["x"] >= 0


@pytest.mark.parametrize("path", ["/no-such-page", "/không-có", "/intake"])
def test_an_unknown_address_says_so_in_words_and_leads_back(reader, path):
    reader.open(f"{path}?lang=vi")
    assert reader.title() == "Không có trang này"
    assert reader.page.get_by_role("dialog").count() == 0
    reader.page.locator("[data-testid=stMain] a[data-page='']").click()
    reader.rest()
    assert urlsplit(reader.page.url).path == "/"
    assert reader.title() != "Không có trang này"


def test_the_first_page_is_also_found_under_its_name(reader):
    reader.open("/")
    title = reader.title()
    reader.open("/overview")
    assert reader.title() == title
