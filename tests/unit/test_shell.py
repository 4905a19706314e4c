"""The page that is sent before any run: the reader's language, the style sheets, no more."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from tests import asgi
from tests.each import each
from vtdash.text.language import LANGUAGES
from vtdash.ui.shell import STATIC, Shell, static_file
from vtdash.ui.unconnected import NO_SCRIPTS, UNCONNECTED

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body>'
    "<noscript><p>You need to enable JavaScript.</p></noscript>đ</body></html>" + " " * 1000
)


async def shell(_request):
    return HTMLResponse(PAGE, headers={"etag": "theirs", "last-modified": "yesterday"})


async def scripted(_request):
    return HTMLResponse(PAGE.replace("đ", "<script>started = 1</script>"))


async def data(_request):
    return JSONResponse({"lang": '<html lang="en"'})


ROUTES = [Route("/", shell), Route("/scripted", scripted), Route("/data", data)]
APP = Starlette(routes=ROUTES, middleware=[Middleware(Shell), Middleware(GZipMiddleware)])


def ask(path="/", query="", **headers):
    """Return headers and body of one request."""
    answer = asgi.ask(APP, f"http://127.0.0.1{path}?{query}", **headers)
    return answer.headers, answer.body


@each(
    ("query", "browser", "language"),
    [
        ("", "", "vi"),
        ("", "vi-VN,vi;q=0.9", "vi"),
        ("", "en-GB,en;q=0.9,vi;q=0.8", "en"),
        ("", "fr-FR", "vi"),
        ("lang=en", "vi-VN", "en"),
        ("lang=vi", "en-GB", "vi"),
        ("lang=%22%3E%3Cscript%3E", "en-GB", "en"),
    ],
)
def test_the_language_is_that_of_the_address_else_of_the_browser(query, browser, language):
    _, body = ask(query=query, accept="text/html", accept_language=browser)
    assert f'<html lang="{language}" translate="no"' in body.decode()
    assert "<script>" not in body.decode()


def test_the_style_sheets_are_in_the_page_and_the_length_is_right():
    headers, body = ask(accept="text/html")
    head, rest = body.decode().split("</head>")
    for name in ("style.css", "print.css", "page.css"):
        assert static_file(name) in rest
        assert (STATIC / name).is_file()
    assert "<title>vtdash</title>" in head
    assert "đ" in body.decode()
    assert int(headers["content-length"]) == len(body)
    assert "content-encoding" not in headers
    packed_headers, packed = ask(accept="text/html", accept_encoding="gzip")
    assert gzip.decompress(packed) == body
    assert packed_headers["content-encoding"] == "gzip"
    assert int(packed_headers["content-length"]) == len(packed) < len(body)
    assert "Accept-Encoding" in packed_headers["vary"]


def test_the_page_brings_words_for_when_nothing_follows_it():
    _, body = ask(accept="text/html")
    for words in (*UNCONNECTED.values(), NO_SCRIPTS):
        assert words.vi in unescape(body.decode())
        assert words.en in unescape(body.decode())
    assert "You need to enable" not in body.decode()
    assert static_file("connect.js") in body.decode()


def test_nothing_of_the_frameworks_file_is_said_of_ours():
    headers, _ = ask(accept="text/html")
    assert not {"etag", "last-modified"} & set(headers)


def test_what_is_no_page_passes_as_it_is():
    headers, body = ask("/data", accept="application/json")
    assert body == b'{"lang":"<html lang=\\"en\\""}'
    assert headers["x-content-type-options"] == "nosniff"


def test_a_page_that_comes_compressed_all_the_same_is_left_alone():
    headers, body = ask(accept="*/*", accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body).decode() == PAGE


@each("sheet", sorted(STATIC.glob("*.css")), ids=lambda sheet: sheet.name)
def test_no_style_sheet_looks_at_what_an_element_holds(sheet):
    """Each :has() has the browser search the whole page for every label that Plotly measures."""
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    assert ":has(" not in rules


def test_a_page_runs_its_own_scripts_only_and_stands_in_no_other_site():
    headers, body = ask("/scripted", accept="text/html")
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == "'self'"
    inline = re.findall(r"<script>(.*?)</script>", body.decode())
    assert inline == ["started = 1"]  # the framework's own
    for script in (*inline, *(f'document.documentElement.lang = "{name}"' for name in LANGUAGES)):
        digest = b64encode(sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy["script-src"]
    assert "unsafe" not in policy["script-src"]
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "content-security-policy" not in ask("/data")[0]
