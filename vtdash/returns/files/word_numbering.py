"""Automatic numbers of Word: what stands before a paragraph on the screen, and in no text.

A number of a level below the first is written as a path ('1.2') where Word shows '2' further in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from openpyxl.utils import get_column_letter

from vtdash.returns.files.archive import part_names, read_part
from vtdash.returns.files.delimited import FileLimits
from vtdash.returns.files.xml_part import Attributes, XmlPart
from vtdash.returns.findings import Findings

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_PLACE: Final = re.compile(r"%(\d)")
_TENS, _ONES = ("", "X", "XX", "XXX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_MOST_LEVELS, _MOST_ROMAN = 9, 40
_STEPS_OF_STYLES = 10
"""Styles that may stand on each other; more would be a ring."""


@dataclass
class _Level:
    """One level of a list: how it counts, what is written, and with what it begins."""

    counts: str = "decimal"
    written: str = "%1"
    start: int = 1


@dataclass
class _NumberedList:
    """The levels of a list, and how far each has counted."""

    levels: dict[int, _Level] = field(default_factory=dict[int, _Level])
    reached: dict[int, int] = field(default_factory=dict[int, int])


class _NumberingPart(XmlPart):
    """Takes ``word/numbering.xml``; ``lists`` by the id that paragraphs name."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: dict[str, _NumberedList] = {}
        self._abstract: dict[str, _NumberedList] = {}
        self._list, self._level, self._number = _NumberedList(), _Level(), ""
        self._acts: dict[str, Callable[[Attributes], None]] = {
            "abstractNum": self._begin_list,
            "lvl": self._begin_level,
            "numFmt": lambda found: setattr(self._level, "counts", _said(found, "val")),
            "lvlText": lambda found: setattr(self._level, "written", _said(found, "val")),
            "start": lambda found: setattr(self._level, "start", _whole(_said(found, "val"), 1)),
            "num": lambda found: setattr(self, "_number", _said(found, "numId")),
            "abstractNumId": self._end_number,
        }
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, found: Attributes) -> None:
        if act := self._acts.get(name.rpartition(" ")[2]):
            act(found)

    def _begin_list(self, found: Attributes) -> None:
        self._list = self._abstract[_said(found, "abstractNumId")] = _NumberedList()

    def _begin_level(self, found: Attributes) -> None:
        self._level = self._list.levels[_whole(_said(found, "ilvl"), 0)] = _Level()

    def _end_number(self, found: Attributes) -> None:
        """Give a number its list; what it counts otherwise than the list is passed by."""
        self._list = _NumberedList()
        if known := self._abstract.get(_said(found, "val")):
            self.lists[self._number] = known


class _StylesPart(XmlPart):
    """Takes ``word/styles.xml``; ``styles`` by their id: list, level and the style below."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[str, dict[str, str]] = {}
        self._style: dict[str, str] = {}
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, found: Attributes) -> None:
        short = name.rpartition(" ")[2]
        if short == "style":
            self._style = self.styles[_said(found, "styleId")] = {}
        elif short in {"numId", "ilvl", "basedOn"}:
            self._style.setdefault(short, _said(found, "val"))


class WordNumbers:
    """Gives the paragraphs of a document their numbers, in their order.

    ``acts``: what to do at the elements that say which number a paragraph has.
    """

    def __init__(
        self, lists: Mapping[str, _NumberedList], styles: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._lists, self._styles = lists, styles
        self._said: dict[str, str] = {}
        self.acts: dict[str, Callable[[Attributes], None]] = {
            name: self._taker(name) for name in ("pStyle", "numId", "ilvl")
        }

    def begin(self) -> None:
        """Begin a paragraph."""
        self._said = {}

    def _taker(self, name: str) -> Callable[[Attributes], None]:
        return lambda found: self._said.update({name: _said(found, "val")})

    def end(self) -> str:
        """Return the number of the paragraph that was begun, or an empty text; it counts on."""
        said, style = self._said, self._said.get("pStyle", "")
        for _ in range(_STEPS_OF_STYLES):
            below = self._styles.get(style, {})
            said = {**below, **said}
            style = below.get("basedOn", "")
        found = self._lists.get(said.get("numId", ""))
        level = _whole(said.get("ilvl", ""), 0)
        return _next(found, level) if found and level < _MOST_LEVELS else ""


def _next(one: _NumberedList, level: int) -> str:
    """Return the next number of a level of a list; the levels below it begin anew."""
    form = one.levels.get(level, _Level())
    one.reached = {n: count for n, count in one.reached.items() if n <= level}
    one.reached[level] = one.reached.get(level, form.start - 1) + 1
    if form.counts == "bullet":
        return "-"
    if form.counts == "none":
        return ""
    path = [_shown(one, n) for n in range(level + 1)]
    written = _PLACE.sub(lambda of: "".join(path[int(of[1]) - 1 : int(of[1])]), form.written)
    is_bare = level and written.strip(" .()").isdigit() and all(map(str.isdigit, path))
    return ".".join(path) if is_bare else written.strip()


def _shown(one: _NumberedList, level: int) -> str:
    form = one.levels.get(level, _Level())
    count = one.reached.get(level, form.start)
    if form.counts.endswith("Letter"):
        shown = get_column_letter(max(count, 1))
    elif form.counts.endswith("Roman") and count < _MOST_ROMAN:
        shown = _TENS[count // 10] + _ONES[count % 10]
    else:
        return str(count)
    return shown.lower() if form.counts.startswith("lower") else shown


def _said(found: Attributes, name: str) -> str:
    return next((value for key, value in found.items() if key.endswith(f" {name}")), "")


def _whole(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else otherwise  # noqa: PLR2004


def word_numbers(content: bytes, findings: Findings, limits: FileLimits) -> WordNumbers:
    """Return what numbers the paragraphs of a document."""
    names = part_names(content, findings, limits)
    lists, styles = _NumberingPart(), _StylesPart()
    for name, part in ((_NUMBERING, lists), (_STYLES, styles)):
        if name in names:
            read_part(content, name, part, findings, limits)
    return WordNumbers(lists.lists, styles.styles)
