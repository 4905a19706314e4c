"""Text whose cells stand between commas, semicolons or tabs, as one sheet of rows.

The limits that hold for every kind of file are here too: beyond them a return is refused instead
of filling the machine.
"""

from __future__ import annotations

import csv
import io
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from vtdash.returns.findings import Findings
from vtdash.returns.model import Cell, Place
from vtdash.returns.sheet_notes import SheetNotes
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

HEAD_ROWS = 60
"""Rows at the top of a sheet in which a title and a header are looked for."""

SEPARATORS = ("\t", ";", ",")
"""In this order where nothing else decides: a comma is the likeliest to stand inside a cell."""

_LOOKED_AT = 100_000
"""Characters from which the separator is found."""

_PIECE = 1 << 20
_HINT = re.compile(r"sep=([,;\t])\r?\n?", re.IGNORECASE)
"""A first row by which spreadsheets are told the separator; they do not show it."""

_AS_TEXT = re.compile(r'="([^"]*)"|\'(\d[\w./-]*)')
"""How spreadsheets are made to keep a code as it is: ="0106123456" or '020."""

_BROKEN = message(
    "Cannot be read from this row on: a double quote is misplaced or not closed, or "
    "a cell is longer than 131072 characters; the rows after it were not checked."
)


@dataclass(frozen=True)
class FileLimits:
    """The most that one file may hold; ``seconds`` is for one pass over a workbook.

    ``clock`` counts seconds from any start; tests bring one of their own.
    """

    megabytes: int = 200
    csv_rows: int = 5_000_000
    sheet_rows: int = 1_048_576
    columns: int = 300
    cells: int = 5_000_000
    entries: int = 5_000
    unpacked_megabytes: int = 256
    packing: int = 200
    loose_elements: int = 500_000
    seconds: float = 60
    clock: Callable[[], float] = time.monotonic

    @property
    def bytes(self) -> int:
        """Return the most bytes of a file."""
        return self.megabytes * 1024 * 1024

    @property
    def unpacked_bytes(self) -> int:
        """Return the most bytes of all parts of a workbook after unpacking."""
        return self.unpacked_megabytes * 1024 * 1024

    def deadline(self) -> Callable[[], bool]:
        """Return a function that says whether the time for one pass, from now on, is over."""
        end = self.clock() + self.seconds
        return lambda: self.clock() > end


LIMITS = FileLimits()


class DelimitedGrid:
    """The rows of a CSV file; only its text is kept, rows are made anew on each call."""

    def __init__(self, text: str, findings: Findings, limits: FileLimits) -> None:
        self.name, self.notes = "", SheetNotes()
        hint = _HINT.match(text)
        self._text = text[hint.end() :] if hint else text
        self.separator = hint[1] if hint else find_separator(text)
        self._has_marks = '="' in text or "'" in text
        self._findings = findings
        self._limits = limits
        self._broken_is_noted = False

    def head(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the first rows, blank ones included; row 1 is the first."""
        return tuple(tuple(cells) for _, cells in islice(self._records(), HEAD_ROWS))

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield number and cells of every row that is not blank.

        A cell in quotes that holds line ends is in one row, as a spreadsheet shows it. A broken
        quote is noted once for the grid and ends the rows.
        """
        for number, cells in self._records():
            if cells and (cells[0].strip() or any(map(str.strip, cells))):
                yield number, tuple(cells)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        number, most, widest = 0, self._limits.csv_rows, self._limits.columns
        reader = csv.reader(_lines(self._text), delimiter=self.separator, strict=True)
        try:
            for number, cells in enumerate(reader, start=1):
                if number > most:
                    self._findings.stop("S03", Place(row=number), too_long(most))
                if len(cells) > widest:
                    self._check_width(number, cells)
                yield number, list(map(_unmarked, cells)) if self._has_marks else cells
        except csv.Error:
            self._note_broken(number + 1)

    def _check_width(self, number: int, cells: list[str]) -> None:
        most = self._limits.columns
        if any(map(str.strip, cells[most:])):
            self._findings.stop("S03", Place(row=number), too_wide(most))

    def _note_broken(self, number: int) -> None:
        if not self._broken_is_noted:
            self._broken_is_noted = True
            self._findings.add("S12", Place(row=number), _BROKEN)


def _unmarked(cell: str) -> str:
    found = _AS_TEXT.fullmatch(cell) if cell[:1] in {"=", "'"} else None
    return (found[1] or found[2] or "") if found else cell


def find_separator(text: str) -> str:
    """Return the separator by which most of the first rows have the same number of cells.

    Titles above the header, decimal commas and ragged rows are few or fewer; where two
    separators explain as many rows, the one that makes more cells is taken.
    """
    start = text[:_LOOKED_AT]
    return max(SEPARATORS, key=lambda separator: _fit(start, separator))


def _fit(start: str, separator: str) -> tuple[int, int]:
    """Return how many rows have the commonest width above one, and that width."""
    widths: Counter[int] = Counter()
    reader = csv.reader(_lines(start), delimiter=separator)
    try:
        for cells in islice(reader, HEAD_ROWS):
            widths[len(cells)] += any(map(str.strip, cells)) and len(cells) > 1
    except csv.Error:
        pass  # what was read before is enough to go by; the grid notes the row when it gets there
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends, a piece at a time: a whole copy would take 4 bytes each."""
    start = 0
    while start < len(text):
        cut = text.rfind("\n", start, start + _PIECE)
        if cut < 0:
            cut = text.find("\n", start)
        end = cut + 1 if cut >= 0 else len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def too_wide(most: int) -> Named:
    """Return the sentence about a row with more filled columns than are read."""
    return message(
        "This row has data beyond column {most}; at most {most} columns are read.",
        most=Number(most),
    )


def too_long(most: int) -> Named:
    """Return the sentence about a sheet with more rows than are read."""
    return message(
        "The table has more than {most} rows; split it by period and send the parts.",
        most=Number(most),
    )


def too_many_rows(most: int) -> Named:
    """Return the sentence about a sheet with more rows than are read."""
    return message(
        "A sheet has more than {most} rows, or a row number beyond that.", most=Number(most)
    )


def too_many_cells(most: int) -> Named:
    """Return the sentence about a workbook with more cells than are read."""
    return message(
        "The workbook has more than {most} cells, formatted blank ones included.", most=Number(most)
    )
