"""The accessibility statement: aim, checks, what does not conform yet, and whom to tell."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date

import streamlit as st

from vtdash.text.language import Text
from vtdash.ui.show import plain


@dataclass(frozen=True)
class Limit:
    """One barrier: what it is, why it is there, and the way round it."""

    what: str
    why: str
    way: str


def limits(text: Text) -> tuple[Limit, ...]:
    """Return every known barrier in the reader's language."""
    return (
        Limit(
            text(
                "Some words inside controls are English whatever the language of the page, such "
                "as those for folding the sidebar away, uploading a file or pressing Enter."
            ),
            text("They are part of Streamlit, the framework, which has no setting for them."),
            text("Every filter has a label in the language of the page."),
        ),
        Limit(
            text(
                "A long table is drawn as a picture that scrolls; screen readers read it less "
                "well than other tables."
            ),
            text("The framework draws long tables in this way."),
            text("Where the table has a CSV, it holds the same rows in the same order."),
        ),
    )


PREPARED = date(2026, 11, 22)
"""The day on which statement and list of barriers were last held against the checks."""

CONTACT = "VTDASH_CONTACT"
"""The variable in which an office names who takes reports: a mail address, a telephone number."""


def draw(text: Text) -> None:
    """Draw the statement."""
    st.header(text("What is aimed at"), anchor=False)
    st.markdown(
        plain(
            text(
                "Level AA of the Web Content Accessibility Guidelines (WCAG) 2.2. The dashboard "
                "conforms in part: the barriers listed below are known."
            )
        )
    )
    st.header(text("How it was checked"), anchor=False)
    st.markdown(_listed(checks(text)))
    st.header(text("What is known to be in the way"), anchor=False)
    st.markdown("\n".join(_barrier(text, limit) for limit in limits(text)))
    st.header(text("Report a barrier"), anchor=False)
    st.markdown("\n\n".join(map(plain, reporting(text, contact()))))
    st.caption(text("This statement was prepared on {date}.", date=text.date(PREPARED)))


def checks(text: Text) -> tuple[str, ...]:
    """Return what was checked and how, and what was not."""
    return (
        text(
            "Tests in a real browser run the checker axe on every page of the menu for readers, "
            "in both languages, on light and dark, on wide and narrow screens."
        ),
        text(
            "Other browser tests use pages by keyboard alone and at a width of 320 pixels, which "
            "is what zooming to 400% leaves of a screen 1,280 pixels wide."
        ),
        text(
            "Every chart has a text computed from its data and a table with the same numbers; "
            "tests compare them."
        ),
        text("Lighthouse, another automatic checker, is run on the pages Overview and Enrolment."),
        text(
            "Not done so far: an audit by others, and a trial with people who use assistive "
            "technology."
        ),
    )


def reporting(text: Text, whom: str) -> tuple[str, ...]:
    """Return whom to tell and what to say; ``whom`` is blank where nobody is named."""
    return (
        text("Write to: {contact}", contact=whom)
        if whom
        else text(
            "This installation has not named a contact yet. The office that runs it does so "
            "with the setting {setting}.",
            setting=CONTACT,
        ),
        text(
            "Please say on which page you were (its address holds the language and every "
            "filter), what you wanted to do and what stopped you. You may ask for any numbers "
            "shown here in another form. The office that runs this installation answers; no "
            "deadline for its answers has been set."
        ),
    )


def contact() -> str:
    """Return the contact that the installation names, blank where it names none."""
    return os.environ.get(CONTACT, "").strip()


def _listed(sentences: tuple[str, ...]) -> str:
    return "\n".join(f"- {plain(sentence)}" for sentence in sentences)


def _barrier(text: Text, limit: Limit) -> str:
    reason = text("Why: {reason}", reason=limit.why)
    way = text("Way round: {way}", way=limit.way)
    return f"- **{plain(limit.what)}** {plain(reason)} {plain(way)}"
