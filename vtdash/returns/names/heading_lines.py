"""What stands above a table's header, cut into pieces: a label with its value, or a line alone.

Only known labels give a value; what stands under another one ('Giáo viên: ...') is dropped
here, since above a list of learners it may be about a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vtdash.returns.files.cells import as_text
from vtdash.returns.model import Grid
from vtdash.returns.names.office_words import LABELS, plain, spell

_MOST_COLUMNS = 200
_MOST_LETTERS = 1_000
_LONGEST_LABEL = 7
"""Words of the longest label."""

_COLON = re.compile(r"(?<!\d)[:：]|[:：](?!\d)")
_SEPARATOR = re.compile(r"\s[-–—|]\s|[;|\t]|\s{2,}|,\s")
_PERSONAL = re.compile(
    r"(?:\b(?:điện thoại|số đt|sđt|đt\s*[.:]?\s*\+?\d|tel|fax|hotline|e-?mail|website|địa chỉ|"
    r"giáo viên|giao vien|gvcn|gv|lớp trưởng|lop truong|chủ nhiệm|chu nhiem|phụ trách|phu trach|"
    r"người lập|nguoi lap|người liên hệ|nguoi lien he|cô|thầy)\b|[^\s@]{0,64}@|"
    r"\+?\d(?:[\s.-]?\d){7}).*",
    re.IGNORECASE | re.DOTALL,
)
_EDGES = " \t.…_-–—:;,|(/"


@dataclass(frozen=True)
class Line:
    """A line of a cell; row and column count from 1."""

    row: int
    column: int
    text: str


@dataclass(frozen=True)
class Piece:
    """A value with its label, or a line without one; row and column count from 1.

    ``field``: what the label is a label of, empty for a line without one. ``label`` is plain.
    """

    row: int
    column: int
    field: str
    label: str
    value: str

    @property
    def labelled(self) -> str:
        """The value after its label: 'quy III'."""
        return f"{self.label} {self.value}".strip()


def read_lines(grid: Grid, header_row: int) -> tuple[Line, ...]:
    """Return the lines of the rows above the header; of the table itself nothing is read.

    A text that merged cells repeat within a row is taken once.
    """
    found: list[Line] = []
    for row, cells in enumerate(grid.head()[: max(header_row - 1, 0)], start=1):
        texts = [as_text(cell)[:_MOST_LETTERS] for cell in cells[:_MOST_COLUMNS]]
        for column, cell in enumerate(texts, start=1):
            if cell not in texts[: column - 1]:
                found += [Line(row, column, line) for line in cell.splitlines() if line.strip()]
    return tuple(found)


def read_pieces(lines: Iterable[Line]) -> tuple[Piece, ...]:
    """Return the pieces of lines, in their order."""
    return tuple(piece for line in lines for piece in _pieces(line))


def value_beside(pieces: Sequence[Piece], at: int) -> Piece:
    """Return the piece, with the next text of its row for a value where it has none itself."""
    piece = pieces[at]
    if plain(piece.value) or not piece.field:
        return piece
    following = pieces[at + 1] if at + 1 < len(pieces) else piece
    is_value = following.row == piece.row and not following.field
    value = following.value if is_value else ""
    return Piece(
        piece.row, following.column if value else piece.column, piece.field, piece.label, value
    )


def below(pieces: Sequence[Piece], piece: Piece) -> Piece | None:
    """Return the line without a label in the cell under a piece's cell."""
    place = (piece.row + 1, piece.column)
    return next((p for p in pieces if (p.row, p.column) == place and not p.field), None)


def clean(value: str) -> str:
    """Return a value without the dots of a blank form, and without how to reach somebody."""
    return " ".join(_PERSONAL.sub("", value).split()).strip(_EDGES)


def _pieces(line: Line) -> Iterator[Piece]:
    """Yield what stands before the first label, then each known label with its value."""
    chunks = _COLON.split(line.text)
    field, label = "", ""
    for number, chunk in enumerate(chunks):
        is_last = number == len(chunks) - 1
        value, following = (chunk, "") if is_last else _before_label(chunk, is_first=number == 0)
        value = clean(value)
        if field or (number == 0 and value):
            yield Piece(line.row, line.column, field, label, value)
        label = following
        field = LABELS.get(label, "")


def _before_label(chunk: str, *, is_first: bool) -> tuple[str, str]:
    """Return a text without the label at its end, and the label (plain, empty if unknown)."""
    words = list(re.finditer(r"\S+", chunk))[-_LONGEST_LABEL:]
    for word in words:
        label = plain(chunk[word.start() :])
        if label in LABELS:
            return chunk[: word.start()], label
    cuts = list(_SEPARATOR.finditer(chunk))
    if cuts:
        return chunk[: cuts[-1].start()], ""
    return ("" if is_first else chunk), ""


_SCHOOLS = re.compile(
    r"(?:truong|trung tam|tt|co so|cong ty|hop tac xa|htx|lien hiep|lien minh|doanh nghiep)\b"
)
_SECTIONS = re.compile(r"(?:phong|ban|chi cuc|hoi (?:nong dan|lien hiep|phu nu|lhpn|nd))\b")
_COMMITTEES = re.compile(r"(?:ubnd|uy ban nhan dan)\b")
_DEPARTMENTS = re.compile(
    r"so (?:lao dong|ld\w*|giao duc|gd\w*|noi vu|nong nghiep|nn\w*|cong thuong|khoa hoc|y te|"
    r"du lich)\b"
)
_RANKS = (_SCHOOLS, _SECTIONS, _COMMITTEES, _DEPARTMENTS)
_NO_OFFICE = re.compile(r"(?:truong (?:phong|ban|tieu|trung tam)|phong (?:so )?\d+|ban hanh)\b")
_TITLE = re.compile(
    r"\b(?:bao cao|danh sach|ket qua|tong hop|thong ke|bieu tong|bang|report|list|summary)\b"
)
_UNLIKE = {
    "truong": ("trưởng", "trương"),
    "phong": ("phong", "phóng"),
    "ban": ("bản", "bán"),
    "so": ("số",),
}
"""First words that look like an office's without accents, and with them are something else."""

_OTHER = {key: {spell(word).spelled for word in words} - {key} for key, words in _UNLIKE.items()}


def rank(line: str) -> int | None:
    """Return 0 for a school, 1 for a section, 2 for a committee, 3 for a department, else None.

    The line that reports stands under its superiors: the lowest rank is the reporting unit.
    """
    words = spell(line)
    if not words.bare or is_title(line) or _NO_OFFICE.match(words.plain):
        return None
    if words.words[0] in _OTHER.get(words.bare[0], ()):
        return None
    return next((n for n, kind in enumerate(_RANKS) if kind.match(words.plain)), None)


def is_unnamed(line: str) -> bool:
    """Return whether a line says only that it is a committee: its place stands under it."""
    return bool(_COMMITTEES.fullmatch(spell(line).plain))


def is_title(line: str) -> bool:
    """Return whether a line reads like the title of a report or a list."""
    return bool(_TITLE.search(spell(line).plain))
