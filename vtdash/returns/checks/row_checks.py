"""What must hold between the cells of a row: bounds, areas in force, levels that exist, keys.

A rule looks at sound cells only: where one of its cells is missing it has nothing to say, since
that cell has been named already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vtdash.model.datasets import Bilingual, Dataset, deciding_day
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
from vtdash.returns.checks.membership import Judge, Said, memberships

Holds = NDArray[np.bool_]
Positions = Numbers

_UNPLANNED = (("money_planned", "money_spent"),)
"""Plan and what came of it. Milestones done are bounded by those planned already."""


@dataclass(frozen=True)
class Rule:
    """What must hold: ``holds`` says it for each row, ``wrong`` words it for some positions.

    ``column``: the one to mend, empty where it is the whole row.
    """

    check: str
    column: str
    holds: Callable[[Frame], Holds]
    wrong: Callable[[Frame, Positions], list[Said]]


def rules(
    dataset: Dataset,
    catalogue: Catalogue,
    today: date,
    label: Callable[[str], str],
    rows: Numbers,
) -> tuple[Rule, ...]:
    """Return every rule of the dataset.

    ``label`` names a column as the office sees it, ``rows`` the rows of the frame's positions.
    """
    names = set(dataset.column_names)
    judged = [
        _judged(judge)
        for judge in (_begun(dataset, today), *memberships(dataset, catalogue, label))
        if set(judge.columns) <= names
    ]
    return (
        *judged,
        *_bounds(dataset, label),
        *_planned(names, label),
        _unique(dataset, label, rows),
    )


def _judged(judge: Judge) -> Rule:
    """Return the rule of a judge that is asked once for each combination of cells."""
    columns = list(judge.columns)

    def holds(frame: Frame) -> Holds:
        numbers, distinct = dense(numbers_of(frame, columns))
        asked = values_at(frame, columns, first_rows(numbers, distinct))
        sound = [None in values or judge.ask(*values) is None for values in asked]
        return np.array(sound, dtype=bool)[numbers]

    def wrong(frame: Frame, positions: Positions) -> list[Said]:
        said = [judge.ask(*values) for values in values_at(frame, columns, positions)]
        return [words for words in said if words]

    return Rule(judge.check, columns[0], holds, wrong)


def _begun(dataset: Dataset, today: date) -> Judge:
    words = Said(
        Bilingual(
            "Kỳ này chưa bắt đầu; chỉ báo cáo kỳ đã hoặc đang diễn ra.",
            "This period has not begun; only past or running ones are reported.",
        )
    )

    def ask(period: str | int) -> Said | None:
        first = date(period, 1, 1) if isinstance(period, int) else deciding_day(period)
        return words if first > today else None

    return Judge("P01", (dataset.period,), ask)


def _bounds(dataset: Dataset, label: Callable[[str], str]) -> Iterator[Rule]:
    for column in dataset.columns:
        if column.at_most:
            yield _at_most(column.name, column.at_most, label)


def _at_most(part: str, whole: str, label: Callable[[str], str]) -> Rule:
    def holds(frame: Frame) -> Holds:
        return _true(frame[part] <= frame[whole])

    def wrong(frame: Frame, positions: Positions) -> list[Said]:
        return [
            Said(
                Bilingual(
                    f"{small} lớn hơn số ở cột {label(whole)} của cùng dòng ({large}).",
                    f"{small} is more than column {label(whole)} of the same row ({large}).",
                ),
                found=str(small),
            )
            for small, large in values_at(frame, [part, whole], positions)
        ]

    return Rule("A01", part, holds, wrong)


def _planned(names: set[str], label: Callable[[str], str]) -> Iterator[Rule]:
    for plan, outcome in _UNPLANNED:
        if {plan, outcome} <= names:
            yield _not_without(plan, outcome, label)


def _not_without(plan: str, outcome: str, label: Callable[[str], str]) -> Rule:
    def holds(frame: Frame) -> Holds:
        return _true((frame[plan] != 0) | ~(frame[outcome] > 0))

    def wrong(frame: Frame, positions: Positions) -> list[Said]:
        return [
            Said(
                Bilingual(
                    f"{done:.15g} trong khi cột {label(plan)} của cùng dòng bằng 0.",
                    f"{done:.15g}, while column {label(plan)} of the same row is 0.",
                ),
                found=f"{done:.15g}",
            )
            for (done,) in values_at(frame, [outcome], positions)
        ]

    return Rule("A05", outcome, holds, wrong)


def _unique(dataset: Dataset, label: Callable[[str], str], rows: Numbers) -> Rule:
    key = ", ".join(label(name) for name in dataset.key)

    def holds(frame: Frame) -> Holds:
        return _first_of_key(frame, dataset) == np.arange(len(frame))

    def wrong(frame: Frame, positions: Positions) -> list[Said]:
        first = _first_of_key(frame, dataset)[positions]
        return [
            Said(
                Bilingual(
                    f"Cùng khóa với dòng {rows[at]}: các cột {key}.",
                    f"The same key as row {rows[at]}: columns {key}.",
                )
            )
            for at in first
        ]

    return Rule("K01", "", holds, wrong)


def _first_of_key(frame: Frame, dataset: Dataset) -> Positions:
    """Return for each row the position at which its key stands first; its own if incomplete."""
    numbers = numbers_of(frame, dataset.key)
    renamed, distinct = dense(numbers)
    return np.where(numbers < 0, np.arange(len(frame)), first_rows(renamed, distinct)[renamed])


def _true(compared: Series) -> Holds:
    """Return the comparison with what could not be compared taken for right."""
    return compared.fillna(True).to_numpy(dtype=bool)
