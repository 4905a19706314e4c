"""What is worked out once from a snapshot and kept for all readers, until another one is opened.

Each of these memories would otherwise hold its last snapshots for as long as the server runs, each
in a number of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper  # pyright: ignore[reportPrivateUsage] (no public name)

_Answer = TypeVar("_Answer")

_memories: list[_lru_cache_wrapper[object]] = []


def kept_for_snapshot(
    maxsize: int | None,
) -> Callable[[Callable[..., _Answer]], _lru_cache_wrapper[_Answer]]:
    """Return a decorator: ``lru_cache`` that ``forget_snapshots`` empties."""

    def decorate(function: Callable[..., _Answer]) -> _lru_cache_wrapper[_Answer]:
        remembering = lru_cache(maxsize)(function)
        _memories.append(remembering)
        return remembering

    return decorate


def forget_snapshots() -> None:
    """Forget all that was worked out from the snapshots opened so far."""
    for memory in _memories:
        memory.cache_clear()
