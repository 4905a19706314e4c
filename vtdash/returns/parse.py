"""Parses a draft: cells to values, names to codes; each distinct cell is read once.

A million rows hold a few thousand distinct cells, so a column costs what its distinct cells cost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from vtdash.model.datasets import Column
from vtdash.model.period import Period
from vtdash.reference import Catalogue
from vtdash.returns.checks.groups import (
    Numbers,
    Series,
    codes,
    combined,
    dense,
    first_rows,
    values_at,
)
from vtdash.returns.files import cells, cells_of_time
from vtdash.returns.files.cells import Wrong
from vtdash.returns.files.legacy_letters import doubtful_letters
from vtdash.returns.findings import Findings
from vtdash.returns.forms.form_facts import institution_id
from vtdash.returns.forms.layout import is_total
from vtdash.returns.model import Answers, Cell, Draft, Match, MatchKind, Place
from vtdash.returns.names.known_units import UnitNames
from vtdash.returns.names.office_words import plain
from vtdash.returns.names.resolve import Asked, Resolver
from vtdash.text.language import Named
from vtdash.text.messages import message

Read = Callable[[Cell], "str | int | float | Wrong"]

_KINDS: dict[str, MatchKind] = {
    "city": "city",
    "occupation_key": "occupation",
    "level": "level",
    "audience": "audience",
    "item_id": "item",
}
"""Columns whose text is looked up by itself; an area needs city and period beside it."""

_FACTS = {
    "city": "city",
    "period": "period",
    "cohort_year": "period",
    "area_code": "area",
    "institution_id": "institution",
    "occupation_key": "occupation",
    "level": "level",
    "enrolled_rural": "rural",
}
"""Column -> the fact of the whole form that fills it where the form has no such column."""

_BLANK = message("The cell is blank.")
_DITTO = message("The cell holds a sign for 'as above'; write out what is meant.")


@dataclass(frozen=True)
class Parsed:
    """Rows in the columns of a dataset, typed; a cell that is wrong is missing.

    ``frame``: text as categories, counts and years as Int64, amounts as float64; the index is the
    row's number in the file. ``matches``: names, and what they were taken for.
    """

    frame: pd.DataFrame
    matches: tuple[Match, ...]


def parse(
    draft: Draft,
    catalogue: Catalogue,
    answers: Answers,
    findings: Findings,
    today: date,
    units: UnitNames | None = None,
) -> Parsed:
    """Return the values of a draft; whatever is no value of its column is noted and missing.

    ``units``: by which other names of a unit are read as its id.
    """
    resolver = Resolver(catalogue, answers, findings)
    file = _CellsOfFile(draft, findings, resolver, today, answers.accepted, units)
    dataset = draft.recognition.dataset
    columns = {c.name: file.column(c) for c in dataset.columns if c.kind != "area"}
    columns["area_code"] = file.area(columns["city"], columns[dataset.period])
    frame = pd.DataFrame({name: columns[name] for name in dataset.column_names}, copy=False)
    return Parsed(frame, tuple(file.resolver.matches))


@dataclass(frozen=True)
class _CellsOfFile:
    """A draft on its way to values: its rows, its findings, and who looks names up."""

    draft: Draft
    findings: Findings
    resolver: Resolver
    today: date
    accepted: Mapping[tuple[str, str], str]
    units: UnitNames | None

    @property
    def rows(self) -> Numbers:
        rows: Numbers = self.draft.frame.index.to_numpy()
        return rows

    def place(self, name: str) -> Callable[[int], Place]:
        """Return what makes a place of a row; a fact of the whole form stands where it was read."""
        recognition = self.draft.recognition
        fact = next((f for f in recognition.facts if f.name == _FACTS.get(name)), None)
        if fact and name not in self.draft.columns:
            return lambda row: fact.place
        return lambda row: self.draft.place(row, name)

    def column(self, column: Column) -> Series:
        """Return the values of a column."""
        if column.name in _KINDS:
            groups, texts = self._texts(column.name)
            asked = [Asked(text) for text in texts]
            place = self.place(column.name)
            return self.resolver.column(_KINDS[column.name], groups, asked, self.rows, place)
        return self._read(column, self._reader(column))

    def area(self, cities: Series, periods: Series) -> Series:
        """Return the codes of areas, each looked up in its city and on the day that decides."""
        groups, texts = self._texts("area_code")
        parts = [
            (groups + 1, len(texts) + 1),
            *(_with_missing(column) for column in (cities, periods)),
        ]
        numbers, size = dense(combined(parts))
        first = first_rows(numbers, size)
        beside = pd.DataFrame({"city": cities, "period": periods}, copy=False)
        around = values_at(beside, ["city", "period"], first)
        asked = [
            Asked(
                texts[groups[at]] if groups[at] >= 0 else "",
                city or "",
                None if period is None else Period.parse(period).reference_date,
            )
            for at, (city, period) in zip(first, around, strict=True)
        ]
        numbers = np.where(groups < 0, -1, numbers)
        place = self.place("area_code")
        if "area_code" in self.draft.columns:
            self.resolver.note_renamed(asked, numbers, self.rows, place)
        return self.resolver.column("area", numbers, asked, self.rows, place)

    def _texts(self, name: str) -> tuple[Numbers, list[str]]:
        """Return a number for each row and the distinct texts: cells may differ in spaces only."""
        groups, distinct = self._distinct(name)
        number: dict[str, int] = {}
        for cell in distinct:
            number.setdefault(cells.as_text(cell), len(number))
        renamed = np.array([*(number[cells.as_text(cell)] for cell in distinct), -1], np.int64)
        return renamed[groups], list(number)

    def _distinct(self, name: str) -> tuple[Numbers, list[Cell]]:
        """Return a number for each row and the distinct cells; blank ones are noted, and -1."""
        column = self.draft.frame[name]
        distinct: list[Cell] = list(column.cat.categories)
        blank = np.array([*(not cells.as_text(cell) for cell in distinct), True], dtype=bool)
        numbers = column.cat.codes.to_numpy().astype(np.int64)
        ditto = np.array([*(cells.is_ditto(cells.as_text(cell)) for cell in distinct), False], bool)
        missing = blank[numbers] | ditto[numbers]
        self._note("T01", _DITTO, np.flatnonzero(ditto[numbers]), name)
        if not self._is_asked_for(name):
            self._note("T01", _BLANK, np.flatnonzero(blank[numbers]), name)
        return np.where(missing, -1, numbers), distinct

    def _is_asked_for(self, name: str) -> bool:
        """Return whether a whole column is blank for a reason that was noted already.

        The file may lack the column, or a fact about the whole form that would fill it.
        """
        noted = self.findings.counts
        return name not in self.draft.columns and bool({"S09", "S15"} & set(noted))

    def _reader(self, column: Column) -> Read:
        draft, grouped = self.draft, self.draft.grouped_counts
        readers: dict[str, Read] = {
            "text": _one_of(column.allowed) if column.allowed else self._unit,
            "count": lambda cell: cells.count(cell, grouped=grouped),
            "amount": lambda cell: cells.amount(
                cells.with_decimals(cell), comma_decimals=draft.comma_decimals, grouped=grouped
            ),
            "year": lambda cell: cells_of_time.year(cell, self.today),
            "quarter": lambda cell: cells_of_time.quarter(cell, self.today),
        }
        return readers[column.kind]

    def _unit(self, cell: Cell) -> str | Wrong:
        """Return the id of a unit, that of another spelling where the steward said yes to it."""
        found = _unit(cell)
        if isinstance(found, Wrong):
            return found
        code = self.accepted.get(("unit", plain(found)), "")
        if not code:
            return (self.units and self.units.known_as(found)) or found
        self.resolver.matches.append(Match("unit", found, code, "accepted"))
        return code

    def _read(self, column: Column, read: Read) -> Series:
        numbers, distinct = self._distinct(column.name)
        used = np.bincount(numbers[numbers >= 0], minlength=len(distinct)) > 0
        values = [read(cell) if there else None for cell, there in zip(distinct, used, strict=True)]
        self._note_wrong(column.name, numbers, distinct, values)
        sound = [None if isinstance(value, Wrong) else value for value in values]
        return pd.Series(_typed(column, sound, numbers), index=self.rows)

    def _note_wrong(
        self, name: str, numbers: Numbers, distinct: Sequence[Cell], values: Sequence[Any]
    ) -> None:
        """Note each row of each wrong cell, as many as are listed, and count the others."""
        checks = sorted({value.check for value in values if isinstance(value, Wrong)})
        for check in checks:
            of_check = [isinstance(v, Wrong) and v.check == check for v in values]
            at = np.flatnonzero(np.array([*of_check, False], dtype=bool)[numbers])
            listed, place = at[: self.findings.room(check)], self.place(name)
            for position in listed:
                number = int(numbers[position])
                self.findings.add(
                    check,
                    place(int(self.rows[position])),
                    values[number].what,
                    found=cells.as_text(distinct[number]),
                )
            self.findings.count(check, len(at) - len(listed))

    def _note(self, check: str, what: Named, at: Numbers, name: str) -> None:
        listed, place = at[: self.findings.room(check)], self.place(name)
        for position in listed:
            self.findings.add(check, place(int(self.rows[position])), what)
        self.findings.count(check, len(at) - len(listed))


def _typed(column: Column, values: Sequence[Any], numbers: Numbers) -> Series:
    """Return the column: the value of each row's number, missing where there is none."""
    if column.kind == "amount":
        found = np.array([*(np.nan if v is None else v for v in values), np.nan], np.float64)
        return found[numbers]
    if column.kind in {"count", "year"}:
        whole = np.array([*(v or 0 for v in values), 0], np.int64)
        missing = np.array([*(v is None for v in values), True], bool)
        return pd.arrays.IntegerArray(whole[numbers], missing[numbers])
    distinct = sorted({value for value in values if value is not None})
    number = {value: n for n, value in enumerate(distinct)}
    renamed = np.array([*(number.get(v, -1) for v in values), -1], np.int32)
    return pd.Categorical.from_codes(renamed[numbers], pd.Index(distinct, dtype="str"))


_IS_TOTAL = message(
    "This is a totals row and no unit; blank the other words of the row, or delete it."
)


def _unit(cell: Cell) -> str | Wrong:
    """Return the id of a unit in the one form of all readers: 'cs-9' and 'CS-9' are one unit."""
    found = cells.code(cell)
    if isinstance(found, Wrong):
        return found
    if doubt := doubtful_letters(found):
        return Wrong("T07", doubt)
    return Wrong("T07", _IS_TOTAL) if is_total(found) else institution_id(found) or found


def _one_of(allowed: Sequence[str]) -> Read:
    """Return the reader of a short list of fixed values."""
    values = ", ".join(allowed)
    words = message("Not a known value; use one of: {values}.", values=values)

    def read(cell: Cell) -> str | Wrong:
        text = cells.as_text(cell)
        return text if text in allowed else Wrong("C01", words)

    return read


def _with_missing(column: Series) -> tuple[Numbers, int]:
    """Return numbers of a column in which a missing cell is one more value."""
    numbers, distinct = codes(column)
    return numbers + 1, distinct + 1
