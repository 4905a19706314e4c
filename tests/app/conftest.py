"""The running app without a browser: open a page, choose, and read what stands on it.

A test takes `open_page` and gets a `Screen`: the panels of the page, each with its chart as it
was sent, its table as it was sent, and the file behind its download button.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.element_tree import Block

from tests.sent import sent_charts
from vtdash.text.language import Text

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "data" / "reference"

TABS = {"chart": -3, "table": -2, "notes": -1}
"""Faces of a panel by their place among its tabs, counted from the end: some have no chart."""


LATER = {
    panel_id
    for page in (ROOT / "pages").glob("*.py")
    for panel_id in re.findall(r'\(\s*"([a-z-]+)",\s*text\(', page.read_text(encoding="utf-8"))
}
"""Panels that wait behind closed lines."""


class Cells(dict[str, str]):
    """A row of a file; a column that the file leaves out is empty in every row."""

    def __missing__(self, column: str) -> str:
        return ""


@dataclass(frozen=True)
class Download:
    """A file as the reader receives it."""

    name: str
    kind: str
    content: bytes

    @property
    def rows(self) -> list[Cells]:
        """The rows as text, read by Python's own reader."""
        lines = io.StringIO(self.content.decode("utf-8-sig"), newline="")
        return [Cells(row) for row in csv.DictReader(lines)]

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return next(csv.reader(io.StringIO(self.content.decode("utf-8-sig"), newline="")))

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as pandas reads them without being told anything."""
        return pd.read_csv(io.BytesIO(self.content), keep_default_na=False, na_values=[""])


def _arrow(sent: Any) -> Any:
    """The part of a table's message that holds its data."""
    return sent.proto.arrow_data if hasattr(sent.proto, "arrow_data") else sent.proto


