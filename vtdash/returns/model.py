"""What the parts of the intake hand to each other: cells, findings, what was recognised, drafts.

A file becomes grids, a recognised grid becomes a draft in the columns of one dataset, a checked
draft becomes records. Every part may add findings; none raises for what an office wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

import pandas as pd

from vtdash.model.datasets import Bilingual, Dataset
from vtdash.returns.sheet_notes import SheetNotes
from vtdash.text.language import Named, Text
from vtdash.text.messages import message

Cell = str | int | float | datetime | date | None
"""A cell as the file holds it: CSV gives text only, a workbook numbers and days too."""

FormName = Literal["template", "form_1", "form_2", "roster", "list_1956"]
MatchKind = Literal["city", "area", "occupation", "level", "audience", "item", "unit"]

PERSONAL: frozenset[FormName] = frozenset({"roster", "list_1956"})
"""Forms with one row a person: their cells are counted and never repeated anywhere."""

TITLED = " – "
"""What stands between the letters of a column and its title."""

_LETTERS = re.compile(rf"[A-Z]{{1,3}}(?=$|{TITLED})")


class Grid(Protocol):
    """One sheet of a file; a CSV file is one sheet without a name."""

    @property
    def name(self) -> str:
        """What the office called it."""
        ...

    @property
    def notes(self) -> SheetNotes:
        """What the file says about the cells beside their values."""
        ...

    def head(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the first 60 rows, blank ones included; row 1 is the first."""
        ...

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield number and cells of every row that is not blank, anew on each call.

        The number is the one that the office's own program shows beside the row.
        """
        ...


@dataclass(frozen=True)
class GridView:
    """A sheet behind another name; who reads it otherwise changes only what differs."""

    grid: Grid
    name: str

    @property
    def notes(self) -> SheetNotes:
        """What the file says about the cells beside their values."""
        return self.grid.notes

    def head(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the first rows."""
        return self.grid.head()

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield number and cells of the rows."""
        return self.grid.rows()


@dataclass(frozen=True)
class Place:
    """Where in the file, as the office sees it: sheet, row, and column by letter and heading.

    ``column``: such as 'H – Trong đó nữ', a letter alone where it has no heading. ``title``: what
    the column is called where the file has a machine's name over it, or no such column.
    """

    sheet: str = ""
    row: int | None = None
    column: str = ""
    title: Named | None = None

    @property
    def letters(self) -> str:
        """The letters of the column; empty where the place is none of a column of the file."""
        found = _LETTERS.match(self.column)
        return found[0] if found else ""

    @property
    def called(self) -> Named:
        """The column by letter and title, in both languages; empty texts for a whole row."""
        if self.title is None:
            return Bilingual(self.column, self.column)
        front = f"{self.letters}{TITLED}" if self.letters else ""
        return Bilingual(front + self.title.vi, front + self.title.en)

    def words(self, text: Text) -> str:
        """Return the place in words: sheet, row, column; empty for the whole file."""
        parts = [text("sheet {name}", name=self.sheet)] if self.sheet else []
        if self.row is not None:
            parts.append(text("row {number}", number=self.row))
        if column := text.name(self.called):
            parts.append(text("column {name}", name=column) if self.letters else column)
        return ", ".join(parts)


@dataclass(frozen=True)
class Finding:
    """One thing found in one place; stage, severity and general advice are the check's.

    ``found`` repeats the cell, made harmless, and is empty for forms with personal data.
    ``what`` says what is wrong here; ``expected`` and ``do`` replace the check's own words where
    something more exact can be said.
    """

    check: str
    place: Place
    what: Named
    found: str = ""
    expected: Named | None = None
    do: Named | None = None

    @property
    def words(self) -> Named:
        """What is wrong, the office's own title of the column first."""
        column = self.place.called
        if self.place.letters:
            return message("Column {column}: {what}", column=column, what=self.what)
        if column.en:
            return Bilingual(f"{column.vi}: {self.what.vi}", f"{column.en}: {self.what.en}")
        return self.what


