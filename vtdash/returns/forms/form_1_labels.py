"""What the texts of a row of Form 1 say: part, field, level, age group, class or total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from vtdash.returns.forms.layout import is_total
from vtdash.returns.names.office_words import plain

Kind = Literal["part", "sector", "level", "age", "class", "total"]

_NAMED: dict[Kind, dict[str, tuple[str, ...]]] = {
    "part": {"A": ("tuyen sinh",), "B": ("tot nghiep",)},
    "sector": {"I": ("phi nong nghiep",), "II": ("nong nghiep",)},
    "level": {"elementary": ("so cap", "so cap nghe"), "under_3_months": ("duoi 3 thang",)},
}
_MARKS: dict[str, tuple[Kind, str]] = {
    "A": ("part", "A"),
    "B": ("part", "B"),
    "I": ("sector", "I"),
    "II": ("sector", "II"),
    "1": ("level", "elementary"),
    "2": ("level", "under_3_months"),
}
_FRONT = re.compile(
    r"(?:(?:tong so|ket qua|cong tac|linh vuc|nhom|nganh|nghe|cac|dao tao|day|trinh do|he)\b ?)+"
)
_END = re.compile(r" (?:trong ky|trong quy|nghe|tuoi|thuong xuyen)$")
_MARK = re.compile(
    r"([AB]|I{1,3}|\d{1,3}(?:\.\d{1,2}){0,2}|[a-d](?=[.)])|[-+*•–])\s*(?:[.):/–-]\s*|\s+)(?=\S)"
)
_AGE_WORDS = ("duoi", "tren", "tu", "den", "tuoi", "tro", "len", "xuong", "va", "do", "nhom")
_AGE_YEARS = re.compile(r"[1-9]\d")
_SLIP, _SLIP_WITH_MARK = 0.9, 0.7
_SPACED = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")


@dataclass(frozen=True)
class Label:
    """What a row is: ``key`` tells parts, fields, levels and ages apart; a class has a name."""

    kind: Kind
    key: str
    name: str


def read_label(cells: Sequence[str], *, inside_age: bool) -> Label | None:
    """Return what the texts on the left of the numbers say, or None where they say nothing.

    ``inside_age``: whether the row stands under an age group, where a class may bear the mark 1
    and a name like that of a field.
    """
    given = [cell for cell in cells if cell]
    mark, name = _split(given)
    if not any(map(str.isalpha, name)) and not (given and _age(given[-1])):
        kind, key = _MARKS.get(mark, ("class", ""))
        return Label(kind, key, "") if kind in {"part", "sector"} else None
    core = _core(name)
    known = _named(mark, core) or (("total", "") if is_total(name) else None)
    known = known or _age(given[-1]) or _age(name)
    kind, key = known or _slipped(mark, core, inside_age=inside_age) or ("class", "")
    return Label(kind, key, name)


def _split(cells: Sequence[str]) -> tuple[str, str]:
    """Return mark and name, from cells of their own or from one cell."""
    if not cells:
        return "", ""
    last = cells[-1]
    found = _MARK.match(last)
    own = found[1] if found else ""
    name = last[found.end() :] if found else last
    if len(cells) > 1:
        return cells[0].strip(" .):/-"), name if own == cells[0].strip(" .):/-") else last
    lone = last.strip(" .):/-")
    return (lone, "") if lone in _MARKS else (own, name)


def _core(name: str) -> str:
    """Return a name in plain form without the words that some sheets add around it."""
    words = _SPACED.sub(" ", plain(name)).replace("duoi ba thang", "duoi 3 thang")
    bare = _END.sub("", _FRONT.sub("", f"{words} ").strip())
    return bare or words


def _named(mark: str, core: str) -> tuple[Kind, str] | None:
    """Return part, field or level of that very name; class names are longer or have no mark."""
    for kind, names in _NAMED.items():
        for key, known in names.items():
            if core in known or (kind == "part" and mark == key and core.startswith(known)):
                return kind, key
    return None


def _slipped(mark: str, core: str, *, inside_age: bool) -> tuple[Kind, str] | None:
    """Return part, field or level whose name the text misspells.

    A mark that agrees helps, and under an age group it is asked for; a number as mark says
    little there, since classes are numbered too.
    """
    best: tuple[float, Kind, str] | None = None
    for kind, names in _NAMED.items():
        for key, known in names.items():
            agrees = _MARKS.get(mark) == (kind, key)
            if inside_age and not agrees:
                continue
            least = _SLIP_WITH_MARK if agrees and not (inside_age and mark.isdigit()) else _SLIP
            score = max(_likeness(core, name) for name in known)
            if score >= least and (best is None or (score + agrees) > best[0]):
                best = (score + agrees, kind, key)
    return best[1:] if best else None


def is_field_name(name: str) -> bool:
    """Return whether a name is that of a field, also misspelt; a row may leave it out.

    Of an occupation this is not asked by its mark: where occupations are numbered I, II, III, 'II
    May công nghiệp' is an occupation.

    >>> is_field_name("Nghề nông nghiệp"), is_field_name("May công nghiệp")
    (True, False)
    """
    known = [words for names in _NAMED["sector"].values() for words in names]
    return not name or max(_likeness(_core(name), words) for words in known) >= _SLIP


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _age(name: str) -> tuple[Kind, str] | None:
    """Return the age group, such as 'Dưới 25', 'Từ 26 đến 45', '26-45 tuổi' or 'Trên 45'."""
    if not any(map(str.isdigit, name)):
        return None
    words = _SPACED.sub(" ", plain(name)).split()
    years = [word for word in words if _AGE_YEARS.fullmatch(word)]
    others = [word for word in words if word not in years]
    if not 0 < len(years) <= 2 or not all(map(_is_age_word, others)):  # noqa: PLR2004
        return None
    if len(years) == 1 and not others:
        return None
    if len(years) == 2:  # noqa: PLR2004
        return "age", "2"
    is_under = any(word not in _AGE_WORDS[1:] and _alike(word, "duoi") for word in others)
    return "age", "1" if is_under else "3"


def _is_age_word(word: str) -> bool:
    return any(_alike(word, known) for known in _AGE_WORDS)


def _alike(word: str, known: str) -> bool:
    if word == known:
        return True
    longer = min(len(word), len(known)) > 2  # noqa: PLR2004 - two letters are alike too easily
    return longer and _likeness(word, known) >= 0.75  # noqa: PLR2004
