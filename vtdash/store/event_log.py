"""The history: who published or rolled back what, when and why, one line an event.

A line is written before the pointer moves, so nothing comes into force without one. What crashed
in between is told by the next line, or the pointer, which name another snapshot as in force.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from vtdash.model.errors import SnapshotDamaged, SnapshotMissing
from vtdash.store.disk import sync
from vtdash.store.manifest import (
    Input,
    Manifest,
    all_snapshots,
    current_id,
    published,
    read_manifest,
    snapshot_folder,
)
from vtdash.store.records import reported

HISTORY = "history.jsonl"
UNKNOWN = "?"
"""Stands for the snapshot in force where the pointer could not be read."""

Action = Literal["publish", "build", "rollback"]


@dataclass(frozen=True)
class Event:
    """One change of what is in force, or one that crashed before it came to that.

    ``when``: day and time in UTC; ``previous``: what was in force before, empty at the first;
    ``files``: name and SHA-256 of each return that came in; ``is_complete``: whether
    ``snapshot`` came into force.
    """

    when: str
    who: str
    action: Action
    snapshot: str
    previous: str
    note: str
    files: tuple[tuple[str, str], ...] = ()
    is_complete: bool = True


def history(data: Path) -> tuple[Event, ...]:
    """Return all events, newest first.

    Snapshots from before the history was kept give what their manifests tell.
    """
    events = _completed(_read(published(data) / HISTORY), in_force(data))
    known = {event.snapshot for event in events if event.action != "rollback"}
    return tuple(reversed([*_from_manifests(data, known), *events]))


def never_in_force(data: Path) -> frozenset[str]:
    """Return the snapshots that a crash kept from coming into force: no way back leads there."""
    events = history(data)
    done = {event.snapshot for event in events if event.is_complete}
    return frozenset({event.snapshot for event in events} - done)


def in_force(data: Path) -> str:
    """Return the id that the pointer names, '' before the first, ``UNKNOWN`` where it is broken."""
    try:
        wanted = current_id(data)
    except SnapshotMissing:
        return ""
    is_there = wanted and snapshot_folder(data, wanted).is_dir()
    return wanted if is_there else UNKNOWN


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def published_event(manifest: Manifest, returns: Sequence[Input]) -> Event:
    """Return the event of a publish: ``returns`` are those that it brought in."""
    return Event(
        when=manifest.created,
        who=manifest.by,
        action="publish" if returns else "build",
        snapshot=manifest.id,
        previous=manifest.previous,
        note=manifest.note,
        files=tuple((entry.name, entry.source_sha256 or entry.sha256) for entry in returns),
    )


def append(data: Path, event: Event) -> None:
    """Write one line and have the disk hold it; a line that a crash tore is cut off first."""
    path = published(data) / HISTORY
    values = asdict(event)
    del values["is_complete"]
    line = (json.dumps(values, ensure_ascii=False) + "\n").encode()
    with path.open("ab", buffering=0) as file:
        _mend(file.fileno(), path)
        if file.write(line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file.fileno())
    sync(path.parent)


def _mend(handle: int, path: Path) -> None:
    """Cut off what follows the last whole line."""
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.ftruncate(handle, whole)


def _read(path: Path) -> list[Event]:
    """Return the events of the file, oldest first; lines that cannot be read are left out."""
    if not path.is_file():
        return []
    lines = path.read_bytes().split(b"\n")[:-1]
    return [event for event in map(_event, lines) if event]


def _event(line: bytes) -> Event | None:
    try:
        values: dict[str, Any] = json.loads(line)
        files = tuple((str(name), str(sha256)) for name, sha256 in values.pop("files"))
        return Event(**values, files=files)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _completed(events: Sequence[Event], last: str) -> list[Event]:
    """Mark each event by what was in force at the next one; ``last`` is in force today."""
    after = [*(event.previous for event in events[1:]), last]
    return [
        replace(event, is_complete=seen in {event.snapshot, UNKNOWN})
        for event, seen in zip(events, after, strict=False)
    ]


def _from_manifests(data: Path, known: set[str]) -> list[Event]:
    manifests: dict[str, Manifest] = {}
    for snapshot_id in reversed(all_snapshots(data)):
        try:
            manifests[snapshot_id] = read_manifest(snapshot_folder(data, snapshot_id))
        except SnapshotDamaged:
            continue
    return [
        published_event(manifest, _brought_in(manifest, manifests.get(manifest.previous)))
        for manifest in manifests.values()
        if manifest.id not in known
    ]


def _brought_in(manifest: Manifest, previous: Manifest | None) -> list[Input]:
    before = {entry.sha256 for entry in reported(previous)}
    return [entry for entry in reported(manifest) if entry.sha256 not in before]
