"""The reported records of the snapshot in force."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from vtdash.errors import SnapshotMissing
from vtdash.schema import Dataset
from vtdash.warehouse.records import record_files
from vtdash.warehouse.scopes import load_reported, view_files
from vtdash.warehouse.snapshot import Manifest, current_id, read_manifest, snapshot_folder
from vtdash.warehouse.statements import statement


def records_in_force(
    data: Path, dataset: Dataset, cities: tuple[str, ...] = (), areas: tuple[str, ...] = ()
) -> pa.Table:
    """Return the reported records in force, in the dataset's columns, ordered by key.

    ``cities`` and ``areas`` (codes) choose; an empty tuple means all. The sample is never among
    them. Without a snapshot the table is empty. Raises ``SnapshotDamaged`` where the manifest
    or stored records are not what they were.
    """
    files = files_in_force(data, manifest_in_force(data), dataset, "reported", cities)
    with duckdb.connect() as con:
        names = view_files(con, "stored_row", dataset, files)
        load_reported(con, "reported", dataset, names, cities, areas)
        return con.sql(statement("records_in_force", dataset)).to_arrow_table()


def manifest_in_force(data: Path) -> Manifest | None:
    """Return the manifest of the snapshot in force, None before the first."""
    try:
        return read_manifest(snapshot_folder(data, current_id(data)))
    except SnapshotMissing:
        return None


def files_in_force(
    data: Path,
    manifest: Manifest | None,
    dataset: Dataset,
    data_status: str,
    cities: tuple[str, ...] = (),
) -> list[Path]:
    """Return the stored records of a dataset that speak of these cities, oldest first."""
    chosen = [
        entry
        for entry in (manifest.inputs if manifest else ())
        if (entry.dataset, entry.data_status) == (dataset.name, data_status)
        and (not cities or set(cities) & set(entry.cities))
    ]
    return record_files(data, chosen).get(dataset.name, {}).get(data_status, [])
