"""Reporting units whose names look like one another's: another spelling, or another unit?

Units are known by an id made of their name, so a second spelling would count as a second unit.
Whether two names are alike is read off the ids: abbreviations are written out, words for a kind of
place left out, and numbers have to agree ('Trường số 1' is not 'Trường số 2'). What is alike is
proposed; only the same id is taken without a yes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA

_WRITTEN_OUT = {
    "GDNN": "GIAO DUC NGHE NGHIEP",
    "GDTX": "GIAO DUC THUONG XUYEN",
    "GDNNGDTX": "GIAO DUC NGHE NGHIEP GIAO DUC THUONG XUYEN",
    "DVVL": "DICH VU VIEC LAM",
    "DTN": "DAY NGHE",
    "LDTBXH": "LAO DONG THUONG BINH XA HOI",
    "TBXH": "THUONG BINH XA HOI",
    "GDDT": "GIAO DUC DAO TAO",
    "VHXH": "VAN HOA XA HOI",
    "UBND": "UY BAN NHAN DAN",
    "TCN": "TRUNG CAP NGHE",
    "CDN": "CAO DANG NGHE",
    "TC": "TRUNG CAP",
    "CD": "CAO DANG",
    "DH": "DAI HOC",
    "KT": "KY THUAT",
    "KTKT": "KINH TE KY THUAT",
    "CN": "CONG NGHE",
    "CNC": "CONG NGHE CAO",
}
"""Abbreviations that offices use -> their words, without accents as ids have them."""

_FIRST = {
    "TT": "TRUNG TAM",
    "TTGDNN": "TRUNG TAM GIAO DUC NGHE NGHIEP",
    "TTGDTX": "TRUNG TAM GIAO DUC THUONG XUYEN",
    "TTGDNNGDTX": "TRUNG TAM GIAO DUC NGHE NGHIEP GIAO DUC THUONG XUYEN",
    "TTDN": "TRUNG TAM DAY NGHE",
    "TTDVVL": "TRUNG TAM DICH VU VIEC LAM",
    "CTY": "CONG TY",
    "PLDTBXH": "PHONG LAO DONG THUONG BINH XA HOI",
    "P": "PHONG",
    "S": "SO",
}
"""Abbreviations of a kind of unit, which is said first; later they may be of a place."""

_PHRASES = {
    "LD TB XH": "LDTBXH",
    "LD TBXH": "LDTBXH",
    "GD DT": "GDDT",
    "GD NN": "GDNN",
    "GD TX": "GDTX",
    "VH XH": "VHXH",
    "TRACH NHIEM HUU HAN": "",
    "CO PHAN": "",
}
"""What stands in pieces, or is left out, before words are told from each other."""

_LEFT_OUT = {
    "HUYEN", "QUAN", "XA", "PHUONG", "TX", "TP", "THI", "TRAN", "VA", "TRUONG", "TNHH", "CP",
}  # fmt: skip
"""Words that one spelling has and another leaves out."""

_LEAST_WORDS = 4
"""A name of fewer words, written out, is too short to be found within a longer one."""

_LEAST_LETTERS = 3
"""A word of fewer letters is another word where one of them differs."""

_MOST_PROPOSED = 5
"""A name that is part of more than these is the name of a kind and not of a unit."""

_MOST_HOLDING = 100
"""Names that hold all words of one that is no more than a kind."""

_OFFICES = ("PHONG", "UBND", "UY BAN", "SO", "BAN", "CHI CUC")
"""How names of offices begin, which report for the units below them."""

_KINDS = {
    "TRUNG TAM DICH VU VIEC LAM": "employment_service_centre",
    "TRUONG CAO DANG": "college",
    "CAO DANG": "college",
    "TRUONG TRUNG CAP": "intermediate_school",
    "TRUNG CAP": "intermediate_school",
    "TRUNG TAM": "centre",
    "CONG TY": "enterprise",
    "DOANH NGHIEP": "enterprise",
}
"""How names of the other kinds begin, written out, the longer beginnings first."""

_NUMBER = re.compile(r"0*([0-9]+)")

_Words = tuple[str, ...]


def alike_units(units: Sequence[str], known: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return for each unit the known ids that may be spellings of it.

    Its own id is never among them.

    >>> alike_units(["TT-GDNN-HUYEN-THANH-TRI"], ["TRUNG-TAM-GDNN-THANH-TRI", "TTGDNN-CM"])
    {'TT-GDNN-HUYEN-THANH-TRI': ('TRUNG-TAM-GDNN-THANH-TRI',)}
    >>> alike_units(["TRUONG-TC-NGHE-SO-01"], ["TRUONG-TRUNG-CAP-NGHE-SO-2", "TTGDNN-CM"])
    {'TRUONG-TC-NGHE-SO-01': ()}
    """
    register = _Register(known)
    found = {unit: register.same_words(unit) for unit in dict.fromkeys(units)}
    rest = [unit for unit, those in found.items() if not those]
    found |= {unit: register.within(unit) for unit in rest}
    found |= {unit: register.slips(unit) for unit in rest if not found[unit]}
    return found


