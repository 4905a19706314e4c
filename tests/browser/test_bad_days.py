"""A server stopped, killed or out of disk while tabs are open: it is told, and nothing is lost."""

from __future__ import annotations

import resource
import shutil
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import Reader
from tests.browser.rig import app_command, free_port, running, surroundings, vtdash
from tests.intake.builders import as_csv
from vtdash.model.datasets import ENROLMENT
from vtdash.store import current_id, prove_log, read_manifest, snapshot_folder, verify

ENROLLED = "/enrolment?lang=en&city=hanoi&from=2019&to=2021&level=college&sample=yes"
LOST = "The connection to the server is lost"
SOON, BACK = 15_000, 60_000
"""Milliseconds within which a tab has found the server again; it asks ever less often."""

MOST_BYTES = 2_000
"""Of a file, when the disk is full: the records fit, the definitions do not."""


@dataclass
class Server:
    """A server on a port of its own, which a test may end in any way and start again."""

    data: Path
    log: Path
    port: int = field(default_factory=free_port)
    process: object = None
    _stack: ExitStack = field(default_factory=ExitStack)

    def start(self):
        health = f"http://127.0.0.1:{self.port}/_stcore/health"
        environment = surroundings(self.data) | {"VTDASH_INTAKE": "on"}
        server = running(app_command(self.port), self.log, health, environment)
        self.process = self._stack.enter_context(server)

    def stop(self):
        self._stack.close()

    def kill(self):
        """End it by a signal that nothing can catch."""
        self.process.kill()
        self.stop()

    def limit_files(self, size):
        """Refuse to let a file grow beyond a size, as a full disk does."""
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (size, hard))


@pytest.fixture(scope="module")
def server(app_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad-days")
    server = Server(shutil.copytree(app_data, folder / "data"), folder / "log")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def opened(server, new_context, traffic, settled):
    """Return a function that opens a tab of a browser whose own language is Vietnamese."""
    context = new_context(base_url=f"http://127.0.0.1:{server.port}")

    def opened(address):
        reader = Reader(context.new_page(), settled)
        reader.open(address)
        return reader

    yield opened
    context.close()
    traffic.console_errors.clear()  # the browser reports each attempt to connect


@dataclass
class Steward:
    """The page Data intake in a tab, with a file of one unit that the register lacks."""

    reader: Reader
    content: bytes

    @property
    def page(self) -> Page:
        return self.reader.page

    def load(self):
        file = {"name": "a.csv", "mimeType": "text/csv", "buffer": self.content}
        self.page.locator("[data-testid=stFileUploader] input").set_input_files(file)
        self.main.get_by_text("What the file was taken for").wait_for()
        self.reader.rest()

    def answer(self, note):
        """Say who loads, that the unit is new, and why it is published."""
        self.page.get_by_label("Your name").fill("Lan")
        self.page.get_by_text("Yes, all of these are new units").click()
        self.reader.rest()
        self.note.fill(note)
        self.page.keyboard.press("Tab")
        self.reader.rest()

    @property
    def main(self):
        return self.page.locator("[data-testid=stMain]")

    @property
    def note(self):
        return self.page.get_by_role("textbox", name="Note: why is this published?")

    def publish(self):
        self.page.get_by_role("button", name="Publish", exact=True).click()

    def publishes(self):
        self.publish()
        self.sees("is current", timeout=BACK)

    def sees(self, words, **options):
        expect(self.main).to_contain_text(words, **options)

    def begin_again(self):
        """Load the file once more, as the page asks."""
        self.sees("The server no longer has 1 of the files", timeout=BACK)
        self.page.get_by_role("button", name="Begin with an empty list").click()
        self.reader.rest()
        self.load()


@pytest.fixture
def steward(opened):
    """Return a function that sits a steward down before a file."""

    def sat_down(quarter, unit, note):
        row = ("hanoi", quarter, "005", unit, "480201", "college", "120", "50", "80")
        steward = Steward(opened("/intake?lang=en"), as_csv([ENROLMENT.column_names, row]))
        steward.load()
        steward.answer(note)
        return steward

    return sat_down


def returns_in_force(data):
    manifest = verify(snapshot_folder(data, current_id(data)))
    return [entry.name for entry in manifest.inputs if entry.data_status == "reported"]


def test_a_restart_with_other_data_is_told_in_open_tabs_and_takes_neither_filters_nor_answers(
    server, opened, steward
):
    reader = opened(ENROLLED)
    chosen, address = reader.chosen(), reader.page.url
    loading = steward("2019-Q1", "CS-7001", "first quarter")
    server.stop()
    for page in (reader.page, loading.page):
        expect(page.locator(".app-notice[role=alert]")).to_contain_text(LOST, timeout=SOON)
    vtdash(server.data, "build", "--force")
    server.start()

    told = reader.page.locator(".app-notice[role=status]")
    expect(told).to_contain_text("Other data was put in force meanwhile", timeout=BACK)
    reader.rest()
    assert reader.page.locator("[data-snapshot]").get_attribute("data-snapshot") == current_id(
        server.data
    )
    assert (reader.chosen(), reader.page.url) == (chosen, address)
    assert reader.page.evaluate("document.documentElement.lang") == "en"

    loading.begin_again()
    assert loading.note.input_value() == "first quarter"
    loading.publishes()
    assert returns_in_force(server.data) == ["a.csv"]


def test_killed_or_out_of_disk_in_a_publish_from_the_page_nothing_is_lost(server, opened, steward):
    reader = opened(ENROLLED)
    loading = steward("2019-Q2", "CS-7002", "second try")
    before = current_id(server.data), returns_in_force(server.data)
    server.limit_files(MOST_BYTES)
    loading.publish()
    loading.sees("the disk or the quota is full", timeout=BACK)
    loading.sees("Free some space or raise the quota, then try again")
    assert str(server.data) not in loading.main.inner_text()
    reader.show("enrolment-by-year", "table")
    server.limit_files(resource.RLIM_INFINITY)

    loading.publish()
    _wait_for_work(server.data)
    server.kill()
    assert (current_id(server.data), returns_in_force(server.data)) == before
    server.start()
    loading.begin_again()
    loading.publishes()
    assert len(returns_in_force(server.data)) == len(before[1]) + 1
    assert list((server.data / "published").rglob(".*")) == []
    assert prove_log(server.data).is_whole
    assert read_manifest(snapshot_folder(server.data, before[0])).id == before[0]


def _wait_for_work(data):
    """Wait until a publish writes its snapshot."""
    deadline = time.monotonic() + 20
    while not list((data / "published" / "snapshots").glob(".*")):
        assert time.monotonic() < deadline, "no publish began"
        time.sleep(0.002)
