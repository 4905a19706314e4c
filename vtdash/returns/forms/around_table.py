"""What stands in or under a table and is none of its rows: remarks, headings again, closings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from vtdash.returns.findings import Findings
from vtdash.returns.forms.counting import is_count
from vtdash.returns.forms.layout import FormSheet, Row, filled, is_footer, is_number_row
from vtdash.returns.model import Cell, GridView, Place
from vtdash.returns.names.heading_lines import Line, read_pieces
from vtdash.returns.names.office_words import plain
from vtdash.returns.sheet_notes import row_runs, runs_in_words
from vtdash.text.language import Named
from vtdash.text.messages import message

_REMARK = re.compile(
    r"(?:ghi chú|chú thích|chú giải|giải thích|lưu ý|notes?|source|"
    r"nguồn(?: số liệu| dữ liệu| tin)?)"
    r"\s*(?:\(?[0-9*]{1,2}\)?)?\s*(?:[:.–-].*)?",
    re.IGNORECASE | re.DOTALL,
)
_LEGEND = re.compile(
    r"[(*–-]?\s*(?:các |những )?(?:(?:dòng|hàng|cột|ô|số|chữ|lớp)(?: liệu| chữ)? "
    r"(?:tô|bôi|in|nền|màu|đánh dấu|gạch|có dấu|đỏ|vàng|xanh|cam|tím|hồng|xám|đậm|nghiêng)|"
    r"(?:tô |nền )?màu (?:đỏ|vàng|xanh|cam|tím|hồng|xám))\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""A line that says what the look of others means: 'Các dòng tô màu đỏ: lớp hủy', 'Ô vàng: ...'."""

_MARKED = re.compile(r"(?:\(?\*{1,3}\)?|[(\[]\d{1,2}[)\]]|[¹²³⁴⁵⁶⁷⁸⁹])\s*\S.*", re.DOTALL)
"""A remark by its sign: '* Số liệu ...', '(1) Không tính ...'; within a table it may be a mark."""

_MARKER = re.compile(r"\s*(?:\(\*{1,3}\)|\*{1,3}|[(\[]\d{1,2}[)\]]|[¹²³⁴⁵⁶⁷⁸⁹]+)$")
_OF_LIST = frozenset({"period", "unit", "area", "city", "level", "occupation", "class"})
_FACTS = {
    "form_1": frozenset({"period", "unit", "city"}),
    "form_2": frozenset({"period", "unit", "area", "city", "level"}),
}
"""Fields of the heading that a second table on the sheet has of its own, and no row of a form."""

_TITLED = re.compile(r"(?:danh sach|bao cao|bieu|bang|tong hop)\b")
_OF_CLASS = re.compile(r"(?:lop|nghe)\b")
OTHER_TABLE = message(
    "By this line the rows under it are of another unit, period, level or class than the heading."
)
_FEW = 2
"""Cells of a remark at most: a mark and the words."""

_CLOSING = re.compile(
    r"\b(?:danh sach|tong so|tong cong|cong|an dinh|tong)\b.*?"
    r"\b0*(\d{1,6})(?: [a-z]+){0,8}? (?:hoc vien|nguoi|hv|hoc sinh|lao dong)\b"
)
_WOMEN = re.compile(
    r"\bnu\b(?: [a-z]+){0,3}? 0*(\d{1,6})\b|\b0*(\d{1,6}) (?:hoc vien |nguoi |hv )?nu\b"
)


