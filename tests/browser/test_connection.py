"""A lost connection says so in the reader's language, and says when it is back."""

import socket
import threading
from contextlib import suppress

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

LOST = {"vi": "Mất kết nối với máy chủ", "en": "The connection to the server is lost"}
BACK = {"vi": "Đã kết nối lại", "en": "The connection is back"}
SOON, LATER = 15_000, 60_000  # milliseconds
UNTIL_BOX = 8_000
"""Streamlit opens a box of its own after some attempts to connect, 3 to 8 seconds."""


class Line:
    """A cable between browser and server, which can be cut and mended."""

    def __init__(self, server):
        self._server = server
        self._ends = []
        self._door = None
        self.port = 0
        self.mend()

    def mend(self):
        self._door = socket.create_server(("127.0.0.1", self.port))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._door,), daemon=True).start()

    def cut(self):
        for end in [self._door, *self._ends]:
            with suppress(OSError):  # some have gone by themselves
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def _accept(self, door):
        with suppress(OSError):  # the door was closed
            while True:
                near = door.accept()[0]
                far = socket.create_connection(("127.0.0.1", self._server))
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one, other):
        with suppress(OSError):
            while data := one.recv(65_536):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)


@pytest.fixture
def lines(app_url):
    """Return a line to the running app for each language."""
    lines = {language: Line(int(app_url.rpartition(":")[2])) for language in LOST}
    yield lines
    for line in lines.values():
        line.cut()


def test_a_lost_connection_says_so_and_that_it_is_back(new_context, lines, traffic, settled):
    pages, titles, alerts = {}, {}, {}
    for language, line in lines.items():
        context = new_context(base_url=f"http://127.0.0.1:{line.port}")
        reader = Reader(context.new_page(), settled)
        reader.open(f"/enrolment?lang={language}")
        pages[language], titles[language] = reader.page, reader.title()
        alerts[language] = reader.page.get_by_role("alert").filter(has_text=LOST[language])
        assert alerts[language].count() == 0
    for line in lines.values():
        line.cut()
    for language, page in pages.items():
        expect(alerts[language]).to_be_visible(timeout=SOON)
        assert page.locator("h1").inner_text() == titles[language], "what is shown stays"
    page.wait_for_timeout(UNTIL_BOX)
    for language, page in pages.items():
        expect(page.get_by_role("dialog")).to_have_count(0)  # Streamlit's, in English over the page
        expect(alerts[language]).to_be_visible()
    for language, page in pages.items():  # one by one: what says that it is back goes again
        lines[language].mend()
        back = page.get_by_role("status").filter(has_text=BACK[language])
        expect(back).to_be_visible(timeout=LATER)
        expect(alerts[language]).to_have_count(0)
        expect(page.get_by_text(BACK[language])).to_have_count(0, timeout=SOON)
    traffic.console_errors.clear()  # the browser reports each attempt to connect
    for page in pages.values():
        page.close()


def test_the_language_is_declared_and_stays_so_after_reruns_and_on_other_pages(reader, vi):
    declared = "document.documentElement.lang"
    reader.open("/enrolment?lang=en")
    assert reader.page.evaluate(declared) == "en"
    reader.press("lang", "Tiếng Việt")
    assert reader.page.evaluate(declared) == "vi"
    reader.choose("level", vi.code("level", "college"))
    assert reader.page.evaluate(declared) == "vi"
    reader.go("graduates")
    assert reader.page.evaluate(declared) == "vi"
