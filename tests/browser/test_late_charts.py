"""Charts are drawn when they come near the screen, and anew only when their figure changes."""

import pytest

STATES = """() => Object.fromEntries([...document.querySelectorAll('.chart')].map(chart => [
    chart.dataset.chart, chart.dataset.state === 'drawn' && !!chart.querySelector('.main-svg')]))"""
FAR = "enrolment-by-occupation"
FIRST = "enrolment-by-year"


@pytest.fixture
def tab(page):
    """Return Enrolment on a desk, its first chart drawn; nobody asks for the others."""
    page.set_viewport_size({"width": 1440, "height": 400})
    page.goto("/enrolment?lang=en")
    page.wait_for_selector(f'.chart[data-chart="{FIRST}"][data-state="drawn"]')
    page.wait_for_selector(f'.chart[data-chart="{FAR}"]')
    page.wait_for_timeout(500)
    return page


def test_a_chart_far_below_the_screen_waits_in_its_place_until_it_comes_near(tab):
    assert not tab.evaluate(STATES)[FAR]
    chart = tab.locator(f'.chart[data-chart="{FAR}"]')
    before = chart.bounding_box()
    assert chart.get_attribute("aria-label")
    chart.scroll_into_view_if_needed()
    tab.wait_for_selector(f'.chart[data-chart="{FAR}"][data-state="drawn"] .main-svg')
    after = chart.bounding_box()
    assert (before["width"], before["height"]) == (after["width"], after["height"])


def test_a_change_leaves_alone_what_it_does_not_change(reader):
    page = reader.page
    page.set_viewport_size({"width": 1440, "height": 900})
    reader.open("/tasks?lang=en", whole=True)
    page.evaluate("""() => document.querySelectorAll('.js-plotly-plot').forEach(chart => {
        chart.before = chart.parentNode.dataset.figure;
        chart.on('plotly_afterplot', () => { chart.isAgain = true; });
    })""")
    page.evaluate("""() => {
        const url = new URL(location.href);
        url.searchParams.set('task', 'HN-T2');
        history.pushState({}, '', url);
        dispatchEvent(new PopStateEvent('popstate'));
    }""")
    reader.rest(whole=True)
    charts = page.evaluate("""() => [...document.querySelectorAll('.js-plotly-plot')].map(
        chart => [chart.before !== chart.parentNode.dataset.figure, Boolean(chart.isAgain)])""")
    assert {changed for changed, _ in charts} == {True, False}
    assert all(changed == again for changed, again in charts)


def test_paper_has_every_chart(tab):
    assert not all(tab.evaluate(STATES).values())
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(tab.evaluate(STATES).values())
    tab.evaluate("dispatchEvent(new Event('afterprint'))")


def test_a_chart_follows_the_width_of_its_place(reader):
    reader.page.set_viewport_size({"width": 1440, "height": 900})
    reader.open("/enrolment?lang=en")
    reader.resize(900)
    chart = reader.page.locator(f'.chart[data-chart="{FIRST}"]')
    drawn = chart.locator("svg.main-svg").first.bounding_box()
    assert drawn["width"] == pytest.approx(chart.bounding_box()["width"], abs=1)


def test_a_link_to_a_panel_that_waits_opens_its_line_and_goes_there(reader):
    reader.open("/sources?lang=en")
    panel = reader.page.locator(".st-key-panel-register")
    assert not panel.count()
    reader.page.locator('dl.headlines a[href="#register"]').first.click()
    panel.wait_for()
    reader.rest()
    top = reader.page.locator("#register").bounding_box()["y"]
    assert 0 <= top < reader.page.viewport_size["height"]
