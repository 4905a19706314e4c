"""What forms, facts and codes are called on the page Data intake, and what may be chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import get_args

from vtdash.intake.model import Answers, Fact, FormName, Recognition
from vtdash.language import Text, sort_key
from vtdash.naming import Names
from vtdash.schema import CITIES, DATASETS, ENROLMENT, LEVELS

Options = dict[str, str]
"""Value -> what it is called, in the order in which it is offered."""

FACTS = tuple(name for name in Answers.__dataclass_fields__ if name not in {"accepted", "reasons"})
"""Names of the facts that a steward can correct, in the order in which they are asked."""

_QUARTERS, _YEARS = 24, 12
"""Periods that are offered, the newest first; another one that was found is kept."""


def form(name: str, text: Text) -> str:
    """Return what a form is called."""
    return {
        "template": text("Template of this dashboard"),
        "form_1": text("Form 1: training of rural workers"),
        "form_2": text("Form 2: classes by occupation"),
        "roster": text("Learner roster (personal data)"),
        "list_1956": text("List under Decision 1956 (personal data)"),
    }.get(name, name)


def fact(name: str, text: Text) -> str:
    """Return what a fact of a file is called."""
    return {
        "form": text("Form"),
        "dataset": text("Dataset"),
        "sheet": text("Sheet"),
        "header_row": text("Row of the column titles"),
        "city": text("City"),
        "period": text("Period"),
        "area": text("District or commune-level unit"),
        "institution": text("Reporting unit"),
        "occupation": text("Occupation"),
        "level": text("Level"),
        "rural": text("Rural workers among the learners"),
    }.get(name, name)


def kind(name: str, text: Text) -> str:
    """Return what a kind of name in a file is called."""
    return {
        "city": text("City"),
        "area": text("District or commune-level unit"),
        "occupation": text("Occupation"),
        "level": text("Level"),
        "audience": text("Audience"),
        "item": text("Task or measure"),
    }.get(name, name)


def options(about: Fact, recognition: Recognition | None, names: Names, today: date) -> Options:
    """Return the values that a fact may have; empty where any text will do."""
    text = names.text
    if about.options:
        return {value: _called(about.name, value, text.name(name), text)
                for value, name in about.options}  # fmt: skip
    offered: dict[str, Callable[[], Options]] = {
        "form": lambda: {name: form(name, text) for name in get_args(FormName)},
        "dataset": lambda: {name: text.name(dataset.title) for name, dataset in DATASETS.items()},
        "city": lambda: {key: names.code("city", key) for key in CITIES},
        "level": lambda: {key: names.code("level", key) for key in LEVELS},
        "rural": lambda: {"all": text("all of them"), "none": text("none of them")},
        "period": lambda: periods(recognition, text, today),
        "area": lambda: areas(recognition, names, today),
        "occupation": lambda: occupations(names),
    }
    return offered[about.name]() if about.name in offered else {}


def _called(fact_name: str, value: str, name: str, text: Text) -> str:
    """Return what a value is called: a form by its name here, an area with its code too."""
    if fact_name == "form":
        return form(value, text)
    if fact_name == "period":
        return text.period(value)
    return f"{name} [{value}]" if fact_name == "area" else name


def periods(recognition: Recognition | None, text: Text, today: date) -> Options:
    """Return the latest quarters, or years where the dataset has these, the newest first."""
    dataset = recognition.dataset if recognition else ENROLMENT
    if dataset.column(dataset.period).kind == "year":
        return {str(today.year - back): str(today.year - back) for back in range(_YEARS)}
    count = today.year * 4 + (today.month - 1) // 3
    found = (f"{n // 4}-Q{n % 4 + 1}" for n in range(count, count - _QUARTERS, -1))
    return {quarter: text.period(quarter) for quarter in found}


def occupations(names: Names) -> Options:
    """Return all occupations by key."""
    keys = names.catalogue.occupation_by_key
    return _by_name({key: f"{names.occupation(key)} [{key}]" for key in keys})


def areas(recognition: Recognition | None, names: Names, today: date) -> Options:
    """Return the reporting areas in force on the first day of the file's period, by code."""
    city = recognition.fact("city") if recognition else ""
    day = first_day(recognition.fact("period") if recognition else "") or today
    return _by_name({
        area.code: f"{names.text.name(area.name)} [{area.code}]"
        for area in names.catalogue.areas
        if area.level != "province" and area.is_valid_on(day) and city in {"", area.city}
    })  # fmt: skip


def first_day(period: str) -> date | None:
    """Return the first day of a quarter or year as recognised, None for any other text.

    >>> first_day("2025-Q3"), first_day("2024"), first_day("")
    (datetime.date(2025, 7, 1), datetime.date(2024, 1, 1), None)
    """
    year, _, quarter = period.partition("-Q")
    if not re.fullmatch(r"\d{4}", year):
        return None
    return date(int(year), int(quarter) * 3 - 2 if quarter in {"1", "2", "3", "4"} else 1, 1)


def _by_name(found: Options) -> Options:
    return dict(sorted(found.items(), key=lambda entry: sort_key(entry[1])))
