"""Sign-ins that were ended, on the disk: after a restart, a cookie that somebody kept is no way in.

Kept are hashes, from which nobody can be told, with the time. ``ENDED`` is small: what is older
than any cookie is left out when the next one is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any

from vtdash.store.disk import plain_words, write_whole
from vtdash.store.manifest import published_folder

ENDED = "signed-out.json"

KEPT_SECONDS = 31 * 24 * 3600
"""Longer than the framework's cookie can live."""


def record_sign_out(data: Path, sign_in: str, now: float) -> None:
    """Write down that a sign-in has ended; raises ``VtdashError`` where the disk refuses."""
    folder = published_folder(data)
    known = {
        name: when for name, when in ended_sign_ins(data)[0].items() if now - when < KEPT_SECONDS
    }
    with plain_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / ENDED, json.dumps(known | {sign_in: now}))


def ended_sign_ins(data: Path) -> tuple[Mapping[str, float], float]:
    """Return the sign-ins that ended, with when, and a time before which all have.

    That is when the file was last written, where it cannot be read, and 0 else.
    """
    path = published_folder(data) / ENDED
    try:
        stamp = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return {}, 0
    except OSError:
        return {}, inf
    return _read(path, stamp.st_mtime_ns, stamp.st_ino)


@lru_cache(maxsize=1)
def _read(path: Path, written: int, _inode: int) -> tuple[Mapping[str, float], float]:
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return {name: float(when) for name, when in found.items()}, 0
    except (OSError, ValueError, TypeError, AttributeError):
        return {}, written / 1e9
