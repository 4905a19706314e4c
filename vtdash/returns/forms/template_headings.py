"""Headings of the templates: which column of a dataset each names.

A heading is the machine's name of a column, what it means, or a short name for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from vtdash.model.datasets import Dataset
from vtdash.returns.forms.layout import Head, Row, filled
from vtdash.returns.names.office_words import plain
from vtdash.returns.wording import suggestion

_SEVERAL = 2
"""Columns that a row names, or words, that are no chance."""

_PARTS = re.compile(r"\n| / ")
_CALLED = {
    "cohort_year": ("Năm", "Year"),
    "period": ("Quý", "Kỳ", "Quarter"),
    "area_code": ("Mã địa bàn", "Huyện, xã"),
    "institution_id": ("Cơ sở", "Mã cơ sở", "Mã đơn vị"),
    "occupation_key": ("Mã nghề", "Tên nghề", "Nghề đào tạo"),
    "level": ("Trình độ", "Level"),
}
"""What offices write over columns beside their titles, such as the names of the sheets of lists."""


@cache
def _headings(dataset: Dataset) -> dict[str, str]:
    """Return what a heading may say, in its plain form -> the column's name."""
    named: dict[str, str] = {}
    for column in dataset.columns:
        for words_of in (column.name, column.meaning.vi, column.meaning.en):
            named.setdefault(plain(words_of), column.name)
    return named


@cache
def _short_headings(dataset: Dataset) -> dict[str, str]:
    """Return short headings of columns in their plain form -> the column's name.

    Such as its title or, of no number, the first words of what it means in Vietnamese. What may
    stand for two columns is none.
    """
    found: dict[str, set[str]] = {}
    for column in dataset.columns:
        words = [] if column.name in dataset.measures else plain(column.meaning.vi).split()
        starts = (" ".join(words[:n]) for n in range(_SEVERAL, len(words)))
        called = map(plain, (column.title.vi, column.title.en, *_CALLED.get(column.name, ())))
        for short in (*starts, *called):
            found.setdefault(short, set()).add(column.name)
    return {short: names.pop() for short, names in found.items() if len(names) == 1}


def names_of_headings(dataset: Dataset, cells: Row) -> dict[int, str]:
    """Return the places of a row that hold a heading of the dataset, with the column's name.

    A short heading counts where it is the only one for a column that has no other.
    """
    headings = _headings(dataset)
    named: dict[int, str] = {}
    for index, found in filled(cells):
        parts = (found, *_PARTS.split(found))
        name = next((headings[plain(p)] for p in parts if plain(p) in headings), "")
        if name:
            named[index] = name
    short = _short_headings(dataset)
    maybe = {i: short.get(plain(found), "") for i, found in filled(cells) if i not in named}
    times = Counter([*named.values(), *maybe.values()])
    return named | {i: name for i, name in maybe.items() if name and times[name] == 1}


def meant_by(heading: str, dataset: Dataset, missing: Sequence[str]) -> str:
    """Return the column that an unknown heading probably means, a missing one first."""
    known = _short_headings(dataset) | _headings(dataset)
    wanted = [written for written, name in known.items() if name in missing]
    simple = plain(heading)
    close = suggestion(simple, wanted) or suggestion(simple, list(known))
    return known.get(close, "")


def first_heading_row(dataset: Dataset, head: Head, number: int) -> int:
    """Return the first row of the headings: one above that names columns, too, is no title.

    A meaning such as 'Quý, dạng 2024-Q1' would be taken for the period of the file.
    """
    while number > 1 and len(names_of_headings(dataset, head[number - 2])) >= _SEVERAL:
        number -= 1
    return number
