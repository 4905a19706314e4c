"""The rows of a large sheet without a parser, as far as they are written in the usual way.

A parser that tells each element takes ten times as long as a pattern that takes a row apart. So the
parser gets all but the rows that a pattern knows whole, and remains the judge of the rest.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar
from xml.etree.ElementTree import Element, fromstring
from xml.sax.saxutils import quoteattr

from vtdash.returns.files.xml_part import Trouble, XmlPart

_Meaning = TypeVar("_Meaning")

_LONGEST_ROW = 1 << 20
"""Bytes without the end of a row after which no more rows of the usual shape are looked for."""

_MOST_KNOWN = 100_000
"""Ways of writing that are remembered; each costs some 250 bytes."""


class KnownXml(dict[bytes, _Meaning], Generic[_Meaning]):
    """Pieces of XML and what they mean, found out once; raises for what means nothing."""

    def __init__(self, meaning: Callable[[bytes], _Meaning]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, written: bytes) -> _Meaning:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        return self.setdefault(written, self._meaning(written))


class RowWise:
    """Takes the bytes of a part whose rows mostly look alike, and spares the parser those that do.

    Who reads a kind of part says in ``take_usual`` what such a row is. It is asked only for rows
    directly within ``path``, the names of the elements around them, with the namespaces that
    ``names`` gives to prefixes: the parser has read all that is before and is at no comment, so
    that taking a whole element out changes nothing of what follows.
    """

    def __init__(
        self, part: XmlPart, end: bytes, path: tuple[str, ...], names: Mapping[str | None, str]
    ) -> None:
        self._part, self._end, self._path, self._names = part, end, list(path), names
        self._rest, self._is_strange = b"", False
        self._around: list[str] = []
        self._declared: dict[str | None, str] = {}
        self._opened = b"<rows>"
        parser = part.parser
        self._starts: Any = parser.StartElementHandler  # of several shapes in general
        self._ends = parser.EndElementHandler
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._finish
        parser.StartNamespaceDeclHandler, parser.XmlDeclHandler = self._declare, self._encoded

    def feed(self, piece: bytes) -> Trouble | None:
        """Take a piece; return why no more should be read, if there is a reason."""
        rows = (self._rest + piece).split(self._end)
        self._rest = rows.pop()
        for row in rows:
            if self._is_among_rows() and self.take_usual(row):
                continue
            if trouble := self.take_unusual(row + self._end):
                return trouble
        if len(self._rest) > _LONGEST_ROW:
            self._is_strange = True
            self._rest, rest = b"", self._rest
            return self.take_unusual(rest)
        return self._part.trouble()

    def close(self) -> Trouble | None:
        """Say that no bytes follow; return why what was read is too much, if there is a reason."""
        return self.take_unusual(self._rest) or self._part.close()

    def take_usual(self, row: bytes) -> bool:
        """Take a row, given without its end, if it is of the usual shape; return whether it is."""
        raise NotImplementedError

    def take_unusual(self, piece: bytes) -> Trouble | None:
        """Hand to the parser what is no usual row; a piece may be none at all, or several."""
        self._is_strange |= b"<!" in piece or piece.rfind(b"<?") > len(codecs.BOM_UTF8)
        return self._part.feed(piece)

    def element(self, written: bytes) -> Element:
        """Return an element as it would be read at the place reached; raises for what is none."""
        return fromstring(self._opened + written + b"</rows>")[0]  # noqa: S314 - a usual element

    def _is_among_rows(self) -> bool:
        return self._around == self._path and not self._is_strange and bool(self._part.is_xml)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._around.append(name)
        if self._around == self._path:
            self._is_strange |= any(self._declared.get(p) != n for p, n in self._names.items())
        if self._starts:
            self._starts(name, attributes)

    def _finish(self, name: str) -> None:
        self._around.pop()
        if self._ends:
            self._ends(name)

    def _declare(self, prefix: str | None, name: str) -> None:
        self._is_strange |= self._declared.setdefault(prefix, name) != name
        names = (
            f" xmlns{':' if prefix else ''}{prefix or ''}={quoteattr(name)}"
            for prefix, name in self._declared.items()
        )
        self._opened = f"<rows{''.join(names)}>".encode()

    def _encoded(self, _: str, encoding: str | None, __: int) -> None:
        self._is_strange |= (encoding or "utf-8").lower() != "utf-8"
