"""Panels on the screen: claim, then chart, table, or sources and notes; the CSV; provenance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from vtdash.reference import Source
from vtdash.render.panel import Panel
from vtdash.topics.geography_words import untouched
from vtdash.topics.headlines import Headline
from vtdash.topics.view import View
from vtdash.ui import cached, figure_cards, markup
from vtdash.ui.downloads import offer_panel_files
from vtdash.ui.empty import Again, empty_panel
from vtdash.ui.markup import element, escaped, in_ink, literal, source_address
from vtdash.ui.tables import draw_sortable


@dataclass(frozen=True)
class Front:
    """What a panel shows first where others have a chart: the name of the tab, and the drawing."""

    label: str
    draw: Callable[[View, Panel], None]


_FEW = 10
"""Rows up to which a table is text that wraps, which every screen reader reads; nobody sorts it."""
_FEW_WORDS = {"en": 36, "vi": 50}
"""Words up to which what is added to a finding stands below it; Vietnamese writes most as two."""
_DEFINED = 4
"""Indicators whose definitions fit beside a title; those of more stand under the notes."""


def panel(
    view: View,
    made: Panel | Again,
    *,
    again: Again | None = None,
    facts: bool = False,
    front: Front | None = None,
    leads: bool = False,
) -> None:
    """Draw a panel, or what makes one; ``facts`` lists its published numbers with their cards.

    ``again`` makes it where it is given made: an empty panel asks what another choice would show.
    ``front`` stands where other panels have a chart. ``leads``: the page's title has said what
    the panel found.
    """
    answer, again = (made, again) if isinstance(made, Panel) else (made(view), made)
    with st.container(border=True, key=f"panel-{answer.id}"):
        with st.container():  # however much it says, the chart below keeps its place in the tree
            _head(view, answer, leads=leads)
        if not answer.rows:
            empty_panel(view, answer, again)
            return
        has_chart = _views(view, answer, front)
        if facts:
            _draw_facts(view, answer)
        elif has_chart and answer.also_published:
            st.html(figure_cards.also_published(view.names, answer.also_published, answer.id))
        _foot(view, answer, has_chart=has_chart)


def _head(view: View, answer: Panel, *, leads: bool) -> None:
    """Draw the panel's question, small, above what it found; then what is to be added.

    What takes more than a line stands under the notes.
    """
    found = answer.finding if answer.rows and not leads else ""
    if found:
        st.html(element("p", escaped(answer.title), class_="question"))
    heading = in_ink(found, is_sample=answer.has_sample) if found else literal(answer.title)
    st.header(heading, anchor=answer.id, help=_help(view, answer))
    if answer.rows and _is_short(view, answer.remark):
        st.markdown(literal(answer.remark))
    if answer.rows and (said := untouched(view, answer)):
        st.caption(said)


def _is_short(view: View, remark: str) -> bool:
    return 0 < len(remark.split()) <= _FEW_WORDS[view.text.language]


def _help(view: View, answer: Panel) -> str | None:
    """Return the definitions of the indicators shown, to stand beside the title on demand."""
    shown = list(dict.fromkeys(row.indicator_id for row in answer.rows if row.indicator_id))
    if len(shown) > _DEFINED:
        return view.text("The definitions stand under 'Sources and notes'.")
    return "\n\n".join(_definition(view, indicator) for indicator in shown) or None


def _definition(view: View, indicator_id: str) -> str:
    name, indicator = view.text.name, view.catalogue.indicator(indicator_id)
    counts, leaves_out = literal(name(indicator.counts)), literal(name(indicator.leaves_out))
    return f"**{literal(name(indicator.title))}.** {counts} {leaves_out}"


def _foot(view: View, answer: Panel, *, has_chart: bool) -> None:
    """Draw what stands under a panel: sources and data status, then a row of what can be saved."""
    text = view.text
    publishers = (s.publisher for s in answer.sources if not s.publisher.isascii())
    foreign = publishers if text.language != "vi" else ()
    words = (answer.not_drawn if has_chart else "", answer.left_out, answer.provenance)
    said = escaped(" ".join(filter(None, words)), foreign)
    st.html(element("p", said, class_="provenance"))
    with st.container(horizontal=True, gap="xsmall"):
        offer_panel_files(view, answer)
        if has_chart:
            name = answer.file_name.removesuffix(".csv")
            st.html(markup.picture_buttons(text, answer.id, name))


def _views(view: View, answer: Panel, front: Front | None) -> bool:
    """Show the chosen face only: a hidden one is not computed. Return whether it is the chart."""
    text = view.text
    faces = {"front": front.label} if front else {"chart": text("Chart")}
    faces |= {"table": text("Table"), "notes": text("Sources and notes")}
    if not answer.drawing.has_picture:
        faces.pop("chart", "")
    labels = list(faces.values())
    shown = ""
    for face, tab in zip(
        faces, st.tabs(labels, key=f"view-{answer.id}", on_change="rerun"), strict=True
    ):
        if not tab.open:
            continue
        shown = face
        with tab:
            if front and face == "front":
                front.draw(view, answer)
            elif face == "chart":
                _draw_chart(answer)
            elif face == "table":
                _draw_table(answer)
            else:
                _draw_notes(view, answer)
    return shown == "chart"


def _draw_chart(answer: Panel) -> None:
    """Draw the chart with its text alternative."""
    dark = st.context.theme.type == "dark"
    if answer.drawing.is_kept:
        place = cached.panel_chart(answer, dark=dark)
    else:
        place = markup.chart_place(answer.id, answer.figure(dark=dark), answer.describe())
    st.html(place)
    if answer.drawing.picks:
        st.html(markup.places_to_pick(answer))


def _draw_table(answer: Panel) -> None:
    """Show the rows: few as text that wraps, more in a table that is sorted and searched."""
    if len(answer.rows) > _FEW or answer.drawing.is_table_sortable:
        styler, columns = cached.panel_table(answer)
        draw_sortable(styler, columns, answer.title, f"table-{answer.id}")
    else:
        st.table(cached.panel_frame(answer), hide_index=True, alt=answer.title)


def _draw_notes(view: View, answer: Panel) -> None:
    """Say all that was found, what the numbers count, what to mind, and where they stand."""
    text = view.text
    st.markdown(literal(answer.claim))
    for indicator_id in dict.fromkeys(row.indicator_id for row in answer.rows if row.indicator_id):
        st.markdown(_definition(view, indicator_id))
    if answer.cautions:
        st.markdown("\n".join(f"- {literal(caution)}" for caution in answer.cautions))
    if answer.sources:
        st.markdown(f"**{text('Sources')}**")
        st.markdown("\n".join(f"- {source_line(view, source)}" for source in answer.sources))
    else:
        st.markdown(text("No published figure is shown here."))


def headline_numbers(view: View, numbers: Sequence[Headline]) -> None:
    """Draw the large numbers that a page begins with; each leads to its panel or its source."""
    if numbers:
        inside = "".join(_headline(view, number) for number in numbers)
        st.html(element("dl", inside, class_="headlines"))


def _headline(view: View, number: Headline) -> str:
    context = escaped(number.context)
    if number.is_sample:
        mark = view.names.code("data_status", "sample")
        context += element("span", f" · {escaped(mark)}", class_="unseen")
    if number.figure_id:
        link = figure_cards.number_button(view.names, number.figure_id, "headline")
    elif number.computed_from:
        link = figure_cards.computed_button(
            view.names, number.value, number.computed_from, number.panel_id
        )
    else:
        link = element("a", escaped(number.value), href=f"#{number.panel_id}")
    parts = (
        element("dt", escaped(number.label), class_="label"),
        element("dd", link, class_="value"),
        element("dd", context, class_="context") if context else "",
    )
    kind = "sample" if number.is_sample else None
    return element("div", "".join(parts), class_="headline", data_kind=kind)


def _draw_facts(view: View, answer: Panel) -> None:
    """List the published numbers by indicator, each with its card, in two halves where many."""
    lists = list(figure_cards.fact_list(view.names, answer.facts, answer.id))
    halves = two_columns() if len(lists) > 1 else [st.container()]
    for number, half in enumerate(halves):
        first, last = (end * len(lists) // len(halves) for end in (number, number + 1))
        half.html("".join(lists[first:last]))


def source_line(view: View, source: Source) -> str:
    """Return publisher, title and link of a source."""
    title = literal(source.title)
    said = view.text("title inferred") if source.title_is_inferred else ""
    date = f", {view.names.day(source.published_date)}" if source.published_date else ""
    extra = f" ({said})" if said else ""
    page = f"[{title}]({source_address(source)})"
    return f"{source.source_id}. {literal(source.publisher)}: {page}{extra}{date}"


def two_columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return two halves beside each other; a narrow screen stacks them."""
    left, right = st.columns(2)
    return left, right


