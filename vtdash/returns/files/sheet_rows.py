"""The rows of one sheet of an Excel workbook: usual ones by a pattern, all others by openpyxl.

In a large sheet most cells are written in one way, and most hold what others hold. Rows of such
cells are taken apart by a pattern, and openpyxl is asked once what the XML of a cell means.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import XMLPullParser

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser

from vtdash.returns.files.formulas import CellFormula
from vtdash.returns.files.marked_cells import CellLooks
from vtdash.returns.files.number_formats import as_shown
from vtdash.returns.files.ready_grid import Row, cleaned, is_filled
from vtdash.returns.files.row_wise import KnownXml, RowWise
from vtdash.returns.files.xml_part import Trouble
from vtdash.returns.files.xml_shape import MAIN, SHEET_PATH, ShapeReader, is_hidden_row
from vtdash.returns.model import Cell
from vtdash.returns.sheet_notes import SheetNotes

_ATTRIBUTES = rb'(?: [a-zA-Z0-9:]+="[^"<>&]*")*'
_ROW = re.compile(rb'\s*<row r="([0-9]{1,7})"(%s)>' % _ATTRIBUTES)
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})[0-9]{1,7}"'
    rb"(%s(?:/>|>(?:<v>[^<>&]*</v>|<is><t[^<>]*>[^<>&]*</t></is>)</c>))|(.+)" % _ATTRIBUTES,
    re.DOTALL,
)
"""Letters of the column and all that follows in the XML of a cell; or what is no usual cell."""

_FORMULA = re.compile(
    rb'(<c r="([A-Z]{1,3})[0-9]{1,7}"(%s)>)<f(%s)(?:/>|>([^\0-\x1f<>&]*)</f>)(?=<v>([^<>&]+)</v>)'
    % (_ATTRIBUTES, _ATTRIBUTES)
)
"""A cell's beginning (letters, attributes) and its formula (attributes, text), before a result."""

_ATTRIBUTE = re.compile(r'([^\s"=]+)="([^"]*)"')
_NUMBER = re.compile(
    rb'(?: s="([0-9]{1,5})")?(?: t="n")?><v>(-?[0-9]{1,15})((?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)'
    rb"</v></c>"
)
_TEXT = re.compile(
    r'(?: s="[0-9]{1,5}")? t="inlineStr"><is><t(?: xml:space="preserve")?>([^\0-\x1f\ufffe\uffff]*)'
    r"</t></is></c>"
)


@dataclass(frozen=True)
class SheetStyles:
    """What cells refer to: texts that they share, days, styles that show another number."""

    texts: Sequence[Any]
    epoch: datetime
    days: frozenset[int]
    durations: frozenset[int]
    scales: Mapping[int, str]
    looks: CellLooks


