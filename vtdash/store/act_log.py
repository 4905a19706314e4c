"""The log of acts: who did what with the data, and when; each record carries the hash of the last.

One JSON line a record, written through to the disk before the act takes effect: an act that
cannot be logged does not happen. Names of files are those that an examination made harmless, so
that nothing of a person in a return gets here.
"""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import json
import os
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from vtdash.model.errors import VtdashError
from vtdash.store.disk import append_line, plain_words, utc_now
from vtdash.store.manifest import published_folder

ACT_LOG = "acts.jsonl"

BEGINNING = "0" * 64
"""Stands for the hash before the first record."""

DeedKind = Literal[
    "build", "publish", "load", "withdraw", "release", "rollback", "unit", "figure", "refused"
]

Broken = Literal["", "unreadable", "changed", "cut"]
"""What is wrong with a line: no record, not as it was written, not after the one before."""


@dataclass(frozen=True)
class Deed:
    """One act, or an attempt that was refused.

    ``who``: as a snapshot records it; ``snapshot``: the one that it made or made current, or that
    was current then; ``load``: the return that waits; ``about``: what it was done to.
    """

    act: DeedKind
    who: str
    snapshot: str = ""
    load: str = ""
    about: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class LoggedDeed:
    """A record of the log. ``user``: of the machine, in whose name the program ran."""

    number: int
    when: str
    user: str
    deed: Deed
    before: str
    hash: str


@dataclass(frozen=True)
class LogProof:
    """Whether the log is whole: ``broken`` says what is wrong with ``line``, the first that is.

    ``head``: hash of the last record that holds; ``is_known``: whether the hash that was asked for
    is among those before the broken line.
    """

    records: int
    head: str
    line: int = 0
    broken: Broken = ""
    is_known: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether every line holds, and the hash that was asked for is there."""
        return not self.broken and self.is_known


def machine_user() -> str:
    """Return the user of the machine, by number where there is no name, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def record_deeds(data: Path, deeds: Iterable[Deed]) -> None:
    """Append records for these acts, in their order.

    Raises ``VtdashError`` where the disk refuses, or where the last line is no record: what comes
    after it could not be chained to anything.
    """
    folder = published_folder(data)
    with plain_words(folder), _alone(folder):
        path = folder / ACT_LOG
        lines = _lines(path)
        number, last = len(lines), _hash_of(lines[-1]) if lines else BEGINNING
        if last is None:
            raise _no_record(path, number)
        for deed in deeds:
            number += 1
            values = {"number": number, "when": utc_now(), "user": machine_user(), "before": last}
            record = values | asdict(deed)
            last = _hash(record)
            append_line(path, json.dumps(record | {"hash": last}, ensure_ascii=False))


def logged_deeds(data: Path) -> tuple[LoggedDeed, ...]:
    """Return the records, oldest first; lines that are none are left out: ``prove_log`` tells."""
    found = map(_record, _lines(published_folder(data) / ACT_LOG))
    return tuple(each for each in found if each)


def prove_log(data: Path, known: str = "") -> LogProof:
    """Return whether each record is as it was written and follows the one before.

    ``known``: a hash that the log had before; a log that was cut or written anew lacks it.
    """
    last, seen = BEGINNING, set[str]()
    lines = _lines(published_folder(data) / ACT_LOG)
    for number, line in enumerate(lines, 1):
        broken = _broken(line, number, last)
        if broken:
            return LogProof(number - 1, last, number, broken, _knows(seen, known))
        last = _hash_of(line) or ""
        seen.add(last)
    return LogProof(len(lines), last, is_known=_knows(seen, known))


def _knows(seen: set[str], known: str) -> bool:
    return not known or any(each.startswith(known) for each in seen)


def _broken(line: bytes, number: int, last: str) -> Broken:
    record = _record(line)
    if record is None:
        return "unreadable"
    values: dict[str, Any] = json.loads(line)
    if values.pop("hash") != _hash(values):
        return "changed"
    return "" if (record.number, record.before) == (number, last) else "cut"


def _hash(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a record without its own hash, however its line is written."""
    written = json.dumps(record, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _hash_of(line: bytes) -> str | None:
    record = _record(line)
    return record.hash if record else None


def _record(line: bytes) -> LoggedDeed | None:
    try:
        values: dict[str, Any] = json.loads(line)
        chain = {name: values.pop(name) for name in ("number", "when", "user", "before", "hash")}
        return LoggedDeed(deed=Deed(**values), **chain)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _lines(path: Path) -> list[bytes]:
    """Return the whole lines: what a crash tore is no record, and is cut off by the next."""
    return path.read_bytes().split(b"\n")[:-1] if path.is_file() else []


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Keep other writers of the log out for a moment; a publish that runs does not hold it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{ACT_LOG}.lock").open("w") as handle:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX)
        yield


def _no_record(path: Path, number: int) -> VtdashError:
    return VtdashError(
        f"Nhật ký {path.name} hỏng ở dòng {number}, nên thao tác này không được thực hiện. Hãy "
        "chạy: python -m vtdash log verify; giữ tệp để kiểm tra rồi khôi phục từ bản sao lưu.",
        f"The log {path.name} is damaged in line {number}, so this was not done. Run: python -m "
        "vtdash log verify; keep the file for whoever looks into it, and restore a backup.",
    )
