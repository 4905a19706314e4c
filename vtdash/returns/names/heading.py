"""What stands above the header of an official form: period, units, place, occupation, level.

Only these are returned, and nothing is read from the header down: below it a list holds people.
What several lines contradict stays empty, for the steward to give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from openpyxl.utils import get_column_letter

from vtdash.model.period import Period
from vtdash.reference import Catalogue
from vtdash.returns.model import Grid, Place
from vtdash.returns.names.area_names import AreaNames, PlacesInText
from vtdash.returns.names.heading_lines import (
    Line,
    Mention,
    Piece,
    agreed,
    below,
    clean,
    read_lines,
    read_period,
    read_pieces,
    value_beside,
)
from vtdash.returns.names.office_words import AREA_PREFIXES, plain, spell

_LONGEST = 200
_CORNER = 12
"""Rows in which a unit without a label may stand."""

_SYMBOL = re.compile(
    r"(?:biểu\s+mẫu|mẫu\s+biểu|biểu|mẫu|phụ\s+lục|form)\s*(?:số|no\.?)?\s*[:.]?\s*"
    r"((?:[0-9]+|[IVX]+\b)[\w./-]*)",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"(?:luot )?(?:nguoi|hoc vien|lop|dong|trieu|ty|nghin|persons?|%).*")
_LEVELS = re.compile(
    r"(?<!trường )(?<!truong )\b(?:dưới (?:0?3|ba) tháng|duoi (?:0?3|ba) thang|sơ cấp|so cap|"
    r"trung học nghề|trung hoc nghe|trung cấp|trung cap|cao đẳng|cao dang)\b",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"\b(?:(?:nghề|nghe)(?! nghiệp| nghiep| cho)|lớp|lop) "
    r"(?!(?:học |đào tạo |hoc |dao tao )?(?:nghề|nghe) )",
    re.IGNORECASE,
)
_AFTER_CLASS = re.compile(
    r" (?:tại|theo|trên|năm|quý|từ ngày|đợt|địa bàn|thuộc|cho lao động)\b.*|\(.*", re.IGNORECASE
)
_LIST = re.compile(r"\b(?:danh sach|list)\b")
_DASHES = "-–—"
_NOWHERE = Place()

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


@dataclass(frozen=True)
class Heading:
    """The heading of a form; a text is empty where it was not found.

    ``period``: quarter ('2025-Q3') or year ('2024'). ``areas``: codes of the areas valid in
    the period (of all eras where it is unknown) that the unit or the title names. ``symbol`` is
    the number of the form ('01/LĐNT'). ``occupation_text`` and ``level_text`` are the office's
    words, for ``Matcher``.
    """

    period: str = ""
    period_place: Place = _NOWHERE
    unit: str = ""
    unit_place: Place = _NOWHERE
    receiver: str = ""
    symbol: str = ""
    areas: tuple[str, ...] = ()
    city: str = ""
    occupation_text: str = ""
    level_text: str = ""


def read_heading(
    grid: Grid, header_row: int, catalogue: Catalogue, names: AreaNames | None = None
) -> Heading:
    """Return what the rows above ``header_row`` (1 is the first) say of the whole form.

    ``names`` spares building the lookup of areas anew: ``Matcher.areas``.
    """
    lines = read_lines(grid, header_row)
    read = read_pieces(lines)
    pieces = [value_beside(read, number) for number in range(len(read))]
    period, stands = _period(lines, pieces)
    receiver = _first(pieces, "receiver")
    unit = _unit(lines, pieces, receiver)
    places = PlacesInText(catalogue, names or AreaNames(catalogue))
    city, areas = _where(places, pieces, unit, period)
    return Heading(
        period=period,
        period_place=_place(grid, stands),
        unit=unit.value[:_LONGEST] if unit else "",
        unit_place=_place(grid, unit),
        receiver=receiver.value[:_LONGEST] if receiver else "",
        symbol=_symbol(lines, pieces),
        areas=areas,
        city=city,
        occupation_text=_occupation(pieces)[:_LONGEST],
        level_text=_level(pieces)[:_LONGEST],
    )


def _place(grid: Grid, stands: Line | Piece | None) -> Place:
    if stands is None:
        return _NOWHERE
    return Place(grid.name, stands.row, get_column_letter(stands.column))


def _period(lines: Sequence[Line], pieces: Sequence[Piece]) -> tuple[str, Line | Piece | None]:
    """Return the period and where it stands: what is labelled as one goes before other lines."""
    labelled = [(piece, _labelled_period(piece)) for piece in pieces if piece.field == "period"]
    stated = [mention for _, mention in labelled]
    period = agreed(stated)
    is_decided = period or any(mention.is_part or mention.is_other for mention in stated)
    found = labelled if is_decided else [*labelled, *_mentions(lines)]
    period = agreed(mention for _, mention in found)
    stands = (at for at, mention in found if mention.quarters or mention.numbers or mention.years)
    return period, next(stands, None) if period else None


def _labelled_period(piece: Piece) -> Mention:
    """Return what a labelled value says; a bare '2024' is a year there."""
    is_year = re.fullmatch(r"20\d\d", piece.value)
    return read_period(f"năm {piece.value}" if is_year else piece.labelled)


def _mentions(lines: Sequence[Line]) -> Iterator[tuple[Line, Mention]]:
    """Yield what each line says; a row is read as one line where none of its cells says enough."""
    for _, group in groupby(lines, key=lambda line: line.row):
        row = list(group)
        mentions = [(line, read_period(line.text)) for line in row]
        if any(m.quarters or m.years or m.is_part for _, m in mentions):
            yield from mentions
        else:
            yield row[0], read_period(" ".join(line.text for line in row))


def _first(pieces: Sequence[Piece], field: str) -> Piece | None:
    """Return the first value with a label, or the office under a label without a value."""
    own = [piece for piece in pieces if piece.field == field]
    for piece in own:
        if piece.value and not _MEASURED.fullmatch(plain(piece.value)):
            return piece
    under = [below(pieces, piece) for piece in own if not piece.value]
    return next((piece for piece in under if piece and rank(piece.value) is not None), None)


def _unit(lines: Sequence[Line], pieces: Sequence[Piece], receiver: Piece | None) -> Piece | None:
    """Return the reporting unit: labelled, or the office of the lowest rank in the corner."""
    if labelled := _first(pieces, "unit"):
        return labelled
    offices = [
        piece
        for piece in _offices(pieces)
        if piece.row <= _CORNER and not (receiver and piece.value == receiver.value)
    ]
    unit = min(offices, key=lambda piece: rank(piece.value) or 0, default=None)
    return unit and replace(unit, value=_continued(lines, unit))


def _offices(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if not piece.field and rank(piece.value) is not None]


def _continued(lines: Sequence[Line], unit: Piece) -> str:
    """Return a unit's name with the line under it, where a dash or a missing place asks for it."""
    column = [line for line in lines if line.column == unit.column]
    for line, following in pairwise(column):
        is_unit = line.row == unit.row and clean(line.text) == unit.value
        rest = clean(following.text)
        if is_unit and following.row <= unit.row + 1 and plain(rest) and not is_title(rest):
            if is_unnamed(unit.value):
                return f"{unit.value} {rest}"
            if line.text.strip()[-1] in _DASHES or following.text.strip()[0] in _DASHES:
                return f"{unit.value} - {rest}"
    return unit.value


