"""What was published and rolled back so far, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import streamlit as st

from vtdash.model.errors import VtdashError
from vtdash.returns.review import said_by
from vtdash.store import (
    Event,
    Input,
    all_snapshots,
    current_id,
    data_folder,
    history,
    read_manifest,
    roll_back,
    snapshot_folder,
)
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui.intake import session
from vtdash.ui.intake.publishing import LONGEST_NOTE
from vtdash.ui.intake.tables import table

SHOWN = 50
"""Events that are listed, the newest first."""

_HASH = 8
"""Digits of a hash by which people tell files apart."""

Inputs = Mapping[tuple[str, str], Input]
"""What a snapshot holds, by name and hash of the file that it came in."""


def draw(view: View, by: str) -> None:
    """List the history of snapshots and offer to put an earlier one in force again."""
    text = view.text
    st.header(text("What was published so far"), anchor=False)
    events, in_force = history(data_folder())[:SHOWN], current_id(data_folder())
    st.markdown(text("In force: snapshot {id}", id=f"`{in_force}`"))
    table(rows(events, in_force, text), text("What was published so far"))
    back = earlier(events, in_force, all_snapshots(data_folder()))
    if back:
        with st.expander(text("Put an earlier snapshot in force again")):
            _offer(back, by, text)


def earlier(events: Iterable[Event], in_force: str, kept: Iterable[str]) -> dict[str, Event]:
    """Return the snapshots to which there is a way back, the newest first, each with its event."""
    there, found = set(kept) - {in_force}, dict[str, Event]()
    for event in events:
        if event.is_complete and event.action != "rollback" and event.snapshot in there:
            found.setdefault(event.snapshot, event)
    return found


def rows(events: Iterable[Event], in_force: str, text: Text) -> list[dict[str, str]]:
    """Return events as rows of a table: when, who, what, note, files, checks and snapshot."""
    return [
        {
            text("When"): text.moment(event.when),
            text("Who"): said_by(event.who, text) or text("not recorded"),
            text("What was done"): action(event, text),
            text("Note"): event.note,
            text("Files"): "; ".join(f"{name} ({sha[:_HASH]})" for name, sha in event.files),
            text("Checks"): checks(event, _inputs(event.snapshot)),
            text("Snapshot"): text("{snapshot} (current)", snapshot=event.snapshot)
            if event.snapshot == in_force
            else event.snapshot,
        }
        for event in events
    ]


def action(event: Event, text: Text) -> str:
    """Return what an event did, in words."""
    if not event.is_complete:
        return text("broke off; nothing changed")
    return {
        "publish": text("published"),
        "build": text("built anew"),
        "rollback": text("put in force again"),
    }[event.action]


def checks(event: Event, inputs: Inputs) -> str:
    """Return what the checks said of the files of an event, with the reasons given."""
    found = (inputs[file] for file in event.files if file in inputs)
    outcomes = (outcome for entry in found for outcome in entry.checks)
    return "; ".join(
        f"{o.check} × {o.count}" + (f": {o.reason}" if o.reason else "") for o in outcomes
    )


def _inputs(snapshot: str) -> Inputs:
    try:
        manifest = read_manifest(snapshot_folder(data_folder(), snapshot))
    except VtdashError:
        return {}
    return {(entry.name, entry.source_sha256 or entry.sha256): entry for entry in manifest.inputs}


def _offer(back: Mapping[str, Event], by: str, text: Text) -> None:
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
    if st.button(text("Put in force again"), disabled=not ready, key="intake-back-do") and ready:
        _roll_back(chosen, by, note.strip(), text)


def _roll_back(snapshot: str, by: str, note: str, text: Text) -> None:
    run = partial(roll_back, data_folder(), snapshot, by=by, note=note)
    manifest = session.guarded(run, text)
    if manifest is None:
        return
    session.clear(text("Snapshot {id} is in force.", id=manifest.id))
    for name in ("intake-back-sure", "intake-back-note", "intake-back"):
        st.session_state.pop(name, None)
    st.rerun()
