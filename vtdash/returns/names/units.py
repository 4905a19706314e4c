"""Reporting units whose names look like one another's: another spelling, or another unit?

Units are known by an id made of their name, so a second spelling would count as a second unit.
Whether two names are alike is read off the ids: abbreviations are written out, words for a kind of
place left out, and numbers have to agree ('Trường số 1' is not 'Trường số 2').
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_WRITTEN_OUT = {
    "GDNN": "GIAO DUC NGHE NGHIEP",
    "GDTX": "GIAO DUC THUONG XUYEN",
    "DVVL": "DICH VU VIEC LAM",
    "TCN": "TRUNG CAP NGHE",
    "CDN": "CAO DANG NGHE",
    "TC": "TRUNG CAP",
    "CD": "CAO DANG",
    "DH": "DAI HOC",
}
"""Abbreviations that offices use -> their words, without accents as ids have them."""

_FIRST = {"TT": "TRUNG TAM", "TTGDNN": "TRUNG TAM GIAO DUC NGHE NGHIEP"}
"""Abbreviations of a kind of unit, which is said first; later they may be of a place."""

_LEFT_OUT = {"HUYEN", "QUAN", "XA", "PHUONG", "TX", "TP", "VA", "TRUONG"}
"""Words that one spelling has and another leaves out."""

_LEAST_WORDS = 4
"""A name of fewer words, written out, is too short to be found within a longer one."""

_LEAST_LETTERS = 3
"""A word of fewer letters is another word where one of them differs."""

_OFFICES = ("PHONG", "UBND", "UY BAN", "SO", "BAN", "CHI CUC", "TRUNG TAM DICH VU HANH CHINH")
"""How names of offices begin, which report for the units below them."""

_NUMBER = re.compile(r"0*([0-9]+)")


def alike(unit: str, known: Iterable[str]) -> str:
    """Return the id among the ``known`` that may be another spelling of a unit's, or ''.

    >>> alike("TT-GDNN-GDTX-HUYEN-THANH-TRI", ["TRUNG-TAM-GDNN-GDTX-THANH-TRI", "TTGDNN-CM"])
    'TRUNG-TAM-GDNN-GDTX-THANH-TRI'
    >>> alike("TRUONG-TC-NGHE-SO-01", ["TRUONG-TRUNG-CAP-NGHE-SO-2", "TTGDNN-CM"])
    ''
    """
    found = (other for other in known if other != unit and _are_alike(_words(unit), _words(other)))
    return next(found, "")


def is_office(unit: str) -> bool:
    """Return whether an id is that of an office, which has no learners of its own.

    >>> is_office("PHONG-LD-TBXH-HUYEN-THANH-TRI"), is_office("TT-GDNN-GDTX-THANH-TRI")
    (True, False)
    """
    words = unit.upper().replace("-", " ") + " "
    return words.startswith(tuple(f"{office} " for office in _OFFICES))


@lru_cache(maxsize=4096)
def _words(unit: str) -> tuple[str, ...]:
    first, *rest = unit.upper().split("-")
    parts = [_FIRST.get(first, _WRITTEN_OUT.get(first, first))]
    parts += [_WRITTEN_OUT.get(part, part) for part in rest]
    words = (_NUMBER.sub(r"\1", word) for part in parts for word in part.split())
    return tuple(word for word in words if word not in _LEFT_OUT)


def _are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    numbers = [[word for word in words if word.isdigit()] for words in (one, other)]
    if numbers[0] != numbers[1]:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) >= _LEAST_WORDS and not Counter(short) - Counter(long):
        return True
    if len(one) != len(other):
        return False
    unlike = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return not unlike or (len(unlike) == 1 and _is_slip(*unlike[0]))


def _is_slip(one: str, other: str) -> bool:
    """Return whether two words differ in one letter of three or more."""
    letters = sum(a == b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) >= _LEAST_LETTERS and letters == len(one) - 1
