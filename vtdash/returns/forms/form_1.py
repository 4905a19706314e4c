"""Form 1, training of rural workers: a tree of rows, 22 numbered columns, sum rules.

Columns are known by the row of letters and numbers under the headings (A, B, 1 ... 22), so a
heading may say what it likes. A blank cell and a lone dash mean zero on this form.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile

from vtdash.returns.checks.stored_results import check_stored_results
from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.around_table import without_marker
from vtdash.returns.forms.counting import (
    STANDARD,
    Counted,
    SumRule,
    added_up,
    as_counted,
    check_bounds,
    check_rules,
    check_thousands,
    enrolment_draft,
    is_count,
    is_rule_row,
    read_count,
    read_rules,
)
from vtdash.returns.forms.foot import signed_on
from vtdash.returns.forms.form_1_labels import read_label
from vtdash.returns.forms.form_1_tree import Node, Tree, check_tree
from vtdash.returns.forms.form_columns import column_twice, needed_column
from vtdash.returns.forms.layout import (
    FormSheet,
    FormSpot,
    Head,
    Row,
    at,
    column_label,
    filled,
    headings_over,
    is_blank,
    is_footer,
    lowest_heading,
    numbered_columns,
    stated_number,
)
from vtdash.returns.forms.other_numbers import is_of_graduates, other_kind, says_other
from vtdash.returns.forms.rows_and_parts import note_sums
from vtdash.returns.model import Cell, Draft, Place
from vtdash.text.messages import message

COLUMNS = range(1, 23)
_HEADING_ROWS = 5
_LEAST_NUMBERS = 12
_LEAST_ROWS = 4
"""Rows by which the tree is known without its numbers: part, field, level and age."""

_BOUNDS = ((2, 1), (6, 3), (15, 1), (22, 1))
"""Columns of Form 1 that count some of the people of another one: women of all, ..."""

_TREE_KINDS = {"part", "sector", "level", "age"}
_NO_CLASSES = message("This row has counts but no class under it, so the occupation is not known.")
_NO_NAME = message("This row has counts but no name.")
_NO_NUMBERS = message(
    "There is no row of letters and numbers (A, B, 1, 2, ... 22) under the headings."
)


def find_form_1(head: Head, only: int = 0) -> FormSpot | None:
    """Return the row of column numbers, with how much of the form is around it.

    ``only``: the row that the steward says; the number row may follow it by a few rows.
    """
    rooted = _tree_rows(head)
    has_more = bool(rooted) or only > 0 or any(map(is_rule_row, head))
    for number, cells in enumerate(head, start=1):
        if only and not only <= number <= only + _HEADING_ROWS:
            continue
        known = _numbers(cells)
        if known >= _LEAST_NUMBERS and (has_more or _is_whole(cells)):
            score = 0.6 * known / len(COLUMNS) + 0.4 * min(len(rooted) / 3, 1)
            return FormSpot("form_1", score, number, number)
    return _without_numbers(rooted)


def _numbers(cells: Row) -> int:
    """Return how many of the form's numbers stand in a row in their order."""
    found = [number for cell in cells if (number := stated_number(cell)) in COLUMNS]
    return len(set(found)) if found == sorted(found) else 0


def _is_whole(cells: Row) -> bool:
    """Return whether a row is A, B, 1 ... 22: it tells the form by itself."""
    letters = {shown for _, shown in filled(cells)}
    return {"A", "B"} <= letters and _numbers(cells) == len(COLUMNS)


def _tree_rows(head: Head) -> dict[tuple[str, str], int]:
    """Return the different rows of the tree in the first rows, and where each stands first."""
    rows: dict[tuple[str, str], int] = {}
    for number, cells in enumerate(head, start=1):
        shown = [found for _, found in filled(cells[:3])]
        while shown and not any(map(str.isalpha, shown[-1])):
            shown.pop()
        found = read_label(shown, inside_age=True)
        if found and found.name and found.kind in _TREE_KINDS:
            rows.setdefault((found.kind, found.key), number)
    return rows


