"""The preview of a publish: what new returns would change in the current snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa

from vtdash.model.codes import DataStatus
from vtdash.model.datasets import DATASETS, Dataset
from vtdash.reference import Catalogue
from vtdash.store.contradictions import Contradiction, contradictions
from vtdash.store.counted import load_reported, set_aside_scopes, view_files, view_tables
from vtdash.store.database import store_statement
from vtdash.store.difference import MAIN, SIDES, TotalChange, compare_totals
from vtdash.store.manifest import Manifest
from vtdash.store.marts import area_table
from vtdash.store.questions.coverage import expected_areas
from vtdash.store.records import (
    Records,
    current_manifest,
    current_record_files,
    typed_table,
)

Kind = Literal["new", "changed", "vanished", "unchanged"]
KINDS: tuple[Kind, ...] = ("new", "changed", "vanished", "unchanged")

ASKED_AGAIN = "months_after"
"""The column by which the same graduates stand in several records, one for each survey."""

MOST_EXAMPLES = 200
"""Examples that are listed of each kind; the rest is counted."""


@dataclass(frozen=True)
class Example:
    """One cell of a row: a new row has no ``before``, a vanished one no ``after``.

    ``key``: the values of the dataset's key, in its order. A changed row gives one example for
    each column that changes, any other row one for its first count.
    """

    key: tuple[str, ...]
    column: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class SeenSum:
    """What readers see of a dataset's main count: its sum, its data status, how many areas."""

    data_status: str
    total: int
    areas: int


@dataclass(frozen=True)
class PeriodPreview:
    """What readers see of a city and period before and after; ``before`` is None for nothing.

    ``unit``: of the sums. ``expected``: how many areas of ``level`` the city has in the period.
    """

    city: str
    period: str
    before: SeenSum | None
    after: SeenSum
    unit: str
    expected: int
    level: str


@dataclass(frozen=True)
class DatasetPreview:
    """What would change in one dataset.

    ``counts``: rows by kind, within the scopes of the new returns; ``examples``: at most
    ``MOST_EXAMPLES`` of each kind, ordered by key; ``totals``: of the cities and years of the new
    returns, over all reported records, the unchanged ones too; without records a total is 0.
    ``seen``: the cities and periods of the new returns, as readers see them.
    """

    dataset: str
    counts: Mapping[Kind, int]
    examples: Mapping[Kind, tuple[Example, ...]]
    totals: tuple[TotalChange, ...]
    seen: tuple[PeriodPreview, ...] = ()


@dataclass(frozen=True)
class PublishPreview:
    """What publishing new returns would change; one entry for each dataset that they hold."""

    changes: tuple[DatasetPreview, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def preview_publish(data: Path, records: Sequence[Records], catalogue: Catalogue) -> PublishPreview:
    """Return what publishing these returns would change; nothing is written.

    The returns count in their order, as in a publish: of a scope that is in two of them the later
    one counts. Raises ``SnapshotDamaged`` where the current snapshot cannot be read.
    """
    manifest = current_manifest(data)
    changes: list[DatasetPreview] = []
    contradicted: list[Contradiction] = []
    for name, dataset in DATASETS.items():
        new = [r for r in records if (r.dataset, r.data_status) == (name, "reported")]
        if tables := [typed_table(each) for each in new if each.table.num_rows]:
            with duckdb.connect() as con:
                _load(con, data, manifest, dataset, tables)
                con.register("area", area_table(catalogue))
                changes.append(_change(con, dataset, catalogue))
                contradicted += contradictions(con, dataset, catalogue)
    return PublishPreview(tuple(changes), tuple(contradicted))


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
        current_record_files(data, manifest, dataset, status, cities)
        for status in ("reported", "sample")
    )
    load_reported(con, "reported_now", dataset, view_files(con, "stored_row", dataset, now), cities)
    before = view_files(con, "kept_row", dataset, now)
    new = view_tables(con, "loaded_row", dataset, tables)
    con.register("contained", set_aside_scopes(dataset, new))
    con.execute(store_statement("touched", dataset))
    con.execute(store_statement("kept_and_loaded", dataset))
    load_reported(con, "reported_new", dataset, [*before, *new])
    view_files(con, "sample_row", dataset, sample)
    con.execute(store_statement("compared", dataset, **_pairs(dataset)))
    con.execute(store_statement("summed", dataset, **_sums(dataset)))


