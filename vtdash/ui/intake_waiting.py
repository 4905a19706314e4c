"""The loads that wait to be released, for stewards: who loaded what, release, withdraw."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vtdash.returns.review import actor_words, publish_step_words
from vtdash.store import STEPS, WaitingLoad, data_folder, waiting_loads
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui import intake_acts, intake_files
from vtdash.ui.intake_entry import Done, unnamed_words
from vtdash.ui.markup import literal
from vtdash.ui.show import rows_of_words
from vtdash.ui.stewards import Person

_KEY = "intake-waiting"


def draw_waiting(view: View, person: Person, by: str) -> None:
    """List what waits, and offer to release or withdraw one of them; nothing where none waits."""
    text = view.text
    loads = intake_files.take_step(partial(waiting_loads, data_folder()), text)
    if not loads:
        return
    st.header(text("What waits to be released"), anchor=False)
    st.markdown(text("No reader sees these numbers until somebody else releases them."))
    rows_of_words([_row(load, text) for load in loads], text("What waits to be released"))
    if not person.may("withdraw"):
        return
    by_id = {load.id: load for load in loads}
    chosen = st.selectbox(
        text("Load"),
        list(by_id),
        None,
        format_func=lambda name: f"{text.moment(by_id[name].when)} · {by_id[name].note}",
        placeholder=text("Choose a load"),
        key=f"{_KEY}-load",
    )
    if chosen is None:
        return
    if not by:
        st.caption(unnamed_words(text))
    if person.may("release") and st.button(
        text("Release and publish"), type="primary", disabled=not by, key=f"{_KEY}-release"
    ):
        _done(intake_files.take_step(partial(_release, chosen, by, text), text))
    if st.button(text("Withdraw"), disabled=not by, key=f"{_KEY}-withdraw"):
        _done(intake_files.take_step(partial(_withdraw, chosen, by, text), text))


def _row(load: WaitingLoad, text: Text) -> dict[str, str]:
    records = sum(each.table.num_rows for each in load.records)
    return {
        text("When"): text.moment(load.when),
        text("Who"): actor_words(load.by, text),
        text("Note"): load.note,
        text("Files"): "; ".join(literal(each.name) for each in load.records),
        text("Records"): text.number(records),
    }


def _release(name: str, by: str, text: Text) -> Done:
    with st.status(text("Publishing"), expanded=True):
        bar = st.progress(0.0)

        def show(step: str) -> None:
            bar.progress((STEPS.index(step) + 1) / len(STEPS), publish_step_words(step, text))

        manifest = intake_acts.release_load(name, typed=by, progress=show)
    return Done(text("Snapshot {id} is current.", id=manifest.id))


def _withdraw(name: str, by: str, text: Text) -> Done:
    intake_acts.withdraw_load(name, typed=by)
    return Done(text("The load was withdrawn; nothing of it was published."))


def _done(done: Done | None) -> None:
    """Say what was done at the top of the page; files at hand stay, to be examined anew."""
    if done is not None:
        intake_files.remember_done(done)
        st.session_state.pop(f"{_KEY}-load", None)
        st.rerun()
