"""Columns of official lists, known by their headings: of several rows, merged, spelled freely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from vtdash.returns.findings import Findings
from vtdash.returns.forms.layout import FormSheet, Head, Row, column_label, filled, headings_over
from vtdash.returns.names.office_words import plain
from vtdash.text.language import Named
from vtdash.text.messages import message

_NOTE = re.compile(r"\(.*?\)|\*")


@dataclass(frozen=True)
class Wanted:
    """A column of a form: what its heading may be (plain), and how it is called in messages.

    ``pattern`` has to fit the whole heading; ``not_under`` must not stand in the headings of
    the groups above it.
    """

    name: str
    pattern: str
    vi: str = ""
    en: str = ""
    not_under: str = ""

    @cached_property
    def _own(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def fits(self, groups: Sequence[str], own: str) -> bool:
        """Return whether a heading (plain) under those of its groups is this column's."""
        is_other = self.not_under and re.search(self.not_under, " ".join(groups))
        return bool(self._own.fullmatch(own)) and not is_other


def plain_heading(found: str) -> str:
    """Return a heading as it is compared: without marks such as '*' and notes in brackets."""
    return plain(_NOTE.sub(" ", found)) or plain(found)


def row_names(cells: Row, wanted: Iterable[Wanted]) -> dict[str, list[int]]:
    """Return the places of the headings that one row holds by itself."""
    found: dict[str, list[int]] = {}
    for index, shown in filled(cells):
        name = _name((shown,), wanted)
        if name:
            found.setdefault(name, []).append(index)
    return found


def column_names(rows: Head, wanted: Sequence[Wanted]) -> dict[str, list[int]]:
    """Return for each wanted column the places whose headings, groups included, fit it."""
    width = max((len(cells) for cells in rows), default=0)
    found: dict[str, list[int]] = {}
    for index in range(width):
        name = _name(headings_over(rows, index), wanted)
        if name and _stands(rows, index):
            found.setdefault(name, []).append(index)
    return found


def _stands(rows: Head, index: int) -> bool:
    """Return whether a column has a heading of its own, not only a group's on its left."""
    return any(place == index for cells in rows for place, _ in filled(cells))


def _name(headings: Sequence[str], wanted: Iterable[Wanted]) -> str:
    """Return the column that headings from the top down stand for, or an empty text."""
    if not headings:
        return ""
    *groups, own = (plain_heading(found) for found in headings)
    return next((one.name for one in wanted if one.fits(groups, own)), "")


def column_twice(first: str) -> Named:
    """Return that a column stands a second time; ``first`` is the letter of the one read."""
    return message("This column stands in column {first} already.", first=first)


def needed_column(column: Named) -> Named:
    """Return that an official form lacks a column that is needed to count."""
    return message("The heading rows of the form have no column for {column}.", column=column)


def first_places(
    sheet: FormSheet,
    found: Mapping[str, Sequence[int]],
    needed: Iterable[Wanted],
    findings: Findings,
    *,
    repeats: bool = False,
) -> dict[str, int]:
    """Return the place of each column, the first where it stands twice.

    A needed column that is missing is noted, and one that stands twice unless ``repeats``: a
    heading such as 'Nữ' may belong to several groups.
    """
    row = sheet.spot.header_row
    for one in needed:
        if not found.get(one.name):
            findings.add("S09", sheet.place(row, one.vi), needed_column(one))
        for again in () if repeats else found.get(one.name, ())[1:]:
            what = column_twice(get_column_letter(found[one.name][0] + 1))
            findings.add("S11", sheet.place(row, column_label(again, one.vi)), what)
    return {name: places[0] for name, places in found.items()}


