"""Names in a file that nobody could place for certain: near ones need a yes, unknown ones wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from vtdash.returns.model import Match
from vtdash.returns.names.office_words import plain as compared
from vtdash.returns.review import rows
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui.intake import intake_words
from vtdash.ui.intake.session import Loaded
from vtdash.ui.intake.tables import table
from vtdash.ui.show import plain

_ASKED = 40
"""Names that are asked for at a time; answered ones make room for the next."""

Accepted = dict[tuple[str, str], str]


def draw(view: View, file: Loaded) -> None:
    """Ask for a yes to each near name, and list the unknown ones."""
    text, found = view.text, file.examination.matches
    asked, unknown = to_ask(found), [m for m in found if m.how == "unknown"]
    if not asked and not unknown:
        return
    st.header(text("Names to confirm"), anchor=False)
    if asked:
        _ask(view, file, asked)
    if unknown:
        st.markdown(
            text(
                "These names are not known. Correct them in the file, or choose the right value "
                "above where the name stands for the whole file."
            )
        )
        table(unknown_rows(unknown, text), text("Names to confirm"))


def to_ask(found: Sequence[Match]) -> list[Match]:
    """Return names with candidates, those without an answer first, as many as are asked at once."""
    asked = [match for match in found if match.candidates and match.how in {"near", "accepted"}]
    return sorted(asked, key=lambda match: match.how == "accepted")[:_ASKED]


def accepted(
    before: Mapping[tuple[str, str], str], chosen: Mapping[int, str], asked: Sequence[Match]
) -> Accepted:
    """Return the accepted codes with those just chosen; a choice that was emptied is taken out."""
    now = dict(before)
    for number, match in enumerate(asked):
        key = (match.kind, compared(match.text))
        now.pop(key, None)
        if code := chosen.get(number, ""):
            now[key] = code
    return now


def unknown_rows(unknown: Sequence[Match], text: Text) -> list[dict[str, str]]:
    """Return unknown names as rows of a table."""
    return [
        {
            text("What it is"): intake_words.fact(match.kind, text),
            text("As the file has it"): match.text,
            text("Rows"): rows(match.rows, text),
        }
        for match in unknown
    ]


def choices(match: Match, text: Text) -> intake_words.Options:
    """Return what a name may stand for, the nearest first, after no answer at all."""
    near = {c.code: f"{text.name(c.name)} [{c.code}]" for c in match.candidates}
    return {"": text("not answered yet"), **near}


def _ask(view: View, file: Loaded, asked: Sequence[Match]) -> None:
    text = view.text
    st.markdown(
        text(
            "These names are close to known ones. Say which one is meant; nothing is "
            "taken without your yes."
        )
    )
    with st.form(file.key("names"), border=True):
        chosen = {number: _choose(file, match, number, text) for number, match in enumerate(asked)}
        if st.form_submit_button(text("Yes, take these")):
            file.answer({"accepted": accepted(file.work.answers.accepted, chosen, asked)})


def _choose(file: Loaded, match: Match, number: int, text: Text) -> str:
    known = choices(match, text)
    values = list(known)
    place = values.index(match.code) if match.how == "accepted" and match.code in known else 0
    label = f"{intake_words.fact(match.kind, text)}: {plain(match.text)}"
    if match.rows:
        label = text("{name} (rows {rows})", name=label, rows=rows(match.rows, text))
    key = file.key(f"name-{number}")
    return st.selectbox(label, values, place, format_func=known.__getitem__, key=key) or ""
