"""The verdict on two series: its headline in words, and the reasons field by field."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from vtdash.topics.compare import compare_panels, two_series
from vtdash.topics.compare.two_series import SeriesComparison
from vtdash.topics.view import View
from vtdash.ui.show import plain


def draw(view: View, found: SeriesComparison) -> None:
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
        listed = "\n".join(f"- {plain(side)}" for side in sides)
        st.markdown(f"{listed}\n\n**{plain(two_series.claim(view, found))}**")
        table = pd.DataFrame(compare_panels.reasons_table(view, found))
        st.table(table, hide_index=True, alt=text("Why: field by field"))
        st.download_button(
            text("Download CSV"),
            partial(compare_panels.reasons_csv, found, view.catalogue),
            file_name="vtdash_verdict.csv",
            mime="text/csv",
            key="csv-verdict",
            on_click="ignore",
        )