def bare(html: str) -> str:
    """The words of HTML as they are read, one element a line."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(p|dt|dd|div)>", "\n", html))).strip()


@dataclass
class Screen:
    """A page as a reader has it open; ``files`` ends with the store of the run just made."""

    at: AppTest
    files: list[MediaFileManager]
    offered: MediaFileManager | None = None

    def run(self) -> Screen:
        """Run the page again after a choice."""
        self.at.run()
        self.offered = self.files[-1]
        return self

    def go(self, page: str) -> Screen:
        """Go to another page as the menu does: without any parameter in the address."""
        self.at.query_params.clear()
        self.at.switch_page(f"pages/{page}.py")
        return self.run()

    @property
    def panels(self) -> tuple[str, ...]:
        """Ids of the panels, in reading order."""
        keys = (node.key for node in self.at.main if isinstance(node, Block))
        return tuple(key.removeprefix("panel-") for key in keys if (key or "").startswith("panel-"))

    @property
    def filled(self) -> tuple[str, ...]:
        """Ids of the panels that show rows, in reading order."""
        return tuple(p for p in self.panels if self.panel(p).get("download_button"))

    def panel(self, panel_id: str) -> Block:
        """Everything within one panel."""
        return self.at.main.get_by_key(f"panel-{panel_id}")

    def claim(self, panel_id: str) -> str:
        """What a panel found: its heading, or the page's title, and what stands right below it."""
        inside = self.panel(panel_id)
        leads = not any('class="question"' in html.proto.body for html in inside.get("html"))
        heading = self.at.title[0] if leads else inside.header[0]
        said = [heading.value, *(m.value for m in inside.markdown[:1])]
        return " ".join(said).replace("\\", "").replace(":gray[", "").replace(".]", ".")

    def whole_claim(self, panel_id: str) -> str:
        """All that a panel found, which the notes have where it is long."""
        self.show("notes")
        said = [self.claim(panel_id), *(m.value for m in self.panel(panel_id).markdown)]
        self.show("chart")
        return " ".join(said).replace("\\", "")

    def chart(self, panel_id: str) -> dict[str, Any] | None:
        """The chart as it was sent, if its face is open."""
        sent = sent_charts(self.panel(panel_id))
        return json.loads(sent[0]["data-figure"]) if sent else None

    def words_for_the_chart(self, panel_id: str) -> str:
        """The text alternative of the chart."""
        return sent_charts(self.panel(panel_id))[0]["aria-label"]

    def table(self, panel_id: str) -> pd.DataFrame:
        """The table as a reader sees it, its face being open."""
        inside = self.panel(panel_id)
        sent = next(iter([*inside.table, *inside.dataframe]))
        if written := _arrow(sent).styler.display_values:
            return convert_arrow_bytes_to_pandas_df(written)
        return sent.value

    def numbers(self, panel_id: str) -> pd.DataFrame | None:
        """The table with the numbers by which it sorts, None where it is one of text."""
        return next((table.value for table in self.panel(panel_id).dataframe), None)

    def csv(self, panel_id: str) -> Download:
        """The file that the panel's first download button gives."""
        return self.file("csv", panel_id)

    def file(self, kind: str, panel_id: str) -> Download:
        """The file that one of the panel's download buttons gives: csv, xlsx or zip."""
        offered = self.panel(panel_id).get("download_button")
        proto = next(b.proto for b in offered if f"{kind}-{panel_id}" in b.proto.id)
        address = self.offered.execute_deferred(proto.deferred_file_id)
        file = self.offered.read_file(Path(address).stem)
        return Download(file.filename, file.mimetype, file.content)

    def show(self, face: str) -> Screen:
        """Turn every panel to one of its faces: chart, table or notes."""
        for panel_id in self.filled:
            labels = [tab.label for tab in self.panel(panel_id).tabs]
            place = TABS[face] if len(labels) == 3 else max(TABS[face], -2)
            self.at.session_state[f"view-{panel_id}"] = labels[place]
        return self.run()

    def unfold(self, fold: str, tab: str = "") -> Screen:
        """Open one of the folded lines, at one of its tabs, by its name in English."""
        self.at.session_state[f"fold-{fold}"] = True
        if tab:
            language = self.at.button_group(key="lang").value
            self.at.session_state[f"fold-{fold}-tab"] = Text(language)(tab)
        return self.run()

    @property
    def drawn(self) -> dict[str, bytes]:
        """What is on the page: the file of each panel."""
        return {panel_id: self.csv(panel_id).content for panel_id in self.filled}

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of all files of the page."""
        return [row for panel_id in self.filled for row in self.csv(panel_id).rows]

    @property
    def words(self) -> str:
        """All text in the body of the page, one element a line."""
        kinds = ("title", "header", "markdown", "caption", "info", "warning", "error")
        said = [str(e.value) for kind in kinds for e in self.at.main.get(kind)]
        return "\n".join([*said, *map(bare, self.html)])

    @property
    def html(self) -> list[str]:
        """The plain HTML in the body of the page, sheets of style left out."""
        sent = [element.proto.body for element in self.at.main.get("html")]
        return [body for body in sent if not body.startswith(("<style>", "<script"))]


@pytest.fixture(scope="session")
def files(components_found: None) -> Iterator[list[MediaFileManager]]:
    """The store of files that Streamlit's test runner made for the last run.

    The runner also takes every run for a server's first one, in which Streamlit runs the files of
    ``pages`` by themselves; here the server has served before, as it has for nearly every reader.
    """
    made: list[MediaFileManager] = []

    class Kept(MediaFileManager):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            made[:] = [self]

    class Served(PagesManager):
        def __init__(self, *args: Any, **more: Any) -> None:
            PagesManager.uses_pages_directory = False
            super().__init__(*args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_test, "MediaFileManager", Kept)
        patch.setattr(app_test, "PagesManager", Served)
        yield made


@pytest.fixture(scope="session")
def built(published_sample: Path) -> Path:
    """A data folder with one snapshot of the real reference data and the sample: only read."""
    return published_sample


@pytest.fixture(scope="session")
def open_page(built: Path, files: list[MediaFileManager]) -> Iterator[Callable[..., Screen]]:
    """Return a function that opens a page with an address, in a session of its own.

    ``is_whole``: with every answer that waits behind a closed line; these are opened.
    """

    def opened(
        page: str = "overview", data: Path = built, *, is_whole: bool = True, **address: Any
    ) -> Screen:
        patch.setenv("VTDASH_DATA", str(data))
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        at.query_params.update(address)
        if page != "overview":
            at.switch_page(f"pages/{page}.py")  # its path is the file's name, known before a run
        for panel_id in LATER:
            at.session_state[f"later-{panel_id}"] = is_whole
        return Screen(at, files).run()

    with pytest.MonkeyPatch.context() as patch:
        yield opened


@pytest.fixture(scope="session")
def look_at(open_page: Callable[..., Screen]) -> Callable[..., Screen]:
    """Return a function that gives a page as it opens: made once, so a test only looks at it."""
    seen: dict[str, Screen] = {}

    def look(page: str = "overview", **address: Any) -> Screen:
        key = f"{page} {sorted(address.items())}"
        if key not in seen:
            seen[key] = open_page(page, **address)
        return seen[key]

    return look


@dataclass(frozen=True)
class Faces:
    """What a reader of one view can see of each panel, read once: the tests only look."""

    language: str
    files: dict[str, Download]
    charts: dict[str, dict[str, Any]]
    said: dict[str, str]
    tables: dict[str, pd.DataFrame]
    numbers: dict[str, pd.DataFrame | None]


@pytest.fixture(scope="session")
def faces_of(open_page: Callable[..., Screen]) -> Callable[..., Faces]:
    """Return a function that opens a page with an address and reads every face of every panel."""

    kept: dict[str, Faces] = {}

    def faces(page: str, **address: Any) -> Faces:
        key = f"{page} {sorted(address.items())}"
        if key not in kept:
            kept[key] = read(page, **address)
        return kept[key]

    def read(page: str, **address: Any) -> Faces:
        screen = open_page(page, **address)
        files = {p: screen.csv(p) for p in screen.filled}
        charts = {p: chart for p in files if (chart := screen.chart(p))}
        said = {p: screen.words_for_the_chart(p) for p in charts}
        screen.show("table")
        tables = {p: screen.table(p) for p in files}
        numbers = {p: screen.numbers(p) for p in files}
        return Faces(screen.at.query_params["lang"], files, charts, said, tables, numbers)

    return faces


@pytest.fixture(scope="session")
def formatted() -> Callable[..., str]:
    """Return how a value is written: of this suite's own making, from the files of the project.

    Takes a mapping with value_low, value_high, qualifier and unit as they stand in a file. A
    figure of the register keeps every digit, what is computed has at most two decimals, a rate
    or money of returns has one, an estimated count none.
    """
    units = tomllib.loads((REFERENCE / "codes.toml").read_text(encoding="utf-8"))["unit"]
    words = {"about": "about", "at_least": "at least", "over": "over", "at_most": "at most",
             "under": "under"}  # fmt: skip

    def number(text: str, language: str, *, exact: bool, rate: bool, about: bool) -> str:
        decimals = 1 if rate else 0 if about else 2
        written = f"{Decimal(text):,f}" if exact else f"{float(text):,.{decimals}f}"
        written = written.rstrip("0").rstrip(".") if "." in written and not rate else written
        swap = {ord(","): ".", ord("."): ","} if language == "vi" else {}
        return written.translate(swap | {ord("-"): "−"})

    def quantity(row: Mapping[str, str], language: str) -> str:
        """Return the value; in Vietnamese without the word of its qualifier."""
        ends = dict.fromkeys(v for v in (row["value_low"], row["value_high"]) if v)
        short = units[row["unit"]].get("short") or units[row["unit"]]["name"]
        exact = bool(row.get("figure_id"))
        fixed = row["unit"] in {"percent", "million_vnd"}
        rate = fixed and row.get("data_status", "") in {"sample", "reported"}
        about = row.get("status", "") == "estimate" and row["unit"] != "percent"
        numbers = "–".join(
            number(end, language, exact=exact, rate=rate, about=about) for end in ends
        )
        said = numbers + ("%" if row["unit"] == "percent" else f" {short[language]}")
        word = words.get(row["qualifier"], "") if language == "en" else ""
        return f"{word} {said}".strip()

    return quantity


@pytest.fixture(scope="session")
def register() -> dict[str, dict[str, str]]:
    """The register of published figures as it stands in its file, by figure id."""
    return {row["figure_id"]: row for row in _read(REFERENCE / "figures.csv")}


@pytest.fixture(scope="session")
def sources() -> dict[str, dict[str, str]]:
    """The sources as they stand in their file, by source id."""
    return {row["source_id"]: row for row in _read(REFERENCE / "sources.csv")}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Nothing cached before, nothing left behind: for tests of their own data folders."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()
