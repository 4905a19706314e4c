"""What is kept of an OpenDocument sheet while its XML passes by: its rows, and a cell's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vtdash.returns.files.loose_text import LooseText
from vtdash.returns.files.ready_grid import Row
from vtdash.returns.sheet_notes import RowRuns, SheetNotes

_SPACES = re.compile(r" [ \t\r\n]+|[\t\r\n]+[ \t\r\n]*")
_MOST_SPACES = 1_000


@dataclass
class OdsSheet:
    """A sheet while it is read; a row stands with how often it is repeated."""

    name: str
    style: str
    is_cached: bool = False
    rows: list[tuple[int, int, Row]] = field(default_factory=list[tuple[int, int, Row]])
    unstored: RowRuns = field(default_factory=RowRuns)
    linked: RowRuns = field(default_factory=RowRuns)
    struck: RowRuns = field(default_factory=RowRuns)
    unseen: RowRuns = field(default_factory=RowRuns)
    commented: RowRuns = field(default_factory=RowRuns)
    hidden: RowRuns = field(default_factory=RowRuns)
    hidden_columns: list[range] = field(default_factory=list[range])
    is_filtered: bool = False
    merged: dict[int, list[range]] = field(default_factory=dict[int, list[range]])
    boxes: LooseText = field(default_factory=LooseText)

    def merge(self, column: int, rows: range) -> None:
        """Note that the cells of a column are one in these rows, if there are several."""
        if len(rows) > 1:
            self.merged.setdefault(column, []).append(rows)

    def numbered(self) -> Iterator[tuple[int, Row]]:
        """Yield number and cells of the rows that are filled."""
        for first, times, cells in self.rows:
            for number in range(first, first + times):
                yield number, cells

    def notes(self) -> SheetNotes:
        """Return what was noted beside the values."""
        return SheetNotes(
            unstored=self.unstored.spans(),
            linked=self.linked.spans(),
            struck=self.struck.spans(),
            unseen=self.unseen.spans(),
            commented=self.commented.spans(),
            hidden_rows=self.hidden.spans().get(0, ()),
            hidden_columns=tuple(self.hidden_columns),
            is_filtered=self.is_filtered,
            merged={column: tuple(rows) for column, rows in self.merged.items()},
            beside=self.boxes.texts,
        )


class CellText:
    """The shown text of one cell, without marks of notes; paragraphs stand below each other."""

    def __init__(self) -> None:
        self.paragraphs = 0
        self.is_raised = self.is_open = False
        self._pieces: list[str] = []

    def clear(self) -> None:
        """Begin the next cell."""
        self.paragraphs, self.is_raised, self.is_open, self._pieces = 0, False, False, []

    def begin_paragraph(self) -> None:
        """Begin a line."""
        if self.paragraphs:
            self._pieces.append("\n")
        self.paragraphs += 1
        self.is_open = True

    def end_paragraph(self) -> None:
        """Say that what follows is between lines, where spaces mean nothing."""
        self.is_open = False

    def add(self, text: str) -> None:
        """Take a piece as the file has it: several spaces are one."""
        if self.is_open:
            self._pieces.append(_SPACES.sub(" ", text) if _SPACES.search(text) else text)

    def add_signs(self, sign: str, times: int = 1) -> None:
        """Take a space, a tab or the end of a line, which are elements of their own."""
        self._pieces.append(sign * min(times, _MOST_SPACES))

    @property
    def text(self) -> str:
        """All that was taken."""
        return "".join(self._pieces)
