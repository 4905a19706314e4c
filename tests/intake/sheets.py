"""Sheets of given rows, and what the recogniser makes of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vtdash.returns.files.source import SourceFile
from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.model import Answers, Cell, Draft, Finding
from vtdash.returns.recognise import read_rows, recognise
from vtdash.returns.sheet_notes import SheetNotes

Row = Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """A grid of given rows; row 1 is the first."""

    cells: Sequence[Row]
    name: str = "Biểu"
    notes: SheetNotes = field(default_factory=SheetNotes)

    def head(self):
        return tuple(tuple(row) for row in self.cells[:60])

    def rows(self):
        for number, row in enumerate(self.cells, start=1):
            if any(cell.strip() if isinstance(cell, str) else cell is not None for cell in row):
                yield number, tuple(row)


@dataclass
class Read:
    """What came of reading: the draft, or None where reading stopped, and the findings."""

    draft: Draft | None
    findings: Findings
    checks: dict[str, int] = field(init=False)

    def __post_init__(self):
        self.checks = dict(self.findings.counts)

    def found(self, check: str) -> list[Finding]:
        return [one for one in self.findings.listed if one.check == check]

    def rows(self) -> list[dict[str, Cell]]:
        """Return the draft's rows, missing cells as None."""
        assert self.draft is not None
        table = self.draft.frame.astype(object)
        return table.where(table.notna(), None).to_dict("records")


def read(catalogue, *grids: Sheet | Sequence[Row], separator: str = "", **answers) -> Read:
    """Return what a file of these sheets is read as."""
    sheets = tuple(grid if isinstance(grid, Sheet) else Sheet(grid) for grid in grids)
    source = SourceFile("x", "0" * 64, "csv" if separator else "xlsx", sheets, separator)
    findings = Findings()
    try:
        sheet = recognise(source, catalogue, Answers(**answers), findings)
        draft = read_rows(sheet, separator, findings)
    except Stopped:
        draft = None
    return Read(draft, findings)


def decomposed(rows: Iterable[Row]) -> list[list[Cell]]:
    """Return the rows with their text in NFD."""
    return [
        [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row]
        for row in rows
    ]
