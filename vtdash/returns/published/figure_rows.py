"""Rows of a return of published figures into rows of the register, each cell told where wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd

from vtdash.model.codes import Status
from vtdash.model.period import Period
from vtdash.model.published_figures import MAY_BE_BLANK
from vtdash.model.quantity import Quantity
from vtdash.reference import Catalogue, Source
from vtdash.reference.check import FIGURE_COLUMNS
from vtdash.reference.growth import ADDED_COLUMNS, FigureRow, added_id, number_text, page_key
from vtdash.returns.files.cells import BLANK, Wrong, as_text
from vtdash.returns.files.cells_of_time import NOT_BEGUN
from vtdash.returns.findings import Findings
from vtdash.returns.model import Cell, Draft
from vtdash.returns.published.figure_cells import (
    address_of,
    code_named,
    code_of,
    names_in,
    past_day,
    period_of,
    text_of,
    years_of,
)
from vtdash.returns.published.stated_value import may_be_share, read_value
from vtdash.text.language import Named
from vtdash.text.messages import message

_CODES = ("indicator_id", "territory", "area_name", "level", "breakdown", "recurrence", "unit",
          "status", "document_kind", "source_kind", "confidence")  # fmt: skip
_TEXTS = ("document", "document_en", "source_publisher", "source_title", "note_vi", "note_en")
_DAYS = ("document_date", "source_date")
_OF_PAGE = ("source_publisher", "source_kind", "source_title", "source_date")
_OF_DOCUMENT = ("document_en", "document_kind")

_NO_PAGE = message("The page that states the figure has no address here.")
_NO_DATE = message("The page is new to the register and has no date here.")
_NEW_DOCUMENT = message(
    "The document is new to the register: its English name and kind are needed."
)
_NO_DOCUMENT = message("No document is named, while this cell speaks of one.")
_ONE_LANGUAGE = message("The note stands in one language; it is needed in both, or in none.")
_IS_SHARE = message("The unit is percent, and the value is 1 or less: 0.55 means 0.55%, not 55%.")
_TWICE = message("The same figure of the same page stands in an earlier row.")

Values = Mapping[str, str]


@dataclass(frozen=True)
class NumberedRow:
    """A row of the file with its number, as the register would have it."""

    number: int
    row: FigureRow


def read_figures(
    draft: Draft, catalogue: Catalogue, findings: Findings, today: date
) -> list[NumberedRow]:
    """Return the rows in which nothing is wrong; all that is wrong in the others is noted."""
    return _FigureFile(draft, catalogue, findings, today).read()


class _FigureFile:
    """The rows of one file; each distinct cell of a column is read once."""

    def __init__(self, draft: Draft, catalogue: Catalogue, findings: Findings, today: date) -> None:
        self.draft, self.catalogue, self.findings, self.today = draft, catalogue, findings, today
        self.pages = {page_key(s.url): s for s in catalogue.sources.values()}
        self.readers: dict[str, Callable[[Cell], str | Wrong]] = {
            **{name: code_of(catalogue, name) for name in _CODES},
            **dict.fromkeys(_TEXTS, text_of),
            **dict.fromkeys(_DAYS, past_day(today)),
            "period": period_of(catalogue, today),
            "source_url": address_of,
        }
        self.kept: dict[tuple[str, str], str | Wrong] = {}

    def read(self) -> list[NumberedRow]:
        found = list[NumberedRow]()
        seen, said = set[str](), dict[tuple[str, str], FigureRow]()
        for number, cells in self._rows():
            row = self._row(number, cells)
            if row and row["figure_id"] in seen:
                self._note("K01", number, "", _TWICE)
            elif row and self._agrees(number, row, said):
                seen.add(row["figure_id"])
                found.append(NumberedRow(number, row))
        return found

    def _agrees(self, number: int, row: FigureRow, said: dict[tuple[str, str], FigureRow]) -> bool:
        """Return whether the row says of its page and document what earlier rows say of them."""
        things = {"source_url": _OF_PAGE, "document": (*_OF_DOCUMENT, "document_date")}
        differing = [
            (name, first[name])
            for key, names in things.items()
            if row[key]
            for first in (said.setdefault((key, row[key]), row),)
            for name in names
            if row[name] != first[name]
        ]
        for name, before in differing:
            what = message("An earlier row says otherwise: {before}.", before=before or "–")
            self._note("C10", number, name, what, row[name])
        return not differing

    def _rows(self) -> list[tuple[int, dict[str, Cell]]]:
        frame = self.draft.frame.astype(object)
        frame = frame.where(pd.notna(frame), None)
        numbers = [int(number) for number in frame.index]
        return list(zip(numbers, frame.to_dict("records"), strict=True))

    def _row(self, number: int, cells: Mapping[str, Cell]) -> FigureRow | None:
        """Return one row as the register would have it, None where something is wrong."""
        note = partial(self._note_cell, number, cells)
        page = self.pages.get(page_key(as_text(cells["source_url"])))
        values: dict[str, str] = {}
        for name in (name for name in self.readers if name in self.draft.columns):
            read = self._cell(name, cells[name], page)
            if isinstance(read, Wrong):
                note(read.check, name, read.what)
            else:
                values[name] = read
        value = self._value(cells["value"], values.get("unit", ""))
        if isinstance(value, Wrong):
            note(value.check, "value", value.what)
        elif value and may_be_share(value, cells["value"]):
            note("T11", "value", _IS_SHARE)
        if len(values) < len(self.readers) or not isinstance(value, Quantity):
            return None
        wrong = dict(self._wrong_together(values, page))
        for name, (check, what) in wrong.items():
            note(check, name, what)
        return None if wrong else self._built(values, value, page)

    def _cell(self, name: str, cell: Cell, page: Source | None) -> str | Wrong:
        text = as_text(cell)
        if not text:
            if name in MAY_BE_BLANK or (page and name in _OF_PAGE):
                return ""
            missing = {"source_url": _NO_PAGE, "source_date": _NO_DATE}
            return Wrong("C09", missing[name]) if name in missing else Wrong("T01", BLANK)
        key = (name, repr(cell))
        if key not in self.kept:
            self.kept[key] = self.readers[name](cell)
        return self.kept[key]

    def _value(self, cell: Cell, unit: str) -> Quantity | Wrong | None:
        """Return the value; None where it or its unit is not there, so that nothing can be said."""
        if not unit or "value" not in self.draft.columns:
            return None
        return read_value(cell, unit, is_whole=self.catalogue.code("unit", unit).decimals == 0)

    def _wrong_together(
        self, values: Values, page: Source | None
    ) -> list[tuple[str, tuple[str, Named]]]:
        """Return what is wrong between cells: column -> check and words."""
        found: list[tuple[str, tuple[str, Named]]] = []
        if values["status"] == Status.OBSERVED and not self._has_begun(values["period"]):
            found.append(("period", ("P01", NOT_BEGUN)))
        if bool(values["note_vi"]) != bool(values["note_en"]):
            lacking = "note_en" if values["note_vi"] else "note_vi"
            found.append((lacking, ("C10", _ONE_LANGUAGE)))
        dates = {values["source_date"], page.published_date if page else ""} - {""}
        if page and len(dates) > 1:
            found.append(("source_date", ("C10", _other(page.published_date))))
        return found + [(name, ("C10", what)) for name, what in self._of_document(values)]

    def _has_begun(self, period: str) -> bool:
        start = Period.parse(period).start
        first = years_of(period, self.catalogue)[0]
        return start <= self.today if start else first <= self.today.year

    def _of_document(self, values: Values) -> list[tuple[str, Named]]:
        """Return what is wrong with what is said of the document."""
        told = [name for name in (*_OF_DOCUMENT, "document_date") if values[name]]
        if not values["document"]:
            return [(name, _NO_DOCUMENT) for name in told]
        known = self.catalogue.documents.get(self._document(values))
        if known is None:
            return [(name, _NEW_DOCUMENT) for name in _OF_DOCUMENT if not values[name]]
        has = {"document_kind": known.kind, "document_date": known.issued}
        return [
            (name, _other(there))
            for name, there in has.items()
            if values[name] and values[name] != there
        ]

    def _document(self, values: Values) -> str:
        """Return the register's name of a document, the file's own of one that it has not."""
        names = names_in(self.catalogue, "document")
        return code_named(names, values["document"]) or values["document"]

    def _built(self, values: Values, value: Quantity, page: Source | None) -> FigureRow:
        indicator = self.catalogue.indicator(values["indicator_id"])
        first, last = years_of(values["period"], self.catalogue)
        row = dict.fromkeys(ADDED_COLUMNS, "")
        row |= {name: values[name] for name in values if name in row}
        row |= {
            "city": self.catalogue.territories[values["territory"]].city,
            "breakdown": values["breakdown"] or next(iter(indicator.whole), ""),
            "year_start": str(first),
            "year_end": str(last),
            "value_low": number_text(value.low),
            "value_high": number_text(value.high),
            "qualifier": str(value.qualifier),
            "document": self._document(values) if values["document"] else "",
        }
        if page:
            row |= {
                "source_publisher": page.publisher,
                "source_kind": page.kind,
                "source_title": page.title,
                "source_url": page.url,
                "source_date": page.published_date,
            }
        return row | {"figure_id": added_id(row)}

    def _note_cell(
        self, number: int, cells: Mapping[str, Cell], check: str, name: str, what: Named
    ) -> None:
        self._note(check, number, name, what, as_text(cells[name]))

    def _note(self, check: str, number: int, name: str, what: Named, found: str = "") -> None:
        self.findings.add(check, self.draft.place(number, name), what, found=found)


def _other(there: str) -> Named:
    return message("The register says otherwise: {there}.", there=there or "–")


COLUMN_OF = {
    **{name: name for name in FIGURE_COLUMNS},
    "city": "territory",
    "year_start": "period",
    "year_end": "period",
    "value_low": "value",
    "value_high": "value",
    "qualifier": "value",
    "note": "note_vi",
    "source_id": "source_url",
    "url": "source_url",
    "kind": "source_kind",
    "is_primary": "document_kind",
    "issued": "document_date",
}
"""Column of the register -> the column of the return from which it comes."""
