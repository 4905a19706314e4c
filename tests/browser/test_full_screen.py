"""A chart over the whole screen in one interaction, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

PANEL = "enrolment-by-level"
NO_API = "delete Element.prototype.requestFullscreen"

SEEN = """panel => {
    const box = part => part.getBoundingClientRect();
    const chart = box(panel.querySelector('.js-plotly-plot'));
    const drawn = box(panel.querySelector('svg.main-svg'));
    const top = document.elementFromPoint(innerWidth / 2, 4);
    return {
        own: document.fullscreenElement === panel,
        covers: [box(panel).width, box(panel).height, innerWidth, innerHeight],
        isOnTop: panel.contains(top),
        chart: chart.width, drawn: drawn.width, height: drawn.height, right: drawn.right,
    };
}"""


def button(reader):
    return reader.panel(PANEL).locator("button.picture[data-format=screen]")


def whole(reader):
    reader.page.wait_for_timeout(1200)  # the chart follows the size of its box, twice
    return reader.panel(PANEL).evaluate(SEEN)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
@pytest.mark.parametrize("has_api", [True, False], ids=["api", "overlay"])
def test_one_click_shows_a_chart_over_the_whole_screen_and_escape_leaves(
    reader, width, height, has_api
):
    page = reader.page
    if not has_api:
        page.add_init_script(NO_API)
    page.set_viewport_size({"width": width, "height": height})
    reader.open("/enrolment?lang=vi")
    before = reader.panel(PANEL).evaluate(SEEN)
    button(reader).click()
    seen = whole(reader)
    assert seen["own"] == has_api
    assert seen["covers"] == [width, height, width, height]
    assert seen["isOnTop"]
    assert seen["drawn"] > 0.9 * (width - 32)
    assert seen["right"] <= width
    assert seen["drawn"] <= seen["chart"] + 3, "nothing is cut off"
    assert (seen["height"] > before["height"]) or width < 400 or before["height"] > 0.5 * height
    expect(button(reader)).to_have_text("Thoát toàn màn hình")
    page.keyboard.press("Escape")
    expect(button(reader)).to_have_text("Toàn màn hình")
    after = whole(reader)
    assert {name: after[name] for name in ("own", "chart", "drawn")} == {
        name: before[name] for name in ("own", "chart", "drawn")
    }


def test_the_button_leaves_too_and_has_the_focus_then(reader):
    reader.open("/enrolment?lang=en")
    button(reader).click()
    expect(button(reader)).to_have_text("Leave full screen")
    assert button(reader).get_attribute("aria-label") == "Leave full screen"
    button(reader).click()
    expect(button(reader)).to_have_text("Full screen")
    expect(button(reader)).to_be_focused()