STT = Wanted("stt", r"stt|tt|so tt|so thu tu|no", "STT", "the running number")
_POLICY = (
    r"dan toc|ngheo|chinh sach|khuyet tat|cong|thu hoi|mat viec|nhom|uu dai|khac|can |thanh nien"
)
_NO_PEOPLE = f"{_POLICY}|lop"
_WOMEN = (
    r"(?:trong do|tong so|tong|so|luot|hoc vien|nguoi|lao dong|la| )*"
    r"(?:nu|nu gioi|phu nu|hoc vien nu|nguoi nu|lao dong nu)(?: gioi| nguoi)?"
)
_PEOPLE = (
    r"(?:tong |tong so )?(?:so )?(?:luong |luot )?"
    r"(?:nguoi|hoc vien|lao dong|hv|ldnt|lao dong nong thon)"
    r"(?: (?:hoc|duoc hoc|hoc nghe|duoc hoc nghe|duoc dao tao|tham gia|dao tao|hoc vien|"
    r"duoc ho tro|duoc day nghe|tuyen sinh|nong thon))*|tong so|tong cong|tong"
)
FORM_2 = (
    STT,
    Wanted(
        "occupation",
        r"(?:ten |danh muc |ten cac )?(?:nganh |cac )?(?:nganh |nghe|lop)"
        r"(?: nghe)?(?: dao tao| hoc| day| duoc dao tao)?(?: nghe)?",
        "Tên nghề",
        "the occupation",
    ),
    Wanted("level", r"(?:cap )?(?:trinh do|he)(?: (?:dao tao|day nghe|nghe))*", "Trình độ"),
    Wanted(
        "classes",
        r"(?:tong )?(?:so )(?:luong )?lop(?: hoc| nghe| dao tao| mo)*",
        "Số lớp",
        "the number of classes",
    ),
    Wanted("women", _WOMEN, "Nữ", "women", _POLICY),
    Wanted("people", _PEOPLE, "Số người", "the number of people", _NO_PEOPLE),
)

ROSTER = (
    STT,
    Wanted(
        "name",
        r"(?:ho (?:va |dem va )?ten|ten)(?: (?:hoc vien|nguoi hoc|hoc sinh))?"
        r"|hoc vien|full name|name",
        "Họ tên",
        "the name",
    ),
    Wanted(
        "birth",
        r"(?:ngay,? )?(?:thang,? )?(?:nam )?sinh|ngay thang(?: nam)? sinh|"
        r"sinh ngay|date of birth|birthday",
        "Ngày sinh",
        "the date of birth",
    ),
    Wanted("phone", r"(?:so )?(?:dien thoai|dt|sdt|phone)(?: .*)?"),
    Wanted("mail", r"e ?mail|thu dien tu"),
    Wanted(
        "papers",
        r"(?:so |ma )?(?:cccd|cmnd|cmt|can cuoc|chung minh|dinh danh)(?: .*)?",
        "CCCD/CMND",
        "the identity card",
    ),
    Wanted("issued", r"ngay cap(?: .*)?"),
    Wanted("issuer", r"noi cap(?: .*)?"),
    Wanted(
        "home",
        r"(?:dia chi|noi|ho khau|dkhk)(?: dang ky)? ?(?:thuong tru|hktt)"
        r"|ho khau|dia chi|que quan",
    ),
    Wanted("lives", r"(?:noi|cho|dia chi)(?: o)? ?(?:hien (?:tai|nay)|tam tru)"),
    Wanted("people", r"dan toc"),
    Wanted("belief", r"ton giao"),
    Wanted("sex", r"gioi(?: tinh)?|nam nu|phai|gender|sex", "Giới tính", "the sex"),
    Wanted("schooling", r"(?:trinh do )?(?:hoc van|van hoa|trinh do)(?: .*)?"),
    Wanted("policy", r"(?:doi tuong |dien )?(?:chinh sach|uu tien)(?: .*)?"),
    Wanted("note", r"ghi chu"),
)
LIST_1956 = (
    STT,
    Wanted(
        "name",
        r"(?:ho (?:va |dem va )?ten|ten)(?: (?:hoc vien|nguoi hoc|lao dong))?|hoc vien",
    ),
    Wanted("men", r"(?:nam )?(?:sinh )?nam(?: gioi)?"),
    Wanted("women", r"(?:nam )?(?:sinh )?nu(?: gioi)?"),
    Wanted("home", r"(?:dia chi|noi o|cho o|ho khau|noi).*"),
)