def is_office(unit: str) -> bool:
    """Return whether an id is that of an office, which has no learners of its own.

    >>> is_office("PHONG-LD-TBXH-HUYEN-THANH-TRI"), is_office("TT-GDNN-GDTX-THANH-TRI")
    (True, False)
    """
    words = unit.upper().replace("-", " ") + " "
    return words.startswith(tuple(f"{office} " for office in _OFFICES))


def kind_of_unit(unit: str) -> str:
    """Return the kind of unit that an id says, a code of codes.toml [unit_kind].

    >>> kind_of_unit("TT-GDNN-GDTX-THANH-TRI"), kind_of_unit("CS-0001")
    ('centre', 'other_unit')
    """
    if is_office(unit):
        return "office"
    words = " ".join(_written_out(unit))
    return next((kind for said, kind in _KINDS.items() if words.startswith(said)), "other_unit")


class _Register:
    """Known ids by their words."""

    def __init__(self, known: Sequence[str]) -> None:
        self.ids = dict.fromkeys(known)
        self.words = {unit: _words(unit) for unit in self.ids}
        self.by_words: dict[_Words, list[str]] = defaultdict(list)
        self.word_sets = {unit: frozenset(words) for unit, words in self.words.items()}
        self.with_word: dict[str, set[str]] = defaultdict(set)
        for unit, words in self.words.items():
            self.by_words[tuple(sorted(words))].append(unit)
            for word in words:
                self.with_word[word].add(unit)
        self.by_rarest: dict[str, list[str]] = defaultdict(list)
        for unit, words in self.words.items():
            if words:
                self.by_rarest[min(words, key=self._times)].append(unit)
        self.fewest = {
            word: min(len(self.word_sets[unit]) for unit in those)
            for word, those in self.by_rarest.items()
        }

    def _times(self, word: str) -> int:
        return len(self.with_word.get(word, ()))

    def same_words(self, unit: str) -> tuple[str, ...]:
        """Return the ids that are the same words, in whatever order they stand."""
        same = self.by_words.get(tuple(sorted(_words(unit))), ())
        return tuple(each for each in same if each != unit)

    def within(self, unit: str) -> tuple[str, ...]:
        """Return the ids whose words hold all of the unit's, or are held by them."""
        words = _words(unit)
        own = frozenset(words)
        holding = sorted((self.with_word.get(word, set[str]()) for word in own), key=len)
        longer = holding[0].intersection(*holding[1:]) if holding else ()
        shorter = [
            each
            for word in own
            if self.fewest.get(word, len(own) + 1) <= len(own)
            for each in self.by_rarest.get(word, ())
            if self.word_sets[each] <= own
        ]
        both = sorted({*longer, *shorter}) if len(longer) <= _MOST_HOLDING else ()
        found = [each for each in both if each != unit and _holds(words, self.words[each])]
        return tuple(found) if len(found) <= _MOST_PROPOSED else ()

    @cached_property
    def by_rest(self) -> Mapping[tuple[int, _Words], list[str]]:
        """Known ids by their words but one, and the place of that one."""
        found: dict[tuple[int, _Words], list[str]] = defaultdict(list)
        for unit, words in self.words.items():
            for at, word in enumerate(words):
                if not word.isdigit():
                    found[at, words[:at] + words[at + 1 :]].append(unit)
        return found

    def slips(self, unit: str) -> tuple[str, ...]:
        """Return the ids that differ from the unit in one letter of one word."""
        words = _words(unit)
        found = (
            other
            for at, word in enumerate(words)
            if not word.isdigit()
            for other in self.by_rest.get((at, words[:at] + words[at + 1 :]), ())
            if _is_slip(word, self.words[other][at])
        )
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def _words(unit: str) -> _Words:
    return tuple(word for word in _written_out(unit) if word not in _LEFT_OUT)


def _written_out(unit: str) -> Iterator[str]:
    text = f" {unit.upper().replace('-', ' ')} "
    for phrase, word in _PHRASES.items():
        text = text.replace(f" {phrase} ", f" {word} ")
    first, *rest = text.split() or [""]
    parts = [_FIRST.get(first, _WRITTEN_OUT.get(first, first))]
    parts += [_WRITTEN_OUT.get(part, part) for part in rest]
    for word in " ".join(parts).split():
        yield _NUMBER.sub(r"\1", word) if "0" in word else word


def _numbers(words: _Words) -> list[str]:
    return [word for word in words if word.isdigit()]


def _holds(one: _Words, other: _Words) -> bool:
    """Return whether one name is the other with words left out, the numbers being the same."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST_WORDS or _numbers(short) != _numbers(long):
        return False
    return not Counter(short) - Counter(long)


def _is_slip(one: str, other: str) -> bool:
    """Return whether two words differ in one letter, or in the order of two."""
    if min(len(one), len(other)) < _LEAST_LETTERS:
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1
