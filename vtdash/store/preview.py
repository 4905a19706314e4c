"""New returns against the current snapshot: what would change if they were published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.reference import Catalogue
from vtdash.store.contradictions import Contradiction, contradictions
from vtdash.store.current_records import (
    files_in_force,
    load_reported,
    manifest_in_force,
    view_files,
    view_tables,
)
from vtdash.store.manifest import Manifest
from vtdash.store.marts import area_table
from vtdash.store.records import Records, typed
from vtdash.store.statements import statement

Kind = Literal["new", "changed", "vanished", "unchanged"]
KINDS: tuple[Kind, ...] = ("new", "changed", "vanished", "unchanged")

MOST_EXAMPLES = 200
"""Examples of each kind: who sees this many knows what is going on; the rest is counted."""


@dataclass(frozen=True)
class Example:
    """One cell of a row in force or about to be; a new row has no ``before``, a gone no ``after``.

    ``key``: the values of the dataset's key, in its order. A changed row gives one example for
    each column that changes, any other row one for its first count.
    """

    key: tuple[str, ...]
    column: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Total:
    """The sum of a column over all reported records of a city and year, before and after."""

    city: str
    year: int
    column: str
    before: float
    after: float


@dataclass(frozen=True)
class SampleGone:
    """Sample rows that disappear, since a city now reports a period for the first time."""

    city: str
    period: str
    rows: int


@dataclass(frozen=True)
class Change:
    """What changes in one dataset.

    ``counts``: rows by kind, within the scopes that the new returns speak for; ``examples``: at
    most ``MOST_EXAMPLES`` of each kind, ordered by key.
    """

    dataset: str
    counts: Mapping[Kind, int]
    examples: Mapping[Kind, tuple[Example, ...]]
    totals: tuple[Total, ...]
    sample_gone: tuple[SampleGone, ...]


@dataclass(frozen=True)
class Comparison:
    """New returns against the snapshot in force; one change for each dataset that they hold."""

    changes: tuple[Change, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def compare(data: Path, records: Sequence[Records], catalogue: Catalogue) -> Comparison:
    """Return what publishing these returns would change; nothing is written.

    The returns count in their order, as in a publish: of a scope that stands in two of them the
    later one counts. Raises ``SnapshotDamaged`` where what is in force cannot be read.
    """
    manifest = manifest_in_force(data)
    changes: list[Change] = []
    contradicted: list[Contradiction] = []
    for name, dataset in DATASETS.items():
        new = [r for r in records if (r.dataset, r.data_status) == (name, "reported")]
        if tables := [typed(each) for each in new if each.table.num_rows]:
            with duckdb.connect() as con:
                _load(con, data, manifest, dataset, tables)
                con.register("area", area_table(catalogue))
                changes.append(_change(con, dataset))
                contradicted += contradictions(con, dataset, catalogue)
    return Comparison(tuple(changes), tuple(contradicted))


def _load(
    con: duckdb.DuckDBPyConnection,
    data: Path,
    manifest: Manifest | None,
    dataset: Dataset,
    tables: list[pa.Table],
) -> None:
    """Make the tables ``reported_now``, ``reported_new``, ``compared`` and ``summed``."""
    cities = tuple(sorted({city for t in tables for city in t["city"].unique().to_pylist()}))
    now, sample = (
        files_in_force(data, manifest, dataset, status, cities) for status in ("reported", "sample")
    )
    in_force = view_files(con, "stored_row", dataset, now)
    load_reported(con, "reported_now", dataset, in_force, cities)
    load_reported(con, "reported_new", dataset, view_tables(con, "stored_row", dataset, tables))
    view_files(con, "sample_row", dataset, sample)
    con.execute(statement("touched", dataset))
    con.execute(statement("compared", dataset, **_pairs(dataset)))
    con.execute(statement("summed", dataset, **_sums(dataset)))


def _pairs(dataset: Dataset) -> dict[str, str]:
    """Return each measure before and after as columns, and both sides as one value each."""
    pairs = [f"b.{name} AS before_{name}, a.{name} AS after_{name}" for name in dataset.measures]
    before, after = (", ".join(f"{side}.{n}" for n in dataset.measures) for side in "ba")
    return {"pairs": ", ".join(pairs), "before": f"({before})", "after": f"({after})"}


def _sums(dataset: Dataset) -> dict[str, str]:
    """Return the columns that sums are told apart by, and the sums.

    Amounts are added up in decimals, as in the mart.
    """
    parts = ["city", dataset.period, "area_code"]
    parts += [name for name in ("level", "months_after") if name in dataset.key]
    sums = [
        f"sum(CAST({name} AS DECIMAL(38, {10 if dataset.column(name).kind == 'amount' else 0}))) "
        f"AS {name}"
        for name in dataset.measures
    ]
    return {"parts": ", ".join(parts), "sums": ", ".join(sums)}


def _change(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Change:
    counted = dict(con.execute(statement("compared_counts")).fetchall())
    return Change(
        dataset=dataset.name,
        counts={kind: counted.get(kind, 0) for kind in KINDS},
        examples={kind: _examples(con, dataset, kind) for kind in KINDS},
        totals=_totals(con, dataset),
        sample_gone=tuple(
            SampleGone(city, str(period), rows)
            for city, period, rows in con.execute(statement("sample_gone", dataset)).fetchall()
        ),
    )


def _examples(con: duckdb.DuckDBPyConnection, dataset: Dataset, kind: Kind) -> tuple[Example, ...]:
    pairs = [f"{side}_{name}" for name in dataset.measures for side in ("before", "after")]
    question = statement("compared_examples", dataset, pairs=", ".join(pairs))
    rows = con.execute(question, {"kind": kind, "most": MOST_EXAMPLES}).fetchall()
    found = [example for row in rows for example in _cells(dataset, kind, row)]
    return tuple(found[:MOST_EXAMPLES])


def _cells(dataset: Dataset, kind: Kind, row: tuple[Any, ...]) -> list[Example]:
    """Return the examples of one row: its key, then before and after of each measure."""
    width = len(dataset.key)
    key = tuple(str(value) for value in row[:width])
    befores, afters = row[width::2], row[width + 1 :: 2]
    cells = [Example(key, *cell) for cell in zip(dataset.measures, befores, afters, strict=True)]
    return [c for c in cells if c.before != c.after] if kind == "changed" else cells[:1]


def _totals(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> tuple[Total, ...]:
    """Return the totals of the cities and years of which the new returns speak."""
    sums = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in dataset.measures)
    rows = con.execute(statement("compared_totals", dataset, sums=sums)).fetchall()
    by_side = {tuple(row[:3]): row[3:] for row in rows}
    none = (0,) * len(dataset.measures)
    places = sorted({(city, year) for city, year, _ in by_side})
    return tuple(
        Total(city, year, column, float(before), float(after))
        for city, year in places
        for column, before, after in zip(
            dataset.measures,
            by_side.get((city, year, "before"), none),
            by_side.get((city, year, "after"), none),
            strict=True,
        )
    )