def _without_numbers(rooted: dict[tuple[str, str], int]) -> FormSpot | None:
    """Return a spot where only the tree tells the form: its columns cannot be known."""
    if len(rooted) < _LEAST_ROWS:
        return None
    above = max(min(rooted.values()) - 1, 1)
    return FormSpot("form_1", 0.8, above, above)


def _top(head: Head, number_row: int) -> int:
    """Return the first of the heading rows above the number row: titles have fewer cells."""
    above = range(max(number_row - _HEADING_ROWS, 1), number_row)
    return next((row for row in above if len(filled(head[row - 1])) >= 3), number_row)  # noqa: PLR2004


def read_form_1(sheet: FormSheet, findings: Findings) -> Draft:
    """Return enrolment by occupation and level; the whole form is checked on the way.

    Raises ``Stopped`` where the row of column numbers is missing.
    """
    form = _form(sheet, findings)
    check_stored_results(sheet.grid, sheet.spot.header_row, form.labels, findings)
    tree = Tree(sheet.grid.name)
    rows = list(dropwhile(lambda row: row[0] <= sheet.spot.header_row, sheet.grid.rows()))
    check_thousands(rows, form.places.get(1, -1), form.place(0, 1), findings)
    for number, cells in rows:
        if not is_rule_row(cells):
            form.take(number, cells, tree)
    classes = form.classes(tree)
    for same_group in classes:
        rows = [("", one) for one in same_group]
        note_sums(rows, sheet.same, form.place, 1, findings)
    added = added_up([one for same_group in classes for one in same_group], sheet.same)
    for node in tree.nodes():
        check_rules(node.row, node.values, form.rules, form.place, findings)
        check_bounds(node.row, node.values, _BOUNDS, form.place, findings)
    check_tree(tree, form.place, findings)
    return enrolment_draft(sheet, added, form.columns, findings)


def _form(sheet: FormSheet, findings: Findings) -> _NumberedSheet:
    """Return the sheet with its columns and rules; what is wrong with them is noted."""
    head, spot = sheet.grid.head(), sheet.spot
    places = _places(sheet, findings)
    headings = head[_top(head, spot.header_row) - 1 : spot.header_row - 1]
    names = {
        n: column_label(i, _numbered(n, lowest_heading(headings, i))) for n, i in places.items()
    }
    _check_kind(sheet, {n: places[n] for n in (1, 2) if n in places}, headings, findings)
    around = head[max(spot.header_row - 2, 0) : spot.header_row + 2]
    stated = next((cells for cells in around if is_rule_row(cells)), None)
    rules = STANDARD if stated is None else read_rules(stated, STANDARD)
    rows = lowest_heading(headings, max(min(places.values()) - 1, 0))
    return _NumberedSheet(sheet, places, names, rules, rows, findings)


def _check_kind(
    sheet: FormSheet, places: dict[int, int], headings: Head, findings: Findings
) -> None:
    """Note a heading over people or women that says that they are planned, shares or the like."""
    for number, index in places.items():
        heading = " / ".join(dict.fromkeys(headings_over(headings, index)))
        kind = other_kind(heading)
        if kind is not None and not is_of_graduates(heading):
            place = sheet.place(
                sheet.spot.header_row, column_label(index, _numbered(number, heading))
            )
            findings.add("S26", place, says_other(kind), found=heading)


def _numbered(number: int, found: str) -> str:
    return f"({number}) {found}" if found else str(number)


