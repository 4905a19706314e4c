"""The marts of a snapshot in a DuckDB in memory, and the SQL files of the store.

One connection shared by threads answers wrongly, one cursor for each query does not; so no method
hands the connection out. After loading, the connection can read no file and change no setting.
Names in a statement come from the datasets alone; values are bound, never written into it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.model.errors import SnapshotDamaged
from vtdash.reference import Catalogue, load_catalogue
from vtdash.store.disclosure import WITHHELD
from vtdash.store.manifest import Manifest, damaged, verify

_PARAMETER = re.compile(r"\$([a-z_]+)")

HARDENING = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET threads = 1",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""Settings of a connection that only answers. One thread a query: many readers ask at once."""

_SQL_FOLDER = Path(__file__).parent / "sql"

_DAYS = {
    "quarter": "make_date(CAST(left({period}, 4) AS INTEGER), "
    "CAST(right({period}, 1) AS INTEGER) * 3 - 2, 1)",
    "year": "make_date({period}, 12, 31)",
}
"""The date that decides which area a code means: first day of a quarter, last day of a year."""

_YEARS = {"quarter": "CAST(left({period}, 4) AS INTEGER)", "year": "{period}"}


@cache
def store_statement(name: str, dataset: Dataset | None = None, **names: str) -> str:
    """Return the SQL of a file; ``names`` are the words in braces that no dataset gives."""
    text = (_SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return text.format(**_dataset_names(dataset), **names) if dataset else text


def _dataset_names(dataset: Dataset) -> dict[str, str]:
    kind = dataset.column(dataset.period).kind
    return {
        "columns": ", ".join(dataset.column_names),
        "key": ", ".join(dataset.key),
        "scope": ", ".join(dataset.scope),
        "period": dataset.period,
        "day": _DAYS[kind].format(period=dataset.period),
        "year": _YEARS[kind].format(period=dataset.period),
    }


def arrow_schema(dataset: Dataset) -> pa.Schema:
    """Return the types in which records of a dataset are stored."""
    types = {"count": pa.int64(), "amount": pa.float64(), "year": pa.int32()}
    return pa.schema([(c.name, types.get(c.kind, pa.string())) for c in dataset.columns])


class Store:
    """An opened snapshot: its manifest, its catalogue and its marts."""

    def __init__(
        self, manifest: Manifest, catalogue: Catalogue, connection: duckdb.DuckDBPyConnection
    ) -> None:
        self.manifest = manifest
        self.catalogue = catalogue
        self._connection = connection
        self._statements: dict[str, duckdb.Statement] = {}

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Return the store of a snapshot's folder; raises ``SnapshotDamaged`` if not whole."""
        manifest = verify(folder)
        catalogue = load_catalogue(folder / "reference", of_snapshot=True)
        connection = duckdb.connect()
        try:
            for name, rows in manifest.rows.items():
                _load(connection, folder / f"{name}.parquet", rows)
        except SnapshotDamaged:
            connection.close()
            raise
        connection.execute(f"CREATE TABLE published_rows AS {store_statement('published_rows')}")
        for setting in HARDENING:
            connection.execute(setting)
        return cls(manifest, catalogue, connection)

    @property
    def id(self) -> str:
        """The snapshot's id: part of every cache key."""
        return self.manifest.id

    def query(
        self, statement: str, values: Mapping[str, Any]
    ) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Return column names and rows of a statement.

        ``values`` are bound to the statement's ``$names``; those it does not name are left out.
        """
        bound = {name: values[name] for name in _parameters(statement)}
        with self._connection.cursor() as cursor:
            cursor.execute(self._parsed(statement), bound)
            names = tuple(column[0] for column in cursor.description or ())
            return names, cursor.fetchall()

    def _parsed(self, statement: str) -> duckdb.Statement:
        """Return the parsed statement, parsed once for all cursors."""
        if statement not in self._statements:
            with self._connection.cursor() as cursor:
                self._statements[statement] = cursor.extract_statements(statement)[0]
        return self._statements[statement]

    def close(self) -> None:
        """Close the database and free its memory."""
        self._connection.close()


def _load(connection: duckdb.DuckDBPyConnection, path: Path, rows: int) -> None:
    """Load one mart into a table of its name; raise ``SnapshotDamaged`` if rows are missing."""
    try:
        connection.execute(
            f'CREATE TABLE "{path.stem}" AS SELECT * FROM read_parquet($path)',  # noqa: S608
            {"path": str(path)},
        )
        loaded = connection.execute(f'SELECT count(*) FROM "{path.stem}"').fetchone()  # noqa: S608
    except duckdb.Error as error:
        raise damaged(path.parent, path.name, "không đọc được", "cannot be read") from error
    if loaded != (rows,):
        vi, en = f"không đủ {rows} dòng", f"does not have its {rows} rows"
        raise damaged(path.parent, path.name, vi, en)
    if path.stem in DATASETS:
        # a snapshot from before there was disclosure control withholds nothing
        connection.execute(
            f'ALTER TABLE "{path.stem}" ADD COLUMN IF NOT EXISTS {WITHHELD} BIGINT DEFAULT 0'
        )
        if rows:
            _number_texts(connection, path.stem)


def _number_texts(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Turn the text columns of a mart into enumerations, which are grouped as fast as numbers.

    Their values are in alphabetical order, so that ORDER BY sorts them as it sorts text.
    """
    texts = connection.execute(
        "SELECT column_name FROM duckdb_columns() "
        "WHERE table_name = $table AND data_type = 'VARCHAR'",
        {"table": table},
    ).fetchall()
    for (column,) in texts:
        kind = f'"{table}.{column}"'
        values = f'SELECT DISTINCT "{column}" FROM "{table}" ORDER BY "{column}"'  # noqa: S608
        connection.execute(f"CREATE TYPE {kind} AS ENUM ({values})")
        connection.execute(f'ALTER TABLE "{table}" ALTER "{column}" SET DATA TYPE {kind}')


@cache
def _parameters(statement: str) -> frozenset[str]:
    return frozenset(_PARAMETER.findall(statement))
