"""The verdict on two series: its headline in words, and the reasons field by field."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from vtdash.panels import compare, compared
from vtdash.panels.compared import Comparison
from vtdash.panels.desk import Desk
from vtdash.ui.show import plain


def draw(desk: Desk, found: Comparison) -> None:
    """Draw what was chosen, the verdict, what it allows, and why."""
    text = desk.text
    with st.container(border=True, key="verdict"):
        st.header(text("Verdict: {verdict}", verdict=compare.headline(desk, found)), anchor=False)
        sides = (compare.series_name(desk.names, side) for side in (found.first, found.second))
        listed = "\n".join(f"- {plain(side)}" for side in sides)
        st.markdown(f"{listed}\n\n**{plain(compared.claim(desk, found))}**")
        table = pd.DataFrame(compare.reasons(desk, found))
        st.table(table, hide_index=True, alt=text("Why: field by field"))
        st.download_button(
            text("Download CSV"),
            partial(compare.reasons_csv, found, desk.catalogue),
            file_name="vtdash_verdict.csv",
            mime="text/csv",
            key="csv-verdict",
            on_click="ignore",
        )
