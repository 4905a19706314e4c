"""Rows beside the register of units: merged by then, closed, not open yet, or placed elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from vtdash.model.datasets import Bilingual
from vtdash.model.period import Period
from vtdash.reference import Catalogue
from vtdash.returns.checks.groups import Numbers, dense, first_rows, numbers_of, values_at
from vtdash.returns.findings import Findings
from vtdash.returns.model import Draft
from vtdash.returns.names.known_units import UnitNames
from vtdash.returns.parse import Parsed
from vtdash.store import KnownUnit, UnitRegister
from vtdash.text.language import Named
from vtdash.text.messages import message

_UNIT = "institution_id"
_AREA = "area_code"


def settle_units(
    parsed: Parsed, draft: Draft, units: UnitNames | None, catalogue: Catalogue, findings: Findings
) -> Parsed:
    """Return the rows with merged units under their successors; note what the register says else.

    A unit and what is said of it stand once, at the first row. Rows without a unit, place or
    period are left alone.
    """
    dataset = draft.recognition.dataset
    if units is None or _UNIT not in dataset.key:
        return parsed
    register = units.register
    names = (_UNIT, dataset.period, "city", _AREA)
    rows = parsed.frame.dropna(subset=list(names))
    numbers, size = dense(numbers_of(rows, names))
    first = first_rows(numbers, size)
    beside, told = _Beside(register, catalogue), set[tuple[str, str, Named]]()
    counted: list[str] = []
    for at, (unit, period, *place) in zip(first, values_at(rows, names, first), strict=True):
        known, days = register.units.get(unit), Period.parse(period)
        counted.append(register.counted_as(unit, days.start or date.min))
        for note in beside.notes(known, days, tuple(place)) if known else ():
            if note not in told:
                told.add(note)
                check, column, what = note
                findings.add(check, draft.place(int(rows.index[at]), column), what, found=unit)
    if "C12" not in {check for check, _, _ in told}:
        return parsed
    return replace(parsed, frame=_counted_as(parsed.frame, rows.index, numbers, counted))


def _counted_as(
    frame: pd.DataFrame, rows: pd.Index, numbers: Numbers, counted: Sequence[str]
) -> pd.DataFrame:
    """Return the frame with other units in some rows: ``counted`` has one for each number."""
    units = sorted({*counted, *frame[_UNIT].cat.categories})
    place = {unit: at for at, unit in enumerate(units)}
    codes = frame[_UNIT].cat.set_categories(units).cat.codes.to_numpy().copy()
    at = frame.index.get_indexer(rows)
    codes[at] = np.array([place[unit] for unit in counted])[numbers]
    column = pd.Categorical.from_codes(codes, pd.Index(units, dtype="str"))
    return frame.assign(**{_UNIT: column})


class _Beside:
    """What the register and the areas say of one unit in one period and place."""

    def __init__(self, register: UnitRegister, catalogue: Catalogue) -> None:
        self.register, self.catalogue = register, catalogue

    def notes(
        self, unit: KnownUnit, days: Period, place: tuple[str, ...]
    ) -> Iterator[tuple[str, str, Named]]:
        """Yield check, column and words."""
        start, end = days.start or date.min, days.end or date.max
        if (to := self.register.counted_as(unit.id, start)) != unit.id:
            yield "C12", _UNIT, _merged(unit, to)
            return
        if unit.valid_to and start > unit.valid_to:
            yield "C12", _UNIT, _closed(unit)
        if unit.valid_from and end < unit.valid_from:
            yield "C12", _UNIT, _not_open(unit)
        city, area = unit.place_on(days.reference_date)
        if city and city != place[0]:
            said, known = (self.catalogue.code("city", each).name for each in (place[0], city))
            yield "C13", "city", _elsewhere(unit, said, known)
        elif area and place[1] not in {area, *self._same_land.get(area, ())}:
            yield "C13", _AREA, _elsewhere(unit, self._called(place[1]), self._called(area))

    def _called(self, code: str) -> Named:
        names = {area.code: area.name for area in self.catalogue.areas}
        name = names.get(code, Bilingual("?", "?"))
        return Bilingual(f"{code} ({name.vi})", f"{code} ({name.en})")

    @cached_property
    def _same_land(self) -> dict[str, set[str]]:
        """The codes of the other era that share land with an area."""
        found: dict[str, set[str]] = {}
        for link in self.catalogue.crosswalk:
            found.setdefault(link.old_district_code, set()).add(link.new_code)
            found.setdefault(link.new_code, set()).add(link.old_district_code)
        return found


def _merged(unit: KnownUnit, successor: str) -> Named:
    if unit.merged_on is None:
        return message(
            "{unit} and {successor} are one unit: the rows count under {successor}.",
            unit=unit.id,
            successor=successor,
        )
    return message(
        "{unit} was merged into {successor} on {day}: the rows count under {successor}.",
        unit=unit.id,
        successor=successor,
        day=f"{unit.merged_on:%d/%m/%Y}",
    )


def _closed(unit: KnownUnit) -> Named:
    return message("{unit} closed on {day}.", unit=unit.id, day=f"{unit.valid_to:%d/%m/%Y}")


def _not_open(unit: KnownUnit) -> Named:
    return message("{unit} opened on {day}.", unit=unit.id, day=f"{unit.valid_from:%d/%m/%Y}")


def _elsewhere(unit: KnownUnit, said: Named, known: Named) -> Named:
    return message(
        "{unit} stands in the register with {known}, in this file with {said}.",
        unit=unit.id,
        known=known,
        said=said,
    )
