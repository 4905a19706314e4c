"""The register of reporting units: of the reference data, of returns, and of what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from vtdash.model.datasets import DATASETS, Bilingual, Dataset
from vtdash.model.errors import VtdashError
from vtdash.reference import Catalogue, NamedUnit
from vtdash.store.database import store_statement
from vtdash.store.records import current_manifest, current_record_files
from vtdash.store.unit_decisions import UnitDecision, in_force, unit_decisions

REPORTING = tuple(d for d in DATASETS.values() if "institution_id" in d.key)
"""The datasets whose records say which unit they are from."""


@dataclass(frozen=True)
class KnownUnit:
    """One unit as it is known: from the reference data, from a return, by decisions.

    ``places``: (day from which, city, area code) in order of time, the day empty where it is not
    known. ``successor``: the unit that it was merged into on ``merged_on`` (None: from the start).
    ``reported``: the last period that it reported; ``areas``: where it did.
    """

    id: str
    name: Bilingual
    kind: str = ""
    places: tuple[tuple[str, str, str], ...] = ()
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    tax_code: str = ""
    aliases: tuple[str, ...] = ()
    successor: str = ""
    merged_on: date | None = None
    reported: str = ""
    areas: tuple[tuple[str, str], ...] = ()
    source: str = ""

    def place_on(self, day: date) -> tuple[str, str]:
        """Return city and area code of its seat on a day, empty texts where they are not known."""
        then = [place for place in self.places if place[0] <= day.isoformat()]
        return then[-1][1:] if then else ("", "")

    @property
    def cities(self) -> frozenset[str]:
        """The cities in which it sits or has reported."""
        seats = {city for _, city, _ in self.places}
        return frozenset((seats | {city for city, _ in self.areas}) - {""})


class UnitRegister:
    """All units that are known, by id; ``decisions`` are those of the snapshot, oldest first."""

    def __init__(self, units: Iterable[KnownUnit], decisions: Sequence[UnitDecision] = ()) -> None:
        self.units = {unit.id: unit for unit in units}
        self.decisions = tuple(decisions)
        self.in_force: Mapping[int, UnitDecision] = in_force(self.decisions)
        for each in self.in_force.values():
            before = self.units.get(each.unit) or KnownUnit(each.unit, _named(each.unit))
            self.units[each.unit] = _after(before, each)

    def after(self, decisions: Iterable[UnitDecision]) -> UnitRegister:
        """Return the register as it would be with more decisions."""
        more = tuple(decisions)
        if not more:
            return self
        found = UnitRegister(self.units.values())
        found.decisions, found.in_force = self.decisions, self.in_force
        for each in more:
            before = found.units.get(each.unit) or KnownUnit(each.unit, _named(each.unit))
            found.units[each.unit] = _after(before, each)
        return found

    def counted_as(self, unit: str, day: date) -> str:
        """Return the unit under which rows of a period count that begins on a day."""
        seen = {unit}
        while known := self.units.get(unit):
            is_merged = known.successor and (known.merged_on or date.min) <= day
            if not is_merged or known.successor in seen:
                break
            unit = known.successor
            seen.add(unit)
        return unit

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Each name, alias and tax code -> the id of the one unit that has it."""
        found: dict[str, set[str]] = {}
        for unit in self.units.values():
            for said in {unit.name.vi, unit.name.en, unit.tax_code, *unit.aliases} - {""}:
                found.setdefault(said, set()).add(unit.id)
        return {said: min(ids) for said, ids in found.items() if len(ids) == 1}


def unit_register(data: Path, catalogue: Catalogue) -> UnitRegister:
    """Return the register as the current snapshot leaves it."""
    named = {unit.id: _of_reference(unit) for unit in catalogue.units}
    for unit_id, areas in _reported(data).items():
        known = named.get(unit_id) or KnownUnit(unit_id, _named(unit_id))
        where = tuple(sorted(areas))
        seat = ("", *where[0]) if len(where) == 1 else None
        places = known.places or ((seat,) if seat else ())
        last = max(areas.values(), key=lambda period: (period[:4], period))
        named[unit_id] = replace(known, reported=last, areas=where, places=places)
    return UnitRegister(named.values(), unit_decisions(data))


def _of_reference(unit: NamedUnit) -> KnownUnit:
    return KnownUnit(
        id=unit.id,
        name=unit.name,
        kind=unit.kind,
        places=(("", unit.city, unit.area_code),),
        parent=unit.parent,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        tax_code=unit.tax_code,
        aliases=unit.aliases,
        source=unit.source_id,
    )


def _named(unit_id: str) -> Bilingual:
    return Bilingual(unit_id, unit_id)


def _reported(data: Path) -> dict[str, dict[tuple[str, str], str]]:
    """Return the units of all stored returns: id -> (city, area code) -> last period."""
    manifest = current_manifest(data)
    found: dict[str, dict[tuple[str, str], str]] = {}
    for dataset in REPORTING:
        files = current_record_files(data, manifest, dataset, "reported")
        for unit, city, area, period in _units_in(dataset, files):
            before = found.setdefault(unit, {}).get((city, area), "")
            found[unit][city, area] = max(before, str(period))
    return found


