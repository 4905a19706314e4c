"""What counts once: where another return says the same, the steward decides and sees the totals."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vtdash.returns.counting import ADDS, CountingQuestion
from vtdash.topics.view import View
from vtdash.ui.intake_files import Loaded
from vtdash.ui.markup import literal

_ASKED = 20
"""Questions that are asked at a time; answered ones make room for the next."""


def draw_counting(view: View, file: Loaded) -> None:
    """Ask what counts where another return says the same; nothing is chosen beforehand."""
    text, questions = view.text, questions_to_ask(file.examination.questions)
    if not questions:
        return
    st.header(text("Counted once"), anchor=False)
    st.markdown(
        text(
            "Other returns say the same. Choose what counts; nothing adds up by itself. Totals are "
            "those with this choice, the other questions left as they stand."
        )
    )
    with st.form(file.key("counted"), border=True):
        chosen = {q.key: _choice(file, q, number, view) for number, q in enumerate(questions)}
        if st.form_submit_button(text("Use these choices"), type="primary"):
            _answer(file, chosen)
    apart = [q.key for q in questions if q.kind == "overlap" and not q.answer]
    label = text("All units are apart: all of them count ({n})", n=text.number(len(apart)))
    if len(apart) > 1 and st.button(label, key=file.key("counted-apart")):
        _answer(file, dict.fromkeys(apart, ADDS))


def questions_to_ask(questions: Sequence[CountingQuestion]) -> list[CountingQuestion]:
    """Return the questions, open ones first, as many as are asked at once."""
    asked = [question for question in questions if question.kind != "figures"]
    return sorted(asked, key=lambda question: bool(question.answer))[:_ASKED]


def _choice(file: Loaded, question: CountingQuestion, number: int, view: View) -> str:
    text = view.text
    words = {c.value: literal(text.name(c.words)) for c in question.choices}
    place = list(words).index(question.answer) if question.answer else None
    chosen = st.radio(
        literal(text.name(question.said)),
        list(words),
        place,
        format_func=words.__getitem__,
        key=file.key(f"counted-{number}"),
    )
    return chosen or ""


def _answer(file: Loaded, chosen: dict[str, str]) -> None:
    given = {key: choice for key, choice in chosen.items() if choice}
    if given:
        file.answer({"counted": {**file.work.answers.counted, **given}})
