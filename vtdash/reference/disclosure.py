"""How few people a cell of a mart may rest on: a setting of the reference data."""

from __future__ import annotations

from pathlib import Path

from vtdash.reference.read import Collector, toml_tables

SHOWN_IN_FULL = 1
"""The setting under which every cell is shown; that of snapshots from before there was one."""


def parse_disclosure(path: Path, collector: Collector) -> int:
    """Return the smallest count of the file; what is no whole number from 1 on is a problem."""
    before = len(collector.problems)
    found = toml_tables(path, collector).get("people", {}).get("smallest_count")
    if isinstance(found, int) and not isinstance(found, bool) and found >= SHOWN_IN_FULL:
        return found
    if len(collector.problems) == before:
        collector.add(
            path.name,
            "[people]",
            "smallest_count",
            f"phải là số nguyên từ {SHOWN_IN_FULL}, ví dụ: smallest_count = 5",
            f"has to be a whole number from {SHOWN_IN_FULL} on, such as smallest_count = 5",
        )
    return SHOWN_IN_FULL
