"""What a file says about cells beside their values, told by column before anything counts.

Formulas without a result or with one from another file, cells that are struck through or cannot be
seen, comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl.utils import get_column_letter

from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.model import Grid, Place
from vtdash.returns.sheet_notes import Spans, clipped, row_runs, runs_in_words
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

_LAST = 1_048_576
"""The last row that a sheet can have."""


def check_stored_results(
    grid: Grid, header_row: int, labels: Mapping[int, str], findings: Findings
) -> None:
    """Stop where a formula that the form is read from has no result; note all else that is said.

    ``labels``: index of each column that is read -> the column as the office sees it. Above the
    header all columns are read, for the facts of the whole form; a form without such facts has
    ``header_row`` 0. Raises ``Stopped`` after all columns were noted.
    """
    notes = grid.notes
    told = (
        ("S18", notes.unstored, _unstored),
        ("S18", notes.uncalculated, _uncalculated),
        ("S19", notes.linked, _linked),
    )
    for check, spans, words in told:
        for column, runs in _read(spans, header_row, labels):
            place = Place(
                grid.name, runs[0].start, labels.get(column) or get_column_letter(column + 1)
            )
            findings.add(check, place, words(sum(map(len, runs)), runs_in_words(runs)))
    for check, spans, words in (
        ("S29", notes.struck, _struck),
        ("S29", notes.unseen, _unseen),
        ("S22", notes.commented, _commented),
    ):
        if rows := _rows_read(spans, header_row, labels):
            first = min(rows)
            what = words(runs_in_words(row_runs(rows)))
            findings.add(check, Place(grid.name, first, rows[first]), what)
    if "S18" in findings.counts:
        raise Stopped


def _rows_read(spans: Spans, header_row: int, labels: Mapping[int, str]) -> dict[int, str]:
    """Return the rows under the header in which such a cell is read, with the first such column."""
    return {
        row: labels[column]
        for column in sorted(spans.keys() & labels.keys(), reverse=True)
        for run in clipped(spans[column], header_row + 1, _LAST)
        for row in run
    }


def _read(
    spans: Spans, header_row: int, labels: Mapping[int, str]
) -> Iterator[tuple[int, tuple[range, ...]]]:
    """Yield each column with the runs of rows that the form is read from."""
    for column in sorted(spans):
        last = _LAST if column in labels else header_row
        if runs := clipped(spans[column], 1, last):
            yield column, runs


def _struck(rows: str) -> Named:
    return message("Cells are struck through and are read all the same (rows {rows}).", rows=rows)


def _unseen(rows: str) -> Named:
    return message(
        "Cells cannot be seen, by the colour of their letters or their format, and are read all "
        "the same (rows {rows}).",
        rows=rows,
    )


def _commented(rows: str) -> Named:
    return message(
        "Comments stand at cells (rows {rows}); the cells are read, the comments are not.",
        rows=rows,
    )


def _unstored(cells: int, rows: str) -> Named:
    return message(
        "Formulas without a stored result: {cells} (rows {rows}); their values cannot be known.",
        cells=Number(cells),
        rows=rows,
    )


def _uncalculated(cells: int, rows: str) -> Named:
    return message(
        "The workbook asks to be calculated when it is opened, and all formulas of this column "
        "still hold 0: {cells} (rows {rows}). They were never calculated.",
        cells=Number(cells),
        rows=rows,
    )


def _linked(cells: int, rows: str) -> Named:
    return message(
        "Formulas that take their value from another workbook: {cells} (rows {rows}). What was "
        "stored at the last saving is read.",
        cells=Number(cells),
        rows=rows,
    )
