"""Stored records: the checked rows of every file, kept under the name of their content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.model.errors import SnapshotDamaged
from vtdash.store.disk import WORK_MARK, sync
from vtdash.store.manifest import Input, Manifest, Outcome, file_hash, published
from vtdash.store.statements import arrow_schema

Files = dict[str, dict[str, list[Path]]]
"""Dataset -> data status -> files of records, oldest first."""


@dataclass(frozen=True)
class Records:
    """Checked rows of one dataset, ready to be stored.

    ``name``: the file that they came in; ``source_sha256``: the hash of that file; ``form``: the
    form that it was read as; ``checks``: what the checks said of it.
    """

    dataset: str
    data_status: str
    name: str
    table: pa.Table
    source_sha256: str = ""
    form: str = ""
    checks: tuple[Outcome, ...] = ()


def typed(records: Records) -> pa.Table:
    """Return the rows in the columns and types in which they are stored.

    Raises ``ValueError`` where a key has no value: the checks let no such row through, and a
    join would drop it without a word.
    """
    dataset = DATASETS[records.dataset]
    table = records.table.select(list(dataset.column_names)).cast(arrow_schema(dataset))
    if any(table[name].null_count for name in dataset.key):
        raise ValueError(f"{records.name}: a record without a value in {dataset.key}")
    return table


def store(data: Path, records: Records, made: list[Path]) -> Input:
    """Write records under the name of their content and return their entry.

    The file is added to ``made``, unless one of that name, so of the same content, is there.
    """
    table = typed(records)
    work = published(data) / "records" / f"{WORK_MARK}new"
    pq.write_table(table, work, compression="zstd")
    entry = _entry(records, DATASETS[records.dataset], table, file_hash(work))
    sync(work)
    final = published(data) / "records" / entry.file
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


def reported(manifest: Manifest | None) -> list[Input]:
    """Return the returns of a snapshot in the order in which they were published."""
    return [i for i in manifest.inputs if i.data_status == "reported"] if manifest else []


def record_files(data: Path, inputs: Sequence[Input]) -> Files:
    """Return the stored records of inputs, each proved to be what it was.

    Raises ``SnapshotDamaged`` where a file is missing or changed.
    """
    files: Files = {}
    for entry in inputs:
        path = published(data) / "records" / entry.file
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
