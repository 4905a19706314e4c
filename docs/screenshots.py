"""Take pictures of every page: light and dark, Vietnamese and English, telephone and desk.

    python docs/screenshots.py                         all of them, into docs/screenshots
    python docs/screenshots.py --only overview         pages by name; may be given several times
    python docs/screenshots.py --only overview-vi      or by the beginning of a picture's name

A picture is named page-language-scheme-width.png, shows the whole page and has 64 colours.
The data are built anew in a folder that is thrown away: published figures and the sample.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, Python looks in docs/ alone

from tests.browser.rig import (  # noqa: E402 - found by the line above
    PAGES,
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
COLOURS = 64
TALLEST = 16_000
"""Chromium draws no taller window."""

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


def all_shots() -> Iterator[Shot]:
    """Yield every picture, those of one kind of browser after one another."""
    kinds = product(("vi", "en"), ("light", "dark"), WIDTHS)
    for (language, scheme, width), page in product(kinds, PAGES):
        yield Shot(page, language, scheme, width)


@contextmanager
def built_app() -> Iterator[str]:
    """Run the app on data built for the purpose; yield its address."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        vtdash(data, "build")
        with run_app(data, Path(folder) / "streamlit.log") as url:
            yield url


def take(browser: Browser, url: str, shots: list[Shot]) -> Iterator[tuple[Shot, bytes]]:
    """Yield pictures of one language, scheme and width, as PNG."""
    first = shots[0]
    traffic = Traffic()
    context = browser.new_context(
        base_url=url, color_scheme=first.scheme, reduced_motion="reduce",
        viewport={"width": first.width, "height": WIDTHS[first.width]},
    )  # fmt: skip
    traffic.watch(context)
    settle = settler(traffic)
    page = context.new_page()
    for shot in shots:
        page.set_viewport_size({"width": shot.width, "height": WIDTHS[shot.width]})
        page.goto(f"{page_path(shot.page)}?lang={shot.language}")
        settle(page)
        yield shot, whole_page(page, settle, shot.width)
    context.close()


def whole_page(page: Page, settle, width: int) -> bytes:  # noqa: ANN001 - of the rig
    """Return a picture of the page from top to bottom.

    Streamlit scrolls inside a frame as tall as the window, so the window grows to the content.
    """
    page.set_viewport_size({"width": width, "height": min(page.evaluate(HEIGHT), TALLEST)})
    settle(page)
    page.wait_for_timeout(200)  # charts follow the size of the window a moment later
    return page.screenshot(animations="disabled")


def small(picture: bytes) -> Image.Image:
    """Return the picture with few colours, chosen so that rare ones (a small mark) stay true."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--only", action="append", metavar="NAME", help="beginning of the names")
    parser.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER")
    wanted = parser.parse_args()
    beginnings = tuple(wanted.only or PAGES)
    shots = [shot for shot in all_shots() if shot.name.startswith(beginnings)]
    if not shots:
        parser.error(f"no picture begins with {' or '.join(beginnings)}")
    wanted.to.mkdir(parents=True, exist_ok=True)
    kinds: dict[tuple[str, str, int], list[Shot]] = {}
    for shot in shots:
        kinds.setdefault(shot[1:], []).append(shot)
    with built_app() as url, sync_playwright() as playwright:
        browser = launch(playwright)
        for kind in kinds.values():
            for shot, picture in take(browser, url, kind):
                path = wanted.to / f"{shot.name}.png"
                small(picture).save(path, optimize=True)
                print(f"{path}  {path.stat().st_size // 1024} KB")
        browser.close()


if __name__ == "__main__":
    main()
