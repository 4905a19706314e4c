"""What must hold in each row of a return: what its columns may hold, and its cells together.

A rule looks at sound cells only: where one of its cells is missing it has nothing to say, since
that cell has been named already. Each rule judges all rows at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vtdash.model.datasets import Bilingual, Column, Dataset
from vtdash.model.period import Period
from vtdash.reference import Catalogue
from vtdash.returns.checks.groups import (
    Frame,
    Numbers,
    Series,
    dense,
    first_rows,
    numbers_of,
    values_at,
)
from vtdash.returns.checks.membership import (
    CombinationRule,
    FindingWords,
    areas_by_code,
    memberships,
)
from vtdash.returns.files.cells import LONGEST_CODE, MOST_COUNT
from vtdash.returns.files.cells_of_time import FIRST_YEAR
from vtdash.returns.findings import Findings
from vtdash.returns.model import Draft
from vtdash.returns.parse import Parsed
from vtdash.returns.wording import part_above_whole
from vtdash.text.language import LANGUAGES, Named
from vtdash.text.messages import Number, message

Holds = NDArray[np.bool_]
Label = Callable[[str], Named]
"""Name of a column of the dataset -> the column as the office sees it."""

_UNPLANNED = (("money_planned", "money_spent"),)
"""Plan and what came of it. Milestones done are bounded by those planned already."""

_LARGE_MILLIONS = 100_000
"""From here on an amount in million VND, one item's of one area in one quarter, is asked about: it
is a hundred billion VND, and more likely an amount in VND or in thousands."""

_CHECK_OF_KIND = {"text": "T07", "count": "T02", "amount": "T04", "year": "T05", "quarter": "T06"}
"""The check that a value fails which its column cannot hold; C01 for the columns of lists."""

_TYPES = {"count": "Int64", "year": "Int64", "amount": "float64"}
"""Types of columns after parsing; the others are categories."""

_QUARTER = re.compile(r"[0-9]{4}-Q[1-4]")

_NOT_OF_COLUMN = message("The value is not one that this column can hold.")


@dataclass(frozen=True)
class RowRule:
    """What must hold: ``holds`` says it for each row, ``wrong`` words it for some positions.

    ``column``: the one to correct, empty where it is the whole row.
    """

    check: str
    column: str
    holds: Callable[[Frame], Holds]
    wrong: Callable[[Frame, Numbers], list[FindingWords]]


def check_rows(
    parsed: Parsed, draft: Draft, catalogue: Catalogue, findings: Findings, today: date
) -> None:
    """Note every row that breaks a rule of the dataset; a missing cell breaks none here."""
    dataset = draft.recognition.dataset
    rows: Numbers = parsed.frame.index.to_numpy()
    frame = parsed.frame.reset_index(drop=True)

    def label(name: str) -> Named:
        return draft.place(None, name).called

    for rule in (
        *_column_rules(dataset, catalogue),
        *_judged(dataset, catalogue, today, label),
        *_bounds(dataset, label),
        *_planned(dataset, label),
        *_large(dataset),
        _unique(dataset, label, rows),
    ):
        failed = np.flatnonzero(~rule.holds(frame))
        if not len(failed):
            continue
        listed = failed[: findings.room(rule.check)]
        findings.count(rule.check, len(failed) - len(listed))
        for position, words in zip(listed, rule.wrong(frame, listed), strict=True):
            place = draft.place(int(rows[position]), rule.column)
            findings.add(
                rule.check,
                place,
                words.what,
                found=words.found,
                expected=words.expected,
                do=words.do,
            )


def _column_rules(dataset: Dataset, catalogue: Catalogue) -> Iterator[RowRule]:
    """Yield what each column may hold: what was parsed does, what a form counted has to."""
    for column in dataset.columns:
        check = "C01" if column.allowed else _CHECK_OF_KIND.get(column.kind, "C01")
        yield RowRule(check, column.name, _in_column(column, catalogue), _not_of_column)


def _not_of_column(frame: Frame, positions: Numbers) -> list[FindingWords]:
    return [FindingWords(_NOT_OF_COLUMN) for _ in positions]


def _in_column(column: Column, catalogue: Catalogue) -> Callable[[Frame], Holds]:
    """Return whether the cells of a column are ones that it can hold, for each row.

    A column of another type is this program's own mistake: ``TypeError``.
    """
    kind = column.kind
    lowest = FIRST_YEAR if kind == "year" else 0
    highest = MOST_COUNT if kind == "count" else np.inf
    possible = _possible(column, catalogue)

    def holds(frame: Frame) -> Holds:
        cells, wanted = frame[column.name], _TYPES.get(kind, "category")
        if cells.dtype != wanted:
            raise TypeError(f"column {column.name} is {cells.dtype} instead of {wanted}")
        if wanted != "category":
            return _true(~((cells < lowest) | (cells > highest)))
        sound = np.array([*(possible(text) for text in cells.cat.categories), True], dtype=bool)
        return sound[cells.cat.codes.to_numpy()]

    return holds


def _possible(column: Column, catalogue: Catalogue) -> Callable[[str], bool]:
    """Return whether a column of text can hold a text."""
    if column.allowed:
        return frozenset(column.allowed).__contains__
    if column.kind == "quarter":
        return lambda text: bool(_QUARTER.fullmatch(text))
    lists = {
        "area": lambda: areas_by_code(catalogue),
        "occupation": lambda: catalogue.occupation_by_key,
        "item": lambda: catalogue.items,
    }
    if column.kind in lists:
        return frozenset(lists[column.kind]()).__contains__
    return lambda text: 1 <= len(text) <= LONGEST_CODE


def _judged(dataset: Dataset, catalogue: Catalogue, today: date, label: Label) -> Iterator[RowRule]:
    names = set(dataset.column_names)
    for rule in (_begun(dataset, today), *memberships(dataset, catalogue, label)):
        if set(rule.columns) <= names:
            yield _by_combination(rule)


def _by_combination(rule: CombinationRule) -> RowRule:
    """Return the rule for rows of one that is asked once for each combination of cells."""
    columns = list(rule.columns)

    def holds(frame: Frame) -> Holds:
        numbers, distinct = dense(numbers_of(frame, columns))
        asked = values_at(frame, columns, first_rows(numbers, distinct))
        sound = [None in values or rule.ask(*values) is None for values in asked]
        return np.array(sound, dtype=bool)[numbers]

    def wrong(frame: Frame, positions: Numbers) -> list[FindingWords]:
        said = [rule.ask(*values) for values in values_at(frame, columns, positions)]
        return [words for words in said if words]

    return RowRule(rule.check, columns[0], holds, wrong)


def _begun(dataset: Dataset, today: date) -> CombinationRule:
    words = FindingWords(
        message("This period has not begun; only past or running ones are reported.")
    )

    def ask(period: str | int) -> FindingWords | None:
        first = Period.parse(period).start
        return words if first and first > today else None

    return CombinationRule("P01", (dataset.period,), ask)


def _bounds(dataset: Dataset, label: Label) -> Iterator[RowRule]:
    for column in dataset.columns:
        if column.at_most:
            yield _at_most(column.name, column.at_most, label)


def _at_most(part: str, whole: str, label: Label) -> RowRule:
    def holds(frame: Frame) -> Holds:
        return _true(frame[part] <= frame[whole])

    def wrong(frame: Frame, positions: Numbers) -> list[FindingWords]:
        return [
            FindingWords(part_above_whole(small, large, label(whole)), found=str(small))
            for small, large in values_at(frame, [part, whole], positions)
        ]

    return RowRule("A01", part, holds, wrong)


def _planned(dataset: Dataset, label: Label) -> Iterator[RowRule]:
    names = set(dataset.column_names)
    for plan, outcome in _UNPLANNED:
        if {plan, outcome} <= names:
            yield _not_without(plan, outcome, label)


def _not_without(plan: str, outcome: str, label: Label) -> RowRule:
    def holds(frame: Frame) -> Holds:
        return _true((frame[plan] != 0) | ~(frame[outcome] > 0))

    def wrong(frame: Frame, positions: Numbers) -> list[FindingWords]:
        return [
            FindingWords(
                message(
                    "{done}, while column {column} is 0.",
                    done=Number(done),
                    column=label(plan),
                ),
                found=f"{done:.15g}",
            )
            for (done,) in values_at(frame, [outcome], positions)
        ]

    return RowRule("A05", outcome, holds, wrong)


def _large(dataset: Dataset) -> Iterator[RowRule]:
    for column in dataset.columns:
        if column.unit == "million_vnd":
            yield _below(column.name)


def _below(name: str) -> RowRule:
    def holds(frame: Frame) -> Holds:
        return _true(~(frame[name] >= _LARGE_MILLIONS))

    def wrong(frame: Frame, positions: Numbers) -> list[FindingWords]:
        return [
            FindingWords(
                message("{amount} million VND in one row.", amount=Number(amount)),
                found=f"{amount:.15g}",
            )
            for (amount,) in values_at(frame, [name], positions)
        ]

    return RowRule("T13", name, holds, wrong)


def _unique(dataset: Dataset, label: Label, rows: Numbers) -> RowRule:
    called = [label(name) for name in dataset.key]
    key = Bilingual(*(", ".join(getattr(each, lang) for each in called) for lang in LANGUAGES))

    def holds(frame: Frame) -> Holds:
        return _first_of_key(frame, dataset) == np.arange(len(frame))

    def wrong(frame: Frame, positions: Numbers) -> list[FindingWords]:
        first = _first_of_key(frame, dataset)[positions]
        return [
            FindingWords(message("Row {row} has the same: {key}.", row=rows[at], key=key))
            for at in first
        ]

    return RowRule("K01", "", holds, wrong)


def _first_of_key(frame: Frame, dataset: Dataset) -> Numbers:
    """Return for each row the position at which its key stands first; its own if incomplete."""
    numbers = numbers_of(frame, dataset.key)
    renamed, distinct = dense(numbers)
    return np.where(numbers < 0, np.arange(len(frame)), first_rows(renamed, distinct)[renamed])


def _true(compared: Series) -> Holds:
    """Return the comparison with what could not be compared taken for right."""
    return compared.fillna(True).to_numpy(dtype=bool)
