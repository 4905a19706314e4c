"""Form 2, classes by occupation: one row an occupation, totals at the start or the end.

Number of classes and policy groups are checked and not stored. A blank one means none there; a
blank number of people or women is refused. A dash means none everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

from vtdash.returns.checks.stored_results import check_stored_results
from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.around_table import closing_count, without_marker
from vtdash.returns.forms.counting import (
    Counted,
    SumRule,
    added_up,
    as_counted,
    check_bounds,
    check_rules,
    check_totals,
    enrolment_draft,
    is_count,
    is_rule_row,
    read_count,
    read_rules,
)
from vtdash.returns.forms.form_2_heading import form_2_headings, is_field_row
from vtdash.returns.forms.form_columns import FORM_2, column_names, first_places, plain_heading
from vtdash.returns.forms.layout import (
    FormSheet,
    Row,
    at,
    column_label,
    filled,
    is_blank,
    is_dash,
    is_footer,
    is_number_row,
    is_total,
    lowest_heading,
    numbered_columns,
)
from vtdash.returns.model import Cell, Draft, Place
from vtdash.text.messages import message

_NO_NAME = message("The name of the occupation is blank.")
_Values = dict[int, "int | None"]
"""Index of a column -> its count; None where the cell is wrong."""


@dataclass(frozen=True)
class _Form2:
    """The sheet with its columns: ``found`` by what they hold, ``names`` as the office sees them.

    ``numbers``: columns of counts. ``last``: the last heading row.
    """

    sheet: FormSheet
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
    def labels(self) -> dict[int, str]:
        """Index of each column that is read -> the column as the office sees it."""
        read = {*self.found.values(), *self.numbers}
        return {index: self.names[index] for index in read}

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


@dataclass
class _Form2Body:
    """The rows under the headings while they are read; ``counted`` is what came of them.

    ``_totals``: row of a total, what it states, and the sums of the rows that it is the total of.
    """

    form: _Form2
    counted: list[Counted] = field(default_factory=list[Counted])
    _sums: _Values = field(default_factory=_Values)
    _field: _Values = field(default_factory=_Values)
    _totals: list[tuple[int, _Values, _Values]] = field(default_factory=list[Any])
    _numbers: dict[int, int] = field(default_factory=dict[int, int])
    _rules: tuple[SumRule, ...] = ()
    _is_over: bool = False

    def take(self, row: int, cells: Row) -> None:
        """Take a row for what it is: numbers, rules, a total, an occupation, a signature."""
        is_stated = any(is_count(self.form.cell(cells, name)) for name in ("people", "classes"))
        if self._is_guide(cells) or self._is_signed(cells, is_stated):
            return
        is_closed = closing_count(cells) is not None
        if is_closed or any(is_total(n) for _, n in filled(cells[: self.form.first_number])):
            self._totals.append((row, self._stated(row, cells), self._sums))
        elif is_field_row(cells):
            self._field = {}
            self._totals.append((row, self._stated(row, cells), self._field))
        elif is_stated or not is_blank(self.form.cell(cells, "occupation")):
            self._occupation(row, cells)

    def finish(self) -> None:
        """Hold the totals rows against the rows that were read."""
        for row, stated, sums in self._totals if self.counted else ():
            check_totals(row, stated, sums, self.form.place, self.form.findings)

    def _is_guide(self, cells: Row) -> bool:
        """Return whether a row above the body numbers the columns or states rules; keep them."""
        if self.counted:
            return False
        if is_number_row(cells):
            self._numbers = {
                number: places[0] for number, places in numbered_columns(cells).items()
            }
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
        name = without_marker(as_text(form.cell(cells, "occupation")))
        if not name and "occupation" in found:
            form.findings.add("T01", form.place(row, found["occupation"]), _NO_NAME)
        values = {index: self._value(row, index, at(cells, index)) for index in form.numbers}
        for sums in (self._sums, self._field):
            for index, value in values.items():
                before = sums.get(index, 0)
                sums[index] = None if value is None or before is None else before + value
        self._check_rules(row, values)
        if {"people", "women"} <= found.keys():
            bound = (found["women"], found["people"])
            check_bounds(row, values, [bound], form.place, form.findings)
        people, women = (values.get(found.get(n, -1)) for n in ("people", "women"))
        self.counted.append(as_counted(row, people, women, name))

    def _check_rules(self, row: int, values: _Values) -> None:
        by_number = {number: values.get(index) for number, index in self._numbers.items()}
        check_rules(row, by_number, self._rules, self._numbered, self.form.findings)

    def _numbered(self, row: int, number: int) -> Place:
        return self.form.place(row, self._numbers[number])

    def _value(self, row: int, index: int, cell: Cell) -> int | None:
        """Return a count; a dash is 0; in a policy group a blank is too, and an 'x' is no count."""
        form = self.form
        is_needed = index in {form.found.get("people"), form.found.get("women")}
        if not is_needed and isinstance(cell, str) and not any(map(str.isdigit, cell)):
            return 0 if is_blank(cell) or is_dash(cell) else None
        place = form.place(row, index)
        return read_count(cell, place, form.findings, blank=None if is_needed else 0)

    def _stated(self, row: int, cells: Row) -> _Values:
        """Return what a totals row or a closing line states, blank cells left out."""
        found = self.form.found
        people, women = closing_count(cells) or (None, None)
        told = {found.get("people", -1): people, found.get("women", -1): women}
        if people is not None:
            return {index: count for index, count in told.items() if count is not None}
        given = {index: at(cells, index) for index in self.form.numbers}
        return {
            index: self._value(row, index, cell)
            for index, cell in given.items()
            if not is_blank(cell)
        }


_NO_COUNTS = re.compile(
    r"ghi chu|dia chi|dia diem|thoi gian|ngay|co so|don vi|giao vien|kinh phi|trinh do|ma nghe|xa\b"
)
_NEEDED = tuple(one for one in FORM_2 if one.name in {"occupation", "women", "people"})


def read_form_2(sheet: FormSheet, findings: Findings) -> Draft:
    """Return enrolment by occupation; the same occupation in several rows is added up."""
    form = _form(sheet, findings)
    check_stored_results(sheet.grid, form.last, form.labels, findings)
    body = _Form2Body(form)
    for number, cells in dropwhile(lambda row: row[0] <= form.last, sheet.grid.rows()):
        body.take(number, cells)
    body.finish()
    return enrolment_draft(sheet, added_up(body.counted, sheet.same), form.columns, findings)


def _form(sheet: FormSheet, findings: Findings) -> _Form2:
    """Return the sheet with its columns; needed ones that are missing are noted."""
    rows = form_2_headings(sheet.grid.head(), sheet.spot.header_row)
    found = first_places(sheet, column_names(rows, FORM_2), _NEEDED, findings, repeats=True)
    headings = [lowest_heading(rows, index) for index in range(max(map(len, rows)))]
    names = tuple(column_label(index, shown) for index, shown in enumerate(headings))
    words = {found.get("stt"), found.get("occupation")}
    numbers = tuple(
        index
        for index, shown in enumerate(headings)
        if index not in words and shown and not _NO_COUNTS.search(plain_heading(shown))
    )
    last = sheet.spot.header_row + len(rows) - 1
    return _Form2(sheet, found, names, numbers, last, findings)
