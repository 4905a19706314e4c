"""A question put to a store: its statement with filters bound, its rows made into observations.

Words and rankings are made here and not in SQL, where each costs more planning than the whole
sum: the roll-up of a question has a few hundred rows at most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from vtdash.model.codes import NOT_SHOWN, SUPPRESSED
from vtdash.model.datasets import DATASETS
from vtdash.model.details import Survey
from vtdash.model.filters import Filters, condition
from vtdash.model.observation import Observation
from vtdash.model.period import quarters_between, quarters_of_mask, years_between
from vtdash.store.database import Store

Row = dict[str, Any]
Rows = tuple[Observation, ...]


def observations(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Rows:
    """Return the observations of a query's rows, whose columns are in any order."""
    fields = Observation._fields
    if not set(names) <= set(fields):
        return tuple(observation(dict(zip(names, row, strict=True))) for row in rows)
    # A row with the defaults behind it, read in the order of the fields: the register is long.
    defaults = tuple(Observation._field_defaults.values())
    ordered = itemgetter(
        *(
            names.index(name) if name in names else len(names) + place
            for place, name in enumerate(fields)
        )
    )
    return tuple(Observation._make(ordered(row + defaults)) for row in rows)


def observation(values: Row) -> Observation:
    """Return the observation of a row; what stands for a period or months becomes its words.

    ``withheld``: how many cells the row lacks since they rest on too few people to be told of.
    ``quarters`` and ``months`` are one bit each; ``first_quarter`` and ``last_quarter`` are
    written 20241; ``first_year`` goes with ``year`` as the last one.
    """
    if "quarters" in values:
        values["period"] = quarters_of_mask(values["year"], values.pop("quarters"))
    if "first_quarter" in values:
        values["period"] = quarters_between(values.pop("first_quarter"), values.pop("last_quarter"))
    if "first_year" in values:
        values["period"] = years_between(values.pop("first_year"), values["year"])
    if values.pop("withheld", 0) > 0:
        _withhold(values)
    if "answered" in values:
        values["detail"] = Survey(answered=values.pop("answered"), asked=values.pop("asked"))
    if "months" in values:
        values["months_after"] = _months(values.pop("months"))
    return Observation(**values)


def _withhold(values: Row) -> None:
    """Mark a row that lacks cells; without any other it has no value."""
    base = "denominator" if values.get("denominator") is not None else "value"
    if not values[base]:
        for told in ("numerator", "denominator", "answered", "asked"):
            values.pop(told, None)
        values |= {"value": None, "value_note": SUPPRESSED}
    elif values.get("value_note", "") in {"", "sum_of_units"}:
        values["value_note"] = "suppressed_in_part"


def _months(mask: int) -> str:
    """Return the numbers of months of a mask, such as '12' or '6+12'."""
    return "+".join(str(month) for month in range(mask.bit_length()) if mask >> month & 1)


def largest_first(rows: list[Row], key: str, weight: str) -> list[Row]:
    """Return the rows, reported ones first, of the heaviest category of a column first.

    A category weighs what its rows of one data status add up to in ``weight``, those of former
    territories left out; equal ones go by their key.
    """
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        weighs = 0 if row.get("is_former") else row[weight]
        weights[row["data_status"], row[key]] += weighs or 0

    def place(row: Row) -> tuple[Any, ...]:
        status = row["data_status"]
        is_last = row[key] == NOT_SHOWN
        return status, is_last, -weights[status, row[key]], row[key], row["city"], row["territory"]

    return sorted(rows, key=place)


SQL_FOLDER = Path(__file__).parent / "sql"
"""One file for each question, of its name."""

_MART = re.compile(r"FROM (\w+)\s+WHERE (?:.*\s+AND )?\{filters\}")
_WORD = re.compile(r"[a-z_]+")
_ROLLED_UP = {"area_code", "institution_id", "period", "cohort_year"}
"""Columns of a record that its mart lacks: it has areas by id, and year and quarter."""


def ask(store: Store, question: str, filters: Filters, **more: object) -> Rows:
    """Return the observations that answer a question; ``more`` are values beside the filters."""
    return observations(*_query(store, question, filters, more))


def rows_of(
    store: Store,
    question: str,
    filters: Filters,
    names: Mapping[str, str] | None = None,
    **more: object,
) -> list[Row]:
    """Return the rows of an answer, of which a ranking or a map is yet to be made.

    ``names``: what takes the place of the words in braces of the question's file.
    """
    columns, rows = _query(store, question, filters, more, names or {})
    return [dict(zip(columns, row, strict=True)) for row in rows]


def each(rows: Iterable[Row]) -> Rows:
    """Return an observation for each row."""
    return tuple(observation(row) for row in rows)


def question_mart(question: str) -> str:
    """Return the dataset whose mart a question's file asks."""
    found = _MART.search((SQL_FOLDER / f"{question}.sql").read_text(encoding="utf-8"))
    if not found:
        raise ValueError(question)
    return found[1]


def _query(
    store: Store,
    question: str,
    filters: Filters,
    more: Mapping[str, object],
    names: Mapping[str, str] | None = None,
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    further = tuple(column for column, _ in filters.further)
    text = question_text(question, further, tuple((names or {}).items()), filters.compared)
    return store.query(text, {**filters.parameters(), **more})


@cache
def question_text(
    question: str,
    further: tuple[str, ...] = (),
    names: tuple[tuple[str, str], ...] = (),
    compared: tuple[str, ...] = (),
) -> str:
    """Return the statement of a question's file, the reader's filters put in their place.

    ``further``: columns of filters that only restrict; ``names``: more words in braces;
    ``compared``: columns by which the answer is split, unless it is by them anyway.
    """
    text = (SQL_FOLDER / f"{question}.sql").read_text(encoding="utf-8")
    if not (mart := _MART.search(text)):
        return text
    columns = mart_columns(mart[1])
    own = {*_WORD.findall(text.partition("FROM")[0]), *dict(names).values()}
    split = [column for column in compared if column in columns and column not in own]
    words = {"filters": condition(columns, further), "split": "".join(f"{c}, " for c in split)}
    return text.format(**words, **dict(names))


def mart_columns(mart: str) -> frozenset[str]:
    """Return the columns of a mart that a filter may restrict."""
    key = DATASETS[mart].key
    quarter = {"quarter"} if "period" in key else set[str]()
    return (frozenset({"city", "year", "data_status", "area_id", *key}) | quarter) - _ROLLED_UP
