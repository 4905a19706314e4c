"""Statements of the warehouse: SQL from files, with a dataset's columns put in their places.

Names come from the schema alone; values are bound, never written into a statement.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyarrow as pa

from vtdash.model.datasets import Dataset

SQL_FOLDER = Path(__file__).parent / "sql"

_DAYS = {
    "quarter": "make_date(CAST(left({period}, 4) AS INTEGER), "
    "CAST(right({period}, 1) AS INTEGER) * 3 - 2, 1)",
    "year": "make_date({period}, 12, 31)",
}
"""The day that decides what an area code means: a quarter's first, a cohort year's last."""

_YEARS = {"quarter": "CAST(left({period}, 4) AS INTEGER)", "year": "{period}"}


@cache
def statement(name: str, dataset: Dataset | None = None, **names: str) -> str:
    """Return a statement; ``names`` are more words in braces that it needs."""
    text = (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return text.format(**_names(dataset), **names) if dataset else text


def _names(dataset: Dataset) -> dict[str, str]:
    kind = dataset.column(dataset.period).kind
    return {
        "columns": ", ".join(dataset.column_names),
        "key": ", ".join(dataset.key),
        "scope": ", ".join(dataset.scope),
        "period": dataset.period,
        "day": _DAYS[kind].format(period=dataset.period),
        "year": _YEARS[kind].format(period=dataset.period),
    }


def arrow_schema(dataset: Dataset) -> pa.Schema:
    """Return the types in which records of a dataset are stored."""
    types = {"count": pa.int64(), "amount": pa.float64(), "year": pa.int32()}
    return pa.schema([(c.name, types.get(c.kind, pa.string())) for c in dataset.columns])
