"""Stored records: the checked rows of every file, and which of them count.

A scope is a city, period, area and institution. Rows from the newest file of a scope count, so
that a row left out of a corrected return disappears, unless a steward decided otherwise: see
``counted``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.model.errors import SnapshotDamaged, SnapshotMissing
from vtdash.model.published_figures import PUBLISHED_FIGURES, TEMPLATES
from vtdash.store.counted import load_reported, view_files, with_counting
from vtdash.store.database import arrow_schema, store_statement
from vtdash.store.disk import WORK_MARK, sync, utc_now
from vtdash.store.manifest import (
    CellChange,
    CheckOutcome,
    Counting,
    Input,
    Manifest,
    current_id,
    file_hash,
    origin_of,
    published_folder,
    read_manifest,
    snapshot_folder,
)
from vtdash.store.unit_decisions import UnitDecision

Files = dict[str, dict[str, list[Path]]]
"""Dataset -> data status -> files of records, oldest first."""


@dataclass(frozen=True)
class Records:
    """Checked rows of one dataset, ready to be stored.

    ``name``: the file that they came in; ``source_sha256``: the hash of that file; ``form``: the
    form that it was read as; ``checks``: what the checks said of it; ``changes``: cells of it that
    a steward corrected; ``counting``: what was decided where another return says the same;
    ``sheet``: the sheet of a workbook with several; ``units``: what was decided about its units.
    """

    dataset: str
    data_status: str
    name: str
    table: pa.Table
    source_sha256: str = ""
    form: str = ""
    checks: tuple[CheckOutcome, ...] = ()
    changes: tuple[CellChange, ...] = ()
    counting: tuple[Counting, ...] = ()
    sheet: str = ""
    units: tuple[UnitDecision, ...] = ()

    @property
    def origin(self) -> str:
        """What tells one office's return from another: the hash of the file, and the sheet."""
        return origin_of(self.source_sha256, self.sheet)


def signed(records: Records, by: str) -> Records:
    """Return records with who loads them, and when, at each correction and decision.

    What is signed already stays: who releases a load did not correct its cells.
    """
    now = utc_now()
    changes = tuple(replace(c, by=c.by or by, when=c.when or now) for c in records.changes)
    counting = tuple(replace(d, by=d.by or by, when=d.when or now) for d in records.counting)
    return replace(records, changes=changes, counting=counting)


def typed_table(records: Records) -> pa.Table:
    """Return the rows in the columns and types in which they are stored, with their decisions.

    Raises ``ValueError`` where a key has no value: the checks let no such row through, and a
    join would drop it without a word.
    """
    if records.dataset == PUBLISHED_FIGURES.name:
        return records.table
    dataset = DATASETS[records.dataset]
    table = records.table.select(list(dataset.column_names)).cast(arrow_schema(dataset))
    if any(table[name].null_count for name in dataset.key):
        raise ValueError(f"{records.name}: a record without a value in {dataset.key}")
    return with_counting(table, records.counting, records.origin)


def store_records(data: Path, records: Records, made: list[Path]) -> Input:
    """Write records under the name of their content and return their entry.

    The file is added to ``made``, unless one of that name, so of the same content, is there.
    """
    table = typed_table(records)
    work = published_folder(data) / "records" / f"{WORK_MARK}new"
    pq.write_table(table, work, compression="zstd")
    entry = _entry(records, TEMPLATES[records.dataset], table, file_hash(work))
    sync(work)
    final = published_folder(data) / "records" / entry.file
    made.extend([] if final.exists() else [final])
    work.replace(final)
    sync(final.parent)
    return entry


def _entry(records: Records, dataset: Dataset, table: pa.Table, sha256: str) -> Input:
    def distinct(column: str) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in table[column].unique().to_pylist()))

    return Input(
        dataset=records.dataset,
        data_status=records.data_status,
        name=records.name,
        rows=table.num_rows,
        sha256=sha256,
        cities=distinct("city"),
        periods=distinct(dataset.period),
        source_sha256=records.source_sha256,
        form=records.form,
        checks=records.checks,
        changes=records.changes,
        counting=records.counting,
        sheet=records.sheet,
    )


