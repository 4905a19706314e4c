"""Scopes: of each city, period, area and institution the rows of its newest file are in force.

What one file says of a scope replaces all that earlier files said of it, so that a row left out
of a corrected return disappears. Rows of one file are never mixed with those of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from vtdash.schema import Dataset
from vtdash.warehouse.statements import arrow_schema, statement


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