def _units_in(dataset: Dataset, files: Sequence[Path]) -> list[tuple[str, str, str, object]]:
    if not files:
        return []
    with duckdb.connect() as con:
        con.read_parquet([str(path) for path in files]).create_view("stored_row")
        return con.execute(store_statement("units_of_returns", dataset)).fetchall()


def _after(unit: KnownUnit, each: UnitDecision) -> KnownUnit:
    """Return a unit after a decision about it."""
    name = Bilingual(each.name_vi or unit.id, each.name_en or each.name_vi or unit.id)
    changes: dict[str, Any] = {}
    match each.act:
        case "created":
            changes = {"name": name, "kind": each.kind, "source": each.source}
            changes |= {"places": (("", each.city, each.area_code),), "valid_from": each.since}
        case "alias":
            changes = {"aliases": (*unit.aliases, each.other)}
        case "renamed":
            changes = {"name": name, "aliases": (*unit.aliases, unit.name.vi, unit.name.en)}
        case "merged":
            changes = {"successor": each.other, "merged_on": each.since}
        case "closed":
            changes = {"valid_to": each.since}
        case "moved":
            place = (each.day, each.city, each.area_code)
            changes = {"places": tuple(sorted((*unit.places, place)))}
        case "undone":
            pass
    return replace(unit, **changes)


def check_decision(register: UnitRegister, catalogue: Catalogue, new: UnitDecision) -> None:
    """Raise ``VtdashError`` with the reason where a decision makes no sense beside the register."""
    if new.act == "undone":
        _check_undoing(register, new)
        return
    unit = register.units.get(new.unit)
    if unit is None:
        raise _refused(f"chưa có đơn vị {new.unit}", f"there is no unit {new.unit}")
    if unit.successor:
        raise _refused(
            f"{new.unit} đã được hợp nhất vào {unit.successor}",
            f"{new.unit} has been merged into {unit.successor}",
        )
    if new.act == "merged":
        _check_successor(register, new)
    elif new.act in {"closed", "moved"} and not new.day:
        raise _refused("cần ngày", "a day is needed")
    elif new.act == "renamed" and not new.name_vi.strip():
        raise _refused("cần tên mới", "a new name is needed")
    if new.act == "moved" and not _is_place(catalogue, new):
        raise _refused(
            f"ngày {new.day}, {new.city or '?'} không có địa bàn mã {new.area_code or '?'}",
            f"on {new.day} there is no area {new.area_code or '?'} in {new.city or '?'}",
        )


def _check_successor(register: UnitRegister, new: UnitDecision) -> None:
    other = register.units.get(new.other)
    if other is None or new.other == new.unit:
        raise _refused(
            f"không hợp nhất được vào '{new.other}': cần mã của một đơn vị khác đã biết",
            f"nothing merges into '{new.other}': the id of another known unit is needed",
        )
    if other.successor:
        raise _refused(
            f"{new.other} đã được hợp nhất vào {other.successor}; hãy chọn đơn vị đó",
            f"{new.other} has been merged into {other.successor}; choose that one",
        )
    if other.valid_to and new.since and other.valid_to < new.since:
        raise _refused(
            f"{new.other} đã ngừng hoạt động ngày {other.valid_to:%d/%m/%Y}",
            f"{new.other} closed on {other.valid_to:%d/%m/%Y}",
        )


def _is_place(catalogue: Catalogue, new: UnitDecision) -> bool:
    day = new.since
    return day is not None and any(
        area.code == new.area_code and area.city == new.city and area.is_valid_on(day)
        for area in catalogue.areas
    )


def _check_undoing(register: UnitRegister, new: UnitDecision) -> None:
    number = int(new.other) if new.other.isdecimal() else 0
    old = register.in_force.get(number)
    if old is None or old.unit != new.unit:
        raise _refused(
            f"không có quyết định số {new.other} đang có hiệu lực về {new.unit}",
            f"no decision number {new.other} about {new.unit} holds",
        )
    pair = {old.unit, old.other}
    for later, each in register.in_force.items():
        builds_on = each.act == "merged" and pair & {each.unit, each.other}
        if old.act == "merged" and later > number and builds_on:
            raise _refused(
                f"việc hợp nhất số {later} ({each.unit} vào {each.other}) được làm sau và dựa trên "
                "việc này; hãy hoàn tác việc đó trước",
                f"merge number {later} ({each.unit} into {each.other}) came later and builds on "
                "this one; undo that first",
            )
    if old.act == "created" and register.units[old.unit].reported:
        raise _refused(
            f"{old.unit} đã báo cáo; nếu đó là một đơn vị khác, hãy hợp nhất",
            f"{old.unit} has reported; if it is another unit, merge it",
        )


def _refused(vi: str, en: str) -> VtdashError:
    return VtdashError(
        f"Chưa ghi quyết định về đơn vị: {vi}.", f"Nothing was decided about the unit: {en}."
    )
