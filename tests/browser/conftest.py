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
def app_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a snapshot made on the day of the pictures; do not change it."""
    folder = tmp_path_factory.mktemp("data")
    vtdash(folder, "build")
    return folder


@pytest.fixture(scope="session")
def app_url(app_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the app that all tests share, without a final slash."""
    with run_app(app_data, tmp_path_factory.mktemp("server") / "streamlit.log") as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once a module: Playwright's event loop must not outlive the browser tests."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def watch() -> Traffic:
    """Return the watch over every context of a module."""
    return Traffic()


@pytest.fixture
def traffic(watch: Traffic) -> Iterator[Traffic]:
    """Return the watch over the test's traffic; a test that provokes an entry clears it."""
    watch.forget()
    yield watch
    assert watch.foreign_requests == [], "the page asked another machine"
    assert watch.console_errors == [], "the browser reported errors"


@pytest.fixture(scope="module")
def new_context(browser: Browser, watch: Traffic) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens another browser, as it were: cache and storage of its own."""
    opened = []

    def new(**options: object) -> BrowserContext:
        usual = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
        context = browser.new_context(**{**usual, "viewport": SIZE, **options})
        context.set_default_timeout(20_000)
        watch.watch(context)
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def context(new_context: Callable[..., BrowserContext], app_url: str) -> BrowserContext:
    """Return the browser of a module's tests: the app's 10 MB of scripts are loaded once."""
    return new_context(base_url=app_url)


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
