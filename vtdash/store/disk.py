"""The disk: one lock for all who write, files that are whole or absent, words for a full one.

Nothing is relied on before the disk itself holds it, and nothing half-written keeps a name under
which a reader would look for it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from vtdash.model.errors import PublishBusy, VtdashError
from vtdash.store.manifest import POINTER, published

WORK_MARK = "."
"""Names that begin with it are work of a publish under way; left over, they are of a crash."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def locked(data: Path) -> Generator[None]:
    """Keep all other writers out, and clear away what a crash has left.

    Raises ``PublishBusy`` where another one writes, and ``VtdashError`` with words wherever the
    disk refuses: it is full, read-only or broken.
    """
    with _plain_words(published(data)):
        for folder in ("snapshots", "records"):
            (published(data) / folder).mkdir(parents=True, exist_ok=True)
        with (published(data) / "lock").open("w") as handle:
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
    for folder in ("snapshots", "records"):
        for left in (published(data) / folder).glob(f"{WORK_MARK}*"):
            remove(left)
    remove(_work_name(published(data) / POINTER))


def remove(path: Path) -> None:
    """Remove a file or folder; one that is not there or will not go is no reason to stop."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Put a text in place of a file in one step: a reader sees the old one or the new one."""
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
    """Have the disk itself hold a file or folder before anything relies on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _plain_words(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise (_full(folder) if error.errno in _FULL else _refused(folder, error)) from error


def _full(folder: Path) -> VtdashError:
    needed = sum(path.stat().st_size for path in _newest(folder))
    free = shutil.disk_usage(folder).free
    return VtdashError(
        f"Không ghi được vào {folder}: ổ đĩa đầy hoặc đã hết hạn mức (còn trống {free} byte; bộ "
        f"dữ liệu mới nhất chiếm {needed} byte, bộ tiếp theo cần chừng đó và thêm báo cáo mới). "
        "Chưa công bố gì; bộ dữ liệu đang dùng vẫn nguyên vẹn. Hãy giải phóng dung lượng hoặc "
        "tăng hạn mức, rồi làm lại.",
        f"Cannot write to {folder}: the disk or the quota is full ({free} bytes are free; the "
        f"newest snapshot takes {needed} bytes, the next one needs as much and the new returns). "
        "Nothing was published; the snapshot in force is untouched. Free some space or raise the "
        "quota, then try again.",
    )


def _newest(folder: Path) -> list[Path]:
    """Return the files of the newest snapshot, the work of this publish left out."""
    names = [p for p in (folder / "snapshots").glob("*") if not p.name.startswith(WORK_MARK)]
    return [path for path in max(names).rglob("*") if path.is_file()] if names else []


def _refused(folder: Path, error: OSError) -> VtdashError:
    reason = error.strerror or str(error)
    return VtdashError(
        f"Không ghi được vào {folder}: hệ điều hành báo “{reason}”. Chưa công bố gì; bộ dữ liệu "
        "đang dùng vẫn nguyên vẹn. Hãy kiểm tra ổ đĩa và quyền ghi của thư mục, rồi làm lại.",
        f"Cannot write to {folder}: the system says '{reason}'. Nothing was published; the "
        "snapshot in force is untouched. Check the disk and the right to write to that folder, "
        "then try again.",
    )
