"""Someone who comes to find something out, and the steps that it takes.

Counted is what a hand does: a click, or a choice typed into a list and taken with Enter.
Reading, scrolling and pointing are free.
"""

from pathlib import Path

from tests.browser.reader import Reader, read_csv

MOST = 4
"""Steps that a task may take from the start page."""

ENLARGED = 1200
"""Milliseconds in which a chart has followed the size of its box, twice."""


class Newcomer:
    """A reader who counts the steps."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._done = 0

    @property
    def steps(self) -> int:
        """Steps so far; a panel behind a closed line takes one more to open."""
        return self._done + self.reader.lines_opened

    def go(self, page: str) -> None:
        self._done += 1
        self.reader.go(page)

    def type(self, key: str, words: str) -> list[str]:
        """Type into a list and take what it offers first; return all that it offers."""
        self._done += 1
        offered = self.reader.typed(key, words)
        self.reader.page.keyboard.press("Enter")
        self.reader.rest()
        return offered

    def open_menu(self) -> None:
        """Slide the menu in, which a phone has no room for."""
        self._done += 1
        self.reader.page.locator(".app-bar .pages").click()

    def unfold(self, fold: str) -> None:
        """Open one of the folded lines of a page."""
        self._done += 1
        self.reader.page.locator(f".st-key-fold-{fold} summary").click()
        self.reader.rest()

    def enlarge(self, panel: str) -> None:
        """Show a chart over the whole screen."""
        self._done += 1
        self.reader.panel(panel).locator("button.picture[data-format=screen]").click()
        # the script for it comes with the first click, from a server that may be busy
        self.reader.page.locator(f".st-key-panel-{panel}[data-whole]").wait_for()
        self.reader.page.wait_for_timeout(ENLARGED)

    def download(self, panel: str, folder: Path) -> list[dict[str, str]]:
        self._done += 1
        return read_csv(self.reader.download(panel, folder))

    def follow(self, words: str) -> str:
        """Click a link that leads out of the app and return the address that opens."""
        self._done += 1
        with self.reader.page.expect_popup() as opened:
            self.reader.page.get_by_role("link", name=words, exact=True).first.click()
        address = opened.value.url
        opened.value.close()
        return address

    def open_card(self, words: str) -> str:
        """Click a published number and return what its card says."""
        self._done += 1
        self.reader.page.get_by_role("button", name=words, exact=True).first.click()
        return self.reader.page.locator(".figure-card:popover-open").inner_text()

    def said(self, panel: str) -> str:
        return self.reader.said(panel)
