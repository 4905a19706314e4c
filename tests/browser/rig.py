"""What a browser needs to read the app: a running server, Chromium, and a watch on its traffic.

The tests use it through the fixtures of ``conftest.py``; ``tools/screenshots.py`` uses it alone.
"""

import atexit
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parents[2]
OWN_HOSTS = {"127.0.0.1", "localhost"}
PAGES = (
    "overview", "enrolment", "graduates", "digital", "tasks", "targets", "compare", "districts",
    "occupations", "sources", "changes", "tour", "accessibility",
)  # fmt: skip
"""Files of ``pages/``; the first one's address is ``/``."""

DAY = datetime(2026, 11, 22, 5, tzinfo=UTC)
"""When the app runs for tests and pictures: noon in Vietnam of a day that does not pass."""

_SHIFT = DAY.timestamp() - time.time() + float(os.environ.get("CLOCK_SHIFT", "0"))

START_SECONDS = 120
SETTLE_SECONDS = 60
QUIET_SECONDS = 0.25
"""Longer than the delay with which sliders and text fields send what was typed."""

CHROMIUM_FLAGS = [
    "--no-sandbox",  # Chromium refuses its sandbox to root, and CI is root
    "--font-render-hinting=slight",  # as in FONT_SETTINGS, where the shell does not read it
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

FONT_SETTINGS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}</cachedir>
  <match target="pattern">
    <edit name="antialias"><bool>true</bool></edit>
    <edit name="hinting"><bool>true</bool></edit>
    <edit name="hintstyle"><const>hintslight</const></edit>
    <edit name="rgba"><const>none</const></edit>
  </match>
</fontconfig>
"""
"""What Debian sets where nothing is chosen; other hints make words wider or narrower."""

PROBES = re.compile(
    r"Failed to load resource: the server responded with a status of 404 \((?:Not Found)?\) "
    rf"\(https?://(?:{'|'.join(map(re.escape, OWN_HOSTS))}):\d+/(?:[^/]+/)+_stcore/"
    r"(?:health|host-config)\)"
)
"""The two console errors that are no fault of the app.

Streamlit's front end does not know below which path it is served. Opened at a page's own address
(/enrolment) it first asks for /enrolment/_stcore/health and /enrolment/_stcore/host-config, gets
404, and asks again below /; Chromium writes each 404 to the console.
"""

IS_IDLE = """whole => {
    const app = document.querySelector('[data-testid="stApp"]');
    const isNear = ({top, bottom}) => bottom > 0 && top < innerHeight;
    const charts = [...document.querySelectorAll('.chart')]
        .filter(chart => whole || isNear(chart.getBoundingClientRect()));
    return app !== null
        && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]') === null
        && charts.every(chart => {
            if (chart.dataset.state !== 'drawn') chart.dispatchEvent(new Event('needed'));
            return chart.dataset.state === 'drawn';
        })
        && document.fonts.status === 'loaded';
}"""
"""Skeletons stand where a kind of element still loads its script.

Charts below the screen wait until they are near; `whole` asks for all of them, as paper does.
"""

A_MOMENT = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"
"""In the page's own time: on a busy machine what a click begins may be late."""


def page_path(name: str) -> str:
    """Return the address of a page of ``PAGES``."""
    return "/" if name == PAGES[0] else f"/{name}"


# --- the app ---------------------------------------------------------------------------------


def surroundings(data: Path) -> dict[str, str]:
    """Return the environment in which the app runs: that data folder, and the clock of ``DAY``."""
    clock = {"PYTHONPATH": str(ROOT / "tests" / "clock"), "CLOCK_SHIFT": str(_SHIFT)}
    return {**os.environ, **clock, "VTDASH_DATA": str(data)}


@contextmanager
def run_app(
    data: Path, log: Path, path: str = "", *options: str, port: int = 0, **settings: str
) -> Iterator[str]:
    """Run the app with that data folder on a free port; yield its address, no final slash.

    ``settings``: variables beside the usual; ``path``: the one below which they serve it;
    ``options``: of the server's command line.
    """
    port = port or free_port()
    url = f"http://127.0.0.1:{port}{path}"
    command = app_command(port, *options)
    with running(command, log, f"{url}/_stcore/health", surroundings(data) | settings):
        yield url


