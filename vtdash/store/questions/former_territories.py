"""Which rows of returns are of a territory that went on as another: there that of today leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import Any

from vtdash.model.codes import DataStatus
from vtdash.model.filters import Filters
from vtdash.reference import Catalogue

Row = dict[str, Any]

_LED_BY = {
    DataStatus.REPORTED: {DataStatus.REPORTED},
    DataStatus.SAMPLE: {DataStatus.REPORTED, DataStatus.SAMPLE},
}
"""Data status of a former value -> those by which one of today leads: a sample never hides what
an office has reported."""


def with_former(rows: Sequence[Row], filters: Filters, catalogue: Catalogue) -> list[Row]:
    """Return the rows of one answer, those of a former territory marked where today's leads.

    It leads where the answer has a value of it of the same indicator, and of the same occupation
    where occupations were chosen. Where it has none, what is former is all there is and stays as
    it is. Rows of areas are left alone: an area goes on under its own name.
    """
    today: dict[tuple[str, Hashable], set[str]] = defaultdict(set)
    for row in rows:
        if row["value"] is not None:
            today[row["territory"], _series(row, filters)].add(row["data_status"])

    def is_former(row: Row) -> bool:
        heirs = () if row.get("area_id") else catalogue.lineage(row["territory"])[1:]
        known = (today[heir, _series(row, filters)] for heir in heirs)
        return any(found & _LED_BY[row["data_status"]] for found in known)

    return [row | {"is_former": True} if is_former(row) else row for row in rows]


def _series(row: Row, filters: Filters) -> Hashable:
    """Return what two values share of which one may lead."""
    occupation = row.get("occupation_key", "") if filters.occupations else ""
    return row["indicator_id"], row["unit"], occupation
