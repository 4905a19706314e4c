"""The project's own templates: a header row with a dataset's columns, rows under it.

Headings may be the machine names or what the column means, in Vietnamese or English, in any
order. A million rows are read a batch at a time, column by column: no list of rows is built.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, islice

import numpy as np
from openpyxl.utils import get_column_letter

from vtdash.model.datasets import Dataset
from vtdash.model.published_figures import TEMPLATES
from vtdash.returns.checks.stored_results import check_stored_results
from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.drafts import Coded, draft_frame, without_additions
from vtdash.returns.forms.filled_down import filled_down
from vtdash.returns.forms.form_columns import STT, column_twice
from vtdash.returns.forms.layout import (
    FormSheet,
    FormSpot,
    Head,
    column_label,
    filled,
    is_blank,
)
from vtdash.returns.forms.row_notes import cancelling_note, note_columns, note_taken_back
from vtdash.returns.forms.template_headings import (
    first_heading_row,
    meant_by,
    names_of_headings,
)
from vtdash.returns.model import Cell, Draft, Grid, Place, Recognition
from vtdash.returns.names.office_words import plain
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

_BATCH = 256
"""Rows at a time; their cells fit into the processor's cache, which halves the time."""

_LEAST = 0.5
"""Share of a dataset's columns that a header must name."""

Rows = Iterator[tuple[int, tuple[Cell, ...]]]

_EXAMPLE = message("This is the template's example row, not data.")
_NO_ROWS = message("There is no row under the header row.")


def find_template(head: Head, only: int = 0, dataset: str = "") -> FormSpot | None:
    """Return the header row that names most columns of a dataset; machine names go first."""
    best: tuple[tuple[float, int, int], FormSpot] | None = None
    for number, cells in enumerate(head, start=1):
        if only and number != only:
            continue
        for one in TEMPLATES.values():
            if dataset and one.name != dataset:
                continue
            named = names_of_headings(one, cells)
            score = len(set(named.values())) / len(one.columns)
            machine = sum(as_text(cells[i]) in one.column_names for i in named)
            rank = (score, machine, len(named))
            if score >= _LEAST and (best is None or rank > best[0]):
                top = first_heading_row(one, head, number)
                best = (rank, FormSpot("template", score, number, top, one.name))
    return best[1] if best else None


def read_template(sheet: FormSheet, separator: str, findings: Findings) -> Draft:
    """Return the rows under the header in the dataset's columns.

    Columns that are missing, unknown or there twice are noted; the others are read all the
    same, so that everything wrong is reported at once.
    """
    grid, recognition = sheet.grid, sheet.recognition
    dataset = recognition.dataset
    columns = _columns(grid, recognition, findings)
    places = {name: column_label(i, columns.headings[i]) for name, i in columns.order.items()}
    check_stored_results(grid, 0, {columns.order[n]: places[n] for n in places}, findings)
    keys = [place for name, place in columns.order.items() if name not in dataset.measures]
    body = _Body(filled_down(grid, keys), columns, bool(separator), findings)
    coded = body.read(recognition.header_row)
    note_taken_back(grid.name, body.noted, findings)
    held = {name: one.categorical() for name, one in coded.items()}
    table = draft_frame(dataset, held, body.numbers)
    draft = Draft(recognition, table, places, comma_decimals=separator != ",")
    draft = without_additions(draft, findings)
    if draft.frame.empty and "S12" not in findings.counts:
        findings.add("S13", Place(grid.name, recognition.header_row), _NO_ROWS)
    _note_examples(draft, grid, findings)
    return draft


@dataclass(frozen=True)
class _Columns:
    """The headings, and where the dataset's columns stand: ``order`` by name.

    ``notes``: columns of remarks that an office has added.
    """

    headings: tuple[str, ...]
    order: Mapping[str, int]
    notes: tuple[int, ...]


def _columns(grid: Grid, recognition: Recognition, findings: Findings) -> _Columns:
    """Return the columns of the header row and note what is wrong with it."""
    cells = grid.head()[recognition.header_row - 1]
    width = max(index for index, _ in filled(cells)) + 1
    headings = tuple("" if is_blank(cell) else as_text(cell) for cell in cells[:width])
    named, dataset = names_of_headings(recognition.dataset, cells), recognition.dataset
    order: dict[str, int] = {}
    for index, name in named.items():
        if name in order:
            place = Place(grid.name, recognition.header_row, column_label(index, headings[index]))
            findings.add(
                "S11",
                place,
                column_twice(get_column_letter(order[name] + 1)),
                found=headings[index],
            )
        order.setdefault(name, index)
    missing = [name for name in dataset.column_names if name not in order]
    for name in missing:
        title = dataset.column(name).title
        place = Place(grid.name, recognition.header_row, title=title)
        what = message(
            "This column ({name}) of the template {title} is missing.",
            name=name,
            title=dataset.title,
        )
        findings.add("S09", place, what)
    notes = tuple(index for index in note_columns(headings) if index not in named)
    for index, heading in enumerate(headings):
        is_number = bool(re.fullmatch(STT.pattern, plain(heading)))
        if heading and index not in named and index not in notes and not is_number:
            place = Place(grid.name, recognition.header_row, column_label(index, heading))
            close = meant_by(heading, dataset, missing)
            findings.add("S10", place, _unknown_column(dataset, close), found=heading)
    return _Columns(headings, order, notes)


