"""The preview of a publish: what the files at hand would change in the current snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.reference import Area
from vtdash.render.names import Names
from vtdash.returns.review import preview_sentence
from vtdash.store import DatasetPreview, Kind, PublishPreview, data_folder, preview_publish
from vtdash.text.language import Text
from vtdash.topics.changes import total_rows
from vtdash.topics.view import View
from vtdash.ui.intake import intake_words, session
from vtdash.ui.intake.session import Loaded
from vtdash.ui.intake.tables import table
from vtdash.ui.show import plain

SHOWN = 50
"""Examples of each kind that are listed; the rest is counted."""

_COMPARED = "_intake_compared"

Row = dict[str, str]


def draw_preview(view: View, files: Sequence[Loaded]) -> None:
    """Show what would change if the files whose rows are sound were published."""
    sound = [file for file in files if file.examination.records]
    found = _compared(view, sound) if sound else None
    if found is None:
        return
    text = view.text
    st.header(text("What would change"), anchor=False)
    for change in found.changes:
        _change(change, view)
    if found.contradictions:
        st.warning(text("Published figures that would be contradicted:"))
        st.markdown("\n".join(f"- {plain(text.name(c.words))}" for c in found.contradictions))


def examples(change: DatasetPreview, kind: Kind, names: Names) -> list[Row]:
    """Return rows that are new, change or vanish as rows of a table, the first ones only."""
    text, dataset, areas = names.text, DATASETS[change.dataset], _by_code(names)
    return [
        {
            **_key(dataset, example.key, names, areas),
            text("Measure"): text.name(dataset.column(example.column).meaning),
            text("Before"): _number(example.before, text),
            text("After"): _number(example.after, text),
        }
        for example in change.examples.get(kind, ())[:SHOWN]
    ]


def sample_gone(change: DatasetPreview, names: Names) -> list[Row]:
    """Return the sample rows that disappear, by city and period, as rows of a table."""
    text = names.text
    return [
        {
            text("City"): names.code("city", gone.city),
            text("Period"): text.period(gone.period),
            text("Sample rows"): text.number(gone.rows),
        }
        for gone in change.sample_gone
    ]


def _compared(view: View, files: Sequence[Loaded]) -> PublishPreview | None:
    """Return the comparison, made anew only when a file or the snapshot is another one."""
    cause = tuple((file.id, file.work.turn, file.work.read) for file in files)
    before = st.session_state.get(_COMPARED)
    if before and before[0] == cause:
        return before[1]
    records = [file.examination.records for file in files if file.examination.records]
    run = partial(preview_publish, data_folder(), records, session.catalogue(view))
    with st.spinner(view.text("Comparing with the current snapshot")):
        found = session.guarded(run, view.text)
    st.session_state[_COMPARED] = (cause, found)
    return found


def _change(change: DatasetPreview, view: View) -> None:
    text, names = view.text, view.names
    st.markdown(f"**{plain(preview_sentence(change, text))}**")
    table(total_rows(names, change.totals, of_one_dataset=True), text("Totals that change"))
    if gone := sample_gone(change, names):
        st.markdown(text("This sample data disappears, since a return takes its place:"))
        table(gone, text("Sample rows"))
    titles: dict[Kind, str] = {
        "vanished": text("Rows that vanish"),
        "changed": text("Rows that change"),
        "new": text("New rows"),
    }
    for kind, title in titles.items():
        if change.counts.get(kind, 0):
            with st.expander(f"{title}: {text.number(change.counts[kind])}"):
                table(examples(change, kind, names), title)


def _key(dataset: Dataset, key: Sequence[str], names: Names, areas: dict[str, list[Area]]) -> Row:
    values = dict(zip(dataset.key, key, strict=True))
    said: dict[str, Callable[[str], str]] = {
        "city": partial(names.code, "city"),
        "level": partial(names.code, "level"),
        "audience": partial(names.code, "audience"),
        "item_id": partial(names.group, "item"),
        "area_code": partial(_area, areas, names.text, values[dataset.period]),
        "occupation_key": names.occupation,
        dataset.period: names.text.period,
    }
    return {_title(name, names.text): said.get(name, str)(value) for name, value in values.items()}


def _title(column: str, text: Text) -> str:
    """Return the short title of a key's column."""
    return {
        "city": text("City"),
        "period": text("Period"),
        "cohort_year": text("Year"),
        "area_code": text("Place"),
        "institution_id": text("Reporting unit"),
        "occupation_key": text("Occupation"),
        "level": text("Level"),
        "months_after": text("Months after"),
        "audience": text("Audience"),
        "item_id": text("Task or measure"),
    }.get(column, column)


def _by_code(names: Names) -> dict[str, list[Area]]:
    areas: dict[str, list[Area]] = defaultdict(list)
    for area in names.catalogue.areas:
        areas[area.code].append(area)
    return areas


def _area(areas: dict[str, list[Area]], text: Text, period: str, code: str) -> str:
    day = intake_words.decided(period)
    found = [area for area in areas.get(code, ()) if day is None or area.is_valid_on(day)]
    return f"{text.name(found[0].name)} [{code}]" if found else code


def _number(value: float | None, text: Text) -> str:
    return "" if value is None else text.number(value)
