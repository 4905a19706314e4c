"""How an office's text is compared with a name: capitals, accents and tone marks set aside.

Two forms of one text are used. The *spelled* form keeps accents: two texts are equal in it
where a reader would say that they are the same words. The *plain* form drops them as well.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_MARKS = "\u0300-\u036f"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_MARK = re.compile(f"[{_MARKS}]")
_TONE = re.compile(f"[{_TONES}]")
_BARRED_D = str.maketrans({"ð": "đ", "ɖ": "đ"})  # other letters that look the same as capitals
_PLAIN_D = str.maketrans({"đ": "d"})


@dataclass(frozen=True)
class Spelling:
    """The words of a text, ``words`` with accents and ``bare`` without, one for one."""

    words: tuple[str, ...]
    bare: tuple[str, ...]

    @cached_property
    def spelled(self) -> str:
        """The words with their accents."""
        return " ".join(self.words)

    @cached_property
    def plain(self) -> str:
        """The words without accents."""
        return " ".join(self.bare)

    @property
    def has_accents(self) -> bool:
        """Whether the text has any accent, so that its accents can be relied upon."""
        return self.words != self.bare

    def part(self, start: int, end: int | None = None) -> Spelling:
        """Return the words from ``start`` up to ``end``."""
        return Spelling(self.words[start:end], self.bare[start:end])


def spell(text: str) -> Spelling:
    """Return the words of a text, lower case, with tone marks at the end of each word.

    Composed and decomposed letters, capitals, spaces and punctuation make no difference, nor
    does the vowel that carries the tone: 'Hoà' and 'Hòa' are one word. 'i' and 'y' differ.

    >>> spell("THUỶ lợi") == spell("thủy-lợi")
    True
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    letters = unicodedata.normalize("NFKD", folded).translate(_BARRED_D)
    words = tuple(_tones_last(word) for word in _WORD.findall(letters))
    return Spelling(words, tuple(_MARK.sub("", word).translate(_PLAIN_D) for word in words))


def plain(text: str) -> str:
    """Return the one form in which texts are compared: words without capitals and accents.

    The key of what a steward accepted is in this form. It is empty for a text without letters
    and digits.

    >>> plain("  Q. Ba  ĐÌNH "), plain("Khoẻ") == plain("khỏe")
    ('q ba dinh', True)
    """
    return spell(text).plain


def _tones_last(word: str) -> str:
    tones = _TONE.findall(word)
    return _TONE.sub("", word) + "".join(tones) if tones else word
