"""What a file was taken for, as a short form to correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from vtdash.returns.model import Fact, Recognition
from vtdash.returns.review import where
from vtdash.text.language import Text, today_in_vietnam
from vtdash.topics.view import View
from vtdash.ui.intake import intake_words
from vtdash.ui.intake.session import Loaded
from vtdash.ui.show import plain

_COLUMNS = 3


def draw(view: View, file: Loaded) -> None:
    """Show what was recognised; what the steward corrects is read again at once."""
    text, recognition = view.text, file.examination.recognition
    st.header(text("What the file was taken for"), anchor=False)
    if recognition is None:
        st.markdown(text("No form was recognised. If you know which one it is, choose it here."))
    elif recognition.is_personal:
        st.info(
            text(
                "Each row of this form is a person. The persons are counted; no name, "
                "number, address or date of birth is kept or shown."
            )
        )
    found = facts(recognition)
    with st.form(file.key("facts"), border=True):
        chosen = _ask(view, file, found)
        asked = st.form_submit_button(text("Read the file again with these answers"))
    if asked and (different := changes(found, chosen)):
        file.answer(different)


def facts(recognition: Recognition | None) -> tuple[Fact, ...]:
    """Return the facts that a steward may correct, form, sheet and header row among them."""
    if recognition is None:
        return (Fact("form", "", "missing"),)
    known = {
        "form": Fact("form", recognition.form, "found"),
        "dataset": Fact(
            "dataset",
            recognition.dataset.name,
            "found" if recognition.form == "template" else "not_needed",
        ),
        "sheet": Fact("sheet", recognition.sheet, "found" if recognition.sheet else "not_needed"),
        "header_row": Fact("header_row", str(recognition.header_row), "found"),
        **{fact.name: fact for fact in recognition.facts},
    }
    ordered = (known[name] for name in intake_words.FACTS if name in known)
    return tuple(fact for fact in ordered if fact.how != "not_needed" and not _is_idle(fact))


def _is_idle(fact: Fact) -> bool:
    """Return whether there is nothing to say or choose: the nameless sheet of a CSV file."""
    return fact.name == "sheet" and not fact.value and not any(v for v, _ in fact.options)


def changes(found: Sequence[Fact], chosen: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of ``Answers`` in which the choice differs from what was found."""
    differing: dict[str, Any] = {
        fact.name: chosen[fact.name].strip()
        for fact in found
        if fact.name in chosen and chosen[fact.name].strip() != fact.value
    }
    if "header_row" in differing:
        row = str(differing["header_row"])
        differing["header_row"] = int(row) if row.isdecimal() else 0
    return differing


def how(fact: Fact, text: Text) -> str:
    """Return where the value of a fact comes from, in words."""
    place = where(replace(fact.place, sheet=""), text)
    if fact.how == "missing":
        return text("missing: please answer")
    if fact.how == "answered":
        return text("as you answered")
    return text("found in {place}", place=place) if place else text("as recognised")


def _ask(view: View, file: Loaded, found: Sequence[Fact]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for start in range(0, len(found), _COLUMNS):
        for column, fact in zip(st.columns(_COLUMNS), found[start:][:_COLUMNS], strict=False):
            with column:
                chosen[fact.name] = _widget(view, file, fact)
                st.caption(plain(how(fact, view.text)))
    return chosen


def _widget(view: View, file: Loaded, fact: Fact) -> str:
    text, key = view.text, file.key(fact.name)
    label = intake_words.fact(fact.name, text)
    known = intake_words.options(fact, file.examination.recognition, view.names, today_in_vietnam())
    if not known:
        return st.text_input(label, fact.value, max_chars=100, key=key)
    if fact.value:
        known = {fact.value: fact.value, **known} if fact.value not in known else known
    values = list(known)
    place = values.index(fact.value) if fact.value else None
    chosen = st.selectbox(
        label, values, place, format_func=known.__getitem__, key=key, placeholder=text("choose")
    )
    return chosen or ""