def _unknown_column(dataset: Dataset, close: str) -> Named:
    """Return that a heading is none of a template's, with the name probably meant."""
    if not close:
        return message("The template {title} has no such column.", title=dataset.title)
    return message(
        "The template {title} has no such column. Did you mean '{meant}' ({close})?",
        title=dataset.title,
        meant=dataset.column(close).title,
        close=close,
    )


@dataclass
class _Body:
    """Reads the rows under a header; ``numbers`` are those of the rows that were taken.

    ``noted``: rows with a remark that may take their numbers back.
    """

    grid: Grid
    columns: _Columns
    is_csv: bool
    findings: Findings
    numbers: array[int] = field(default_factory=lambda: array("i"))
    noted: dict[int, str] = field(default_factory=dict[int, str])

    def read(self, header_row: int) -> dict[str, Coded]:
        """Return each column of the dataset that the file has."""
        coded = {name: Coded() for name in self.columns.order}
        rows = dropwhile(lambda row: row[0] <= header_row, self.grid.rows())
        for numbers, cells in self._batches(rows):
            self.numbers.extend(numbers)
            table = list(zip(*cells, strict=True))
            for name, index in self.columns.order.items():
                coded[name].extend(table[index])
            for index in self.columns.notes:
                self._note(numbers, table[index])
        return coded

    def _note(self, numbers: Sequence[int], cells: Sequence[Cell]) -> None:
        """Keep the rows with a remark by which they may not count."""
        remarks = (
            (n, cancelling_note([cell])) for n, cell in zip(numbers, cells, strict=True) if cell
        )
        self.noted |= {number: remark for number, remark in remarks if remark}

    def _batches(self, rows: Rows) -> Iterator[tuple[Sequence[int], Sequence[tuple[Cell, ...]]]]:
        """Yield numbers and cells of rows that are all as wide as the header."""
        width = {len(self.columns.headings)}
        while batch := list(islice(rows, _BATCH)):
            numbers, cells = zip(*batch, strict=True)
            if set(map(len, cells)) != width:
                fitted = [(number, self._fitted(number, row)) for number, row in batch]
                kept = [(number, row) for number, row in fitted if not all(map(is_blank, row))]
                numbers, cells = zip(*kept, strict=True) if kept else ((), ())
            if numbers:
                yield numbers, cells

    def _fitted(self, number: int, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Return the row in the header's width; one that does not fit is noted and left out.

        In a workbook rows end at will, and what stands beyond the headings (lists for drop-down,
        notes) is none of the table; a remark there that takes the row back is kept. In a CSV file
        every cell has its separator, so that a row of another width has lost or won one, apart from
        blank cells at its end.
        """
        width = len(self.columns.headings)
        if not self.is_csv:
            if len(cells) > width and (remark := cancelling_note(cells[width:])):
                self.noted[number] = remark
            return (*cells[:width], *[None] * (width - len(cells)))
        end = len(cells)
        while end > width and is_blank(cells[end - 1]):
            end -= 1
        if end == width:
            return cells[:end]
        what = message(
            "This row has {found} cells, the header has {width}.",
            found=Number(end),
            width=Number(width),
        )
        self.findings.add("S12", Place(self.grid.name, number), what)
        return ()


def has_rows(grid: Grid, spot: FormSpot) -> bool:
    """Return whether rows of data stand under a header: as wide as it, and not the example."""
    columns = TEMPLATES[spot.dataset].columns
    example = {column.example for column in columns}
    under = (cells for number, cells in grid.rows() if number > spot.header_row)
    found = ([shown for _, shown in filled(cells)] for cells in under)
    return any(2 * len(row) > len(columns) and not example.issuperset(row) for row in found)


def _note_examples(draft: Draft, grid: Grid, findings: Findings) -> None:
    """Note the rows that are the template's own example."""
    same = np.ones(len(draft.frame), dtype=bool)
    for column in draft.recognition.dataset.columns:
        held = draft.frame[column.name].cat
        codes = [i for i, cell in enumerate(held.categories) if as_text(cell) == column.example]
        codes += [] if column.example else [-1]  # a column that is blank in the example
        same &= np.isin(held.codes.to_numpy(), codes)
    for number in draft.frame.index[same]:
        findings.add("S14", Place(grid.name, int(number)), _EXAMPLE)
