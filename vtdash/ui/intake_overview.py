"""The files of a load as a list: where each stands, which sheets go out, which one is at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from vtdash.returns import review
from vtdash.returns.forms.form_facts import FORM_NAMES
from vtdash.returns.registry import CHECKS
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui.intake_files import Loaded, upload_key
from vtdash.ui.show import rows_of_words


def file_at_hand(view: View, loaded: Sequence[Loaded]) -> Loaded:
    """Return the file that the steward looks at; of several, all are listed with their standing."""
    if len(loaded) == 1:
        return loaded[0]
    text, by_id = view.text, {file.id: file for file in loaded}
    rows_of_words(files_overview(loaded, text), text("Files"))
    _ask_sheets(loaded, text)
    chosen = st.selectbox(
        text("File at hand"),
        list(by_id),
        key=f"{upload_key()}-at-hand",
        format_func=lambda key: by_id[key].examination.name,
    )
    return by_id[chosen]


def _ask_sheets(loaded: Sequence[Loaded], text: Text) -> None:
    """Let the steward leave sheets out: drafts and copies, say; all are loaded else."""
    sheets = {file.id: file for file in loaded if file.is_sheet}
    if not sheets:
        return
    chosen = st.multiselect(
        text("Sheets that are loaded, each as a return of its own"),
        list(sheets),
        [key for key, file in sheets.items() if not file.work.is_left_out],
        format_func=lambda key: sheets[key].examination.name,
        key=f"{upload_key()}-sheets",
    )
    left_out = {key for key, file in sheets.items() if file.work.is_left_out}
    if left_out != set(sheets) - set(chosen):
        for key, file in sheets.items():
            file.work.is_left_out = key not in chosen
        st.rerun()


def files_overview(loaded: Sequence[Loaded], text: Text) -> list[dict[str, str]]:
    """Return the files as rows of a table: form, period, records, problems, standing."""
    return [
        {
            text("File"): found.name,
            text("Form"): text.name(FORM_NAMES[found.recognition.form])
            if found.recognition
            else "",
            text("Period"): text.period(found.recognition.fact("period"))
            if found.recognition
            else "",
            text("Records"): text.number(found.records.table.num_rows) if found.records else "",
            text("Errors"): _counted(found.counts, "error", text),
            text("Warnings"): _counted(found.counts, "warning", text),
            text("Standing"): text("left out")
            if file.work.is_left_out
            else state_in_words(review.file_state(found), text),
        }
        for file, found in ((file, file.examination) for file in loaded)
    ]


def state_in_words(state: review.FileState, text: Text) -> str:
    """Return where a file stands, in words."""
    return {
        "refused": text("has errors: fix them in the file"),
        "open": text("needs your input"),
        "ready": text("ready to be published"),
    }[state]


def _counted(counts: Mapping[str, int], severity: str, text: Text) -> str:
    return text.number(sum(n for c, n in counts.items() if CHECKS[c].severity == severity))
