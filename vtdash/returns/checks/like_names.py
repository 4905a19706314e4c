"""Units that are new in their area while one of a like name reports there: one unit or two?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from vtdash.model.datasets import Bilingual, Dataset
from vtdash.returns.counting import CountingQuestion
from vtdash.returns.model import Candidate, Match
from vtdash.returns.names.known_units import MOST_PROPOSED, UnitNames
from vtdash.returns.names.office_words import plain
from vtdash.returns.names.units import alike_units
from vtdash.returns.parse import Parsed
from vtdash.text.language import Named
from vtdash.text.messages import message

_UNIT = "institution_id"

_PLACE = ("city", "area_code")

_HEADING = 0
"""No row of a file has this number."""


class HistoryNote(NamedTuple):
    """A finding before it has a place: check, row and column of the dataset."""

    check: str
    row: int
    column: str
    what: Named


def new_spellings(
    parsed: Parsed,
    known: Sequence[pa.Table],
    dataset: Dataset,
    accepted: Mapping[tuple[str, str], str],
    units: UnitNames | None = None,
) -> Iterator[tuple[tuple[str, tuple[str, ...]], HistoryNote]]:
    """Yield each unit that is new in its area with those of a like name that report there.

    Nobody has said yet whether they are one. The others have reported before, in another file of
    this load, or further up in this file. With ``units`` no unit is new that is known, and those
    known in the same city are looked through as well.
    """
    if not {*_PLACE, _UNIT} <= {*dataset.scope}:
        return

    def is_new(unit: str) -> bool:
        is_known = units is not None and bool(units.known_as(unit))
        return not is_known and ("unit", plain(unit)) not in accepted

    there, asked = _by_area(parsed, known), set[str]()
    for rows in there.values():
        for unit, others in _alike(rows, is_new):
            asked.add(unit)
            yield (unit, others), _in_area(unit, others[0], rows[unit])
    if units:
        yield from _alike_in_city(there, lambda unit: unit not in asked and is_new(unit), units)


def _by_area(parsed: Parsed, known: Sequence[pa.Table]) -> Mapping[tuple[str, ...], dict[str, int]]:
    """Return the units of each city and area with their first rows in the file.

    Those that stand in another file come first, with no row.
    """
    there: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for table in known:
        columns = [table[name].to_pylist() for name in (*_PLACE, _UNIT)]
        for *where, unit in sorted(set(zip(*columns, strict=True))):
            there[tuple(where)][unit] = _HEADING
    names = [*_PLACE, _UNIT]
    named = parsed.frame.dropna(subset=names).drop_duplicates(names)
    for row, *where, unit in named[names].itertuples(name=None):
        there[tuple(where)].setdefault(unit, row)
    return there


def _alike_in_city(
    there: Mapping[tuple[str, ...], dict[str, int]],
    is_open: Callable[[str], bool],
    units: UnitNames,
) -> Iterator[tuple[tuple[str, tuple[str, ...]], HistoryNote]]:
    """Yield the new units that nobody is asked about yet with known ones of their city."""
    new: dict[str, dict[str, int]] = defaultdict(dict)
    for (city, _), rows in there.items():
        for unit, row in rows.items():
            if row > _HEADING and is_open(unit):
                new[city].setdefault(unit, row)
    for city, rows in new.items():
        for unit, others in units.alike(list(rows), {city}).items():
            yield (unit, others), _in_city(unit, others[0], rows[unit])


def _alike(
    rows: Mapping[str, int], is_new: Callable[[str], bool]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the new units of one area with those before them that are named alike.

    ``rows``: unit -> its first row in the file, in order; none for a unit that has reported.
    """
    order = {unit: number for number, unit in enumerate(rows)}
    new = [unit for unit, row in rows.items() if row > _HEADING and is_new(unit)]
    for unit, others in alike_units(new, list(rows)).items():
        before = tuple(each for each in others if order[each] < order[unit])
        if before:
            yield unit, before[:MOST_PROPOSED]


def _in_area(unit: str, other: str, row: int) -> HistoryNote:
    what = message(
        "{unit} is new here, and {other} has reported for the same area: one unit or two?",
        unit=unit,
        other=other,
    )
    return HistoryNote("H04", row, _UNIT, what)


def _in_city(unit: str, other: str, row: int) -> HistoryNote:
    what = message(
        "{unit} is new, and {other} of the same city is in the register: one unit or two?",
        unit=unit,
        other=other,
    )
    return HistoryNote("H04", row, _UNIT, what)


def is_about_names(
    question: CountingQuestion, named: Iterable[tuple[str, tuple[str, ...]]]
) -> bool:
    """Return whether a question is about two names that may still turn out to be one unit."""
    pairs = (sorted((unit, other)) for unit, others in named for other in others)
    return question.kind == "overlap" and any(
        question.key.endswith("/".join(("", *pair))) for pair in pairs
    )


def name_question(unit: str, others: Sequence[str]) -> Match:
    """Return a unit and what it may be: one of those that are known, or another one."""
    known = (Candidate(other, Bilingual(other, other), 1.0) for other in others)
    new = Candidate(unit, message("another unit: {unit}", unit=unit), 0.0)
    return Match("unit", unit, "", "near", (*known, new))
