"""Counts of a form into the draft of enrolment: one row for each occupation and level."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from vtdash.model.datasets import ENROLMENT, Bilingual
from vtdash.returns.files.cells import Wrong, as_text, count
from vtdash.returns.findings import Findings
from vtdash.returns.forms.columns import categorical, frame
from vtdash.returns.forms.layout import Spot, is_blank
from vtdash.returns.model import Cell, Draft, Grid, Place, Recognition

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
_NO_ROWS = Bilingual(
    "Không có dòng nào đếm được dưới dòng tiêu đề.", "There is no row to count under the header."
)
_BLANK = Bilingual("Ô này để trống.", "This cell is blank.")


@dataclass(frozen=True)
class Sheet:
    """A form found in a grid: what a reader of forms works on.

    ``same``: occupation as written -> what tells it from others, equal for spellings of one.
    """

    grid: Grid
    spot: Spot
    recognition: Recognition
    same: Callable[[str], str]

    def place(self, row: int | None, column: str = "") -> Place:
        """Return a place of this sheet."""
        return Place(self.grid.name, row, column)


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


def counted(
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


def draft(
    sheet: Sheet, entries: Sequence[Counted], columns: Mapping[str, str], findings: Findings
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
    held = {name: categorical(column) for name, column in cells.items()}
    table = frame(ENROLMENT, held, [one.row for one in given])
    return Draft(recognition, table, dict(columns), grouped_counts=True)
