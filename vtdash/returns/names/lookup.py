"""Names to look texts up in: the same name by dictionary, a near one by likeness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from vtdash.returns.model import Candidate
from vtdash.returns.names.office_words import CLASS_END, CLASS_FRONT, Spelling, spell
from vtdash.text.language import Named

NEAR = 0.72
"""Likeness from which a name is proposed; 'Ba Vì' for 'Ba Đình' has 0.67."""

_CONTAINED = 0.75
"""Likeness of two names where one has all words of the other, and more of them."""

_ACCENTS = 0.1
"""Most that a text with accents loses where every word has others than the name."""

_MOST_CUTS = 8
"""Cuts at either end of a text: a real class name has fewer."""

_CODE_LAST = re.compile(r"[\s(\[|–—-]([A-Za-z]{0,2}-?[A-Za-z]?\d{1,7})[)\]]?$")

Forms = Callable[[Spelling], Iterable[Spelling]]


class NameIndex:
    """Names of things that are known by a key; a thing may have several names."""

    def __init__(self, names: Iterable[tuple[str, Spelling]]) -> None:
        self._names = tuple(dict.fromkeys((key, name) for key, name in names if name.bare))
        self._letters = [name.plain for _, name in self._names]
        self._spelled: dict[str, list[str]] = defaultdict(list)
        self._plain: dict[str, list[str]] = defaultdict(list)
        for key, name in self._names:
            self._spelled[name.spelled].append(key)
            self._plain[name.plain].append(key)

    def same(self, text: Spelling) -> tuple[str, ...]:
        """Return the keys that the text names.

        A text with accents has to have the right ones; a text without any is taken by its
        letters, and then may name several things.
        """
        found = self._spelled if text.has_accents else self._plain
        return _distinct(found.get(text.spelled, ()))

    def alike(self, text: Spelling) -> tuple[str, ...]:
        """Return the keys whose name differs from the text by accents at most."""
        return _distinct(self._plain.get(text.plain, ()))

    def near(self, text: Spelling, among: Container[str] | None = None) -> dict[str, float]:
        """Return the keys of like names with their likeness to the text, best name each.

        Likeness is the share of letters in common, in their order, from 0 to 1; ``NEAR`` has to be
        reached. A text with accents loses a little for words whose accents differ.
        """
        scores: dict[str, float] = {}
        for number, likeness in self._likenesses(text).items():
            key, name = self._names[number]
            if among is None or key in among:
                score = likeness - _ACCENTS * likeness * _other_words(text, name)
                scores[key] = max(score, scores.get(key, 0.0))
        return scores

    def _likenesses(self, text: Spelling) -> dict[int, float]:
        """Return the likeness of each near name by its number: by letters, or by all its words.

        A year is like no code, nor is a code of another length.
        """
        found: dict[int, float] = {}
        if len(text.bare) > 1:
            for number in self._like(text.plain, fuzz.token_set_ratio, 1):
                if len(self._names[number][1].bare) > 1:
                    found[number] = _CONTAINED
        for number, score in self._like(text.plain, fuzz.ratio, NEAR).items():
            if not text.plain.isdigit() or len(self._letters[number]) == len(text.plain):
                found[number] = max(score, found.get(number, 0.0))
        return found

    def _like(self, text: str, scorer: Callable[..., float], least: float) -> dict[int, float]:
        listed = process.extract(
            text, self._letters, scorer=scorer, score_cutoff=100 * least, limit=None
        )
        return {number: score / 100 for _, score, number in listed}


def _other_words(text: Spelling, name: Spelling) -> float:
    """Return the share of words that do not stand in the name as they are spelled."""
    if not text.has_accents:
        return 0.0
    return 1 - len(set(text.words) & set(name.words)) / len(set(text.words))


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


class ListNames:
    """Lookup of the values of one list.

    ``shown``: code -> its names. ``exact``: names that mean the code. ``proposed``: words that
    may mean it and need a yes. ``forms``: the ways to read a text, the fullest first.
    """

    def __init__(
        self,
        shown: Mapping[str, Named],
        exact: Iterable[tuple[str, str]],
        proposed: Iterable[tuple[str, str]],
        forms: Forms,
    ) -> None:
        self.shown = shown
        self._exact = NameIndex((code, spell(name)) for code, name in exact)
        self._proposed = NameIndex((code, spell(name)) for code, name in proposed)
        self._forms = forms

    def find(
        self, text: str, among: Container[str] | None, search: bool
    ) -> tuple[str, tuple[Candidate, ...]]:
        """Return the one code that a text stands for, or no code and what it may stand for."""
        found = [code for code in self._named(text) if among is None or code in among]
        if len(found) == 1:
            return found[0], ()
        return "", self._candidates(text, found, among) if search else ()

    def alike(self, text: str) -> set[str]:
        """Return the codes whose name differs by accents at most, in any reading."""
        forms = self._forms(spell(text))
        return {code for form in forms for code in self._exact.alike(form)}

    def _named(self, text: str) -> tuple[str, ...]:
        """Return the codes named; a code beside a name counts where both say the same."""
        if named := self._same(text):
            return named
        coded, rest = self._coded(text)
        also = self._same(rest)
        return tuple(code for code in coded if code in also)

    def _coded(self, text: str) -> tuple[tuple[str, ...], str]:
        """Return what the beginning or the end of a text names, and the text beside it."""
        for part, rest in _parts(text):
            if coded := self._exact.same(spell(part)):
                return coded, rest
        return (), ""

    def _same(self, text: str) -> tuple[str, ...]:
        named = (self._exact.same(form) for form in self._forms(spell(text)))
        return next(filter(None, named), ())

    def _candidates(
        self, text: str, found: Sequence[str], among: Container[str] | None
    ) -> tuple[Candidate, ...]:
        scores = self._scores(text, found, among)
        ranked = sorted(scores, key=lambda code: (-scores[code], code))
        return tuple(Candidate(code, self.shown[code], round(scores[code], 4)) for code in ranked)

    def _scores(
        self, text: str, found: Sequence[str], among: Container[str] | None
    ) -> dict[str, float]:
        """Return codes with the likeness of their best name to the best reading of the text."""
        if found:
            return dict.fromkeys(found, 1.0)
        forms = list(self._forms(spell(text)))
        certain = [code for form in forms for code in self._proposed.same(form)]
        coded, rest = self._coded(text)
        certain += [*coded, *self._same(rest)]
        scores = {key: 1.0 for key in certain if among is None or key in among}
        for form in dict.fromkeys([*forms[:1], *forms[-1:], *self._forms_alike(forms)]):
            for key, score in self._exact.near(form, among).items():
                scores[key] = max(score, scores.get(key, 0.0))
        return scores

    def _forms_alike(self, forms: Iterable[Spelling]) -> list[Spelling]:
        return [form for form in forms if self._exact.alike(form)]


def without(prefix: re.Pattern[str] | None) -> Forms:
    """Return the reader of texts with or without words before the value."""

    def forms(text: Spelling) -> Iterator[Spelling]:
        yield text
        if prefix and (words := _cut(prefix, text.bare)):
            yield text.part(words)

    return forms


def class_forms(text: Spelling) -> Iterator[Spelling]:
    """Yield a class name without the words around its occupation, the fullest form first.

    Every cut is tried alone and with the others, so that no word that belongs to a name is
    lost: 'Trồng nấm 2024' is read as 'trồng nấm' before 'nấm 2024' can be taken for a year.
    """
    starts, ends = _starts(text.bare), _ends(text.bare)
    cuts = [(start, end) for start in starts for end in ends if start < end]
    for start, end in sorted(cuts, key=lambda cut: (cut[0] - cut[1], cut[0])):
        yield text.part(start, end)


def _starts(words: Sequence[str]) -> list[int]:
    found = [0]
    for start in found:
        cut = _cut(CLASS_FRONT, words[start:])
        if cut and len(found) < _MOST_CUTS:
            found.append(start + cut)
    return found


def _cut(pattern: re.Pattern[str], words: Sequence[str]) -> int:
    """Return how many words at the beginning are the pattern's, the longest way; 0 for none."""
    lengths = range(min(len(words) - 1, _MOST_CUTS), 0, -1)
    return next((n for n in lengths if pattern.fullmatch(" ".join(words[:n]))), 0)


def _ends(words: Sequence[str]) -> list[int]:
    """Return the places where the name may end: each end word may be cut off or not."""
    found = [len(words)]
    for end in found:
        for length in range(1, min(end, _MOST_CUTS)):
            shorter = end - length
            is_end = CLASS_END.fullmatch(" ".join(words[shorter:end]))
            if is_end and shorter not in found and len(found) < _MOST_CUTS:
                found.append(shorter)
    return found


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield part and rest of a text such as '480201 - Công nghệ thông tin' or 'Task 1: ...'."""
    if last := _CODE_LAST.search(text):
        yield last[1], text[: last.start()]
    for mark in (":", " - ", ".", " "):
        part, _, rest = text.strip().partition(mark)
        yield part, rest
