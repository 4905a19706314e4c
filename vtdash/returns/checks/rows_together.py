"""The rows of a file and of the files that speak for the same periods, under one numbering."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from vtdash.model.datasets import Dataset
from vtdash.returns.checks.groups import Frame, dense, first_rows, numbers_of, values_at
from vtdash.returns.checks.matched_rows import as_frame, both_columns, wholes
from vtdash.store import Records

_UNIT = "institution_id"
_ASKED_AGAIN = "months_after"
"""The column by which the same people stand in several records, one for each survey."""

_ORIGIN = ("file", "source", "stored")
"""The name of another file, what tells it from others, and the name of its stored records."""


def rows_of_others(
    frame: Frame, dataset: Dataset, known: pa.Table, beside: Sequence[Records]
) -> Frame:
    """Return the rows of other files in the periods of this one, with where they are from."""
    names = [*dataset.key, wholes(dataset)[0]]
    parts = [known.select([*names, *_ORIGIN])]
    for each in beside:
        if each.dataset == dataset.name:
            table = each.table.select(names).cast(parts[0].select(names).schema)
            for name, value in zip(_ORIGIN, (each.name, each.origin, ""), strict=True):
                column = pa.repeat(pa.scalar(value), table.num_rows).dictionary_encode()
                table = table.append_column(name, column)
            parts.append(table)
    periods = pa.array(sorted(frame[dataset.period].unique()), known[dataset.period].type)
    of_periods = [p.filter(pc.is_in(p[dataset.period], periods)) for p in parts]  # pyright: ignore
    return as_frame(pa.concat_tables(of_periods).unify_dictionaries())


class RowsTogether:
    """The rows of the file and of others, numbered alike; ``origin`` is -1 for the file itself.

    ``scope``: what one return speaks for; ``place``: city, period and area; ``same``: a record
    whatever its unit; ``once``: a record whatever the survey.
    """

    def __init__(self, frame: Frame, kept: Frame, dataset: Dataset) -> None:
        self.dataset, self.main = dataset, wholes(dataset)[0]
        names = [*dataset.key, self.main]
        rows: Frame = pd.DataFrame({name: both_columns(frame[name], kept[name]) for name in names})
        rows["row"] = np.concatenate([frame.index.to_numpy(), np.zeros(len(kept), np.int64)])
        origins, size = dense(numbers_of(kept, _ORIGIN))
        self.origins = values_at(kept, _ORIGIN, first_rows(origins, size))
        rows["origin"] = np.concatenate([np.full(len(frame), -1, np.int64), origins])
        place = ["city", dataset.period, "area_code"]
        groups = {
            "record": dataset.key,
            "scope": dataset.scope,
            "place": place,
            "same": [name for name in dataset.key if name != _UNIT],
            "once": [name for name in dataset.key if name != _ASKED_AGAIN],
        }
        for name, columns in groups.items():
            rows[name] = dense(numbers_of(rows, columns))[0]
        self.rows, self.own, self.kept = rows, rows[: len(frame)], rows[len(frame) :]

    def total(self, rows: Frame) -> float:
        """Return how many people or turns rows hold: files add up, surveys of one cohort do not."""
        summed = rows.groupby(["once", "record"])[self.main].sum()
        return float(summed.groupby("once").max().sum())

    def scopes(self, rows: Frame) -> tuple[tuple[str, ...], ...]:
        """Return the distinct scopes of rows in words, in their order."""
        numbers, size = dense(rows["scope"].to_numpy())
        found = values_at(rows, self.dataset.scope, first_rows(numbers, size))
        return tuple(tuple(str(value) for value in values) for values in found)

    def files(self, rows: Frame) -> str:
        """Return the names of the files that rows are from."""
        found = [self.origins[n][0] for n in rows["origin"].unique() if n >= 0]
        return ", ".join(dict.fromkeys(found))
