"""The shape of one XML part of a workbook, counted as its bytes pass by: nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from openpyxl.utils import column_index_from_string

from vtdash.returns.files.delimited import FileLimits, too_many_cells, too_many_rows
from vtdash.returns.files.formulas import CellFormula, FormulaReader
from vtdash.returns.files.loose_text import LooseText, without_codes
from vtdash.returns.files.merged_cells import Merge, merged_down
from vtdash.returns.files.xml_part import ENDLESS, Trouble, XmlPart
from vtdash.returns.sheet_notes import OWN_AUTHOR, RowRuns, SheetNotes
from vtdash.text.messages import message

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN = MAIN + " "
SHEET_PATH = (_MAIN + "worksheet", _MAIN + "sheetData")
"""The elements around the rows of a sheet."""

_CELL, _VALUE, _INLINE, _ROW, _TEXT, _MERGED, _FORMULA, _CALCULATION, _COLUMNS, _FILTER = (
    _MAIN + name
    for name in ("c", "v", "is", "row", "si", "mergeCell", "f", "calcPr", "col", "filterColumn")
)
_AUTHOR, _COMMENT = _MAIN + "author", _MAIN + "comment"
_PAGES = ("odd", "even", "first")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_BOX_LINE, _BOX_TEXT = (f"{_DRAWING}main {name}" for name in ("p", "t"))
_AFTER_TEXT = (f"{_DRAWING}spreadsheetDrawing from", _MAIN + "extLst")
_PRINTED = [_MAIN + page + part for page in _PAGES for part in ("Header", "Footer")]
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_STRICT_BOOK = "http://purl.oclc.org/ooxml/spreadsheetml/main workbook"
_STRICT = message(
    "This workbook was saved as 'Strict Open XML', which is not read; save it as 'Excel Workbook "
    "(*.xlsx)'."
)
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_RANGE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})")

_YES = frozenset({"1", "true"})
_NO_SIZE = frozenset({"0", "0.0"})
"""Height or width of a row or column that was dragged until it was gone."""


@dataclass(frozen=True)
class PartShape:
    """What a part holds: its cells, its merged ranges, and how far its values go.

    ``last_column`` is the last one with a value in it, however far its formats go; ``widest_row``
    is the first row that goes so far to the right.
    ``is_sound`` is false where the part is no XML, breaks off, or has rows or cells out of
    order, some of which a library would leave out without a word. ``asks_to_calculate``: the
    part tells programs to calculate all formulas when they open it; only ``notes`` knows of all
    parts. ``comments``: cells at which the part puts a comment; ``targets``: parts of comments and
    drawings that the part, a list of relations, leads to. ``boxes``: texts of a drawing.
    """

    cells: int
    last_column: int
    widest_row: int
    merges: tuple[Merge, ...]
    is_sound: bool
    sheet: SheetNotes
    asks_to_calculate: bool
    comments: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()

    def notes(self, *, asks_to_calculate: bool) -> SheetNotes:
        """Return what is noted of a sheet in a workbook that asks to be calculated or not."""
        return self.sheet if asks_to_calculate else replace(self.sheet, uncalculated={})


class ShapeReader(XmlPart):
    """Takes the bytes of one part; ``cells`` counts on from the parts before it.

    What is called for each element only counts; the counts are held against the limits after
    each piece.
    """

    def __init__(self, limits: FileLimits, cells: int) -> None:
        super().__init__()
        self.cells = cells
        self._before = cells
        self._limits = limits
        self._type = ""
        self.row = self._column = self._rows = self._loose = 0
        self._last_column = self._widest_row = 0
        self._merges: list[Merge] = []
        self._formulas = FormulaReader()
        self._hidden, self._hidden_columns = RowRuns(), list[range]()
        self._asks_to_calculate = self._is_filtered = False
        self._is_in_order, self._is_strict = True, False
        self._columns: dict[str, int] = {}
        self._comments, self._targets, self._authors = list[str](), list[str](), list[str]()
        self._boxes, self._printed = LooseText(), LooseText()
        self.parser.StartElementHandler = self._counter()

    def close(self) -> Trouble | None:
        """Say that no bytes follow; return which limit is passed, if one is."""
        trouble = super().close()
        if self._formulas.is_open:
            self._end_formula()
        return trouble

    def shape(self) -> PartShape:
        """Return what was counted."""
        return PartShape(
            cells=self.cells - self._before,
            last_column=self._last_column,
            widest_row=self._widest_row,
            merges=tuple(self._merges),
            is_sound=bool(self.is_xml) and self._is_in_order,
            sheet=replace(
                self._formulas.notes(),
                hidden_rows=self._hidden.spans().get(0, ()),
                hidden_columns=tuple(self._hidden_columns),
                is_filtered=self._is_filtered,
                merged=merged_down(self._merges),
                printed=tuple(filter(None, map(without_codes, self._printed.texts))),
            ),
            asks_to_calculate=self._asks_to_calculate,
            comments=tuple(self._comments),
            targets=tuple(self._targets),
            boxes=self._boxes.texts,
        )

    def trouble(self) -> Trouble | None:
        """Return which limit is passed, if one is."""
        limits = self._limits
        if self._is_strict:
            return "S06", _STRICT
        if self._loose > limits.loose_elements:
            return "S03", ENDLESS
        if max(self.row, self._rows) > limits.sheet_rows:
            return "S03", too_many_rows(limits.sheet_rows)
        return ("S03", too_many_cells(limits.cells)) if self.cells > limits.cells else None

    def _counter(self) -> Callable[[str, dict[str, str]], None]:
        acts = {
            _CELL: self._next_cell,
            _VALUE: self._next_value,
            _INLINE: self._next_value,
            _ROW: self._next_row,
            _TEXT: self._next_text,
            _MERGED: self._next_merge,
            _FORMULA: self._next_formula,
            _CALCULATION: self._next_calculation,
            _COLUMNS: self._next_columns,
            _FILTER: self._next_filter,
            _STRICT_BOOK: self._next_strict,
            _AUTHOR: self._next_author,
            _COMMENT: self._next_comment,
            _RELATION: self._next_relation,
            _BOX_LINE: self._boxes.begin_line,
            _BOX_TEXT: self._next_box_text,
            **dict.fromkeys(_AFTER_TEXT, self._end_text),
            **dict.fromkeys(_PRINTED, self._next_printed),
        }

        def count(name: str, attributes: dict[str, str]) -> None:
            self._loose += 1
            act = acts.get(name)
            if act:
                act(attributes)

        return count

    def _next_row(self, attributes: dict[str, str]) -> None:
        self._begin_row(
            _whole(attributes["r"]) if "r" in attributes else self.row + 1,
            is_hidden=is_hidden_row(attributes),
        )

    def take_row(
        self, row: int, cells: int, last: int, formulas: Iterable[CellFormula], *, is_hidden: bool
    ) -> None:
        """Count a whole row that the parser is spared; ``last`` is the last column with a value."""
        self._begin_row(row, is_hidden=is_hidden)
        self.cells += cells
        if last:
            self._reach(last)
        for formula in formulas:
            if self._formulas.is_open:
                self._end_formula()
            column = self._columns.get(formula.letters) or self._learn(formula.letters)
            self._formulas.take_whole(row, column, formula)

    def _begin_row(self, row: int, *, is_hidden: bool) -> None:
        self._loose = self._column = 0
        self._rows += 1
        self._is_in_order &= row > self.row
        self.row = max(row, self.row)
        if is_hidden:
            self._hidden.add(0, range(row, row + 1))

    def _reach(self, column: int) -> None:
        if column > self._last_column:
            self._last_column, self._widest_row = column, self.row

    def _next_cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        if self._formulas.is_open:
            self._end_formula()
        self._type = attributes.get("t", "")
        column = self._column + 1
        if "r" in attributes:
            letters = attributes["r"].rstrip("0123456789")
            column = self._columns.get(letters) or self._learn(letters)
        if column <= self._column:
            self._is_in_order = False
        self._column = column

    def _next_value(self, _: dict[str, str]) -> None:
        if self._formulas.is_open:
            self._formulas.result()
        self._reach(self._column)

    def _next_formula(self, attributes: dict[str, str]) -> None:
        self._formulas.begin(self.row, self._column, self._type, attributes)
        self.parser.CharacterDataHandler = self._formulas.take

    def _end_formula(self) -> None:
        self._formulas.end()
        self.parser.CharacterDataHandler = None

    def _next_calculation(self, attributes: dict[str, str]) -> None:
        asked = {attributes.get("fullCalcOnLoad", ""), attributes.get("forceFullCalc", "")}
        self._asks_to_calculate |= bool(asked & _YES)

    def _next_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _YES or attributes.get("width") in _NO_SIZE:
            first, last = _whole(attributes.get("min", "0")), _whole(attributes.get("max", "0"))
            self._hidden_columns.append(range(first - 1, last))

    def _next_author(self, _: dict[str, str]) -> None:
        self._authors.append("")
        self.parser.CharacterDataHandler = self._take_author

    def _take_author(self, text: str) -> None:
        self._authors[-1] += text

    def _next_comment(self, attributes: dict[str, str]) -> None:
        self._loose, self.parser.CharacterDataHandler = 0, None
        author = _whole(attributes.get("authorId", "0"))
        is_own = author < len(self._authors) and self._authors[author].strip() == OWN_AUTHOR
        if not is_own:
            self._comments.append(attributes.get("ref", ""))

    def _next_relation(self, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith(("/comments", "/drawing")):
            self._targets.append(attributes.get("Target", "").rpartition("/")[2])

    def _next_printed(self, _: dict[str, str]) -> None:
        if self._formulas.is_open:
            self._end_formula()
        self._printed.begin_line()
        self.parser.CharacterDataHandler = self._printed.add

    def _next_box_text(self, _: dict[str, str]) -> None:
        self.parser.CharacterDataHandler = self._boxes.add

    def _end_text(self, _: dict[str, str]) -> None:
        self.parser.CharacterDataHandler = None

    def _next_strict(self, _: dict[str, str]) -> None:
        self._is_strict = True

    def _next_filter(self, _: dict[str, str]) -> None:
        self._is_filtered = True

    def _learn(self, letters: str) -> int:
        number = column_index_from_string(letters) if _LETTERS.fullmatch(letters) else 0
        return self._columns.setdefault(letters, number)

    def _next_text(self, _: dict[str, str]) -> None:
        self._loose = 0

    def _next_merge(self, attributes: dict[str, str]) -> None:
        if found := _RANGE.fullmatch(attributes.get("ref", "")):
            left, right = column_index_from_string(found[1]), column_index_from_string(found[3])
            self._merges.append(Merge(int(found[2]), left, int(found[4]), right))


def is_hidden_row(attributes: Mapping[str, str]) -> bool:
    """Return whether nobody sees a row of a sheet."""
    return attributes.get("hidden") in _YES or attributes.get("ht") in _NO_SIZE


def _whole(number: str) -> int:
    """Return a row number (the library also takes '5.0'), or 0 for what is none."""
    try:
        return int(float(number))
    except (ValueError, OverflowError):
        return 0
