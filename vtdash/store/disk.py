"""The disk: one lock for all writers, files that are whole or absent, and the log of publishes.

Nothing is relied on before the disk itself holds it, and nothing half-written keeps a name under
which a reader would look for it. A line of the log is written before the pointer moves, so no
snapshot becomes current without one; what crashed in between is told by the next line, or the
pointer, which name another snapshot as current.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from vtdash.model.errors import PublishBusy, SnapshotDamaged, SnapshotMissing, VtdashError
from vtdash.store.manifest import (
    POINTER,
    Input,
    Manifest,
    all_snapshots,
    current_id,
    published_folder,
    read_manifest,
    returns_of,
    short,
    snapshot_folder,
)

WORK_MARK = "."
"""First letter of names that a publish under way works on; after a crash they are left over."""

_FOLDERS = ("snapshots", "records", "waiting")

HISTORY = "history.jsonl"
UNKNOWN = "?"
"""Stands for the current snapshot where the pointer could not be read."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

Action = Literal["publish", "build", "rollback"]


@contextmanager
def locked(data: Path) -> Generator[None]:
    """Keep all other writers out, and remove the work files that a crash has left.

    Raises ``PublishBusy`` where another one writes, and ``VtdashError`` with words wherever the
    disk refuses: it is full, read-only or broken.
    """
    with plain_words(published_folder(data)):
        for folder in _FOLDERS:
            (published_folder(data) / folder).mkdir(parents=True, exist_ok=True)
        with (published_folder(data) / "lock").open("w") as handle:
            _take(handle.fileno())
            _clear(data)
            try:
                yield
            except BaseException:
                _clear(data)
                raise


