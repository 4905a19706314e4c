"""What stands in a panel without rows: why, and which one filter would bring some."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import streamlit as st

from vtdash.model.datasets import AREA_KINDS
from vtdash.render.panel import Panel
from vtdash.text.language import inside
from vtdash.topics.choices import Filter, State
from vtdash.topics.filters import FILTERS
from vtdash.topics.view import View
from vtdash.ui import frame
from vtdash.ui.markup import literal
from vtdash.ui.state import choose_next

Again = Callable[[View], Panel]
"""Makes a panel again from another view."""

_MOST = 3
"""Ways out that are offered beside the reset of all filters."""


class _WayOut(NamedTuple):
    """One filter, what to choose in it instead, and the panel that this would give."""

    entry: Filter
    value: Any
    panel: Panel


def empty_panel(view: View, answer: Panel, again: Again | None) -> None:
    """Say that a panel has no rows, and offer to lift each filter that alone keeps them out.

    ``again``: makes the panel from another view; without it only all filters can be reset.
    """
    text = view.text
    if answer.when_empty:
        st.info(literal(answer.when_empty))
        return
    st.info(text("Nothing has been reported or published for this choice."))
    ways = list(_ways_out(view, again))[:_MOST] if again else []
    for way in ways:
        key = f"lift-{answer.id}-{way.entry.name}"
        st.button(
            _offer(view, way), key=key, on_click=choose_next, args=({way.entry.name: way.value},)
        )
        sample = f" {view.names.code('data_status', 'sample')}" if way.panel.has_sample else ""
        st.caption(literal(text("Then: {claim}", claim=way.panel.claim)) + sample)
    if st.button(text("Reset the filters"), key=f"reset-{answer.id}"):
        st.session_state["_reset"] = True
        st.rerun()


def _ways_out(view: View, again: Again) -> Iterator[_WayOut]:
    """Yield the filters of the page that alone empty the panel; each is tried by itself."""
    now = State(filters=view.filters)
    for entry in map(FILTERS.__getitem__, view.wanted):
        # a page's own subject is named among its filters, but has no list that could be lifted
        if not entry.is_restricting or entry.parameters[0] not in st.session_state:
            continue
        value = _lifted(entry, now)
        if value == entry.chosen(now):
            continue
        other = view.with_filters(**vars(entry.choose(now, value).filters))
        if (found := again(other)).rows:
            yield _WayOut(entry, value, found)


def _lifted(entry: Filter, now: State) -> Any:  # noqa: ANN401 - as ``Filter.chosen`` returns it
    """Return what is chosen in a filter that restricts nothing; of two kinds of unit the other."""
    if entry.name == "units" and not now.filters.areas:
        return next(kind for kind in AREA_KINDS if kind != now.filters.area_kind)
    if entry.kind == "buttons":
        return entry.chosen(now)
    return entry.chosen(State(filters=frame.widest_filters()))


def _offer(view: View, way: _WayOut) -> str:
    """Return the words of the button that lifts one filter."""
    text, names, entry = view.text, view.names, way.entry
    now = State(filters=view.filters)
    label = entry.label(names, now)
    if entry.kind == "switch":
        return label
    if entry.kind == "buttons":
        return text("Choose instead: {choice}", choice=entry.name_of(names, way.value))
    chosen = entry.chosen(now)
    if entry.kind == "several":
        said = text.items((entry.name_of(names, value) for value in chosen), 2, spare=1)
    else:
        said = entry.phrase(names, view.filters)
    return text("Lift the filter {filter}: {choice}", filter=inside(label), choice=said)