def unique(inputs: Sequence[Input]) -> tuple[Input, ...]:
    """Keep the last of inputs with equal content, in the place of the last.

    The same file published twice counts once; published again after a correction it counts
    as the newest.
    """
    latest: dict[tuple[str, str, str], Input] = {}
    for entry in inputs:
        key = (entry.dataset, entry.data_status, entry.sha256)
        latest.pop(key, None)
        latest[key] = entry
    return tuple(latest.values())


def record_files(data: Path, inputs: Sequence[Input]) -> Files:
    """Return the stored records of inputs, each proved to be what it was.

    Raises ``SnapshotDamaged`` where a file is missing or changed.
    """
    files: Files = {}
    for entry in inputs:
        path = published_folder(data) / "records" / entry.file
        if not path.is_file() or file_hash(path) != entry.sha256:
            raise _lost(entry, path)
        by_status = files.setdefault(entry.dataset, {})
        by_status.setdefault(entry.data_status, []).append(path)
    return files


def _lost(entry: Input, path: Path) -> SnapshotDamaged:
    return SnapshotDamaged(
        f"Bản ghi đã lưu của '{entry.name}' ({path.name}) bị thiếu hoặc đã thay đổi. "
        "Hãy khôi phục tệp này từ bản sao lưu rồi làm lại.",
        f"The stored records of '{entry.name}' ({path.name}) are missing or changed. "
        "Restore that file from a backup and try again.",
    )


def current_records(
    data: Path, dataset: Dataset, cities: tuple[str, ...] = (), areas: tuple[str, ...] = ()
) -> pa.Table:
    """Return the current reported records, in the dataset's columns, ordered by key.

    Three more columns say which file each row is from: its name, its ``origin`` (``source``) and
    the name of the stored records (``stored``); a record that two files add up to is two rows.
    ``cities`` and ``areas`` (codes) choose; an empty tuple means all. The sample is never among
    them. Without a snapshot the table is empty. Raises ``SnapshotDamaged`` where the manifest or
    stored records are missing or changed.
    """
    entries = _entries_of(current_manifest(data), dataset, "reported", cities)
    files = record_files(data, entries).get(dataset.name, {}).get("reported", [])
    with duckdb.connect() as con:
        names = view_files(con, "stored_row", dataset, files)
        load_reported(con, "reported", dataset, names, cities, areas)
        table = con.sql(store_statement("current_records", dataset)).to_arrow_table()
    return _with_files(table, entries)


def _with_files(table: pa.Table, entries: Sequence[Input]) -> pa.Table:
    """Return rows with the names and hashes of their files instead of the files' order."""
    order = table["file_order"].combine_chunks().cast(pa.int32())
    said = {
        "file": [entry.name for entry in entries],
        "source": [entry.origin for entry in entries],
        "stored": [Path(entry.file).stem for entry in entries],
    }
    table = table.drop_columns(["file_order"])
    for name, values in said.items():
        column = pa.DictionaryArray.from_arrays(order, pa.array(values, pa.string()))
        table = table.append_column(name, column)
    return table


def current_manifest(data: Path) -> Manifest | None:
    """Return the manifest of the current snapshot, None before the first."""
    try:
        return read_manifest(snapshot_folder(data, current_id(data)))
    except SnapshotMissing:
        return None


def current_record_files(
    data: Path,
    manifest: Manifest | None,
    dataset: Dataset,
    data_status: str,
    cities: tuple[str, ...] = (),
) -> list[Path]:
    """Return the stored records of a dataset that hold these cities, oldest first."""
    chosen = _entries_of(manifest, dataset, data_status, cities)
    return record_files(data, chosen).get(dataset.name, {}).get(data_status, [])


def _entries_of(
    manifest: Manifest | None, dataset: Dataset, data_status: str, cities: tuple[str, ...]
) -> list[Input]:
    return [
        entry
        for entry in (manifest.inputs if manifest else ())
        if (entry.dataset, entry.data_status) == (dataset.name, data_status)
        and (not cities or set(cities) & set(entry.cities))
    ]
