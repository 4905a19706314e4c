"""The columns of a Form 2 sheet: what each holds, and how the office names it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vtdash.returns.findings import Findings
from vtdash.returns.forms.form_2_columns import form_2_columns, period_columns
from vtdash.returns.forms.form_2_heading import form_2_headings
from vtdash.returns.forms.form_columns import FORM_2, first_places, plain_heading
from vtdash.returns.forms.layout import FormSheet, Row, at, column_label, lowest_heading
from vtdash.returns.model import Cell, Place

_NO_COUNTS = re.compile(
    r"ghi chu|dia chi|dia diem|thoi gian|ngay|co so|don vi|giao vien|kinh phi|trinh do|ma nghe|xa\b"
)
_NEEDED = tuple(one for one in FORM_2 if one.name in {"occupation", "women", "people"})


@dataclass(frozen=True)
class Form2Sheet:
    """The sheet with its columns: ``found`` by what they hold, ``names`` as the office sees them.

    ``numbers``: columns of counts. ``periods``: columns that state a period in each row, with
    their headings. ``last``: the last heading row.
    """

    sheet: FormSheet
    found: Mapping[str, int]
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    periods: Mapping[int, str]
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
            "level": "level",
            "enrolled": "people",
            "enrolled_women": "women",
            "enrolled_rural": "people",
        }
        return {
            column: self.names[self.found[name]]
            for column, name in taken.items()
            if name in self.found
        }


def form_2_sheet(sheet: FormSheet, findings: Findings) -> Form2Sheet:
    """Return the sheet with its columns; needed ones that are missing are noted."""
    rows = form_2_headings(sheet.grid.head(), sheet.spot.header_row)
    found = first_places(
        sheet, form_2_columns(sheet, rows, findings), _NEEDED, findings, repeats=True
    )
    headings = [lowest_heading(rows, index) for index in range(max(map(len, rows)))]
    names = tuple(column_label(index, shown) for index, shown in enumerate(headings))
    periods = period_columns(rows)
    words = {found.get("stt"), found.get("occupation"), found.get("level"), *periods}
    numbers = tuple(
        index
        for index, shown in enumerate(headings)
        if index not in words and shown and not _NO_COUNTS.search(plain_heading(shown))
    )
    last = sheet.spot.header_row + len(rows) - 1
    return Form2Sheet(sheet, found, names, numbers, periods, last, findings)
