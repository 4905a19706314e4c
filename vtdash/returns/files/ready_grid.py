"""A sheet of rows that were read before, and how a cell's text is taken from any kind of file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import TypeVar

from vtdash.returns.files.cells import SCALED
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

_QUOTED = re.compile(r'"[^"]*"|\\.')
"""Parts of a number format that are shown as they are."""

_UNSHOWN = re.compile(r"[_*].|\[[^\]]*\]")
"""Parts that are not: spaces as wide as a sign, signs that fill a cell, colours, conditions."""

_WRITTEN_ZEROS = re.compile(r'[0#?](?:"[., ]?0+"|\\[.,]?(?:\\0)+|(?:\\0)+)')
"""Zeros that stand behind every number whatever it is: 420 is shown as 420.000."""

_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")
"""Commas behind the last digit of a number format: each leaves three digits out."""

_MINUS = re.compile(r"\s*[-–−(][^\w#?]*[#?0].*|[^#?0]*[#?0][#?0.,]*[-–−]\s*")
"""A minus or a bracket that stands before every number, or a minus behind: 60 is shown as -60."""

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


def scale_shown(form: str) -> str:
    r"""Return what makes the cells of a number format show another number than they hold, or ''.

    A per cent sign, a minus, or the power of ten by which what is shown is to be multiplied.

    >>> scale_shown("0.0%"), scale_shown("#,##0.0,,"), scale_shown("#,##0.00")
    ('%', '×10^6', '')
    >>> scale_shown('#,##0".000"'), scale_shown('0"00"'), scale_shown('0" người"')
    ('×10^-3', '×10^-2', '')
    >>> scale_shown('"-"0'), scale_shown(r"\-0"), scale_shown(r"_-* #,##0_-;\-* #,##0_-")
    ('-', '-', '')
    """
    positive = _of_positive(form)
    if zeros := _WRITTEN_ZEROS.search(positive):
        return f"{SCALED}-{zeros[0].count('0', 1)}"
    if _MINUS.fullmatch(_QUOTED.sub(_unquoted, _UNSHOWN.sub("", positive))):
        return "-"
    if "%" in _QUOTED.sub("", form):
        return "%"
    thousands = _THOUSANDS.search(_QUOTED.sub("", positive))
    return f"{SCALED}{3 * len(thousands[1])}" if thousands else ""


def _of_positive(form: str) -> str:
    """Return the part of a number format for numbers above zero."""
    parts = form.split(";")
    return next((part for part in parts if "[<" not in part), parts[0])


def _unquoted(written: re.Match[str]) -> str:
    """Return what a quoted part shows, with letters for digits, which stand for no number."""
    return re.sub(r"[0#?]", "o", written[0][1:].removesuffix('"'))


def as_shown(number: float, scale: str) -> str:
    """Return a number that is shown scaled as text, so that nobody takes it for what it holds.

    >>> as_shown(0.455, "%"), as_shown(420500000, "×10^6"), as_shown(60, "-")
    ('45.5%', '420.5 ×10^6', '-60')
    """
    if scale == "%":
        return percentage(number)
    if scale == "-":
        return f"-{number:.12g}"
    power = int(scale.removeprefix(SCALED))
    return f"{number * 10.0**-power:.12g} {scale}"


def percentage(number: float) -> str:
    """Return a share as text with its sign, so that no number reader takes it for a count.

    >>> percentage(0.455)
    '45.5%'
    """
    return f"{number * 100:.12g}%"


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
