"""The differences between two sets of keyed values, and so between two snapshots."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import duckdb

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.model.errors import VtdashError
from vtdash.model.period import quarter_or_year
from vtdash.store.database import HARDENING, store_statement
from vtdash.store.manifest import Manifest, existing, verify

MAIN = {
    "enrolment": "enrolled",
    "graduate_tracer": "graduated",
    "digital_skills": "trained",
    "task_progress": "milestones_done",
}
"""Dataset -> the count by which people know it."""

SIDES = ("before", "after")

_LISTED = {f"reference/{name}" for name in ("figures.csv", "indicators.toml", "sources.csv")}
_MAINTAINERS = "note"
"""A column of the register that readers never see."""

_Rows = dict[str, dict[str, str]]
Totals = Mapping[tuple[str, str, int], tuple[float, ...]]
"""(data status, city, year) -> totals of a dataset's measures, in its order."""


@dataclass(frozen=True, slots=True)
class TotalChange:
    """The total of a measure over a city and year, before and after; None where there is no row."""

    dataset: str
    data_status: str
    city: str
    year: int
    column: str
    before: float | None
    after: float | None

    @property
    def is_changed(self) -> bool:
        """Whether the two totals differ."""
        return self.before != self.after

    @property
    def change(self) -> float | None:
        """After less before, None where one of them is missing."""
        if self.before is None or self.after is None:
            return None
        return round(self.after - self.before, 3)


@dataclass(frozen=True, slots=True)
class EntryChanges:
    """The keys of entries that were added, removed or changed."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CityChange:
    """What changed in a dataset of one city and data status.

    ``before`` and ``after``: total of its main count, None where it holds no row; ``altered``: rows
    that differ in periods of both sides; ``added``, ``removed``: periods of one side, as '2024-Q1'.
    """

    dataset: str
    city: str
    data_status: str
    before: float | None
    after: float | None
    altered: int = 0
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A field of a published figure that has another value."""

    figure_id: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DefinitionChanges:
    """What differs in the reference data.

    ``edits``: the fields of ``figures.changed``; ``is_other``: whether other lists (names,
    places, tasks ...) differ.
    """

    figures: EntryChanges = EntryChanges()
    indicators: EntryChanges = EntryChanges()
    sources: EntryChanges = EntryChanges()
    edits: tuple[FieldEdit, ...] = ()
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class SnapshotDifference:
    """What changed from one snapshot to another.

    ``created_before`` and ``created_after``: when they were made, in UTC; ``cities`` and
    ``totals`` hold what differs and nothing else.
    """

    before: str
    after: str
    created_before: str
    created_after: str
    cities: tuple[CityChange, ...] = ()
    totals: tuple[TotalChange, ...] = ()
    definitions: DefinitionChanges = DefinitionChanges()
    is_other_program: bool = False

    @property
    def is_data_same(self) -> bool:
        """Whether readers see the same numbers and words."""
        return not self.cities and self.definitions == DefinitionChanges()


class _Sum(NamedTuple):
    """One row of the statement ``sides``; ``measures`` in the dataset's order."""

    side: str
    data_status: str
    city: str
    year: int
    quarter: int
    alone: int
    measures: tuple[float, ...]

    @property
    def period(self) -> str:
        return quarter_or_year(self.year, self.quarter)


def compare_totals(
    dataset: Dataset, before: Totals, after: Totals, absent: float | None = None
) -> tuple[TotalChange, ...]:
    """Return every total of two sets, ordered by key; ``absent``: what a key without rows has."""
    none = (absent,) * len(dataset.measures)
    return tuple(
        TotalChange(dataset.name, *key, column, old, new)
        for key in sorted({*before, *after})
        for column, old, new in zip(
            dataset.measures, before.get(key, none), after.get(key, none), strict=True
        )
    )


def compare_entries(before: Mapping[str, object], after: Mapping[str, object]) -> EntryChanges:
    """Return the keys that were added, removed or have another value, in the order of the sets."""
    return EntryChanges(
        added=tuple(key for key in after if key not in before),
        removed=tuple(key for key in before if key not in after),
        changed=tuple(key for key in after if key in before and before[key] != after[key]),
    )


def compare_snapshots(data: Path, before_id: str, after_id: str) -> SnapshotDifference:
    """Return what changed from the snapshot ``before_id`` to the snapshot ``after_id``.

    Raises ``SnapshotMissing`` where one of them is not kept, ``SnapshotDamaged`` where one is
    not whole, ``VtdashError`` where their tables have other columns.
    """
    before, after = existing(data, before_id), existing(data, after_id)
    old, new = verify(before), verify(after)
    sums = {DATASETS[name]: _sums(before, after, DATASETS[name]) for name in _other_marts(old, new)}
    return SnapshotDifference(
        *(before_id, after_id, old.created, new.created),
        cities=tuple(city for dataset, rows in sums.items() for city in _cities(dataset, rows)),
        totals=tuple(
            total
            for dataset, rows in sums.items()
            for total in compare_totals(dataset, _totals(rows, "before"), _totals(rows, "after"))
            if total.is_changed
        ),
        definitions=compare_definitions(before, after, old, new),
        is_other_program=old.code_version != new.code_version,
    )


