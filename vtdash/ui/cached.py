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
from vtdash.model.kept import forget_snapshots, kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.render.sortable import TableColumn
from vtdash.store import SnapshotDifference, Store, open_current, snapshot_folder
from vtdash.store.questions import questions
from vtdash.store.questions.presence import Presence
from vtdash.text.language import Text
from vtdash.ui.markup import chart_place
from vtdash.ui.tables import ready_table

_ANSWERS_KEPT = 4096
_SNAPSHOTS_KEPT = 2
"""The one that is current, and the one that readers in the middle of a run may still ask."""

_LOOK_AGAIN = 15
"""Seconds after which a damaged snapshot is looked at again."""

Rows = tuple[Observation, ...]


def open_snapshot(data: str, snapshot_id: str) -> tuple[Store, VtdashError | None]:
    """Return the current store, and the damage that kept a newer one from being opened.

    What was damaged and has been mended is seen within ``_LOOK_AGAIN`` seconds.
    """
    opened = _opened(data, snapshot_id)
    if opened[1] and _is_mended(data, snapshot_id):
        _opened.clear(data, snapshot_id)
        opened = _opened(data, snapshot_id)
    return opened


@st.cache_resource(max_entries=_SNAPSHOTS_KEPT, show_spinner=False)
def _opened(data: str, snapshot_id: str) -> tuple[Store, VtdashError | None]:
    del snapshot_id  # the key: another id is another snapshot
    forget_snapshots()
    opened = open_current(Path(data))
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return opened


@st.cache_resource(ttl=_LOOK_AGAIN, show_spinner=False)
def _is_mended(data: str, snapshot_id: str) -> bool:
    try:
        Store.open(snapshot_folder(Path(data), snapshot_id)).close()
    except VtdashError:
        return False
    return True


@kept_for_snapshot(maxsize=_SNAPSHOTS_KEPT)
def asker(store: Store) -> Callable[..., Rows]:
    """Return the function through which panels ask this snapshot; it remembers its answers."""

    @lru_cache(maxsize=_ANSWERS_KEPT)
    def ask(question: Callable[..., Rows], filters: Filters, **more: object) -> Rows:
        return question(store, filters, **more)

    return ask


@kept_for_snapshot(maxsize=_SNAPSHOTS_KEPT)
def keeper(store: Store) -> Callable[..., Rows]:
    """Return the function for what no filter changes: its answers stay as long as the snapshot."""

    @cache
    def ask(question: Callable[..., Rows], filters: Filters, **more: object) -> Rows:
        return question(store, filters, **more)

    return ask


atexit.register(gc.unfreeze)  # what stays frozen at exit DuckDB reports as leaked


@kept_for_snapshot(maxsize=8)
def names_of(store: Store, language: str) -> Names:
    """Return what everything is called: made once for each snapshot and language."""
    return Names(store.catalogue, Text(language))


@kept_for_snapshot(maxsize=8)
def extent_of_returns(store: Store) -> dict[tuple[str, str], tuple[int, int]]:
    """Return first and last year of returns by dataset and data status."""
    return questions.years_of_returns(store)


@kept_for_snapshot(maxsize=_SNAPSHOTS_KEPT)
def presence_in(store: Store) -> Presence:
    """Return which options of a list have data: gathered once for each snapshot."""
    return Presence(store)


@kept_for_snapshot(maxsize=64)
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


@kept_for_snapshot(maxsize=64)
def _chart(drawn: _Drawn) -> str:
    panel = drawn.panel
    return chart_place(panel.id, panel.figure(dark=drawn.dark), panel.describe())


@kept_for_snapshot(maxsize=64)
def _sortable(face: _Face) -> tuple[Styler, tuple[TableColumn, ...]]:
    columns = face.panel.columns()
    return ready_table(columns), columns


@kept_for_snapshot(maxsize=64)
def _table(face: _Face) -> pd.DataFrame:
    return pd.DataFrame(face.panel.table())
