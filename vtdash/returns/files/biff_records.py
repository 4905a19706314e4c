"""The records of an Excel 97-2003 workbook, counted and looked at before a library reads them.

Each record is a kind, a length and its bytes. Here stands what the library does not tell: formulas
that were never calculated, links into other files, filters, and how much there is in all.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from vtdash.returns.files.biff_tokens import names_outside
from vtdash.returns.files.delimited import FileLimits, too_many_cells, too_wide
from vtdash.returns.files.loose_text import LooseText, without_codes
from vtdash.returns.files.xml_part import ENDLESS, Trouble
from vtdash.returns.sheet_notes import RowRuns, SheetNotes, Spans

_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_SUPBOOK, _EXTERNSHEET, _UNCALCED, _FILTERMODE = 0x01AE, 0x0017, 0x005E, 0x009B
_FORMULA, _ARRAY, _MULRK, _MULBLANK = 0x0006, 0x0221, 0x00BD, 0x00BE
_ROW, _BLANK = 0x0208, 0x0201
_VALUES = frozenset({_FORMULA, _MULRK, 0x00FD, 0x0203, 0x027E, 0x0204, 0x00D6, 0x0205})
"""Cells with a value: formulas, several numbers, shared text, number, short number, text, error."""

_CELLS = _VALUES | {_BLANK, _MULBLANK}
_EACH = {_MULRK: 6, _MULBLANK: 2}
"""Bytes for each of several cells in one record."""

_PRINTED = frozenset({0x0014, 0x0015})
"""Heading and foot of the printed page."""

_OBJECT, _BOX, _CONTINUE = 0x005D, 0x01B6, 0x003C
_NOTE = 0x0019
"""The kind of a drawn object that is the comment at a cell, which is told by its cell."""

_WORKSHEET = 0
_OWN_LENGTH = 4
"""Bytes of the record that stands for the workbook itself, or for functions of an add-in."""

_TEXT_HEAD = 3
"""Bytes before the letters of a text: how many there are, and whether each takes two."""

_NO_NUMBER = 0xFFFF
_EMPTY_TEXT = 3
_ON_LOAD = 0x0002
_HEAD = struct.Struct("<HH")
_CELL = struct.Struct("<HH")
_PLACE = struct.Struct("<HHH8sH")


@dataclass
class BiffSheet:
    """What was seen of one worksheet; columns count from 0, rows from 1."""

    is_filtered: bool = False
    last_column: int = 0
    widest_row: int = 0
    empty: RowRuns = field(default_factory=RowRuns)
    zero: RowRuns = field(default_factory=RowRuns)
    linked: RowRuns = field(default_factory=RowRuns)
    not_zero: set[int] = field(default_factory=set[int])
    boxes: LooseText = field(default_factory=LooseText)
    printed: LooseText = field(default_factory=LooseText)


@dataclass
class BiffBook:
    """What was seen of a workbook; ``sheets`` are the worksheets in their order."""

    is_encrypted: bool = False
    asks_to_calculate: bool = False
    trouble: Trouble | None = None
    sheets: list[BiffSheet] = field(default_factory=list[BiffSheet])
    calculated: int = 0

    def notes(self, sheet: BiffSheet) -> SheetNotes:
        """Return what is noted of a sheet's formulas.

        Programs that calculate nothing store an empty text with each formula: where no formula of
        the whole workbook has another result, or a workbook asks to be calculated, it is none.
        """
        is_uncalculated = self.asks_to_calculate or not self.calculated
        zero: Spans = {
            column: rows
            for column, rows in sheet.zero.spans().items()
            if self.asks_to_calculate and column not in sheet.not_zero
        }
        return SheetNotes(
            unstored=sheet.empty.spans() if is_uncalculated else {},
            uncalculated=zero,
            linked=sheet.linked.spans(),
            is_filtered=sheet.is_filtered,
            beside=sheet.boxes.texts,
            printed=tuple(filter(None, map(without_codes, sheet.printed.texts))),
        )


def look_at_records(stream: bytes, limits: FileLimits) -> BiffBook:
    """Return what the records of a workbook's stream say; stops early on ``trouble``."""
    return _RecordReader(limits).through(stream)


