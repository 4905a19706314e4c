"""What a steward is asked where another return says the same, so that nothing adds up by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from vtdash.store import Counting
from vtdash.text.language import Named

CountingKind = Literal["again", "overlap", "figures"]
"""Again: a unit and period that were reported. Overlap: rows that another unit reports as well.
Figures: published figures that contradict one another."""

REPLACES: Final = "replaces"
ADDS: Final = "adds"
CONTAINS: Final = "contains"


@dataclass(frozen=True)
class CountingChoice:
    """One answer, in words that say what it does to the total, and what is kept of it."""

    value: str
    words: Named
    decided: Counting


@dataclass(frozen=True)
class CountingQuestion:
    """One question: ``key`` names it among the answers, ``answer`` is empty until it is decided.

    ``row``: the first row of the file that it is about.
    """

    key: str
    kind: CountingKind
    row: int
    said: Named
    choices: tuple[CountingChoice, ...]
    answer: str = ""


def counting_decided(questions: Iterable[CountingQuestion]) -> tuple[Counting, ...]:
    """Return what was decided, question by question."""
    return tuple(
        choice.decided
        for question in questions
        for choice in question.choices
        if choice.value == question.answer
    )
