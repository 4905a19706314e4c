"""The styles of an OpenDocument spreadsheet by which a cell shows other than it holds."""

from __future__ import annotations

import re
from typing import Final

from vtdash.returns.files.xml_part import Attributes

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _DISPLAY = _NS + "style:1.0 ", _NS + "table:1.0 display"
_WHITE = "ffffff"
_LINES_THROUGH = tuple(_STYLE + f"text-line-through-{name}" for name in ("style", "type"))
"""Either says it: LibreOffice 7 writes the style, later releases the type alone."""

_COLOUR, _BEHIND, _SHOWN = (
    *(_NS + f"xsl-fo-compatible:1.0 {name}" for name in ("color", "background-color")),
    _NS + "text:1.0 display",
)
_RAISED = re.compile(r"super\b.*|[1-9].*")


class OdsStyles:
    """Names of styles: of ``hidden`` tables, of letters that look in one of the other ways.

    ``vanished`` letters are hidden text, ``unseen`` ones have the colour of the page.
    """

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.raised: set[str] = set()
        self.struck: set[str] = set()
        self.unseen: set[str] = set()
        self.vanished: set[str] = set()
        self._filled: set[str] = set()
        self._style = ""

    @property
    def of_no_text(self) -> set[str]:
        """Styles of letters within a cell that are none of its text."""
        return self.raised | self.struck | self.vanished

    def begin(self, attributes: Attributes) -> None:
        """Take the name of the style whose properties follow."""
        self._style = attributes.get(_STYLE + "name", "")

    def take_table(self, attributes: Attributes) -> None:
        """Note that tables of the style are not shown."""
        if attributes.get(_DISPLAY) == "false":
            self.hidden.add(self._style)

    def take_text(self, attributes: Attributes) -> None:
        """Note letters that are raised, struck through, hidden, or white on no ground of theirs."""
        if _RAISED.fullmatch(attributes.get(_STYLE + "text-position", "")):
            self.raised.add(self._style)
        if any(attributes.get(line, "none") != "none" for line in _LINES_THROUGH):
            self.struck.add(self._style)
        if attributes.get(_SHOWN) == "none":
            self.vanished.add(self._style)
        if attributes.get(_COLOUR, "").lower().endswith(_WHITE) and self._style not in self._filled:
            self.unseen.add(self._style)

    def take_cell(self, attributes: Attributes) -> None:
        """Note a colour behind the letters, which stands before that of the letters."""
        if attributes.get(_BEHIND, "transparent").lower().lstrip("#") not in {
            "transparent",
            _WHITE,
        }:
            self._filled.add(self._style)
