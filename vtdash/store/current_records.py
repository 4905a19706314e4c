"""The reported records that count: of each scope, the rows of its newest file.

What one file says of a scope replaces all that earlier files said of it, so that a row left out
of a corrected return disappears. Rows of one file are never mixed with those of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from vtdash.model.datasets import Dataset
from vtdash.model.errors import SnapshotMissing
from vtdash.store.manifest import Manifest, current_id, read_manifest, snapshot_folder
from vtdash.store.records import record_files
from vtdash.store.statements import arrow_schema, statement


def load_reported(
    con: duckdb.DuckDBPyConnection,
    into: str,
    dataset: Dataset,
    names: Sequence[str],
    cities: tuple[str, ...] = (),
    areas: tuple[str, ...] = (),
) -> None:
    """Make the table ``into`` of those rows of the view ``stored_row`` that are in force.

    ``names``: values of its ``filename``, oldest first. ``cities`` and ``areas`` (codes) choose;
    an empty tuple means all.
    """
    order = pa.table({"filename": pa.array(names, pa.string()), "file_order": range(len(names))})
    con.register("stored_file", order)
    con.execute(
        statement("reported", dataset, into=into), {"cities": list(cities), "areas": list(areas)}
    )
    con.unregister("stored_file")


def view_files(
    con: duckdb.DuckDBPyConnection, view: str, dataset: Dataset, files: Sequence[Path]
) -> list[str]:
    """Show stored records as one view with their ``filename``; return those names in order."""
    names = [str(path) for path in files]
    if names:
        con.read_parquet(names, filename=True).create_view(view, replace=True)
        return names
    return view_tables(con, view, dataset, ())


def view_tables(
    con: duckdb.DuckDBPyConnection, view: str, dataset: Dataset, tables: Sequence[pa.Table]
) -> list[str]:
    """Show tables as one view with a ``filename`` for each; return those names in order."""
    names = [str(place) for place in range(len(tables))]
    named = [
        table.append_column("filename", pa.repeat(pa.scalar(name), table.num_rows))
        for name, table in zip(names, tables, strict=True)
    ]
    none = arrow_schema(dataset).append(pa.field("filename", pa.string())).empty_table()
    con.register("stored_table", pa.concat_tables([none, *named]))
    con.table("stored_table").create_view(view, replace=True)
    return names


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
