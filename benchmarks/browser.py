"""Measure a reader's wait beside an older build: python benchmarks/browser.py (--rounds 9).

The build of an older commit and the one here are served from one machine and read by one Chromium,
in turn, round by round; printed are the medians of both and their ratio. Each tab keeps its own
record of what was drawn, so a figure is what a reader at 1440 by 900 saw:

- change: from the press on an option to the last redraw of what is on the screen
- thread: processor time of the tab's main thread in the same change, below the fold included
- return: from opening a page that was opened before until the charts of the first screen stand
- block: total blocking time of that visit, the time of long tasks beyond 50 ms each
- wire: bytes and requests of a first visit, with an empty cache
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from server import ROOT, Server
from start import FLAGS

OLD = "4ffe619"
"""The commit whose build is the measure: that of 22 November 2026."""

PAGES = ("enrolment", "graduates", "districts")
SCREEN = {"width": 1440, "height": 900}
PATIENCE = 60_000
"""Milliseconds."""

WATCH = """() => {
    const drawn = new Map(); // box of an element -> when it last changed
    const seen = window.seen = { pressed: 0, last: 0, blocked: 0 };
    const box = node => node.parentElement?.closest(
        '[data-testid="stMain"] [data-testid="stElementContainer"]');
    addEventListener('pointerdown', () => { seen.pressed ||= performance.now(); }, true);
    new PerformanceObserver(list => list.getEntries().forEach(task => {
        seen.blocked += Math.max(0, task.duration - 50);
    })).observe({ type: 'longtask', buffered: true });
    new MutationObserver(changes => {
        const now = seen.last = performance.now();
        for (const { target } of changes) {
            const place = box(target);
            if (place) drawn.set(place, now);
        }
    }).observe(document, {
        subtree: true, childList: true, characterData: true,
        attributeFilter: ['d', 'transform', 'x', 'y', 'points', 'data-unformatted'],
    });
    const isOnScreen = part => {
        const { top, bottom, width } = part.getBoundingClientRect();
        return width && bottom > 0 && top < innerHeight;
    };
    seen.arm = () => { drawn.clear(); seen.pressed = 0; };
    seen.charts = () => [...document.querySelectorAll('.chart, [data-testid="stPlotlyChart"]')]
        .filter(isOnScreen);
    seen.end = boxes => Math.max(0, ...[...drawn].filter(([place]) =>
        place.isConnected && isOnScreen(place)
        && (!boxes || seen.charts().some(chart => place.contains(chart)))).map(([, at]) => at));
    seen.isStill = () => {
        const app = document.querySelector('[data-testid="stApp"]');
        return app?.dataset.testScriptState === 'notRunning'
            && document.querySelector('h1') !== null
            && !document.querySelector('[data-testid="stMain"] [data-testid="stSkeleton"]')
            && seen.charts().every(chart => chart.querySelector('.main-svg')
                && ['drawn', undefined].includes(chart.dataset.state))
            && document.fonts.status === 'loaded'
            && performance.now() - Math.max(seen.last, seen.pressed) > 800;
    };
}"""


@dataclass(frozen=True)
class Build:
    """A build that is read: its name, its address, and the browser that has its files."""

    name: str
    url: str
    context: BrowserContext


@dataclass(frozen=True)
class Change:
    """A change of a filter: its name, and what presses an option of it in a round."""

    name: str
    press: Callable[[Page, int], None]


def choose(*keys: str) -> Callable[[Page, int], None]:
    """Return what takes another option of the first list that is there under one of the keys."""

    def press(page: Page, turn: int) -> None:
        field = page.locator(", ".join(f".st-key-{key} input[role=combobox]" for key in keys)).first
        field.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        field.focus()
        field.press("ArrowDown")
        options = page.locator('[role=option]:not([aria-selected="true"])')
        options.first.wait_for()
        page.wait_for_timeout(300)
        _arm(page)
        options.nth(turn % min(6, options.count())).click()

    return press


def switch(page: Page, turn: int) -> None:
    """Turn the sample on or off."""
    del turn
    button = page.locator(".st-key-sample label").first
    button.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    _arm(page)
    button.click()


CHANGES = (
    Change("district", choose("area", "place")),
    Change("years", choose("from")),
    Change("sample", switch),
)


def main() -> None:
    """Measure what the command line asks for and print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--old", default=OLD, help="the commit to measure against")
    parser.add_argument("--only", choices=("changes", "visits"), help="all without it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vtdash-bench-") as folder, ExitStack() as stack:
        old = _checked_out(asked.old, Path(folder) / "code")
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        stack.callback(browser.close)
        builds = [
            _served(stack, browser, name, root, Path(folder))
            for name, root in ((asked.old, old), ("here", ROOT))
        ]
        print(f"{'':22}{asked.old:>12}{'here':>12}{'ratio':>8}")
        for page in asked.pages:
            if asked.only != "changes":
                _print(page, _visits(browser, builds, page, asked.rounds))
            if asked.only != "visits":
                for change in CHANGES:
                    _print(f"{page} {change.name}", _changed(builds, page, change, asked.rounds))