def _pairs(dataset: Dataset) -> dict[str, str]:
    """Return each measure before and after as columns, and both sides as one value each."""
    pairs = [f"b.{name} AS before_{name}, a.{name} AS after_{name}" for name in dataset.measures]
    before, after = (", ".join(f"{side}.{n}" for n in dataset.measures) for side in "ba")
    return {"pairs": ", ".join(pairs), "before": f"({before})", "after": f"({after})"}


def _sums(dataset: Dataset) -> dict[str, str]:
    """Return the columns that group the sums, and the sums, which are exact as in the mart."""
    parts = ["city", dataset.period, "area_code"]
    parts += [name for name in ("level", "months_after") if name in dataset.key]
    sums = [
        f"sum(CAST({name} AS DECIMAL(38, {10 if dataset.column(name).kind == 'amount' else 0}))) "
        f"AS {name}"
        for name in dataset.measures
    ]
    return {"parts": ", ".join(parts), "sums": ", ".join(sums)}


def _change(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, catalogue: Catalogue
) -> DatasetPreview:
    counted = dict(con.execute(store_statement("compared_counts")).fetchall())
    return DatasetPreview(
        dataset=dataset.name,
        counts={kind: counted.get(kind, 0) for kind in KINDS},
        examples={kind: _examples(con, dataset, kind) for kind in KINDS},
        totals=_totals(con, dataset),
        seen=_seen(con, dataset, catalogue),
    )


def _seen(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, catalogue: Catalogue
) -> tuple[PeriodPreview, ...]:
    """Return what readers see of the main count; a sample only where nobody has reported."""
    once = ", ".join(name for name in dataset.key if name != ASKED_AGAIN)
    question = store_statement("seen_sums", dataset, once=once, main=MAIN[dataset.name])
    sums: dict[tuple[str, str], dict[str, SeenSum]] = {}
    for city, period, side, total, areas in con.execute(question).fetchall():
        status = DataStatus.SAMPLE if side == "sample" else DataStatus.REPORTED
        sums.setdefault((city, str(period)), {})[side] = SeenSum(status, total, areas)
    return tuple(
        PeriodPreview(
            city,
            period,
            found.get("before") or found.get("sample"),
            found["after"],
            dataset.column(MAIN[dataset.name]).unit,
            *_expected(catalogue, city, period),
        )
        for (city, period), found in sums.items()
    )


def _expected(catalogue: Catalogue, city: str, period: str) -> tuple[int, str]:
    """Return how many areas a city has in a period, and of which level they are."""
    areas = expected_areas(catalogue, city, period)
    return len(areas), catalogue.area(next(iter(areas))).level if areas else ""


def _examples(con: duckdb.DuckDBPyConnection, dataset: Dataset, kind: Kind) -> tuple[Example, ...]:
    pairs = [f"{side}_{name}" for name in dataset.measures for side in ("before", "after")]
    question = store_statement("compared_examples", dataset, pairs=", ".join(pairs))
    rows = con.execute(question, {"kind": kind, "most": MOST_EXAMPLES}).fetchall()
    examples = [example for row in rows for example in _cells(dataset, kind, row)]
    return tuple(examples[:MOST_EXAMPLES])


def _cells(dataset: Dataset, kind: Kind, row: tuple[Any, ...]) -> list[Example]:
    """Return the examples of one row: its key, then before and after of each measure."""
    width = len(dataset.key)
    key = tuple(str(value) for value in row[:width])
    befores, afters = row[width::2], row[width + 1 :: 2]
    cells = [Example(key, *cell) for cell in zip(dataset.measures, befores, afters, strict=True)]
    return [c for c in cells if c.before != c.after] if kind == "changed" else cells[:1]


def _totals(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> tuple[TotalChange, ...]:
    """Return the totals of the cities and years that the new returns hold."""
    sums = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in dataset.measures)
    rows = con.execute(store_statement("compared_totals", dataset, sums=sums)).fetchall()
    before, after = (
        {("reported", *row[:2]): tuple(map(float, row[3:])) for row in rows if row[2] == side}
        for side in SIDES
    )
    return compare_totals(dataset, before, after, absent=0.0)
