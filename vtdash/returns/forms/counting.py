"""Drafts: their columns, each distinct cell kept once, and counts as rows of enrolment."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from vtdash.model.datasets import ENROLMENT, Dataset
from vtdash.returns.files.cell_problems import Wrong
from vtdash.returns.files.cells import as_text, count
from vtdash.returns.findings import Findings
from vtdash.returns.forms.layout import FormSheet, is_blank
from vtdash.returns.model import Cell, Draft, Place
from vtdash.text.messages import message


class _Numbers(dict[Cell, int]):
    """Cell -> its number, given when the cell is first met."""

    def __missing__(self, cell: Cell) -> int:
        number = self[cell] = len(self)
        return number


class Coded:
    """One column while it is being read: about 4 bytes a row beside its distinct cells."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._rows = array("i")

    def extend(self, cells: Iterable[Cell]) -> None:
        """Add the cells of further rows."""
        self._rows.extend(map(self._numbers.__getitem__, cells))

    def categorical(self) -> pd.Categorical:
        """Return the column: categories are the distinct cells, blank ones are missing."""
        cells = list(self._numbers)
        kept = [index for index, cell in enumerate(cells) if not _is_missing(cell)]
        codes = np.full(len(cells) + 1, -1, dtype=np.intc)
        codes[kept] = np.arange(len(kept))
        rows = codes[np.frombuffer(self._rows, dtype=np.intc)]
        categories = pd.Index([cells[index] for index in kept], dtype=object)
        return pd.Categorical.from_codes(rows, categories=categories)


def _is_missing(cell: Cell) -> bool:
    return is_blank(cell) or (isinstance(cell, float) and math.isnan(cell))


def draft_frame(
    dataset: Dataset, columns: Mapping[str, pd.Categorical], rows: Sequence[int] | array[int]
) -> pd.DataFrame:
    """Return a draft's frame: the dataset's columns in order, row numbers as index.

    A column of the dataset that the file does not have is missing in every row.
    """
    index = pd.Index(np.array(rows, dtype=np.intc), name="row")
    nothing = pd.Categorical.from_codes(
        np.full(len(index), -1, dtype=np.int8), categories=pd.Index([], dtype=object)
    )
    held = {name: columns.get(name, nothing) for name in dataset.column_names}
    return pd.DataFrame(held, index=index)


def coded_column(cells: Iterable[Cell]) -> pd.Categorical:
    """Return a column of a few rows."""
    coded = Coded()
    coded.extend(cells)
    return coded.categorical()


ALL, NONE = "all", "none"
"""Answers to whether the learners of a form are rural workers."""

_FACTS = {
    "city": "city",
    "period": "period",
    "area_code": "area",
    "institution_id": "institution",
    "occupation_key": "occupation",
    "level": "level",
}
_NO_ROWS = message("There is no row to count under the header.")
_BLANK = message("This cell is blank.")


@dataclass(frozen=True)
class Counted:
    """Learners of one occupation at one level; empty texts where the form has no such column."""

    row: int
    enrolled: int
    women: int
    occupation: str = ""
    level: str = ""


def is_count(cell: Cell) -> bool:
    """Return whether a cell can be read as a count."""
    return not is_blank(cell) and not isinstance(count(cell, grouped=True), Wrong)


def read_count(cell: Cell, place: Place, findings: Findings, *, blank: int | None) -> int | None:
    """Return a count, ``blank`` for a blank cell, None where it is wrong (and noted).

    A blank cell is noted as well where ``blank`` is None.
    """
    if is_blank(cell):
        if blank is None:
            findings.add("T01", place, _BLANK)
        return blank
    value = count(cell, grouped=True)
    if isinstance(value, Wrong):
        findings.add(value.check, place, value.what, found=as_text(cell))
        return None
    return value


def as_counted(
    row: int, people: int | None, women: int | None, occupation: str = "", level: str = ""
) -> Counted:
    """Return an entry; a count that is wrong stands as 0, it is noted and nothing is published."""
    known = people is not None and women is not None
    return Counted(row, people or 0, (women or 0) if known else 0, occupation, level)


def added_up(entries: Sequence[Counted], same: Callable[[str], str]) -> tuple[Counted, ...]:
    """Return one entry for each occupation and level, at the row where it stands first."""
    groups: dict[tuple[str, str], Counted] = {}
    for one in entries:
        key = (same(one.occupation), one.level)
        before = groups.get(key)
        groups[key] = (
            one
            if before is None
            else replace(
                before, enrolled=before.enrolled + one.enrolled, women=before.women + one.women
            )
        )
    return tuple(groups.values())


def enrolment_draft(
    sheet: FormSheet, entries: Sequence[Counted], columns: Mapping[str, str], findings: Findings
) -> Draft:
    """Return the draft of enrolment: facts of the whole form beside the counts of each row.

    ``columns`` holds the places of the columns that the form has; the others are facts. One
    that is missing leaves its column missing; it is noted where facts are gathered.
    """
    if not entries and "S16" not in findings.counts:
        findings.add("S13", sheet.place(sheet.spot.header_row), _NO_ROWS)
    recognition, given = sheet.recognition, list(entries)
    facts = {column: recognition.fact(name) for column, name in _FACTS.items()}
    rural = {ALL: [one.enrolled for one in given], NONE: [0] * len(given)}
    cells: dict[str, list[Cell]] = {column: [fact] * len(given) for column, fact in facts.items()}
    for column, own in {"occupation_key": "occupation", "level": "level"}.items():
        cells[column] = [getattr(one, own) or facts[column] for one in given]
    cells["enrolled"] = [one.enrolled for one in given]
    cells["enrolled_women"] = [one.women for one in given]
    cells["enrolled_rural"] = list(rural.get(recognition.fact("rural"), [None] * len(given)))
    held = {name: coded_column(column) for name, column in cells.items()}
    table = draft_frame(ENROLMENT, held, [one.row for one in given])
    return Draft(recognition, table, dict(columns), grouped_counts=True)
