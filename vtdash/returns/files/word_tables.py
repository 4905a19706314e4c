"""Tables of a Word document on their way to sheets: rows, merged cells, and what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from vtdash.returns.files.ready_grid import ReadyGrid, Row, cleaned, trimmed
from vtdash.returns.files.xml_part import Attributes
from vtdash.returns.model import Cell
from vtdash.returns.sheet_notes import RowRuns, SheetNotes, row_runs

_NARROW = 2
"""Columns up to which a table is a letterhead or signatures: no form has as few."""

_MOST = 400
"""Columns of a table at most: a number beyond it is none that Word writes."""

_MOST_SIGNED = 6
_SIGNED = re.compile(r"\(?(?:người lập|giám đốc|thủ trưởng|chủ tịch|ký\b)", re.IGNORECASE)
_COUNT = re.compile(r"[\d.,\s]+")

_OFF = frozenset({"0", "false", "off", "none"})
_ORDER = re.compile(r"[(\[]?(?:\d{1,4}|[IVX]{1,6}|[A-Z])[.)\]]?")
_LINE_END = re.compile(r"[ \t\u00a0]*\n[ \t\u00a0]*")


class WordField:
    """A field of Word: what it computes, and whether a result stands in the document."""

    def __init__(self, instruction: str = "") -> None:
        self.instruction = instruction
        self.has_text = False

    @property
    def is_unstored(self) -> bool:
        """Whether it is a formula without a result."""
        return self.instruction.strip().startswith("=") and not self.has_text


@dataclass
class WordRow:
    """One row while it is read; a cell over several columns has its text in the first of them."""

    cells: list[Cell] = field(default_factory=list[Cell])
    unstored: list[int] = field(default_factory=list[int])
    merged: list[int] = field(default_factory=list[int])
    is_hidden: bool = False
    is_deleted: bool = False
    has_seen: bool = False
    has_vanished: bool = False
    _with_vanished: list[Cell] = field(default_factory=list[Cell])
    _text: list[str] | None = None
    _all_text: list[str] = field(default_factory=list[str])
    _columns: int = 1
    _number: str = ""
    _is_covered: bool = False

    def pass_over(self, columns: int) -> None:
        """Leave columns out at the left."""
        self.cells += [None] * columns
        self._with_vanished += [None] * columns

    def begin_cell(self) -> None:
        """Begin the next cell."""
        self._text, self._all_text, self._columns, self._is_covered = [], [], 1, False
        self._number = ""

    def span(self, columns: int) -> None:
        """Say over how many columns the cell goes."""
        self._columns = max(1, columns)

    def cover(self) -> None:
        """Say that the cell is covered by the one above it, or deleted."""
        self._is_covered = True

    def add(self, text: str, *, is_seen: bool = True) -> None:
        """Add a text to the cell; hidden text counts only where all text of the row is hidden."""
        if self._text is None:
            return
        self._all_text.append(text)
        if is_seen:
            self._text.append(text)
            self.has_seen |= bool(text.strip())
        else:
            self.has_vanished |= bool(text.strip())

    def number(self, number: str) -> None:
        """Say which automatic number stands in the cell; the first one is the cell's."""
        self._number = self._number or number

    def merge_up(self) -> None:
        """Say that the cell is one with the cell above it."""
        self.merged.append(len(self.cells))
        self.cover()

    def note_unstored(self) -> None:
        """Say that the cell holds a formula without a result."""
        if self._text is not None:
            self.unstored.append(len(self.cells))

    def end_cell(self) -> None:
        """Put the cell into the row."""
        if self._text is None:
            return
        for cells, pieces in ((self.cells, self._text), (self._with_vanished, self._all_text)):
            text = self._numbered(_LINE_END.sub("\n", cleaned("".join(pieces))).strip())
            value = None if self._is_covered else text or None
            cells.extend([value, *[None] * (self._columns - 1)])
        self._text = None

    def _numbered(self, text: str) -> str:
        """Return the text of a cell with its automatic number, where that says more than an order.

        A first cell without text holds the number alone. Before a name it is a mark of a part.
        """
        if not text:
            return "" if self.cells else self._number
        is_mark = self._number and not _ORDER.fullmatch(self._number) and text[0].isalpha()
        return f"- {text}" if is_mark else text

    def end(self) -> None:
        """Say that the row is whole: one whose text is all hidden is a hidden row."""
        if self.has_vanished and not self.has_seen:
            self.is_hidden, self.cells = True, self._with_vanished


