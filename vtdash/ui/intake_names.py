"""Names that are not certain: each once, with its proposal, taken when a steward says yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from vtdash.returns.model import Match
from vtdash.returns.names.office_words import plain as compared
from vtdash.returns.review import names_once, proposed_code, row_list
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui.intake_answers import Options, fact_name
from vtdash.ui.intake_files import Loaded
from vtdash.ui.markup import literal
from vtdash.ui.show import rows_of_words

_ASKED = 40
"""Names that are asked for at a time; answered ones make room for the next."""


def draw_matches(view: View, file: Loaded) -> None:
    """Ask for a yes to each near name, and list the unknown ones."""
    text, found = view.text, file.examination.matches
    asked, unknown = names_to_ask(found), names_once(m for m in found if m.how == "unknown")
    if not asked and not unknown:
        return
    st.header(text("Names to confirm"), anchor=False)
    if asked:
        _ask_names(view, file, asked)
    if unknown:
        st.markdown(
            text(
                "These names are not known. Correct them in the file or below, or choose the right "
                "value above where the name stands for the whole file."
            )
        )
        rows_of_words(unknown_rows(unknown, text), text("Names to confirm"))


def names_to_ask(found: Sequence[Match]) -> list[Match]:
    """Return names with candidates, those without an answer first, as many as are asked at once."""
    asked = [match for match in names_once(found) if match.how in {"near", "accepted"}]
    return sorted(asked, key=lambda match: match.how == "accepted")[:_ASKED]


def accepted_names(
    before: Mapping[tuple[str, str], str], chosen: Sequence[tuple[Match, str]]
) -> dict[tuple[str, str], str]:
    """Return the accepted codes with those just chosen; an empty choice takes one back."""
    now = dict(before)
    for match, code in chosen:
        key = (match.kind, compared(match.text))
        now.pop(key, None)
        if code:
            now[key] = code
    return now


def unknown_rows(unknown: Sequence[Match], text: Text) -> list[dict[str, str]]:
    """Return unknown names as rows of a table."""
    return [
        {
            text("What it is"): fact_name(match.kind, text),
            text("As the file has it"): match.text,
            text("Rows"): row_list(match.rows, text),
        }
        for match in unknown
    ]


def match_options(match: Match, text: Text) -> Options:
    """Return what a name may stand for, the nearest first, after no answer at all."""
    near = {c.code: f"{text.name(c.name)} [{c.code}]" for c in match.candidates}
    known = near if match.how == "near" or match.code in near else {match.code: match.code, **near}
    return {"": text("none of these"), **known}


def _ask_names(view: View, file: Loaded, asked: Sequence[Match]) -> None:
    """Ask about each name; one button says yes to all that are proposed."""
    text = view.text
    st.markdown(
        text(
            "These names are close to known ones. The nearest is proposed; nothing is taken "
            "without your yes."
        )
    )
    with st.container(border=True):
        chosen = [(match, _choose(file, match, number, text)) for number, match in enumerate(asked)]
        proposed = [(match, code) for match, code in chosen if code and match.how == "near"]
        label = text("Yes to all proposals ({n})", n=text.number(len(proposed)))
        if proposed and st.button(label, type="primary", key=file.key("names-all")):
            _accept(file, proposed)


def _choose(file: Loaded, match: Match, number: int, text: Text) -> str:
    """Draw one name with its proposal and a button of its own; return what is chosen for it."""
    known, wanted = match_options(match, text), proposed_code(match)
    label = f"{fact_name(match.kind, text)}: {literal(match.text)}"
    if match.rows:
        label = text("{name} (rows {rows})", name=label, rows=row_list(match.rows, text))
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    code = left.selectbox(
        label,
        list(known),
        list(known).index(wanted),
        format_func=known.__getitem__,
        key=f"intake-{file.id}-name-{match.kind}-{compared(match.text)}",
    )
    if match.how == "accepted" and code == match.code:
        if right.button(text("Take back"), key=file.key(f"name-back-{number}")):
            _accept(file, [(match, "")])
    elif right.button(text("Yes"), key=file.key(f"name-yes-{number}"), disabled=not code):
        _accept(file, [(match, code)])
    return code


def _accept(file: Loaded, chosen: Sequence[tuple[Match, str]]) -> None:
    file.answer({"accepted": accepted_names(file.work.answers.accepted, chosen)})