def _places(sheet: FormSheet, findings: Findings) -> dict[int, int]:
    """Return where each numbered column stands; one that is missing or there twice is noted."""
    row = sheet.spot.header_row
    found = numbered_columns(sheet.grid.head()[row - 1])
    if len(found) < _LEAST_NUMBERS:
        findings.stop("S09", sheet.place(row), _NO_NUMBERS)
    places: dict[int, int] = {}
    for number in COLUMNS:
        at_columns = found.get(number, [])
        if not at_columns:
            what = needed_column(message("number {number}", number=number))
            findings.add("S09", sheet.place(row, str(number)), what)
            continue
        places[number] = at_columns[0]
        for again in at_columns[1:]:
            what = column_twice(column_label(at_columns[0], ""))
            findings.add("S11", sheet.place(row, column_label(again, str(number))), what)
    return places


@dataclass(frozen=True)
class _NumberedSheet:
    """The sheet with its columns by number: ``places`` where they stand, ``names`` as seen.

    ``rows``: the heading over the names of the rows.
    """

    sheet: FormSheet
    places: dict[int, int]
    names: dict[int, str]
    rules: tuple[SumRule, ...]
    rows: str
    findings: Findings

    def place(self, row: int, column: int) -> Place:
        return self.sheet.place(row, self.names.get(column, str(column)))

    @property
    def first(self) -> int:
        """Where the counts begin: what stands on the left of it names the rows."""
        return min(self.places.values())

    @property
    def labels(self) -> dict[int, str]:
        """Index of each column that is read -> the column as the office sees it."""
        left = {index: column_label(index, "") for index in range(self.first)}
        return left | {index: self.names[number] for number, index in self.places.items()}

    @property
    def columns(self) -> dict[str, str]:
        """Columns of enrolment -> where they come from, as the office sees it."""
        tree, people = column_label(max(self.first - 1, 0), self.rows), self.names.get(1, "1")
        women = self.names.get(2, "2")
        return {
            "occupation_key": tree,
            "level": tree,
            "enrolled": people,
            "enrolled_women": women,
            "enrolled_rural": people,
        }

    def take(self, number: int, cells: Row, tree: Tree) -> None:
        """Put a row into the tree; signatures and rows without counts or a place are passed by."""
        given = {column: at(cells, index) for column, index in self.places.items()}
        is_signed = is_footer(cells) or any(signed_on(text) for _, text in filled(cells))
        if not any(map(is_count, given.values())) and is_signed:
            return
        is_stated = any(map(_has_number, given.values()))
        shown = [as_text(cell) for cell in cells[: self.first] if not is_blank(cell)]
        found = read_label(shown, inside_age=tree.inside_age)
        if found is None:
            if is_stated and any(
                as_text(cell) != "0" for cell in given.values() if not is_blank(cell)
            ):
                self.findings.add("S16", self.sheet.place(number), _NO_NAME)
            return
        if found.kind == "class" and not is_stated:
            return
        values = {column: self._count(number, column, cell) for column, cell in given.items()}
        tree.add(Node(number, found, values, is_stated), self.findings)

    def _count(self, row: int, column: int, cell: Cell) -> int | None:
        if is_blank(cell):
            return 0
        return read_count(cell, self.place(row, column), self.findings, blank=0)

    def classes(self, tree: Tree) -> list[list[Counted]]:
        """Return the classes of part A by age group; counts that no class explains are noted."""
        return [found for part in tree.part("A") for found in self._under(part, "")]

    def _under(self, node: Node, level: str) -> list[list[Counted]]:
        level = node.label.key if node.kind == "level" else level
        leaves = [self._class(child, level) for child in node.children if child.kind == "class"]
        if not node.children and node.values.get(1):
            self.findings.add("S16", self.sheet.place(node.row), _NO_CLASSES)
        inner = [child for child in node.children if child.kind != "class"]
        return [leaves, *(found for child in inner for found in self._under(child, level))]

    def _class(self, node: Node, level: str) -> Counted:
        people, women = node.values.get(1), node.values.get(2)
        return as_counted(node.row, people, women, without_marker(node.label.name), level)


def _has_number(cell: Cell) -> bool:
    """Return whether a cell is meant as a count, be it a wrong one."""
    return not is_blank(cell) and any(map(str.isdigit, as_text(cell)))