class SheetRows(RowWise):
    """Takes the bytes of a sheet; ``rows`` are number and cells of those with a value.

    ``broken_row`` is the first row that holds what openpyxl cannot read, and 0 where there is none.
    """

    def __init__(self, shape: ShapeReader, styles: SheetStyles, columns: int) -> None:
        super().__init__(shape, b"</row>", SHEET_PATH, {None: MAIN})
        self.rows: list[tuple[int, Row]] = []
        self.broken_row = 0
        self.shape = shape
        self._columns = columns
        self._styles = styles
        self._styled: list[tuple[int, int, int]] = []
        self._known = KnownXml(self._meaning)
        self._places: dict[tuple[bytes, ...], tuple[int, ...]] = {}
        self._hidden_rows = KnownXml(self._is_hidden)
        self._tree = XMLPullParser(["end"])
        self._library = WorkSheetParser(
            io.BytesIO(),
            styles.texts,
            data_only=True,
            epoch=styles.epoch,
            date_formats=styles.days,
            timedelta_formats=styles.durations,
            rich_text=True,
        )
        odd = b"|".join(b"%d" % style for style in styles.looks.struck | styles.looks.unseen)
        self._odd = re.compile(rb' s="0*(?:%s)"' % odd) if odd else None

    def notes(self, *, asks_to_calculate: bool) -> SheetNotes:
        """Return what is noted of the sheet in a workbook that asks to be calculated or not."""
        struck, unseen = self._styles.looks.spans(self._styled)
        notes = self.shape.shape().notes(asks_to_calculate=asks_to_calculate)
        return replace(notes, struck=struck, unseen=unseen)

    def take_usual(self, row: bytes) -> bool:
        """Take a row of usual cells, given without its end; return whether it is one."""
        head = _ROW.match(row)
        number = int(head[1]) if head else 0
        if not head or number <= self.shape.row or (self._odd and self._odd.search(row)):
            return False
        formulas = _FORMULA.findall(row) if b"<f" in row else ()
        bare = _FORMULA.sub(rb"\1", row) if formulas else row
        cells = _CELL.findall(bare, head.end())
        if not cells or cells[-1][2]:
            return False
        letters, written, _ = zip(*cells, strict=True)
        try:
            places = self._places.get(letters) or self._learn(letters)
            values = [self._known[each] for each in written]
            found = [_formula(*map(bytes.decode, formula)) for formula in formulas]
            is_hidden = self._hidden_rows[head[2]]
        except Exception:  # of many kinds: openpyxl finds it again and tells where it is
            return False
        last = self._put(number, places, values)
        self.shape.take_row(number, len(letters), last, found, is_hidden=is_hidden)
        return True

    def take_unusual(self, piece: bytes) -> Trouble | None:
        """Take what is no usual row."""
        before = self.shape.row
        trouble = super().take_unusual(piece)
        if not trouble and self.shape.is_xml and not self.broken_row:
            self._library.row_counter = before
            try:
                self._read(piece)
            except Exception:  # of many kinds
                self.broken_row = self._library.row_counter
        return trouble

    def _read(self, piece: bytes) -> None:
        self._tree.feed(piece)
        events: Any = self._tree.read_events()
        for _, element in events:
            if element.tag == ROW_TAG:
                number, cells = self._library.parse_row(element)
                element.clear()
                places = tuple(cell["column"] - 1 for cell in cells)
                self._put(number, places, [self._cell(cell) for cell in cells])
                if self._odd:
                    filled = (cell for cell in cells if cell["value"] is not None)
                    self._styled += [(number, c["column"] - 1, c["style_id"]) for c in filled]

    def _put(self, number: int, places: Sequence[int], values: list[Cell]) -> int:
        """Keep a row with anything in it; return the number of the last column with a value.

        Rows that are too wide are not kept, nor those behind one that cannot be read: who asks for
        the rows stops.
        """
        while values and values[-1] is None:
            values.pop()
        last = places[len(values) - 1] + 1 if values else 0
        if any(map(is_filled, values)) and last <= self._columns and not self.broken_row:
            if len(values) < last:
                by_place = dict(zip(places, values, strict=False))
                values = [by_place.get(place) for place in range(last)]
            self.rows.append((number, tuple(values)))
        return last

    def _learn(self, letters: tuple[bytes, ...]) -> tuple[int, ...]:
        """Return the indexes of columns; raises where they are out of order."""
        places = tuple(column_index_from_string(each.decode()) - 1 for each in letters)
        if any(one >= other for one, other in pairwise(places)):
            raise ValueError("cells out of order")
        return self._places.setdefault(letters, places)

    def _is_hidden(self, attributes: bytes) -> bool:
        """Return whether rows with these attributes beside their number are hidden."""
        return is_hidden_row(self.element(b'<row r="1"' + attributes + b"/>").attrib)

    def _meaning(self, written: bytes) -> Cell:
        """Return the value of a cell from its XML behind the address; raises for what has none."""
        if found := _NUMBER.fullmatch(written):
            style = int(found[1] or 0)
            if style not in self._styles.days and style not in self._styles.scales:
                return float(found[2] + found[3]) if found[3] else int(found[2])
        elif text := _TEXT.fullmatch(written.decode()):
            return cleaned(text[1].replace("x005F_", ""))
        return self._cell(self._library.parse_cell(self.element(b"<c" + written)))

    def _cell(self, read: Mapping[str, Any]) -> Cell:
        """Return what openpyxl read as a cell, as text where it is shown as another number."""
        value = read["value"]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            scale = self._styles.scales.get(read["style_id"])
            return as_shown(value, scale) if scale else value
        return _plain(value)


def _formula(_: str, letters: str, cell: str, said: str, text: str, result: str) -> CellFormula:
    kind = dict(_ATTRIBUTE.findall(cell)).get("t", "")
    return CellFormula(letters, kind, dict(_ATTRIBUTE.findall(said)), text, result)


def _plain(value: object) -> Cell:
    """Return a value as a cell; times of day and durations become text.

    Raised signs are marks of notes: '70' with a raised 1 is 70, never 701. Letters struck through
    beside others are none: '70' struck before '65' is 65.
    """
    if isinstance(value, CellRichText):
        parts = [part for part in value if not _is_raised(part)]
        left = [part for part in parts if not _is_struck(part)]
        value = "".join(map(str, left if any(str(part).strip() for part in left) else parts))
    if isinstance(value, str):
        return cleaned(value)
    if value is None or isinstance(value, (int, float, date)):
        return value
    return str(value)


def _is_raised(part: object) -> bool:
    return isinstance(part, TextBlock) and part.font.vertAlign == "superscript"


def _is_struck(part: object) -> bool:
    return isinstance(part, TextBlock) and bool(part.font.strike)
