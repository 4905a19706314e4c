"""What all sessions share: opened snapshots and answers to questions.

The id of the snapshot is part of every key, so a new one is seen at once and an old answer is
never taken for a new one. Answers are frozen, so they are shared without copies.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st

from vtdash.errors import VtdashError
from vtdash.measures import questions
from vtdash.measures.observation import Filters, Observation
from vtdash.warehouse import Store, open_in_force

_ANSWERS_KEPT = 4096

Rows = tuple[Observation, ...]


@st.cache_resource(max_entries=3, show_spinner=False)
def snapshot(data: str, snapshot_id: str) -> tuple[Store, VtdashError | None]:
    """Return the store in force, and the damage that kept a newer one from being opened."""
    del snapshot_id  # the key: another id is another snapshot
    opened = open_in_force(Path(data))
    _STORES[opened[0].id] = opened[0]
    gc.collect()
    gc.freeze()
    return opened


@lru_cache(maxsize=_ANSWERS_KEPT)
def _answer(
    snapshot_id: str,
    question: Callable[..., Rows],
    filters: Filters,
    more: tuple[tuple[str, object], ...],
) -> Rows:
    return question(_STORES[snapshot_id], filters, **dict(more))


def asker(store: Store) -> Callable[..., Rows]:
    """Return the function through which panels ask this snapshot."""
    snapshot_id = store.id

    def ask(question: Callable[..., Rows], filters: Filters, **more: object) -> Rows:
        return _answer(snapshot_id, question, filters, tuple(sorted(more.items())))

    return ask


atexit.register(gc.unfreeze)  # what stays frozen at exit DuckDB reports as leaked

_STORES: dict[str, Store] = {}
"""Stores by snapshot id, for answers to find theirs; as many as ``snapshot`` opened."""


@lru_cache(maxsize=8)
def extent(store: Store) -> dict[tuple[str, str], tuple[int, int]]:
    """Return first and last year of returns by dataset and data status."""
    return questions.extent(store)


@lru_cache(maxsize=8)
def reported(store: Store) -> tuple[questions.Reported, ...]:
    """Return how many areas have reported, by dataset, city and period."""
    return questions.reported_areas(store)
