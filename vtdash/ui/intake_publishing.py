"""The last steps: warnings answered with a reason, files published, earlier snapshots restored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from vtdash.model.errors import VtdashError
from vtdash.returns import Examination
from vtdash.returns.registry import CHECKS
from vtdash.returns.review import (
    actor_words,
    clash_sentences,
    event_words,
    file_state,
    publish_step_words,
)
from vtdash.sample import generate
from vtdash.store import (
    STEPS,
    Input,
    Manifest,
    PublishEvent,
    Records,
    all_snapshots,
    current_id,
    data_folder,
    history,
    publish,
    read_manifest,
    roll_back,
    snapshot_folder,
)
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui import intake_files
from vtdash.ui.intake_files import Loaded
from vtdash.ui.markup import literal
from vtdash.ui.show import rows_of_words
from vtdash.ui.state import preset

LONGEST_REASON, LONGEST_NOTE = 300, 500


def warnings_of(examination: Examination) -> tuple[str, ...]:
    """Return the ids of checks that warned, in their usual order."""
    return tuple(check for check in examination.counts if CHECKS[check].severity == "warning")


def ready_records(files: Sequence[Loaded]) -> tuple[Records, ...]:
    """Return the records of the files that can be published."""
    found = (file.examination for file in files if file_state(file.examination) == "ready")
    return tuple(examination.records for examination in found if examination.records)


def hindrance(files: Sequence[Loaded], by: str, text: Text) -> str:
    """Return why nothing can be published yet, empty when it can."""
    records = ready_records(files)
    if not records:
        return text(
            "No file is ready: errors are fixed in the file, names confirmed and "
            "warnings answered above."
        )
    if not by:
        return text("Write your name at the top of the page first.")
    return next(iter(clash_sentences(records, text)), "")


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
            key=f"{intake_files.upload_key()}-note",
        )
    if stop:
        st.caption(literal(stop))
    asked = st.button(text("Publish"), type="primary", disabled=bool(stop), key="intake-publish")
    if asked and not stop:  # the current snapshot may have changed since the button was drawn
        if note.strip():
            _publish(records, note.strip(), by, str(files[0].work.read[1]), text)
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


def _publish(records: Sequence[Records], note: str, by: str, seen: str, text: Text) -> None:
    """Publish with a progress display; what refuses is said in words and changes nothing."""
    manifest = intake_files.take_step(partial(_run, records, note, by, seen, text), text)
    if manifest is not None:
        intake_files.clear_files(text("Snapshot {id} is current.", id=manifest.id))
        st.rerun()


def _run(records: Sequence[Records], note: str, by: str, seen: str, text: Text) -> Manifest:
    with st.status(text("Publishing"), expanded=True):
        bar = st.progress(0.0)

        def show(name: str) -> None:
            bar.progress((STEPS.index(name) + 1) / len(STEPS), publish_step_words(name, text))

        return publish(
            data_folder(),
            sample=generate,
            returns=records,
            note=note,
            by=by,
            seen=seen,
            progress=show,
        )


SHOWN = 50
"""Events that are listed, the newest first."""

_HASH = 8
"""Digits of a hash by which people tell files apart."""

Inputs = Mapping[tuple[str, str], Input]
"""What a snapshot holds, by name and hash of the file that it came in."""


def draw_publish_log(view: View, by: str) -> None:
    """List the history of snapshots and offer to make an earlier one current again."""
    text = view.text
    st.header(text("What was published so far"), anchor=False)
    events, current = history(data_folder())[:SHOWN], current_id(data_folder())
    st.markdown(text("Current snapshot: {id}", id=f"`{current}`"))
    rows_of_words(event_rows(events, current, text), text("What was published so far"))
    back = earlier_snapshots(events, current, all_snapshots(data_folder()))
    if back:
        with st.expander(text("Make an earlier snapshot current again")):
            _offer(back, by, text)


def earlier_snapshots(
    events: Iterable[PublishEvent], current: str, kept: Iterable[str]
) -> dict[str, PublishEvent]:
    """Return the snapshots to which there is a way back, the newest first, each with its event."""
    there, found = set(kept) - {current}, dict[str, PublishEvent]()
    for event in events:
        if event.is_complete and event.action != "rollback" and event.snapshot in there:
            found.setdefault(event.snapshot, event)
    return found


def event_rows(events: Iterable[PublishEvent], current: str, text: Text) -> list[dict[str, str]]:
    """Return events as rows of a table: when, who, what, note, files, checks and snapshot."""
    return [
        {
            text("When"): text.moment(event.when),
            text("Who"): actor_words(event.who, text) or text("not recorded"),
            text("What was done"): event_words(event, text),
            text("Note"): event.note,
            text("Files"): "; ".join(f"{name} ({sha[:_HASH]})" for name, sha in event.files),
            text("Checks"): check_outcomes(event, _inputs(event.snapshot)),
            text("Snapshot"): text("{snapshot} (current)", snapshot=event.snapshot)
            if event.snapshot == current
            else event.snapshot,
        }
        for event in events
    ]


def check_outcomes(event: PublishEvent, inputs: Inputs) -> str:
    """Return what the checks said of the files of an event, with the reasons given."""
    brought = (inputs[file] for file in event.files if file in inputs)
    outcomes = (outcome for entry in brought for outcome in entry.checks)
    return "; ".join(
        f"{o.check} × {o.count}" + (f": {o.reason}" if o.reason else "") for o in outcomes
    )


def _inputs(snapshot: str) -> Inputs:
    try:
        manifest = read_manifest(snapshot_folder(data_folder(), snapshot))
    except VtdashError:
        return {}
    return {(entry.name, entry.source_sha256 or entry.sha256): entry for entry in manifest.inputs}


def _offer(back: Mapping[str, PublishEvent], by: str, text: Text) -> None:
    def named(snapshot: str) -> str:
        event = back[snapshot]
        return f"{text.moment(event.when)} · {event.note or snapshot}"

    chosen = st.selectbox(text("Snapshot"), list(back), format_func=named, key="intake-back")
    note = st.text_input(
        text("Note: why go back?"),
        max_chars=LONGEST_NOTE,
        live=True,
        help=text("Every reader sees this note on the page What changed."),
        key="intake-back-note",
    )
    sure = st.checkbox(
        text("Yes, every reader shall see this snapshot from now on"), key="intake-back-sure"
    )
    if not by:
        st.caption(text("Write your name at the top of the page first."))
    ready = bool(chosen and sure and by and note.strip())
    if st.button(text("Make current again"), disabled=not ready, key="intake-back-do") and ready:
        _roll_back(chosen, by, note.strip(), text)


def _roll_back(snapshot: str, by: str, note: str, text: Text) -> None:
    run = partial(roll_back, data_folder(), snapshot, by=by, note=note)
    manifest = intake_files.take_step(run, text)
    if manifest is None:
        return
    intake_files.clear_files(text("Snapshot {id} is current.", id=manifest.id))
    for name in ("intake-back-sure", "intake-back-note", "intake-back"):
        st.session_state.pop(name, None)
    st.rerun()
