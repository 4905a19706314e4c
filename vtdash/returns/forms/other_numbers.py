"""Words by which a heading says that its numbers are no persons of the quarter that is reported."""

from __future__ import annotations

import re
import unicodedata

from vtdash.returns.names.office_words import plain
from vtdash.text.language import Named
from vtdash.text.messages import message

_PEOPLE = r"(?:luot )?(?:nguoi|hoc vien|hv|lao dong|hoc sinh|lop)"
_THOUSANDS = re.compile(
    rf"\b(?:nghin|ngan|tram|chuc|trieu|1 ?000|x ?1000|x ?100) ?{_PEOPLE}\b|\bthousands?\b"
)
_THOUSANDS_SPELT = re.compile(r"\b(?:nghìn|ngàn)\b")
"""With its accents the word is enough: without them it is also the one for a budget or a bank."""

_GRADUATES = re.compile(r"\btot nghiep\b|\bhoan thanh khoa\b")
_SHARES = message("shares")
_KINDS = (
    (re.compile(r"\b(?:ty le|ti le|ty trong|ti trong|phan tram|percent)\b"), _SHARES),
    (
        re.compile(
            r"\bke hoach\b|\bkh\b|\bdu kien\b|\buoc (?:thuc hien|th)\b|\bplan(?:ned)?\b|"
            r"\bchi tieu (?:duoc )?(?:giao|ke hoach|tuyen sinh|dao tao|nam)\b"
        ),
        message("planned numbers"),
    ),
    (
        re.compile(r"\bluy ke\b|\bcong don\b|\b(?:tu )?dau (?:nam|nhiem ky)\b|\bto date\b"),
        message("numbers added up since the beginning of the year"),
    ),
    (
        re.compile(r"\b(?:nam|ky|quy) truoc\b|\bcung ky\b|\bchuyen tiep\b|\bnam ngoai\b"),
        message("numbers of another period"),
    ),
    (_GRADUATES, message("numbers of graduates")),
)


def other_kind(heading: str) -> Named | None:
    """Return what the numbers under a heading are, where it says something else than persons.

    >>> other_kind("Nữ (%)").en, other_kind("Số người (KH)").en, other_kind("Số người")
    ('shares', 'planned numbers', None)
    """
    if "%" in heading:
        return _SHARES
    if says_thousands(heading):
        return message("thousands")
    words = plain(heading)
    return next((kind for pattern, kind in _KINDS if pattern.search(words)), None)


def is_of_graduates(heading: str) -> bool:
    """Return whether a heading speaks of graduates: form 1 has them below those who enrolled."""
    return bool(_GRADUATES.search(plain(heading)))


def says_other(kind: Named) -> Named:
    """Return that a heading says that its numbers are no persons of the quarter."""
    return message("By its heading this column holds {kind}.", kind=kind)


def says_thousands(text: str) -> bool:
    """Return whether a text says that people are counted in thousands.

    >>> says_thousands("ĐVT: nghìn người"), says_thousands("Nguồn: ngân sách")
    (True, False)
    """
    spelt = unicodedata.normalize("NFC", text).casefold()
    return bool(_THOUSANDS_SPELT.search(spelt) or _THOUSANDS.search(plain(text)))
