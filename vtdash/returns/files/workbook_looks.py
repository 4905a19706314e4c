"""What the styles and comments of a workbook say of its cells, as openpyxl has read them.

The library has no public names for what ``vars`` of its workbook gives; its version is pinned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import column_index_from_string

from vtdash.returns.files.marked_cells import WHITE, CellLooks, shows_nothing
from vtdash.returns.files.number_formats import scale_shown
from vtdash.returns.files.xml_shape import PartShape
from vtdash.returns.sheet_notes import Spans, cell_spans

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def cell_looks(book: Mapping[str, Any]) -> CellLooks:
    """Return the styles of cells that are struck through or cannot be seen."""
    styles = list(enumerate(book["_cell_styles"]))
    fonts, fills = book["_fonts"], book["_fills"]
    struck = {at for at, style in styles if fonts[style.fontId].strike}
    white = {
        at
        for at, style in styles
        if _is_white(fonts[style.fontId].color) and _is_bare(fills[style.fillId])
    }
    blank = {at for at, style in styles if shows_nothing(_format(book, style.numFmtId))}
    return CellLooks(frozenset(struck), frozenset(white | blank))


def _is_white(colour: object) -> bool:
    """Return whether a colour is white, by its value or as the first of the theme."""
    if getattr(colour, "type", "") == "theme":
        return getattr(colour, "theme", None) == 0 and not getattr(colour, "tint", 0)
    return getattr(colour, "rgb", "") in WHITE


def _is_bare(fill: object) -> bool:
    """Return whether cells have no colour of their own behind their letters, or a white one."""
    return getattr(fill, "fill_type", None) is None or _is_white(getattr(fill, "fgColor", None))


def shown_scales(book: Mapping[str, Any]) -> dict[int, str]:
    """Return the styles whose cells show other numbers than they hold, with what makes them."""
    styles = enumerate(book["_cell_styles"])
    scaled = ((at, scale_shown(_format(book, style.numFmtId))) for at, style in styles)
    return {at: scale for at, scale in scaled if scale}


def _format(book: Mapping[str, Any], number: int) -> str:
    own, beyond = book["_number_formats"], number - BUILTIN_FORMATS_MAX_SIZE
    return own[beyond] if 0 <= beyond < len(own) else BUILTIN_FORMATS.get(number, "")


def comments_and_boxes(
    sheet: str, shapes: Mapping[str, PartShape]
) -> tuple[Spans, tuple[str, ...]]:
    """Return the cells with comments, and the texts of boxes that lie over the sheet.

    The relations of the sheet's part name the parts of both.
    """
    folder, _, name = sheet.rpartition("/")
    relations = shapes.get(f"{folder}/_rels/{name}.rels")
    names = relations.targets if relations else ()
    parts = [shape for part, shape in shapes.items() if part.rpartition("/")[2] in names]
    cells = (_CELL.fullmatch(cell) for part in parts for cell in part.comments)
    spans = cell_spans(
        (int(cell[2]), column_index_from_string(cell[1]) - 1) for cell in cells if cell
    )
    return spans, tuple(text for part in parts for text in part.boxes)
