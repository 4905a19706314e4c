"""Take pictures of every page: light and dark, Vietnamese and English, telephone and desk.

    python tools/screenshots.py                         the six that are kept, docs/screenshots
    python tools/screenshots.py --all                   every page, into docs/screenshots/all
    python tools/screenshots.py --all --only overview   pages by name; may be given several times
    python tools/screenshots.py --all --only compare-vi or by the beginning of a picture's name

A picture is named page-language-scheme-width.webp and shows the whole page, every colour true.
The data are built anew in a folder that is thrown away: published figures and the sample. The
page Data intake is taken from a second server on which it is switched on. The clock of both is that
of the tests, so that a page says the same day whenever its picture is taken.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import groupby, product
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, Python looks in docs/ alone

from tests.browser.rig import (  # noqa: E402 - found by the line above
    PAGES,
    Settle,
    Traffic,
    launch,
    page_path,
    run_app,
    settler,
    vtdash,
)

FOLDER = ROOT / "docs" / "screenshots"
WIDTHS = {360: 740, 1440: 900}
"""Width of the window -> its height before the page is measured."""
TALLEST = 16_000
"""Chromium draws no taller window."""

STEWARDS = "intake"
"""The page that is there only where it is switched on."""

HEIGHT = """() => {
    const parts = ['stMain', 'stSidebarContent'].map(
        name => document.querySelector(`[data-testid="${name}"]`)?.scrollHeight ?? 0);
    return Math.max(...parts);
}"""


class Shot(NamedTuple):
    """One picture to take."""

    page: str
    language: str
    scheme: str
    width: int

    @property
    def name(self) -> str:
        """Name of the picture without its ending."""
        return f"{self.page}-{self.language}-{self.scheme}-{self.width}"

    @property
    def kind(self) -> tuple[bool, str, str, int]:
        """What pictures share that one browser takes after one another."""
        return (self.page == STEWARDS, *self[1:])

    @property
    def window(self) -> dict[str, Any]:
        """What Playwright's new_context is given."""
        return {
            "locale": {"vi": "vi-VN", "en": "en-GB"}[self.language],
            "timezone_id": "Asia/Ho_Chi_Minh",
            "color_scheme": self.scheme,
            "viewport": {"width": self.width, "height": WIDTHS[self.width]},
            "reduced_motion": "reduce",
            "device_scale_factor": 1,
        }


class Taken(NamedTuple):
    """One picture as PNG."""

    shot: Shot
    picture: bytes


def all_shots() -> Iterator[Shot]:
    """Yield every picture, those of one kind of browser after one another."""
    for pages in (PAGES, (STEWARDS,)):
        for kind in product(("vi", "en"), ("light", "dark"), WIDTHS):
            for page in pages:
                yield Shot(page, *kind)


KEPT = (
    Shot("overview", "vi", "light", 1440),
    Shot("graduates", "vi", "light", 1440),
    Shot("enrolment", "vi", "light", 360),
    Shot("districts", "vi", "light", 360),
    Shot("compare", "en", "dark", 1440),
    Shot("targets", "en", "dark", 1440),
)
"""The pictures in the repository, those of one kind of browser after one another."""


@contextmanager
def built_app() -> Iterator[Callable[[bool], str]]:
    """Build data for the purpose; yield a function that starts the app, for stewards or not."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        data = Path(folder) / "data"
        vtdash(data, "build")
        running: dict[bool, str] = {}

        def address(stewards: bool) -> str:
            if stewards not in running:
                os.environ["VTDASH_INTAKE"] = "on" if stewards else "off"
                log = Path(folder) / f"streamlit-{stewards}.log"
                running[stewards] = servers.enter_context(run_app(data, log))
            return running[stewards]

        yield address


def take(browser: Browser, url: str, shots: Sequence[Shot]) -> Iterator[Taken]:
    """Yield pictures of one language, scheme and width."""
    traffic = Traffic()
    context = browser.new_context(base_url=url, **shots[0].window)
    traffic.watch(context)
    settle = settler(traffic)
    page = context.new_page()
    for shot in shots:
        open_page(page, settle, shot)
        yield Taken(shot, whole_page(page, settle, shot.width))
    context.close()


def open_page(page: Page, settle: Settle, shot: Shot) -> None:
    """Open the page that the picture shows, in a window of its width."""
    page.set_viewport_size({"width": shot.width, "height": WIDTHS[shot.width]})
    page.goto(f"{page_path(shot.page)}?lang={shot.language}")
    settle(page, whole=True)


def whole_page(page: Page, settle: Settle, width: int) -> bytes:
    """Return a picture of the page from top to bottom.

    Streamlit scrolls inside a frame as tall as the window, so the window grows to the content.
    """
    page.set_viewport_size({"width": width, "height": min(page.evaluate(HEIGHT), TALLEST)})
    page.mouse.move(width - 1, 0)  # it begins over the menu, which shows a button then
    settle(page, whole=True)
    page.wait_for_timeout(300)  # charts follow the size of the window a moment later
    return page.screenshot(animations="disabled", caret="hide")


def keep(taken: Taken, folder: Path) -> int:
    """Write a picture; return its size in bytes.

    Lossless WebP: a page in few colours is no smaller as PNG, and is tinted.
    """
    path = folder / f"{taken.shot.name}.webp"
    image = Image.open(io.BytesIO(taken.picture)).convert("RGB")
    image.save(path, lossless=True)
    print(f"{path}  {path.stat().st_size // 1024} KB", flush=True)
    return path.stat().st_size


def main() -> None:
    """Take the pictures that the command line asks for; say how many, how large, how long."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--all", action="store_true", help="every page, not kept in git")
    parser.add_argument("--only", action="append", metavar="NAME", help="beginning of the names")
    parser.add_argument("--to", type=Path, metavar="FOLDER")
    wanted = parser.parse_args()
    wanted.to = wanted.to or (FOLDER / "all" if wanted.all else FOLDER)
    beginnings = tuple(wanted.only or ("",))
    offered = all_shots() if wanted.all else KEPT
    shots = [shot for shot in offered if shot.name.startswith(beginnings)]
    if not shots:
        parser.error(f"no picture begins with {' or '.join(beginnings)}")
    wanted.to.mkdir(parents=True, exist_ok=True)
    begun, saved = time.monotonic(), []
    with built_app() as address, sync_playwright() as playwright, ThreadPoolExecutor() as workers:
        browser = launch(playwright)
        for kind, alike in groupby(shots, key=lambda shot: shot.kind):
            for taken in take(browser, address(kind[0]), list(alike)):
                saved.append(workers.submit(keep, taken, wanted.to))
        browser.close()
        size = sum(each.result() for each in saved)
    print(f"{len(saved)} pictures of {len({shot.page for shot in shots})} pages, "
          f"{size / 2**20:.1f} MB, in {time.monotonic() - begun:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main()
