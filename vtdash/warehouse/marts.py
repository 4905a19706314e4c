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

from vtdash.errors import VtdashError
from vtdash.reference import Catalogue
from vtdash.schema import DATASETS, Dataset

SQL_FOLDER = Path(__file__).parent / "sql"

_DAYS = {
    "quarter": "make_date(CAST(left({period}, 4) AS INTEGER), "
    "CAST(right({period}, 1) AS INTEGER) * 3 - 2, 1)",
    "year": "make_date({period}, 12, 31)",
}
"""The day that decides what an area code means: a quarter's first, a cohort year's last."""


def roll_up(
    dataset: Dataset, catalogue: Catalogue, records: Mapping[str, Iterable[Path]]
) -> pa.Table:
    """Return the mart of one dataset.

    ``records``: data status (sample, reported) -> Parquet files of records. A later reported
    file replaces the rows of an earlier one that have the same key. Raises ``VtdashError``
    where records fit no area of their city on their day: none is dropped.
    """
    con = duckdb.connect()
    try:
        con.register("area", area_table(catalogue))
        con.execute(_records_in_force(dataset, records))
        con.execute(_statement("placed"))
        _refuse_unplaced(dataset, con.execute(_statement("unplaced")).fetchall())
        return con.sql(_statement(dataset.name)).to_arrow_table()
    finally:
        con.close()


def _statement(name: str) -> str:
    return (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


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
        "figure_id", "city", "territory", "area_name", "indicator_id", "level", "breakdown",
        "period", "year_start", "year_end", "recurrence", "value_low", "value_high", "qualifier",
        "unit", "status", "document", "source_id", "confidence",
    )  # fmt: skip
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
    marts = {
        name: roll_up(dataset, catalogue, records.get(name, {}))
        for name, dataset in DATASETS.items()
    }
    return {**marts, "figure": figure_table(catalogue)}


def arrow_schema(dataset: Dataset) -> pa.Schema:
    """Return the types in which records of a dataset are stored."""
    types = {"count": pa.int64(), "amount": pa.float64(), "year": pa.int32()}
    return pa.schema([(c.name, types.get(c.kind, pa.string())) for c in dataset.columns])


def _records_in_force(dataset: Dataset, records: Mapping[str, Iterable[Path]]) -> str:
    """Return SQL for the view ``record``: the latest reported rows, and sample rows elsewhere.

    Names come from the schema and paths are the warehouse's own, never a reader's text.
    """
    columns = ", ".join(dataset.column_names)
    key = ", ".join(dataset.key)
    reported = _union(records.get("reported", ()), columns, dataset)
    sample = _union(records.get("sample", ()), columns, dataset)
    day = _DAYS[dataset.column(dataset.period).kind].format(period=dataset.period)
    return f"""
        CREATE TEMP TABLE record AS
        WITH reported AS (
            SELECT {columns} FROM ({reported})
            QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY file_order DESC) = 1
        )
        SELECT {columns}, {day} AS day, 'reported' AS data_status FROM reported
        UNION ALL
        SELECT {columns}, {day} AS day, 'sample' AS data_status FROM ({sample}) AS s
        WHERE NOT EXISTS (
            SELECT 1 FROM reported r
            WHERE r.city = s.city AND r.{dataset.period} = s.{dataset.period}
        )
    """  # noqa: S608


def _union(files: Iterable[Path], columns: str, dataset: Dataset) -> str:
    parts = [
        f"SELECT {columns}, {order} AS file_order FROM read_parquet('{_quoted(path)}')"  # noqa: S608
        for order, path in enumerate(files)
    ]
    return " UNION ALL ".join(parts) if parts else _no_rows(dataset)


def _no_rows(dataset: Dataset) -> str:
    types = {"count": "BIGINT", "amount": "DOUBLE", "year": "INTEGER"}
    nulls = ", ".join(
        f"CAST(NULL AS {types.get(c.kind, 'VARCHAR')}) AS {c.name}" for c in dataset.columns
    )
    return f"SELECT {nulls}, 0 AS file_order WHERE false"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