@dataclass(frozen=True)
class GridWithout(GridView):
    """A sheet without some of its rows; its headings stay."""

    left_out: Set[int]

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield the other rows."""
        return (row for row in self.grid.rows() if row[0] not in self.left_out)


def bare_table(sheet: FormSheet, findings: Findings) -> FormSheet:
    """Return a form without the remarks in and under its table and without repeated headings.

    Remarks are noted once; a heading that is there again on each printed page says nothing new,
    and a line that says of which unit, period, level or class the rows under it are, is noted.
    """
    remarks, repeated = remark_rows(sheet), _repeated(sheet)
    if remarks:
        place = Place(sheet.grid.name, min(remarks))
        findings.add("S22", place, remarks_left_out(remarks), found=remarks[min(remarks)])
    others = _other_tables(sheet, remarks.keys() | repeated)
    for number, line in others.items():
        findings.add("S28", Place(sheet.grid.name, number), OTHER_TABLE, found=line)
    left_out = remarks.keys() | repeated | others.keys()
    if not left_out:
        return sheet
    return replace(sheet, grid=GridWithout(sheet.grid, sheet.grid.name, left_out))


def remarks_left_out(remarks: Iterable[int]) -> Named:
    """Return that the remarks of some rows are no part of the table."""
    return message(
        "A remark is no row of the table and is left out (rows {rows}).",
        rows=runs_in_words(row_runs(remarks)),
    )


def is_remark(text: str) -> bool:
    """Return whether a text begins as a remark or a source does.

    >>> is_remark("Nguồn: Phòng LĐTBXH"), is_remark("Nguồn nhân lực")
    (True, False)
    """
    return bool(_REMARK.fullmatch(text.strip()) or _LEGEND.fullmatch(text.strip()))


def without_marker(name: str) -> str:
    """Return a name without the sign that leads to a remark.

    >>> without_marker("May công nghiệp (*)"), without_marker("Hàn điện¹")
    ('May công nghiệp', 'Hàn điện')
    """
    return _MARKER.sub("", name) or name


def closing_count(cells: Row) -> tuple[int, int | None] | None:
    """Return the people and women that a closing line states; None where the row is none.

    >>> closing_count(["Danh sách gồm 05 (năm) học viên, trong đó nữ: 3"])
    (5, 3)
    """
    shown = [text for _, text in filled(cells)]
    if not 0 < len(shown) <= _FEW:
        return None
    words = plain(" ".join(shown))
    people = _CLOSING.search(words)
    if not people:
        return None
    women = _WOMEN.search(words)
    return int(people[1]), int(women[1] or women[2]) if women else None


def remark_rows(sheet: FormSheet) -> dict[int, str]:
    """Return the rows under the header that are remarks and nothing else, each with its words."""
    loose, last = dict[int, Row](), 0
    for number, cells in sheet.grid.rows():
        if number <= sheet.spot.header_row:
            continue
        if _is_loose(cells):
            loose[number] = cells
        elif not is_footer(cells):
            last = number
    found, is_open = dict[int, str](), False
    for number, cells in loose.items():
        text = filled(cells)[-1][1]
        is_under = number > last
        if is_footer(cells) or closing_count(cells):
            is_open = False
        elif is_remark(text) or (is_under and (is_open or _MARKED.fullmatch(text))):
            is_open = is_under
            found[number] = text
    return found


def _other_tables(sheet: FormSheet, known: Set[int]) -> dict[int, str]:
    """Return the lines between rows that give the rows under them other facts than the heading."""
    header = sheet.spot.header_row
    above = plain(
        " ".join(text for cells in sheet.grid.head()[: header - 1] for _, text in filled(cells))
    )
    waiting, found = dict[int, str](), dict[int, str]()
    for number, cells in sheet.grid.rows():
        if number <= header or number in known:
            continue
        if _is_loose(cells):
            if not closing_count(cells) and _says_other(cells, above, sheet):
                waiting[number] = filled(cells)[-1][1]
        elif not is_footer(cells):
            found |= waiting
            waiting = {}
    return found


def _says_other(cells: Row, above: str, sheet: FormSheet) -> bool:
    """Return whether a row of words gives a fact that does not stand above the table."""
    lines = [Line(1, column + 1, text) for column, text in filled(cells)]
    fields = _FACTS.get(sheet.spot.form, _OF_LIST)
    said = [p.value for p in read_pieces(lines) if p.field in fields and plain(p.value)]
    for text in (line.text for line in lines):
        is_class = sheet.recognition.is_personal and _OF_CLASS.match(plain(text))
        said += [text] if is_class or _TITLED.match(plain(text)) else []
    return any(plain(text) not in above for text in said)


def _is_loose(cells: Row) -> bool:
    """Return whether a row holds words only, and few cells: no row of a table."""
    shown = [cell for cell in cells if cell is not None and cell != ""]
    is_short = len(filled(cells)) <= _FEW
    return is_short and all(isinstance(cell, str) and not is_count(cell) for cell in shown)


def _repeated(sheet: FormSheet) -> set[int]:
    """Return the rows under the header that say the headings again, in their order."""
    header = sheet.spot.header_row
    head = {number: _texts(cells) for number, cells in enumerate(sheet.grid.head(), start=1)}
    above = {texts: n for n, texts in head.items() if n <= header and len(texts) > _FEW}
    repeated, following = set[int](), 0
    for number, cells in sheet.grid.rows():
        texts = _texts(cells) if number > header else ()
        if not texts:
            continue
        is_next = texts == head.get(following) and (
            following <= header or is_number_row(cells) or not any(map(is_count, cells))
        )
        here = following if is_next and number != following else above.get(texts, 0)
        following = here + 1 if here else 0
        if here:
            repeated.add(number)
    return repeated


def _texts(cells: Row) -> tuple[tuple[int, str], ...]:
    return tuple(filled(cells))
