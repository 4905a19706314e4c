"""Form 1's tree: parts, fields, levels, age groups and classes, with the counts of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vtdash.returns.findings import Findings
from vtdash.returns.forms.figure_words import misplaced
from vtdash.returns.forms.labels import DEPTHS, Kind, Label
from vtdash.returns.model import Place

Values = Mapping[int, int | None]
"""Column number -> count; blank is 0, a cell that is wrong is None."""


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
            findings.add("S16", Place(self.sheet, node.row), misplaced(node.kind))
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
