"""Files on their way to a steward's page: from whom, how much at once, and for how long.

The framework takes a file from whoever has a session, whatever page it shows, and keeps it until
another reader comes. Here a session may load only while the page Data intake, which has looked at
the sign-in, asks it for files; there is a cap for one session and one for all; and what was loaded
goes when it is published or taken back, when the page is left, two minutes after the connection
is lost, and some minutes after the last click, by a timer of the server's own.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections import Counter
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from math import inf
from typing import cast

from starlette.datastructures import Headers
from starlette.formparsers import MultiPartParser
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from vtdash.text.language import Text
from vtdash.text.messages import Message, message
from vtdash.ui.edge import refused

_MEGA = 1_000_000
_PATH = "/_stcore/upload_file/"
GONE = 120.0
"""Seconds after a lost connection: as long as the framework waits for a reader to come back."""

_FAILED, _BROKEN = "AxiosError: Request failed with status code", "AxiosError: Network Error"
"""What the framework says where a file was refused, or did not arrive."""

_PAUSE = 15.0
"""Seconds between two looks of the timer."""


@dataclass(frozen=True)
class UploadLimits:
    """Megabytes and number of files that one session and all may have here; minutes they wait."""

    session_mb: int = 300
    session_files: int = 30
    all_mb: int = 600
    all_files: int = 200
    minutes: int = 30


def upload_limits(environ: Mapping[str, str] = os.environ) -> UploadLimits:
    """Return the limits: VTDASH_UPLOAD_SESSION_MB and so on, else what ``UploadLimits`` has.

    Raises ``ValueError`` for what is no whole number above zero: no server starts with it.
    """
    said: dict[str, int] = {}
    for name in UploadLimits.__dataclass_fields__:
        variable = f"VTDASH_UPLOAD_{name.upper()}"
        value = environ.get(variable, "").strip()
        if value and not (value.isascii() and value.isdigit() and int(value)):
            why = message(
                "{variable} is set to {value}; expected: a whole number above zero.",
                variable=variable,
                value=value,
            )
            raise ValueError(f"{why.vi} {why.en}")
        if value:
            said[name] = int(value)
    return UploadLimits(**said)


NOT_HERE = message(
    "Not loaded: files are taken on the page Data intake only, from those who may load them. "
    "Reload the page, and sign in where it asks you to."
)


def too_much(limits: UploadLimits) -> Message:
    """Return the words for a file that is too large, alone or with the others of its list."""
    return message(
        "Not loaded: too much at once. The files of one list may have {mb} MB together, and be "
        "{number} at most. Publish the others or take them off the list first, then load this "
        "one again. Where it is smaller than that, a proxy before the server refuses it: whoever "
        "looks after that raises its limit (deploy/README.md).",
        mb=limits.session_mb,
        number=limits.session_files,
    )


FULL = message(
    "Not loaded: the server holds as many files as it has room for at the moment. Nothing is "
    "lost; try again in some minutes."
)


UNREACHED = message(
    "Not loaded: the server could not be reached, or the connection broke off. Nothing is lost; "
    "try again in a minute."
)


def refusal_words(limits: UploadLimits, text: Text) -> dict[str, str]:
    """Return what the framework's upload says of a failure, with the words that take its place.

    It shows the status alone, also where a proxy refused the file and the server never saw it;
    framework.js puts our words there.
    """
    by_status = {
        NOT_HERE: ("400", "401", "403", "404"),
        too_much(limits): ("413",),
        FULL: ("507",),
        UNREACHED: ("429", "500", "502", "503", "504"),
    }
    told = {f"{_FAILED} {status}": each for each, all_ in by_status.items() for status in all_}
    told[_BROKEN] = UNREACHED
    return {"Error: ": "", **{english: text.name(ours) for english, ours in told.items()}}


@dataclass
class _Visit:
    """When a session's page last asked for files, and when it was last seen connected."""

    asked: float
    seen: float


