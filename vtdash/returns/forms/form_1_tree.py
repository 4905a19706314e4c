"""Form 1's tree: parts, fields, levels, age groups and classes, with the counts of each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from vtdash.returns.findings import Findings
from vtdash.returns.forms.counting import PlaceOf, Values, check_totals
from vtdash.returns.forms.layout import is_total
from vtdash.returns.model import Place
from vtdash.returns.names.office_words import plain
from vtdash.text.messages import Number, message

Kind = Literal["part", "sector", "level", "age", "class", "total"]

DEPTHS: tuple[Kind, ...] = ("part", "sector", "level", "age", "class")
"""The levels of the tree from the root down; a totals row between them belongs to none."""

_NAMED: dict[Kind, dict[str, tuple[str, ...]]] = {
    "part": {"A": ("tuyen sinh",), "B": ("tot nghiep",)},
    "sector": {"I": ("phi nong nghiep",), "II": ("nong nghiep",)},
    "level": {"elementary": ("so cap", "so cap nghe"), "under_3_months": ("duoi 3 thang",)},
}
_MARKS: dict[str, tuple[Kind, str]] = {
    "A": ("part", "A"),
    "B": ("part", "B"),
    "I": ("sector", "I"),
    "II": ("sector", "II"),
    "1": ("level", "elementary"),
    "2": ("level", "under_3_months"),
}
_FRONT = re.compile(
    r"(?:(?:tong so|ket qua|cong tac|linh vuc|nhom|nganh|nghe|cac|dao tao|day|trinh do|he)\b ?)+"
)
_END = re.compile(r" (?:trong ky|trong quy|nghe|tuoi|thuong xuyen)$")
_MARK = re.compile(
    r"([AB]|I{1,3}|\d{1,3}(?:\.\d{1,2}){0,2}|[a-d](?=[.)])|[-+*•–])\s*(?:[.):/–-]\s*|\s+)(?=\S)"
)
_AGE_WORDS = ("duoi", "tren", "tu", "den", "tuoi", "tro", "len", "xuong", "va", "do", "nhom")
_AGE_YEARS = re.compile(r"[1-9]\d")
_SLIP, _SLIP_WITH_MARK = 0.9, 0.7
_SPACED = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")


_NOT_STORED = message(
    "Part B (graduation) is checked but not stored: the form has no survey of graduates."
)
_PART_TWICE = message(
    "This part of the form stands above already; adding up both would count everybody twice."
)
_MISPLACED = {
    "sector": message("This row of a field (I, II) stands under no part A or B."),
    "level": message("This row of a level (1, 2) stands under no field I or II."),
    "age": message("This row of an age group stands under no level 1 or 2."),
    "class": message("This row is no heading of the form and stands under no age group."),
}


@dataclass(frozen=True)
class Label:
    """What a row is: ``key`` tells parts, fields, levels and ages apart; a class has a name."""

    kind: Kind
    key: str
    name: str


def read_label(cells: Sequence[str], *, inside_age: bool) -> Label | None:
    """Return what the texts on the left of the numbers say, or None where they say nothing.

    ``inside_age``: whether the row stands under an age group, where a class may bear the mark 1
    and a name like that of a field.
    """
    given = [cell for cell in cells if cell]
    mark, name = _split(given)
    if not any(map(str.isalpha, name)) and not (given and _age(given[-1])):
        kind, key = _MARKS.get(mark, ("class", ""))
        return Label(kind, key, "") if kind in {"part", "sector"} else None
    core = _core(name)
    known = _named(mark, core) or (("total", "") if is_total(name) else None)
    known = known or _age(given[-1]) or _age(name)
    kind, key = known or _slipped(mark, core, inside_age=inside_age) or ("class", "")
    return Label(kind, key, name)


def _split(cells: Sequence[str]) -> tuple[str, str]:
    """Return mark and name, from cells of their own or from one cell."""
    if not cells:
        return "", ""
    last = cells[-1]
    found = _MARK.match(last)
    own = found[1] if found else ""
    name = last[found.end() :] if found else last
    if len(cells) > 1:
        return cells[0].strip(" .):/-"), name if own == cells[0].strip(" .):/-") else last
    lone = last.strip(" .):/-")
    return (lone, "") if lone in _MARKS else (own, name)


def _core(name: str) -> str:
    """Return a name in plain form without the words that some sheets add around it."""
    words = _SPACED.sub(" ", plain(name)).replace("duoi ba thang", "duoi 3 thang")
    bare = _END.sub("", _FRONT.sub("", f"{words} ").strip())
    return bare or words


def _named(mark: str, core: str) -> tuple[Kind, str] | None:
    """Return part, field or level of that very name; class names are longer or have no mark."""
    for kind, names in _NAMED.items():
        for key, known in names.items():
            if core in known or (kind == "part" and mark == key and core.startswith(known)):
                return kind, key
    return None


def _slipped(mark: str, core: str, *, inside_age: bool) -> tuple[Kind, str] | None:
    """Return part, field or level whose name the text misspells.

    A mark that agrees helps, and under an age group it is asked for; a number as mark says
    little there, since classes are numbered too.
    """
    best: tuple[float, Kind, str] | None = None
    for kind, names in _NAMED.items():
        for key, known in names.items():
            agrees = _MARKS.get(mark) == (kind, key)
            if inside_age and not agrees:
                continue
            least = _SLIP_WITH_MARK if agrees and not (inside_age and mark.isdigit()) else _SLIP
            score = max(_likeness(core, name) for name in known)
            if score >= least and (best is None or (score + agrees) > best[0]):
                best = (score + agrees, kind, key)
    return best[1:] if best else None


def is_field_name(name: str) -> bool:
    """Return whether a name is that of a field, also misspelt; a row may leave it out.

    Of an occupation this is not asked by its mark: where occupations are numbered I, II, III, 'II
    May công nghiệp' is an occupation.

    >>> is_field_name("Nghề nông nghiệp"), is_field_name("May công nghiệp")
    (True, False)
    """
    known = [words for names in _NAMED["sector"].values() for words in names]
    return not name or max(_likeness(_core(name), words) for words in known) >= _SLIP


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _age(name: str) -> tuple[Kind, str] | None:
    """Return the age group, such as 'Dưới 25', 'Từ 26 đến 45', '26-45 tuổi' or 'Trên 45'."""
    if not any(map(str.isdigit, name)):
        return None
    words = _SPACED.sub(" ", plain(name)).split()
    years = [word for word in words if _AGE_YEARS.fullmatch(word)]
    others = [word for word in words if word not in years]
    if not 0 < len(years) <= 2 or not all(map(_is_age_word, others)):  # noqa: PLR2004
        return None
    if len(years) == 1 and not others:
        return None
    if len(years) == 2:  # noqa: PLR2004
        return "age", "2"
    is_under = any(word not in _AGE_WORDS[1:] and _alike(word, "duoi") for word in others)
    return "age", "1" if is_under else "3"


def _is_age_word(word: str) -> bool:
    return any(_alike(word, known) for known in _AGE_WORDS)


def _alike(word: str, known: str) -> bool:
    if word == known:
        return True
    longer = min(len(word), len(known)) > 2  # noqa: PLR2004 - two letters are alike too easily
    return longer and _likeness(word, known) >= 0.75  # noqa: PLR2004


@dataclass
class Node:
    """One row of the tree; ``is_stated`` tells whether any of its counts is filled in."""

    row: int
    label: Label
    values: Values
    is_stated: bool
    children: list[Node] = field(default_factory=list["Node"])

    @property
    def kind(self) -> Kind:
        """What the row is."""
        return self.label.kind

    def value(self, column: int) -> int | None:
        """Return the count as stated; of a row without any count, the sum of its parts."""
        return self.values[column] if self.is_stated else self.summed(column)

    def summed(self, column: int) -> int | None:
        """Return the sum of the row's direct parts; None where one of them is wrong."""
        values = [child.value(column) for child in self.children]
        return None if None in values else sum(v for v in values if v is not None)

    def walk(self) -> Iterator[Node]:
        """Yield the row and all rows under it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Tree:
    """The rows of a sheet as they are met; a row without its parent is noted and stands alone.

    ``parts``: rows A and B. ``totals``: totals rows, each with the part that it stands in.
    ``alone``: rows in no known place.
    """

    sheet: str
    parts: list[Node] = field(default_factory=list[Node])
    totals: list[tuple[Node, Node | None]] = field(default_factory=list["tuple[Node, Node | None]"])
    alone: list[Node] = field(default_factory=list[Node])
    _open: list[Node] = field(default_factory=list[Node])

    @property
    def inside_age(self) -> bool:
        """Whether the next row stands under an age group."""
        return bool(self._open) and self._open[-1].kind == "age"

    def add(self, node: Node, findings: Findings) -> None:
        """Put a row where it belongs: under the last row of the kind above its own."""
        if node.kind == "total":
            self.totals.append((node, self._open[0] if self._is_in_part() else None))
            return
        depth = DEPTHS.index(node.kind)
        while self._open and DEPTHS.index(self._open[-1].kind) >= depth:
            self._open.pop()
        if depth == 0:
            self.parts.append(node)
        elif self._open and DEPTHS.index(self._open[-1].kind) == depth - 1:
            self._open[-1].children.append(node)
        else:
            findings.add("S16", Place(self.sheet, node.row), _MISPLACED[node.kind])
            self.alone.append(node)
        if node.kind != "class":
            self._open.append(node)

    def _is_in_part(self) -> bool:
        return bool(self._open) and self._open[0].kind == "part"

    def part(self, key: str) -> list[Node]:
        """Return the rows of part A or B: one, or several where a sheet states it twice."""
        return [node for node in self.parts if node.label.key == key]

    def nodes(self) -> Iterator[Node]:
        """Yield every row that has a place in the form or stands alone, totals rows included."""
        for node in [*self.parts, *self.alone]:
            yield from node.walk()
        yield from (node for node, _ in self.totals)


def check_tree(tree: Tree, place: PlaceOf, findings: Findings) -> None:
    """Note the totals rows of Form 1 that differ from what stands under them."""
    for node in (node for top in [*tree.parts, *tree.alone] for node in top.walk()):
        if node.is_stated and node.children:
            summed = {column: node.summed(column) for column in node.values}
            check_totals(node.row, node.values, summed, place, findings)
    for again in (node for key in "AB" for node in tree.part(key)[1:]):
        findings.add("K01", Place(tree.sheet, again.row), _PART_TWICE)
    for node, part in tree.totals:
        _check_loose_total(node, part, tree, place, findings)
    _check_graduates(tree, place, findings)


def _check_loose_total(
    node: Node, part: Node | None, tree: Tree, place: PlaceOf, findings: Findings
) -> None:
    """Note a row 'Tổng cộng' that is neither its part's total nor that of both parts."""
    if part is None or not node.is_stated:
        return
    whole = {c: _added([top.value(c) for top in tree.parts]) for c in node.values}
    if any(node.values[c] != whole[c] for c in node.values):
        own = {c: part.value(c) for c in node.values}
        check_totals(node.row, node.values, own, place, findings)


def _added(values: Iterable[int | None]) -> int | None:
    held = list(values)
    return None if None in held else sum(value for value in held if value is not None)


def _check_graduates(tree: Tree, place: PlaceOf, findings: Findings) -> None:
    """Note more graduates than people enrolled, and that graduates are not stored."""
    ended = tree.part("B")
    if not ended:
        return
    graduated = _added(node.value(1) for node in ended)
    enrolled = _added(node.value(1) for node in tree.part("A"))
    findings.add("S17", Place(tree.sheet, ended[0].row), _NOT_STORED)
    if graduated is not None and enrolled is not None and graduated > enrolled:
        what = message(
            "Part B states {graduated} graduates, part A {enrolled} people enrolled.",
            graduated=Number(graduated),
            enrolled=Number(enrolled),
        )
        findings.add("A04", place(ended[0].row, 1), what, found=str(graduated))
