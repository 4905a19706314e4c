"""The files that a steward has at hand: who loads, what was uploaded, what was read in each.

Content stays where Streamlit keeps an upload: in memory, until it is published, taken off the list
or left alone (uploads.py). What is kept here is the examination, which repeats no cell of a
personal form.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from vtdash.model.errors import trace_without_words
from vtdash.model.published_figures import TEMPLATES
from vtdash.reference import Catalogue
from vtdash.returns import Examination, examine
from vtdash.returns.model import Answers
from vtdash.returns.review import contradicted, rows_with_problems
from vtdash.returns.sheets import form_sheets
from vtdash.returns.workbooks.templates import workbook
from vtdash.store import (
    Records,
    current_id,
    current_records,
    data_folder,
    next_catalogue,
    unit_register,
)
from vtdash.text.language import Text, today_in_vietnam
from vtdash.topics.view import View
from vtdash.ui import intake_kept, uploads
from vtdash.ui.downloads import offer_file
from vtdash.ui.frame import guarded
from vtdash.ui.intake_entry import Done, remember_done
from vtdash.ui.intake_reading import (
    draw_forgotten,
    draw_stopped,
    forgotten_files,
    shown_progress,
)
from vtdash.ui.intake_work import Work, all_work, begun_work, forget_reasons, keep_answers
from vtdash.ui.markup import literal

Result = TypeVar("Result")

LONGEST_NOTE = 500
"""Letters of a note that is kept with a snapshot."""


@dataclass(frozen=True)
class Loaded:
    """One uploaded file, or one sheet of several, and what was found in it."""

    id: str
    content: Callable[[], bytes]
    work: Work
    examination: Examination
    is_sheet: bool = False

    @property
    def records(self) -> Records | None:
        """The records that go out, None where there are none or the sheet is left out."""
        return None if self.work.is_left_out else self.examination.records

    @property
    def beside(self) -> Mapping[tuple[str, int], str]:
        """The office's own rows in which problems stand: (sheet, row) -> its cells."""
        return self.work.beside

    def key(self, name: str) -> str:
        """Return the key of a widget that begins anew whenever an answer was taken."""
        return f"intake-{self.id}-{self.work.turn}-{name}"

    def answer(self, changes: Mapping[str, Any]) -> None:
        """Take answers by their fields, and run the page again with them."""
        self.work.answers = replace(self.work.answers, **changes)
        self.work.turn += 1
        st.rerun()


def upload_key() -> str:
    """Return the key of the upload; a new one empties it."""
    return f"intake-files-{intake_kept.list_number()}"


def has_files() -> bool:
    """Return whether files are at hand in this session."""
    return bool(all_work())


def clear_files(done: Done) -> None:
    """Forget every file and all answers, and remember what the page has to say of it."""
    _empty_list()
    intake_kept.forget_answers()
    remember_done(done)


def _empty_list() -> None:
    """Begin with an empty list; answers stay for the same files to come again."""
    intake_kept.next_list()
    all_work().clear()
    uploads.drop_loaded()


def examined_files(
    view: View, files: Sequence[UploadedFile], forgotten: Collection[str] = ()
) -> tuple[Loaded, ...]:
    """Return the files at hand with what was found in them; one is read again only for cause.

    ``forgotten``: files that the server no longer has; what was answered about one that the
    steward took off the list is forgotten with it.
    """
    works = all_work()
    there = {upload.file_id for upload in files}
    for gone in [key for key in works if key.partition(_SHEET)[0] not in there]:
        if gone.partition(_SHEET)[0] not in forgotten:
            intake_kept.kept_answers().pop(works[gone].name, None)
        del works[gone]
    loaded: list[Loaded] = []
    for upload in files:
        loaded += _sheets(view, upload, works, loaded)
    return tuple(loaded)


_SHEET = "-sheet-"
"""Between the id of an upload and the number of its sheet, in the name of what is known of it."""


