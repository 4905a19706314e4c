"""What readers of forms say: what is wrong in a place. No sentence repeats a cell."""

from __future__ import annotations

from collections.abc import Sequence

from vtdash.model.datasets import Dataset
from vtdash.returns.model import Fact
from vtdash.text.language import Named
from vtdash.text.messages import Message, Number, message

FORM_NAMES: dict[str, Named] = {
    "template": message("Template of this project"),
    "form_1": message("Form 1: training of rural workers"),
    "form_2": message("Form 2: classes by occupation"),
    "roster": message("Learner roster (personal data)"),
    "list_1956": message("List under Decision 1956 (personal data)"),
}

_FACTS = {
    "period": message("The heading does not state the period (one quarter)."),
    "city": message("It is not clear whether the form is Hanoi's or Hai Phong's."),
    "area": message(
        "The heading names no district or commune-level unit that is in force in the period."
    ),
    "institution": message("The heading does not name the reporting unit."),
    "occupation": message("The heading does not name the occupation."),
    "level": message("The heading does not state the level of training."),
    "rural": message(
        "The form does not say whether its learners are rural workers; choose when loading it."
    ),
}
_SEVERAL_AREAS = message(
    "It is not clear which area the form is about; its heading may mean several. Choose one."
)


def missing_fact(fact: Fact, heading_period: str) -> Named:
    """Return what is missing; ``heading_period`` is a year where the heading states only that."""
    if fact.name == "period" and heading_period:
        return message(
            "The heading states only the year {year}; enrolment is reported by quarter.",
            year=heading_period,
        )
    if fact.name == "area" and fact.options:
        return _SEVERAL_AREAS
    return _FACTS[fact.name]


NOTHING = message("Every cell of the file is blank.")
NOT_RECOGNISED = message("No sheet has the header row of a known form in its first 60 rows.")


def not_this_form(name: Named) -> Named:
    """Return that the form which the steward chose is not in the file."""
    return message(
        "The file was to be read as '{name}', but the header row of that form is not there.",
        name=name,
    )


def unknown_answer(name: str, allowed: Sequence[str]) -> Named:
    """Return that an answer about form, dataset or sheet is none of the possible ones."""
    values = ", ".join(allowed)
    return message("The answer about '{name}' is not one of: {values}.", name=name, values=values)


def other_sheet(name: Named) -> Named:
    """Return that a further sheet holds a form and is left unread."""
    return message(
        "This sheet is a '{name}' as well but is not read: one sheet is read at a time. "
        "Load the file again and choose this sheet, or make a file of its own.",
        name=name,
    )


def missing_column(dataset: Dataset) -> Named:
    """Return that a column of a template is not there."""
    return message(
        "This column of the dataset {dataset} ({title}) is missing.",
        dataset=dataset.name,
        title=dataset.title,
    )


def unknown_column(dataset: Dataset, close: str) -> Named:
    """Return that a heading is none of a template's, with the name probably meant."""
    if not close:
        return message("The dataset {dataset} has no such column.", dataset=dataset.name)
    return message(
        "The dataset {dataset} has no such column. Did you mean '{close}'?",
        dataset=dataset.name,
        close=close,
    )


def column_twice(first: str) -> Named:
    """Return that a column stands a second time; ``first`` is the letter of the one read."""
    return message("This column stands in column {first} already.", first=first)


EXAMPLE = message("This is the template's example row, not data.")


def wrong_width(found: int, width: int) -> Named:
    """Return that a row has more or fewer cells than the header."""
    return message(
        "This row has {found} cells, the header has {width}.",
        found=Number(found),
        width=Number(width),
    )


def needed_column(column: Named) -> Message:
    """Return that an official form lacks a column that is needed to count."""
    return message("The heading rows of the form have no column for {column}.", column=column)


def part_above_whole(part: int | str, part_value: int, whole: int | str, value: int) -> Named:
    """Return that a part is larger than the whole; columns are named by number or heading."""
    return message(
        "Column {part} is {part_value}, above column {whole}, which is {value}.",
        part=part,
        part_value=Number(part_value),
        whole=whole,
        value=Number(value),
    )


def rule_broken(rule: str, stated: int, summed: int) -> Named:
    """Return that a sum rule of the form does not hold in a row."""
    return message(
        "The rule {rule} does not hold: the sum says {stated}, its parts add up to {summed}.",
        rule=rule,
        stated=Number(stated),
        summed=Number(summed),
    )


def total_differs(stated: float, summed: float) -> Named:
    """Return that a totals row differs from the rows that it is the total of."""
    return message(
        "The totals row says {stated}, the rows that it is the total of add up to {summed}.",
        stated=Number(stated),
        summed=Number(summed),
    )


def graduated_above_enrolled(graduated: int, enrolled: int) -> Named:
    """Return that more people graduated in the period than began."""
    return message(
        "Part B states {graduated} graduates, part A {enrolled} people enrolled.",
        graduated=Number(graduated),
        enrolled=Number(enrolled),
    )


NOT_STORED = message(
    "Part B (graduation) is checked but not stored: the form has no survey of graduates."
)
PART_TWICE = message(
    "This part of the form stands above already; adding up both would count everybody twice."
)
NO_CLASSES = message("This row has counts but no class under it, so the occupation is not known.")
NO_NAME = message("This row has counts but no name.")
_MISPLACED = {
    "sector": message("This row of a field (I, II) stands under no part A or B."),
    "level": message("This row of a level (1, 2) stands under no field I or II."),
    "age": message("This row of an age group stands under no level 1 or 2."),
    "class": message("This row is no heading of the form and stands under no age group."),
}


def misplaced(kind: str) -> Named:
    """Return that a row of Form 1's tree stands where its parent is missing."""
    return _MISPLACED[kind]
