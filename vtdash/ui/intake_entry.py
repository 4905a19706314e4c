"""Who is at the page of stewards, and what was last done on it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from vtdash.model.filters import Filters
from vtdash.returns import review
from vtdash.text.language import Text
from vtdash.topics.choices import State
from vtdash.topics.view import View
from vtdash.ui import stewards, uploads
from vtdash.ui.markup import element, literal, page_link
from vtdash.ui.sign_ins import sign_out
from vtdash.ui.stewards import Person
from vtdash.ui.turned_away import sign_in_ended_words, turn_away

_DONE, _SEATED = "_intake_done", "_intake_seated"


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


def seated(view: View, *, has_files: bool) -> Person | None:
    """Return for whom the page is drawn, None after telling a reader why they may not see it.

    Whose sign-in is over keeps what was loaded and answered: the page goes on being drawn as it
    was, and every act is refused until there is a newer sign-in. ``has_files``: some are at hand.
    """
    person = stewards.person_here()
    if person.may("look"):
        st.session_state[_SEATED] = person
        return person
    before: Person | None = st.session_state.get(_SEATED)
    if before and person.standing == "expired" and has_files:
        return before
    uploads.leave_page()
    turn_away(person, view.text)
    return None


def unnamed_words(text: Text) -> str:
    """Return what is missing where nobody is named who acts."""
    if stewards.settings().sign_in:
        return text("Sign in again first: see the top of the page.")
    return text("Write your name at the top of the page first.")


def ask_who_loads(view: View, state: State) -> str:
    """Return who loads, as it is recorded: signed in, or by a typed name that may be empty.

    What was last done on the page is said first.
    """
    text, person = view.text, stewards.person_here()
    _say_last_done(state)
    if person.standing == "expired":
        _offer_renewal(state, text)
        return ""
    if person.mail:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.caption(
            text(
                "Signed in as {mail}: {role}",
                mail=literal(person.mail),
                role=_role_words(person, text),
            )
        )
        if right.button(text("Sign out"), key="intake-sign-out"):
            sign_out()
        return review.Actor("signed-in", person.mail).recorded
    st.warning(_no_sign_in_words(text))
    name = st.text_input(
        text("Your name"), max_chars=review.LONGEST_NAME, key="intake-name", live=True
    )
    return review.Actor("typed", name).recorded


def _no_sign_in_words(text: Text) -> str:
    """Return what follows from there being no sign-in: anybody publishes, or nobody."""
    if stewards.settings().two_eyes:
        return text(
            "No sign-in is set up here, so nobody can publish: what is loaded waits, and a release "
            "needs two people who are signed in (docs/intake.md). The name below is recorded as "
            "typed, nobody checks it."
        )
    return text(
        "No sign-in is set up here: whoever can reach this server can publish. The "
        "name below is recorded as typed, nobody checks it."
    )


def _offer_renewal(state: State, text: Text) -> None:
    """Say that the sign-in is over, and how to go on with what is at hand."""
    st.error(sign_in_ended_words(text))
    address = f"./intake?{urlencode({'lang': state.language})}"
    st.link_button(text("Sign in in another tab"), address)
    st.button(text("I have signed in: go on here"), key="intake-go-on")


def _role_words(person: Person, text: Text) -> str:
    """Return what the role may do, in words."""
    return {
        "public": "",
        "analyst": text("analyst, who sees what was published from what"),
        "steward": text("steward, who loads and withdraws the returns of their own offices"),
        "chief": text("chief steward, who publishes, decides about units and goes back"),
    }[person.rights.role]
