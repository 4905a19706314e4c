"""Rows of an OpenDocument sheet that are written in the usual way, by a pattern.

In a large sheet most cells hold a value, its text and no more, and most hold what others hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from typing import Final
from xml.etree.ElementTree import Element

from vtdash.returns.files.ods_cells import FORMULA, cell_value, times_repeated
from vtdash.returns.files.ods_sheet import CellText
from vtdash.returns.files.ods_styles import OdsStyles
from vtdash.returns.files.ready_grid import Row, is_filled
from vtdash.returns.files.row_wise import KnownXml, RowWise
from vtdash.returns.files.xml_part import ElementPart
from vtdash.returns.model import Cell

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT = (f"{_NS}{name}:1.0" for name in ("office", "table", "text"))
_PATH = (
    *(f"{_OFFICE} {name}" for name in ("document-content", "body", "spreadsheet")),
    f"{_TABLE} table",
)
COLUMNS_REPEATED, ROWS_REPEATED, VISIBILITY, STYLE_NAME, ROWS_SPANNED, COLUMNS_SPANNED = (
    f"{_TABLE} {name}"
    for name in ("number-columns-repeated", "number-rows-repeated", "visibility", "style-name",
                 "number-rows-spanned", "number-columns-spanned")
)  # fmt: skip
_ROW = re.compile(rb'\s*<table:table-row((?: [a-z:-]+="[^"<>&]*")*)>')
_CELL = re.compile(
    rb'<table:table-cell((?: [a-z:-]+="[^"<>&]*")*(?:/>|>(?:<text:p>[^<>&]*</text:p>)?'
    rb"</table:table-cell>))|(.+)",
    re.DOTALL,
)
"""All that follows in the XML of a cell with one line of text or none; or what is no usual cell."""


class OdsRows(RowWise):
    """Takes the bytes of ``content.xml``; usual rows go to ``take``, with their number of cells.

    ``take`` returns whether it is ready for a row; all else goes to ``part``, whose ``styles`` are
    read before the rows.
    """

    def __init__(
        self, part: ElementPart, styles: OdsStyles, take: Callable[[Row, int], bool], columns: int
    ) -> None:
        super().__init__(part, b"</table:table-row>", _PATH, {"table": _TABLE, "text": _TEXT})
        self._styles, self._take, self._columns = styles, take, columns
        self._known = KnownXml(self._meaning)
        self._plain_rows = KnownXml(self._is_plain)

    def take_usual(self, row: bytes) -> bool:
        """Take a row of usual cells, given without its end; return whether it is one."""
        head = _ROW.match(row)
        found = _CELL.findall(row, head.end()) if head else ()
        if not head or not found or found[-1][1]:
            return False
        try:
            cells = [self._known[written] for written, _ in found]
            is_plain = self._plain_rows[head[1]]
        except Exception:  # of many kinds: the parser finds it again
            return False
        while cells and cells[-1][0] is None:
            cells.pop()
        return is_plain and self._take(tuple(chain.from_iterable(cells)), len(found))

    def _is_plain(self, attributes: bytes) -> bool:
        """Return whether rows with these attributes stand once and are seen."""
        row = self.element(b"<table:table-row" + attributes + b"/>")
        return not {ROWS_REPEATED, VISIBILITY} & _attributes(row).keys()

    def _meaning(self, written: bytes) -> tuple[Cell, ...]:
        """Return the values of a cell, as often as it is repeated; raises for what is odd."""
        cell, text = self.element(b"<table:table-cell" + written), CellText()
        attributes, odd = _attributes(cell), self._styles.struck | self._styles.unseen
        if {FORMULA, ROWS_SPANNED} & attributes.keys() or attributes.get(STYLE_NAME) in odd:
            raise ValueError("a cell of which more is to be told")
        for paragraph in cell:
            text.begin_paragraph()
            text.add(paragraph.text or "")
        value = cell_value(attributes, text.text, is_raised=False)
        times = min(times_repeated(attributes, COLUMNS_REPEATED), self._columns + 1)
        return (value if is_filled(value) else None,) * times


def _attributes(element: Element) -> dict[str, str]:
    """Return attributes as the parser gives them: the name of the namespace, then their own."""
    found = element.attrib.items()
    return {name.removeprefix("{").replace("}", " "): value for name, value in found}
