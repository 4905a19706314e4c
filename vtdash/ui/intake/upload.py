"""The beginning of the page: who loads, templates to fill in, files to read, one at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from vtdash.model.datasets import DATASETS
from vtdash.returns import review
from vtdash.returns.forms.form_words import FORM_NAMES
from vtdash.returns.registry import CHECKS
from vtdash.returns.workbooks.templates import workbook
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui import stewards
from vtdash.ui.intake import session
from vtdash.ui.intake.session import Loaded
from vtdash.ui.intake.tables import table
from vtdash.ui.show import plain

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LARGEST = 200
"""Megabytes of one file; the readers refuse more as well."""

_STYLE = """<style>
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p::after {
  content: "CHOOSE"; font-size: 0.875rem;
}
</style>"""
"""The framework's own words on the upload are English whatever the language."""


def who(view: View) -> str:
    """Return who loads, as it is recorded: signed in, or by a typed name that may be empty.

    What was last done on the page is said first.
    """
    text = view.text
    if said := session.done():
        st.success(said)
    if mail := stewards.signed_in():
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.caption(text("Signed in as {mail}", mail=plain(mail)))
        if right.button(text("Sign out"), key="intake-sign-out"):
            st.logout()
        return review.signed_in(mail)
    st.warning(
        text(
            "No sign-in is set up here: whoever can reach this server can publish. The "
            "name below is recorded as typed, nobody checks it."
        )
    )
    name = st.text_input(
        text("Your name"), max_chars=review.LONGEST_NAME, key="intake-name", live=True
    )
    return review.typed(name)


def files(view: View) -> tuple[Loaded, ...]:
    """Offer templates, take files and return them with what was found in each."""
    text = view.text
    st.header(text("Files"), anchor=False)
    st.html(_STYLE.replace("CHOOSE", text("Choose files")))
    uploads = st.file_uploader(
        text("Returns as the offices sent them: Excel (XLSX) or CSV, at most 200 MB each"),
        accept_multiple_files=True,
        key=session.upload_key(),
        max_upload_size=_LARGEST,
    )
    _templates(view)
    return session.examined(view, uploads)


def at_hand(view: View, loaded: Sequence[Loaded]) -> Loaded:
    """Return the file that the steward looks at; of several, all are listed with their standing."""
    if len(loaded) == 1:
        return loaded[0]
    text, by_id = view.text, {file.id: file for file in loaded}
    table(overview(loaded, text), text("Files"))
    chosen = st.selectbox(
        text("File at hand"),
        list(by_id),
        key=f"{session.upload_key()}-at-hand",
        format_func=lambda key: by_id[key].examination.name,
    )
    return by_id[chosen]


def overview(loaded: Sequence[Loaded], text: Text) -> list[dict[str, str]]:
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
            text("Standing"): said(review.standing(found), text),
        }
        for found in (file.examination for file in loaded)
    ]


def said(where: review.Standing, text: Text) -> str:
    """Return where a file stands, in words."""
    return {
        "refused": text("has errors: to be mended in the file"),
        "open": text("waits for your answers"),
        "ready": text("ready to be published"),
    }[where]


def _counted(counts: Mapping[str, int], severity: str, text: Text) -> str:
    return text.number(sum(n for c, n in counts.items() if CHECKS[c].severity == severity))


def _templates(view: View) -> None:
    text = view.text
    with st.popover(text("Templates to fill in (XLSX)")):
        for name, dataset in DATASETS.items():
            st.download_button(
                plain(text.name(dataset.title)),
                partial(workbook, dataset, view.catalogue),
                file_name=f"{name}.xlsx",
                mime=_XLSX,
                key=f"intake-template-{name}",
                on_click="ignore",
            )
