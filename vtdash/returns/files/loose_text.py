"""Texts of a file that stand in no cell: of boxes, footnotes and comments, of the printed page."""

from __future__ import annotations

import re

from vtdash.returns.files.ready_grid import cleaned
from vtdash.returns.files.xml_part import Attributes, XmlPart

_MOST = 20_000
"""Letters that are kept of a part; what says of which unit or time numbers are stands at its start.
"""

_CODES = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-F+\-]{6}|.)', re.DOTALL)
"""What formats the heading of a printed page, or stands for its number, the day or the file."""

_PARTS_OF_WORD = re.compile(r"word/(?:comments|footnotes|endnotes|header\d*|footer\d*)\.xml")


class LooseText:
    """Lines of text while they are met; beyond a length nothing is kept."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def begin_line(self, _: object = None) -> None:
        """Say that what follows stands on a line of its own."""
        self._pieces.append("\n")

    def add(self, text: str) -> None:
        """Take a piece of a line."""
        if self._length < _MOST:
            self._pieces.append(text)
            self._length += len(text)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that was taken as one text, or nothing."""
        lines = (" ".join(line.split()) for line in cleaned("".join(self._pieces)).split("\n"))
        text = "\n".join(line for line in lines if line)
        return (text,) if text else ()


def without_codes(text: str) -> str:
    """Return the heading of a printed page without what formats it or is filled in.

    >>> without_codes('&L&"Arial,Bold"&12ĐVT: nghìn người&RTrang &P').splitlines()
    ['ĐVT: nghìn người', 'Trang']
    """
    lines = (line.strip() for line in _CODES.sub("\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


def is_loose_part(name: str) -> bool:
    """Return whether a part of a Word document holds texts beside the document's own."""
    return bool(_PARTS_OF_WORD.fullmatch(name))


def is_printed_part(name: str) -> bool:
    """Return whether a part of a Word document is what each page repeats."""
    return name.startswith(("word/header", "word/footer"))


class WordText(XmlPart):
    """Takes a part of a Word document that stands beside its text; keeps its lines."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = LooseText()
        self._is_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _start(self, name: str, _: Attributes) -> None:
        self._is_text = name.endswith(" t")
        if name.endswith(" p"):
            self.kept.begin_line()

    def _end(self, _: str) -> None:
        self._is_text = False

    def _characters(self, text: str) -> None:
        if self._is_text:
            self.kept.add(text)
