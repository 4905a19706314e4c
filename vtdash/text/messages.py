"""Sentences that are made before the reader's language is known, and told in either.

What is wrong with a file, for one, is worded once and shown on the page in one language, printed
by the command line in another, and stored in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vtdash.text.language import Text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogues with the values of its places; ``message`` makes one."""

    sentence: str
    values: tuple[tuple[str, object], ...] = ()

    @property
    def vi(self) -> str:
        """The sentence in Vietnamese."""
        return self._in("vi")

    @property
    def en(self) -> str:
        """The sentence in English."""
        return self._in("en")

    def _in(self, language: str) -> str:
        values = {name: getattr(value, language, value) for name, value in self.values}
        return Text(language)(self.sentence, **values)


@dataclass(frozen=True, slots=True)
class Number:
    """A number, written in each language with its own signs; up to 15 digits count."""

    value: float

    @property
    def vi(self) -> str:
        """The number as it is written in Vietnamese."""
        return self._in("vi")

    @property
    def en(self) -> str:
        """The number as it is written in English."""
        return self._in("en")

    def _in(self, language: str) -> str:
        exponent = Decimal(f"{self.value:.15g}").as_tuple().exponent
        return Text(language).number(self.value, max(0, -int(exponent)))


def message(sentence: str, /, **values: object) -> Message:
    """Return an English sentence of the catalogues with its ``{named}`` values, for both languages.

    A value that carries words in both languages is put in by its words in each of them; any other
    is put in as it is: a quantity is given as ``Number(value)``, a year or a row as it is.

    >>> message("row {number}", number=1200).vi
    'dòng 1200'
    >>> message("about {value}", value=Number(1200.5)).vi
    'khoảng 1.200,5'
    """
    return Message(sentence, tuple(values.items()))