def _take(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PublishBusy(
            "Một lần công bố khác đang chạy. Hãy đợi nó xong rồi thử lại.",
            "Another publish is running. Wait until it ends and try again.",
        ) from None


def _clear(data: Path) -> None:
    """Remove work files and folders: under the lock, nobody is working on them."""
    for folder in _FOLDERS:
        for left in (published_folder(data) / folder).glob(f"{WORK_MARK}*"):
            remove(left)
    remove(_work_name(published_folder(data) / POINTER))


def remove(path: Path) -> None:
    """Remove a file or folder, without an error where that fails."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Replace the text of a file in one step: a reader sees the old one or the new one."""
    work = _work_name(path)
    work.write_text(text, encoding="utf-8")
    sync(work)
    work.replace(path)
    # All see the new text already: saying now that it was refused would be wrong.
    with suppress(OSError):
        sync(path.parent)


def _work_name(path: Path) -> Path:
    return path.with_name(f"{WORK_MARK}{path.name}.new")


def sync(path: Path) -> None:
    """Write a file or folder through to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def plain_words(folder: Path) -> Generator[None]:
    """Say in words what the disk refuses."""
    try:
        yield
    except OSError as error:
        raise (_full(folder) if error.errno in _FULL else _refused(folder, error)) from error


def _full(folder: Path) -> VtdashError:
    needed = sum(path.stat().st_size for path in _newest(folder))
    free, place = shutil.disk_usage(folder).free, short(folder)
    return VtdashError(
        f"Không ghi được vào {place}: ổ đĩa đầy hoặc đã hết hạn mức (còn trống {free} byte; bộ "
        f"dữ liệu mới nhất chiếm {needed} byte, bộ tiếp theo cần chừng đó và thêm báo cáo mới). "
        "Chưa công bố gì; bộ dữ liệu đang dùng vẫn nguyên vẹn. Hãy giải phóng dung lượng hoặc "
        "tăng hạn mức, rồi làm lại.",
        f"Cannot write to {place}: the disk or the quota is full ({free} bytes are free; the "
        f"newest snapshot takes {needed} bytes, the next one needs as much and the new returns). "
        "Nothing was published; the current snapshot is untouched. Free some space or raise the "
        "quota, then try again.",
    )


def _newest(folder: Path) -> list[Path]:
    """Return the files of the newest snapshot, the work of this publish left out."""
    names = [p for p in (folder / "snapshots").glob("*") if not p.name.startswith(WORK_MARK)]
    return [path for path in max(names).rglob("*") if path.is_file()] if names else []


def _refused(folder: Path, error: OSError) -> VtdashError:
    reason, place = error.strerror or str(error), short(folder)
    return VtdashError(
        f"Không ghi được vào {place}: hệ điều hành báo “{reason}”. Chưa công bố gì; bộ dữ liệu "
        "đang dùng vẫn nguyên vẹn. Hãy kiểm tra ổ đĩa và quyền ghi của thư mục, rồi làm lại.",
        f"Cannot write to {place}: the system says '{reason}'. Nothing was published; the "
        "current snapshot is untouched. Check the disk and the right to write to that folder, "
        "then try again.",
    )


@dataclass(frozen=True)
class PublishEvent:
    """One publish, build or rollback, including attempts that crashed before taking effect.

    ``when``: day and time in UTC; ``previous``: the current snapshot before, empty at the first;
    ``files``: name and SHA-256 of each return that came in; ``is_complete``: whether
    ``snapshot`` became current.
    """

    when: str
    who: str
    action: Action
    snapshot: str
    previous: str
    note: str
    files: tuple[tuple[str, str], ...] = ()
    is_complete: bool = True


def history(data: Path) -> tuple[PublishEvent, ...]:
    """Return all events, newest first.

    Snapshots that are older than the log give what their manifests tell.
    """
    events = _completed(_read(published_folder(data) / HISTORY), current_snapshot(data))
    listed = {event.snapshot for event in events if event.action != "rollback"}
    return tuple(reversed([*_from_manifests(data, listed), *events]))


def current_snapshot(data: Path) -> str:
    """Return the id that the pointer names, '' before the first, ``UNKNOWN`` where it is broken."""
    try:
        wanted = current_id(data)
    except SnapshotMissing:
        return ""
    is_there = wanted and snapshot_folder(data, wanted).is_dir()
    return wanted if is_there else UNKNOWN


def utc_now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def published_event(
    manifest: Manifest, returns: Sequence[Input], *, is_publish: bool = False
) -> PublishEvent:
    """Return the event of a publish: ``returns`` are those that it brought in.

    ``is_publish``: something else than returns was published, so that it is no mere build.
    """
    return PublishEvent(
        when=manifest.created,
        who=manifest.by,
        action="publish" if returns or is_publish else "build",
        snapshot=manifest.id,
        previous=manifest.previous,
        note=manifest.note,
        files=tuple((entry.name, entry.source_sha256 or entry.sha256) for entry in returns),
    )


def append_event(data: Path, event: PublishEvent) -> None:
    """Write an event into the history."""
    values = asdict(event)
    del values["is_complete"]
    append_line(published_folder(data) / HISTORY, json.dumps(values, ensure_ascii=False))


def append_line(path: Path, text: str) -> None:
    """Write one line through to the disk; a line that a crash tore is cut off first."""
    line = f"{text}\n".encode()
    with path.open("ab", buffering=0) as file:
        _cut_torn_line(file.fileno(), path)
        if file.write(line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file.fileno())
    sync(path.parent)


def _cut_torn_line(handle: int, path: Path) -> None:
    """Cut off what follows the last whole line."""
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.ftruncate(handle, whole)


def _read(path: Path) -> list[PublishEvent]:
    """Return the events of the file, oldest first; lines that cannot be read are left out."""
    if not path.is_file():
        return []
    lines = path.read_bytes().split(b"\n")[:-1]
    return [event for event in map(_event, lines) if event]


def _event(line: bytes) -> PublishEvent | None:
    try:
        values: dict[str, Any] = json.loads(line)
        files = tuple((str(name), str(sha256)) for name, sha256 in values.pop("files"))
        return PublishEvent(**values, files=files)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _completed(events: Sequence[PublishEvent], last: str) -> list[PublishEvent]:
    """Mark the events whose snapshot was current at the next one; ``last`` is current today."""
    after = [*(event.previous for event in events[1:]), last]
    return [
        replace(event, is_complete=seen in {event.snapshot, UNKNOWN})
        for event, seen in zip(events, after, strict=False)
    ]


def _from_manifests(data: Path, listed: set[str]) -> list[PublishEvent]:
    manifests: dict[str, Manifest] = {}
    for snapshot_id in reversed(all_snapshots(data)):
        try:
            manifests[snapshot_id] = read_manifest(snapshot_folder(data, snapshot_id))
        except SnapshotDamaged:
            continue
    return [
        published_event(manifest, _brought_in(manifest, manifests.get(manifest.previous)))
        for manifest in manifests.values()
        if manifest.id not in listed
    ]


def _brought_in(manifest: Manifest, previous: Manifest | None) -> list[Input]:
    before = {entry.sha256 for entry in returns_of(previous)}
    return [entry for entry in returns_of(manifest) if entry.sha256 not in before]
