"""Lists with a row for each learner: counted on reading, and nothing of a person is kept.

Findings name row and heading only. To tell that a person stands twice, a salted hash of what
identifies them is held in memory while the file is read; salt and hashes go with the reader.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from vtdash.model.datasets import Bilingual
from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.counting import Counted, Sheet
from vtdash.returns.forms.layout import Row, filled, is_number_row, is_total
from vtdash.returns.model import Cell, Place
from vtdash.returns.names.spelling import spell

_MISSING = {
    "name": Bilingual("Học viên này không có họ tên.", "This learner has no name."),
    "birth": Bilingual("Học viên này không có ngày sinh.", "This learner has no date of birth."),
    "sex": Bilingual("Học viên này không có giới tính.", "This learner has no sex stated."),
    "year": Bilingual(
        "Học viên này không có năm sinh ở cột Nam hoặc Nữ.",
        "This learner has no year of birth under Nam or Nữ.",
    ),
}
_SALT = 32


def missing(name: str, place: Place, findings: Findings) -> None:
    """Note what a learner's row lacks."""
    findings.add("T01", place, _MISSING[name])


class Seen:
    """Who stands in the rows read so far, as salted hashes that leave the memory with it."""

    def __init__(self, sheet: Sheet, findings: Findings) -> None:
        self._sheet, self._findings = sheet, findings
        self._salt = secrets.token_bytes(_SALT)
        self._rows: dict[bytes, int] = {}

    def check(self, row: int, *identity: str) -> None:
        """Note a person who stands in an earlier row as well; both rows are named."""
        words = "\n".join(spell(part).spelled for part in identity)
        digest = hashlib.blake2b(words.encode(), key=self._salt).digest()
        first = self._rows.setdefault(digest, row)
        if first != row:
            self._findings.add("K01", self._sheet.place(row), _twice(row, first))


def _twice(row: int, first: int) -> Bilingual:
    return Bilingual(
        f"Dòng {row} và dòng {first} là cùng một người; xóa một dòng.",
        f"Rows {row} and {first} are the same person; delete one of them.",
    )


def is_no_learner(cells: Row, stt: int | None) -> bool:
    """Return whether a row holds no learner: a number alone, column numbers, or a total."""
    others = [(index, shown) for index, shown in filled(cells) if index != stt]
    if not others or is_number_row(cells):
        return True
    return any(is_total(shown) for _, shown in filled(cells)[:2])


def counted(sheet: Sheet, are_women: Iterable[bool]) -> list[Counted]:
    """Return one row of counts for all learners, or none; ``are_women`` has one entry a learner."""
    sexes = list(are_women)
    return [Counted(sheet.spot.header_row, len(sexes), sum(sexes))] if sexes else []


def has_digits(cell: Cell) -> bool:
    """Return whether a cell holds a number, as a running number or a number of papers does."""
    return any(map(str.isdigit, as_text(cell)))


def stt_column(found: dict[str, int], cells: Row) -> int | None:
    """Return where the running number stands: under its heading, or in a first unnamed column."""
    if "stt" in found:
        return found["stt"]
    return (
        0
        if found and 0 not in found.values() and not as_text(cells[0] if cells else None)
        else None
    )
