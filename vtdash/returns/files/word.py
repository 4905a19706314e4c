"""The tables of a Word document (.docx), each read like a sheet with the lines that stand above it.

A table of three columns or more begins a sheet; one that follows with nothing between and as many
columns goes on with it, as where a page ended. Narrower tables hold letterheads and signatures:
their rows are lines. Word shows no numbers of rows: rows count from the first line above the table.
What is read is the document with its changes taken: deleted text and rows are not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from vtdash.returns.files.archive import WORD_PART, part_names, read_part
from vtdash.returns.files.delimited import FileLimits, too_many_cells, too_wide
from vtdash.returns.files.loose_text import LooseText, WordText, is_loose_part, is_printed_part
from vtdash.returns.files.ready_grid import ReadyGrid
from vtdash.returns.files.word_numbering import WordNumbers, word_numbers
from vtdash.returns.files.word_tables import (
    WordField,
    WordRow,
    WordTable,
    attribute_value,
    columns_stated,
    is_switched_on,
    word_grids,
)
from vtdash.returns.files.workbook import DAMAGED
from vtdash.returns.files.xml_part import ENDLESS, Attributes, ElementPart, Trouble
from vtdash.returns.findings import Findings
from vtdash.returns.model import Place
from vtdash.returns.sheet_notes import SheetNotes
from vtdash.text.messages import message

_MAIN: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
"""The names that Word writes, and those of 'Strict Open XML'."""

_SKIPPED = (
    *("delText", "moveFrom", "tabs", "rt", "sectPr"),
    *(f"{of}PrChange" for of in ("p", "r", "tbl", "tr", "tc", "sect")),
)
"""Elements whose text is not part of the document as it stands, or no text of a line."""

_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math t"
_SPACES = re.compile(r"[ \t\u00a0]+")

_CHUNKS = message(
    "The document holds another file (inserted text or a subdocument) that only Word can open."
)
_SAVE_DOCX = message(
    "Open it in Word, save it anew as .docx and send that, or copy the table into Excel."
)


class _Document(ElementPart):
    """Takes ``word/document.xml``; ``blocks`` are its lines and tables in their order."""

    def __init__(self, limits: FileLimits, numbers: WordNumbers) -> None:
        super().__init__()
        self._numbers = numbers
        self.blocks: list[str | WordTable] = []
        self.holds_others = False
        self._limits = limits
        self._cells = 0
        self._is_too_wide = False
        self.boxes = LooseText()
        self._is_in_box = False
        self._open: list[WordTable] = []
        self._line: list[str] = []
        self._fields: list[WordField] = []
        self._in_text = self._in_instruction = self._in_row_properties = False
        self._is_raised = self._is_vanished = False
        self.starts |= {w + n: act for w in _MAIN for n, act in self._start_acts().items()}
        self.starts[_MATH] = self._begin_text
        self.ends |= {w + n: act for w in _MAIN for n, act in self._end_acts().items()}
        self.ends[_MATH] = self._end_text
        self._left_out = {w + n for w in _MAIN for n in _SKIPPED} | {_FALLBACK}
        self.parser.CharacterDataHandler = self._characters

    def trouble(self) -> Trouble | None:
        """Return which limit is passed, if one is."""
        if self._is_too_wide:
            return "S03", too_wide(self._limits.columns)
        if self.loose > self._limits.loose_elements:
            return "S03", ENDLESS
        if self._cells > self._limits.cells:
            return "S03", too_many_cells(self._limits.cells)
        return None

    def _start_acts(self) -> dict[str, Callable[[Attributes], None]]:
        return {
            "tbl": self._begin_table,
            "tr": self._begin_row,
            "trPr": self._begin_row_properties,
            "tc": self._begin_cell,
            "gridBefore": lambda said: self._of_row(
                lambda row: row.pass_over(columns_stated(said))
            ),
            "gridSpan": lambda found: self._of_row(lambda row: row.span(columns_stated(found))),
            "vMerge": self._take_merge,
            "hidden": self._take_hidden,
            "cellDel": lambda _: self._of_row(WordRow.cover),
            **self._numbers.acts,
            "p": self._begin_paragraph,
            "r": self._begin_run,
            "vertAlign": self._take_raised,
            "position": self._take_lifted,
            **dict.fromkeys(("vanish", "strike", "dstrike"), self._take_vanished),
            "t": self._begin_text,
            "tab": lambda _: self._add("\t"),
            "br": lambda _: self._add("\n"),
            "cr": lambda _: self._add("\n"),
            "noBreakHyphen": lambda _: self._add("-"),
            "del": self._take_deletion,
            "fldChar": self._take_field,
            "fldSimple": self._begin_simple_field,
            "instrText": self._begin_instruction,
            "txbxContent": self._begin_box,
            **dict.fromkeys(("altChunk", "subDoc"), self._take_other),
        }

    def _end_acts(self) -> dict[str, Callable[[], None]]:
        return {
            "tbl": self._end_table,
            "tr": self._end_row,
            "trPr": self._end_row_properties,
            "tc": self._end_cell,
            "p": self._end_paragraph,
            "pPr": lambda: self._of_row(lambda row: row.number(self._numbers.end())),
            "t": self._end_text,
            "fldSimple": self._end_field,
            "instrText": self._end_instruction,
        }

    def is_left_out(self, name: str) -> bool:
        """Return whether an element is passed over whole."""
        return name in self._left_out

    @property
    def _row(self) -> WordRow | None:
        return self._open[-1].row if self._open else None

    def _of_row(self, act: Callable[[WordRow], None]) -> None:
        if self._row is not None:
            act(self._row)

    def _begin_table(self, _: Attributes) -> None:
        self._open.append(WordTable())
        self.blocks.append(self._open[-1])

    def _end_table(self) -> None:
        del self._open[-1:]

    def _begin_row(self, _: Attributes) -> None:
        self.loose = 0
        if self._open:
            self._open[-1].row = WordRow()

    def _end_row(self) -> None:
        if self._open:
            self._open[-1].end_row()

    def _begin_row_properties(self, _: Attributes) -> None:
        self._in_row_properties = True

    def _end_row_properties(self) -> None:
        self._in_row_properties = False

    def _take_hidden(self, found: Attributes) -> None:
        if self._row is not None and is_switched_on(found):
            self._row.is_hidden = True

    def _take_deletion(self, _: Attributes) -> None:
        """Leave deleted text out, or the whole row where the mark is the row's own."""
        if self._in_row_properties and self._row is not None:
            self._row.is_deleted = True
        self.leave_out()

    def _begin_cell(self, _: Attributes) -> None:
        self._cells += 1
        self._of_row(WordRow.begin_cell)

    def _end_cell(self) -> None:
        if self._row is not None:
            self._row.end_cell()
            self._is_too_wide |= len(self._row.cells) > self._limits.columns

    def _take_merge(self, found: Attributes) -> None:
        if attribute_value(found) != "restart":
            self._of_row(WordRow.merge_up)

    def _begin_paragraph(self, _: Attributes) -> None:
        self._numbers.begin()
        if not self._open:
            self.loose, self._line = 0, []

    def _end_paragraph(self) -> None:
        if self._open:
            self._of_row(lambda row: row.add("\n"))
        elif line := _SPACES.sub(" ", "".join(self._line)).strip():
            self.blocks.append(line)
            self._line = []

    def _begin_run(self, _: Attributes) -> None:
        self._is_raised = self._is_vanished = False

    def _take_raised(self, found: Attributes) -> None:
        self._is_raised |= attribute_value(found) == "superscript"

    def _take_lifted(self, found: Attributes) -> None:
        """Take letters above their line, given in half points, for raised ones."""
        self._is_raised |= attribute_value(found).isdecimal() and attribute_value(found) != "0"

    def _take_vanished(self, found: Attributes) -> None:
        """Take letters that are hidden or struck through for no part of the text."""
        self._is_vanished |= is_switched_on(found)

    def _begin_text(self, _: Attributes) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _begin_box(self, _: Attributes) -> None:
        """Keep the text of a box, which stands in no cell, on its own."""
        self._is_in_box = True
        self.leave_out()

    def pass_over(self, name: str) -> None:
        """Begin a line where a paragraph of a box begins."""
        if name.endswith(" p"):
            self.boxes.begin_line()

    def _characters(self, text: str) -> None:
        if self.is_skipping:
            if self._is_in_box:
                self.boxes.add(text)
            return
        self._is_in_box = False
        if self._in_text:
            self._add(text)
        elif self._in_instruction and self._fields:
            self._fields[-1].instruction += text

    def _add(self, text: str) -> None:
        """Take a text where it stands; raised letters are marks of notes."""
        if self._is_raised:
            return
        for field in self._fields:
            field.has_text |= bool(text.strip())
        if self._open:
            self._of_row(lambda row: row.add(text, is_seen=not self._is_vanished))
        elif not self._is_vanished:
            self._line.append(text)

    def _take_field(self, found: Attributes) -> None:
        kind = next((v for n, v in found.items() if n.endswith(" fldCharType")), "")
        if kind == "begin":
            self._fields.append(WordField())
        elif kind == "end":
            self._end_field()

    def _begin_simple_field(self, found: Attributes) -> None:
        instruction = next((v for n, v in found.items() if n.endswith(" instr")), "")
        self._fields.append(WordField(instruction))

    def _end_field(self) -> None:
        if self._fields and self._fields.pop().is_unstored:
            self._of_row(WordRow.note_unstored)

    def _begin_instruction(self, _: Attributes) -> None:
        self._in_instruction = True

    def _end_instruction(self) -> None:
        self._in_instruction = False

    def _take_other(self, _: Attributes) -> None:
        self.holds_others = True


def read_word(content: bytes, findings: Findings, limits: FileLimits) -> tuple[ReadyGrid, ...]:
    """Return the tables of a document in their order; stops where it cannot be read."""
    read = _Document(limits, word_numbers(content, findings, limits))
    read_part(content, WORD_PART, read, findings, limits)
    if not read.is_xml:
        findings.stop("S06", Place(), DAMAGED)
    if read.holds_others:
        findings.stop("S06", Place(), _CHUNKS, do=_SAVE_DOCX)
    beside, printed = list(read.boxes.texts), list[str]()
    for name in sorted(filter(is_loose_part, part_names(content, findings, limits))):
        part = WordText()
        read_part(content, name, part, findings, limits)
        (printed if is_printed_part(name) else beside).extend(part.kept.texts)
    return word_grids(read.blocks, SheetNotes(beside=tuple(beside), printed=tuple(printed)))
