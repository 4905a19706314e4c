"""The bytes of one XML part of a packed file on their way through a parser that keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from vtdash.text.language import Named
from vtdash.text.messages import message

Attributes = Mapping[str, str]

Trouble = tuple[str, Named]
"""The id of a check and what is wrong."""

_ENTITIES = message(
    "The file holds a document type definition (DTD), which no office program writes."
)

ENDLESS = message(
    "A part of the workbook has too many elements outside rows, or one row that does not end."
)


class _EntitiesMet(Exception):
    """Ends the parsing before an entity is used: by them a few bytes can stand for many."""


class XmlPart:
    """Takes the bytes of one part; who reads a kind of part sets the handlers of ``parser``.

    ``is_xml`` is None before the first bytes, and false where the part is no XML or breaks off.
    """

    def __init__(self) -> None:
        self.is_xml: bool | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_entities
        self._has_entities = False

    def feed(self, piece: bytes) -> Trouble | None:
        """Take a piece; return why no more should be read, if there is a reason."""
        if self.is_xml is None:
            self.is_xml = _looks_like_xml(piece)
        return self._parse(piece, False)

    def close(self) -> Trouble | None:
        """Say that no bytes follow; return why what was read is too much, if there is a reason."""
        return self._parse(b"", True)

    def trouble(self) -> Trouble | None:
        """Return what is too much, if anything is: asked after each piece."""
        return None

    def _parse(self, piece: bytes, is_last: bool) -> Trouble | None:
        try:
            if self.is_xml:
                self.parser.Parse(piece, is_last)
        except _EntitiesMet:
            self._has_entities = True
        except (expat.ExpatError, ValueError, LookupError):
            # Old drawings are often no sound XML and nobody reads them: who needs the part looks at
            # ``is_xml``. The two other errors come from an encoding that does not exist.
            self.is_xml = False
        return ("S06", _ENTITIES) if self._has_entities else self.trouble()


class ElementPart(XmlPart):
    """A part whose elements are acted on by name; some are left out with all that is in them.

    ``starts`` and ``ends`` are filled by who reads the part; ``loose`` counts the elements since
    it was last set to 0.
    """

    def __init__(self) -> None:
        super().__init__()
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self.loose = 0
        self._skipped = 0
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    @property
    def is_skipping(self) -> bool:
        """Whether the place reached is inside of what is left out."""
        return bool(self._skipped)

    def leave_out(self) -> None:
        """Pass over all that is in the element which is being acted on."""
        self._skipped = 1

    def is_left_out(self, name: str) -> bool:
        """Return whether an element that nothing acts on is passed over whole."""
        raise NotImplementedError

    def pass_over(self, name: str) -> None:
        """Meet an element within what is left out."""

    def _start(self, name: str, attributes: Attributes) -> None:
        if self._skipped:
            self._skipped += 1
            self.pass_over(name)
            return
        self.loose += 1
        if act := self.starts.get(name):
            act(attributes)
        elif self.is_left_out(name):
            self._skipped = 1

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif act := self.ends.get(name):
            act()


def _refuse_entities(*_: object) -> None:
    raise _EntitiesMet


def _looks_like_xml(piece: bytes) -> bool:
    """Return whether a parser could take the start for XML, in UTF-8 or UTF-16."""
    start = piece.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return not start or start.startswith(b"<")
