"""Who is at the page of stewards, and what was last done on it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from vtdash.model.filters import Filters
from vtdash.returns import review
from vtdash.topics.choices import State
from vtdash.topics.view import View
from vtdash.ui import stewards
from vtdash.ui.markup import element, literal, page_link

_DONE = "_intake_done"


@dataclass(frozen=True)
class Done:
    """What the page has just done: in a sentence, and what stands where now.

    ``links``: path of a page, the sentence of the link, city and year that it chooses.
    """

    said: str
    links: tuple[tuple[str, str, str, int], ...] = ()


def remember_done(done: Done) -> None:
    """Remember what the next run of the page has to say."""
    st.session_state[_DONE] = done


def _say_last_done(state: State) -> None:
    """Say what was last done on this page, once, with links to what stands where now."""
    done: Done | None = st.session_state.pop(_DONE, None)
    if done is None:
        return
    st.success(done.said)
    if done.links:
        st.html("".join(_link(state, *link) for link in done.links))


def _link(state: State, path: str, label: str, city: str, year: int) -> str:
    """Return a link to a page on which a city and a year are chosen, and nothing else."""
    chosen = Filters(cities=(city,), first_year=year, last_year=year)
    return element("p", page_link(path, label, State(state.language, chosen)))


def ask_who_loads(view: View, state: State) -> str:
    """Return who loads, as it is recorded: signed in, or by a typed name that may be empty.

    What was last done on the page is said first.
    """
    text = view.text
    _say_last_done(state)
    if mail := stewards.signed_in_mail():
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.caption(text("Signed in as {mail}", mail=literal(mail)))
        if right.button(text("Sign out"), key="intake-sign-out"):
            st.logout()
        return review.Actor("signed-in", mail).recorded
    st.warning(
        text(
            "No sign-in is set up here: whoever can reach this server can publish. The "
            "name below is recorded as typed, nobody checks it."
        )
    )
    name = st.text_input(
        text("Your name"), max_chars=review.LONGEST_NAME, key="intake-name", live=True
    )
    return review.Actor("typed", name).recorded
