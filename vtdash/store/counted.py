"""Which stored rows count: those of the newest file of a scope, or what stewards decided.

A decision travels with the records that it came with, in the metadata of their file, so that a
snapshot is made again from its stored records alone. Two equal classes of one unit are two files:
where rows add up, the hash of the office's own file is kept beside the decision.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from vtdash.model.datasets import Dataset
from vtdash.store.database import arrow_schema, store_statement
from vtdash.store.manifest import Counting, counting_of

_DECIDED = b"vtdash.counting"


@dataclass(frozen=True)
class StoredRows:
    """Rows of a view that came in one file: its ``filename`` there, what was decided with it."""

    filename: str
    counting: tuple[Counting, ...] = ()


def with_counting(table: pa.Table, counting: Sequence[Counting], source: str) -> pa.Table:
    """Return a table that carries the decisions by which rows count; none leaves it as it is.

    Who decided and when is no part of it: the same file with the same decisions is the same.
    """
    decided = [asdict(replace(each, by="", when="")) for each in counting if _has_effect(each)]
    for each in decided:
        del each["why"]  # it changes no row
    if not decided:
        return table
    words = json.dumps({"source": source, "counting": decided}, sort_keys=True)
    return table.replace_schema_metadata({_DECIDED: words.encode()})


def _has_effect(each: Counting) -> bool:
    return each.choice in {"adds", "contained"} or bool(each.file)


def _counting_in(schema: pa.Schema) -> tuple[Counting, ...]:
    words = (schema.metadata or {}).get(_DECIDED)
    return tuple(counting_of(each) for each in json.loads(words)["counting"]) if words else ()


def view_files(
    con: duckdb.DuckDBPyConnection, view: str, dataset: Dataset, files: Sequence[Path]
) -> list[StoredRows]:
    """Make one view of stored records with their ``filename``; return the files in order."""
    names = [str(path) for path in files]
    if names:
        con.read_parquet(names, filename=True).create_view(view, replace=True)
        return [StoredRows(name, _counting_in(pq.read_schema(name))) for name in names]
    return view_tables(con, view, dataset, ())


def view_tables(
    con: duckdb.DuckDBPyConnection, view: str, dataset: Dataset, tables: Sequence[pa.Table]
) -> list[StoredRows]:
    """Make one view of tables with a ``filename`` for each; return them in order."""
    rows = [StoredRows(str(n), _counting_in(table.schema)) for n, table in enumerate(tables)]
    named = [
        table.append_column("filename", pa.repeat(pa.scalar(row.filename), table.num_rows))
        for row, table in zip(rows, tables, strict=True)
    ]
    none = arrow_schema(dataset).append(pa.field("filename", pa.string())).empty_table()
    con.register(f"{view}_table", pa.concat_tables([none, *named]))
    con.table(f"{view}_table").create_view(view, replace=True)
    return rows


def load_reported(
    con: duckdb.DuckDBPyConnection,
    into: str,
    dataset: Dataset,
    files: Sequence[StoredRows],
    cities: tuple[str, ...] = (),
    areas: tuple[str, ...] = (),
) -> None:
    """Make ``into``, the rows of the view ``stored_row`` that count, one a record.

    ``files``: those of the view, oldest first. ``cities`` and ``areas`` (codes) choose; an empty
    tuple means all. Rows of files that add to each other are summed; one row a file, with the
    file's place among ``files``, is left in ``{into}_part``: see ``reported.sql``.
    """
    added, aside = list(_added(files)), list(_set_aside(files))
    tables = {
        "stored_file": pa.table(
            {
                "filename": pa.array([file.filename for file in files], pa.string()),
                "file_order": range(len(files)),
            }
        ),
        "added": _decided(dataset, ("file_order",), added),
        "set_aside": _decided(dataset, ("first_order", "last_order"), aside),
    }
    for name, table in tables.items():
        con.register(name, table)
    same = " AND ".join(f"a.{name} = stored.{name}" for name in dataset.scope)
    of_several = len(files) > 1 or added or aside
    con.execute(
        store_statement("reported", dataset, into=into, same_scope=same)
        if of_several
        else store_statement("reported_alone", dataset, into=into),
        {"cities": list(cities), "areas": list(areas)},
    )
    statement = "summed_up" if added else "as_stored"
    con.execute(store_statement(statement, dataset, into=into, sums=_sums(dataset)))
    for name in tables:
        con.unregister(name)


def set_aside_scopes(dataset: Dataset, files: Sequence[StoredRows]) -> pa.Table:
    """Return the scopes of which rows stop counting, by what was decided with these files."""
    found = [each.scopes for file in files for each in file.counting if each.choice == "contained"]
    return _decided(dataset, (), [((), scope) for scopes in found for scope in scopes])


Decided = tuple[tuple[int, ...], tuple[str, ...]]
"""Places of files, and a scope."""


def _added(files: Sequence[StoredRows]) -> Iterator[Decided]:
    """Yield (place of a file, scope) where a file adds to others and does not replace them all."""
    for place, file in enumerate(files):
        for each in file.counting:
            if each.choice == "adds" or each.file:
                yield from (((place,), scope) for scope in each.scopes)


def _set_aside(files: Sequence[StoredRows]) -> Iterator[Decided]:
    """Yield (first and last place, scope) of the files whose rows do not count there."""
    for place, file in enumerate(files):
        for each in file.counting:
            if each.choice == "contained":
                yield from (((0, place), scope) for scope in each.scopes)
            for other, before in enumerate(files[:place] if each.file else ()):
                if Path(before.filename).stem == each.file:
                    yield from (((other, other), scope) for scope in each.scopes)


def _decided(dataset: Dataset, places: Sequence[str], rows: Sequence[Decided]) -> pa.Table:
    schema, columns = arrow_schema(dataset), dict[str, pa.Array]()
    for at, name in enumerate(places):
        columns[name] = pa.array([row[0][at] for row in rows], pa.int64())
    for at, name in enumerate(dataset.scope):
        values = pa.array([row[1][at] for row in rows], pa.string())
        columns[name] = values.cast(schema.field(name).type)
    return pa.table(columns)


def _sums(dataset: Dataset) -> str:
    """Return the columns of a record, each measure summed exactly."""
    return ", ".join(
        f"CAST(sum(CAST({c.name} AS DECIMAL(38, {10 if c.kind == 'amount' else 0}))) AS "
        f"{'DOUBLE' if c.kind == 'amount' else 'BIGINT'}) AS {c.name}"
        if c.name in dataset.measures
        else c.name
        for c in dataset.columns
    )
