"""The table of all indicators on the page of what may be compared, and the verdict on one pair."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from vtdash.topics.choices import State
from vtdash.topics.compare import compare_panels, indicator_panels, two_series
from vtdash.topics.compare.indicator_panels import IndicatorLine
from vtdash.topics.compare.two_series import SeriesComparison
from vtdash.topics.view import View
from vtdash.ui.downloads import offer_file
from vtdash.ui.markup import escaped, literal, page_link, wide_table


def indicator_table(view: View, state: State) -> None:
    """Draw all indicators as a table; the name of one that both publish chooses its pair."""
    text = view.text
    title = text("All indicators: verdict, both values, who is ahead")
    heads = (
        text("Indicator"),
        text("Verdict"),
        *indicator_panels.side_names(view),
        text("Who is ahead"),
    )
    lines = (_cells(line, state) for line in indicator_panels.lines(view))
    with st.container(border=True, key="all-indicators"):
        st.header(title, anchor=False)
        st.html(wide_table(heads, lines, title, is_long=True))


def _cells(line: IndicatorLine, state: State) -> list[str]:
    name = escaped(line.name)
    if line.keys:
        chosen = replace(state, a=line.keys[0].address, b=line.keys[1].address)
        name = page_link("compare", line.name, chosen)
    return [name, *map(escaped, (line.verdict, *line.sides, line.ahead))]


def verdict_on_series(view: View, found: SeriesComparison) -> None:
    """Draw what was chosen, the verdict, what it allows, and why."""
    text = view.text
    with st.container(border=True, key="verdict"):
        st.header(
            text("Verdict: {verdict}", verdict=compare_panels.verdict_name(view, found)),
            anchor=False,
        )
        sides = (
            compare_panels.series_name(view.names, side) for side in (found.first, found.second)
        )
        listed = "\n".join(f"- {literal(side)}" for side in sides)
        st.markdown(f"{listed}\n\n**{literal(two_series.claim(view, found))}**")


def reasons(view: View, found: SeriesComparison) -> None:
    """Draw the reasons of a verdict as a table, and offer them as a file."""
    text = view.text
    table = pd.DataFrame(compare_panels.reasons_table(view, found))
    st.table(table, hide_index=True, alt=text("Why: field by field"))
    offer_file(
        text("Download CSV"),
        partial(compare_panels.reasons_csv, found, view.catalogue),
        "vtdash_verdict.csv",
        "csv-verdict",
    )
