"""A merge of units as a return: what counts of both, published once more under the successor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vtdash.model.datasets import Dataset
from vtdash.model.period import Period
from vtdash.reference import Catalogue
from vtdash.store.counted import load_reported, view_files, view_tables
from vtdash.store.database import store_statement
from vtdash.store.difference import MAIN
from vtdash.store.manifest import Counting
from vtdash.store.preview import ASKED_AGAIN
from vtdash.store.records import (
    Records,
    current_manifest,
    current_records,
    record_files,
    typed_table,
)
from vtdash.store.unit_decisions import MERGED, UnitDecision, unit_decisions, without_undone
from vtdash.store.unit_register import REPORTING, check_decision, unit_register

_UNIT = "institution_id"
_PLACE = ("city", "area_code")

CHOICES = ("adds", "contained")
"""Both count together, or the successor has reported all of it."""


@dataclass(frozen=True)
class ChangedTotal:
    """The main count of a dataset, city and period before and after a decision."""

    dataset: str
    city: str
    period: str
    before: int
    after: int


@dataclass(frozen=True)
class UnitPlan:
    """A decision about a unit with what it would do; publishing takes ``decision`` and ``records``.

    ``choice``: of a merge where both have reported the same periods, else empty.
    """

    decision: UnitDecision
    records: tuple[Records, ...] = ()
    totals: tuple[ChangedTotal, ...] = ()
    choice: str = ""


def plan_decision(data: Path, catalogue: Catalogue, new: UnitDecision) -> tuple[UnitPlan, ...]:
    """Return what a decision would do, once for each way in which published rows may count.

    Nothing is written. Raises ``VtdashError`` with the reason where it makes no sense.
    """
    check_decision(unit_register(data, catalogue), catalogue, new)
    if new.act == "undone":
        return (UnitPlan(new, totals=tuple(_changed(data, (), new))),)
    if new.act != "merged":
        return (UnitPlan(new),)
    plans: list[UnitPlan] = []
    for choice in CHOICES:
        records = tuple(_merged(data, new, choice))
        if not plans or [r.table for r in records] != [r.table for r in plans[0].records]:
            totals = tuple(_changed(data, records, new))
            plans.append(UnitPlan(replace(new, choice=choice), records, totals, choice))
    return tuple(plans) if len(plans) > 1 else (replace(plans[0], choice=""),)


def _merged(data: Path, new: UnitDecision, choice: str) -> Iterator[Records]:
    """Yield what counts of both units under the successor; the merged one counts no longer."""
    for dataset in REPORTING:
        rows = current_records(data, dataset)
        own = rows.filter(pc.equal(rows[_UNIT], new.unit))  # pyright: ignore
        own = own.filter(pc.is_in(own[dataset.period], _periods(own, dataset, new.since)))  # pyright: ignore
        if not own.num_rows:
            continue
        scopes = _scopes(own, dataset)
        theirs = rows.filter(pc.equal(rows[_UNIT], new.other))  # pyright: ignore
        theirs = _of_scopes(theirs, dataset, scopes)
        if choice == "contained":
            own = _of_scopes(own, dataset, scopes - _scopes(theirs, dataset))
        at = dataset.scope.index(_UNIT)
        aside = tuple((*scope[:at], new.unit, *scope[at:]) for scope in sorted(scopes))
        yield Records(
            dataset=dataset.name,
            data_status="reported",
            name=new.unit,
            table=_together(own, theirs, dataset, new.other),
            form=MERGED,
            counting=(Counting("contained", aside, other=new.other),),
        )


def _periods(own: pa.Table, dataset: Dataset, since: date | None) -> pa.Array:
    """Return the periods that begin on a day or after it."""
    found = own[dataset.period].unique().to_pylist()
    after = [p for p in found if (Period.parse(p).start or date.min) >= (since or date.min)]
    return pa.array(after, own[dataset.period].type)


def _scopes(rows: pa.Table, dataset: Dataset) -> set[tuple[str, ...]]:
    """Return what rows speak for: their scopes without the unit, as text."""
    names = [name for name in dataset.scope if name != _UNIT]
    distinct = rows.group_by(names).aggregate([])
    return {tuple(str(row[name]) for name in names) for row in distinct.to_pylist()}


def _of_scopes(rows: pa.Table, dataset: Dataset, scopes: set[tuple[str, ...]]) -> pa.Table:
    names = [name for name in dataset.scope if name != _UNIT]
    columns = [rows[name].to_pylist() for name in names]
    mask = [tuple(map(str, scope)) in scopes for scope in zip(*columns, strict=True)]
    return rows.filter(pa.array(mask, pa.bool_()))


def _together(own: pa.Table, theirs: pa.Table, dataset: Dataset, unit: str) -> pa.Table:
    """Return the rows of both as those of one unit, one row a key."""
    names = list(dataset.column_names)
    rows = pa.concat_tables([own.select(names), theirs.select(names)])
    column = pa.repeat(pa.scalar(unit), rows.num_rows).cast(rows[_UNIT].type)
    rows = rows.set_column(names.index(_UNIT), _UNIT, column)
    summed = rows.group_by(list(dataset.key)).aggregate([(n, "sum") for n in dataset.measures])
    called = {f"{name}_sum": name for name in dataset.measures}
    summed = summed.rename_columns([called.get(name, name) for name in summed.column_names])
    return summed.select(names).sort_by([(name, "ascending") for name in dataset.key])


def _changed(data: Path, records: Sequence[Records], new: UnitDecision) -> Iterator[ChangedTotal]:
    """Yield the totals that a decision changes, ``records`` being what it publishes."""
    manifest = current_manifest(data)
    inputs = [i for i in manifest.inputs if i.data_status == "reported"] if manifest else []
    kept = without_undone(inputs, (*unit_decisions(data), new))
    for dataset in REPORTING:
        tables = [typed_table(each) for each in records if each.dataset == dataset.name]
        before, after = (
            record_files(data, some).get(dataset.name, {}).get("reported", [])
            for some in (inputs, kept)
        )
        if not tables and before == after:
            continue
        totals = _totals(dataset, before, ()), _totals(dataset, after, tables)
        for city, period in sorted({*totals[0], *totals[1]}):
            was, now = (side.get((city, period), 0) for side in totals)
            if was != now:
                yield ChangedTotal(dataset.name, city, period, was, now)


def _totals(
    dataset: Dataset, files: Sequence[Path], tables: Sequence[pa.Table]
) -> dict[tuple[str, str], int]:
    """Return what files with tables behind them come to, by city and period."""
    once = ", ".join(name for name in dataset.key if name != ASKED_AGAIN)
    with duckdb.connect() as con:
        stored = view_files(con, "kept_row", dataset, files)
        loaded = view_tables(con, "loaded_row", dataset, tables)
        con.table("kept_row").union(con.table("loaded_row")).create_view("stored_row")
        load_reported(con, "counted", dataset, [*stored, *loaded])
        question = store_statement(
            "unit_totals", dataset, once=once, main=MAIN[dataset.name], counted="counted"
        )
        found = con.execute(question).fetchall()
    return {(city, str(period)): total for city, period, total in found}
