"""Lines that are the name of an office or a school, as they stand in the corner of a form."""

from __future__ import annotations

import re

from vtdash.returns.names.spelling import spell

_SCHOOLS = re.compile(
    r"(?:truong|trung tam|tt|co so|cong ty|hop tac xa|htx|lien hiep|lien minh|doanh nghiep)\b"
)
_SECTIONS = re.compile(r"(?:phong|ban|chi cuc|hoi (?:nong dan|lien hiep|phu nu|lhpn|nd))\b")
_COMMITTEES = re.compile(r"(?:ubnd|uy ban nhan dan)\b")
_DEPARTMENTS = re.compile(
    r"so (?:lao dong|ld\w*|giao duc|gd\w*|noi vu|nong nghiep|nn\w*|cong thuong|khoa hoc|y te|"
    r"du lich)\b"
)
_RANKS = (_SCHOOLS, _SECTIONS, _COMMITTEES, _DEPARTMENTS)
_NO_OFFICE = re.compile(r"(?:truong (?:phong|ban|tieu|trung tam)|phong (?:so )?\d+|ban hanh)\b")
_TITLE = re.compile(
    r"\b(?:bao cao|danh sach|ket qua|tong hop|thong ke|bieu tong|bang|report|list|summary)\b"
)
_UNLIKE = {
    "truong": ("trưởng", "trương"),
    "phong": ("phong", "phóng"),
    "ban": ("bản", "bán"),
    "so": ("số",),
}
"""First words that look like an office's without accents, and with them are something else."""

_OTHER = {key: {spell(word).spelled for word in words} - {key} for key, words in _UNLIKE.items()}


def rank(line: str) -> int | None:
    """Return 0 for a school, 1 for a section, 2 for a committee, 3 for a department, else None.

    The line that reports stands under its superiors: the lowest rank is the reporting unit.
    """
    words = spell(line)
    if not words.bare or is_title(line) or _NO_OFFICE.match(words.plain):
        return None
    if words.words[0] in _OTHER.get(words.bare[0], ()):
        return None
    return next((n for n, kind in enumerate(_RANKS) if kind.match(words.plain)), None)


def is_unnamed(line: str) -> bool:
    """Return whether a line says only that it is a committee: its place stands under it."""
    return bool(_COMMITTEES.fullmatch(spell(line).plain))


def is_title(line: str) -> bool:
    """Return whether a line reads like the title of a report or a list."""
    return bool(_TITLE.search(spell(line).plain))
