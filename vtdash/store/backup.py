"""Backup and restore: all that is published, in one archive that proves itself.

The archive is a ``tar.gz``. Its first file lists all others with length and SHA-256, so that a torn
or changed archive is known before anything of it is used. It holds snapshots, records, history,
log and what waits for release: guard it as the data folder.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import tarfile
import time
import zlib
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from vtdash.model.errors import PublishBusy, VtdashError
from vtdash.store.disk import WORK_MARK, locked, remove, sync, utc_now
from vtdash.store.manifest import (
    POINTER,
    current_id,
    file_hash,
    published_folder,
    snapshot_folder,
    verify,
)

_LIST, _FORM = "backup.json", 1
_LOCK = "lock"
_LONGEST_LIST = 50_000_000
_NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", re.ASCII)
"""Names below the folder, as publishing gives them: none leads out of it."""

_NONE_OF_OURS = (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, ValueError, KeyError,
                 TypeError)  # fmt: skip
"""What reading an archive raises that is torn, changed or something else."""

_BLOCK = 1 << 20
_PAUSE = 0.2
"""Seconds until it is looked again whether another publish has ended."""


@dataclass(frozen=True)
class Backup:
    """What an archive holds: when it was made, its current snapshot, files -> (bytes, SHA-256)."""

    made: str
    snapshot: str
    files: dict[str, tuple[int, str]]


def write_backup(data: Path, target: Path, wait: float = 60) -> Backup:
    """Write what is published to a new archive, whole or not at all, and return its list.

    No publish runs meanwhile; one that runs is waited for, ``wait`` seconds at most, else
    ``PublishBusy``. Raises ``VtdashError`` where the archive exists or cannot be written, and
    ``SnapshotDamaged`` where the current snapshot is not whole: such a state needs no copy.
    """
    if target.exists():
        raise VtdashError(
            f"{target} đã có. Hãy đặt tên khác cho bản sao lưu.",
            f"{target} is there already. Give the backup another name.",
        )
    work = target.with_name(f"{WORK_MARK}{target.name}.new")
    with _waiting(data, wait):
        verify(snapshot_folder(data, current_id(data)))
        try:
            made = _write(data, work)
            sync(work)
            work.replace(target)
        except OSError as error:
            raise _not_written(target, error) from error
        finally:
            remove(work)
    return made


@contextmanager
def _waiting(data: Path, seconds: float) -> Generator[None]:
    """Hold the lock of all writers, waiting for one that works."""
    deadline = time.monotonic() + seconds
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(locked(data))
                break
            except PublishBusy:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)
        yield


def _write(data: Path, work: Path) -> Backup:
    folder = published_folder(data)
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    names = [name for name in names if name != _LOCK and f"/{WORK_MARK}" not in f"/{name}"]
    files = {name: ((folder / name).stat().st_size, file_hash(folder / name)) for name in names}
    made = Backup(utc_now(), current_id(data), files)
    listed = json.dumps({"form": _FORM, **vars(made)}, indent=1).encode()
    handle = os.open(work, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out, tarfile.open(fileobj=out, mode="w:gz") as archive:
        about = tarfile.TarInfo(_LIST)
        about.size = len(listed)
        archive.addfile(about, io.BytesIO(listed))
        for name in files:
            archive.add(folder / name, name, recursive=False)
    return made


def restore_backup(archive: Path, data: Path) -> Backup:
    """Bring an archive back into an empty data folder and return its list.

    Everything is written aside and compared with the list, and the current snapshot is proved
    whole, before any of it gets its place; the pointer is last. Raises ``VtdashError`` where the
    folder has data already, or the archive is damaged or none of ours: nothing is changed then.
    """
    folder = published_folder(data)
    if any((folder / name).exists() for name in (POINTER, "history.jsonl")) or _has_snapshots(
        folder
    ):
        raise VtdashError(
            f"{folder} đã có dữ liệu; chỉ khôi phục vào thư mục trống. Hãy dời thư mục này đi, "
            "hoặc đặt VTDASH_DATA là thư mục khác.",
            f"{folder} has data; a backup is restored into an empty folder only. Move it away, or "
            "name another folder by VTDASH_DATA.",
        )
    aside = data / f"{WORK_MARK}restore"
    remove(aside)
    try:
        made = _read(archive, published_folder(aside))
        verify(snapshot_folder(aside, made.snapshot))
        with locked(data):
            _put_in_place(published_folder(aside), folder)
    except OSError as error:
        raise _not_written(folder, error) from error
    finally:
        remove(aside)
    return made


def _has_snapshots(folder: Path) -> bool:
    return any((folder / "snapshots").glob("*"))


def _put_in_place(aside: Path, folder: Path) -> None:
    """Move what was restored to its place: a folder without the pointer is an empty one."""
    last = aside / POINTER
    for path in [*(each for each in aside.iterdir() if each != last), last]:
        place = folder / path.name
        if place.is_dir():
            place.rmdir()  # made with the lock, and empty
        path.replace(place)
    sync(folder)


def _read(archive: Path, folder: Path) -> Backup:
    """Write the files of an archive below a folder, each as its list says."""
    if not archive.is_file():
        raise VtdashError(f"Không thấy tệp {archive}.", f"There is no file {archive}.")
    try:
        with tarfile.open(archive, "r:gz") as opened:
            made = _listed(opened, archive)
            left = dict(made.files)
            for member in opened:
                if member.name != _LIST:
                    _take(opened, member, left.pop(member.name, None), folder)
    except _NONE_OF_OURS as error:
        raise _damaged(archive, "") from error
    if left:
        raise _damaged(archive, min(left))
    return made


def _take(
    opened: tarfile.TarFile, member: tarfile.TarInfo, said: tuple[int, str] | None, folder: Path
) -> None:
    content = opened.extractfile(member) if member.isreg() else None
    if not (content and said and _copied(content, folder / member.name, said[0]) == said):
        raise ValueError(member.name)


def _listed(opened: tarfile.TarFile, archive: Path) -> Backup:
    first = opened.next()
    content = opened.extractfile(first) if first and first.name == _LIST else None
    if content is None:
        raise _damaged(archive, _LIST)
    said = json.loads(content.read(_LONGEST_LIST))
    files = {str(name): (int(size), str(digest)) for name, (size, digest) in said["files"].items()}
    if said["form"] != _FORM or not all(_NAME.fullmatch(name) for name in files):
        raise _damaged(archive, _LIST)
    return Backup(str(said["made"]), str(said["snapshot"]), files)


def _copied(content: IO[bytes], path: Path, size: int) -> tuple[int, str]:
    """Write a file, no more than one byte beyond its size; return its bytes and SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, left = sha256(), size + 1
    with path.open("xb") as out:
        while left and (block := content.read(min(_BLOCK, left))):
            out.write(block)
            digest.update(block)
            left -= len(block)
        out.flush()
        os.fsync(out.fileno())
    return size + 1 - left, digest.hexdigest()


def _damaged(archive: Path, name: str) -> VtdashError:
    where_vi, where_en = (f" (tại {name})", f" (at {name})") if name else ("", "")
    return VtdashError(
        f"{archive} bị hỏng hoặc không phải bản sao lưu của vtdash{where_vi}. Chưa khôi phục gì; "
        "hãy dùng bản sao lưu khác.",
        f"{archive} is damaged, or no backup of vtdash{where_en}. Nothing was restored; take "
        "another backup.",
    )


def _not_written(target: Path, error: OSError) -> VtdashError:
    reason = error.strerror or str(error)
    return VtdashError(
        f"Không ghi được {target}: hệ điều hành báo “{reason}”. Hãy kiểm tra ổ đĩa và quyền ghi, "
        "rồi làm lại.",
        f"Cannot write {target}: the system says '{reason}'. Check the disk and the right to "
        "write, then try again.",
    )
