"""Hidden rows and columns of a form: told with what they hold; on rows the steward decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import replace

from openpyxl.utils import column_index_from_string

from vtdash.returns.files.cells import Wrong, amount
from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.forms.around_table import GridWithout
from vtdash.returns.forms.layout import FormSheet
from vtdash.returns.model import Draft, Fact, Place
from vtdash.returns.sheet_notes import row_runs, runs_in_words
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

INCLUDE, LEAVE_OUT = "include", "leave_out"
"""Answers to whether hidden rows count."""

_CHOICES = (
    (INCLUDE, message("Count the hidden rows too")),
    (LEAVE_OUT, message("Leave the hidden rows out")),
)
_Read = Callable[[FormSheet, Findings], Draft]


def read_hidden(sheet: FormSheet, answer: str, read: _Read, findings: Findings) -> Draft:
    """Return a form as ``read`` reads it, with or without its hidden rows as ``answer`` says.

    Where the two differ and nobody has answered, it is noted, and the hidden rows are read.
    """
    hidden = _hidden_rows(sheet)
    visible = replace(sheet, grid=GridWithout(sheet.grid, sheet.grid.name, hidden))
    both = _differing(sheet, visible, read) if hidden else None
    if both is None:
        draft = read(sheet, findings)
    else:
        is_answered = answer in {INCLUDE, LEAVE_OUT}
        place = Place(sheet.grid.name, min(hidden))
        if not is_answered:
            findings.add("S20", place, _rows_in_words(sheet, hidden, *both))
        draft = read(visible if answer == LEAVE_OUT else sheet, findings)
        given = (answer, "answered") if is_answered else ("", "missing")
        fact = Fact("hidden", *given, place, _CHOICES)
        facts = (*draft.recognition.facts, fact)
        draft = replace(draft, recognition=replace(draft.recognition, facts=facts))
    _note_columns(sheet, draft, findings)
    return draft


def _hidden_rows(sheet: FormSheet) -> frozenset[int]:
    """Return the hidden rows under the header that hold anything."""
    runs = sheet.grid.notes.hidden_rows
    hidden = {row for run in runs for row in run if row > sheet.spot.header_row}
    if not hidden:
        return frozenset()
    return frozenset(number for number, _ in sheet.grid.rows() if number in hidden)


_Sums = Mapping[str, float]


def _differing(sheet: FormSheet, visible: FormSheet, read: _Read) -> tuple[_Sums, _Sums] | None:
    """Return what the measures add up to with and without the hidden rows, None if all is equal."""
    found = [_tried(each, read) for each in (sheet, visible)]
    if found[0] == found[1]:
        return None
    return found[0][0], found[1][0]


def _tried(sheet: FormSheet, read: _Read) -> tuple[_Sums, int, Mapping[str, int]]:
    """Return the sums of the measures, the number of rows and of problems, without noting any."""
    findings = Findings(personal=sheet.recognition.is_personal)
    try:
        draft = read(sheet, findings)
    except Stopped:
        return {}, 0, dict(findings.counts)
    measures = draft.recognition.dataset.measures
    sums = {name: _sum(draft, name) for name in measures}
    return sums, len(draft.frame), dict(findings.counts)


def _sum(draft: Draft, name: str) -> float:
    """Return what a column adds up to; cells that hold no number count nothing."""
    column = draft.frame[name]
    times = column.cat.codes.value_counts()
    total = 0.0
    for code, cell in enumerate(column.cat.categories):
        value = amount(cell, comma_decimals=True, grouped=draft.grouped_counts)
        total += 0 if isinstance(value, Wrong) else value * int(times.get(code, 0))
    return total


def _rows_in_words(sheet: FormSheet, hidden: Set[int], all_rows: _Sums, visible: _Sums) -> Named:
    measure = sheet.recognition.dataset.measures[0]
    words = {
        "rows": runs_in_words(row_runs(hidden)),
        "column": sheet.recognition.dataset.column(measure).title,
        "counted": Number(all_rows.get(measure, 0)),
        "visible": Number(visible.get(measure, 0)),
    }
    if sheet.grid.notes.is_filtered:
        return message(
            "A filter hides rows with data: {rows}. {column}: {counted} with them, {visible} "
            "without.",
            **words,
        )
    return message(
        "Rows with data are hidden: {rows}. {column}: {counted} with them, {visible} without.",
        **words,
    )


def _note_columns(sheet: FormSheet, draft: Draft, findings: Findings) -> None:
    """Note the hidden columns that records come from, each once, with what they add up to."""
    hidden = {index for run in sheet.grid.notes.hidden_columns for index in run[:_WIDEST]}
    told: set[str] = set()
    for name in draft.columns if hidden else ():
        place = draft.place(sheet.spot.header_row, name)
        letters = place.letters
        if not letters or letters in told or column_index_from_string(letters) - 1 not in hidden:
            continue
        told.add(letters)
        is_measure = name in draft.recognition.dataset.measures
        findings.add("S21", place, _sum_of_column(_sum(draft, name)) if is_measure else _HIDDEN)


_WIDEST = 20_000
_HIDDEN = message("This column is hidden and is read all the same.")


def _sum_of_column(total: float) -> Named:
    return message(
        "This column is hidden and is read all the same; it adds up to {total}.",
        total=Number(total),
    )
