"""What a session knows of each file at hand, and what of it outlives the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from vtdash.returns import Examination
from vtdash.returns.model import Answers
from vtdash.ui.intake_kept import KeptAnswers, kept_answers

_WORK = "_intake"


@dataclass
class Work:
    """What a session knows of one file; ``turn`` counts the answers given.

    ``name``: hash of its content, and the number of the sheet; ``said``: hashes of what each check
    said; ``read``: what the examination was made from, to be made anew when that changes;
    ``beside``: the office's rows in which problems stand; ``is_left_out``: a sheet that is not to
    be loaded; ``is_stopped``: the steward broke its reading off.
    """

    answers: Answers = field(default_factory=Answers)
    name: str = ""
    turn: int = 0
    said: Mapping[str, str] = field(default_factory=dict[str, str])
    read: tuple[object, ...] = ()
    found: Examination | None = None
    beside: Mapping[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    is_left_out: bool = False
    is_stopped: bool = False


def all_work() -> dict[str, Work]:
    """Return what is known of the files at hand, by the ids of uploads and sheets."""
    return st.session_state.setdefault(_WORK, {})


def begun_work(upload: UploadedFile, part: str = "", sheet: str = "") -> Work:
    """Return what is known of a file or sheet at first: what was answered about it before."""
    name = hashlib.sha256(upload.getvalue()).hexdigest() + part
    kept = kept_answers().get(name) or KeptAnswers(Answers(sheet=sheet))
    return Work(kept.answers, name, said=kept.said, is_left_out=kept.is_left_out)


def keep_answers() -> None:
    """Have the tab keep what was answered about the files at hand."""
    for work in all_work().values():
        kept_answers()[work.name] = KeptAnswers(work.answers, work.said, work.is_left_out)


def forget_reasons(work: Work, now: Examination | None) -> None:
    """Take away the reasons for warnings that say something else than when they were given."""
    given = work.answers.reasons
    said = _said(now) if now else work.said
    kept = {check: why for check, why in given.items() if said.get(check) == work.said.get(check)}
    if kept != dict(given):
        work.answers, work.turn = replace(work.answers, reasons=kept), work.turn + 1
    work.said = said


def _said(found: Examination) -> dict[str, str]:
    """Return the hash of what each check said."""
    digests = {check: hashlib.sha256() for check in found.counts}
    for each in found.findings:
        digests[each.check].update(repr(each).encode())
    return {check: digest.hexdigest()[:16] for check, digest in digests.items()}
