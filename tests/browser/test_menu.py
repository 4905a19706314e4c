"""The menu: real links that keep the reader's choices, one step of the history each."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser import access
from tests.browser.reader import Reader
from tests.browser.rig import PAGES, page_path
from vtdash.render.names import Names
from vtdash.text.language import Text

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


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


@pytest.fixture
def phone(new_context, app_url, traffic, settled):
    """Return a reader with a phone, whose browser remembers no other visit."""
    return Reader(new_context(base_url=app_url, viewport=PHONE).new_page(), settled)


def test_on_a_phone_the_menu_makes_room_for_the_page_that_was_chosen(phone):
    phone.open("/enrolment?lang=vi")
    phone.page.locator(".app-bar .pages").click()
    assert focused(phone) == "enrolment", "the page that is shown"
    phone.go("graduates")
    title = phone.page.locator("h1")
    title.click(trial=True, timeout=5_000)  # nothing lies over it
    assert title.bounding_box()["x"] >= 0


def focused(reader):
    """Return the page to which the link with the focus leads, else the class of what has it."""
    return reader.page.evaluate(
        "document.activeElement.dataset.page ?? document.activeElement.className"
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_on_a_phone_a_bar_says_what_is_chosen_and_leads_to_the_filters(phone, catalogue, language):
    names = Names(catalogue, Text(language))
    phone.open(f"/enrolment?lang={language}&area=district-005&from=2022")
    bar = phone.page.locator(".app-bar")
    filters = bar.get_by_role("button", name=names.text("Filters"))
    assert filters.locator("span").inner_text().startswith(names.area("district-005"))
    assert "2022–2026" in filters.inner_text()
    box = bar.bounding_box()
    assert (box["x"], box["width"]) == (0, PHONE["width"])
    assert access.violations(phone.page) + access.small_targets(phone.page) == []

    filters.press("Enter")
    phone.widget("city").locator("button").first.click(trial=True)
    assert bar.is_hidden()
    assert phone.page.evaluate("document.activeElement.ariaLabel") == names.text("Close")
    assert access.violations(phone.page) + access.small_targets(phone.page) == []


def test_on_a_phone_a_choice_of_one_makes_room_and_a_list_of_several_stays(phone, vi):
    phone.open("/enrolment?lang=vi")
    bar = phone.page.locator(".app-bar")
    bar.locator(".filters").click()
    phone.choose("level", vi.code("level", "college"))
    phone.choose("from", "2022")
    phone.press("city", vi.code("city", "haiphong"))
    assert bar.is_hidden(), "there may be more to choose"
    phone.choose("geography", vi.code("area_view", "unchanged_only"))
    bar.wait_for()
    assert vi.code("level", "college") in bar.inner_text()
    assert focused(phone) == "filters"
    bar.locator(".filters").click()
    phone.press("units", vi.text("Communes"))
    bar.wait_for()


def test_a_page_without_filters_has_a_bar_with_the_menu_alone(phone, vi):
    phone.open("/tour?lang=vi")
    assert phone.page.locator(".app-bar").inner_text().strip() == vi.text("Menu")


@pytest.mark.parametrize("path", ["/", "/enrolment", "/targets", "/districts"])
def test_on_a_desk_language_filters_and_most_pages_stand_on_the_first_screen(reader, path):
    reader.page.set_viewport_size(DESK)
    reader.open(f"{path}?lang=vi")
    boxes = "all => all.map(one => one.getBoundingClientRect()).map(b => [b.top, b.bottom])"
    filters = reader.page.locator(".st-key-filters > *").evaluate_all(boxes)
    links = reader.page.locator("nav.menu a").evaluate_all(boxes)
    language = reader.widget("lang").bounding_box()
    assert language["y"] + language["height"] <= min(top for top, _ in filters)
    assert max(bottom for _, bottom in filters) <= min(top for top, _ in links)
    assert max(bottom for _, bottom in filters) < DESK["height"]
    assert max(bottom - top for top, bottom in links) <= 30
    assert sum(bottom <= DESK["height"] for _, bottom in links) > len(links) * 2 / 3


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
