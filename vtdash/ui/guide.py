"""What explains the dashboard itself: the tour in eight steps, and the accessibility statement."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from vtdash.model.datasets import CITIES
from vtdash.render.panel import Panel
from vtdash.rules.statistics import SMALL_BASE
from vtdash.text.language import Text
from vtdash.topics.choices import State
from vtdash.topics.targets.judged_targets import judged
from vtdash.topics.targets.pace_words import brief
from vtdash.topics.targets.shortfalls import gaps
from vtdash.topics.view import View
from vtdash.ui import markup, show
from vtdash.ui.markup import literal

_EXAMPLE = "trained_rate_certified"
"""An indicator with an observation, estimates and targets, of both cities."""


@dataclass(frozen=True)
class TourStep:
    """A step: its heading, what it says, and where it is done (path of a page -> label)."""

    heading: str
    words: str
    pages: Mapping[str, str]


def draw_tour(view: View, state: State) -> None:
    """Draw the steps; under the marks and lines stands a panel with real figures."""
    for number, step in enumerate(
        (*_first_steps(view.text), step_on_marks(view.text), *_later_steps(view.text)), 1
    ):
        st.header(f"{number}. {step.heading}", anchor=False)
        st.markdown(markup.literal(step.words))
        markup.show_links(step.pages, state)
        if step == step_on_marks(view.text):
            show.panel(view, _tour_example(view.with_filters(cities=CITIES)))


def _tour_example(view: View) -> Panel:
    """Return one indicator of the overview as a panel of its own, with its own claim."""
    return replace(
        gaps(view, (_EXAMPLE,)),
        id="tour-example",
        title=view.text("An example: {name}", name=view.names.indicator(_EXAMPLE)),
        claim=" ".join(brief(view, one) for one in judged(view, (_EXAMPLE,))),
    )


def _first_steps(text: Text) -> tuple[TourStep, ...]:
    return (
        TourStep(
            text("Four questions"),
            text(
                "The pages ask where the two programmes stand, what may be compared, whether they "
                "are fast enough for 2030, and what to do next. The overview gives the short "
                "answers."
            ),
            {
                "": text("Overview"),
                "targets": text("Targets 2030 / 2045"),
                "tasks": text("Key tasks"),
            },
        ),
        TourStep(
            text("A panel, from top to bottom"),
            text(
                "A sentence computed from the data says the main thing; below it stand the chart, "
                "the same numbers as a table, and sources and notes. The question mark explains "
                "the terms, and a published number leads to its source."
            ),
            {"enrolment": text("Enrolment"), "sources": text("Sources and methods")},
        ),
    )


def step_on_marks(text: Text) -> TourStep:
    """Return the step that explains marks and lines."""
    return TourStep(
        text("Marks and lines"),
        text(
            "A filled mark or bar is an observed value; a hollow mark is a target, a plan or "
            "sample data, a small hollow one a rate on fewer than {n} answers, one with a dot "
            "inside an estimate. Hatched bars are sample data; what is pale is of a part of a "
            "year or of some areas only. A bar at a mark is a range or an interval, one that is "
            "open at its end a bound such as 'over'; a level dashed line is a target for every "
            "year, a dotted vertical line the day on which a boundary changed.",
            n=SMALL_BASE,
        ),
        {"targets": text("Targets 2030 / 2045"), "graduates": text("Graduate employment")},
    )


def _later_steps(text: Text) -> tuple[TourStep, ...]:
    return (
        TourStep(
            text("Three kinds of data"),
            text(
                "Published figures have a source; reported data comes from the returns of "
                "offices; SAMPLE DATA is generated for demonstration. Sample data says so on "
                "every chart, table and file, and one switch beside the page hides it."
            ),
            {"sources": text("Sources and methods"), "changes": text("What changed")},
        ),
        TourStep(
            text("Places before and after 1 July 2025"),
            text(
                "On that day Hai Phong merged with Hai Duong, and in both cities districts gave "
                "way to commune-level units. So there are two Hai Phongs, before and since, and "
                "no line joins them; the targets for 2030 were set for the city before."
            ),
            {"districts": text("Districts and communes")},
        ),
        TourStep(
            text("What is missing, and 2045"),
            text(
                "A missing value says why: not published, not collected, not applicable, or too "
                "small to show; it is never zero and never guessed. No number for 2045 is "
                "published for either city, so nothing is drawn for it."
            ),
            {"sources": text("Sources and methods"), "tasks": text("Key tasks")},
        ),
        TourStep(
            text("Choose and share"),
            text(
                "The filters beside the page choose cities, years, places, occupations and "
                "levels; a page shows only those that matter to it. The address holds the "
                "language and every filter: copy it under 'Share this view', and others see the "
                "same."
            ),
            {"enrolment": text("Enrolment"), "occupations": text("Occupations")},
        ),
        TourStep(
            text("Take it with you"),
            text(
                "Each panel gives its numbers as CSV and its chart as a picture (PNG or SVG). The "
                "browser's print command prints a page whole, with filters and sources."
            ),
            {"enrolment": text("Enrolment"), "digital": text("Digital skills")},
        ),
    )


@dataclass(frozen=True)
class Barrier:
    """One barrier: what it is, why it is there, and the way round it."""

    what: str
    why: str
    way: str


def known_barriers(text: Text) -> tuple[Barrier, ...]:
    """Return every known barrier in the reader's language."""
    return (
        Barrier(
            text(
                "How numbers look can be changed in a menu of each column of a long table; the "
                "entries of this menu are English whatever the language of the page."
            ),
            text("They are part of Streamlit, the framework, which has no setting for them."),
            text("The numbers are written in the language of the page without that menu."),
        ),
        Barrier(
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


def draw_statement(text: Text) -> None:
    """Draw the statement."""
    st.header(text("What is aimed at"), anchor=False)
    st.markdown(
        literal(
            text(
                "Level AA of the Web Content Accessibility Guidelines (WCAG) 2.2. The dashboard "
                "conforms in part: the barriers listed below are known."
            )
        )
    )
    st.header(text("How it was checked"), anchor=False)
    st.markdown(_as_list(accessibility_checks(text)))
    st.header(text("What is known to be in the way"), anchor=False)
    st.markdown("\n".join(_barrier(text, limit) for limit in known_barriers(text)))
    st.header(text("Report a barrier"), anchor=False)
    st.markdown("\n\n".join(map(literal, how_to_report(text, named_contact()))))
    st.caption(text("This statement was prepared on {date}.", date=text.date(PREPARED)))


def accessibility_checks(text: Text) -> tuple[str, ...]:
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


def how_to_report(text: Text, whom: str) -> tuple[str, ...]:
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


def named_contact() -> str:
    """Return the contact that the installation names, blank where it names none."""
    return os.environ.get(CONTACT, "").strip()


def _as_list(sentences: tuple[str, ...]) -> str:
    return "\n".join(f"- {literal(sentence)}" for sentence in sentences)


def _barrier(text: Text, limit: Barrier) -> str:
    reason = text("Why: {reason}", reason=limit.why)
    way = text("Way round: {way}", way=limit.way)
    return f"- **{literal(limit.what)}** {literal(reason)} {literal(way)}"
