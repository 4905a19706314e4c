"""Rows of form 2 that say more than an occupation: parts of the row above, other numbers.

A row '1.1' or '- ...' under a row '1' counts some of its people again; a row 'Lũy kế' is of another
time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from vtdash.returns.forms.counting import Counted
from vtdash.returns.forms.other_numbers import other_kind
from vtdash.returns.names.office_words import plain
from vtdash.text.language import Named

_PART_NUMBER = re.compile(r"\d{1,3}[.,]\d{1,3}\.?|[a-h][.)]")
_PART_NAME = re.compile(r"\s*[-+*•–]\s*\S")
_OTHER_ROW = re.compile(r"(?:luy ke|ke hoach|chi tieu|so voi|cung ky|ty le|ti le|du kien)\b")


@dataclass(frozen=True)
class Entry:
    """One row of an occupation: the counts of its columns, and what it gives the records.

    ``is_whole``: the row is no part of another one by its number or name.
    """

    row: int
    values: Mapping[int, int | None]
    counted: Counted
    is_whole: bool


def is_part(number: str, name: str) -> bool:
    """Return whether a row is part of the one above it, by its running number or its name.

    >>> is_part("1.1", "May"), is_part("", "- May lớp 1"), is_part("2", "- Hàn điện")
    (True, True, False)
    """
    if not name:
        return False
    return bool(_PART_NUMBER.fullmatch(number) or (not number and _PART_NAME.match(name)))


def what_counts(entries: Sequence[Entry], same: Callable[[str], str]) -> Sequence[Entry]:
    """Return which of a row and its parts count: it, where all are of its occupation, else they."""
    is_one = len({same(entry.counted.occupation) for entry in entries}) == 1
    return entries[:1] if is_one else entries[1:]


def add(sums: dict[int, int | None], values: Mapping[int, int | None]) -> None:
    """Add the counts of a row; a column with a wrong one has no sum."""
    for index, value in values.items():
        before = sums.get(index, 0)
        sums[index] = None if value is None or before is None else before + value


def added(entries: Iterable[Entry]) -> dict[int, int | None]:
    """Return the sums of rows by column."""
    sums: dict[int, int | None] = {}
    for entry in entries:
        add(sums, entry.values)
    return sums


def other_row(name: str) -> Named | None:
    """Return what a row holds that is of another time or a share; None for an occupation.

    >>> other_row("Lũy kế từ đầu năm") is None, other_row("Trồng hoa")
    (False, None)
    """
    return other_kind(name) if _OTHER_ROW.match(plain(name)) else None
