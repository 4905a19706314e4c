"""The cells of a steward's own returns as they were reported, the small ones too; for nobody else.

They are read when they are asked for, and there is no file of them to be handed on.
"""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import streamlit as st

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.render.names import Names
from vtdash.store.guards import GUARDS
from vtdash.topics.view import View
from vtdash.ui import intake_acts, intake_files
from vtdash.ui.intake_problems import areas_of_codes, key_in_words
from vtdash.ui.show import rows_of_words
from vtdash.ui.stewards import Person

LISTED = 25
"""Cells that are listed, the smallest first: as text, since a longer table could be saved."""

_KEY = "intake-own"


def draw_own_cells(view: View, person: Person) -> None:
    """Show signed-in stewards the cells of their own returns where they ask for them."""
    text = view.text
    if not (person.mail and person.may("cells")):
        return
    st.header(text("Cells of your office as reported"), anchor=False)
    if not st.toggle(text("Show the cells as they were reported"), key=f"{_KEY}-open"):
        return
    st.warning(text("For your office only, not for publication: small cells are among them."))
    left, right = st.columns(2)
    name = left.selectbox(
        text("Kind of return"),
        list(GUARDS),
        format_func=lambda each: text.name(DATASETS[each].title),
        key=f"{_KEY}-dataset",
    )
    dataset = DATASETS[name]
    table = intake_files.take_step(partial(intake_acts.own_cells, dataset), text)
    if table is None:
        return
    periods = sorted({str(period) for period in table[dataset.period].to_pylist()}, reverse=True)
    if not periods:
        st.info(text("No return of this kind from your office is in use."))
        return
    period = right.selectbox(
        text("Period"), periods, format_func=text.period, key=f"{_KEY}-period-{name}"
    )
    rows = own_cell_rows(table, dataset, period, view.names)
    rows_of_words(rows[:LISTED], text("Cells of your office as reported"))
    if (more := len(rows) - LISTED) > 0:
        st.caption(text("{n} more cells, of at least as many people.", n=text.number(more)))


def own_cell_rows(
    table: pa.Table, dataset: Dataset, period: str, names: Names
) -> list[dict[str, str]]:
    """Return the reported rows of a period as rows of a table, the smallest first."""
    text, areas, size = names.text, areas_of_codes(names), GUARDS[dataset.name].size
    ordered = table.sort_by([(name, "ascending") for name in (size, *dataset.key)])
    found = [row for row in ordered.to_pylist() if str(row[dataset.period]) == period]
    return [
        {
            **key_in_words(dataset, [str(row[name]) for name in dataset.key], names, areas),
            **{
                text.name(dataset.column(count).title): text.number(row[count])
                for count in dataset.measures
            },
        }
        for row in found
    ]
