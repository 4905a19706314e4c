"""The rig itself: the app opens, rests and stays on this machine."""

from playwright.sync_api import expect


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


def test_the_typeface_comes_from_the_app(page, settled):
    page.goto("/")
    settled(page)
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    families = page.evaluate(loaded)
    assert any("Be Vietnam Pro" in family for family in families)


def test_the_watch_notices_a_request_to_another_machine(page, settled, traffic):
    page.goto("/")
    settled(page)
    page.evaluate("fetch('http://elsewhere.invalid/').catch(() => null)")
    page.wait_for_timeout(100)
    assert traffic.foreign_requests == ["http://elsewhere.invalid/"]
    traffic.foreign_requests.clear()
    traffic.console_errors.clear()