Taken = dict[str, list[list[float]]]
"""What was measured -> the values of each build."""


def _print(name: str, taken: Taken) -> None:
    print(name)
    for what, (old, new) in taken.items():
        before, now = median(old), median(new)
        print(f"  {what:20}{before:12,.0f}{now:12,.0f}{now / before:8.2f}", flush=True)


def _changed(builds: list[Build], page: str, change: Change, rounds: int) -> Taken:
    """Return milliseconds of a change, and of the main thread; the first is for warming up."""
    taken: Taken = {"change, ms": [[], []], "thread, ms": [[], []]}
    tabs = [_opened(build, page) for build in builds]
    for turn in range(rounds + 1):
        for which, tab in enumerate(tabs):
            tab.bring_to_front()
            change.press(tab, turn)
            _wait(tab, "seen.pressed && seen.isStill()")
            waited = tab.evaluate("seen.end() - seen.pressed")
            worked = 1000 * (_thread(tab) - tab.evaluate("seen.before"))
            if turn:
                taken["change, ms"][which].append(waited)
                taken["thread, ms"][which].append(worked)
    for tab in tabs:
        tab.close()
    return taken


def _visits(browser: Browser, builds: list[Build], page: str, rounds: int) -> Taken:
    """Return what a first visit asks for, and how long a return takes and blocks."""
    taken: Taken = {"return, ms": [[], []], "block, ms": [[], []]}
    taken |= {"wire, kB": [[], []], "requests": [[], []]}
    for which, build in enumerate(builds):
        size, number = _first_visit(browser, build, page)
        taken["wire, kB"][which].append(size / 1000)
        taken["requests"][which].append(number)
        _opened(build, page).close()
    for _ in range(rounds):
        for which, build in enumerate(builds):
            tab = _opened(build, page)
            taken["return, ms"][which].append(tab.evaluate("seen.end(true)"))
            taken["block, ms"][which].append(tab.evaluate("seen.blocked"))
            tab.close()
    return taken


def _first_visit(browser: Browser, build: Build, page: str) -> tuple[float, int]:
    """Return bytes that came over the wire and requests, in a browser that knows nothing."""
    context = browser.new_context(viewport=SCREEN, locale="vi-VN")
    tab, sizes = context.new_page(), []
    devtools = context.new_cdp_session(tab)
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    _open(tab, f"{build.url}/{page}")
    context.close()
    return sum(sizes), len(sizes)


def _opened(build: Build, page: str) -> Page:
    tab = build.context.new_page()
    _open(tab, f"{build.url}/{page}")
    return tab


def _open(tab: Page, address: str) -> None:
    tab.add_init_script(f"({WATCH})()")
    tab.goto(address)
    _wait(tab, "window.seen?.isStill()")


def _arm(tab: Page) -> None:
    """Begin the record of a change anew."""
    tab.evaluate("seen.arm()")
    tab.evaluate("before => { seen.before = before; }", _thread(tab))


def _wait(tab: Page, condition: str) -> None:
    tab.wait_for_function(condition, timeout=PATIENCE, polling=100)


_DEVTOOLS: dict[Page, Any] = {}


def _thread(tab: Page) -> float:
    """Return the seconds that the tab's main thread has worked."""
    if tab not in _DEVTOOLS:
        _DEVTOOLS[tab] = tab.context.new_cdp_session(tab)
        _DEVTOOLS[tab].send("Performance.enable", {"timeDomain": "threadTicks"})
    metrics = _DEVTOOLS[tab].send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def _checked_out(commit: str, folder: Path) -> Path:
    """Put the files of a commit into a folder and return it."""
    command = [shutil.which("git") or "git", "archive", commit]
    packed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _served(stack: ExitStack, browser: Browser, name: str, root: Path, folder: Path) -> Build:
    """Build the data of a build, run its server and return it."""
    data = folder / f"data-{name}"
    environment = {"PYTHONPATH": str(root), "VTDASH_DATA": str(data)}
    subprocess.run(
        [sys.executable, "-m", "vtdash", "build"],
        cwd=root, env={**os.environ, **environment}, check=True, capture_output=True,
    )  # fmt: skip
    server = Server("app.py", folder / f"log-{name}", root=root, VTDASH_DATA=str(data))
    stack.enter_context(server)
    context = browser.new_context(viewport=SCREEN, locale="vi-VN")
    return Build(name, f"http://127.0.0.1:{server.port}", context)


if __name__ == "__main__":
    main()