class UploadDesk:
    """Who may load just now, what is on its way, and what is here already."""

    def __init__(self, limits: UploadLimits) -> None:
        self.limits = limits
        self._visits: dict[str, _Visit] = {}
        self._coming: list[tuple[str, int]] = []
        self._lock = threading.Lock()

    def open(self, session: str) -> None:
        """Let a session load, from now until its page is left or left alone."""
        now = time.monotonic()
        with self._lock:
            self._visits[session] = _Visit(now, now)

    def leave(self, session: str) -> None:
        """End that, and drop the files of the session."""
        with self._lock:
            was_here = self._visits.pop(session, None)
        if was_here:
            drop_files(session)

    @contextmanager
    def reserved(self, session: str, size: float) -> Generator[tuple[Message, int] | None]:
        """Yield why a file is refused and the status that says so, else None and keep room."""
        with self._lock:
            why = self._refusal(session, size)
            one = (session, 0 if why else int(size))
            if not why:
                self._coming.append(one)
        try:
            yield why
        finally:
            with self._lock:
                if not why:
                    self._coming.remove(one)

    def _refusal(self, session: str, size: float) -> tuple[Message, int] | None:
        if session not in self._visits:
            return NOT_HERE, 403
        sizes, numbers = Counter[str](), Counter[str]()
        for owner, length in [*self._coming, *_stored()]:
            sizes[owner] += length
            numbers[owner] += 1
        most = self.limits
        too_large = sizes[session] + size > most.session_mb * _MEGA
        if too_large or numbers[session] >= most.session_files:
            return too_much(most), 413
        if sizes.total() + size > most.all_mb * _MEGA or numbers.total() >= most.all_files:
            return FULL, 507
        return None

    def tidy(self, now: float) -> None:
        """Drop the files of sessions that are gone or were left alone; ``now`` is monotonic."""
        with self._lock:
            for session, visit in list(self._visits.items()):
                if runtime.exists() and runtime.get_instance().is_active_session(session):
                    visit.seen = now
                idle = now - visit.asked > self.limits.minutes * 60
                if idle or now - visit.seen > GONE:
                    del self._visits[session]
            left = {owner for owner, _ in _stored()} - set(self._visits)
        for session in left:
            drop_files(session)


DESK = UploadDesk(upload_limits())
"""The one of this server."""


def open_for_reader() -> None:
    """Let the reader of this run load files; the page that asks for them calls this each time."""
    if reader := get_script_run_ctx():
        DESK.open(reader.session_id)


def leave_page() -> None:
    """Drop what the reader of this run loaded: another page is shown."""
    if reader := get_script_run_ctx():
        DESK.leave(reader.session_id)


def drop_loaded() -> None:
    """Drop what the reader of this run loaded: it is published, or taken off the list."""
    if reader := get_script_run_ctx():
        drop_files(reader.session_id)


def _files() -> MemoryUploadedFileManager | None:
    """Return where the framework keeps files, None where no server runs."""
    if not runtime.exists():
        return None
    return cast(MemoryUploadedFileManager, runtime.get_instance().uploaded_file_mgr)


def _stored() -> list[tuple[str, int]]:
    """Return session and length of each file that is here."""
    kept = _files()
    sessions = list(kept.file_storage.items()) if kept else []
    return [(session, len(one.data)) for session, all_ in sessions for one in list(all_.values())]


def drop_files(session: str) -> None:
    """Drop the files of a session."""
    if kept := _files():
        kept.remove_session_files(session)


@asynccontextmanager
async def timer(_app: object) -> AsyncGenerator[None]:
    """Tidy up as long as the server runs."""

    async def look() -> None:
        while True:
            await asyncio.sleep(_PAUSE)
            DESK.tidy(time.monotonic())

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        looking.cancel()


class Uploads:
    """ASGI middleware: a file that may not be loaded is refused in words, before it is read."""

    def __init__(self, app: ASGIApp, desk: UploadDesk = DESK) -> None:
        self._app = app
        self._desk = desk
        # beyond 1 MB a list of persons would lie on the disk while it arrives
        MultiPartParser.spool_max_size = desk.limits.session_mb * _MEGA

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it brings a file that may not be loaded."""
        _, is_upload, rest = scope.get("path", "").partition(_PATH)
        if scope["type"] != "http" or not is_upload or scope["method"] != "PUT":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        with self._desk.reserved(rest.partition("/")[0], _length(asked)) as why:
            if why is None:
                await self._app(scope, receive, send)
                return
        words, status = why
        await _drained(receive, self._desk.limits.session_mb * _MEGA)
        await refused(words, status, asked)(scope, receive, send)


def _length(asked: Headers) -> float:
    """Return the bytes that a request announces; one that does not say has too many."""
    said = asked.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() else inf


async def _drained(receive: Receive, most: int) -> None:
    """Take the rest of a request and keep nothing: a browser that still sends hears no answer."""
    while most > 0:
        part = await receive()
        if not part.get("more_body"):
            return
        most -= len(part["body"])