@dataclass
class WordTable:
    """One table; nested tables are tables of their own, behind the one that they stand in."""

    rows: list[WordRow] = field(default_factory=list[WordRow])
    row: WordRow | None = None
    width: int = 0

    def end_row(self) -> None:
        """Take the row that was read, unless it is deleted."""
        if self.row is not None and not self.row.is_deleted:
            self.row.end()
            self.rows.append(self.row)
            self.width = max(self.width, len(self.row.cells))
        self.row = None


class _Sheet:
    """Lines and rows below each other; ``between``: the lines since the last row of a table."""

    def __init__(self, above: Iterable[Row], width: int) -> None:
        self.rows: list[tuple[int, Row]] = list(enumerate(above, start=1))
        self.width = width
        self.between: list[Row] = []
        self._unstored, self._hidden, self._merged = RowRuns(), list[int](), RowRuns()

    def take(self, table: WordTable) -> None:
        """Add the rows of a table."""
        for row in table.rows:
            number = len(self.rows) + 1
            self.rows.append((number, tuple(trimmed(row.cells))))
            for column in row.unstored:
                self._unstored.add(column, range(number, number + 1))
            for column in row.merged:
                self._merged.add(column, range(number, number + 1))
            self._hidden += [number] if row.is_hidden else []

    def take_line(self, line: Row) -> None:
        """Add a line that stands below the table."""
        self.rows.append((len(self.rows) + 1, line))
        self.between.append(line)

    def grid(self, number: int, around: SheetNotes) -> ReadyGrid:
        """Return the sheet; Word gives tables no names, so it goes by its number."""
        unstored, hidden = self._unstored.spans(), row_runs(self._hidden)
        merged = {
            column: tuple(range(run.start - 1, run.stop) for run in runs)
            for column, runs in self._merged.spans().items()
        }
        notes = replace(around, unstored=unstored, hidden_rows=hidden, merged=merged)
        return ReadyGrid(f"Bảng {number}", notes, lambda: self.rows)


def word_grids(blocks: Iterable[str | WordTable], around: SheetNotes) -> tuple[ReadyGrid, ...]:
    """Return a sheet for each table; of a document without any, one sheet of its lines.

    ``around``: what the document holds beside its text.
    """
    sheets: list[_Sheet] = []
    above: list[Row] = []
    for block in blocks:
        lines = _lines(block)
        if lines is not None:
            for line in lines:
                (sheets[-1].take_line if sheets else above.append)(line)
        elif isinstance(block, WordTable):
            last = sheets[-1] if sheets else None
            if last is None or last.between or last.width != block.width:
                last = _Sheet(last.between if last else above, block.width)
                sheets.append(last)
            last.take(block)
    found = sheets or [_Sheet(above, 0)]
    return tuple(sheet.grid(number, around) for number, sheet in enumerate(found, start=1))


def _lines(block: str | WordTable) -> list[Row] | None:
    """Return a line of text or the rows of a narrow table as lines; None for a table to be read."""
    if isinstance(block, str):
        return [(cleaned(block),)]
    if block.width > _NARROW and not _is_of_signatures(block):
        return None
    return [row for row in (tuple(trimmed(each.cells)) for each in block.rows) if row]


def _is_of_signatures(table: WordTable) -> bool:
    """Return whether a wider table holds signatures: few rows of words, and who signs."""
    texts = [str(cell).strip() for row in table.rows for cell in row.cells if cell]
    return (
        len(table.rows) <= _MOST_SIGNED
        and any(map(_SIGNED.match, texts))
        and not any(map(_COUNT.fullmatch, texts))
    )


def attribute_value(attributes: Attributes) -> str:
    """Return what an element of Word is set to, or an empty text."""
    return next((value for name, value in attributes.items() if name.endswith(" val")), "")


def is_switched_on(attributes: Attributes) -> bool:
    """Return whether an element of Word switches something on, as it does unless it says no."""
    return attribute_value(attributes) not in _OFF


def columns_stated(attributes: Attributes) -> int:
    """Return the number of columns that an element states, 1 where it states none."""
    found = attribute_value(attributes)
    return min(int(found), _MOST) if found.isascii() and found.isdecimal() else 1
