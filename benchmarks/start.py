"""How long ``make run`` takes until the first page is drawn, cold (no data yet) and warm."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from server import ROOT, Server
from session import Session

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
IS_DRAWN = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app?.dataset.testScriptState === 'notRunning'
        && document.querySelector('h1') !== null
        && document.querySelectorAll('.js-plotly-plot .main-svg').length > 0;
}"""


def seconds(data: Path, log: Path) -> tuple[dict[str, float], str]:
    """Return the seconds of each step of ``make run``, and who drew the first page."""
    environment = {"VTDASH_DATA": str(data)}
    with _reader() as (draw, who):
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "vtdash", "build"],
            cwd=ROOT, check=True, capture_output=True, env={**os.environ, **environment},
        )  # fmt: skip
        built = time.perf_counter()
        with Server("app.py", log, **environment) as server:
            up = time.perf_counter()
            draw(server.port)
            end = time.perf_counter()
    return {
        "build": built - begin, "server": up - built, "first page": end - up, "in all": end - begin,
    }, who  # fmt: skip


@contextmanager
def _reader() -> Generator[tuple[Callable[[int], None], str]]:
    """Give a function that opens the first page, in Chromium where there is one."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        chromium = None
    if not chromium:
        yield lambda port: Session(port).__exit__(), "no browser: the script's first run"
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        tab = browser.new_page()

        def draw(port: int) -> None:
            tab.goto(f"http://127.0.0.1:{port}/")
            tab.wait_for_function(IS_DRAWN, timeout=120_000)

        yield draw, "Chromium, first visit"
        browser.close()
