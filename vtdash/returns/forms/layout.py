"""What all forms share: where a form stands, cells and headings, number rows, totals, footers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from vtdash.returns.files.cells import as_text
from vtdash.returns.model import TITLED, Cell, FormName, Grid, Place, Recognition
from vtdash.returns.names.office_words import plain
from vtdash.returns.wording import harmless

Row = Sequence[Cell]
Head = Sequence[Row]

_NUMBER = re.compile(r"[(\[]?(\d{1,3})[)\]]?(?:\s*=.*)?")
_LETTER = re.compile(r"[(\[]?([A-Z])[)\]]?")
_TOTALS = frozenset({"tong", "tong so", "tong cong", "cong", "tong chung", "total"})
_RUNNING = re.compile(
    r"(?:tong )?cong (?:don|trang(?: so)?(?: \d{1,3})?)|"
    r"(?:cong |so )?(?:mang|chuyen) sang(?: trang(?: sau)?)?|"
    r"(?:cong |so )?trang truoc(?: chuyen| mang) sang"
)
_SIGNED = (
    "nguoi lap",
    "nguoi tong hop",
    "thu truong",
    "ky ten",
    "ky va ghi",
    "ky ghi ro",
    "noi nhan",
    "giam doc",
    "pho giam doc",
    "hieu truong",
    "truong phong",
    "chu tich",
    "tm uy ban",
    "tm ubnd",
    "kt giam doc",
    "kt chu tich",
    "xac nhan cua",
    "ke toan truong",
    "can bo lap",
)
_SHORTEST = min(map(len, _SIGNED))
_DASHES = re.compile(r"[-\u2010-\u2015\u2212]{1,3}")
"""Hyphen, dashes and minus, alone in a cell, also among the spaces of an accounting format."""

_DATED = re.compile(r"\bngay\b.{0,12}\bthang\b.{0,12}\bnam\b")


@dataclass(frozen=True)
class FormSpot:
    """Where a form stands in a grid: ``score`` from 0 to 1, rows as the office counts them.

    ``header_row`` is the row that names or numbers the columns. What stands above ``top_row`` is
    the title, where the facts of the whole form are read. ``dataset`` is a template's.
    """

    form: FormName
    score: float
    header_row: int
    top_row: int
    dataset: str = "enrolment"


@dataclass(frozen=True)
class FormSheet:
    """A form found in a grid: what a reader of forms works on.

    ``same``: occupation as written -> what tells it from others, equal for spellings of one.
    """

    grid: Grid
    spot: FormSpot
    recognition: Recognition
    same: Callable[[str], str]

    def place(self, row: int | None, column: str = "") -> Place:
        """Return a place of this sheet."""
        return Place(self.grid.name, row, column)


def column_label(index: int, heading: str) -> str:
    """Return a column as an office sees it: its letter and its heading, on one line.

    >>> column_label(3, "Nữ")
    'D – Nữ'
    """
    letters, words = get_column_letter(index + 1), harmless(" ".join(heading.split()))
    return f"{letters}{TITLED}{words}" if words else letters


def is_blank(cell: Cell) -> bool:
    """Return whether a cell holds nothing, or spaces only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_dash(cell: Cell) -> bool:
    """Return whether a cell holds a dash and nothing else: on official forms it stands for none.

    >>> is_dash(" – "), is_dash("-5")
    (True, False)
    """
    return isinstance(cell, str) and bool(_DASHES.fullmatch(cell.strip()))


def at(cells: Row, index: int) -> Cell:
    """Return the cell of a row; beyond its end there is nothing."""
    return cells[index] if 0 <= index < len(cells) else None


def filled(cells: Row) -> list[tuple[int, str]]:
    """Return place and text of the cells that are not blank."""
    return [(index, as_text(cell)) for index, cell in enumerate(cells) if not is_blank(cell)]


def stated_number(cell: Cell) -> int:
    """Return the number that a cell gives to its column: 3, '(3)' or '3=4+5'; 0 for none."""
    found = _NUMBER.fullmatch(as_text(cell)) if not is_blank(cell) else None
    return int(found[1]) if found else 0


def numbered_columns(cells: Row) -> dict[int, list[int]]:
    """Return for each column number of a row the places where it stands."""
    places: dict[int, list[int]] = {}
    for index, cell in enumerate(cells):
        if number := stated_number(cell):
            places.setdefault(number, []).append(index)
    return places


def is_number_row(cells: Row) -> bool:
    """Return whether a row only letters and numbers its columns: A, B, 1, 2, 3 ..."""
    texts = [found for _, found in filled(cells) if not _LETTER.fullmatch(found)]
    numbers = [stated_number(found) for found in texts]
    return len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1))  # noqa: PLR2004


def is_total(name: str) -> bool:
    """Return whether a name is that of a totals row; 'Tống' and 'Công' are family names."""
    words = unicodedata.normalize("NFC", name).casefold().strip(" :.")
    if not words.startswith(("t", "c")):
        return False
    return words.startswith(("tổng cộng", "tổng số")) or plain(words) in _TOTALS


def is_running_total(name: str) -> bool:
    """Return whether a name is that of what a page or a table adds up to so far.

    >>> is_running_total("Cộng trang 1"), is_running_total("Mang sang"), is_running_total("Cộng")
    (True, True, False)
    """
    return bool(_RUNNING.fullmatch(plain(name)))


def is_footer(cells: Row) -> bool:
    """Return whether a row looks like a signature, a copy list or a place and date."""
    for cell in cells:
        if isinstance(cell, str) and len(cell) >= _SHORTEST:
            words = plain(cell)
            if words.startswith(_SIGNED) or _DATED.search(words):
                return True
    return False


def headings_over(rows: Head, column: int) -> tuple[str, ...]:
    """Return the headings over a column from the top down, those of merged groups included.

    A merged cell holds its text in its first column only, so a blank cell belongs to the
    nearest text on its left, as long as that lies within the group of the row above.
    """
    found: list[str] = []
    start = 0
    for cells in rows:
        places = range(min(column, len(cells) - 1), start - 1, -1)
        place = next((i for i in places if not is_blank(cells[i])), None)
        if place is not None:
            found.append(as_text(cells[place]))
            start = place
    return tuple(found)


def lowest_heading(rows: Head, column: int) -> str:
    """Return the lowest heading of a column."""
    return next(reversed(headings_over(rows, column)), "")
