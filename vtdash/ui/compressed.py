"""Scripts and styles travel compressed; a browser keeps what the address tells the content of.

The framework compresses none of its own files and the others anew for each request, leaving that to
a proxy that a city office may not have. They never change while the server runs: each is compressed
once, when it is first asked for, and kept in memory.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterator
from typing import NamedTuple

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LEVEL = 9
_SMALLEST = 500
"""Bytes below which nothing is gained."""

_YEAR, _MONTH = 31_536_000, 2_592_000
"""Seconds that a browser keeps what its address tells, and typefaces, whose address does not."""


class _Kept(NamedTuple):
    """An answer that was compressed: its headers and its body."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class Compressed:
    """ASGI middleware: files of scripts and styles are compressed for whoever takes that."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[tuple[str, str], _Kept] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, else pass the request on and keep the answer."""
        if scope["type"] != "http" or not _is_file(scope):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        plain = uncompressed(scope)
        told = _Answer()
        await self._app({**plain, "method": "HEAD"}, receive, told)
        is_whole = scope["method"] in {"GET", "HEAD"} and "range" not in asked
        if not (is_whole and takes_gzip(asked) and told.is_compressible):
            await self._app(plain, receive, _with_headers(scope, send))
            return
        key = (scope["path"], told.headers.get("etag", ""))
        if key not in self._kept:
            whole = _Answer()
            await self._app({**plain, "method": "GET"}, _stays, whole)
            body = await anyio.to_thread.run_sync(gzip.compress, whole.body, _LEVEL)
            self._kept[key] = _Kept(list(_compressed_headers(whole, len(body))), body)
        headers, body = self._kept[key]
        start = {"type": "http.response.start", "status": 200, "headers": list(headers)}
        await _with_headers(scope, send)(start)
        rest = body if scope["method"] == "GET" else b""
        await send({"type": "http.response.body", "body": rest})


async def _stays() -> Message:
    """Wait for ever: of a reader who left in the middle, half a file would be kept for all."""
    return await asyncio.get_running_loop().create_future()


class _Answer:
    """Takes an answer instead of whoever asked."""

    def __init__(self) -> None:
        self.status = 0
        self.headers = Headers()
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], Headers(raw=message["headers"])
        else:
            self.body += message.get("body", b"")

    @property
    def is_compressible(self) -> bool:
        """Whether this is a whole file of words that is not compressed yet."""
        kind = self.headers.get("content-type", "").partition(";")[0]
        is_text = kind.endswith(("javascript", "css", "json", "svg+xml"))
        is_large = int(self.headers.get("content-length", 0)) >= _SMALLEST
        is_plain = "content-encoding" not in self.headers
        return self.status == 200 and is_text and is_large and is_plain  # noqa: PLR2004


def _compressed_headers(answer: _Answer, length: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the headers of the compressed answer; its bytes are others, so its mark is weak."""
    for name, value in answer.headers.raw:
        if name == b"etag":
            yield name, value if value.startswith(b"W/") else b"W/" + value
        elif name not in {b"content-length", b"accept-ranges"}:
            yield name, value
    yield b"content-encoding", b"gzip"
    yield b"content-length", str(length).encode()


def _with_headers(scope: Scope, send: Send) -> Send:
    """Return what sends an answer on with what caches must know of it."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.add_vary_header("Accept-Encoding")
            seconds = _seconds(scope)
            if seconds and message["status"] < 400:  # noqa: PLR2004
                headers.setdefault("cache-control", f"public, max-age={seconds}")
        await send(message)

    return sent


def _seconds(scope: Scope) -> int:
    """Return how long a browser may keep a file of ours; the framework says it of its own."""
    if scope["path"].endswith(".woff2"):
        return _MONTH
    return _YEAR if scope.get("query_string", b"").startswith(b"v=") else 0


def _is_file(scope: Scope) -> bool:
    return "/static/" in scope["path"]


def takes_gzip(asked: Headers) -> bool:
    """Return whether a browser takes gzip; one that gives it the weight 0 does not."""
    for offer in asked.get("accept-encoding", "").replace(" ", "").split(","):
        name, _, weight = offer.partition(";q=")
        if name == "gzip":
            return not weight or float(weight) > 0
    return False


def uncompressed(scope: Scope) -> Scope:
    """Return the request as one that takes the answer as it is only."""
    kept = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
    return {**scope, "headers": kept}
