"""The controls beside a page: the switch of the language, and a widget for each kind of filter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from vtdash.render.names import Names
from vtdash.text.language import LANGUAGES
from vtdash.topics.choices import Filter, State
from vtdash.topics.filters import FILTERS
from vtdash.ui.address import MOST, number_in_address
from vtdash.ui.state import count_choice, preset

_ORIGIN = "_origin_of_"
"""In the session: what a choice that was carried over was before, by filter."""

_NAMED = 3
"""Names in a note under a list; the others are counted."""


def draw_language_switch(state: State) -> State:
    """Draw Vietnamese or English; return the state with the language that is chosen."""
    preset("lang", state.language)
    chosen = st.segmented_control(
        "Ngôn ngữ / Language",
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="lang",
        required=True,
        on_change=count_choice,
        label_visibility="collapsed",
    )
    return replace(state, language=chosen or state.language)


def draw_filter(
    entry: Filter,
    state: State,
    names: Names,
    offered: Sequence[Any] = (),
    known: Collection[str] | None = None,
) -> State:
    """Draw the widget of a filter; return the state with what is chosen in it.

    ``offered``: options that only the page knows; else the filter's own. ``known``: those that
    have data, where that is known.
    """
    options = tuple(offered) or entry.options(names, state.filters)
    if known is not None:
        entry, options = entry.data_first(options, known)
    before = entry.chosen(state)
    now = entry.choose(state, _WIDGETS[entry.kind](entry, state, names, options))
    if entry.resets and before and before != entry.chosen(now):
        now = FILTERS[entry.resets].choose(now, "")
        st.session_state[entry.resets] = None
    return now


def _about(entry: Filter, state: State, names: Names) -> dict[str, Any]:
    """Return what every widget is told: its label, its key and the explanation of its label."""
    return {
        "label": entry.label(names, state),
        "key": entry.name,
        "help": entry.help(names, state) if entry.help else None,
    }


def _name_of(entry: Filter, names: Names) -> Callable[[str], str]:
    return lambda value: entry.name_of(names, value)


def _pills(entry: Filter, state: State, names: Names, options: Sequence[str]) -> object:
    """Draw few options that are all seen, in their order; the last one chosen stays chosen."""
    key = entry.name
    preset(key, list(entry.chosen(state)))
    is_kept = not st.session_state[key]
    if is_kept:
        st.session_state[key] = list(entry.chosen(state))
    chosen = st.pills(
        options=options,
        selection_mode="multi",
        format_func=_name_of(entry, names),
        **_about(entry, state, names),
    )
    if is_kept:
        st.caption(names.text("At least one stays chosen."))
    return tuple(key for key in options if key in chosen)


def _several(entry: Filter, state: State, names: Names, options: Sequence[str]) -> object:
    """Draw a list from which several may be chosen; none chosen means all."""
    key = entry.name
    preset(key, list(entry.chosen(state)))
    before = tuple(st.session_state[key])
    carried = _carried(entry, names, before, options)
    st.session_state[key] = list(carried)
    chosen = st.multiselect(
        options=options,
        format_func=_name_of(entry, names),
        placeholder=names.text("all"),
        select_all=False,  # the framework's words for it are English; none chosen means all
        **_about(entry, state, names),
    )
    _tell_carried(entry, names, before, carried)
    return tuple(chosen)


def _carried(
    entry: Filter, names: Names, before: Sequence[str], options: Sequence[str]
) -> tuple[str, ...]:
    """Return a choice as options that are offered now; a step back brings the old one back."""
    kept = tuple(value for value in before if value in options)
    if kept == tuple(before):
        return kept
    origin = st.session_state.get(_ORIGIN + entry.name, {})
    found = origin.get(tuple(before)) or entry.carried(names.catalogue, before, options)
    found = tuple(value for value in found if value in options)
    st.session_state[_ORIGIN + entry.name] = {found: tuple(before)} if found else {}
    return found


def _tell_carried(entry: Filter, names: Names, before: Sequence[str], now: Sequence[str]) -> None:
    """Say what took the place of a choice that is offered no more."""
    lost = [value for value in before if value not in now]
    new = [value for value in now if value not in before]
    if not lost:
        return
    said, heirs = (
        names.text.items(map(_name_of(entry, names), values), _NAMED, spare=1)
        for values in (lost, new)
    )
    if new:
        st.caption(names.text("Carried over: {before} is now {after}.", before=said, after=heirs))
    else:
        st.caption(names.text("No longer chosen: {names}.", names=said))


def _one(entry: Filter, state: State, names: Names, options: Sequence[str]) -> object:
    """Draw a list from which one is chosen, the first where nothing is."""
    key, about = entry.name, _about(entry, state, names)
    preset(key, entry.chosen(state) or entry.first)
    before = (st.session_state[key],) if st.session_state[key] else ()
    carried = _carried(entry, names, before, options)[:1]
    st.session_state[key] = carried[0] if carried else options[0]
    chosen = st.selectbox(
        options=options,
        format_func=_name_of(entry, names),
        placeholder=about["label"],
        on_change=count_choice,
        **about,
    )
    _tell_carried(entry, names, before, carried)
    return chosen or options[0]


def _optional(entry: Filter, state: State, names: Names, options: Sequence[str]) -> object:
    """Draw a list from which one may be chosen, or none."""
    key, about = entry.name, _about(entry, state, names)
    preset(key, entry.chosen(state) or None)
    chosen = st.selectbox(
        options=options,
        index=None,
        format_func=_name_of(entry, names),
        placeholder=names.text("none chosen"),
        on_change=count_choice,
        **about,
    )
    return chosen or ""


def _buttons(entry: Filter, state: State, names: Names, options: Sequence[str]) -> object:
    """Draw few options of which one is chosen."""
    preset(entry.name, entry.chosen(state))
    chosen = st.segmented_control(
        options=list(options),
        format_func=_name_of(entry, names),
        required=True,
        on_change=count_choice,
        **_about(entry, state, names),
    )
    return chosen or entry.chosen(state)


def _switch(entry: Filter, state: State, names: Names, options: Sequence[str]) -> object:
    """Draw a switch that is on or off."""
    del options
    preset(entry.name, entry.chosen(state))
    return st.toggle(on_change=count_choice, **_about(entry, state, names))


def _years(entry: Filter, state: State, names: Names, options: Sequence[int]) -> object:
    """Draw first and last year; they are put in order where a reader crosses them."""
    labels = (entry.label(names, state), names.text("To year"))
    chosen: list[int] = []
    for column, label, key, year in zip(
        st.columns(2), labels, entry.parameters, entry.chosen(state), strict=True
    ):
        preset(key, year)
        chosen.append(column.selectbox(label, options, key=key, placeholder=label))
    return min(chosen), max(chosen)


def _number(entry: Filter, state: State, names: Names, options: Sequence[str]) -> object:
    """Draw a field for a number, which may stay empty; return it as the address has it."""
    del options
    value = entry.chosen(state)
    preset(entry.name, float(value) if value else None)
    chosen = st.number_input(
        min_value=-float(MOST),
        max_value=float(MOST),
        value=None,
        step=entry.step(names, state),
        placeholder=names.text("as needed"),
        **_about(entry, state, names),
    )
    return "" if chosen is None else number_in_address(chosen)


_WIDGETS: Mapping[str, Callable[[Filter, State, Names, Sequence[Any]], object]] = {
    "pills": _pills,
    "several": _several,
    "one": _one,
    "optional": _optional,
    "buttons": _buttons,
    "switch": _switch,
    "years": _years,
    "number": _number,
}
