"""What a share or a survey's rate says beside its value: its interval, or why it has no value."""

from __future__ import annotations

from vtdash.judgement.intervals import SMALL_BASE, wilson
from vtdash.measures.observation import Observation
from vtdash.measures.shaping import Rows


def with_reasons(rows: Rows) -> Rows:
    """Give each share of nothing its reason."""
    return tuple(with_reason(row) for row in rows)


def with_reason(row: Observation) -> Observation:
    """Give a share of nothing its reason: there is nobody of whom it could be a share."""
    return row if row.denominator else row._replace(value=None, value_note="not_applicable")


def with_intervals(rows: Rows, absent: str = "not_collected") -> Rows:
    """Add the interval to each rate; ``absent`` is why one on no answers has no value."""
    return tuple(_with_interval(row, absent) for row in rows)


def _with_interval(row: Observation, absent: str) -> Observation:
    """Add the 95% interval; mark a rate on few answers, one on none has no value."""
    answers = int(row.denominator or 0)
    if not answers:
        return row._replace(value=None, value_note=absent)
    note = "small_base" if answers < SMALL_BASE else row.value_note
    if row.status == "estimate":  # a share of area is not a sample: no interval of one
        return row._replace(value_note=note)
    low, high = wilson(int(row.numerator or 0), answers)
    return row._replace(interval_low=100 * low, interval_high=100 * high, value_note=note)
