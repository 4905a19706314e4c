"""An OpenDocument spreadsheet (.ods) as sheets of rows, read as its XML passes by.

Only ``content.xml`` is unpacked, behind the limits of every archive. Rows and cells that the file
repeats are counted as often as they stand in the sheet; blank ones at the end cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from vtdash.returns.files.archive import ODS_PART, read_part
from vtdash.returns.files.delimited import FileLimits, too_many_cells, too_many_rows, too_wide
from vtdash.returns.files.ods_cells import (
    FORMULA,
    cell_value,
    is_unstored,
    leads_outside,
    times_repeated,
)
from vtdash.returns.files.ods_rows import (
    COLUMNS_REPEATED,
    COLUMNS_SPANNED,
    ROWS_REPEATED,
    ROWS_SPANNED,
    STYLE_NAME,
    VISIBILITY,
    OdsRows,
)
from vtdash.returns.files.ods_sheet import CellText, OdsSheet
from vtdash.returns.files.ods_styles import OdsStyles
from vtdash.returns.files.ready_grid import ReadyGrid, Row, is_filled, trimmed, visible_sheets
from vtdash.returns.files.workbook import DAMAGED
from vtdash.returns.files.xml_part import ENDLESS, Attributes, ElementPart, Trouble
from vtdash.returns.findings import Findings
from vtdash.returns.model import Cell, Place
from vtdash.returns.sheet_notes import RowRuns
from vtdash.text.messages import message

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE, _DRAW = (
    f"{_NS}{name}:1.0 " for name in ("table", "office", "text", "style", "drawing")
)
_MATRIX_COLUMNS = _TABLE + "number-matrix-columns-spanned"
_MATRIX_ROWS = _TABLE + "number-matrix-rows-spanned"
_DISPLAY, _TEXT_STYLE = _TABLE + "display", _TEXT + "style-name"

_LEFT_OUT = frozenset(
    {_TABLE + name for name in ("tracked-changes", "dde-links", "named-expressions",
                                "content-validations", "database-ranges", "data-pilot-tables")}
    | {_OFFICE + "forms", _TEXT + "ruby-text", _TEXT + "note"}
)  # fmt: skip
"""Elements without cells of a sheet: lists, marks of notes, what was there before a change."""

_OTHER_DOCUMENT = message("This is an OpenDocument file, but no spreadsheet (.ods).")
_COPY_TABLE = message("Copy the table into a new Excel workbook, save it as .xlsx and send that.")


class _SpreadsheetPart(ElementPart):
    """Takes ``content.xml``: its styles first, then one sheet after the other."""

    def __init__(self, limits: FileLimits) -> None:
        super().__init__()
        self.sheets: list[OdsSheet] = []
        self.is_spreadsheet = self.is_strange = self._is_in_drawing = False
        self.styles = OdsStyles()
        self._limits = limits
        self._trouble: Trouble | None = None
        self._cells = 0
        self._sheet: OdsSheet | None = None
        self._hidden_groups: list[bool] = []
        self._row, self._times, self._column = 1, 1, 0
        self._row_cells: list[Cell] = []
        self._cell: Attributes | None = None
        self._is_covered = self._is_cell_linked = self._is_from_link = False
        self._text = CellText()
        self.starts |= self._start_acts()
        self.ends |= self._end_acts()
        self.parser.CharacterDataHandler = self._characters

    def trouble(self) -> Trouble | None:
        """Return which limit is passed, if one is."""
        if self.loose > self._limits.loose_elements:
            return "S03", ENDLESS
        if self._cells > self._limits.cells:
            return "S03", too_many_cells(self._limits.cells)
        return self._trouble

    def _start_acts(self) -> dict[str, Callable[[Attributes], None]]:
        return {
            _TABLE + "table-cell": self._begin_cell,
            _TABLE + "covered-table-cell": self._begin_covered,
            _TEXT + "p": lambda _: self._text.begin_paragraph(),
            _TABLE + "table-row": self._begin_row,
            _TABLE + "table-column": self._take_column,
            _TABLE + "table-row-group": self._begin_group,
            _TABLE + "table-column-group": self._begin_group,
            _TABLE + "table": self._begin_table,
            _TABLE + "table-source": self._take_source,
            _TABLE + "cell-range-source": self._take_cell_source,
            _OFFICE + "annotation": self._take_annotation,
            _OFFICE + "spreadsheet": lambda _: setattr(self, "is_spreadsheet", True),
            _STYLE + "style": self.styles.begin,
            _STYLE + "table-properties": self.styles.take_table,
            _STYLE + "text-properties": self.styles.take_text,
            _STYLE + "table-cell-properties": self.styles.take_cell,
            _TEXT + "span": self._begin_span,
            _TEXT + "s": lambda found: self._text.add_signs(
                " ", times_repeated(found, _TEXT + "c")
            ),
            _TEXT + "tab": lambda _: self._text.add_signs("\t"),
            _TEXT + "line-break": lambda _: self._text.add_signs("\n"),
        }

    def _end_acts(self) -> dict[str, Callable[[], None]]:
        return {
            _TABLE + "table-cell": self._end_cell,
            _TABLE + "covered-table-cell": self._end_cell,
            _TEXT + "p": self._text.end_paragraph,
            _TABLE + "table-row": self._end_row,
            _TABLE + "table-row-group": self._end_group,
            _TABLE + "table-column-group": self._end_group,
            _TABLE + "table": self._end_table,
        }

    def is_left_out(self, name: str) -> bool:
        """Return whether an element is passed over whole; of drawings the text is kept."""
        self._is_in_drawing = name == _TABLE + "shapes" or name.startswith(_DRAW)
        in_cell = self._cell is not None and not name.startswith(_TEXT)
        return self._is_in_drawing or name in _LEFT_OUT or in_cell

    def pass_over(self, name: str) -> None:
        """Begin a line where a paragraph of a drawing begins."""
        if name == _TEXT + "p" and self._sheet is not None:
            self._sheet.boxes.begin_line()

    def _characters(self, text: str) -> None:
        if not self.is_skipping:
            self._text.add(text)
        elif self._is_in_drawing and self._sheet is not None:
            self._sheet.boxes.add(text)

    def _take_annotation(self, _: Attributes) -> None:
        """Note that a comment stands at the cell; its words are none of the cell's."""
        self._note("commented", range(self._column, self._column + 1), 1)
        self.leave_out()

    def _begin_table(self, attributes: Attributes) -> None:
        if self._sheet is not None:
            self.is_strange = True  # a table in a cell, which no program writes today
        self._sheet = OdsSheet(attributes.get(_TABLE + "name", ""), attributes.get(STYLE_NAME, ""))
        self._row, self._column, self._hidden_groups, self._is_from_link = 1, 0, [], False

    def _end_table(self) -> None:
        self.sheets += [each for each in (self._sheet,) if each and not each.is_cached]
        self._sheet = None

    def _take_source(self, _: Attributes) -> None:
        """Note a sheet of another file: a copy that a link refreshes, or what a program keeps."""
        if self._sheet is not None:
            self._sheet.is_cached = self._sheet.style in self.styles.hidden
            self._is_from_link = True

    def _begin_span(self, attributes: Attributes) -> None:
        if attributes.get(_TEXT_STYLE) in self.styles.of_no_text:
            self._text.is_raised = True
            self.leave_out()

    def _begin_group(self, attributes: Attributes) -> None:
        self._hidden_groups.append(attributes.get(_DISPLAY) == "false")

    def _end_group(self) -> None:
        del self._hidden_groups[-1:]

    def _is_hidden(self, attributes: Attributes) -> bool:
        return attributes.get(VISIBILITY, "visible") != "visible" or any(self._hidden_groups)

    def _take_column(self, attributes: Attributes) -> None:
        times = times_repeated(attributes, COLUMNS_REPEATED)
        if self._sheet is not None and self._is_hidden(attributes):
            end = min(self._column + times, self._limits.columns)
            self._sheet.hidden_columns.append(range(self._column, end))
        self._column += times

    def _begin_row(self, attributes: Attributes) -> None:
        self.loose = self._column = 0
        self._times, self._row_cells = times_repeated(attributes, ROWS_REPEATED), []
        if self._sheet is not None and self._is_hidden(attributes):
            self._sheet.hidden.add(0, self._rows(self._times))
            self._sheet.is_filtered |= attributes.get(VISIBILITY) == "filter"

    def _end_row(self) -> None:
        cells = tuple(trimmed(self._row_cells))
        if cells and self._sheet is not None:
            self._sheet.rows.append((self._row, self._times, cells))
            self._cells += len(cells) * self._times
            if self._row + self._times - 1 > self._limits.sheet_rows:
                self._trouble = "S03", too_many_rows(self._limits.sheet_rows)
        self._row, self._column = self._row + self._times, 0

    def take_row(self, cells: Row, written: int) -> bool:
        """Take a usual row, of so many elements, that the parser is spared, if a sheet is open."""
        if self._sheet is None or self._is_from_link:
            return False
        if len(cells) > self._limits.columns:
            self._trouble = "S03", too_wide(self._limits.columns)
        self.loose, self._cells, self._times = 0, self._cells + written, 1
        self._row_cells = list(cells)
        self._end_row()
        return True

    def _begin_covered(self, attributes: Attributes) -> None:
        self._begin_cell(attributes)
        self._is_covered = True

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._is_covered = self._is_cell_linked = False
        self._text.clear()

    def _take_cell_source(self, _: Attributes) -> None:
        self._is_cell_linked = True
        self.leave_out()

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None:
            return
        times = times_repeated(attributes, COLUMNS_REPEATED)
        self._cells += 1
        if not self._is_covered:
            self._take_cell(attributes, times)
        self._column += times

    def _take_cell(self, attributes: Attributes, times: int) -> None:
        """Put a cell where it stands, as often as it is repeated, and note what is odd about it."""
        if not attributes and not self._text.paragraphs:
            return
        value = cell_value(attributes, self._text.text, is_raised=self._text.is_raised)
        most = self._limits.columns
        if is_filled(value):
            if self._column + times > most:
                self._trouble = "S03", too_wide(most)
                return
            if gap := self._column - len(self._row_cells):
                self._row_cells += [None] * gap
            self._row_cells += [value] * times
            self._note_look(attributes, range(self._column, self._column + times))
        if FORMULA in attributes or self._is_cell_linked or self._is_from_link:
            self._note_odd(attributes, value, range(self._column, min(self._column + times, most)))

    def _note_look(self, attributes: Attributes, columns: range) -> None:
        if self._sheet is not None and times_repeated(attributes, COLUMNS_SPANNED) == 1:
            self._sheet.merge(columns.start, self._rows(times_repeated(attributes, ROWS_SPANNED)))
        style = attributes.get(STYLE_NAME)
        for what, styles in (("struck", self.styles.struck), ("unseen", self.styles.unseen)):
            if style in styles:
                self._note(what, columns, self._times)

    def _note_odd(self, attributes: Attributes, value: Cell, columns: range) -> None:
        if is_unstored(attributes, has_text=self._text.paragraphs > 0):
            self._note_unstored(attributes, columns)
        is_kept = self._is_from_link and is_filled(value)
        if is_kept or self._is_cell_linked or leads_outside(attributes):
            self._note("linked", columns, self._times)

    def _note_unstored(self, attributes: Attributes, columns: range) -> None:
        """Note a formula without a result, or all cells that an array formula fills."""
        wide = times_repeated(attributes, _MATRIX_COLUMNS)
        end = min(max(columns.stop, columns.start + wide), self._limits.columns)
        high = max(self._times, times_repeated(attributes, _MATRIX_ROWS))
        self._note("unstored", range(columns.start, end), high)

    def _note(self, what: str, columns: range, times: int) -> None:
        if self._sheet is not None:
            runs: RowRuns = getattr(self._sheet, what)
            for column in columns:
                runs.add(column, self._rows(times))

    def _rows(self, times: int) -> range:
        """Return the rows from the present one on that a sheet can have: a file repeats more."""
        return range(self._row, min(self._row + times, self._limits.sheet_rows + 1))


def read_opendocument(
    content: bytes, findings: Findings, limits: FileLimits
) -> tuple[ReadyGrid, ...]:
    """Return the visible sheets of a spreadsheet in their order; stops where it cannot be read."""
    read = _SpreadsheetPart(limits)
    rows = OdsRows(read, read.styles, read.take_row, limits.columns)
    read_part(content, ODS_PART, rows, findings, limits)
    if read.is_xml and not read.is_spreadsheet:
        findings.stop("S06", Place(), _OTHER_DOCUMENT, do=_COPY_TABLE)
    if not read.is_xml or read.is_strange:
        findings.stop("S06", Place(), DAMAGED)
    sheets = (
        (ReadyGrid(one.name, one.notes(), one.numbered), one.style not in read.styles.hidden)
        for one in read.sheets
    )
    return visible_sheets(sheets, findings)
