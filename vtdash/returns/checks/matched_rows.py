"""The rows of a file beside the current ones, under numbers that both share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from vtdash.model.datasets import Dataset
from vtdash.model.period import Period
from vtdash.returns.checks.groups import Frame, Series, dense, first_rows, numbers_of, values_at


@dataclass
class ReportingUnit:
    """A unit that the file and the current snapshot both know: a scope without its period.

    All by step of time (quarters, or years, as whole numbers). ``file``, ``kept``: the sum of each
    whole, of the file and current. ``rows``: first row in the file. ``replaced``: current rows.
    """

    name: str
    file: dict[int, tuple[float, ...]] = field(default_factory=dict[int, tuple[float, ...]])
    kept: dict[int, tuple[float, ...]] = field(default_factory=dict[int, tuple[float, ...]])
    rows: dict[int, int] = field(default_factory=dict[int, int])
    replaced: dict[int, int] = field(default_factory=dict[int, int])

    def last_before(self, step: int) -> int | None:
        """Return the last step before one, in the file or current."""
        return max((s for s in (*self.file, *self.kept) if s < step), default=None)

    def totals(self, step: int) -> tuple[float, ...]:
        """Return the sums of a step as they will be: the file's where it has that step."""
        return self.file.get(step) or self.kept[step]


@dataclass(frozen=True)
class Vanishing:
    """Current rows of one scope of the file that the file has no longer."""

    unit: str
    step: int
    row: int
    gone: int
    current: int
    examples: tuple[str, ...]


def wholes(dataset: Dataset) -> list[str]:
    """Return the measures that are part of no other: the ones whose totals are compared."""
    return [c.name for c in dataset.columns if c.name in dataset.measures and not c.at_most]


class MatchedSides:
    """The file's rows and the current ones, numbered alike by unit, scope and record."""

    def __init__(self, frame: Frame, current: pa.Table, dataset: Dataset) -> None:
        """Take the file's rows (every scope complete) and the current records of its areas."""
        self.dataset = dataset
        kept = as_frame(current)
        names = [*dataset.key, *wholes(dataset)]
        rows: Frame = pd.DataFrame({name: both_columns(frame[name], kept[name]) for name in names})
        rows["row"] = np.concatenate([frame.index.to_numpy(), np.zeros(len(kept), np.int64)])
        rows["step"] = _steps(rows[dataset.period])
        self.named = [name for name in dataset.scope if name != dataset.period]
        groups = {"unit": self.named, "scope": dataset.scope, "record": dataset.key}
        for name, columns in groups.items():
            rows[name] = dense(numbers_of(rows, columns))[0]
        self.file, self.kept = rows[: len(frame)], rows[len(frame) :]
        self.kept = self.kept[self.kept["unit"].isin(self.file["unit"].unique())]

    @cached_property
    def units(self) -> tuple[ReportingUnit, ...]:
        """The units that both sides know, in the order of the file."""
        file = self.file[self.file["unit"].isin(self.kept["unit"].unique())]
        units = {number: ReportingUnit(name) for number, name in self._names(file, "unit").items()}
        for (number, step), (_, row, *sums) in self._sums(file):
            units[number].file[step], units[number].rows[step] = tuple(sums), int(row)
        for (number, step), (rows, _, *sums) in self._sums(self.kept):
            units[number].kept[step], units[number].replaced[step] = tuple(sums), int(rows)
        return tuple(units.values())

    def vanishing(self) -> list[Vanishing]:
        """Return the scopes of the file that have current rows which the file has not."""
        kept = self.kept[self.kept["scope"].isin(self.file["scope"].unique())]
        gone = kept[~kept["record"].isin(self.file["record"].unique())]
        counts = kept.groupby("scope").size()
        first = self.file[self.file["scope"].isin(gone["scope"].unique())]
        rows = first.groupby("scope")["row"].min()
        names = self._names(first, "scope")
        rest = [name for name in self.dataset.key if name not in self.dataset.scope]
        return [
            Vanishing(
                names[number],
                int(some["step"].iloc[0]),
                int(rows[number]),
                len(some),
                int(counts[number]),
                _examples(some, rest),
            )
            for number, some in gone.groupby("scope")
        ]

    def _names(self, rows: Frame, group: str) -> dict[int, str]:
        numbers, size = dense(rows[group].to_numpy())
        first = first_rows(numbers, size)
        named = values_at(rows, self.named, first)
        return {
            int(number): ", ".join(values)
            for number, values in zip(rows[group].to_numpy()[first], named, strict=True)
        }

    def _sums(self, rows: Frame) -> zip[tuple[Any, Any]]:
        """Return ((unit, step), (rows, first row, sums of the wholes)) for each of both."""
        sums = {name: (name, "sum") for name in wholes(self.dataset)}
        found = rows.groupby(["unit", "step"]).agg(
            rows=("row", "size"), first=("row", "min"), **sums
        )
        return zip(found.index, found.itertuples(index=False, name=None), strict=True)


def as_frame(table: pa.Table) -> Frame:
    """Return a table as a frame with texts as categories."""
    for at, kind in enumerate(table.schema.types):
        if pa.types.is_string(kind):
            name = table.column_names[at]
            table = table.set_column(at, name, table.column(at).dictionary_encode())
    return table.to_pandas()


def both_columns(one: Series, other: Series) -> Series:
    """Return both columns as one, without their index."""
    if isinstance(one.dtype, pd.CategoricalDtype):
        same = [pd.Categorical(c, categories=c.cat.categories.astype("str")) for c in (one, other)]
        return pd.api.types.union_categoricals(same)
    return np.concatenate([c.to_numpy(dtype=np.float64, na_value=np.nan) for c in (one, other)])


def _steps(periods: Series) -> Series:
    if isinstance(periods.dtype, pd.CategoricalDtype):
        steps = np.array([Period.parse(text).step for text in periods.cat.categories], np.int64)
        return steps[periods.cat.codes.to_numpy()]
    return periods.to_numpy().astype(np.int64)


def _examples(rows: Frame, names: list[str]) -> tuple[str, ...]:
    places = np.arange(min(len(rows), 5))
    return tuple(" ".join(str(v) for v in values) for values in values_at(rows, names, places))
