"""What a steward's session holds: the files at hand, the answers, and what was found in them.

Content stays where Streamlit keeps an upload: in memory, until the file is taken away or the
page is left. What is kept here is the examination, which repeats no cell of a personal form.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from vtdash.model.errors import VtdashError
from vtdash.reference import REFERENCE_FOLDER, Catalogue, fingerprint, load_catalogue
from vtdash.returns import Examination, examine
from vtdash.returns.model import Answers, Finding
from vtdash.returns.review import contradicted, trace, with_reasons
from vtdash.returns.rows_in_context import rows_beside
from vtdash.store import Records, current_id, current_records, data_folder
from vtdash.text.language import Text, today_in_vietnam
from vtdash.topics.view import View
from vtdash.ui.show import plain

_LOG = logging.getLogger("vtdash")
Result = TypeVar("Result")

_WORK, _ROUND, _DONE = "_intake", "_intake_round", "_intake_done"


@dataclass
class Work:
    """What a session knows of one file; ``turn`` counts the answers given.

    ``read``: what the examination was made from, to be made anew when that changes; ``beside``:
    the office's rows in which problems stand.
    """

    answers: Answers = field(default_factory=Answers)
    turn: int = 0
    read: tuple[object, ...] = ()
    found: Examination | None = None
    beside: Mapping[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])


@dataclass(frozen=True)
class Loaded:
    """One uploaded file and what was found in it."""

    id: str
    content: Callable[[], bytes]
    work: Work
    examination: Examination

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
    return f"intake-files-{st.session_state.get(_ROUND, 0)}"


def clear(done: str) -> None:
    """Forget every file, and remember what the page has to say of it."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_WORK, None)
    st.session_state[_DONE] = done


def done() -> str:
    """Return what was last done on this page, once."""
    return st.session_state.pop(_DONE, "")


def examined(view: View, uploads: Sequence[UploadedFile]) -> tuple[Loaded, ...]:
    """Return the files at hand with what was found in them; one is read again only for cause."""
    works: dict[str, Work] = st.session_state.setdefault(_WORK, {})
    for gone in set(works) - {upload.file_id for upload in uploads}:
        del works[gone]
    loaded: list[Loaded] = []
    for upload in uploads:
        if file := _examined(view, upload, works, loaded):
            loaded.append(file)
    return tuple(loaded)


def catalogue(view: View) -> Catalogue:
    """Return the definitions that the next snapshot will be made from."""
    return (
        view.catalogue
        if view.catalogue.fingerprint == fingerprint(REFERENCE_FOLDER)
        else load_catalogue()
    )


def _examined(
    view: View, upload: UploadedFile, works: dict[str, Work], before: Sequence[Loaded]
) -> Loaded | None:
    work = works.setdefault(upload.file_id, Work())
    cause = (
        replace(work.answers, reasons={}),
        current_id(data_folder()),
        today_in_vietnam(),
        tuple((file.id, file.work.turn) for file in before),
    )
    if work.found is None or work.read != cause:
        with st.spinner(view.text("Reading {file}", file=plain(upload.name))):
            others = [r for file in before if (r := file.examination.records)]
            found = guarded(partial(_examine, view, upload, work.answers, others), view.text)
            work.beside = rows_beside(upload.getvalue(), found) if found else {}
        _forget_reasons(work, found)
        work.found, work.read = found, cause
    if work.found is None:
        return None
    found = with_reasons(work.found, work.answers.reasons)
    return Loaded(upload.file_id, upload.getvalue, work, found)


def _forget_reasons(work: Work, now: Examination | None) -> None:
    """Take away the reasons for warnings that say something else than when they were given."""
    given = work.answers.reasons
    kept = {check: given[check] for check in given if _said(work.found, check) == _said(now, check)}
    if work.found is not None and kept != dict(given):
        work.answers, work.turn = replace(work.answers, reasons=kept), work.turn + 1


def _said(found: Examination | None, check: str) -> list[Finding]:
    return [each for each in found.findings if each.check == check] if found else []


def _examine(
    view: View, upload: UploadedFile, answers: Answers, others: Sequence[Records]
) -> Examination:
    data, defined = data_folder(), catalogue(view)
    return examine(
        upload.getvalue(),
        upload.name,
        defined,
        answers=answers,
        in_force=partial(current_records, data),
        contradicted=contradicted(data, defined, others),
    )


def guarded(run: Callable[[], Result], text: Text) -> Result | None:
    """Return what the call returns; where it fails, its number is shown and None returned."""
    try:
        return run()
    except VtdashError as error:
        st.error(plain(error.words(text.language)))
    except Exception as error:
        incident = uuid.uuid4().hex[:8]
        _LOG.error("incident %s: %s", incident, trace(error))
        st.error(
            text(
                "A fault in the program stopped this. Please give the number {incident} to "
                "whoever looks after the dashboard.",
                incident=incident,
            )
        )
    return None
