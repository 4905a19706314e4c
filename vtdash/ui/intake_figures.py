"""Published figures of a return: what they say, and which of contradicting values is used."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from vtdash.render.names import Names
from vtdash.returns.counting import CountingQuestion
from vtdash.returns.published.against_register import FiguresFound
from vtdash.topics.sources.new_figures import conflict_lines, stated_lines
from vtdash.topics.view import View
from vtdash.ui.intake_files import Loaded
from vtdash.ui.markup import literal

SHOWN = 50
"""Figures that are told in sentences; of more only contradictions are shown."""

LONGEST_WHY = 300


def draw_figures(view: View, file: Loaded) -> None:
    """Show what the new figures state, and ask about each contradiction beside its card."""
    found = file.examination.figures
    if found is None:
        return
    text, names = view.text, Names(found.catalogue, view.text)
    st.header(text("What the figures say"), anchor=False)
    said = text.plural("{n} new figure.", "{n} new figures.", len(found.ids))
    st.markdown(said)
    lines = [
        line
        for figure_id in found.ids[:SHOWN]
        for line in stated_lines(names, figure_id, found.witnesses.get(figure_id, ()))
    ]
    st.markdown("\n".join(f"- {literal(line)}" for line in lines))
    if found.questions:
        _ask(view, file, found, names)


def _ask(view: View, file: Loaded, found: FiguresFound, names: Names) -> None:
    """Ask which value is used and why; nothing is chosen beforehand."""
    text = view.text
    st.subheader(text("Where sources disagree"), anchor=False)
    st.markdown(
        text(
            "Choose for each which value is used, and say why. Every value stays, with its page; "
            "readers see the choice and the reason on the card."
        )
    )
    with st.form(file.key("figures"), border=True):
        given = {q.key: _question(view, file, found, names, q) for q in found.questions}
        if st.form_submit_button(text("Use these choices"), type="primary"):
            _answer(file, {key: answer for key, answer in given.items() if all(answer)})


def _answer(file: Loaded, given: Mapping[str, tuple[str, str]]) -> None:
    """Take the choices that have a reason."""
    answers = file.work.answers
    counted = {key: chosen for key, (chosen, _) in given.items()}
    whys = {key: why for key, (_, why) in given.items()}
    file.answer({"counted": {**answers.counted, **counted}, "whys": {**answers.whys, **whys}})


def _question(
    view: View, file: Loaded, found: FiguresFound, names: Names, question: CountingQuestion
) -> tuple[str, str]:
    """Draw the card of a contradiction; return the choice and the reason, blank while open."""
    text = view.text
    lines = conflict_lines(names, found.conflicts[question.key])
    st.markdown(
        f"**{literal(text.name(question.said))}**\n"
        + "\n".join(f"- {literal(line)}" for line in lines)
    )
    words = {choice.value: literal(text.name(choice.words)) for choice in question.choices}
    place = list(words).index(question.answer) if question.answer else None
    chosen = st.radio(
        text("Which value is used?"),
        list(words),
        place,
        format_func=words.__getitem__,
        key=file.key(f"{question.key}-choice"),
    )
    why = st.text_input(
        text("Why this one?"),
        file.work.answers.whys.get(question.key, ""),
        max_chars=LONGEST_WHY,
        key=file.key(f"{question.key}-why"),
    )
    return chosen or "", why.strip()
