"""How much of a file is read: beyond it a return is refused instead of filling the machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

HEAD_ROWS = 60
"""Rows at the top of a sheet in which a title and a header are looked for."""


@dataclass(frozen=True)
class Limits:
    """The most that one file may hold; ``seconds`` is for one pass over a workbook.

    ``clock`` counts seconds from any start; tests bring one of their own.
    """

    megabytes: int = 200
    csv_rows: int = 5_000_000
    sheet_rows: int = 1_048_576
    columns: int = 300
    cells: int = 5_000_000
    entries: int = 5_000
    unpacked_megabytes: int = 256
    packing: int = 200
    loose_elements: int = 500_000
    seconds: float = 60
    clock: Callable[[], float] = time.monotonic

    @property
    def bytes(self) -> int:
        """Return the most bytes of a file."""
        return self.megabytes * 1024 * 1024

    @property
    def unpacked_bytes(self) -> int:
        """Return the most bytes of all parts of a workbook after unpacking."""
        return self.unpacked_megabytes * 1024 * 1024

    def deadline(self) -> Callable[[], bool]:
        """Return a function that says whether the time for one pass, from now on, is over."""
        end = self.clock() + self.seconds
        return lambda: self.clock() > end


LIMITS = Limits()
