"""Vietnamese typed in fonts of the 1990s or read in a wrong code, known by its letters alone.

TCVN3 (ABC, .VnTime) puts one Latin sign for each letter, VNI a base letter and a sign behind it;
UTF-8 read as Windows-1252 gives two or three signs a letter. A text is one of these where it makes
no Vietnamese as it stands, and Vietnamese throughout once it is converted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from vtdash.returns.model import Cell, Grid, GridView
from vtdash.text.language import Named
from vtdash.text.messages import message

_TCVN3 = dict(
    zip(
        "µ¶·¸¹»¼½¾ÆÇÈÉÊË©¨®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦",
        "àảãáạằẳẵắặầẩẫấậâăđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_PAIRS = {
    "a": ("ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ"),
    "e": ("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    "o": ("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "u": ("ùøûõï", "úùủũụ"),
    "ö": ("ùøûõï", "ứừửữự"),
    "y": ("ùøûõ", "ýỳỷỹ"),
}
_VNI_ALONE = dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True))
_VNI = {
    base + sign: letter
    for base, (signs, letters) in _VNI_PAIRS.items()
    for sign, letter in zip(signs, letters, strict=True)
} | _VNI_ALONE
_VNI_PART = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE)

_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    "(?:uyê|uya|uyu|iêu|yêu|oai|oao|oay|oeo|uai|uay|uây|uôi|ươi|ươu|ai|ao|au|âu|ay|ây|eo|êu|ia|iê|"
    "iu|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|ưa|ươ|ưi|ưu|uy|yê|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_NUCLEUS}(?:ch|ng|nh|[cmnpt])?")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_CELLS = re.compile(r"[\t\r\n;,\"]+")
_LOOKED_AT = 20_000
_EDGES = "".join(map(chr, range(0x21, 0x41))) + "[\\]^_`{|}~“”‘’–…"
_SPLIT = re.compile(r"[\s/\-.,;:()\d]+")


@dataclass(frozen=True)
class LegacyText:
    """A text that was recognised: ``kind`` is a key of ``KINDS``, ``converted`` what it says."""

    kind: str
    text: str
    converted: str


def _from_tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(sign, sign) for sign in text)


def _from_vni(text: str) -> str:
    return _VNI_PART.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    letter = _VNI[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter


def _from_twice(text: str) -> str:
    """Return what bytes of UTF-8 say that were read as Windows-1252; the text where they are not.

    Windows-1252 leaves five bytes open; programs keep these as control characters.
    """
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


KINDS: dict[str, Callable[[str], str]] = {
    "twice": _from_twice,
    "tcvn3": _from_tcvn3,
    "vni": _from_vni,
}
"""Kind -> how its texts are converted, the surest first."""


@lru_cache(maxsize=20_000)
def recognised_letters(text: str) -> LegacyText | None:
    """Return what a text in legacy letters says; None for any other text.

    >>> recognised_letters("Trung t©m d¹y nghÒ Thanh Tr×").converted
    'Trung tâm dạy nghề Thanh Trì'
    >>> recognised_letters("Trung taâm daïy ngheà").converted, recognised_letters("Quý I, Hà Nam")
    ('Trung tâm dạy nghề', None)
    """
    if text.isascii() or not any(map(_is_in_doubt, _words(text))):
        return None
    is_unicode = any(sign > "\xff" and sign.isalpha() for sign in text)
    for kind, convert in KINDS.items():
        if is_unicode and kind != "twice":
            continue
        converted = unicodedata.normalize("NFC", _as_typed(text, convert(text)))
        changed = [word for word in _words(converted) if not word.isascii()]
        if converted != text and changed and not any(map(_is_in_doubt, changed)):
            return LegacyText(kind, text, converted)
    return None


def _as_typed(text: str, converted: str) -> str:
    """Return the converted text in capitals where the words are: capital fonts have no codes."""
    letters = [sign for sign in text if sign.isascii() and sign.isalpha()]
    is_capital = len(letters) > 1 and all(map(str.isupper, letters))
    return converted.upper() if is_capital else converted


def _words(text: str) -> list[str]:
    """Return the words of a text that hold an ASCII letter or a Vietnamese one."""
    parts = (word.strip(_EDGES) for word in _SPLIT.split(text))
    return [word for word in parts if re.search("[A-Za-zà-ỹĐđ]", word)]


def _is_in_doubt(word: str) -> bool:
    """Return whether a word with letters beyond ASCII can be no Vietnamese syllable."""
    if word.isascii():
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(parts)
    bare = unicodedata.normalize("NFC", _TONES.sub("", parts))
    return len(tones) > 1 or not _SYLLABLE.fullmatch(bare)


_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_WITHOUT = dict.fromkeys(map(ord, _INVISIBLE))


def without_invisible(text: str) -> str:
    """Return a text without joiners and marks of direction, which come along with pasted text.

    A soft hyphen stays: in TCVN3 it is a letter.
    """
    return text.translate(_WITHOUT) if any(sign in text for sign in _INVISIBLE) else text


_LEGACY = message("The letters are those of an old font (TCVN3, VNI) or of a wrong encoding.")
_LOST = message("Letters are lost: a question mark or another sign stands in their place.")
_OTHER_SCRIPT = message("The name holds letters of another script that look like Latin ones.")
_SIGNS = frozenset({"So", "Sk", "Sc", "Sm", "No"})
_USUAL_SIGNS = frozenset("+=<>|~^`$°²³")


def doubtful_letters(name: str) -> Named | None:
    """Return why a name cannot be stored as it is written, None where its letters are sound.

    >>> doubtful_letters("Trung tâm dạy nghề Thanh Trì") is None
    True
    """
    if name.isascii() and "?" not in name:
        return None
    if recognised_letters(name):
        return _LEGACY
    if any(sign.isalpha() and not _is_latin(sign) for sign in name):
        return _OTHER_SCRIPT
    return _LOST if any(map(_is_lost, name)) else None


def _is_lost(sign: str) -> bool:
    is_sign = unicodedata.category(sign) in _SIGNS and sign not in _USUAL_SIGNS
    return is_sign or sign in "?\ufffd"


def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(("LATIN", "FULLWIDTH LATIN", "MODIFIER"))


def found_letters(grids: Iterable[Grid]) -> tuple[str, int, LegacyText] | None:
    """Return sheet, row and text of the first legacy text of the commonest kind, or None.

    The first rows of each sheet are looked at: titles, headings and the first units are there.
    """
    found = [
        (grid.name, number, legacy)
        for grid in grids
        for number, cells in enumerate(grid.head(), start=1)
        for cell in cells
        if isinstance(cell, str) and (legacy := recognised_letters(cell))
    ]
    if not found:
        return None
    kind = Counter(legacy.kind for _, _, legacy in found).most_common(1)[0][0]
    return next(each for each in found if each[2].kind == kind)


def one_byte_each(content: bytes) -> str | None:
    """Return a text file in TCVN3 or VNI as Latin signs, None where its start makes neither."""
    text = content.decode("latin-1")
    cells = _CELLS.split(text[:_LOOKED_AT])
    found = (legacy.kind for cell in cells if (legacy := recognised_letters(cell)))
    return text if any(kind != "twice" for kind in found) else None


@dataclass(frozen=True)
class ConvertedGrid(GridView):
    """A sheet in which texts in legacy letters are read as what they say."""

    def head(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the first rows."""
        return tuple(tuple(map(_converted, cells)) for cells in self.grid.head())

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield number and cells of the rows."""
        return ((number, tuple(map(_converted, cells))) for number, cells in self.grid.rows())


def _converted(cell: Cell) -> Cell:
    legacy = recognised_letters(cell) if isinstance(cell, str) else None
    return legacy.converted if legacy else cell
