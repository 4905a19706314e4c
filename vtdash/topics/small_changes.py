"""Changes of survey answers that are so small that they would tell of single persons.

A snapshot in which one more graduate answered differs from the one before by that answer.
"""

from __future__ import annotations

from dataclasses import replace

from vtdash.store.difference import SnapshotDifference

_ANSWERS = frozenset({"graduate_tracer"})
"""Datasets whose counts are people's answers."""


def is_small(dataset: str, before: float | None, after: float | None, least: int) -> bool:
    """Return whether a count of answers changed by fewer than ``least`` people.

    >>> is_small("graduate_tracer", 13, 14, 5), is_small("enrolment", 13, 14, 5)
    (True, False)
    """
    if dataset not in _ANSWERS:
        return False
    return 0 < abs((after or 0) - (before or 0)) < least


def without_small_changes(found: SnapshotDifference, least: int) -> SnapshotDifference:
    """Return the difference without totals of answers that changed by fewer than ``least``.

    With one total of a city and year all others of its answers go: they differ by the same people.
    """
    small = {
        (total.data_status, total.city, total.year)
        for total in found.totals
        if is_small(total.dataset, total.before, total.after, least)
    }
    return replace(
        found,
        totals=tuple(
            total
            for total in found.totals
            if total.dataset not in _ANSWERS
            or (total.data_status, total.city, total.year) not in small
        ),
    )
