"""Blocks of words on targets: what to decide first, the aims by year, programmes, and the folds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from vtdash.reference import Programme
from vtdash.render.panel import Panel
from vtdash.topics import headlines
from vtdash.topics.choices import State
from vtdash.topics.compare.not_comparable import Forbidden, forbidden
from vtdash.topics.targets import pace_panels, path_panel, shortfalls
from vtdash.topics.targets.aims_by_year import aims_in_lines
from vtdash.topics.targets.judged_targets import judged
from vtdash.topics.targets.shortfalls import Shortfall
from vtdash.topics.targets.target_findings import decide_first
from vtdash.topics.view import View
from vtdash.ui import show
from vtdash.ui.figure_cards import fact_list, number_button
from vtdash.ui.markup import element, escaped, literal, page_link, wide_table

Draw = Callable[[View], None]


def decision(view: View, found: Sequence[Shortfall]) -> None:
    """The one thing to be decided first, and why."""
    first = decide_first(view, found)
    number = f" {number_button(view.names, first.figure_id, 'decide')}" if first.figure_id else ""
    title = element("span", escaped(view.text("Decide first")), class_="title")
    action = element("strong", escaped(first.action))
    said = element("p", f"{title} {action} {escaped(first.reason)}{number}")
    st.html(element("section", said, class_="decide", aria_label=view.text("Decide first")))


def without_value(view: View, state: State, found: Sequence[Shortfall]) -> None:
    """One folded line on the targets that no value is published for, with a link to Sources."""
    if all(short.seen for short in found):
        return

    def which(view: View) -> None:
        show.panel(view, shortfalls.unmeasured(view))
        link = page_link("sources", view.text("Sources and methods: what nobody publishes"), state)
        st.html(element("p", link))

    folded(view, "unmeasured", shortfalls.unmeasured_counted(view, found), {"": which})


def folded(
    view: View, key: str, title: str, parts: Mapping[str, Draw], *, is_open: bool = False
) -> None:
    """Draw a closed line; when it is open, a tab for each part, of which one is drawn."""
    box = st.expander(title, expanded=is_open, key=f"fold-{key}", on_change="rerun")
    if not box.open:
        return
    with box:
        if len(parts) == 1:
            for draw in parts.values():
                draw(view)
            return
        tabs = st.tabs(list(parts), key=f"fold-{key}-tab", on_change="rerun")
        for tab, draw in zip(tabs, parts.values(), strict=True):
            if tab.open:
                with tab:
                    draw(view)


def panel_of(build: Callable[[View], Panel], *, facts: bool = False) -> Draw:
    """Return what draws the panel that a function builds."""
    return lambda view: show.panel(view, build(view), facts=facts)


def needed_and_achieved(view: View, indicator: str) -> None:
    """What the targets of an indicator need a year, with the figures behind it, and the panel."""
    path = path_panel.path(view, indicator)
    required = pace_panels.required(view, indicator)
    found = judged(view, (indicator,))
    show.headline_numbers(view, headlines.targets(view, path, required, found))
    show.panel(view, required)


def with_sources(answer: Panel) -> Draw:
    """Return what lists the published numbers of a panel, each with its card."""
    return partial(_with_sources, answer=answer)


def _with_sources(view: View, answer: Panel) -> None:
    st.html("".join(fact_list(view.names, answer.facts, answer.id)))


def aims_by_year(view: View) -> None:
    """All measured targets in the order of what needs a decision, with the aims of each year."""
    lines = aims_in_lines(view)
    if not lines:
        return
    title = view.text("What is aimed at for 2030, 2035 and 2045?")
    with st.container(border=True, key="aims-by-year"):
        st.header(title, anchor=False)
        cells = ([escaped(cell) for cell in line.values()] for line in lines)
        st.html(wide_table(lines[0], cells, title))


def programmes(view: View) -> None:
    """Each programme's document, aim and source, side by side."""
    chosen = _programmes(view)
    for column, programme in zip(st.columns(len(chosen)), chosen, strict=True):
        with column, st.container(border=True):
            _programme(view, programme)


def _programme(view: View, programme: Programme) -> None:
    name = view.text.name
    st.markdown(f"**{literal(name(programme.title))}**")
    st.markdown(literal(name(programme.aim)))
    st.caption(f"{literal(name(programme.document))} — {literal(name(programme.under))}")
    st.markdown(show.source_line(view, view.catalogue.sources[programme.source_id]))


def _programmes(view: View) -> list[Programme]:
    return [p for p in view.catalogue.programmes.values() if p.city in view.filters.cities]


def not_comparable(view: View) -> None:
    """What must not be compared, as the verdict finds it among what is published."""
    with st.container(border=True, key="not-comparable"):
        st.header(view.text("What is not comparable?"), anchor=False)
        st.markdown("\n".join(_not_comparable(view, found) for found in forbidden(view)))


def _not_comparable(view: View, found: Forbidden) -> str:
    said = f"- **{literal(found.title)}.** {literal(found.text)}"
    if not found.examples:
        return said
    return f"{said} :gray[{literal(view.text('Such are: {examples}.', examples=found.examples))}]"


def vision_2045(view: View) -> None:
    """What is said of 2045: an aim in words, no number."""
    text = view.text
    with st.container(border=True, key="vision-2045"):
        st.header(text("And 2045?"), anchor=False)
        st.markdown(f"**{text('No number for 2045 is published for either city.')}**")
        for programme in view.catalogue.programmes.values():
            if programme.city in view.filters.cities:
                name = view.names.territory(programme.territory)
                st.markdown(f"**{literal(name)}.** {literal(text.name(programme.vision_2045))}")
                st.markdown(show.source_line(view, view.catalogue.sources[programme.source_id]))
