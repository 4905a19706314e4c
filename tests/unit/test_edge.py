"""The edge: whose hosts and origins pass, what is closed, what answers carry on their way out."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from streamlit import net_util
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from tests.asgi import ask
from tests.each import each
from vtdash.ui.edge import Edge

OURS, STRANGE = "http://localhost:8501", "https://elsewhere.example"


async def answer(_request):
    reply = PlainTextResponse("answered")
    reply.set_cookie("kept", "1", samesite="lax")
    reply.set_cookie("by-tls", "1", secure=True)
    return reply


async def stream(websocket):
    await websocket.accept()
    await websocket.close()


ROUTES = [
    WebSocketRoute("/{any:path}", stream),
    Route("/{any:path}", answer, methods=["GET", "PUT"]),
]
APP = Starlette(routes=ROUTES, middleware=[Middleware(Edge)])


@each(
    ("url", "origin", "status"),
    [
        (OURS, None, 200),
        (OURS, OURS, 200),
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501", 200),
        (OURS, STRANGE, 403),
        (OURS, "null", 403),
        (OURS, "http://localhost:9000", 403),  # another program of this machine
        (STRANGE, None, 421),
        (STRANGE, STRANGE, 421),
    ],
)
def test_hosts_and_origins_that_are_not_ours_are_refused_everywhere(url, origin, status):
    headers = {} if origin is None else {"origin": origin}
    for path in ("/", "/enrolment", "/app/static/page.js", "/media/a.csv"):
        assert ask(APP, f"{url}{path}", **headers).status == status
    assert ask(APP, f"{url}/_stcore/upload_file/a/b", "PUT", **headers).status == status
    socket = url.replace("http", "ws") + "/_stcore/stream"
    assert ask(APP, socket, **headers).status == (101 if status == 200 else 403)


def test_a_refusal_says_why_in_both_languages_as_a_page_or_as_text():
    page = ask(APP, STRANGE, accept="text/html,*/*")
    assert page.headers["content-type"].startswith("text/html")
    for said in (page.text, ask(APP, STRANGE).text):
        assert "server.allowedHosts" in said
        assert "Địa chỉ này" in said
        assert "This address" in said
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_what_passes_has_the_framework_ask_nobody(monkeypatch):
    """Its own look at origins asks the internet for this machine's address, but for equal ones."""
    for name in ("get_internal_ip", "get_external_ip"):
        monkeypatch.setattr(net_util, name, lambda: pytest.fail("it looked outside"))
    assert _is_origin_allowed(OURS, "localhost:8501")


@each("path", ["metrics", "script-health-check", "agent/openapi.json", "whatever/is/new"])
def test_what_no_page_needs_is_closed(path):
    assert ask(APP, f"{OURS}/_stcore/{path}").status == 404
    assert ask(APP, f"{OURS}/so-lieu/_stcore/{path}").status == 404


@each("path", ["/_stcore/health", "/enrolment/_stcore/host-config", "/_stcore/bidi-components/a"])
def test_what_a_page_needs_is_open(path):
    assert ask(APP, f"{OURS}{path}").text == "answered"


def test_no_cache_keeps_a_download():
    assert ask(APP, f"{OURS}/so-lieu/media/a.csv").headers["cache-control"] == "no-store"
    assert "cache-control" not in ask(APP, f"{OURS}/app/static/page.js").headers
    assert ask(APP, f"{OURS}/").headers["cross-origin-resource-policy"] == "same-origin"


def test_behind_tls_every_cookie_travels_by_tls_only():
    plain, secure = (
        ask(APP, f"{scheme}://localhost/").headers.getlist("set-cookie")
        for scheme in ("http", "https")
    )
    assert [cookie.lower().count("secure") for cookie in plain] == [0, 1]
    assert [cookie.lower().count("secure") for cookie in secure] == [1, 1]
    assert [cookie.split("=")[0] for cookie in secure] == ["kept", "by-tls"]
