"""The rig itself: the app opens, rests and stays on this machine."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.elsewhere


def test_the_app_opens_and_shows_a_title(page, settled):
    page.goto("/")
    settled(page)
    expect(page.locator("h1").first).to_be_visible()
    assert page.locator("h1").first.inner_text().strip()
    assert page.title()


def test_the_app_asks_no_other_machine_for_anything(page, settled, traffic):
    page.goto("/")
    settled(page)
    assert traffic.foreign_requests == []


def test_every_word_is_drawn_from_a_font_that_the_app_serves(page, settled):
    page.goto("/")
    settled(page, whole=True)
    browser = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        browser.send(f"{domain}.enable")
    browser.send("DOM.getDocument")
    found = browser.send("DOM.performSearch", {"query": "//body//*[text()[normalize-space()]]"})
    of_all = {"searchId": found["searchId"], "fromIndex": 0, "toIndex": found["resultCount"]}
    fonts = [
        (font["familyName"], font["isCustomFont"])
        for node in browser.send("DOM.getSearchResults", of_all)["nodeIds"]
        for font in browser.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    ]
    assert ("Be Vietnam Pro", True) in fonts
    assert {name for name, is_served in fonts if not is_served} == set()


def test_the_app_runs_on_a_day_that_does_not_pass(page, settled):
    page.goto("/?lang=en")
    settled(page)
    assert "Snapshot of November 22, 2026." in page.locator("p.freshness").text_content()


ASK_ELSEWHERE = "fetch('http://elsewhere.invalid/').then(() => 'answered', () => 'refused')"


def test_a_page_may_ask_no_other_machine(page, settled, traffic):
    page.goto("/")
    settled(page)
    assert page.evaluate(ASK_ELSEWHERE) == "refused"
    assert traffic.foreign_requests == []
    assert any("Content Security Policy" in error for error in traffic.console_errors)
    traffic.console_errors.clear()


def test_the_watch_notices_a_request_to_another_machine(new_context, app_url, settled, traffic):
    page = new_context(base_url=app_url, bypass_csp=True).new_page()
    page.goto("/")
    settled(page)
    page.evaluate(ASK_ELSEWHERE)
    page.wait_for_timeout(100)
    assert traffic.foreign_requests == ["http://elsewhere.invalid/"]
    traffic.foreign_requests.clear()
    traffic.console_errors.clear()
