"""What a steward is asked about a file: what it was taken for, fact by fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import CITIES, ENROLMENT, LEVELS
from vtdash.model.period import Period, quarter_of, quarter_or_year, quarter_or_year_of_step
from vtdash.model.published_figures import TEMPLATES
from vtdash.render.names import Names
from vtdash.returns.forms.form_facts import FORM_NAMES
from vtdash.returns.model import Answers, Fact, Recognition
from vtdash.text.language import Text, sort_key, today_in_vietnam
from vtdash.topics.view import View
from vtdash.ui.intake_files import Loaded
from vtdash.ui.markup import literal

Options = dict[str, str]
"""Value -> what it is called, in the order in which it is offered."""

FACTS = tuple(
    name
    for name in Answers.__dataclass_fields__
    if name not in {"accepted", "reasons", "counted", "whys", "edits"}
)
"""Names of the facts that a steward can correct, in the order in which they are asked."""

_QUARTERS, _YEARS = 24, 12
"""Periods that are offered, the newest first; another one that was found is kept."""
_COLUMNS = 3


def fact_name(name: str, text: Text) -> str:
    """Return what a fact of a file, or a kind of name in it, is called."""
    return {
        "form": text("Form"),
        "dataset": text("Dataset"),
        "sheet": text("Sheet"),
        "header_row": text("Row of the column titles"),
        "city": text("City"),
        "period": text("Period"),
        "area": text("District or commune-level unit"),
        "institution": text("Reporting unit"),
        "unit": text("Reporting unit"),
        "occupation": text("Occupation"),
        "level": text("Level"),
        "rural": text("Rural workers among the learners"),
        "hidden": text("Hidden rows"),
        "letters": text("Letters of an old font"),
        "audience": text("Audience"),
        "item": text("Task or measure"),
    }.get(name, name)


def fact_options(fact: Fact, found: Recognition | None, names: Names, today: date) -> Options:
    """Return the values that a fact may have; empty where any text will do."""
    text = names.text
    if fact.options:
        return {key: _called(fact.name, key, text.name(name), text) for key, name in fact.options}
    offered: dict[str, Callable[[], Options]] = {
        "form": lambda: {name: text.name(said) for name, said in FORM_NAMES.items()},
        "dataset": lambda: {name: text.name(dataset.title) for name, dataset in TEMPLATES.items()},
        "city": lambda: {key: names.code("city", key) for key in CITIES},
        "level": lambda: {key: names.code("level", key) for key in LEVELS},
        "rural": lambda: {"all": text("all of them"), "none": text("none of them")},
        "period": lambda: period_options(found, text, today),
        "area": lambda: area_options(found, names, today),
        "occupation": lambda: occupation_options(names),
    }
    return offered[fact.name]() if fact.name in offered else {}


def _called(fact_name: str, value: str, name: str, text: Text) -> str:
    """Return what a value is called: a period in words, an area with its code too."""
    if fact_name == "period":
        return text.period(value)
    return f"{name} [{value}]" if fact_name == "area" else name


def period_options(recognition: Recognition | None, text: Text, today: date) -> Options:
    """Return the latest quarters, or years where the dataset has these, the newest first."""
    dataset = recognition.dataset if recognition else ENROLMENT
    if dataset.column(dataset.period).kind == "year":
        return {str(today.year - back): str(today.year - back) for back in range(_YEARS)}
    step = Period.parse(quarter_or_year(today.year, quarter_of(today))).step
    steps = range(step, step - _QUARTERS, -1)
    found = (quarter_or_year_of_step(each, is_year=False) for each in steps)
    return {quarter: text.period(quarter) for quarter in found}


def occupation_options(names: Names) -> Options:
    """Return all occupations by key."""
    keys = names.catalogue.occupation_by_key
    return _by_name({key: f"{names.occupation(key)} [{key}]" for key in keys})


def area_options(recognition: Recognition | None, names: Names, today: date) -> Options:
    """Return the reporting areas that are valid in the file's period, by code."""
    city = recognition.fact("city") if recognition else ""
    day = day_of_period(recognition.fact("period") if recognition else "") or today
    valid = (a for a in names.catalogue.areas if a.is_valid_on(day) and city in {"", a.city})
    parts = (area for area in valid if area.level != AreaLevel.PROVINCE)
    return _by_name({a.code: f"{names.text.name(a.name)} [{a.code}]" for a in parts})


def day_of_period(period: str) -> date | None:
    """Return the day that decides a period's areas, None for a text that is no period.

    >>> day_of_period("2025-Q3"), day_of_period("2024"), day_of_period("")
    (datetime.date(2025, 7, 1), datetime.date(2024, 12, 31), None)
    """
    found = Period.parse(period)
    return found.reference_date if found.form == "year" or found.is_quarter else None


def _by_name(found: Options) -> Options:
    return dict(sorted(found.items(), key=lambda entry: sort_key(entry[1])))


def draw_recognition(view: View, file: Loaded) -> None:
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
    found = facts_to_ask(recognition)
    with st.form(file.key("facts"), border=True):
        chosen = _ask_facts(view, file, found)
        asked = st.form_submit_button(text("Read the file again with these answers"))
    if asked and (different := changed_facts(found, chosen)):
        file.answer(different)


def facts_to_ask(recognition: Recognition | None) -> tuple[Fact, ...]:
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
    ordered = (known[name] for name in FACTS if name in known)
    return tuple(fact for fact in ordered if fact.how != "not_needed" and not _is_idle(fact))


def _is_idle(fact: Fact) -> bool:
    """Return whether there is nothing to say or choose: the nameless sheet of a CSV file."""
    return fact.name == "sheet" and not fact.value and not any(v for v, _ in fact.options)


def changed_facts(found: Sequence[Fact], chosen: Mapping[str, str]) -> dict[str, Any]:
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


def origin_of_fact(fact: Fact, text: Text) -> str:
    """Return where the value of a fact comes from, in words."""
    place = replace(fact.place, sheet="").words(text)
    if fact.how == "missing":
        return text("missing: please answer")
    if fact.how == "answered":
        return text("as you answered")
    return text("found in {place}", place=place) if place else text("as recognised")


def _ask_facts(view: View, file: Loaded, found: Sequence[Fact]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for start in range(0, len(found), _COLUMNS):
        for column, fact in zip(st.columns(_COLUMNS), found[start:][:_COLUMNS], strict=False):
            with column:
                chosen[fact.name] = _widget(view, file, fact)
                st.caption(literal(origin_of_fact(fact, view.text)))
    return chosen


def _widget(view: View, file: Loaded, fact: Fact) -> str:
    text, key = view.text, file.key(fact.name)
    label = fact_name(fact.name, text)
    known = fact_options(fact, file.examination.recognition, view.names, today_in_vietnam())
    if not known:
        return st.text_input(label, fact.value, max_chars=100, key=key)
    if fact.value and fact.value not in known:
        known = {fact.value: fact.value, **known}
    return _select(label, known, fact.value, key, text)


def _select(label: str, known: Options, value: str, key: str, text: Text) -> str:
    values = list(known)
    place = values.index(value) if value in known else None
    chosen = st.selectbox(
        label, values, place, format_func=known.__getitem__, key=key, placeholder=text("choose")
    )
    return chosen or ""
