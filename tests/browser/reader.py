"""A reader's hands and eyes: what can be clicked, and what then stands on the page.

Widgets and panels are found by their keys, never by their words, so every method works in both
languages. Each method that changes something returns when the page has come to rest.
"""

import csv
import io
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page

from tests.browser.rig import Settle

FACES = ("chart", "table", "notes")

CHART = """element => {
    const plot = element.querySelector('.js-plotly-plot');
    return {
        traces: plot.data.map(trace => ({
            name: trace.name, type: trace.type, visible: trace.visible ?? true,
            rows: trace.customdata ?? [], x: [...trace.x], y: [...trace.y],
            across: trace.orientation === 'h' || trace.error_x !== undefined,
        })),
        words: [plot.layout.title, ...(plot.layout.annotations ?? [])].map(n => n?.text ?? ''),
    };
}"""

NEEDED = "charts => charts.forEach(chart => chart.dispatchEvent(new Event('needed')))"

STEADY = """async () => {
    const width = () => document.querySelector('[data-testid="stMain"]')?.clientWidth;
    for (let before = NaN, same = 0; same < 4; same = width() === before ? same + 1 : 0) {
        before = width();
        await new Promise(done => setTimeout(done, 100));
    }
}"""

TURNED = """scheme => {
    const app = document.querySelector('[data-testid="stApp"]');
    const isPassing = turn => turn.effect.getComputedTiming().iterations !== Infinity;
    return getComputedStyle(app).colorScheme === scheme
        && !document.getAnimations().some(isPassing);
}"""
"""The framework draws itself anew when the scheme changes, and its colours pass over."""

CHOSEN = """() => Object.fromEntries(
    [...document.querySelectorAll('[data-testid="stSidebar"] [class*="st-key-"]')].map(box => {
        const key = [...box.classList].find(name => name.startsWith('st-key-')).slice(7);
        const on = '[data-tag] > span, [aria-pressed="true"], [role=radio][aria-checked="true"]';
        const marked = [...box.querySelectorAll(on)].map(mark => mark.textContent);
        const typed = [...box.querySelectorAll('input[role=combobox]')].map(input => input.value);
        const ticked = [...box.querySelectorAll('input[type=checkbox]')].map(i => `${i.checked}`);
        return [key, [...new Set([...marked, ...typed, ...ticked])].filter(Boolean)];
    })
)"""