@dataclass(frozen=True)
class Candidate:
    """A code that an office's text may have meant; ``score`` from 0 to 1, 1 is the same text."""

    code: str
    name: Named
    score: float


@dataclass(frozen=True)
class Match:
    """An office's text and the code it stands for; ``code`` is empty until somebody says yes."""

    kind: MatchKind
    text: str
    code: str
    how: Literal["exact", "accepted", "near", "unknown"]
    candidates: tuple[Candidate, ...] = ()
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Fact:
    """Something about the whole file: what was found, where, and what it may be instead.

    ``name`` is a field of ``Answers``; ``options`` are the values to choose from, empty where
    any text will do.
    """

    name: str
    value: str
    how: Literal["found", "answered", "missing", "not_needed"]
    place: Place = Place()
    options: tuple[tuple[str, Named], ...] = ()


@dataclass(frozen=True)
class CellEdit:
    """What a steward types for a cell, such as 'H18' of a sheet; blank text empties it.

    >>> edit = CellEdit("", "AB12", "340")
    >>> edit.letters, edit.row
    ('AB', 12)
    """

    sheet: str
    cell: str
    value: str

    @property
    def letters(self) -> str:
        """The letters of the cell's column."""
        return self.cell.rstrip("0123456789")

    @property
    def row(self) -> int:
        """The row of the cell."""
        return int(self.cell[len(self.letters) :])


@dataclass(frozen=True)
class Answers:
    """What the steward decided; everything is optional, an empty text means: as recognised.

    ``accepted``: (kind, text as ``matching.plain`` gives it) -> code. ``reasons``: id of a check
    whose warnings the steward has seen -> why they are right. ``counted``: key of a question (or
    its kind) about what another return says as well, or about new units -> the choice; ``whys``:
    key of a question between published figures -> why. ``edits``: cells typed anew, never of a form
    with personal data. ``rural`` is ``all`` or ``none``: whether the learners of a form that does
    not say are rural workers.
    """

    form: str = ""
    dataset: str = ""
    sheet: str = ""
    header_row: int = 0
    city: str = ""
    period: str = ""
    area: str = ""
    institution: str = ""
    occupation: str = ""
    level: str = ""
    rural: str = ""
    hidden: str = ""
    letters: str = ""
    accepted: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    counted: Mapping[str, str] = field(default_factory=dict[str, str])
    whys: Mapping[str, str] = field(default_factory=dict[str, str])
    edits: tuple[CellEdit, ...] = ()


@dataclass(frozen=True)
class Recognition:
    """What the file was taken for; ``form_sheets``: all its sheets that hold a form, in order.

    ``unit_name``: the reporting unit as the heading writes it, never of a form of persons.
    """

    form: FormName
    dataset: Dataset
    sheet: str
    header_row: int
    facts: tuple[Fact, ...]
    form_sheets: tuple[str, ...] = ("",)
    unit_name: str = ""

    def fact(self, name: str) -> str:
        """Return the value of a fact, or an empty text."""
        return next((fact.value for fact in self.facts if fact.name == name), "")

    @property
    def is_personal(self) -> bool:
        """Whether each row of the file is a person."""
        return self.form in PERSONAL


@dataclass(frozen=True)
class Draft:
    """Rows in the columns of a dataset as the office wrote them.

    ``frame``: one categorical column for each column of the dataset, in its order; categories
    are the distinct cells (text or number, as in the file), missing cells have no category. The
    index is the row's number in the file. ``columns``: column of the dataset -> place of the
    column as the office sees it, such as 'D – Nữ'. ``grouped_counts``: whether '1.234' in a
    count means 1234, as on the official forms.
    """

    recognition: Recognition
    frame: pd.DataFrame
    columns: Mapping[str, str]
    comma_decimals: bool = False
    grouped_counts: bool = False

    def place(self, row: int | None, name: str) -> Place:
        """Return the place of a row in a column of the dataset, called as the office calls it."""
        column = self.columns.get(name, "")
        has_title = column and not column.endswith(f"{TITLED}{name}")
        title = None if has_title or not name else self.recognition.dataset.column(name).title
        return Place(self.recognition.sheet, row, column, title)
