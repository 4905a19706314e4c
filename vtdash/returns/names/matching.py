"""From an office's words to codes: what is the same passes, what is near is proposed.

A text is compared after ``spelling.spell``: capitals, spaces, punctuation, composed and
decomposed letters and the vowel that carries the tone make no difference, and the words around
a name ('Quận', 'TP.', 'Lớp', 'K5', 'năm 2024') may stand or not. Then

- *exact*: the text names one thing only of those that are possible. A text with accents has to
  have the right ones; a text without any is taken by its letters. An area has to be valid on
  the day, of the city where one is given, and of the kind that the text says where it says one.
  A code beside a name counts where both mean the same.
- *near*: it names several things ('Cam Giang'), or has other accents ('Ba Dính'), other letters,
  another kind ('Xã' for a ward), a code without its leading zeros, or a word that may mean more
  than one value ('đào tạo thường xuyên'). An area of another day is never taken for one of this
  day: what covers it on this day is proposed through the crosswalk, first the units that lie
  mostly in it (of these the one of the same name first), then by share of area. For a ward that
  ended in June 2025 the units that it went into are proposed.
- *unknown*: nothing is like it.

Without a day areas of all eras are possible and only a full code is exact.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import AUDIENCES, CITIES, LEVELS
from vtdash.reference import Area, Catalogue, FormerWard
from vtdash.returns.model import Candidate, Match, MatchKind
from vtdash.returns.names.area_names import AreaNames
from vtdash.returns.names.former_names import FormerNames
from vtdash.returns.names.lookup import ListNames, class_forms, without
from vtdash.returns.names.office_words import ITEM_WORDS, LIST_PREFIXES, PROPOSED, USUAL, plain
from vtdash.text.language import Named

MOST = 5
"""Candidates of one text."""

_LONGEST = 400
"""Characters of a text that is looked at: more is no name of anything."""

_REMEMBERED = 4096
_LEVEL_DIGITS = "456"
"""First digit of a national code: elementary, intermediate, college."""

_HANOI, _HAIPHONG = CITIES
_NONE: Mapping[tuple[str, str], str] = MappingProxyType({})
_Found = tuple[str, tuple[Candidate, ...]]


class Matcher:
    """Lookup of every kind of name; built once for a catalogue, it remembers what it found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.areas = AreaNames(catalogue)
        self.former = FormerNames(catalogue)
        self._lists = {
            "city": _code_list(catalogue, "city", CITIES),
            "level": _code_list(catalogue, "level", LEVELS),
            "audience": _code_list(catalogue, "audience", AUDIENCES),
            "occupation": _occupations(catalogue),
            "item": _items(catalogue),
        }
        self._items = {_HANOI: frozenset(catalogue.tasks), _HAIPHONG: frozenset(catalogue.measures)}
        self._find = lru_cache(maxsize=_REMEMBERED)(self._found)

    def match(
        self,
        kind: MatchKind,
        text: str,
        *,
        city: str = "",
        day: date | None = None,
        accepted: Mapping[tuple[str, str], str] = _NONE,
        search: bool = True,
    ) -> Match:
        """Return the code that a text stands for, or up to five candidates, best first.

        A text that names one thing exactly stands for it. For any other, what the steward
        accepted is taken, if that code exists and is valid (and of the city).
        ``search=False`` asks the dictionaries only, for columns of countless wrong values: there
        are no candidates then.
        """
        if len(text) > _LONGEST or not (key := plain(text)):
            return Match(kind, text, "", "unknown")
        code, candidates = self._find(kind, text, city, day, search)
        if code:
            return Match(kind, text, code, "exact")
        chosen = accepted.get((kind, key), "")
        if chosen and self._is_allowed(kind, chosen, city, day):
            return Match(kind, text, chosen, "accepted")
        return Match(kind, text, "", "near" if candidates else "unknown", candidates)

    def areas_named(self, text: str) -> tuple[Area | FormerWard, ...]:
        """Return the areas of any city and era that a text names exactly, by code or name.

        Says why an area did not match: these exist, but on another day or in another city.
        """
        if len(text) > _LONGEST:
            return ()
        return (*self.former.named(text), *self.areas.named(text))

    def _found(
        self, kind: MatchKind, text: str, city: str, day: date | None, search: bool
    ) -> _Found:
        if kind == "area":
            name, tail = self._without_city(text)
            if tail and city and tail != city:
                return "", ()
            former = self.former.candidates if search else None
            code, candidates = self.areas.find(name, city or tail, day, former)
        else:
            code, candidates = self._lists[kind].find(text, self._among(kind, city), search)
        return code, _first_of_each(candidates)

    def _without_city(self, text: str) -> tuple[str, str]:
        """Return an area's text without ', Hà Nội' at its end, and the city that stood there."""
        for mark in (",", " - "):
            name, _, tail = text.rpartition(mark)
            if plain(name) and (city := self._lists["city"].find(tail, None, search=False)[0]):
                return name, city
        return text, ""

    def _among(self, kind: MatchKind, city: str) -> Container[str] | None:
        return self._items.get(city) if kind == "item" else None

    def _is_allowed(self, kind: MatchKind, code: str, city: str, day: date | None) -> bool:
        if kind == "area":
            return any(self.areas.areas[key].code == code for key in self.areas.pool(city, day))
        among = self._among(kind, city)
        return code in self._lists[kind].shown and (among is None or code in among)