Waiting = tuple[str, str, Callable[[View], Panel | None]]
"""A panel's id, what its closed line says, and what makes it, or makes and draws it."""


def later(view: View, *answers: Waiting) -> None:
    """Draw a closed line for each answer; it is computed and drawn only when the line is open.

    A link to a panel that waits opens its line (page.js).
    """
    for panel_id, title, answer in answers:
        box = st.expander(title, key=f"later-{panel_id}", on_change="rerun")
        if box.open:
            with box:
                if made := answer(view):
                    panel(view, made, again=cast(Again, answer))


def fold(view: View, key: str, title: str, answers: Mapping[str, Callable[[View], Panel]]) -> None:
    """Draw a closed line; when it is open, a tab for each answer, of which one is computed."""
    box = st.expander(title, key=key, on_change="rerun")
    if not box.open:
        return
    with box:
        tabs = st.tabs(list(answers), key=f"{key}-tab", on_change="rerun")
        for tab, answer in zip(tabs, answers.values(), strict=True):
            if tab.open:
                with tab:
                    panel(view, answer)


_MANY_WORDS = 25
"""Rows from which a table scrolls in a frame of its own."""


def rows_of_words(rows: Sequence[dict[str, str]], name: str) -> None:
    """Show rows; ``name`` says what they are to those who cannot see them.

    A short table is text that wraps, in which signs of Markdown are made harmless; the frame of a
    long one shows text as it is.
    """
    scrolls = len(rows) > _MANY_WORDS
    as_read = str if scrolls else literal
    shown = [{as_read(title): as_read(cell) for title, cell in row.items()} for row in rows]
    if shown:
        _draw_frame(pd.DataFrame(shown), name, scrolls=scrolls)


def _draw_frame(frame: pd.DataFrame, name: str, *, scrolls: bool) -> None:
    """Draw a table in a frame of its own, which scrolls, or as text that wraps."""
    if scrolls:
        st.dataframe(frame, hide_index=True, alt=name)
    else:
        st.table(frame, hide_index=True, alt=name)
