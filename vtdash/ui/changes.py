"""The history for every reader: what was published when, and what it changed.

The page is public: who published, names of files, hashes and reasons never stand on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from vtdash.model.errors import SnapshotMissing, VtdashError
from vtdash.returns.review import event_words
from vtdash.store import (
    PublishEvent,
    SnapshotDifference,
    all_snapshots,
    current_snapshot,
    data_folder,
    history,
)
from vtdash.topics import changes
from vtdash.topics.small_changes import without_small_changes
from vtdash.topics.view import View
from vtdash.ui import cached
from vtdash.ui.downloads import offer_file
from vtdash.ui.markup import literal
from vtdash.ui.show import rows_of_words
from vtdash.ui.state import preset

TOLD = 10
"""Events that are told with what they changed; older ones are listed."""


def draw_changes(view: View) -> None:
    """Draw the history, then the comparison of two snapshots that the reader chooses."""
    events = history(data_folder())
    st.header(view.text("What was published so far"), anchor=False)
    st.markdown("\n".join(_told(view, event) for event in events[:TOLD]))
    if older := [_listed(view, event) for event in events[TOLD:]]:
        with st.expander(view.text("Older entries")):
            rows_of_words(older, view.text("Older entries"))
    st.header(view.text("Compare two snapshots"), anchor=False)
    kept = comparable_snapshots(events, all_snapshots(data_folder()))
    if len(kept) > 1:
        _compared(view, *_chosen(view, kept, events))
    else:
        st.info(view.text("There is one snapshot only, so there is nothing to compare yet."))


def comparable_snapshots(
    events: Sequence[PublishEvent], kept: Sequence[str]
) -> dict[str, PublishEvent]:
    """Return the snapshots that can be compared, the newest first, each with its first event.

    One that a crash kept from becoming current was never seen by a reader.
    """
    found: dict[str, PublishEvent] = {}
    for event in events:
        if event.is_complete and event.snapshot in kept and event.action != "rollback":
            found.setdefault(event.snapshot, event)
    return found


def snapshot_before(snapshot: str, events: Sequence[PublishEvent], kept: Sequence[str]) -> str:
    """Return the snapshot that was current before this one, else the newest other one kept."""
    told = (e.previous for e in events if e.snapshot == snapshot and e.is_complete)
    others = [other for other in kept if other != snapshot]
    return next((previous for previous in told if previous in others), others[0])


def _told(view: View, event: PublishEvent) -> str:
    """Return an event as an entry of a list: when, what was done, the note, what changed."""
    text = view.text
    head = literal(f"{text.moment(event.when)}: {event_words(event, text)}.")
    note = literal(text("Note: {note}", note=said)) if (said := _note(event)) else ""
    changed = [literal(sentence) for sentence in _effect(view, event)]
    return "  \n  ".join(part for part in (f"- **{head}**", note, *changed) if part)


def _listed(view: View, event: PublishEvent) -> dict[str, str]:
    text = view.text
    return {
        text("When"): text.moment(event.when),
        text("What was done"): event_words(event, text),
        text("Note"): _note(event),
    }


def _note(event: PublishEvent) -> str:
    """Return what a person noted, in one line; the note of a build is the program's own."""
    return "" if event.action == "build" else " ".join(event.note.split())


def _effect(view: View, event: PublishEvent) -> tuple[str, ...]:
    """Return what an event changed for readers; nothing where it never became current."""
    if not event.is_complete:
        return ()
    if not event.previous:
        return (view.text("The first snapshot."),)
    found = _difference(view, event.previous, event.snapshot)
    return (found,) if isinstance(found, str) else changes.change_sentences(view.names, found)


def _difference(view: View, earlier: str, later: str) -> SnapshotDifference | str:
    """Return the difference as this reader sees it, or why it cannot be told."""
    text = view.text
    try:
        found = cached.difference_between(str(data_folder()), earlier, later)
    except SnapshotMissing:
        return text("What it changed cannot be told: one of the two snapshots is no longer kept.")
    except (VtdashError, OSError, ValueError):
        return text(
            "What it changed cannot be told: one of the two snapshots is damaged or was "
            "built in another way."
        )
    found = without_small_changes(found, view.catalogue.smallest_count)
    return found if view.filters.sample else changes.without_sample(found)


def _chosen(
    view: View, kept: Mapping[str, PublishEvent], events: Sequence[PublishEvent]
) -> tuple[str, str]:
    """Let the reader choose an earlier and a later snapshot."""
    text, ids = view.text, list(kept)
    now = current_snapshot(data_folder())
    latest = now if now in kept else ids[0]
    for key in ("changes-from", "changes-to"):
        if st.session_state.get(key, latest) not in kept:
            del st.session_state[key]
    preset("changes-from", snapshot_before(latest, events, ids))
    preset("changes-to", latest)
    labels = _labels(view, kept)
    left, right = st.columns(2)
    earlier = left.selectbox(text("From"), ids, format_func=labels.__getitem__, key="changes-from")
    later = right.selectbox(text("To"), ids, format_func=labels.__getitem__, key="changes-to")
    return earlier, later


def _labels(view: View, kept: Mapping[str, PublishEvent]) -> dict[str, str]:
    """Return when each snapshot was made, with its note; equal ones are numbered."""
    labels: dict[str, str] = {}
    for snapshot, event in kept.items():
        parts = (view.text.moment(event.when), _note(event))
        said = " · ".join(part for part in parts if part)
        same = sum(label.startswith(said) for label in labels.values())
        labels[snapshot] = f"{said} ({same + 1})" if same else said
    return labels


def _compared(view: View, earlier: str, later: str) -> None:
    text = view.text
    if earlier == later:
        st.info(text("The same snapshot stands on both sides. Choose two different ones."))
        return
    found = _difference(view, earlier, later)
    if isinstance(found, str):
        st.info(literal(found))
        return
    if changes.has_sample(found):
        st.warning(
            "**DỮ LIỆU MẪU / SAMPLE DATA.** "
            + text(
                "Totals that are marked so are generated for demonstration, not reported by any "
                "office. They disappear for a city and period as soon as a return is published."
            )
        )
    said = changes.change_sentences(view.names, found)
    st.markdown("\n".join(f"- {literal(sentence)}" for sentence in said))
    rows_of_words(
        changes.figure_rows(view.names, found.definitions), text("Published figures that changed")
    )
    if found.totals:
        _totals(view, found)


def _totals(view: View, found: SnapshotDifference) -> None:
    text = view.text
    st.subheader(text("Totals that changed"), anchor=False)
    rows_of_words(
        changes.total_rows(view.names, found.totals, of_one_dataset=False),
        text("Totals that changed"),
    )
    offer_file(
        text("Download CSV"),
        partial(changes.totals_csv, found, view.catalogue),
        changes.file_name(found),
        "changes-csv",
    )
