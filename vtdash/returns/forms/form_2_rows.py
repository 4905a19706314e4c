"""Rows of form 2 that say more than an occupation: what rows under them are of, other numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vtdash.returns.forms.layout import Row, filled
from vtdash.returns.forms.other_numbers import other_kind
from vtdash.returns.names.heading import rank
from vtdash.returns.names.office_words import plain
from vtdash.text.language import Named

_MARK_AND_NAME = 2
"""Cells on the left of a row over others: its mark and what it says."""

_LEVEL = re.compile(
    r"\s*(?:(?:trình độ|hệ|đào tạo|học|lớp|nghề)\s+)*"
    r"(sơ cấp|trung cấp|cao đẳng|trung học nghề|dưới (?:0?3|ba) tháng)(?:\s+nghề)?\s*:?\s*",
    re.IGNORECASE,
)
_AREA = re.compile(
    r"\s*(?:xã(?! hội)|phường|thị trấn|đặc khu|quận|huyện|thị xã)\s+\S", re.IGNORECASE
)
_PLANNED, _ACHIEVED = frozenset({"ke hoach", "kh"}), frozenset({"thuc hien", "th", "ket qua"})
_OTHER_ROW = re.compile(
    r"(?:luy ke|ke hoach|chi tieu|so voi|cung ky|ty le|ti le|du kien|(?:lop )?chuyen tiep)\b"
)


@dataclass(frozen=True)
class GroupRow:
    """A row over others that says of which level, place or unit they are."""

    kind: Literal["level", "area", "unit"]
    name: str


def group_row(number: str, name: str) -> GroupRow | None:
    """Return what a row says of the rows under it; None for an occupation.

    >>> group_row("I", "Trình độ trung cấp"), group_row("", "Xã Đại Thanh")
    (GroupRow(kind='level', name='trung cấp'), GroupRow(kind='area', name='Xã Đại Thanh'))
    >>> group_row("1", "Xã Đại Thanh"), group_row("", "Trồng hoa"), group_row("", "Xã hội học")
    (None, None, None)
    """
    if number[:1].isdigit():
        return None
    if found := _LEVEL.fullmatch(name):
        return GroupRow("level", found[1])
    if _AREA.match(name):
        return GroupRow("area", name)
    return GroupRow("unit", name) if rank(name) is not None else None


class GroupsSaid:
    """What rows over others say; one of an outer kind ends what inner ones said.

    >>> said = GroupsSaid()
    >>> for kind, name in (("area", "Xã A"), ("level", "Sơ cấp"), ("area", "Xã B")):
    ...     said.take(kind, name)
    >>> said.of("area"), said.of("level")
    ('Xã B', '')
    """

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def take(self, kind: str, name: str) -> None:
        """Take what a row says of the rows under it."""
        order = list(self._said)
        inner = order[order.index(kind) + 1 :] if kind in order else []
        self._said |= {kind: name} | dict.fromkeys(inner, "")

    def of(self, kind: str) -> str:
        """Return what is said of the rows at the place reached, or an empty text."""
        return self._said.get(kind, "")


def says_level(rows: Iterable[Row]) -> bool:
    """Return whether a row is over others and says their level."""
    for cells in rows:
        shown = [text for _, text in filled(cells)][:_MARK_AND_NAME]
        is_numbered = bool(shown) and shown[0][:1].isdigit()
        groups = [group_row("", text) for text in shown if not is_numbered]
        if any(group is not None and group.kind == "level" for group in groups):
            return True
    return False


def is_planned_beside(name: int, cells: Row, following: Row) -> bool:
    """Return whether a row is the plan of what the next row says of the same occupation.

    ``name``: the index of the column of occupations.

    >>> is_planned_beside(0, ["May", "Kế hoạch", 100], ["May", "Thực hiện", 70])
    True
    >>> is_planned_beside(0, ["May", "Kế hoạch", 100], ["Hàn", "Thực hiện", 70])
    False
    """
    pairs = zip(cells, following, strict=False)
    words = [(plain(a), plain(b)) if isinstance(a, str) and isinstance(b, str) else ("", "")
             for a, b in pairs]  # fmt: skip
    is_same = 0 <= name < len(words) and words[name][0] and words[name][0] == words[name][1]
    return bool(is_same) and any(a in _PLANNED and b in _ACHIEVED for a, b in words)


def other_row(name: str) -> Named | None:
    """Return what a row holds that is of another time or a share; None for an occupation.

    >>> other_row("Lũy kế từ đầu năm") is None, other_row("Trồng hoa")
    (False, None)
    """
    return other_kind(name) if _OTHER_ROW.match(plain(name)) else None
