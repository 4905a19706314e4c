"""The line under a page's title: what is chosen, whether sample data are shown; more on demand."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vtdash.model.codes import DataStatus
from vtdash.store import Store
from vtdash.store.questions.coverage import reported_areas
from vtdash.text.language import in_vietnam
from vtdash.topics.filters_in_words import filters_in_words
from vtdash.topics.freshness import freshness, reported_sentence
from vtdash.topics.geography_words import which_are_unchanged
from vtdash.topics.view import View
from vtdash.ui.address import Unheard
from vtdash.ui.markup import element, escaped


def status_line(
    view: View, store: Store, datasets: Sequence[str], lead: str, *, has_sample: bool
) -> str:
    """Return the line of what is chosen and what kind of data is shown, over what explains it."""
    text = view.text
    made = in_vietnam(store.manifest.created)
    chosen = filters_in_words(view.names, view.filters, view.wanted)
    fresh = freshness(view, made.date(), reported_areas(store), store.manifest.inputs, datasets)
    mark = (
        element("strong", escaped(view.names.code("data_status", DataStatus.SAMPLE)), class_="kind")
        if has_sample
        else ""
    )
    about_sample = text(
        "Sample values are generated for demonstration, not reported by any office. Their city "
        "totals follow published figures where those exist."
    )
    said = {
        "lead": lead,
        "sample": about_sample if has_sample else "",
        "freshness": fresh,
    }
    inside = "".join(
        element("p", escaped(line), class_=kind) for kind, line in said.items() if line
    )
    brief = element("span", escaped(text("What is shown")), class_="brief" if chosen else None)
    shown = element("span", escaped(chosen), class_="choices") if chosen else ""
    line = element("summary", brief + shown + mark) + inside
    seen = {
        "geography": which_are_unchanged(view),
        "reported": reported_sentence(view, reported_areas(store), datasets),
    }
    below = "".join(element("p", escaped(line), class_=kind) for kind, line in seen.items() if line)
    return element("details", line, class_="status", data_snapshot=store.id) + below


def say_unheard(view: View, unheard: Unheard) -> None:
    """Say what of the address was not taken as it stands, and what a saved one leaves out."""
    text, has_years = view.text, "years" in view.wanted
    dropped, nearest = _marked(unheard.dropped), _marked(unheard.nearest)
    if dropped:
        st.warning(
            text(
                "Parts of the address could not be understood and were left out: {parts}",
                parts=dropped,
            )
        )
    if nearest and has_years:
        st.warning(
            text(
                "There are no data of a year in the address; the nearest is shown: {parts}",
                parts=nearest,
            )
        )
    if unheard.ends and has_years:
        st.caption(text("This link ends in {year}; there are newer data.", year=unheard.ends))


def _marked(parts: Sequence[str]) -> str:
    return "; ".join(f"`{part}`" for part in parts)
