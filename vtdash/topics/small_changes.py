"""Changes of counts of people that are so small that they would tell of single persons.

A snapshot in which one more graduate answered differs from the one before by that answer.
"""

from __future__ import annotations

from dataclasses import replace

from vtdash.store.difference import SnapshotDifference
from vtdash.store.guards import GUARDS


def is_small(dataset: str, before: float | None, after: float | None, least: int) -> bool:
    """Return whether a count of people changed by fewer than ``least``, but changed.

    >>> is_small("graduate_tracer", 13, 14, 5), is_small("task_progress", 13, 14, 5)
    (True, False)
    """
    return dataset in GUARDS and 0 < abs((after or 0) - (before or 0)) < least


def without_small_changes(found: SnapshotDifference, least: int) -> SnapshotDifference:
    """Return the difference without totals of people that changed by fewer than ``least``.

    With one total of a city all others of its dataset go: they differ by the same people, and the
    change of all years less those of the other years is the one that was left out.
    """
    small = {
        (total.dataset, total.data_status, total.city)
        for total in found.totals
        if is_small(total.dataset, total.before, total.after, least)
    }
    return replace(
        found,
        totals=tuple(
            total
            for total in found.totals
            if (total.dataset, total.data_status, total.city) not in small
        ),
    )
