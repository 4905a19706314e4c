"""The reader's state between address, session and widgets.

Whatever stands in an address, the page works: what cannot be understood is dropped, and the page
says so; an address that says nothing of a choice means its default. A new address (a link, a hand
edit, back and forward) goes before the widgets; a widget that a reader moves writes the address.
Nothing is written that the address says already, so the browser's history holds one entry for
each change and back works.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from vtdash.reference import Catalogue
from vtdash.text.language import DEFAULT_LANGUAGE, LANGUAGES
from vtdash.topics.choices import Filter, State
from vtdash.topics.filters import FILTERS

SWITCH = {"yes": True, "no": False}

Params = dict[str, list[str]]

MOST = 10_000_000
"""The largest number that a reader may give."""

_NUMBER = re.compile(r"-?\d{1,8}(\.\d{1,6})?")
_LONGEST_ECHO = 40
_IGNORED = {"embed", "embed_options"}
"""Parameters of the framework itself."""


def write_address(state: State) -> Params:
    """Return the whole state as parameters; no choice among many means all of them."""
    return dict(_parameters(state))


@lru_cache(maxsize=64)
def _parameters(state: State) -> Params:
    params: Params = {"lang": [state.language]}
    for entry in FILTERS.values():
        params |= _written(entry, state)
    return {name: values for name, values in params.items() if any(values)}


def _written(entry: Filter, state: State) -> Params:
    value = entry.chosen(state)
    if entry.kind == "years":
        return {name: [str(year)] for name, year in zip(entry.parameters, value, strict=True)}
    if entry.kind == "switch":
        return {entry.name: ["yes" if value else "no"]} if entry.is_needed(state) else {}
    return {entry.name: [value] if isinstance(value, str) else list(value)}


def read_address(
    params: Mapping[str, Sequence[str]], catalogue: Catalogue, default: State
) -> tuple[State, tuple[str, ...]]:
    """Return the state that parameters mean, and those of them that could not be understood.

    ``default`` gives what an address leaves out. The second value lists ``name=value``, cut and
    stripped of anything that a page could take for markup.
    """
    reader = _Reader(params)
    state = replace(default, language=reader.one("lang", LANGUAGES, default.language))
    for entry in FILTERS.values():
        state = entry.choose(state, _read(reader, entry, catalogue, state))
    return state, reader.dropped()


def _read(reader: _Reader, entry: Filter, catalogue: Catalogue, state: State) -> object:
    """Return what the address says of one choice; ``state``: the choices before it."""
    default = entry.chosen(state)
    if entry.kind == "years":
        return reader.years(entry.parameters, default)
    if entry.kind == "switch":
        return SWITCH[reader.one(entry.name, SWITCH, "yes" if default else "no")]
    if entry.kind == "number":
        return reader.number(entry.name, default)
    allowed = entry.allowed(catalogue, state.filters)
    if entry.kind in {"one", "optional", "buttons"}:
        said = reader.one(entry.name, allowed, "")
        return entry.entry_of(catalogue, said) if said else default
    found = (entry.entry_of(catalogue, said) for said in reader.many(entry.name, allowed, ()))
    return tuple(dict.fromkeys(found)) or default


def number_in_address(value: float) -> str:
    """Return a number as the address has it: with a point, and no more than it needs."""
    return str(round(value, 6)).removesuffix(".0")


def _is_number(value: str) -> bool:
    return bool(_NUMBER.fullmatch(value)) and abs(float(value)) <= MOST


class _Reader:
    """Takes values out of parameters and remembers what was left over."""

    def __init__(self, params: Mapping[str, Sequence[str]]) -> None:
        self._params = params
        self._known: set[str] = set(_IGNORED)
        self._dropped: list[str] = []

    def many(
        self, name: str, allowed: Collection[str], default: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return the allowed values, each once, in the order of the address."""
        self._known.add(name)
        if name not in self._params:
            return default
        names = set(allowed)
        values = dict.fromkeys(self._params[name])
        self._dropped += [_harmless(f"{name}={value}") for value in values if value not in names]
        return tuple(value for value in values if value in names)

    def one(self, name: str, allowed: Collection[str], default: str) -> str:
        """Return the last allowed value."""
        found = self.many(name, allowed, ())
        return found[-1] if found else default

    def years(self, names: tuple[str, ...], within: tuple[int, int]) -> tuple[int, int]:
        """Return first and last year, both within the given ones and in order."""
        allowed = [str(year) for year in range(within[0], within[1] + 1)]
        first, last = (
            int(self.one(name, allowed, str(year)))
            for name, year in zip(names, within, strict=True)
        )
        if first <= last:
            return first, last
        self._dropped.append(_harmless(f"{names[0]}={first}"))
        return within

    def number(self, name: str, default: str) -> str:
        """Return a number as ``number_in_address`` writes it."""
        given = self._params.get(name, ())
        return self.one(name, [value for value in given if _is_number(value)], default)

    def dropped(self) -> tuple[str, ...]:
        """Return everything that could not be understood, unknown names included."""
        unknown = [_harmless(name) for name in self._params if name not in self._known]
        return tuple(dict.fromkeys([*self._dropped, *unknown]))


def _harmless(text: str) -> str:
    """Return text that can stand on a page: cut, one line, letters and a few signs only."""
    kept = "".join(c if c.isalnum() or c in "=-_.: " else "?" for c in text[:_LONGEST_ECHO])
    return kept + ("…" if len(text) > _LONGEST_ECHO else "")


_STATE, _SEEN, _PAGE, _DROPPED = "_state", "_address_seen", "_page", "_dropped"
_JUST_READ, _BARE, _UNWRITTEN = "_just_read", "_bare", "_unwritten"
_CHOSEN_NEXT, _CHOICES = "_chosen_next", "_choices"


def start_state(catalogue: Catalogue, default: State, page: str) -> State:
    """Return the state of this run, from the address where it is new, else from the session.

    A reader who goes to another page by the menu arrives without parameters and keeps the state.
    What such a bare address stood for is remembered by page, so that going back to it is right.
    """
    params = _params()
    session = st.session_state
    known = session.get(_STATE)
    arrived = known is not None and session.get(_PAGE) != page
    bare: dict[str, State] = session.setdefault(_BARE, {})
    session[_PAGE] = page
    if arrived:
        _forget_widgets()
        session[_DROPPED] = ()
    if known and arrived and not params:
        bare[page] = known
        session[_SEEN] = params
        session[_UNWRITTEN] = known != default
        return known
    if known and params == session[_SEEN]:
        return known
    state, dropped = read_address(params, catalogue, default)
    if not params:
        state = bare.setdefault(page, default)
    session[_SEEN] = params
    session[_STATE] = state
    session[_DROPPED] = dropped
    session[_JUST_READ] = True
    _forget_widgets()
    return state


def reset_state(default: State) -> None:
    """Put every choice but the language back to its default, in widgets and address."""
    language = st.session_state[_STATE].language
    state = replace(default, language=language)
    st.session_state[_STATE] = state
    _forget_widgets()
    params = write_address(state)
    st.session_state[_SEEN] = params
    st.session_state[_DROPPED] = ()
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
        session[_DROPPED] = ()


def dropped_parameters() -> tuple[str, ...]:
    """Return what of the address could not be understood."""
    return st.session_state.get(_DROPPED, ())


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