class Reader:
    """One tab of the dashboard, opened by ``open``."""

    def __init__(self, page: Page, settle: Settle) -> None:
        self.page = page
        self.lines_opened = 0
        self._settle = settle

    def open(self, address: str, *, whole: bool = False) -> None:
        """Open an address; the pointer goes off the menu, which has a button more under it."""
        self.page.goto(address)
        self.page.mouse.move(self.page.viewport_size["width"] - 1, 0)
        self.rest(whole=whole)

    def rest(self, *, whole: bool = False) -> None:
        """Wait until nothing is due; with `whole`, until the charts below the screen stand too."""
        self._settle(self.page, whole=whole)

    def resize(self, width: int, height: int = 900, *, whole: bool = False) -> None:
        """Give the window another size; return when the sidebar has slid in or out."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(STEADY)
        self.rest(whole=whole)

    def turn(self, scheme: Literal["light", "dark"]) -> None:
        """Ask for a light or a dark page; return when its last colour is there."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.wait_for_function(TURNED, arg=scheme)

    def back(self) -> None:
        self.page.go_back()
        self.rest()

    def forward(self) -> None:
        self.page.go_forward()
        self.rest()

    # --- what can be changed ---

    def go(self, name: str) -> None:
        """Take a page from the menu by its path ('' is the first)."""
        self.page.locator(f'nav.menu a[data-page="{name}"]').click()
        self.rest()

    def widget(self, key: str) -> Locator:
        return self.page.locator(f".st-key-{key}")

    def choose(self, key: str, label: str) -> None:
        """Add an option to a list of several, or take it in a list of one."""
        self._reach(key).fill(label)
        self.page.get_by_role("option", name=label, exact=True).click()
        self.page.keyboard.press("Escape")
        self.rest()

    def typed(self, key: str, words: str) -> list[str]:
        """Type into a list and return what it offers then, the best first."""
        self._reach(key)
        self.page.keyboard.type(words)
        self.page.get_by_role("option").first.wait_for()
        return self.page.get_by_role("option").all_inner_texts()

    def open_list(self, key: str) -> Locator:
        """Open a list by keyboard and return what it offers."""
        self._reach(key).press("ArrowDown")
        listed = self.page.get_by_role("listbox")
        listed.wait_for()
        return listed

    def _reach(self, key: str) -> Locator:
        field = self.widget(key).locator("input[role=combobox]")
        field.scroll_into_view_if_needed()
        self.page.wait_for_timeout(200)  # the page hears of it a moment later and closes its lists
        field.focus()
        return field

    def press(self, key: str, label: str) -> None:
        """Press one of a group of buttons."""
        self.widget(key).locator("button", has_text=label).click()
        self.rest()

    def show(self, panel: str, face: str) -> None:
        """Open a tab of a panel."""
        number = FACES.index(face) + self.tabs(panel).count() - len(FACES)
        self.tabs(panel).nth(number).click()
        self.rest()

    # --- what stands there ---

    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    def chosen(self) -> dict[str, list[str]]:
        """Return what every widget of the sidebar says, by key."""
        return self.page.evaluate(CHOSEN)

    def panel(self, panel: str) -> Locator:
        """Return a panel; one that waits behind a closed line is opened first."""
        line = self.page.locator(f".st-key-later-{panel} details:not([open]) > summary")
        if line.count():
            line.click()
            self.page.locator(f".st-key-panel-{panel}").wait_for()
            self.rest()
            self.lines_opened += 1
        return self.page.locator(f".st-key-panel-{panel}")

    def drawn(self, panel: str) -> Locator:
        """Return a panel whose chart stands, though it may be below the screen."""
        self.panel(panel).locator(".chart").evaluate_all(NEEDED)
        return self.panel(panel)

    def said(self, panel: str) -> str:
        """Return the words of a panel, and of the page's title where that has its finding."""
        words = self.drawn(panel).inner_text()
        leads = not self.panel(panel).locator("p.question").count()
        return f"{self.title()}\n{words}" if leads else words

    def tabs(self, panel: str) -> Locator:
        return self.panel(panel).get_by_role("tab")

    def download_button(self, panel: str) -> Locator:
        self.panel(panel)
        return self.page.locator(f".st-key-csv-{panel} button")

    def chart(self, panel: str) -> dict:
        """Return traces and words of a panel's chart, as the browser drew it."""
        return self.drawn(panel).locator(".chart").evaluate(CHART)

    def marks(self, panel: str) -> dict[int, float]:
        """Return where each row's mark stands on the value axis: row number -> value."""
        found = {}
        for trace in self.chart(panel)["traces"]:
            values = trace["x"] if trace["across"] else trace["y"]
            found |= dict(zip(trace["rows"], values, strict=True))
        return found

    def table(self, panel: str) -> list[dict[str, str]]:
        """Return the rows of the table that is shown as text, read from the page."""
        table = self.panel(panel).locator("table")
        titles = table.locator("thead th").all_text_contents()
        rows = table.locator("tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
        )
        return [dict(zip(titles, cells, strict=True)) for cells in rows]

    def download(self, panel: str, folder: Path) -> Path:
        """Save a panel's CSV under the name that the page suggests."""
        with self.page.expect_download() as begun:
            self.download_button(panel).click()
        path = folder / begun.value.suggested_filename
        begun.value.save_as(path)
        return path

    def shared_link(self) -> str:
        """Return the link that the Share popover offers."""
        self.page.get_by_test_id("stPopover").locator("button").click()
        link = self.page.get_by_test_id("stPopoverBody").locator("code").inner_text()
        self.page.keyboard.press("Escape")
        return link

    def history(self) -> tuple[list[str], int]:
        """Return the addresses that back and forward lead through, and where the reader is."""
        devtools = self.page.context.new_cdp_session(self.page)
        past = devtools.send("Page.getNavigationHistory")
        devtools.detach()
        return [entry["url"] for entry in past["entries"]], past["currentIndex"]


class Record(dict[str, str]):
    """A row of a file; a column that the file leaves out is empty in every row."""

    def __missing__(self, column: str) -> str:
        return ""


def read_csv(path: Path) -> list[Record]:
    """Return the records of a download."""
    lines = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
    return [Record(row) for row in csv.DictReader(lines)]
