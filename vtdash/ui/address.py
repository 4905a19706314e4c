"""The address: a reader's state written out, and what any address is taken to mean.

Whatever stands in an address, the page works: what cannot be understood is dropped, and the page
says so; an address that says nothing of a choice means its default.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

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

_FOREIGN = re.compile(
    r"utm_\w+|fb_\w+|fbclid|mibextid|sfnsn|igsh(?:id)?|zarsrc|gidzl|zalo\w*|gclid|gbraid|wbraid|dclid|"
    r"msclkid|ttclid|twclid|yclid|mc_[ce]id|_gl|_ga",
    re.ASCII,
)
"""Parameters by which Facebook, Zalo, search engines and newsletters count their clicks."""

_LATEST = "latest"
"""The last year in an address where it is the newest that there is: next year's link goes on."""

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


class Unheard(NamedTuple):
    """What of an address was not taken as it stands, as ``name=value``.

    ``dropped`` could not be understood; ``nearest`` are years that the snapshot does not have.
    Both are cut, and stripped of anything that a page could take for markup. ``ends``: the year
    with which the address ends, where there is anything newer; else 0.
    """

    dropped: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    ends: int = 0


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
        first, last = value
        end = _LATEST if last == state.newest else str(last)
        return dict(zip(entry.parameters, ([str(first)], [end]), strict=True))
    if entry.kind == "switch":
        return {entry.name: ["yes" if value else "no"]} if entry.is_needed(state) else {}
    return {entry.name: [value] if isinstance(value, str) else list(value)}


def read_address(
    params: Mapping[str, Sequence[str]], catalogue: Catalogue, default: State
) -> tuple[State, Unheard]:
    """Return the state that parameters mean, and what of them was not taken as it stands.

    ``default`` gives what an address leaves out.
    """
    reader = _Reader(params)
    state = replace(default, language=reader.one("lang", LANGUAGES, default.language))
    for entry in FILTERS.values():
        state = entry.choose(state, _read(reader, entry, catalogue, state))
    return state, reader.unheard()


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
        self._nearest: list[str] = []
        self._ends = 0

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
        """Return first and last year, in order; of years beyond the given ones the nearest."""
        earliest, newest = within
        known = {str(year): year for year in range(earliest, newest + 1)}
        for name in names:
            for said in self._params.get(name, ()):
                if said not in known and _YEAR.fullmatch(said):
                    known[said] = min(max(int(said), earliest), newest)
                    self._nearest.append(f"{name}={said}")
        first = known[self.one(names[0], known, str(earliest))]
        last = (known | {_LATEST: newest})[self.one(names[1], (*known, _LATEST), _LATEST)]
        if first > last:
            self._dropped.append(_harmless(f"{names[0]}={first}"))
            return within
        self._ends = last if last < newest else 0
        return first, last

    def number(self, name: str, default: str) -> str:
        """Return a number as ``number_in_address`` writes it."""
        given = self._params.get(name, ())
        return self.one(name, [value for value in given if _is_number(value)], default)

    def unheard(self) -> Unheard:
        """Return what was not taken as it stands, unknown names included."""
        unknown = [
            _harmless(name)
            for name in self._params
            if name not in self._known and not _FOREIGN.fullmatch(name)
        ]
        dropped = dict.fromkeys([*self._dropped, *unknown])
        return Unheard(tuple(dropped), tuple(dict.fromkeys(self._nearest)), self._ends)


def _harmless(text: str) -> str:
    """Return text that can stand on a page: cut, one line, letters and a few signs only."""
    kept = "".join(c if c.isalnum() or c in "=-_.: " else "?" for c in text[:_LONGEST_ECHO])
    return kept + ("…" if len(text) > _LONGEST_ECHO else "")
