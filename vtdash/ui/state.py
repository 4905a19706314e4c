"""The reader's state between address, session and widgets.

A new address (a link, a hand edit, back and forward) goes before the widgets; a widget that a
reader moves writes the address. Nothing is written that the address says already, so the browser's
history holds one entry for each change and back works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from vtdash.reference import Catalogue
from vtdash.text.language import DEFAULT_LANGUAGE, LANGUAGES
from vtdash.topics.choices import State
from vtdash.topics.filters import FILTERS
from vtdash.ui.address import Params, Unheard, read_address, write_address

_STATE, _SEEN, _PAGE, _UNHEARD = "_state", "_address_seen", "_page", "_unheard"
_JUST_READ, _BARE, _UNWRITTEN = "_just_read", "_bare", "_unwritten"
_CHOSEN_NEXT, _CHOICES = "_chosen_next", "_choices"


def start_state(catalogue: Catalogue, default: State, page: str) -> State:
    """Return the state of this run, from the address where it is new, else from the session.

    A reader who goes to another page by the menu arrives without parameters and keeps the state.
    What such a bare address stood for is remembered by page, so that going back to it is right.
    """
    params = _params()
    session = st.session_state
    known = _gone_on(session.get(_STATE), default)
    arrived = known is not None and session.get(_PAGE) != page
    bare: dict[str, State] = session.setdefault(_BARE, {})
    session[_PAGE] = page
    if arrived:
        _forget_widgets()
        session[_UNHEARD] = Unheard()
    if known and arrived and not params:
        bare[page] = known
        session[_SEEN] = params
        session[_UNWRITTEN] = known != default
        return known
    if known and params == session[_SEEN]:
        return known
    state, unheard = read_address(params, catalogue, default)
    if not params:
        state = bare.setdefault(page, default)
    session[_SEEN] = params
    session[_STATE] = state
    session[_UNHEARD] = unheard
    session[_JUST_READ] = True
    _forget_widgets()
    return state


def _gone_on(known: State | None, default: State) -> State | None:
    """Return the state with the newest year of the snapshot where it ended in that of one before.

    A publish may bring a new year while readers are there.
    """
    if known is None or known.newest == default.newest:
        return known
    chosen, newest = known.filters, default.newest
    last = newest if chosen.last_year == known.newest else min(chosen.last_year, newest)
    first = min(chosen.first_year, last)
    return replace(known, newest=newest, filters=replace(chosen, first_year=first, last_year=last))


def reset_state(default: State) -> None:
    """Put every choice but the language back to its default, in widgets and address."""
    language = st.session_state[_STATE].language
    state = replace(default, language=language)
    st.session_state[_STATE] = state
    _forget_widgets()
    params = write_address(state)
    st.session_state[_SEEN] = params
    st.session_state[_UNHEARD] = Unheard()
    st.query_params.from_dict(params)


def choose_next(changes: Mapping[str, Any]) -> None:
    """Have other choices stand in filters from the next run on: for the callback of a widget.

    ``changes``: by the name of the filter, as ``Filter.chosen`` returns them.
    """
    st.session_state[_CHOSEN_NEXT] = dict(changes)


def with_chosen_next(state: State) -> State:
    """Return the state with what the last run's button or map asked for."""
    for name, value in st.session_state.pop(_CHOSEN_NEXT, {}).items():
        for widget in FILTERS[name].parameters:
            st.session_state.pop(widget, None)
        state = FILTERS[name].choose(state, value)
    return state


def keep_state(state: State) -> None:
    """Remember what the widgets say, and write it to the address where that says otherwise.

    A page that fills in its first entry where none is chosen has not been told anything.
    """
    session = st.session_state
    before: State = session[_STATE]
    filled = before
    for entry in FILTERS.values():
        if entry.kind == "one" and not entry.chosen(before):
            filled = entry.choose(filled, entry.chosen(state))
    session[_STATE] = state
    just_read = session.pop(_JUST_READ, False)
    if session.pop(_UNWRITTEN, False) or state != filled:
        params = write_address(state)
        session[_SEEN] = params
        st.query_params.from_dict(params)
    if state != filled and not just_read:
        session[_UNHEARD] = Unheard()


def unheard_of_address() -> Unheard:
    """Return what of the address was not taken as it stands, until the reader chooses."""
    return st.session_state.get(_UNHEARD, Unheard())


def count_choice() -> None:
    """Count a choice after which nothing is left to choose: for the callback of a widget."""
    st.session_state[_CHOICES] = choices_made() + 1


def choices_made() -> int:
    """Return how many choices of one were made in this session by hand."""
    return st.session_state.get(_CHOICES, 0)


def preset(widget: str, value: object) -> None:
    """Give a widget its value for the first time it is drawn on a page."""
    if widget not in st.session_state:
        st.session_state[widget] = value


def language_now() -> str:
    """Return the language before the state is read: the switch, else the address, else first."""
    address_says = st.query_params.get("lang", "")
    chosen = st.session_state.get("lang") or address_says
    return chosen if chosen in LANGUAGES else first_language()


def first_language() -> str:
    """Return the language to begin with: the browser's where it is one of ours."""
    locale = st.context.locale or ""
    return "en" if locale.lower().startswith("en") else DEFAULT_LANGUAGE


def _forget_widgets() -> None:
    """Let every widget take its value from the state again.

    A widget of another page keeps its key but not its value, so it must not be trusted.
    """
    for name in ("lang", *(name for entry in FILTERS.values() for name in entry.parameters)):
        st.session_state.pop(name, None)


def _params() -> Params:
    return {name: st.query_params.get_all(name) for name in st.query_params}
