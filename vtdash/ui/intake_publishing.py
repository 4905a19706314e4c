"""The last steps: warnings answered with a reason, files published, earlier snapshots restored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from vtdash.model.period import Period
from vtdash.render.names import Names
from vtdash.returns import Examination
from vtdash.returns.reader_view import published_sentence
from vtdash.returns.registry import CHECKS
from vtdash.returns.review import file_state, publish_step_words
from vtdash.store import (
    STEPS,
    PublishPreview,
    Records,
    WaitingLoad,
    data_folder,
    preview_publish,
)
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui import intake_acts, intake_files, intake_kept, stewards
from vtdash.ui.intake_entry import Done, unnamed_words
from vtdash.ui.intake_files import Loaded
from vtdash.ui.markup import literal
from vtdash.ui.state import preset

LONGEST_REASON = 300


def warnings_of(examination: Examination) -> tuple[str, ...]:
    """Return the ids of checks that warned, in their usual order."""
    return tuple(check for check in examination.counts if CHECKS[check].severity == "warning")


def ready_records(files: Sequence[Loaded]) -> tuple[Records, ...]:
    """Return the records of the files that can be published."""
    found = (file.records for file in files if file_state(file.examination) == "ready")
    return tuple(filter(None, found))


def hindrance(files: Sequence[Loaded], by: str, text: Text) -> str:
    """Return why nothing can be published yet, empty when it can."""
    if not ready_records(files):
        return text(
            "No file is ready: errors are fixed in the file, names confirmed, what counts is "
            "chosen and warnings answered above."
        )
    if not by:
        return unnamed_words(text)
    return ""


def ask_reasons(view: View, file: Loaded) -> None:
    """Ask for each warning a tick and the reason why it is right."""
    text, found = view.text, warnings_of(file.examination)
    if not found or file_state(file.examination) == "refused":  # the file comes back as another one
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


def draw_publishing(view: View, files: Sequence[Loaded], by: str) -> None:
    """Offer to publish every file that is ready, with a note; say why where none is."""
    text, records = view.text, ready_records(files)
    waits = stewards.waits_for_release()
    st.header(text("Hand in") if waits else text("Publish"), anchor=False)
    if waits:
        st.markdown(
            text(
                "What you hand in waits until a chief steward, and never you, releases it. No "
                "reader sees it before."
            )
        )
    stop = hindrance(files, by, text)
    note = ""
    if records:
        named = "\n".join(f"- {_line(entry, text)}" for entry in records)
        st.markdown(f"{text('These files are ready:')}\n{named}")
        preset(intake_kept.note_key(), intake_kept.kept_note())
        note = st.text_area(
            text("Note: why is this published?"),
            max_chars=intake_files.LONGEST_NOTE,
            help=text("Every reader sees this note on the page What changed."),
            key=intake_kept.note_key(),
        )
    if stop:
        st.caption(literal(stop))
    label = text("Hand in") if waits else text("Publish")
    asked = st.button(label, type="primary", disabled=bool(stop), key="intake-publish")
    if asked and not stop:  # the current snapshot may have changed since the button was drawn
        if note.strip():
            _publish(view, records, note.strip(), by, str(files[0].work.read[1]))
        else:
            st.error(text("Write a note first: it stays with the snapshot."))


def _line(records: Records, text: Text) -> str:
    rows = records.table.num_rows
    counted = text.plural("{n} record", "{n} records", rows)
    return literal(f"{records.name}: {counted}")


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
    ticked = st.checkbox(literal(label), key=tick)
    said = st.text_input(
        text("Why it is right"), max_chars=LONGEST_REASON, live=True, key=why, disabled=not ticked
    )
    return said.strip() if ticked else ""


def _publish(view: View, records: Sequence[Records], note: str, by: str, seen: str) -> None:
    """Publish with a progress display; what refuses is said in words and changes nothing."""
    done = intake_files.take_step(partial(_run, view, records, note, by, seen), view.text)
    if done is not None:
        intake_files.clear_files(done)
        st.rerun()


PAGES = {
    "enrolment": "enrolment",
    "graduate_tracer": "graduates",
    "digital_skills": "digital",
    "task_progress": "tasks",
}
"""Dataset -> path of the page that shows it."""


def now_on_pages(found: PublishPreview, names: Names) -> tuple[tuple[str, str, str, int], ...]:
    """Return what stands on which page after a publish: path, sentence, city and year."""
    text = names.text
    titles = {
        "enrolment": text("Enrolment"),
        "graduates": text("Graduate employment"),
        "digital": text("Digital skills"),
        "tasks": text("Key tasks"),
    }
    return tuple(
        (
            PAGES[change.dataset],
            published_sentence(
                change.dataset, seen, titles[PAGES[change.dataset]], names.catalogue, text
            ),
            seen.city,
            Period.parse(seen.period).reference_date.year,
        )
        for change in found.changes
        for seen in change.seen
    )


def _run(view: View, records: Sequence[Records], note: str, by: str, seen: str) -> Done:
    text = view.text
    doing = text("Handing in") if stewards.waits_for_release() else text("Publishing")
    with st.status(doing, expanded=True):
        bar = st.progress(0.0)

        def show(name: str) -> None:
            bar.progress((STEPS.index(name) + 1) / len(STEPS), publish_step_words(name, text))

        foretold = preview_publish(data_folder(), records, intake_files.catalogue_for_next(view))
        made = intake_acts.publish_returns(records, note=note, typed=by, seen=seen, progress=show)
    if isinstance(made, WaitingLoad):
        return Done(text("The files were handed in; they wait until somebody else releases them."))
    said = text("Snapshot {id} is current.", id=made.id)
    return Done(said, now_on_pages(foretold, view.names))
