"""A browser's part of ASGI: one request to an application without a server, and its answer."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers


@dataclass(frozen=True)
class Answer:
    """What came back; a websocket that was opened has the status 101."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self):
        """The body as text."""
        return self.body.decode()


def ask(app, url, method="GET", body=b"", **headers):
    """Ask an application for an address, in as many pieces of a body as there are; a websocket
    where the address begins with ws. Headers are named in the manner of Python; Host is added."""
    parts, sent = urlsplit(url), []
    is_socket = parts.scheme in {"ws", "wss"}
    said = {"host": parts.netloc} | {k.replace("_", "-"): v for k, v in headers.items()}
    scope = {
        "type": "websocket" if is_socket else "http", "scheme": parts.scheme, "method": method,
        "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
        "headers": [(key.encode(), value.encode()) for key, value in said.items()],
        "http_version": "1.1", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1),
        "root_path": "", "subprotocols": [],
    }  # fmt: skip
    waiting = [{"type": "websocket.connect"}, {"type": "websocket.disconnect"}]
    if not is_socket:
        pieces = [body] if isinstance(body, bytes) else list(body)
        waiting = [{"type": "http.request", "body": each, "more_body": True} for each in pieces]
        waiting[-1]["more_body"] = False

    async def receive():
        return waiting.pop(0) if waiting else await asyncio.get_running_loop().create_future()

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    if is_socket:
        return Answer(101 if sent[0]["type"] == "websocket.accept" else 403, Headers(), b"")
    whole = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), whole)