def _sheets(
    view: View, upload: UploadedFile, works: dict[str, Work], before: Sequence[Loaded]
) -> list[Loaded]:
    """Return the file, or each of its sheets that hold a form as a file of its own."""
    whole = works.get(upload.file_id) or works.setdefault(upload.file_id, begun_work(upload))
    file = _examined(view, upload, upload.file_id, whole, before)
    sheets = form_sheets(file.examination) if file else ()
    if file is None or whole.answers.sheet or len(sheets) == 1:
        return [file] if file else []
    found: list[Loaded] = []
    for number, sheet in enumerate(sheets):
        key = f"{upload.file_id}{_SHEET}{number}"
        part = f"{_SHEET}{number}"
        work = works.get(key) or works.setdefault(key, begun_work(upload, part, sheet))
        if one := _examined(view, upload, key, work, [*before, *found]):
            found.append(replace(one, is_sheet=True))
    return found


def catalogue_for_next(view: View) -> Catalogue:
    """Return the definitions that the next snapshot will be made from."""
    found = next_catalogue(data_folder())
    return view.catalogue if view.catalogue.fingerprint == found.fingerprint else found


def _examined(
    view: View, upload: UploadedFile, key: str, work: Work, before: Sequence[Loaded]
) -> Loaded | None:
    cause = (
        replace(work.answers, reasons={}),
        current_id(data_folder()),
        today_in_vietnam(),
        tuple((file.id, file.work.turn, file.work.is_left_out) for file in before),
    )
    if work.found is None or work.read != cause:
        stop, button = partial(setattr, work, "is_stopped", True), f"intake-{key}-stop"
        if work.is_stopped:
            draw_stopped(
                upload.name, partial(setattr, work, "is_stopped", False), button, view.text
            )
            return None
        with shown_progress(upload.name, upload.size, stop, button, view.text) as progress:
            others = [r for file in before if (r := file.records)]
            read = partial(_examine, view, upload, work.answers, others, progress)
            found = take_step(read, view.text)
            work.beside = rows_with_problems(upload.getvalue(), found) if found else {}
        forget_reasons(work, found)
        work.found, work.read = found, cause
    if work.found is None:
        return None
    found = work.found.with_reasons(work.answers.reasons)
    return Loaded(key, upload.getvalue, work, found)


def _examine(
    view: View,
    upload: UploadedFile,
    answers: Answers,
    others: Sequence[Records],
    progress: Callable[[str], None],
) -> Examination:
    data, defined = data_folder(), catalogue_for_next(view)
    return examine(
        upload.getvalue(),
        upload.name,
        defined,
        answers=answers,
        current_records=partial(current_records, data),
        contradicted=contradicted(data, defined, others),
        beside=others,
        register=unit_register(data, defined),
        progress=progress,
    )


def take_step(run: Callable[[], Result], text: Text) -> Result | None:
    """Return what a step of the page returns; the log of one that fails repeats no cell."""

    def apology(incident: str) -> str:
        return text(
            "A fault in the program stopped this. Please give the number {incident} to "
            "whoever looks after the dashboard.",
            incident=incident,
        )

    return guarded(run, text, apology, trace_without_words)


_LARGEST = 200
"""Megabytes of one file; the readers refuse more as well."""


def ask_for_files(view: View) -> tuple[Loaded, ...]:
    """Offer templates, take files and return them with what was found in each."""
    text = view.text
    keep_answers()
    intake_kept.recall_answers(text)
    st.header(text("Files"), anchor=False)
    uploads.open_for_reader()
    files = st.file_uploader(
        text(
            "Returns as the offices sent them: Excel (XLSX, XLS), OpenDocument (ODS), Word (DOCX) "
            "or CSV, at most 200 MB each"
        ),
        accept_multiple_files=True,
        key=upload_key(),
        max_upload_size=_LARGEST,
    )
    if forgotten := forgotten_files(st.session_state.get(upload_key()) or ()):
        draw_forgotten(len(forgotten), _empty_list, f"{upload_key()}-forgotten", text)
    _templates(view)
    return examined_files(view, files, forgotten)


def _templates(view: View) -> None:
    text = view.text
    with st.popover(text("Templates to fill in (XLSX)")):
        for name, dataset in TEMPLATES.items():
            offer_file(
                literal(text.name(dataset.title)),
                partial(workbook, dataset, view.catalogue),
                f"{name}.xlsx",
                f"intake-template-{name}",
            )
