"""The last step: warnings are answered with a reason, then the files that are ready go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from vtdash.returns import Examination
from vtdash.returns.registry import CHECKS
from vtdash.returns.review import clash_sentences, standing, step
from vtdash.sample import generate
from vtdash.store import STEPS, Manifest, Records, data_folder, publish
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui.intake import session
from vtdash.ui.intake.session import Loaded
from vtdash.ui.show import plain
from vtdash.ui.state import preset

LONGEST_REASON, LONGEST_NOTE = 300, 500


def warnings_of(examination: Examination) -> tuple[str, ...]:
    """Return the ids of checks that warned, in their usual order."""
    return tuple(check for check in examination.counts if CHECKS[check].severity == "warning")


def ready(files: Sequence[Loaded]) -> tuple[Records, ...]:
    """Return the records of the files that can be published."""
    found = (file.examination for file in files if standing(file.examination) == "ready")
    return tuple(examination.records for examination in found if examination.records)


def hindrance(files: Sequence[Loaded], by: str, text: Text) -> str:
    """Return why nothing can be published yet, empty when it can."""
    records = ready(files)
    if not records:
        return text(
            "No file is ready: errors are fixed in the file, names confirmed and "
            "warnings answered above."
        )
    if not by:
        return text("Write your name at the top of the page first.")
    return next(iter(clash_sentences(records, text)), "")


def reasons(view: View, file: Loaded) -> None:
    """Ask for each warning a tick and the reason why it is right."""
    text, found = view.text, warnings_of(file.examination)
    if not found or standing(file.examination) == "refused":  # the file comes back as another one
        return
    st.header(text("Warnings to answer"), anchor=False)
    st.markdown(
        text(
            "Look at each warning above. If the file is right all the same, say why; the "
            "reason is kept with the snapshot."
        )
    )
    given = {check: said for check in found if (said := _reason(view, file, check))}
    if given != dict(file.work.answers.reasons):
        file.work.answers = replace(file.work.answers, reasons=given)
        st.rerun()


def draw(view: View, files: Sequence[Loaded], by: str) -> None:
    """Offer to publish every file that is ready, with a note; say why where none is."""
    text, records = view.text, ready(files)
    st.header(text("Publish"), anchor=False)
    stop = hindrance(files, by, text)
    note = ""
    if records:
        named = "\n".join(f"- {_line(entry, text)}" for entry in records)
        st.markdown(f"{text('These files are ready:')}\n{named}")
        note = st.text_area(
            text("Note: why is this published?"),
            max_chars=LONGEST_NOTE,
            help=text("Every reader sees this note on the page What changed."),
            key=f"{session.upload_key()}-note",
        )
    if stop:
        st.caption(plain(stop))
    asked = st.button(text("Publish"), type="primary", disabled=bool(stop), key="intake-publish")
    if asked and not stop:  # the current snapshot may have changed since the button was drawn
        if note.strip():
            _publish(records, note.strip(), by, str(files[0].work.read[1]), text)
        else:
            st.error(text("Write a note first: it stays with the snapshot."))


def _line(records: Records, text: Text) -> str:
    rows = records.table.num_rows
    counted = text.plural("{n} record", "{n} records", rows)
    return plain(f"{records.name}: {counted}")


def _reason(view: View, file: Loaded, check: str) -> str:
    """Return the steward's reason for the warnings of a check, empty while there is none."""
    text = view.text
    times = text.number(file.examination.counts[check])
    label = text(
        "I have looked at {check}, {title} ({n})",
        check=check,
        n=times,
        title=text.name(CHECKS[check].title),
    )
    given = file.work.answers.reasons.get(check, "")
    tick, why = file.key(f"tick-{check}"), file.key(f"reason-{check}")
    preset(tick, bool(given))
    preset(why, given)
    ticked = st.checkbox(plain(label), key=tick)
    said = st.text_input(
        text("Why it is right"), max_chars=LONGEST_REASON, live=True, key=why, disabled=not ticked
    )
    return said.strip() if ticked else ""


def _publish(records: Sequence[Records], note: str, by: str, seen: str, text: Text) -> None:
    """Publish with a progress display; what refuses is said in words and changes nothing."""
    manifest = session.guarded(partial(_run, records, note, by, seen, text), text)
    if manifest is not None:
        session.clear(text("Snapshot {id} is current.", id=manifest.id))
        st.rerun()


def _run(records: Sequence[Records], note: str, by: str, seen: str, text: Text) -> Manifest:
    with st.status(text("Publishing"), expanded=True):
        bar = st.progress(0.0)

        def show(name: str) -> None:
            bar.progress((STEPS.index(name) + 1) / len(STEPS), step(name, text))

        return publish(
            data_folder(),
            sample=generate,
            returns=records,
            note=note,
            by=by,
            seen=seen,
            progress=show,
        )
