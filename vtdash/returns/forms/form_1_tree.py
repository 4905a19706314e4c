"""Form 1's tree: parts, fields, levels, age groups and classes, with the counts of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vtdash.returns.findings import Findings
from vtdash.returns.forms.counting import PlaceOf, Values, check_totals
from vtdash.returns.forms.form_1_labels import Kind, Label
from vtdash.returns.model import Place
from vtdash.text.messages import Number, message

DEPTHS: tuple[Kind, ...] = ("part", "sector", "level", "age", "class")
"""The levels of the tree from the root down; a totals row between them belongs to none."""

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
