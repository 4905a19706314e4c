"""The one DuckDB door: a snapshot's marts in memory, a cursor for every query.

One connection shared by threads answers wrongly, a cursor of its own does not; so no method
hands the connection out. After loading, the connection can read no file and change no setting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from vtdash.model.datasets import DATASETS
from vtdash.model.errors import SnapshotDamaged
from vtdash.reference import Catalogue, load_catalogue
from vtdash.store.manifest import Manifest, damaged, verify
from vtdash.store.statements import statement

_PARAMETER = re.compile(r"\$([a-z_]+)")

HARDENING = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET threads = 1",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""One thread a query: roll-ups are small, and many readers ask at once."""


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
        catalogue = load_catalogue(folder / "reference")
        connection = duckdb.connect()
        try:
            for name, rows in manifest.rows.items():
                _load(connection, folder / f"{name}.parquet", rows)
        except SnapshotDamaged:
            connection.close()
            raise
        connection.execute(f"CREATE TABLE published_rows AS {statement('published_rows')}")
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
        """Return the statement parsed once: cursors share it, values stay apart."""
        if statement not in self._statements:
            with self._connection.cursor() as cursor:
                self._statements[statement] = cursor.extract_statements(statement)[0]
        return self._statements[statement]

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()


def _load(connection: duckdb.DuckDBPyConnection, path: Path, rows: int) -> None:
    """Load one mart into a table of its name and prove that it has its rows."""
    try:
        connection.execute(
            f'CREATE TABLE "{path.stem}" AS SELECT * FROM read_parquet($path)',  # noqa: S608
            {"path": str(path)},
        )
        found = connection.execute(f'SELECT count(*) FROM "{path.stem}"').fetchone()  # noqa: S608
    except duckdb.Error as error:
        raise damaged(path.parent, path.name, "không đọc được", "cannot be read") from error
    if found != (rows,):
        raise _row_count(path.parent, path.name, rows)
    if rows and path.stem in DATASETS:
        _number_texts(connection, path.stem)


def _number_texts(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Turn the text columns of a mart into enumerations: few values, grouped as numbers.

    The values stand in alphabetical order, so that ORDER BY means what it means for text.
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


def _row_count(folder: Path, name: str, expected: int) -> SnapshotDamaged:
    return damaged(folder, name, f"không đủ {expected} dòng", f"does not have its {expected} rows")
