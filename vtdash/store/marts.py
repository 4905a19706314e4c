"""Records into marts: the tables that pages query.

A mart is a roll-up, so its size follows areas, occupations and periods, not the number of
records. Sample rows of a dataset disappear for each city and period that an office reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.model.errors import VtdashError
from vtdash.reference import Catalogue
from vtdash.store.current_records import load_reported, view_files
from vtdash.store.statements import arrow_schema, statement

__all__ = ["area_table", "arrow_schema", "build_marts", "figure_table", "roll_up", "write_mart"]


def roll_up(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    catalogue: Catalogue,
    records: Mapping[str, Iterable[Path]],
) -> pa.Table:
    """Return the mart of one dataset, worked out on a connection that has nothing else on it.

    ``records``: data status (sample, reported) -> Parquet files of records, oldest first. Of
    each scope the newest reported file is in force. The rows stand in the order of their whole
    key and sums are exact, so that the same records always make the same mart. Raises
    ``VtdashError`` where records fit no area of their city on their day: none is dropped.
    """
    con.register("area", area_table(catalogue))
    names = view_files(con, "stored_row", dataset, list(records.get("reported", ())))
    load_reported(con, "reported", dataset, names)
    view_files(con, "sample_row", dataset, list(records.get("sample", ())))
    con.execute(statement("record", dataset))
    con.execute(statement("placed"))
    _refuse_unplaced(dataset, con.execute(statement("unplaced")).fetchall())
    return con.sql(statement(dataset.name)).to_arrow_table()


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


def build_marts(
    catalogue: Catalogue, records: Mapping[str, Mapping[str, Iterable[Path]]]
) -> dict[str, pa.Table]:
    """Return every mart by name. ``records``: dataset -> data status -> files."""
    marts: dict[str, pa.Table] = {}
    with duckdb.connect() as database:
        for name, dataset in DATASETS.items():
            # A cursor has tables and views of its own, and is made sooner than a database.
            with database.cursor() as con:
                marts[name] = roll_up(con, dataset, catalogue, records.get(name, {}))
    return {**marts, "figure": figure_table(catalogue)}


def write_mart(table: pa.Table, where: Path | pa.BufferOutputStream) -> None:
    """Write a mart so that equal rows give equal bytes: in one piece, without day or host."""
    pq.write_table(table.combine_chunks(), where, compression="zstd")
