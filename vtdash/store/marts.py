"""The marts, which pages query: made from stored records, and made again as a proof.

A mart is a roll-up, so its size follows areas, occupations and periods, not the number of
records. Sample rows of a dataset disappear for each city and period that an office reported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.model.errors import VtdashError
from vtdash.reference import Catalogue, load_catalogue
from vtdash.store.counted import load_reported, view_files
from vtdash.store.database import store_statement
from vtdash.store.disclosure import (
    COUNTED_IN,
    WITHHELD,
    Grouping,
    grouping_of,
    protected,
    without_alone,
)
from vtdash.store.manifest import Manifest, code_version, existing, made_with, verify
from vtdash.store.records import record_files

Likeness = Literal["same_bytes", "same_rows", "differs"]


@dataclass(frozen=True)
class MartProof:
    """One mart made again: the hash in the manifest, the hash now, and what that means."""

    mart: str
    rows: int
    expected: str
    found: str
    outcome: Likeness


@dataclass(frozen=True)
class Recomputed:
    """A snapshot made again.

    ``code_version`` and ``made_with`` are those of the snapshot, ``code_now`` and ``with_now``
    those that made it again.
    """

    manifest: Manifest
    marts: tuple[MartProof, ...]
    code_now: str
    with_now: Mapping[str, str]

    @property
    def is_same_maker(self) -> bool:
        """Whether code and libraries are the ones that made the snapshot."""
        made = (self.manifest.code_version, dict(self.manifest.made_with))
        return made == (self.code_now, dict(self.with_now))

    @property
    def is_proved(self) -> bool:
        """Whether every mart came out again: in its bytes, or in its rows by another maker."""
        good = {"same_bytes"} if self.is_same_maker else {"same_bytes", "same_rows"}
        return all(proof.outcome in good for proof in self.marts)


def roll_up(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    catalogue: Catalogue,
    records: Mapping[str, Iterable[Path]],
    before: Grouping | None = None,
) -> pa.Table:
    """Return the mart of one dataset; ``con`` has no tables yet.

    ``records``: data status (sample, reported) -> Parquet files of records, oldest first. Of
    each scope the newest reported file counts, and what stewards decided. ``before``: what the
    snapshot before counted together. The rows are in the order of their whole key and sums are
    exact, so that the same records after the same snapshot always make the same mart. Raises
    ``VtdashError`` where records fit no area of their city on their day: none is dropped.
    """
    con.register("area", area_table(catalogue))
    names = view_files(con, "stored_row", dataset, list(records.get("reported", ())))
    load_reported(con, "reported", dataset, names)
    view_files(con, "sample_row", dataset, list(records.get("sample", ())))
    con.execute(store_statement("record", dataset))
    con.execute(store_statement("placed"))
    _refuse_unplaced(dataset, con.execute(store_statement("unplaced")).fetchall())
    mart = con.sql(store_statement(dataset.name)).to_arrow_table()
    return protected(mart, dataset.name, dataset.measures, catalogue.smallest_count, before)


def _refuse_unplaced(dataset: Dataset, unplaced: list[tuple[str, str, date, int]]) -> None:
    if not unplaced:
        return
    records = sum(row[-1] for row in unplaced)
    shown = [f"{city} {code} {day} ({count})" for city, code, day, count in unplaced[:10]]
    places = "; ".join(shown) + ("; …" if len(unplaced) > len(shown) else "")
    raise VtdashError(
        f"{dataset.title.vi}: {records} bản ghi có mã địa bàn không tồn tại ở thành phố và thời "
        f"điểm đó: {places}. Hãy sửa mã địa bàn, hoặc bổ sung areas.csv, rồi làm lại.",
        f"{dataset.title.en}: {records} records have an area code that did not exist in that city "
        f"on that day: {places}. Correct the area codes, or complete areas.csv, and try again.",
    )


def area_table(catalogue: Catalogue) -> pa.Table:
    """Return the areas with their validity, one row an area and period."""
    areas = catalogue.areas
    return pa.table(
        {
            "area_id": [area.id for area in areas],
            "code": [area.code for area in areas],
            "level": [area.level for area in areas],
            "city": [area.city for area in areas],
            "territory": [area.territory for area in areas],
            "valid_from": pa.array([area.valid_from for area in areas], pa.date32()),
            "valid_to": pa.array([area.valid_to for area in areas], pa.date32()),
        }
    )


def figure_table(catalogue: Catalogue) -> pa.Table:
    """Return the register of published figures, with ``is_whole`` for city-wide values."""
    names = (
        "figure_id",
        "city",
        "territory",
        "area_name",
        "indicator_id",
        "level",
        "breakdown",
        "period",
        "year_start",
        "year_end",
        "recurrence",
        "value_low",
        "value_high",
        "qualifier",
        "unit",
        "status",
        "document",
        "source_id",
        "confidence",
    )
    columns = {name: [getattr(figure, name) for figure in catalogue.figures] for name in names}
    columns["is_whole"] = [catalogue.whole(figure) for figure in catalogue.figures]
    table = pa.table(columns)
    for name in ("value_low", "value_high"):
        table = table.set_column(
            table.column_names.index(name), name, table[name].cast(pa.float64())
        )
    return table


def groupings(folder: Path, catalogue: Catalogue) -> dict[str, Grouping]:
    """Return what the snapshot in a folder counts together, mart by mart.

    Of a mart without returns nothing; nothing at all where it withheld more than ``catalogue``
    asks for: who lowers the threshold decides to show what was hidden. Of one that withheld less
    the groups alone: whatever it told by itself is known.
    """
    then = load_catalogue(folder / "reference", of_snapshot=True).smallest_count
    found: dict[str, Grouping] = {}
    for name, dataset in DATASETS.items() if then <= catalogue.smallest_count else ():
        grouping = grouping_of(pq.read_table(folder / f"{name}.parquet"), name, dataset.measures)
        found[name] = grouping if then == catalogue.smallest_count else without_alone(grouping)
    return {name: grouping for name, grouping in found.items() if grouping}


def build_marts(
    catalogue: Catalogue,
    records: Mapping[str, Mapping[str, Iterable[Path]]],
    before: Mapping[str, Grouping] | None = None,
) -> dict[str, pa.Table]:
    """Return every mart by name.

    ``records``: dataset -> data status -> files; ``before``: ``groupings`` of the snapshot before.
    """
    marts: dict[str, pa.Table] = {}
    with duckdb.connect() as database:
        for name, dataset in DATASETS.items():
            # A cursor has tables and views of its own, and is made sooner than a database.
            with database.cursor() as con:
                marts[name] = roll_up(
                    con, dataset, catalogue, records.get(name, {}), (before or {}).get(name)
                )
    return {**marts, "figure": figure_table(catalogue)}


def write_mart(table: pa.Table, where: Path | pa.BufferOutputStream) -> None:
    """Write a mart so that equal rows give equal bytes: in one piece, without day or host."""
    pq.write_table(table.combine_chunks(), where, compression="zstd")


def recompute(data: Path, snapshot_id: str) -> Recomputed:
    """Rebuild a snapshot's marts from its stored records and return how they compare.

    With the same code and libraries the files must be equal to the last byte; with others the
    rows are compared instead. Nothing is written.

    Raises ``SnapshotMissing`` for an unknown id, or where the snapshot whose grouping it keeps is
    gone, and ``SnapshotDamaged`` where one of the two, its reference data or its records are not
    what the manifest says.
    """
    folder = existing(data, snapshot_id)
    manifest = verify(folder)
    catalogue = load_catalogue(folder / "reference", of_snapshot=True)
    before = _grouped_after(data, manifest, catalogue)
    marts = build_marts(catalogue, record_files(data, manifest.inputs), before)
    proofs = [_proof(folder, manifest, name, table) for name, table in marts.items()]
    gone = [name for name in manifest.rows if name not in marts]
    proofs += [MartProof(n, 0, manifest.files[f"{n}.parquet"], "", "differs") for n in gone]
    return Recomputed(manifest, tuple(proofs), code_version(), made_with())


def _grouped_after(data: Path, manifest: Manifest, catalogue: Catalogue) -> dict[str, Grouping]:
    """Return the groupings that a snapshot had to keep, of a snapshot that is proved whole."""
    if not manifest.grouped_after:
        return {}
    earlier = existing(data, manifest.grouped_after)
    verify(earlier)
    return groupings(earlier, catalogue)


def _proof(folder: Path, manifest: Manifest, name: str, table: pa.Table) -> MartProof:
    expected = manifest.files.get(f"{name}.parquet", "")
    written = pa.BufferOutputStream()
    write_mart(table, written)
    found = hashlib.sha256(written.getvalue()).hexdigest()
    return MartProof(
        name, table.num_rows, expected, found, _outcome(folder, name, table, expected == found)
    )


def _outcome(folder: Path, name: str, table: pa.Table, is_same: bool) -> Likeness:
    if is_same:
        return "same_bytes"
    path = folder / f"{name}.parquet"
    if not path.is_file():
        return "differs"
    stored = pq.read_table(path)
    added = {WITHHELD, COUNTED_IN} & {*table.column_names} - {*stored.column_names}
    table = table.drop_columns(sorted(added))  # an earlier build had no such columns
    return "same_rows" if _same_rows(stored, table) else "differs"


def _same_rows(one: pa.Table, other: pa.Table) -> bool:
    """Return whether two tables hold the same rows, in whatever order and types of text."""
    if one.column_names != other.column_names or one.num_rows != other.num_rows:
        return False
    order = [(name, "ascending") for name in one.column_names]
    return one.sort_by(order).equals(other.cast(one.schema).sort_by(order))
