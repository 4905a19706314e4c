"""Eight steps in which a newcomer learns to read the dashboard, each with where it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from vtdash.model.datasets import CITIES
from vtdash.render.panel import Panel
from vtdash.rules.statistics import SMALL_BASE
from vtdash.text.language import Text
from vtdash.topics.choices import State
from vtdash.topics.targets import target_panels
from vtdash.topics.targets.judged_targets import judged
from vtdash.topics.targets.pace_words import brief
from vtdash.topics.view import View
from vtdash.ui import menu, show

_EXAMPLE = "trained_rate_certified"
"""An indicator with an observation, estimates and targets, of both cities."""


@dataclass(frozen=True)
class Step:
    """A step: its heading, what it says, and where it is done (path of a page -> label)."""

    heading: str
    words: str
    pages: Mapping[str, str]


def draw(view: View, state: State) -> None:
    """Draw the steps; under the marks and lines stands a panel with real figures."""
    for number, step in enumerate((*_first(view.text), marks(view.text), *_then(view.text)), 1):
        st.header(f"{number}. {step.heading}", anchor=False)
        st.markdown(show.plain(step.words))
        menu.show(step.pages, state)
        if step == marks(view.text):
            show.panel(view, _example(view.with_filters(cities=CITIES)))


def _example(view: View) -> Panel:
    """Return one indicator of the overview as a panel of its own, with its own claim."""
    return replace(
        target_panels.standing(view, (_EXAMPLE,)),
        id="tour-example",
        title=view.text("An example: {name}", name=view.names.indicator(_EXAMPLE)),
        claim=" ".join(brief(view, one) for one in judged(view, (_EXAMPLE,))),
    )


def _first(text: Text) -> tuple[Step, ...]:
    return (
        Step(
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
        Step(
            text("A panel, from top to bottom"),
            text(
                "A sentence computed from the data says the main thing; below it stand the chart, "
                "the same numbers as a table, and sources and notes. The question mark explains "
                "the terms, and a published number leads to its source."
            ),
            {"enrolment": text("Enrolment"), "sources": text("Sources and methods")},
        ),
    )


def marks(text: Text) -> Step:
    """Return the step that explains marks and lines."""
    return Step(
        text("Marks and lines"),
        text(
            "A filled mark is an observed value; a hollow one is a target, a plan, or a rate on "
            "fewer than {n} answers; a mark with a dot inside is an estimate. A bar at a mark is a "
            "range or an interval, a dashed line a target for every year, and a dotted vertical "
            "line the day on which a boundary changed.",
            n=SMALL_BASE,
        ),
        {"targets": text("Targets 2030 / 2045"), "graduates": text("Graduate employment")},
    )


def _then(text: Text) -> tuple[Step, ...]:
    return (
        Step(
            text("Three kinds of data"),
            text(
                "Published figures have a source; reported data comes from the returns of "
                "offices; SAMPLE DATA is generated for demonstration. Sample data says so on "
                "every chart, table and file, and one switch beside the page hides it."
            ),
            {"sources": text("Sources and methods"), "changes": text("What changed")},
        ),
        Step(
            text("Places before and after 1 July 2025"),
            text(
                "On that day Hai Phong merged with Hai Duong, and in both cities districts gave "
                "way to commune-level units. So there are two Hai Phongs, before and since, and "
                "no line joins them; the targets for 2030 were set for the city before."
            ),
            {"districts": text("Districts")},
        ),
        Step(
            text("What is missing, and 2045"),
            text(
                "A missing value says why: not published, not collected, not applicable, or too "
                "small to show; it is never zero and never guessed. No number for 2045 is "
                "published for either city, so nothing is drawn for it."
            ),
            {"sources": text("Sources and methods"), "tasks": text("Key tasks")},
        ),
        Step(
            text("Choose and share"),
            text(
                "The filters beside the page choose cities, years, places, occupations and "
                "levels; a page shows only those that matter to it. The address holds the "
                "language and every filter: copy it under 'Share this view', and others see the "
                "same."
            ),
            {"enrolment": text("Enrolment"), "occupations": text("Occupations")},
        ),
        Step(
            text("Take it with you"),
            text(
                "Each panel gives its numbers as CSV and its chart as a picture (PNG or SVG). The "
                "browser's print command prints a page whole, with filters and sources."
            ),
            {"enrolment": text("Enrolment"), "digital": text("Digital skills")},
        ),
    )