class _RecordReader:
    """One pass over the records; substreams of charts stand inside of those of sheets."""

    def __init__(self, limits: FileLimits) -> None:
        self._limits = limits
        self._is_late = limits.deadline()
        self._book = BiffBook()
        self._starts: dict[int, BiffSheet] = {}
        self._open: list[BiffSheet | None] = []
        self._books: list[bool] = []
        self._outside: frozenset[int] = frozenset()
        self._cells = self._box_letters = self._object = 0

    def through(self, stream: bytes) -> BiffBook:
        """Look at all records, or as many as are allowed."""
        most = 2 * self._limits.cells + self._limits.loose_elements
        for number, (position, kind, data) in enumerate(_records(stream)):
            self._take(position, kind, data)
            if number > most:
                self._book.trouble = "S03", ENDLESS
            if self._cells > self._limits.cells:
                self._book.trouble = "S03", too_many_cells(self._limits.cells)
            if self._book.is_encrypted or self._book.trouble:
                break
        return self._book

    def _take(self, position: int, kind: int, data: memoryview) -> None:
        sheet = self._open[-1] if self._open else None
        if kind == _BOF:
            self._open.append(self._starts.get(position))
        elif kind == _EOF:
            del self._open[-1:]
        elif sheet is not None:
            self._take_of_sheet(sheet, kind, data)
        elif kind == _FILEPASS:
            self._book.is_encrypted = True
        elif kind == _BOUNDSHEET and data[5] == _WORKSHEET:
            new = BiffSheet()
            self._book.sheets.append(new)
            self._starts[struct.unpack_from("<I", data)[0]] = new
        elif kind == _SUPBOOK:
            self._books.append(len(data) > _OWN_LENGTH)
        elif kind == _EXTERNSHEET:
            self._note_outside(data)

    def _note_outside(self, data: memoryview) -> None:
        """Note which numbers of sheets in formulas stand for sheets of another file."""
        (count,) = struct.unpack_from("<H", data)
        books = [struct.unpack_from("<H", data, 2 + 6 * n)[0] for n in range(count)]
        far = (n for n, book in enumerate(books) if book < len(self._books) and self._books[book])
        self._outside = frozenset(far)

    def _take_of_sheet(self, sheet: BiffSheet, kind: int, data: memoryview) -> None:
        if kind in _CELLS:
            self._count(sheet, kind, data)
        elif kind == _UNCALCED:
            self._book.asks_to_calculate = True
        elif kind == _FILTERMODE:
            sheet.is_filtered = True
        elif kind in _PRINTED and len(data) > _TEXT_HEAD:
            sheet.printed.begin_line()
            sheet.printed.add(_text(data[2:], struct.unpack_from("<H", data)[0]))
        elif kind in {_OBJECT, _BOX, _CONTINUE}:
            self._take_drawn(sheet, kind, data)
        elif kind == _ARRAY and self._outside and names_outside(_tokens(data, 12), self._outside):
            first, last, left, right = struct.unpack_from("<HHBB", data)
            for column in range(left, right + 1):
                sheet.linked.add(column, range(first + 1, last + 2))

    def _take_drawn(self, sheet: BiffSheet, kind: int, data: memoryview) -> None:
        """Keep the text of a drawn object, which stands in the record behind the object's own."""
        if kind == _OBJECT:
            self._object = struct.unpack_from("<H", data, 4)[0]
        elif kind == _BOX:
            self._box_letters = struct.unpack_from("<H", data, 10)[0]
        elif self._box_letters:
            if self._object != _NOTE:
                sheet.boxes.begin_line()
                sheet.boxes.add(_text(data, self._box_letters))
            self._box_letters = 0

    def _count(self, sheet: BiffSheet, kind: int, data: memoryview) -> None:
        row, column = _CELL.unpack_from(data)
        width = max(1, (len(data) - 6) // _EACH[kind]) if kind in _EACH else 1
        self._cells += width
        if kind in _VALUES and column + width > sheet.last_column:
            sheet.last_column, sheet.widest_row = column + width, row + 1
            if sheet.last_column > self._limits.columns:
                self._book.trouble = "S03", too_wide(self._limits.columns)
        if kind == _FORMULA:
            self._take_formula(sheet, data)

    def _take_formula(self, sheet: BiffSheet, data: memoryview) -> None:
        row, column, _, result, flags = _PLACE.unpack_from(data)
        rows = range(row + 1, row + 2)
        self._book.asks_to_calculate |= bool(flags & _ON_LOAD)
        if struct.unpack_from("<H", result, 6)[0] == _NO_NUMBER and result[0] == _EMPTY_TEXT:
            sheet.empty.add(column, rows)
        else:
            self._book.calculated += 1
            if result == bytes(8):
                sheet.zero.add(column, rows)
            else:
                sheet.not_zero.add(column)
        if self._outside and names_outside(_tokens(data, 20), self._outside):
            sheet.linked.add(column, rows)


def _text(data: memoryview, letters: int) -> str:
    """Return a text of so many letters: a byte says whether each of them takes one or two."""
    wide = bool(data[0] & 1)
    held = bytes(data[1 : 1 + letters * (2 if wide else 1)])
    return held.decode("utf-16-le" if wide else "latin-1", "replace")


def _tokens(data: memoryview, at: int) -> bytes:
    """Return the tokens of a formula, whose length stands before them."""
    (length,) = struct.unpack_from("<H", data, at)
    return bytes(data[at + 2 : at + 2 + length])


def _records(stream: bytes) -> Iterator[tuple[int, int, memoryview]]:
    """Yield place, kind and bytes of each record, to the end or to what is none."""
    view, position, end = memoryview(stream), 0, len(stream) - _HEAD.size
    while position <= end:
        kind, length = _HEAD.unpack_from(view, position)
        start = position + _HEAD.size
        yield position, kind, view[start : start + length]
        position = start + length
