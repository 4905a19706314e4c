"""The rig of the browser tests: the running app, Debian's Chromium, and a watch on its traffic.

A test takes `page` (and `settled`), or `reader`, and drives the app as a reader would. When it
ends, it fails if the browser reported an error or asked any other machine for anything.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.newcomer import Newcomer
from tests.browser.reader import Reader
from tests.browser.rig import Settle, Traffic, launch, run_app, settler, vtdash
from vtdash.render.names import Names
from vtdash.text.language import Text

SIZE = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def app_data(made_once: Callable[..., Path]) -> Path:
    """Return a data folder with a snapshot made on the day of the pictures; do not change it."""
    return made_once("data-of-the-pictures", lambda folder: vtdash(folder, "build"))


@pytest.fixture(scope="session")
def app_url(app_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the app that all tests share, without a final slash."""
    with run_app(app_data, tmp_path_factory.mktemp("server") / "streamlit.log") as url:
        yield url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start Chromium once: Playwright's event loop must not outlive the tests of this folder."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def watch() -> Traffic:
    """Return the watch over every context."""
    return Traffic()


@pytest.fixture
def traffic(watch: Traffic) -> Iterator[Traffic]:
    """Return the watch over the test's traffic; a test that provokes an entry clears it."""
    watch.forget()
    yield watch
    assert watch.foreign_requests == [], "the page asked another machine"
    assert watch.console_errors == [], "the browser reported errors"


def opened(browser: Browser, watch: Traffic, **options: object) -> BrowserContext:
    """Open another browser, as it were: cache and storage of its own."""
    usual = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
    context = browser.new_context(**{**usual, "viewport": SIZE, **options})
    context.set_default_timeout(20_000)
    watch.watch(context)
    return context


@pytest.fixture(scope="module")
def new_context(browser: Browser, watch: Traffic) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens another browser, as it were: cache and storage of its own."""
    contexts = []

    def new(**options: object) -> BrowserContext:
        contexts.append(opened(browser, watch, **options))
        return contexts[-1]

    yield new
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def context(browser: Browser, watch: Traffic, app_url: str) -> Iterator[BrowserContext]:
    """Return the browser of most tests: the app's 10 MB of scripts are loaded and compiled once."""
    context = opened(browser, watch, base_url=app_url)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, traffic: Traffic) -> Iterator[Page]:
    """Return an empty tab: `page.goto("/")` opens the app."""
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture
def settled(traffic: Traffic) -> Settle:
    """Return a function that waits until the app has answered everything and shows no crash."""
    return settler(traffic)


@pytest.fixture
def reader(page: Page, settled: Settle) -> Reader:
    """Return a reader before an empty tab."""
    return Reader(page, settled)


@pytest.fixture
def newcomer(reader: Reader) -> Newcomer:
    """Return a newcomer before the start page, in Vietnamese."""
    reader.open("/")
    return Newcomer(reader)


@pytest.fixture(scope="session")
def vi(catalogue) -> Names:
    """Return the names that a reader of Vietnamese sees."""
    return Names(catalogue, Text("vi"))