@lru_cache(maxsize=1)
def matcher_of(catalogue: Catalogue) -> Matcher:
    """Return the matcher of a catalogue; building it takes longer than to read a small file."""
    return Matcher(catalogue)


def _first_of_each(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the first candidate of each code, at most ``MOST``."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        found.setdefault(candidate.code, candidate)
    return tuple(found.values())[:MOST]


def _code_list(catalogue: Catalogue, group: str, codes: Iterable[str]) -> ListNames:
    shown = {code: catalogue.code(group, code).name for code in codes}
    proposed = [
        *_pairs(PROPOSED.get(group, {})),
        *(_provinces(catalogue) if group == "city" else ()),
    ]
    exact = (*_own_names(shown), *_pairs(USUAL[group]))
    return ListNames(shown, exact, proposed, without(LIST_PREFIXES[group]))


def _own_names(shown: Mapping[str, Named]) -> list[tuple[str, str]]:
    return [(code, text) for code, name in shown.items() for text in (code, name.vi, name.en)]


def _pairs(words: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    return [(code, word) for code, usual in words.items() for word in usual]


def _provinces(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the provinces of all eras as words for the city that they belong to today."""
    return [(a.city, a.name.vi) for a in catalogue.areas if a.level == AreaLevel.PROVINCE]


def _occupations(catalogue: Catalogue) -> ListNames:
    """Return the occupations with their keys, printed codes and names.

    A name with a note in brackets is known without the note as well, unless that is the name of
    another occupation: 'Hàn' is 'Hàn (Công nghệ hàn)'.
    """
    shown = {o.key: o.name for o in catalogue.occupations}
    codes = [
        (o.key, code)
        for o in catalogue.occupations
        for code in (o.code_college, o.code_intermediate)
    ]
    own = _own_names(shown)
    taken = {plain(text) for _, text in own}
    short = [(key, text) for key, text in _without_notes(shown) if plain(text) not in taken]
    return ListNames(shown, (*own, *codes, *short), _miswritten(shown), class_forms)


def _miswritten(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield codes of a level that the list does not print, and keys without their zero."""
    for key in keys:
        yield key, key.replace("R0", "R")
        yield from ((key, level + key) for level in _LEVEL_DIGITS)


def _without_notes(shown: Mapping[str, Named]) -> list[tuple[str, str]]:
    names = [(key, text) for key, name in shown.items() for text in (name.vi, name.en)]
    return [(key, text.partition("(")[0]) for key, text in names if "(" in text]


def _items(catalogue: Catalogue) -> ListNames:
    """Return tasks and groups of measures with their ids, names and numbers."""
    shown = {key: item.name for key, item in catalogue.items.items()}
    numbered = [
        (key, f"{word}{space}{item.order}")
        for kind, items in (("task", catalogue.tasks), ("measure", catalogue.measures))
        for key, item in items.items()
        for word in ITEM_WORDS[kind]
        for space in (" ", "")
    ]
    joined = [(key, key.replace("-", "")) for key in shown]
    numbers = [(key, str(item.order)) for key, item in catalogue.items.items()]
    exact = (*_own_names(shown), *numbered, *joined)
    return ListNames(shown, exact, numbers, without(None))
