"""What facts and codes are called on the page Data intake, and what may be chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import CITIES, DATASETS, ENROLMENT, LEVELS
from vtdash.model.period import Period, quarter_of, quarter_or_year, quarter_or_year_of_step
from vtdash.render.names import Names
from vtdash.returns.forms.form_words import FORM_NAMES
from vtdash.returns.model import Answers, Fact, Recognition
from vtdash.text.language import Text, sort_key

Options = dict[str, str]
"""Value -> what it is called, in the order in which it is offered."""

FACTS = tuple(name for name in Answers.__dataclass_fields__ if name not in {"accepted", "reasons"})
"""Names of the facts that a steward can correct, in the order in which they are asked."""

_QUARTERS, _YEARS = 24, 12
"""Periods that are offered, the newest first; another one that was found is kept."""


def fact(name: str, text: Text) -> str:
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
        "occupation": text("Occupation"),
        "level": text("Level"),
        "rural": text("Rural workers among the learners"),
        "audience": text("Audience"),
        "item": text("Task or measure"),
    }.get(name, name)


def options(about: Fact, recognition: Recognition | None, names: Names, today: date) -> Options:
    """Return the values that a fact may have; empty where any text will do."""
    text = names.text
    if about.options:
        return {
            value: _called(about.name, value, text.name(name), text)
            for value, name in about.options
        }
    offered: dict[str, Callable[[], Options]] = {
        "form": lambda: {name: text.name(said) for name, said in FORM_NAMES.items()},
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
    """Return what a value is called: a period in words, an area with its code too."""
    if fact_name == "period":
        return text.period(value)
    return f"{name} [{value}]" if fact_name == "area" else name


def periods(recognition: Recognition | None, text: Text, today: date) -> Options:
    """Return the latest quarters, or years where the dataset has these, the newest first."""
    dataset = recognition.dataset if recognition else ENROLMENT
    if dataset.column(dataset.period).kind == "year":
        return {str(today.year - back): str(today.year - back) for back in range(_YEARS)}
    step = Period.parse(quarter_or_year(today.year, quarter_of(today))).step
    steps = range(step, step - _QUARTERS, -1)
    found = (quarter_or_year_of_step(each, is_year=False) for each in steps)
    return {quarter: text.period(quarter) for quarter in found}


def occupations(names: Names) -> Options:
    """Return all occupations by key."""
    keys = names.catalogue.occupation_by_key
    return _by_name({key: f"{names.occupation(key)} [{key}]" for key in keys})


def areas(recognition: Recognition | None, names: Names, today: date) -> Options:
    """Return the reporting areas in force for the file's period, by code."""
    city = recognition.fact("city") if recognition else ""
    day = decided(recognition.fact("period") if recognition else "") or today
    return _by_name(
        {
            area.code: f"{names.text.name(area.name)} [{area.code}]"
            for area in names.catalogue.areas
            if area.level != AreaLevel.PROVINCE
            and area.is_valid_on(day)
            and city in {"", area.city}
        }
    )


def decided(period: str) -> date | None:
    """Return the day that decides a period's areas, None for a text that is no period.

    >>> decided("2025-Q3"), decided("2024"), decided("")
    (datetime.date(2025, 7, 1), datetime.date(2024, 12, 31), None)
    """
    found = Period.parse(period)
    return found.reference_date if found.form == "year" or found.is_quarter else None


def _by_name(found: Options) -> Options:
    return dict(sorted(found.items(), key=lambda entry: sort_key(entry[1])))
