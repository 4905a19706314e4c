"""Puts a question to a store: its statement with the filters bound, its rows as they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from vtdash.measures.observation import Filters
from vtdash.measures.placed import AS_PUBLISHED, placed
from vtdash.measures.shaping import Row, Rows, observation, observations
from vtdash.warehouse.store import Store

SQL_FOLDER = Path(__file__).parent / "sql"
"""One file for each question, of its name."""


def ask(store: Store, question: str, filters: Filters, **more: object) -> Rows:
    """Return the observations that answer a question; ``more`` are values beside the filters."""
    return observations(*_query(store, question, filters, more))


def rows_of(store: Store, question: str, filters: Filters, **more: object) -> list[Row]:
    """Return the rows of an answer, of which a ranking or a map is yet to be made."""
    names, rows = _query(store, question, filters, more)
    return [dict(zip(names, row, strict=True)) for row in rows]


def rows_by_area(store: Store, question: str, filters: Filters) -> list[Row]:
    """Return the rows of one era's areas, or of both eras in the view that is chosen."""
    if filters.view == AS_PUBLISHED:
        return rows_of(store, question, filters)
    both = rows_of(store, question, replace(filters, era=""))
    return placed(both, filters.view, store.catalogue)


def each(rows: Iterable[Row]) -> Rows:
    """Return an observation for each row."""
    return tuple(observation(row) for row in rows)


def _query(
    store: Store, question: str, filters: Filters, more: Mapping[str, object]
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    values = {
        "cities": list(filters.cities),
        "first_year": filters.first_year,
        "last_year": filters.last_year,
        "era": filters.era,
        "areas": list(filters.areas),
        "occupations": list(filters.occupations),
        "levels": list(filters.levels),
        "data_statuses": list(filters.data_statuses),
        **more,
    }
    return store.query(statement(question), values)


@cache
def statement(question: str) -> str:
    """Return the text of a question's file."""
    return (SQL_FOLDER / f"{question}.sql").read_text(encoding="utf-8")
