"""Names to look texts up in: the same name by dictionary, a near one by likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from difflib import SequenceMatcher
from functools import cached_property

from vtdash.returns.names.spelling import Spelling

NEAR = 0.72
"""Likeness from which a name is proposed; 'Ba Vì' for 'Ba Đình' has 0.67."""

_COMPARED = 12
"""Names whose letters are compared one by one: the ones that share most pairs of letters."""

_CONTAINED = 0.75
"""Likeness of two names where one has all words of the other, and more of them."""

_ACCENTS = 0.1
"""Most that a text with accents loses where every word has others than the name."""


class Names:
    """Names of things that are known by a key; a thing may have several names."""

    def __init__(self, names: Iterable[tuple[str, Spelling]]) -> None:
        self._names = tuple(dict.fromkeys((key, name) for key, name in names if name.bare))
        self._spelled: dict[str, list[str]] = defaultdict(list)
        self._plain: dict[str, list[str]] = defaultdict(list)
        for key, name in self._names:
            self._spelled[name.spelled].append(key)
            self._plain[name.plain].append(key)

    @cached_property
    def _pairs(self) -> dict[str, list[int]]:
        """Pair of letters -> numbers of the names that have it; made when first searched."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, (_, name) in enumerate(self._names):
            for pair in _pairs(name.plain):
                found[pair].append(number)
        return found

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

        Likeness is the share of letters in common runs (``difflib``), from 0 to 1; ``NEAR`` has
        to be reached. A text with accents loses a little for words whose accents differ.
        """
        letters = SequenceMatcher(None, b=text.plain, autojunk=False)
        scores: dict[str, float] = {}
        for number in self._promising(text.plain, among):
            key, name = self._names[number]
            letters.set_seq1(name.plain)
            score = _likeness(letters, text, name)
            if score >= NEAR:
                score -= _ACCENTS * score * _other_words(text, name)
                scores[key] = max(score, scores.get(key, 0.0))
        return scores

    def _promising(self, text: str, among: Container[str] | None) -> list[int]:
        """Return the names that share most pairs of letters with the text."""
        pairs = _pairs(text)
        shared = Counter(number for pair in pairs for number in self._pairs.get(pair, ()))
        ranked = sorted(
            (2 * common / (len(pairs) + len(self._names[number][1].plain) + 1), -number)
            for number, common in shared.items()
            if among is None or self._names[number][0] in among
        )
        return [-number for _, number in ranked[: -_COMPARED - 1 : -1]]


def _likeness(letters: SequenceMatcher[str], text: Spelling, name: Spelling) -> float:
    if text.plain.isdigit() and len(text.plain) != len(name.plain):
        return 0.0  # a year is like no code, nor is a code of another length
    least = _CONTAINED if _contained(set(text.bare), set(name.bare)) else 0.0
    if letters.quick_ratio() < max(least, NEAR):  # an upper bound, much cheaper
        return least
    return max(least, letters.ratio())


def _other_words(text: Spelling, name: Spelling) -> float:
    """Return the share of words that do not stand in the name as they are spelled."""
    if not text.has_accents:
        return 0.0
    return 1 - len(set(text.words) & set(name.words)) / len(set(text.words))


def _contained(one: set[str], other: set[str]) -> bool:
    """Return whether all words of one stand in the other; a single word says too little."""
    small, large = sorted((one, other), key=len)
    return len(small) > 1 and small <= large


def _pairs(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
