"""What is refused before the framework sees it, and what every answer is told on its way out.

The framework judges hosts and origins at its websocket alone, and asks the internet for the
machine's public address before it turns a strange origin away, which holds up every reader. Here
the question is settled in memory, for pages, files, uploads and the websocket alike: a host is
ours where ``server.allowedHosts`` names it, an origin where it is that of the Host header. A proxy
has to pass that header on (deploy/nginx).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from vtdash.text.messages import Message as Sentence
from vtdash.text.messages import message
from vtdash.ui.markup import element, open_tag

_LOG = logging.getLogger("vtdash")

_CORE = "/_stcore/"
_OPEN = frozenset({"health", "host-config", "stream", "upload_file", "bidi-components"})
"""What a page needs below ``/_stcore/``; metrics and whatever else stands there is nobody's."""

_HOST_UNKNOWN = message(
    "This address is not one under which the dashboard is served. Use the address that you were "
    "given. For whoever looks after the server: the name of the host has to stand in "
    "server.allowedHosts, and a proxy has to pass the Host header on (deploy/README.md)."
)
_ORIGIN_UNKNOWN = message(
    "Another site asked for this, so it was refused. Open the dashboard by its own address. For "
    "whoever looks after the server: a proxy has to pass the Host header on (deploy/README.md)."
)

_REFUSED_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


class Edge:
    """ASGI middleware, the outermost: turns away what is not ours, and hardens what goes out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request or pass it on."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
        elif why := _refusal(scope):
            await _refuse(why, scope, receive, send)
        else:
            await self._app(scope, receive, _hardened(scope, send))


def _refusal(scope: Scope) -> Response | None:
    """Return the answer to a request that is not for us, None for all others."""
    asked = Headers(scope=scope)
    host, origin = asked.get("host"), asked.get("origin")
    if not is_host_allowed(host):
        return refused(_HOST_UNKNOWN, 421, asked)
    if origin is not None and not _is_same(origin, host):
        return refused(_ORIGIN_UNKNOWN, 403, asked)
    _, core, rest = scope["path"].partition(_CORE)
    if core and rest.partition("/")[0] not in _OPEN:
        return PlainTextResponse(status_code=404)
    return None


def _is_same(origin: str, host: str | None) -> bool:
    """Return whether an origin is that of the host, letter by letter.

    The framework compares them so before it asks anybody; nothing that passes here goes further.
    """
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False


def refused(why: Sentence, status: int, asked: Headers) -> Response:
    """Return a refusal in both languages: a page to who wants one, else lines of text."""
    if "text/html" in asked.get("accept", ""):
        return HTMLResponse(_page_of(why), status, _REFUSED_HEADERS)
    return PlainTextResponse(f"{why.vi}\n{why.en}\n", status, _REFUSED_HEADERS)


def _page_of(why: Sentence) -> str:
    width = {"name": "viewport", "content": "width=device-width"}
    head = open_tag("meta", charset="utf-8") + open_tag("meta", **width)
    words = (
        element("p", escape(said), lang=name) for name, said in (("vi", why.vi), ("en", why.en))
    )
    title = element("title", "vtdash")
    return f"<!DOCTYPE html>{element('html', head + title + ''.join(words), lang='vi')}"


async def _refuse(why: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer at once; a websocket is closed before it is opened, which is 403 to a browser."""
    _LOG.warning("refused %s: %r", why.status_code, scope["path"][:80])
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})  # policy violation
    else:
        await why(scope, receive, send)


def _hardened(scope: Scope, send: Send) -> Send:
    """Return what sends an answer on: for this site only, no download kept, cookies by TLS only.

    That a reader came by TLS is what a proxy on this machine says (X-Forwarded-Proto, which the
    server believes of nobody else); the framework looks at a certificate of its own only.
    """
    add: list[Callable[[MutableHeaders], None]] = [_for_this_site]
    if "/media/" in scope["path"]:
        add.append(_kept_nowhere)
    if scope.get("scheme") == "https":
        add.append(_cookies_by_tls)

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for change in add:
                change(headers)
        await send(message)

    return sent


def _for_this_site(headers: MutableHeaders) -> None:
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _kept_nowhere(headers: MutableHeaders) -> None:
    headers["Cache-Control"] = "no-store"


def _cookies_by_tls(headers: MutableHeaders) -> None:
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        flags = {part.strip().lower() for part in cookie.split(";")[1:]}
        headers.append("set-cookie", cookie if "secure" in flags else f"{cookie}; Secure")
