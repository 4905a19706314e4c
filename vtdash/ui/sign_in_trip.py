"""ASGI middleware around the framework's sign-in: back to where one was, and failures told.

The framework sends everybody to the first page after signing in or out, says nothing of a sign-in
that failed, and lets its cookie live for 30 days. Here the page from which somebody leaves is kept
in a cookie on the way out and taken on the way back; what failed stands in another for a minute,
for the page to say (``turned_away``); the cookie of the sign-in lives as long as the sign-in
counts.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vtdash.ui.sign_ins import BROWSER_COOKIE
from vtdash.ui.stewards import settings

BACK_COOKIE = "vtdash_back"
SAID_COOKIE = "vtdash_sign_in"

_USER_COOKIE = "_streamlit_user"
_OUT, _HOME = ("/auth/login", "/auth/logout"), "/oauth2callback"
_TRIP_SECONDS, _SAID_SECONDS = 1800, 60
_FAILED = 400
_LONGEST = 2000
"""Letters of an address that fit into a cookie."""


class SignInTrip:
    """Middleware for the three addresses of the framework's sign-in; others pass as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; of the sign-in's answers, mend where they lead."""
        path = scope.get("path", "").rstrip("/")
        if scope["type"] != "http" or not path.endswith((*_OUT, _HOME)):
            await self._app(scope, receive, send)
            return
        trip = _Trip(scope, path)
        held: list[Message] = []

        async def mend(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            if held:
                start = held.pop()
                if trip.mend(start):  # the framework's own words of a failure are not ours
                    message = {**message, "body": b"", "more_body": False}
                await send(start)
            await send(message)

        await self._app(scope, receive, mend)


class _Trip:
    """One request of a sign-in, and what its answer becomes."""

    def __init__(self, scope: Scope, path: str) -> None:
        self._headers = Headers(scope=scope)
        self._path = path
        self._query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        self._is_secure = scope.get("scheme") == "https"
        self._cookies = _cookies(self._headers)

    def mend(self, start: Message) -> bool:
        """Change the answer's address and cookies; return whether its body has to go."""
        headers = MutableHeaders(scope=start)
        is_failure = start["status"] >= _FAILED
        said = self._outcome(start["status"], headers)
        leads_home = is_failure or headers.get("location", "").startswith("/")
        if leads_home:
            start["status"] = 302
            headers["location"] = self._back() or headers.get("location", "/")
            headers["content-length"] = "0"
            self._set(headers, BACK_COOKIE, "", 0)
            self._set(headers, SAID_COOKIE, said, _SAID_SECONDS if said else 0)
        elif back := _page_of(self._headers):
            self._set(headers, BACK_COOKIE, quote(back, safe=""), _TRIP_SECONDS)
        if self._path.endswith(_OUT[0]) and BROWSER_COOKIE not in self._cookies:
            self._set(headers, BROWSER_COOKIE, secrets.token_urlsafe(24), None)
        _shorten(start)
        return leads_home

    def _outcome(self, status: int, headers: Headers) -> str:
        """Return what the page has to say of this step; empty where all is well."""
        if self._path.endswith(_OUT[1]):
            return ""
        if self._path.endswith(_OUT[0]):
            return "unreachable" if status >= _FAILED else "failed"
        if error := self._query.get("error", [""])[0]:
            return f"refused.{re.sub(r'[^a-z_]', '', error.lower())[:40]}"
        if _signs_in(headers.getlist("set-cookie")) or "code" not in self._query:
            return ""  # without a code it is the way back from a sign-out
        return "failed"

    def _back(self) -> str:
        """Return the page to go back to: of this server, whatever the cookie says."""
        kept = self._cookies.get(BACK_COOKIE, "")
        return _own(unquote(kept)) or _page_of(self._headers)

    def _set(self, headers: MutableHeaders, name: str, value: str, seconds: int | None) -> None:
        parts = [f"{name}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
        parts += [] if seconds is None else [f"Max-Age={seconds}"]
        headers.append("set-cookie", "; ".join(parts + (["Secure"] if self._is_secure else [])))


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        found = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}


def _page_of(headers: Headers) -> str:
    """Return path and choices of the page that asked, where it is one of this server."""
    parts = urlsplit(headers.get("referer", ""))
    if not parts.netloc or parts.netloc != headers.get("host"):
        return ""
    return _own(parts.path + (f"?{parts.query}" if parts.query else ""))


def _own(address: str) -> str:
    """Return an address within this server, empty for anything that may lead elsewhere."""
    is_plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    is_plain = is_plain and address.isascii() and address.isprintable() and " " not in address
    ends = urlsplit(address).path.rstrip("/").endswith((*_OUT, _HOME)) if is_plain else True
    return address if is_plain and not ends and len(address) <= _LONGEST else ""


def _signs_in(cookies: Sequence[str]) -> bool:
    return any(c.startswith(f"{_USER_COOKIE}=") and not c.startswith(f'{_USER_COOKIE}=""')
               for c in cookies)  # fmt: skip


def _shorten(start: Message) -> None:
    """Let the framework's cookies live as long as a sign-in counts."""
    seconds = int(settings().rules.hours * 3600)
    start["headers"] = [
        (name, re.sub(rb"(?i)max-age=2592000", b"Max-Age=%d" % seconds, value))
        if name.lower() == b"set-cookie"
        else (name, value)
        for name, value in start["headers"]
    ]
