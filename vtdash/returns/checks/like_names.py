"""Units that are new in their area while one of a like name reports there: one unit or two?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from vtdash.model.datasets import Bilingual, Dataset
from vtdash.returns.counting import CountingQuestion
from vtdash.returns.model import Candidate, Match
from vtdash.returns.names.office_words import plain
from vtdash.returns.names.units import alike_units
from vtdash.returns.parse import Parsed
from vtdash.text.language import Named
from vtdash.text.messages import message

_UNIT = "institution_id"

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
) -> Iterator[tuple[tuple[str, str], HistoryNote]]:
    """Yield each unit that is new in its area while one of a like name reports there, with both.

    Nobody has said yet whether they are one. The other has reported before, in another file of
    this load, or further up in this file.
    """
    place = ["city", "area_code"]
    if not {*place, _UNIT} <= {*dataset.scope}:
        return
    there: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for table in known:
        columns = [table[name].to_pylist() for name in (*place, _UNIT)]
        for *where, unit in sorted(set(zip(*columns, strict=True))):
            there[tuple(where)][unit] = _HEADING
    named = parsed.frame.dropna(subset=[*place, _UNIT]).drop_duplicates([*place, _UNIT])
    for row, *where, unit in named[[*place, _UNIT]].itertuples(name=None):
        there[tuple(where)].setdefault(unit, row)
    for rows in there.values():
        yield from _alike(rows, accepted)


def _alike(
    rows: Mapping[str, int], accepted: Mapping[tuple[str, str], str]
) -> Iterator[tuple[tuple[str, str], HistoryNote]]:
    """Yield the new units of one area that are named like one before them.

    ``rows``: unit -> its first row in the file, in order; none for a unit that has reported.
    """
    order = {unit: number for number, unit in enumerate(rows)}
    new = [u for u, row in rows.items() if row > _HEADING and ("unit", plain(u)) not in accepted]
    for unit, others in alike_units(new, list(rows)).items():
        other = next((each for each in others if order[each] < order[unit]), "")
        if other:
            what = message(
                "{unit} is new here, and {other} has reported for the same area: one unit or two?",
                unit=unit,
                other=other,
            )
            yield (unit, other), HistoryNote("H04", rows[unit], _UNIT, what)


def is_about_names(question: CountingQuestion, pairs: Iterable[tuple[str, str]]) -> bool:
    """Return whether a question is about two names that may still turn out to be one unit."""
    return question.kind == "overlap" and any(
        question.key.endswith("/".join(("", *sorted(pair)))) for pair in pairs
    )


def name_question(unit: str, other: str) -> Match:
    """Return a unit and what it may be: one that is known, or another one."""
    known = Candidate(other, Bilingual(other, other), 1.0)
    new = Candidate(unit, message("another unit: {unit}", unit=unit), 0.0)
    return Match("unit", unit, "", "near", (known, new))