def _symbol(lines: Sequence[Line], pieces: Sequence[Piece]) -> str:
    labelled = [p.value.partition("(")[0] for p in pieces if p.field == "symbol"]
    found = [value for value in labelled if any(letter.isdigit() for letter in value)]
    found += [match[1] for line in lines if (match := _SYMBOL.search(line.text))]
    return found[0].strip(" ./-")[:_LONGEST] if found else ""


def _where(
    places: PlacesInText, pieces: Sequence[Piece], unit: Piece | None, period: str
) -> tuple[str, tuple[str, ...]]:
    """Return the city, empty where two are named, and the codes of the areas named."""
    day = Period.parse(period).reference_date if period else None
    said = [_area_text(piece) for piece in pieces if piece.field == "area"]
    said += [unit.value] if unit else []
    said += [p.value for p in pieces if not p.field and (is_title(p.value) or p in _offices([p]))]
    areas = [area for text in said for area in places.areas(text, day)]
    areas = areas or [area for text in said for area in places.areas(text, day, alone=True)]
    fields = {"", "unit", "receiver", "city", "area"}
    cities = {city for p in pieces if p.field in fields for city in places.cities(p.value)}
    cities = cities if len(cities) == 1 else {places.names.areas[area].city for area in areas}
    city = cities.pop() if len(cities) == 1 else ""
    own = [places.names.areas[area] for area in areas]
    return city, tuple(dict.fromkeys(area.code for area in own if city in ("", area.city)))


def _area_text(piece: Piece) -> str:
    """Return a labelled area with the label where that is a word for its kind."""
    return piece.labelled if piece.label in AREA_PREFIXES else piece.value


def _occupation(pieces: Sequence[Piece]) -> str:
    """Return the occupation, else the class, else what the title of a list says of it."""
    for field in ("occupation", "class"):
        if labelled := next((p.value for p in pieces if p.field == field and p.value), ""):
            return labelled
    titles = (p.value for p in pieces if not p.field and _LIST.search(plain(p.value)))
    named = (
        _AFTER_CLASS.sub("", _CLASS.split(title)[-1]) for title in titles if _CLASS.search(title)
    )
    return next((clean(name) for name in named if plain(name)), "")


def _level(pieces: Sequence[Piece]) -> str:
    """Return the labelled level, else the one level that titles and the class name."""
    if labelled := next((p.value for p in pieces if p.field == "level" and p.value), ""):
        return labelled
    said = [p.value for p in pieces if p.field == "class" or (not p.field and is_title(p.value))]
    found = {plain(m[0]): m[0] for text in said for m in _LEVELS.finditer(text)}
    return next(iter(found.values())) if len(found) == 1 else ""


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
