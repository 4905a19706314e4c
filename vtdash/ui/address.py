"""The page's address: the reader's whole state, written out in full and read back with care.

Whatever stands in an address, the page works: what cannot be understood is dropped, and the
page says so. An address that says nothing of a choice means its default.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from vtdash.reference import Catalogue
from vtdash.text.language import LANGUAGES
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
    params: Params = {"lang": [state.language]}
    for entry in FILTERS.values():
        params |= _written(entry, state)
    return {name: values for name, values in params.items() if any(values)}


def _written(entry: Filter, state: State) -> Params:
    value = entry.chosen(state)
    if entry.kind == "years":
        return {name: [str(year)] for name, year in zip(entry.parameters, value, strict=True)}
    if entry.kind == "switch":
        return {entry.name: ["yes" if value else "no"]}
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
    if entry.kind in {"one", "buttons"}:
        return reader.one(entry.name, allowed, default)
    return reader.many(entry.name, allowed, default) or default


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
