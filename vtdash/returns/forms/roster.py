"""Learner roster: 15 columns, one row a learner, counted into one record of enrolment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile

from vtdash.model.datasets import Bilingual
from vtdash.returns.files.cells import Wrong, as_text, day
from vtdash.returns.findings import Findings
from vtdash.returns.forms.counting import Sheet, draft
from vtdash.returns.forms.headings import Wanted, chosen, row_names
from vtdash.returns.forms.layout import Head, Row, Spot, at, heading, is_blank, is_footer, label
from vtdash.returns.forms.people import (
    Seen,
    counted,
    has_digits,
    is_no_learner,
    missing,
    stt_column,
)
from vtdash.returns.model import Draft, Place
from vtdash.returns.names.spelling import plain

_COLUMNS = (
    Wanted("stt", re.compile(r"stt|tt|so tt|so thu tu|no"), "STT", "the running number"),
    Wanted(
        "name",
        re.compile(
            r"(?:ho (?:va |dem va )?ten|ten)(?: (?:hoc vien|nguoi hoc|hoc sinh))?"
            r"|hoc vien|full name|name"
        ),
        "Họ tên",
        "the name",
    ),
    Wanted(
        "birth",
        re.compile(
            r"(?:ngay,? )?(?:thang,? )?(?:nam )?sinh|ngay thang(?: nam)? sinh|"
            r"sinh ngay|date of birth|birthday"
        ),
        "Ngày sinh",
        "the date of birth",
    ),
    Wanted("phone", re.compile(r"(?:so )?(?:dien thoai|dt|sdt|phone)(?: .*)?"), "", ""),
    Wanted("mail", re.compile(r"e ?mail|thu dien tu"), "", ""),
    Wanted(
        "papers",
        re.compile(
            r"(?:so |ma )?(?:cccd|cmnd|cmt|can cuoc|chung minh|dinh danh)"
            r"(?: .*)?"
        ),
        "CCCD/CMND",
        "the identity card",
    ),
    Wanted("issued", re.compile(r"ngay cap(?: .*)?"), "", ""),
    Wanted("issuer", re.compile(r"noi cap(?: .*)?"), "", ""),
    Wanted(
        "home",
        re.compile(
            r"(?:dia chi|noi|ho khau|dkhk)(?: dang ky)? ?(?:thuong tru|hktt)"
            r"|ho khau|dia chi|que quan"
        ),
        "",
        "",
    ),
    Wanted(
        "lives", re.compile(r"(?:noi|cho|dia chi)(?: o)? ?(?:hien (?:tai|nay)|tam tru)"), "", ""
    ),
    Wanted("people", re.compile(r"dan toc"), "", ""),
    Wanted("belief", re.compile(r"ton giao"), "", ""),
    Wanted("sex", re.compile(r"gioi(?: tinh)?|nam nu|phai|gender|sex"), "Giới tính", "the sex"),
    Wanted("schooling", re.compile(r"(?:trinh do )?(?:hoc van|van hoa|trinh do)(?: .*)?"), "", ""),
    Wanted("policy", re.compile(r"(?:doi tuong |dien )?(?:chinh sach|uu tien)(?: .*)?"), "", ""),
    Wanted("note", re.compile(r"ghi chu"), "", ""),
)
_NEEDED = tuple(one for one in _COLUMNS if one.name in {"name", "birth", "sex"})
_ASKED = 15
_LEAST = 4
_WOMEN = frozenset({"nu", "f", "female", "gai", "nu gioi", "phu nu"})
_MEN = frozenset({"nam", "m", "male", "trai", "nam gioi"})
_USUAL = {"Nam": "nam", "Nữ": "nu"}
_NEITHER = Bilingual(
    "Giới tính không phải là 'Nam' hoặc 'Nữ'.", "The sex is neither 'Nam' (male) nor 'Nữ' (female)."
)
_NO_DAY = Bilingual(
    "Ngày sinh không phải là một ngày dạng dd/mm/yyyy.",
    "The date of birth is not a date written dd/mm/yyyy.",
)


def find(head: Head, only: int = 0) -> Spot | None:
    """Return the first row that names name, date of birth and more of the 15 columns."""
    first = 0
    for number, cells in enumerate(head, start=1):
        found = row_names(cells, _COLUMNS).keys()
        first = first or (number if found & {"name", "birth"} else 0)
        known = len(found - {"stt"})
        least = 2 if only == number else _LEAST
        if {"name", "birth"} <= found and known >= least and only in {0, number}:
            return Spot("roster", 0.5 + 0.5 * min(known / _ASKED, 1), number, first)
    return None


def read(sheet: Sheet, findings: Findings) -> Draft:
    """Return one row of counts; a cell is looked at and forgotten."""
    roster = _Roster(sheet, findings)
    learners = counted(sheet, (roster.is_woman(*row) for row in roster.learners()))
    names = roster.names
    columns = {"enrolled": names.get("name", ""), "enrolled_women": names.get("sex", "")}
    return draft(sheet, learners, columns, findings)


class _Roster:
    """The rows of a roster; ``names``: column -> letter and heading."""

    def __init__(self, sheet: Sheet, findings: Findings) -> None:
        self._sheet, self._findings = sheet, findings
        row = sheet.spot.header_row
        header = sheet.grid.head()[row - 1]
        self._found = chosen(sheet, row_names(header, _COLUMNS), _NEEDED, findings)
        self._stt = stt_column(self._found, header)
        self.names = {
            name: label(index, heading([header], index)) for name, index in self._found.items()
        }
        self._headings = {
            name: as_text(at(header, self._found[name])) for name in ("name", "birth")
        }
        self._seen = Seen(sheet, findings)

    def learners(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows of learners and note what they lack."""
        header_row = self._sheet.spot.header_row
        is_over = False
        for number, cells in dropwhile(lambda row: row[0] <= header_row, self._sheet.grid.rows()):
            is_learner = self._is_learner(cells)
            is_over = not is_learner and (is_over or is_footer(cells))
            if (
                is_over
                or self._is_heading(cells)
                or (not is_learner and is_no_learner(cells, self._stt))
            ):
                continue
            self._check(number, cells)
            yield number, cells

    def _cell(self, cells: Row, name: str) -> str:
        return as_text(at(cells, self._found.get(name, -1)))

    def _is_learner(self, cells: Row) -> bool:
        """Return whether a row holds what only a learner has: a signature has none of it."""
        birth = at(cells, self._found.get("birth", -1))
        if not is_blank(birth) and not isinstance(day(birth), Wrong):
            return True
        if _sex(self._cell(cells, "sex")) in _WOMEN | _MEN:
            return True
        numbered = self._stt is not None and has_digits(at(cells, self._stt))
        return numbered and not is_no_learner(cells, self._stt)

    def _is_heading(self, cells: Row) -> bool:
        """Return whether a row repeats the header, as at the top of a printed page."""
        return all(self._cell(cells, name) == self._headings[name] for name in self._headings)

    def _check(self, number: int, cells: Row) -> None:
        name, birth = self._cell(cells, "name"), at(cells, self._found.get("birth", -1))
        if not name:
            missing("name", self._place(number, "name"), self._findings)
        if is_blank(birth):
            missing("birth", self._place(number, "birth"), self._findings)
            return
        born = day(birth)
        if isinstance(born, Wrong):
            self._findings.add("T09", self._place(number, "birth"), _NO_DAY)
        elif name:
            self._seen.check(number, name, born.isoformat(), self._cell(cells, "papers"))

    def is_woman(self, number: int, cells: Row) -> bool:
        """Return whether a learner is a woman; where it is not said, that is noted."""
        if "sex" not in self._found:
            return False
        sex = _sex(self._cell(cells, "sex"))
        if not sex:
            missing("sex", self._place(number, "sex"), self._findings)
        elif sex not in _WOMEN | _MEN:
            self._findings.add("C01", self._place(number, "sex"), _NEITHER)
        return sex in _WOMEN

    def _place(self, row: int, name: str) -> Place:
        return self._sheet.place(row, self.names.get(name, ""))


def _sex(found: str) -> str:
    """Return a word for the sex in plain form; nearly all cells hold one of two words."""
    return _USUAL.get(found) or plain(found)
