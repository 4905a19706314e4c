"""One snapshot against another: what a reader would see change between the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.model.errors import VtdashError
from vtdash.model.period import quarter_or_year
from vtdash.store.database import HARDENING
from vtdash.store.definition_difference import Redefined, redefined
from vtdash.store.manifest import Manifest, existing, verify
from vtdash.store.statements import statement

MAIN = {
    "enrolment": "enrolled",
    "graduate_tracer": "graduated",
    "digital_skills": "trained",
    "task_progress": "milestones_done",
}
"""Dataset -> the count by which people know it."""


@dataclass(frozen=True)
class Part:
    """What a dataset holds of one city and data status, before and after.

    ``before`` and ``after``: total of the dataset's main count, None where it holds no row;
    ``altered``: rows of periods on both sides that stand on one side only; ``came`` and
    ``went``: periods on one side only, as '2024-Q1' or '2024'.
    """

    dataset: str
    city: str
    data_status: str
    rows_before: int
    rows_after: int
    before: float | None
    after: float | None
    altered: int
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """A total over a city and year that is another one now; None where there was no row."""

    dataset: str
    data_status: str
    city: str
    year: int
    column: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Difference:
    """What changed from one snapshot to another.

    ``created_before`` and ``created_after``: when they were made, in UTC; ``parts`` and
    ``totals`` hold what differs and nothing else.
    """

    before: str
    after: str
    created_before: str
    created_after: str
    parts: tuple[Part, ...] = ()
    totals: tuple[Moved, ...] = ()
    definitions: Redefined = field(default_factory=Redefined)
    is_other_program: bool = False

    @property
    def is_data_same(self) -> bool:
        """Whether readers see the same numbers and words."""
        return not self.parts and self.definitions == Redefined()


class _Sum(NamedTuple):
    """One row of the statement ``sides``; ``measures`` in the dataset's order."""

    side: str
    data_status: str
    city: str
    year: int
    quarter: int
    rows: int
    alone: int
    measures: tuple[float, ...]

    @property
    def period(self) -> str:
        return quarter_or_year(self.year, self.quarter)


def difference(data: Path, before_id: str, after_id: str) -> Difference:
    """Return what changed from the snapshot ``before_id`` to the snapshot ``after_id``.

    Raises ``SnapshotMissing`` where one of them is not kept, ``SnapshotDamaged`` where one is
    not whole, ``VtdashError`` where their tables have other columns.
    """
    before, after = existing(data, before_id), existing(data, after_id)
    old, new = verify(before), verify(after)
    sums = {name: _sums(before, after, DATASETS[name]) for name in _other_marts(old, new)}
    return Difference(
        before=before_id,
        after=after_id,
        created_before=old.created,
        created_after=new.created,
        parts=tuple(part for name, rows in sums.items() for part in _parts(name, rows)),
        totals=tuple(total for name, rows in sums.items() for total in _totals(name, rows)),
        definitions=redefined(before, after, old, new),
        is_other_program=old.code_version != new.code_version,
    )


def _other_marts(old: Manifest, new: Manifest) -> list[str]:
    """Return the datasets whose marts are other bytes: equal bytes need no query."""
    files = {name: f"{name}.parquet" for name in DATASETS}
    return [name for name, file in files.items() if old.files.get(file) != new.files.get(file)]


def _sums(before: Path, after: Path, dataset: Dataset) -> list[_Sum]:
    aside = {"city", dataset.period, "area_code", "institution_id"}
    key = [name for name in dataset.key if name not in aside]
    quarter = "quarter" if dataset.column(dataset.period).kind == "quarter" else ""
    cells = ["data_status", "city", "territory", "area_id", "year", *([quarter] if quarter else [])]
    added = [f"CAST(sum(CAST({n} AS DECIMAL(38, 3))) AS DOUBLE) AS {n}" for n in dataset.measures]
    question = statement(
        "sides",
        dataset,
        cells=", ".join([*cells, *key, *dataset.measures]),
        quarter=quarter or "0",
        sums=", ".join(added),
    )
    try:
        rows = _asked(question, before, after, dataset)
    except duckdb.Error as error:
        raise _built_otherwise(dataset) from error
    return [_Sum(*row[:7], measures=row[7:]) for row in rows]


def _asked(question: str, before: Path, after: Path, dataset: Dataset) -> list[tuple[Any, ...]]:
    with duckdb.connect() as con:
        for side, folder in (("before_row", before), ("after_row", after)):
            con.read_parquet(str(folder / f"{dataset.name}.parquet")).create(side)
        for setting in HARDENING:
            con.execute(setting)
        return con.execute(question).fetchall()


def _built_otherwise(dataset: Dataset) -> VtdashError:
    return VtdashError(
        f"Không so sánh được hai bộ dữ liệu: bảng '{dataset.title.vi}' của chúng có các cột khác "
        "nhau. Hãy chọn hai bộ gần nhau hơn.",
        f"The two snapshots cannot be compared: their tables '{dataset.title.en}' have other "
        "columns. Choose two that lie closer together.",
    )


def _parts(name: str, rows: Iterable[_Sum]) -> list[Part]:
    places: dict[tuple[str, str], list[_Sum]] = defaultdict(list)
    for row in rows:
        places[row.city, row.data_status].append(row)
    parts = [_part(name, place, found) for place, found in sorted(places.items())]
    return [part for part in parts if part.altered or part.came or part.went]


def _part(name: str, place: tuple[str, str], found: list[_Sum]) -> Part:
    before, after = ([row for row in found if row.side == side] for side in ("before", "after"))
    old, new = {row.period for row in before}, {row.period for row in after}
    main = DATASETS[name].measures.index(MAIN[name])
    return Part(
        dataset=name,
        city=place[0],
        data_status=place[1],
        rows_before=sum(row.rows for row in before),
        rows_after=sum(row.rows for row in after),
        before=_total(before, main),
        after=_total(after, main),
        altered=sum(row.alone for row in found if row.period in old & new),
        came=tuple(sorted(new - old)),
        went=tuple(sorted(old - new)),
    )


def _total(rows: list[_Sum], measure: int) -> float | None:
    """Return the sum of one measure; absent where there is no row, which is not zero."""
    return round(sum(row.measures[measure] for row in rows), 3) if rows else None


def _totals(name: str, rows: Iterable[_Sum]) -> list[Moved]:
    years: dict[tuple[str, str, int], list[_Sum]] = defaultdict(list)
    for row in rows:
        years[row.data_status, row.city, row.year].append(row)
    moved = [
        Moved(
            name,
            *year,
            column,
            *(_total([r for r in found if r.side == s], place) for s in ("before", "after")),
        )
        for year, found in sorted(years.items())
        for place, column in enumerate(DATASETS[name].measures)
    ]
    return [total for total in moved if total.before != total.after]