def _other_marts(old: Manifest, new: Manifest) -> list[str]:
    """Return the datasets whose marts have other bytes; equal bytes need no query."""
    files = {name: f"{name}.parquet" for name in DATASETS}
    return [name for name, file in files.items() if old.files.get(file) != new.files.get(file)]


def _sums(before: Path, after: Path, dataset: Dataset) -> list[_Sum]:
    aside = {"city", dataset.period, "area_code", "institution_id"}
    key = [name for name in dataset.key if name not in aside]
    quarters = ["quarter"] if dataset.column(dataset.period).kind == "quarter" else []
    cells = ["data_status", "city", "territory", "area_id", "year", *quarters]
    added = [f"CAST(sum(CAST({n} AS DECIMAL(38, 3))) AS DOUBLE) AS {n}" for n in dataset.measures]
    question = store_statement(
        "sides",
        dataset,
        cells=", ".join([*cells, *key, *dataset.measures]),
        quarter=quarters[0] if quarters else "0",
        sums=", ".join(added),
    )
    try:
        with duckdb.connect() as con:
            for side, folder in (("before_row", before), ("after_row", after)):
                con.read_parquet(str(folder / f"{dataset.name}.parquet")).create(side)
            for setting in HARDENING:
                con.execute(setting)
            rows = con.execute(question).fetchall()
    except duckdb.Error as error:
        raise VtdashError(
            f"Không so sánh được hai bộ dữ liệu: bảng '{dataset.title.vi}' của chúng có các cột "
            "khác nhau. Hãy chọn hai bộ gần nhau hơn.",
            f"The two snapshots cannot be compared: their tables '{dataset.title.en}' have other "
            "columns. Choose two that lie closer together.",
        ) from error
    return [_Sum(*row[:6], measures=row[6:]) for row in rows if None not in row]  # withheld whole


def _cities(dataset: Dataset, rows: Iterable[_Sum]) -> Iterator[CityChange]:
    cities: dict[tuple[str, str], list[_Sum]] = defaultdict(list)
    for row in rows:
        cities[row.city, row.data_status].append(row)
    main = dataset.measures.index(MAIN[dataset.name])
    for place, some in sorted(cities.items()):
        before, after = (
            {row.period: row.measures[main] for row in some if row.side == side} for side in SIDES
        )
        altered = sum(row.alone for row in some if row.period in before and row.period in after)
        dates = compare_entries(before, after)
        if altered or dates.added or dates.removed:
            old, new = (round(sum(s.values()), 3) if s else None for s in (before, after))
            yield CityChange(dataset.name, *place, old, new, altered, dates.added, dates.removed)


def _totals(rows: Iterable[_Sum], side: str) -> Totals:
    years: dict[tuple[str, str, int], list[tuple[float, ...]]] = defaultdict(list)
    for row in rows:
        if row.side == side:
            years[row.data_status, row.city, row.year].append(row.measures)
    return {
        key: tuple(round(sum(values), 3) for values in zip(*measures, strict=True))
        for key, measures in years.items()
    }


def compare_definitions(
    before: Path, after: Path, old: Manifest, new: Manifest
) -> DefinitionChanges:
    """Return what differs between the reference data of two snapshots' folders."""
    figures, sources = (
        tuple(_rows(folder / "reference" / name) for folder in (before, after))
        for name in ("figures.csv", "sources.csv")
    )
    indicators = (
        tomllib.loads((folder / "reference/indicators.toml").read_text(encoding="utf-8"))
        for folder in (before, after)
    )
    others = {n for n in (*old.files, *new.files) if n.startswith("reference/")} - _LISTED
    return DefinitionChanges(
        figures=compare_entries(*figures),
        indicators=compare_entries(*indicators),
        sources=compare_entries(*sources),
        edits=tuple(_edits(*figures)),
        is_other=any(old.files.get(name) != new.files.get(name) for name in others),
    )


def _edits(old: _Rows, new: _Rows) -> Iterator[FieldEdit]:
    for key in compare_entries(old, new).changed:
        before, after = old[key], new[key]
        for name in dict.fromkeys([*after, *before]):
            ends = before.get(name, ""), after.get(name, "")
            if ends[0] != ends[1]:
                yield FieldEdit(key, name, *ends)


def _rows(path: Path) -> _Rows:
    """Return the rows of a list of the reference data by the id in their first column."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [{**row, _MAINTAINERS: ""} for row in csv.DictReader(lines)]
    return {next(iter(row.values())): {n: v or "" for n, v in row.items()} for row in rows}
