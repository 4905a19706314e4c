"""Scripts and styles: compressed for who takes that, whole for who does not, kept by who may."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from tests import asgi
from tests.each import each
from vtdash.ui.compressed import Compressed

SCRIPT = ("say('Thủy Nguyên');\n" * 400).encode()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "page.js").write_bytes(SCRIPT)
    (tmp_path / "short.css").write_bytes(b"p { margin: 0 }")
    (tmp_path / "letters.woff2").write_bytes(bytes(range(256)) * 8)
    return tmp_path


@pytest.fixture
def ask(folder):
    """Return a function that asks for a file: status, headers and body."""
    app = Starlette(
        routes=[Mount("/static", StaticFiles(directory=folder))],
        middleware=[Middleware(Compressed), Middleware(GZipMiddleware)],
    )

    def ask(name, method="GET", query="", **headers):
        url = f"http://127.0.0.1/static/{name}?{query}"
        answer = asgi.ask(app, url, method, **headers)
        return answer.status, answer.headers, answer.body

    return ask


@each("takes", ["gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.8"])
def test_a_script_comes_compressed_and_is_the_same_unpacked(ask, takes):
    for _ in range(2):  # the second time it is kept
        status, headers, body = ask("page.js", accept_encoding=takes)
        assert status == 200
        assert headers["content-encoding"] == "gzip"
        assert int(headers["content-length"]) == len(body) < len(SCRIPT) / 10
        assert gzip.decompress(body) == SCRIPT
        assert "Accept-Encoding" in headers["vary"]


@each("takes", ["", "br", "gzip;q=0", "identity, gzip;q=0.0"])
def test_who_takes_no_gzip_gets_the_script_as_it_is(ask, takes):
    _, headers, body = ask("page.js", accept_encoding=takes)
    assert body == SCRIPT
    assert "content-encoding" not in headers
    assert "Accept-Encoding" in headers["vary"]  # a cache between must not mix the two up


def test_a_question_for_the_headers_tells_those_of_the_answer(ask):
    _, whole, _ = ask("page.js", accept_encoding="gzip")
    status, headers, body = ask("page.js", "HEAD", accept_encoding="gzip")
    assert (status, headers, body) == (200, whole, b"")


def test_a_part_is_a_part_of_the_file_itself(ask):
    status, headers, body = ask("page.js", accept_encoding="gzip", range="bytes=5-14")
    assert status == 206
    assert body == SCRIPT[5:15]
    assert headers["content-range"] == f"bytes 5-14/{len(SCRIPT)}"
    assert "content-encoding" not in headers


def test_a_file_that_changed_is_compressed_anew(ask, folder):
    ask("page.js", accept_encoding="gzip")
    (folder / "page.js").write_bytes(SCRIPT * 2)
    assert gzip.decompress(ask("page.js", accept_encoding="gzip")[2]) == SCRIPT * 2


def test_a_browser_that_has_the_file_is_told_so(ask):
    _, headers, _ = ask("page.js", accept_encoding="gzip")
    assert headers["etag"].startswith('W/"')  # other bytes than the file's, the same words
    status, _, body = ask("page.js", accept_encoding="gzip", if_none_match=headers["etag"])
    assert (status, body) == (304, b"")


@each("name", ["short.css", "letters.woff2"])
def test_what_would_gain_nothing_stays_as_it_is(ask, folder, name):
    _, headers, body = ask(name, accept_encoding="gzip")
    assert body == (folder / name).read_bytes()
    assert "content-encoding" not in headers


@each(
    ("name", "query", "kept"),
    [
        ("page.js", "v=1a2b", "public, max-age=31536000"),
        ("letters.woff2", "", "public, max-age=2592000"),
        ("page.js", "", None),
        ("missing.js", "v=1a2b", None),
    ],
)
def test_a_browser_keeps_what_its_address_tells(ask, name, query, kept):
    _, headers, _ = ask(name, query=query, accept_encoding="gzip")
    assert headers.get("cache-control") == kept


def test_a_file_that_is_not_there_is_missed(ask):
    assert ask("missing.js", accept_encoding="gzip")[0] == 404