def app_command(port: int, *options: str) -> list[str]:
    """Return the command that serves the app at a port."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    return [*command, "--server.port", str(port), "--server.fileWatcherType", "none"]


@contextmanager
def running(
    command: list[str], log: Path, health: str, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; it has answered at the address ``health`` before."""
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_healthy(health, server, log)
        yield server
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def vtdash(data: Path, *arguments: str) -> None:
    """Run vtdash's command line on that data folder; raise with its words where it refuses."""
    done = subprocess.run(
        [sys.executable, "-m", "vtdash", "--lang", "en", *arguments],
        cwd=ROOT,
        env=surroundings(data),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = f"{done.stdout}{done.stderr}"
        raise RuntimeError(f"python -m vtdash {' '.join(arguments)} failed:\n{said}")


def free_port() -> int:
    """Return a port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(health: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=5):  # noqa: S310 - ours
                return  # anything but 2xx raises
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8', 'replace')[-4000:]}")


# --- the browser -----------------------------------------------------------------------------


@cache
def one_font() -> Path:
    """Make settings of fontconfig with which a program finds one font; return their file.

    Text is drawn alike on every machine then, and a sign that the app does not serve shows as an
    empty box. Chromium draws no text at all where it finds no font, and reads no WOFF2 of a
    system; the font bears another name than the typeface, so that it cannot stand in for that.
    """
    folder = tempfile.TemporaryDirectory(prefix="vtdash-fonts-")
    atexit.register(folder.cleanup)
    font = TTFont(ROOT / "static/fonts/be-vietnam-pro-latin-400.woff2")
    font.flavor = None
    for name in font["name"].names:
        name.string = "One Font"
    font.save(Path(folder.name) / "one.ttf")
    settings = Path(folder.name) / "fonts.conf"
    settings.write_text(FONT_SETTINGS.format(folder=folder.name), encoding="utf-8")
    return settings


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium of this machine; Playwright's own would be a download.

    The shell draws pages as the whole browser does and has no window around them, whose own pages
    take a third of the work of a run.
    """
    names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise RuntimeError("no Chromium found: sudo apt-get install chromium-headless-shell")
    environment = {**os.environ, "FONTCONFIG_FILE": str(one_font())}
    return playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS, env=environment)


@dataclass
class Traffic:
    """What browser contexts said and asked for, and whether an answer is still due."""

    console_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)
    awaits_script: bool = False
    last_frame: float = 0.0

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page that the context opens from now on."""
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.console_errors.append(str(error.error)))
        context.on("request", lambda request: self._on_request(request.url))
        context.on("page", lambda page: page.on("websocket", self._on_socket))

    def forget(self) -> None:
        """Forget what earlier tests saw."""
        self.console_errors.clear()
        self.foreign_requests.clear()
        self.awaits_script = False

    def _on_console(self, message) -> None:
        said = f"{message.text} ({message.location.get('url', '')})"
        if message.type == "error" and not PROBES.fullmatch(said):
            self.console_errors.append(said)

    def _on_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname not in OWN_HOSTS:
            self.foreign_requests.append(url)

    def _on_socket(self, socket: WebSocket) -> None:
        self._on_request(socket.url)
        self.awaits_script = True  # a page that connects asks for its first run
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
        """Return whether the last run has finished and nothing was sent for a while."""
        return not self.awaits_script and time.monotonic() - self.last_frame > QUIET_SECONDS


class Settle(Protocol):
    """Waits until the app has answered everything; with `whole`, until every chart is drawn."""

    def __call__(self, page: Page, *, whole: bool = False) -> None: ...


def settler(traffic: Traffic) -> Settle:
    """Return a function that waits until the app has answered everything and shows no crash.

    The front end says 'notRunning' until the server's first reply, so its word alone comes too
    early after a click: a rerun that was sent must also have finished, and the socket be quiet.
    """

    def wait(page: Page, *, whole: bool = False) -> None:
        deadline = time.monotonic() + SETTLE_SECONDS
        page.evaluate(A_MOMENT)
        while not (page.evaluate(IS_IDLE, whole) and traffic.is_quiet()):
            if time.monotonic() > deadline:
                raise AssertionError(f"no rest within {SETTLE_SECONDS} s: {page.url}")
            page.wait_for_timeout(50)
        crash = page.get_by_test_id("stException")
        if crash.count():
            raise AssertionError(f"the app crashed on {page.url}: {crash.first.inner_text()}")

    return wait
