"""The rows of Form 2: occupations, fields, totals, and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vtdash.model.datasets import Bilingual
from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.counting import Counted, Sheet, counted, is_count, read_count
from vtdash.returns.forms.labels import read_label
from vtdash.returns.forms.layout import (
    Row,
    at,
    filled,
    is_blank,
    is_footer,
    is_number_row,
    is_total,
    numbered,
)
from vtdash.returns.forms.sum_rules import Rule, is_rule_row, read_rules
from vtdash.returns.forms.sums import check_rules, check_totals
from vtdash.returns.model import Cell, Place

_NO_NAME = Bilingual("Ô tên nghề để trống.", "The name of the occupation is blank.")
Values = dict[int, "int | None"]
"""Index of a column -> its count; None where the cell is wrong."""


@dataclass(frozen=True)
class Form:
    """The sheet with its columns: ``found`` by what they hold, ``names`` as the office sees them.

    ``numbers``: columns of counts. ``last``: the last heading row.
    """

    sheet: Sheet
    found: Mapping[str, int]
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    last: int
    findings: Findings

    def place(self, row: int, column: int) -> Place:
        """Return the place of a column's cell in a row."""
        return self.sheet.place(row, self.names[column] if column < len(self.names) else "")

    def cell(self, cells: Row, column: str) -> Cell:
        """Return the cell of a row in a column of the form."""
        return at(cells, self.found.get(column, -1))

    @property
    def first_number(self) -> int:
        """Where the counts begin: what stands on the left of it names the rows."""
        return min(self.numbers, default=0)

    @property
    def columns(self) -> dict[str, str]:
        """Columns of enrolment -> where they come from, as the office sees it."""
        taken = {
            "occupation_key": "occupation",
            "enrolled": "people",
            "enrolled_women": "women",
            "enrolled_rural": "people",
        }
        return {
            column: self.names[self.found[name]]
            for column, name in taken.items()
            if name in self.found
        }


def is_field(cells: Row) -> bool:
    """Return whether a row is that of a field: I non-agricultural, II agricultural."""
    shown = [shown for _, shown in filled(cells[:3])][:2]
    if not shown or shown[0].isdigit():
        return False
    found = read_label(shown, inside_age=True)
    return found is not None and found.kind == "sector"


@dataclass
class _Total:
    """A totals row and the sums of the rows that it should be the total of."""

    row: int
    stated: Values
    sums: Values


@dataclass
class Body:
    """The rows under the headings while they are read; ``counted`` is what came of them."""

    form: Form
    counted: list[Counted] = field(default_factory=list[Counted])
    _sums: Values = field(default_factory=Values)
    _field: Values = field(default_factory=Values)
    _totals: list[_Total] = field(default_factory=list[_Total])
    _numbers: dict[int, int] = field(default_factory=dict[int, int])
    _rules: tuple[Rule, ...] = ()
    _is_over: bool = False

    def take(self, row: int, cells: Row) -> None:
        """Take a row for what it is: numbers, rules, a total, an occupation, a signature."""
        is_stated = any(is_count(self.form.cell(cells, name)) for name in ("people", "classes"))
        if self._is_guide(cells) or self._is_signed(cells, is_stated):
            return
        if any(is_total(shown) for _, shown in filled(cells[: self.form.first_number])):
            self._totals.append(_Total(row, self._stated(row, cells), self._sums))
        elif is_field(cells):
            self._field = {}
            self._totals.append(_Total(row, self._stated(row, cells), self._field))
        elif is_stated or not is_blank(self.form.cell(cells, "occupation")):
            self._occupation(row, cells)

    def finish(self) -> None:
        """Hold the totals rows against the rows that were read."""
        for total in self._totals:
            if self.counted:
                check_totals(
                    total.row, total.stated, total.sums, self.form.place, self.form.findings
                )

    def _is_guide(self, cells: Row) -> bool:
        """Return whether a row above the body numbers the columns or states rules; keep them."""
        if self.counted:
            return False
        if is_number_row(cells):
            self._numbers = {number: places[0] for number, places in numbered(cells).items()}
            return True
        if is_rule_row(cells):
            self._rules = read_rules(cells)
            return True
        return False

    def _is_signed(self, cells: Row, is_stated: bool) -> bool:
        """Return whether a row belongs to the signatures: nothing is counted from there on."""
        self._is_over = not is_stated and (self._is_over or is_footer(cells))
        return self._is_over

    def _occupation(self, row: int, cells: Row) -> None:
        """Count one occupation, and add its row to the sums that totals are held against."""
        form, found = self.form, self.form.found
        name = as_text(form.cell(cells, "occupation"))
        if not name and "occupation" in found:
            form.findings.add("T01", form.place(row, found["occupation"]), _NO_NAME)
        values = {index: self._value(row, index, at(cells, index)) for index in form.numbers}
        for sums in (self._sums, self._field):
            for index, value in values.items():
                before = sums.get(index, 0)
                sums[index] = None if value is None or before is None else before + value
        self._check_rules(row, values)
        people, women = (values.get(found.get(n, -1)) for n in ("people", "women"))
        self.counted.append(counted(row, people, women, name))

    def _check_rules(self, row: int, values: Values) -> None:
        by_number = {number: values.get(index) for number, index in self._numbers.items()}
        check_rules(row, by_number, self._rules, self._numbered, self.form.findings)

    def _numbered(self, row: int, number: int) -> Place:
        return self.form.place(row, self._numbers[number])

    def _value(self, row: int, index: int, cell: Cell) -> int | None:
        """Return a count; in a policy group a blank is 0, and a mark such as 'x' no count."""
        form = self.form
        is_needed = index in {form.found.get("people"), form.found.get("women")}
        if not is_needed and isinstance(cell, str) and not any(map(str.isdigit, cell)):
            return None if cell.strip() else 0
        place = form.place(row, index)
        return read_count(cell, place, form.findings, blank=None if is_needed else 0)

    def _stated(self, row: int, cells: Row) -> Values:
        """Return what a totals row states, blank cells left out."""
        given = {index: at(cells, index) for index in self.form.numbers}
        return {
            index: self._value(row, index, cell)
            for index, cell in given.items()
            if not is_blank(cell)
        }
