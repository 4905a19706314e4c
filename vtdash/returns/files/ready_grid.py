"""A sheet of rows that were read before, and how a cell's text is taken from any kind of file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import TypeVar

from vtdash.returns.files.delimited import HEAD_ROWS
from vtdash.returns.files.legacy_letters import without_invisible
from vtdash.returns.findings import Findings
from vtdash.returns.model import Cell, Place
from vtdash.returns.sheet_notes import SheetNotes
from vtdash.text.messages import message

Row = tuple[Cell, ...]
_Value = TypeVar("_Value")

_LINE_END = re.compile(r"(?:_x000[dD]_)?(?:_x000[aA]_|\n)|_x000[dD]_")
"""Line ends as some programs write them out into a cell."""

_DAY = timedelta(days=1)

HIDDEN_SHEET = message("This sheet is hidden and holds numbers; nothing of it was read.")
NO_SHEET = message("The workbook has no sheet that is visible.")
SHOW_SHEET = message(
    "In Excel right-click on a sheet's name, choose Unhide, save and send it again."
)


class ReadyGrid:
    """The rows of one visible sheet; ``rows`` gives number and cells anew on each call."""

    def __init__(
        self, name: str, notes: SheetNotes, rows: Callable[[], Iterable[tuple[int, Row]]]
    ) -> None:
        self.name = name
        self.notes = notes
        self._rows = rows

    def head(self) -> tuple[Row, ...]:
        """Return the first rows, blank ones included; row 1 is the first."""
        first = dict(islice(self.rows(), HEAD_ROWS))
        last = max((number for number in first if number <= HEAD_ROWS), default=0)
        return tuple(first.get(number, ()) for number in range(1, last + 1))

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield number and cells of every row that is not blank."""
        return (row for row in self._rows() if any(map(is_filled, row[1])))


def is_filled(cell: Cell) -> bool:
    """Return whether a cell holds more than spaces."""
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def cleaned(text: str) -> str:
    """Return the text of a cell in NFC, without invisible characters and escaped line ends."""
    text = _LINE_END.sub("\n", text) if "_x000" in text else text
    return text if text.isascii() else without_invisible(unicodedata.normalize("NFC", text))


def trimmed(cells: Sequence[_Value]) -> Sequence[_Value]:
    """Return a row without the blank cells at its end."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[:end]


def lasting(time: timedelta) -> str:
    """Return a time of day or a duration as text.

    >>> lasting(timedelta(hours=8, minutes=30)), lasting(timedelta(hours=30))
    ('08:30:00', '1 day, 6:00:00')
    """
    return f"{time}".rjust(8, "0") if timedelta(0) <= time < _DAY else str(time)


def visible_sheets(
    sheets: Iterable[tuple[ReadyGrid, bool]], findings: Findings
) -> tuple[ReadyGrid, ...]:
    """Return the sheets that go with yes; hidden ones with numbers are told, none at all stops."""
    visible: list[ReadyGrid] = []
    for sheet, is_visible in sheets:
        if is_visible:
            visible.append(sheet)
        elif _holds_numbers(sheet.rows()):
            findings.add("S24", Place(sheet.name), HIDDEN_SHEET)
    if not visible:
        findings.stop("S06", Place(), NO_SHEET, do=SHOW_SHEET)
    return tuple(visible)


def _holds_numbers(rows: Iterable[tuple[int, Row]]) -> bool:
    """Return whether a sheet has numbers in its first rows, as a list of names has not."""
    return any(isinstance(cell, (int, float)) for _, row in islice(rows, HEAD_ROWS) for cell in row)
