"""What all sessions share: opened snapshots and answers to questions.

The id of the snapshot is part of every key, so a new one is seen at once and an old answer is
never taken for a new one. Answers are frozen, so they are shared without copies.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from vtdash import store
from vtdash.model.errors import VtdashError
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.render.sortable import TableColumn
from vtdash.store import SnapshotDifference, Store, open_current
from vtdash.store.questions import questions
from vtdash.store.questions.presence import Presence
from vtdash.text.language import Text
from vtdash.ui.markup import chart_place
from vtdash.ui.tables import ready_table

_ANSWERS_KEPT = 4096
_SNAPSHOTS_KEPT = 3

Rows = tuple[Observation, ...]


@st.cache_resource(max_entries=_SNAPSHOTS_KEPT, show_spinner=False)
def open_snapshot(data: str, snapshot_id: str) -> tuple[Store, VtdashError | None]:
    """Return the current store, and the damage that kept a newer one from being opened."""
    del snapshot_id  # the key: another id is another snapshot
    opened = open_current(Path(data))
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return opened


@lru_cache(maxsize=_SNAPSHOTS_KEPT)
def asker(store: Store) -> Callable[..., Rows]:
    """Return the function through which panels ask this snapshot; it remembers its answers."""

    @lru_cache(maxsize=_ANSWERS_KEPT)
    def ask(question: Callable[..., Rows], filters: Filters, **more: object) -> Rows:
        return question(store, filters, **more)

    return ask


@lru_cache(maxsize=_SNAPSHOTS_KEPT)
def keeper(store: Store) -> Callable[..., Rows]:
    """Return the function for what no filter changes: its answers stay as long as the snapshot."""

    @cache
    def ask(question: Callable[..., Rows], filters: Filters, **more: object) -> Rows:
        return question(store, filters, **more)

    return ask


atexit.register(gc.unfreeze)  # what stays frozen at exit DuckDB reports as leaked


@lru_cache(maxsize=8)
def names_of(store: Store, language: str) -> Names:
    """Return what everything is called: made once for each snapshot and language."""
    return Names(store.catalogue, Text(language))


@lru_cache(maxsize=8)
def extent_of_returns(store: Store) -> dict[tuple[str, str], tuple[int, int]]:
    """Return first and last year of returns by dataset and data status."""
    return questions.years_of_returns(store)


@lru_cache(maxsize=_SNAPSHOTS_KEPT)
def presence_in(store: Store) -> Presence:
    """Return which options of a list have data: gathered once for each snapshot."""
    return Presence(store)


@lru_cache(maxsize=64)
def difference_between(data: str, before_id: str, after_id: str) -> SnapshotDifference:
    """Return what changed between two snapshots, which never change themselves."""
    return store.compare_snapshots(Path(data), before_id, after_id)


@dataclass(frozen=True)
class _Face:
    """A panel's table under what decides its words: definitions, language and rows."""

    panel: Panel = field(compare=False)
    reference: str
    language: str
    rows: Rows


def panel_frame(panel: Panel) -> pd.DataFrame:
    """Return a panel's table as a frame; it is shared, so nobody may change it."""
    names = panel.names
    return _table(_Face(panel, names.catalogue.fingerprint, names.text.language, panel.rows))


def panel_table(panel: Panel) -> tuple[Styler, tuple[TableColumn, ...]]:
    """Return a panel's table to be sorted, and its columns; both are shared, as frames are."""
    names = panel.names
    return _sortable(_Face(panel, names.catalogue.fingerprint, names.text.language, panel.rows))


@dataclass(frozen=True)
class _Drawn:
    """A panel's chart under what decides its marks and words."""

    panel: Panel = field(compare=False)
    face: _Face
    title: str
    claim: str
    dark: bool


def panel_chart(panel: Panel, *, dark: bool) -> str:
    """Return the place of a chart of many marks as HTML."""
    names = panel.names
    face = _Face(panel, names.catalogue.fingerprint, names.text.language, panel.rows)
    return _chart(_Drawn(panel, face, panel.title, panel.claim, dark))


@lru_cache(maxsize=64)
def _chart(drawn: _Drawn) -> str:
    panel = drawn.panel
    return chart_place(panel.id, panel.figure(dark=drawn.dark), panel.describe())


@lru_cache(maxsize=64)
def _sortable(face: _Face) -> tuple[Styler, tuple[TableColumn, ...]]:
    columns = face.panel.columns()
    return ready_table(columns), columns


@lru_cache(maxsize=64)
def _table(face: _Face) -> pd.DataFrame:
    return pd.DataFrame(face.panel.table())
