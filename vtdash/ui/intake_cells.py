"""Cells that the steward corrects on the page: typed beside a problem, checked again at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from vtdash.returns import Examination
from vtdash.returns.model import CellEdit, Finding
from vtdash.returns.review import corrected_words
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui.intake_files import Loaded
from vtdash.ui.markup import literal

_SHOWN = 12
"""Cells of one check that can be corrected at a time; corrected ones make room for the next."""

_IN_A_ROW = 3
_LONGEST = 100
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


def may_correct(examination: Examination) -> bool:
    """Return whether cells may be typed anew: never where rows are persons, or may be."""
    return examination.recognition is not None and not examination.recognition.is_personal


def cells_of(found: Iterable[Finding]) -> dict[tuple[str, str], Finding]:
    """Return the cells that findings name, by sheet and address; the first finding of each."""
    cells: dict[tuple[str, str], Finding] = {}
    for finding in found:
        place = finding.place
        if place.row is not None and place.letters:
            cells.setdefault((place.sheet, f"{place.letters}{place.row}"), finding)
    return dict(list(cells.items())[:_SHOWN])


def with_edit(edits: Iterable[CellEdit], new: CellEdit) -> tuple[CellEdit, ...]:
    """Return the edits with a new one in place of an earlier one of the same cell."""
    others = [each for each in edits if (each.sheet, each.cell) != (new.sheet, new.cell)]
    return (*others, new)


def draw_cells(text: Text, file: Loaded, found: Sequence[Finding]) -> None:
    """Draw a field for each cell that findings name; what is typed is checked again at once."""
    cells = cells_of(found) if may_correct(file.examination) else {}
    if not cells:
        return
    st.markdown(text("Type the right value here, or have the office fix the file:"))
    fields = list(cells.items())
    for start in range(0, len(fields), _IN_A_ROW):
        row = zip(st.columns(_IN_A_ROW), fields[start : start + _IN_A_ROW], strict=False)
        for column, ((sheet, cell), finding) in row:
            title = text.name(finding.place.called)
            typed = column.text_input(
                text("Row {row}, {column}", row=finding.place.row, column=literal(title)),
                finding.found,
                max_chars=_LONGEST,
                key=file.key(f"cell-{finding.check}-{cell}"),
            )
            if typed.strip() != finding.found.strip():
                _take(file, CellEdit(sheet, cell, typed.strip()))


def draw_corrections(view: View, file: Loaded) -> None:
    """List the cells that were typed anew, with a way back, and offer to correct another one."""
    if not may_correct(file.examination) and not file.work.answers.edits:
        return
    text = view.text
    _list_edits(text, file)
    with (
        st.expander(text("Correct another cell")),
        st.form(file.key("cell"), border=False),
    ):
        left, right = st.columns(2)
        cell = left.text_input(
            text("Cell, such as H18"), max_chars=10, key=file.key("cell-address")
        )
        value = right.text_input(
            text("Right value"), max_chars=_LONGEST, key=file.key("cell-value")
        )
        if st.form_submit_button(text("Correct and check again")):
            _take_other(text, file, cell.strip().upper(), value.strip())


def _list_edits(text: Text, file: Loaded) -> None:
    edits = file.work.answers.edits
    if not edits:
        return
    before = {(c.sheet, c.cell): c.before for c in file.examination.changes}
    st.markdown(
        text(
            "Cells that you corrected. The office's file stays as it is; the corrections are kept "
            "with the snapshot, with your name."
        )
    )
    for number, edit in enumerate(edits):
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(literal(edit_in_words(text, edit, before.get((edit.sheet, edit.cell)))))
        if right.button(text("Undo"), key=file.key(f"cell-back-{number}")):
            file.answer({"edits": tuple(each for each in edits if each != edit)})


def edit_in_words(text: Text, edit: CellEdit, before: str | None) -> str:
    """Return a correction in words; ``before`` is None where the file has no such cell."""
    if before is None:
        return text(
            "{cell}: not corrected, the file has no such row or that value already", cell=edit.cell
        )
    blank = text("(blank)")
    return corrected_words(text, edit.cell, before or blank, edit.value or blank)


def _take_other(text: Text, file: Loaded, cell: str, value: str) -> None:
    recognition = file.examination.recognition
    if recognition is None or not _CELL.fullmatch(cell):
        st.error(text("A cell is a column's letters and a row, such as H18."))
        return
    _take(file, CellEdit(recognition.sheet, cell, value))


def _take(file: Loaded, edit: CellEdit) -> None:
    file.answer({"edits": with_edit(file.work.answers.edits, edit)})
