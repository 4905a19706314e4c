"""Form 2, classes by occupation: one row an occupation, totals at the start or the end.

Number of classes and policy groups are checked and not stored. A blank one means none there; a
blank number of people or women is refused. A dash means none everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import dropwhile, zip_longest
from typing import Any

from vtdash.returns.checks.stored_results import check_stored_results
from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.around_table import OTHER_TABLE, closing_count, without_marker
from vtdash.returns.forms.counting import (
    Counted,
    SumRule,
    added_up,
    as_counted,
    check_bounds,
    check_rules,
    check_thousands,
    check_totals,
    enrolment_draft,
    is_count,
    is_rule_row,
    read_count,
    read_rules,
)
from vtdash.returns.forms.filled_down import filled_down
from vtdash.returns.forms.form_2_columns import is_other_period
from vtdash.returns.forms.form_2_heading import is_field_row
from vtdash.returns.forms.form_2_rows import (
    GroupsSaid,
    group_row,
    is_planned_beside,
    other_row,
)
from vtdash.returns.forms.form_2_sheet import Form2Sheet, form_2_sheet
from vtdash.returns.forms.layout import (
    FormSheet,
    Row,
    at,
    filled,
    is_blank,
    is_dash,
    is_footer,
    is_number_row,
    is_running_total,
    is_total,
    numbered_columns,
)
from vtdash.returns.forms.row_notes import cancelling_note, note_taken_back
from vtdash.returns.forms.rows_and_parts import (
    Entry,
    add,
    depth_of,
    is_part_of,
    note_sums,
    sums_of_parts,
    what_counts,
    without_letter,
)
from vtdash.returns.model import Cell, Draft, Place
from vtdash.text.messages import message

_NO_NAME = message("The name of the occupation is blank.")
_Values = dict[int, "int | None"]
"""Index of a column -> its count; None where the cell is wrong."""


@dataclass
class _BodyRows:
    """The rows under the headings while they are read; ``counted`` is what came of them.

    ``_page``: sums of the rows since the last total of a page. ``_totals``: row of a total, what
    it states, and the sums of the rows that it is the total of. ``_open``: the last occupation and
    the rows that are parts of it, which are not counted yet. ``_noted``: rows with a note that may
    take their numbers back. ``_said``: what rows over others say of them.
    """

    form: Form2Sheet
    counted: list[Counted] = field(default_factory=list[Counted])
    _numbered_rows: list[tuple[str, Counted]] = field(default_factory=list[Any])
    _sums: _Values = field(default_factory=_Values)
    _field: _Values = field(default_factory=_Values)
    _page: _Values = field(default_factory=_Values)
    _totals: list[tuple[int, _Values, _Values]] = field(default_factory=list[Any])
    _open: list[Entry] = field(default_factory=list[Entry])
    _noted: dict[int, str] = field(default_factory=dict[int, str])
    _said: GroupsSaid = field(default_factory=GroupsSaid)
    _numbers: dict[int, int] = field(default_factory=dict[int, int])
    _rules: tuple[SumRule, ...] = ()
    _is_over: bool = False

    def take(self, row: int, cells: Row) -> None:
        """Take a row for what it is: numbers, rules, a total, an occupation, a signature."""
        is_stated = any(is_count(self.form.cell(cells, name)) for name in ("people", "classes"))
        if self._is_guide(cells) or self._is_signed(cells, is_stated):
            return
        is_closed = closing_count(cells) is not None
        name = as_text(self.form.cell(cells, "occupation"))
        number = as_text(self.form.cell(cells, "stt"))
        if not (self._open and is_part_of(self._open[0], number, name)):
            self._close()
        if is_closed or any(is_total(n) for _, n in filled(cells[: self.form.first_number])):
            self._totals.append((row, self._stated(row, cells), self._sums))
        elif any(is_running_total(n) for _, n in filled(cells[: self.form.first_number])):
            self._take_running(row, cells)
        elif not self._is_over_others(row, cells, name) and (is_stated or name):
            self._occupation(row, cells)

    def _is_over_others(self, row: int, cells: Row, name: str) -> bool:
        """Return whether a row is over others, or of other numbers, and take it for that."""
        sheet, findings = self.form.sheet, self.form.findings
        group = group_row(as_text(self.form.cell(cells, "stt")), name)
        if kind := other_row(name):
            what = message("By its name this row holds {kind}.", kind=kind)
            findings.add("S26", sheet.place(row), what, found=name)
        elif group and group.kind == "unit":
            findings.add("S28", sheet.place(row), OTHER_TABLE, found=name)
        elif group or is_field_row(cells):
            self._said.take(group.kind if group else "field", group.name if group else name)
            self._field = {}
            self._totals.append((row, self._stated(row, cells), self._field))
        else:
            return False
        return True

    def _take_running(self, row: int, cells: Row) -> None:
        """Hold a total of a page, or of all rows so far, against what it may be the total of."""
        stated, so_far = self._stated(row, cells), dict(self._sums)
        is_of_page = all(self._page.get(index) == value for index, value in stated.items())
        self._totals.append((row, stated, self._page if is_of_page else so_far))
        self._page = {}

    def finish(self) -> None:
        """Hold the totals rows against the rows that were read."""
        self._close()
        note_taken_back(self.form.sheet.grid.name, self._noted, self.form.findings)
        for row, stated, sums in self._totals if self.counted else ():
            check_totals(row, stated, sums, self.form.place, self.form.findings)
        people, same = self.form.found.get("people", -1), self.form.sheet.same
        note_sums(self._numbered_rows, same, self.form.place, people, self.form.findings)

    def _is_guide(self, cells: Row) -> bool:
        """Return whether a row above the body numbers the columns or states rules; keep them."""
        if self.counted or self._open:
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
        """Read the row of one occupation, or of a part of the one above it."""
        form, found = self.form, self.form.found
        name = without_letter(without_marker(as_text(form.cell(cells, "occupation"))))
        if not name and "occupation" in found:
            form.findings.add("T01", form.place(row, found["occupation"]), _NO_NAME)
        values = {index: self._value(row, index, at(cells, index)) for index in form.numbers}
        self._check_rules(row, values)
        self._check_period(row, cells)
        if {"people", "women"} <= found.keys():
            bound = (found["women"], found["people"])
            check_bounds(row, values, [bound], form.place, form.findings)
        people, women = (values.get(found.get(n, -1)) for n in ("people", "women"))
        level = as_text(form.cell(cells, "level")) or self._said.of("level")
        counted = replace(as_counted(row, people, women, name, level), area=self._said.of("area"))
        number, written = (as_text(form.cell(cells, one)) for one in ("stt", "occupation"))
        self._open.append(Entry(row, values, counted, number, depth_of(number, written)))
        if note := cancelling_note(cells):
            self._noted[row] = note

    def _close(self) -> None:
        """Count the last occupation; with parts it is their total, and is held against them."""
        entries, self._open = self._open, []
        needed = {self.form.found.get(name, -1) for name in ("people", "women")}
        self._totals.extend(sums_of_parts(entries, needed))
        for entry in what_counts(entries, self.form.sheet.same):
            self.counted.append(entry.counted)
            self._numbered_rows.append((entry.number, entry.counted))
            for into in (self._sums, self._field, self._page):
                add(into, entry.values)

    def _check_period(self, row: int, cells: Row) -> None:
        """Note a row of another year, quarter or month than the form's."""
        form, stated = self.form, self.form.sheet.recognition.fact("period")
        for index, heading in form.periods.items() if stated else ():
            cell = at(cells, index)
            if is_other_period(heading, cell, stated):
                what = message("The heading says {stated}.", stated=stated)
                form.findings.add("P05", form.place(row, index), what, found=as_text(cell))

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


def read_form_2(sheet: FormSheet, findings: Findings) -> Draft:
    """Return enrolment by occupation; the same occupation in several rows is added up."""
    form = form_2_sheet(sheet, findings)
    check_stored_results(sheet.grid, form.last, form.labels, findings)
    body = _BodyRows(form)
    grid = filled_down(
        sheet.grid, [form.found[n] for n in ("occupation", "level") if n in form.found]
    )
    rows = list(dropwhile(lambda row: row[0] <= form.last, grid.rows()))
    people = form.found.get("people", -1)
    check_thousands(rows, people, form.place(0, people), findings)
    for (number, cells), (_, following) in zip_longest(rows, rows[1:], fillvalue=(0, ())):
        if not is_planned_beside(form.found.get("occupation", -1), cells, following):
            body.take(number, cells)
    body.finish()
    return enrolment_draft(sheet, added_up(body.counted, sheet.same), form.columns, findings)
