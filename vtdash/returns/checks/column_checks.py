"""Typed rows held against the dataset: every rule of the schema, all rows, all failures at once.

Pandera runs the rules; what it reports becomes findings with the row and column of the file.
This is the only module that imports it, since that takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrors

from vtdash.model.datasets import Bilingual, Column, Dataset
from vtdash.reference import Catalogue
from vtdash.returns.checks.groups import Frame, Numbers, Series
from vtdash.returns.checks.membership import Said, areas_by_code
from vtdash.returns.checks.row_checks import Holds, Positions, Rule, rules
from vtdash.returns.findings import Findings
from vtdash.returns.model import Draft, Place
from vtdash.returns.parse import Parsed

_CHECK_OF_KIND = {
    "text": "T07",
    "count": "T02",
    "amount": "T04",
    "year": "T05",
    "quarter": "T06",
}
"""The check that a value fails which its column cannot hold; C01 for the columns of lists."""

_MOST_COUNTED = 999_999_999
_FIRST_YEAR = 2000
_LONGEST_CODE = 100
_QUARTER = r"[0-9]{4}-Q[1-4]"

_NOT_OF_COLUMN = Bilingual(
    "Giá trị không đúng với cột này.", "The value is not one that this column can hold."
)


def check(
    parsed: Parsed, draft: Draft, catalogue: Catalogue, findings: Findings, today: date
) -> None:
    """Note every row that breaks a rule of the dataset; a missing cell breaks none here."""
    dataset = draft.recognition.dataset
    rows: Numbers = parsed.frame.index.to_numpy()

    def label(name: str) -> str:
        return draft.columns.get(name, name) if name else ""

    held = rules(dataset, catalogue, today, label, rows)
    frame = parsed.frame.reset_index(drop=True)
    schema = pa.DataFrameSchema(
        {column.name: _column(column, catalogue) for column in dataset.columns},
        checks=[_check(str(n), rule.holds) for n, rule in enumerate(held)],
        strict=True,
    )
    for error in _errors(schema, frame):
        name, column, wrong = _meaning(error, dataset, held)
        failed = _positions(error)
        listed = failed[: findings.room(name)]
        findings.count(name, len(failed) - len(listed))
        for position, said in zip(listed, wrong(frame, listed), strict=True):
            place = Place(draft.recognition.sheet, int(rows[position]), label(column))
            findings.add(
                name, place, said.what, found=said.found, expected=said.expected, do=said.do
            )


def _errors(schema: pa.DataFrameSchema, frame: Frame) -> list[SchemaError]:
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return errors.schema_errors
    return []


def _check(name: str, holds: Callable[[Frame], Holds]) -> pa.Check:
    """Return a check of whole rows.

    It reports one case only: positions are taken from its outcome, so that a million failures
    cost little more than one.
    """

    def outcome(frame: Frame) -> Series:
        return pd.Series(holds(frame), index=frame.index)

    return pa.Check(outcome, name=name, n_failure_cases=1, ignore_na=False)


def _column(column: Column, catalogue: Catalogue) -> pa.Column:
    """Return what a column may hold: what was parsed does, what a form counted has to."""
    one_case: dict[str, Any] = {"n_failure_cases": 1}
    allowed = column.allowed or _listed(column.kind, catalogue)
    if allowed:
        return pa.Column("category", pa.Check.isin(allowed, **one_case), nullable=True)
    checks: dict[str, tuple[str, pa.Check]] = {
        "text": ("category", pa.Check.str_length(1, _LONGEST_CODE, **one_case)),
        "quarter": ("category", pa.Check.str_matches(_QUARTER + "$", **one_case)),
        "count": ("Int64", pa.Check.in_range(0, _MOST_COUNTED, **one_case)),
        "year": ("Int64", pa.Check.ge(_FIRST_YEAR, **one_case)),
        "amount": ("float64", pa.Check.ge(0, **one_case)),
    }
    dtype, held = checks[column.kind]
    return pa.Column(dtype, held, nullable=True)


def _listed(kind: str, catalogue: Catalogue) -> tuple[str, ...]:
    lists = {
        "area": lambda: areas_by_code(catalogue),
        "occupation": lambda: catalogue.occupation_by_key,
        "item": lambda: catalogue.items,
    }
    return tuple(lists[kind]()) if kind in lists else ()


def _positions(error: SchemaError) -> Positions:
    """Return the positions of the rows that fail; their index is their position."""
    outcome: Series = error.check_output
    return outcome.index.to_numpy()[~outcome.to_numpy(dtype=bool)]


def _meaning(
    error: SchemaError, dataset: Dataset, held: Sequence[Rule]
) -> tuple[str, str, Callable[[Frame, Positions], list[Said]]]:
    """Return check, column and words of an error; what no check raised is this program's fault."""
    if not isinstance(error.check, pa.Check):
        raise error
    if error.schema.name is None:
        rule = held[int(str(error.check.name))]
        return rule.check, rule.column, rule.wrong
    column = dataset.column(error.schema.name)
    name = "C01" if column.allowed else _CHECK_OF_KIND.get(column.kind, "C01")
    return name, column.name, _not_of_column


def _not_of_column(frame: Frame, positions: Positions) -> list[Said]:
    return [Said(_NOT_OF_COLUMN) for _ in positions]
