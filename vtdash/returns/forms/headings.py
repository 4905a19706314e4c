"""Columns of official lists, known by their headings: of several rows, merged, spelled freely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vtdash.returns.findings import Findings
from vtdash.returns.forms import form_words
from vtdash.returns.forms.counting import Sheet
from vtdash.returns.forms.layout import Head, Row, chain, filled, label, letter
from vtdash.returns.names.spelling import plain

_NOTE = re.compile(r"\(.*?\)|\*")


@dataclass(frozen=True)
class Wanted:
    """A column of a form: what its heading may be (plain), and how it is called in messages.

    ``pattern`` has to fit the whole heading; ``not_under`` must not stand in the headings of
    the groups above it.
    """

    name: str
    pattern: re.Pattern[str]
    vi: str
    en: str
    not_under: re.Pattern[str] | None = None


def plain_heading(found: str) -> str:
    """Return a heading as it is compared: without marks such as '*' and notes in brackets."""
    return plain(_NOTE.sub(" ", found)) or plain(found)


def row_names(cells: Row, wanted: Iterable[Wanted]) -> dict[str, list[int]]:
    """Return the places of the headings that one row holds by itself."""
    found: dict[str, list[int]] = {}
    for index, shown in filled(cells):
        name = _name((shown,), wanted)
        if name:
            found.setdefault(name, []).append(index)
    return found


def column_names(rows: Head, wanted: Sequence[Wanted]) -> dict[str, list[int]]:
    """Return for each wanted column the places whose headings, groups included, fit it."""
    width = max((len(cells) for cells in rows), default=0)
    found: dict[str, list[int]] = {}
    for index in range(width):
        name = _name(chain(rows, index), wanted)
        if name and _stands(rows, index):
            found.setdefault(name, []).append(index)
    return found


def _stands(rows: Head, index: int) -> bool:
    """Return whether a column has a heading of its own, not only a group's on its left."""
    return any(place == index for cells in rows for place, _ in filled(cells))


def _name(headings: Sequence[str], wanted: Iterable[Wanted]) -> str:
    """Return the column that headings from the top down stand for, or an empty text."""
    if not headings:
        return ""
    *groups, own = (plain_heading(found) for found in headings)
    for one in wanted:
        above = " ".join(groups)
        if one.pattern.fullmatch(own) and not (one.not_under and one.not_under.search(above)):
            return one.name
    return ""


def chosen(
    sheet: Sheet,
    found: Mapping[str, Sequence[int]],
    needed: Iterable[Wanted],
    findings: Findings,
    *,
    repeats: bool = False,
) -> dict[str, int]:
    """Return the place of each column, the first where it stands twice.

    A needed column that is missing is noted, and one that stands twice unless ``repeats``: a
    heading such as 'Nữ' may belong to several groups.
    """
    row = sheet.spot.header_row
    for one in needed:
        if not found.get(one.name):
            findings.add("S09", sheet.place(row, one.vi), form_words.needed_column(one.vi, one.en))
        for again in () if repeats else found.get(one.name, ())[1:]:
            what = form_words.column_twice(letter(found[one.name][0]))
            findings.add("S11", sheet.place(row, label(again, one.vi)), what)
    return {name: places[0] for name, places in found.items()}
