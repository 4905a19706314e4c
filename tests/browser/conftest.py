"""The rig of the browser tests: the running app, Debian's Chromium, and a watch on its traffic.

A test takes `page` (and `settled`) and drives the app as a reader would. When it ends, it fails
if the browser reported an error or asked any other machine for anything.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parents[2]
OWN_HOSTS = {"127.0.0.1", "localhost"}

START_SECONDS = 120
SETTLE_SECONDS = 60
QUIET_SECONDS = 0.25
"""Longer than the delay with which sliders and text fields send what was typed."""

CHROMIUM_FLAGS = [
    "--no-sandbox",  # Chromium refuses its sandbox to root, and CI is root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

IS_IDLE = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app !== null
        && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-stale="true"]') === null;
}"""


# --- the app ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def app_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder of this run's own, with a published snapshot in it."""
    folder = tmp_path_factory.mktemp("data")
    build = subprocess.run(
        [sys.executable, "-m", "vtdash", "build"],
        cwd=ROOT,
        env={**os.environ, "VTDASH_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, f"python -m vtdash build failed:\n{build.stdout}{build.stderr}"
    return folder


@pytest.fixture(scope="session")
def app_url(app_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the app on a free port of this machine and return its address, without a final slash."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("server") / "streamlit.log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "VTDASH_DATA": str(app_data)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_healthy(url, server, log)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the app did not start:\n{log.read_text(errors='replace')[-4000:]}")


# --- the browser -----------------------------------------------------------------------------


@dataclass
class Traffic:
    """What one browser context said and asked for, and whether an answer is still due."""

    console_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)
    awaits_script: bool = False
    last_frame: float = 0.0

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.console_errors.append(str(error.error)))
        context.on("request", lambda request: self._on_request(request.url))
        context.on("page", lambda page: page.on("websocket", self._on_socket))

    def _on_console(self, message) -> None:
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _on_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname not in OWN_HOSTS:
            self.foreign_requests.append(url)

    def _on_socket(self, socket: WebSocket) -> None:
        self._on_request(socket.url)
        socket.on("framesent", self._on_sent)
        socket.on("framereceived", self._on_received)

    def _on_sent(self, payload: bytes | str) -> None:
        self.last_frame = time.monotonic()
        if isinstance(payload, bytes) and BackMsg.FromString(payload).HasField("rerun_script"):
            self.awaits_script = True

    def _on_received(self, payload: bytes | str) -> None:
        self.last_frame = time.monotonic()
        if not isinstance(payload, bytes):
            return
        message = ForwardMsg.FromString(payload)
        if message.HasField("script_finished"):
            early = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
            self.awaits_script = message.script_finished == early

    def is_quiet(self) -> bool:
        return not self.awaits_script and time.monotonic() - self.last_frame > QUIET_SECONDS


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once a module: Playwright's event loop must not outlive the browser tests."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, "no Chromium found: sudo apt-get install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def traffic() -> Traffic:
    """Return the watch over the test's traffic; a test that provokes an entry clears it."""
    return Traffic()


@pytest.fixture
def context(browser: Browser, app_url: str, traffic: Traffic) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=app_url, locale="vi-VN", viewport={"width": 1280, "height": 900}
    )
    traffic.watch(context)
    yield context
    context.close()
    assert traffic.foreign_requests == [], "the page asked another machine"
    assert traffic.console_errors == [], "the browser reported errors"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return an empty tab: `page.goto("/")` opens the app."""
    return context.new_page()


@pytest.fixture
def settled(traffic: Traffic) -> Callable[[Page], None]:
    """Return a function that waits until the app has answered everything and shows no crash.

    The front end says 'notRunning' until the server's first reply, so its word alone comes too
    early after a click: a rerun that was sent must also have finished, and the socket be quiet.
    """

    def wait(page: Page) -> None:
        deadline = time.monotonic() + SETTLE_SECONDS
        page.wait_for_timeout(50)
        while not (page.evaluate(IS_IDLE) and traffic.is_quiet()):
            if time.monotonic() > deadline:
                pytest.fail(f"the app did not come to rest within {SETTLE_SECONDS} s: {page.url}")
            page.wait_for_timeout(50)
        crash = page.get_by_test_id("stException")
        if crash.count():
            pytest.fail(f"the app crashed on {page.url}: {crash.first.inner_text()}")

    return wait
