"""How offices write: texts compared without capitals and accents, and other words for one thing.

Two forms of one text are used. The *spelled* form keeps accents: two texts are equal in it where a
reader would say that they are the same words. The *plain* form drops them as well.

Names themselves come from the catalogue. ``office_words.toml`` holds abbreviations, other words
for the same value and the labels of headings; here is also what class lists put around the name
of an occupation.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

_MARKS = "\u0300-\u036f"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_MARK = re.compile(f"[{_MARKS}]")
_TONE = re.compile(f"[{_TONES}]")
_BARRED_D = str.maketrans({"ð": "đ", "ɖ": "đ"})  # other letters that look the same as capitals
_PLAIN_D = str.maketrans({"đ": "d"})

WORDS_FILE = Path(__file__).with_name("office_words.toml")
_WORDS: dict[str, Any] = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))
_NO_KIND, _NO_FIELD = "none", "other"

LABELS: dict[str, str] = {
    label: "" if field == _NO_FIELD else field
    for field, labels in _WORDS["labels"].items()
    for label in labels
}
"""Labels (plain) -> what they are a label of; empty where it is nothing that is looked for."""

USUAL: dict[str, dict[str, list[str]]] = _WORDS["usual"]
"""Kind -> code -> other words that mean exactly this value."""

PROPOSED: dict[str, dict[str, list[str]]] = _WORDS["proposed"]
"""Kind -> code -> words that may mean this value and need a yes."""

ITEM_WORDS: dict[str, list[str]] = _WORDS["item_words"]
"""What stands before the number of a task or of a group of measures."""

OFFICE_PREFIXES = ("ubnd", "uy ban nhan dan")
"""Words before an area's name that do not belong to it."""

LIST_PREFIXES: dict[str, re.Pattern[str]] = {
    "city": re.compile(r"thanh pho|tp|tinh"),
    "level": re.compile(r"trinh do(?: dao tao)?|he(?: dao tao)?|bac|dao tao|lop"),
    "audience": re.compile(r"doi tuong"),
}
"""Words before a value that may be left out (plain)."""

_NUMBER = r"(?:so )?(?:\d{1,3}[a-h]?|[ivx]+|[a-h]\d{0,2})"

CLASS_FRONT = re.compile(
    r"\d{1,3}|stt|ma|ten|khoa|mon|"
    rf"lop(?: {_NUMBER})?|lop k ?\d{{1,3}}|khoa {_NUMBER}|k ?\d{{1,3}}|"
    r"(?:hoc |day |dao tao |truyen |ma |ten )?nghe|nganh(?: nghe)?|hoc|day|dao tao|"
    r"boi duong|tap huan|(?:trinh do |he )?(?:so cap|trung cap|trung hoc nghe|cao dang)|"
    r"duoi (?:3|ba) thang"
)
"""What class lists put before the name of an occupation (plain words)."""

CLASS_END = re.compile(
    r"\d{1,4}|k ?\d{1,3}[a-h]?|"
    rf"(?:lop|khoa|dot|nhom|ky|ca) {_NUMBER}|so \d{{1,3}}|thang \d{{1,2}}|"
    r"nam(?: hoc)? (?:20)?\d\d|\d+ (?:hoc vien|hv|nguoi|thang|ngay|tiet|gio)|"
    r"(?:trinh do |he |bac )?(?:so cap|trung cap|trung hoc nghe|cao dang)(?: nghe)?(?: bac \d)?|"
    r"(?:dao tao )?duoi (?:3|ba) thang|(?:danh )?(?:cho )?(?:lao dong nong thon|ldnt)"
)
"""What class lists put after the name of an occupation (plain words)."""


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


@lru_cache(maxsize=4096)  # every kind of form asks for the same headings; ``forget_words`` ends it
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


def forget_words() -> None:
    """Forget the texts of a file that was read: there may be names of persons among them."""
    spell.cache_clear()


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


def _kinds(words: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """Return each word with the kinds of area that it is listed for."""
    return {
        word: frozenset(kind for kind, others in words.items() if word in others) - {_NO_KIND}
        for listed in words.values()
        for word in listed
    }


AREA_PREFIXES = _kinds(_WORDS["area_prefixes"])
"""Words before a Vietnamese name (plain) -> kinds of area that they stand for."""

AREA_SUFFIXES = _kinds(_WORDS["area_suffixes"])
"""Words after an English name -> kinds of area that they stand for."""
