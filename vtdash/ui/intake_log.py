"""The history of snapshots for stewards, and the way back to an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import streamlit as st

from vtdash.model.errors import VtdashError
from vtdash.render.csv_file import write_csv
from vtdash.returns.review import actor_words, corrected_words, decided_words, event_words
from vtdash.store import (
    Input,
    PublishEvent,
    all_snapshots,
    current_id,
    data_folder,
    history,
    read_manifest,
    snapshot_folder,
)
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui import intake_acts, intake_files
from vtdash.ui.downloads import offer_file
from vtdash.ui.intake_entry import Done, unnamed_words
from vtdash.ui.intake_files import LONGEST_NOTE
from vtdash.ui.show import rows_of_words
from vtdash.ui.stewards import Person

SHOWN = 50
"""Events that are listed, the newest first."""

_HASH = 8
"""Digits of a hash by which people tell files apart."""

Inputs = Mapping[tuple[str, str], Input]
"""What a snapshot holds, by name and hash of the file that it came in."""


def draw_publish_log(view: View, person: Person, by: str) -> None:
    """List the history of snapshots and offer to make an earlier one current again."""
    text = view.text
    st.header(text("What was published so far"), anchor=False)
    events, current = history(data_folder())[:SHOWN], current_id(data_folder())
    st.markdown(text("Current snapshot: {id}", id=f"`{current}`"))
    rows = event_rows(events, current, text)
    used = [title for title in (rows[0] if rows else ()) if any(row[title] for row in rows)]
    shown = [{title: row[title] for title in used} for row in rows]
    rows_of_words(shown, text("What was published so far"))
    _offer_corrections(text, events)
    back = earlier_snapshots(events, current, all_snapshots(data_folder()))
    if back and person.may("rollback"):
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
    return [_event_row(event, current, _inputs(event.snapshot), text) for event in events]


def _event_row(event: PublishEvent, current: str, inputs: Inputs, text: Text) -> dict[str, str]:
    corrected = (
        corrected_words(text, f"{row['file']} {row['cell']}", row["before"], row["after"])
        for row in corrected_cells(event, inputs)
    )
    return {
        text("When"): text.moment(event.when),
        text("Who"): actor_words(event.who, text) or text("not recorded"),
        text("What was done"): event_words(event, text),
        text("Note"): event.note,
        text("Files"): "; ".join(f"{name} ({sha[:_HASH]})" for name, sha in event.files),
        text("Checks"): check_outcomes(event, inputs),
        text("Corrected cells"): "; ".join(corrected),
        text("What counts"): "; ".join(counting_words(event, inputs, text)),
        text("Snapshot"): text("{snapshot} (current)", snapshot=event.snapshot)
        if event.snapshot == current
        else event.snapshot,
    }


def check_outcomes(event: PublishEvent, inputs: Inputs) -> str:
    """Return what the checks said of the files of an event, with the reasons given."""
    brought = (inputs[file] for file in event.files if file in inputs)
    outcomes = (outcome for entry in brought for outcome in entry.checks)
    return "; ".join(
        f"{o.check} × {o.count}" + (f": {o.reason}" if o.reason else "") for o in outcomes
    )


def counting_words(event: PublishEvent, inputs: Inputs, text: Text) -> list[str]:
    """Return what was decided where the files of an event say what others say."""
    brought = (inputs[file] for file in event.files if file in inputs)
    return [decided_words(each, text) for entry in brought for each in entry.counting]


def corrected_cells(event: PublishEvent, inputs: Inputs) -> list[dict[str, str]]:
    """Return the cells that a steward corrected in the files of an event, by their columns."""
    brought = (inputs[file] for file in event.files if file in inputs)
    return [
        {
            "when": change.when,
            "who": change.by,
            "snapshot": event.snapshot,
            "file": entry.name,
            "sheet": change.sheet,
            "cell": change.cell,
            "before": change.before,
            "after": change.after,
        }
        for entry in brought
        for change in entry.changes
    ]


def _offer_corrections(text: Text, events: Iterable[PublishEvent]) -> None:
    """Offer all cells that were corrected as CSV, with who and when."""
    rows = [row for event in events for row in corrected_cells(event, _inputs(event.snapshot))]
    if rows:
        offer_file(
            text("Download the corrected cells (CSV)"),
            partial(write_csv, list(rows[0]), rows),
            "corrected-cells.csv",
            "intake-corrected",
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
        st.caption(unnamed_words(text))
    ready = bool(chosen and sure and by and note.strip())
    if st.button(text("Make current again"), disabled=not ready, key="intake-back-do") and ready:
        _roll_back(chosen, by, note.strip(), text)


def _roll_back(snapshot: str, by: str, note: str, text: Text) -> None:
    run = partial(intake_acts.go_back, snapshot, note=note, typed=by)
    manifest = intake_files.take_step(run, text)
    if manifest is None:
        return
    intake_files.clear_files(Done(text("Snapshot {id} is current.", id=manifest.id)))
    for name in ("intake-back-sure", "intake-back-note", "intake-back"):
        st.session_state.pop(name, None)
    st.rerun()
