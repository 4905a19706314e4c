"""The lists of allowed values that stand in a template: value first, then its names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import product

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import Bilingual, Column, Dataset
from vtdash.model.period import Period, quarter_or_year
from vtdash.model.published_figures import codes_of_figures
from vtdash.reference import Area, Catalogue, Occupation
from vtdash.returns.checks.membership import levels_of
from vtdash.text.language import Named
from vtdash.text.messages import message

_FIRST_LISTED, _LAST_LISTED = 2020, 2030
"""Years whose quarters stand in the drop-down; others can be typed."""

_LEVELS = {
    "district": message("district, 3 digits"),
    "commune": message("commune level, 5 digits"),
}
_NAMES = ("Tên tiếng Việt", "Tên tiếng Anh / English name")
_DAYS = ("Từ ngày / From", "Đến ngày / To")
_NAME_WIDTHS = (34.0, 34.0)


@dataclass(frozen=True)
class Listing:
    """One list: its sheet's name, what it is, and rows whose first cell is the value."""

    title: str
    prompt: Named
    heads: tuple[str, ...]
    rows: tuple[tuple[str | date | None, ...], ...]
    widths: tuple[float, ...]
    first_row: int = 4

    @property
    def last_row(self) -> int:
        """The sheet's row of the last value."""
        return self.first_row + len(self.rows) - 1


def listings(dataset: Dataset, catalogue: Catalogue) -> dict[str, Listing]:
    """Return the list of each column that has one, by the column's name."""
    made = {column.name: _listing(column, catalogue) for column in dataset.columns}
    return {name: listing for name, listing in made.items() if listing is not None}


def _listing(column: Column, catalogue: Catalogue) -> Listing | None:
    if column.allowed:
        return _allowed(column, catalogue)
    makers: dict[str, Callable[[Catalogue], Listing]] = {
        "area": _areas,
        "occupation": _occupations,
        "item": _items,
        "quarter": _quarters,
        **_REGISTER_LISTS,
        "code": partial(_codes, column),
    }
    maker = makers.get(column.kind)
    return maker(catalogue) if maker else None


def _codes(column: Column, catalogue: Catalogue) -> Listing:
    """Return the list of codes that has the column's name."""
    codes = codes_of_figures(column.name, catalogue.codes)
    named = {code: catalogue.code(column.name, code).name for code in codes}
    return _named(column.title.vi, column.meaning, named)


def _named(title: str, prompt: Named, named: Mapping[str, Named]) -> Listing:
    rows = tuple((code, name.vi, name.en) for code, name in named.items())
    return Listing(title, prompt, ("Giá trị / Value", *_NAMES), rows, (40.0, 60.0, 60.0))


def _terms(title: str, kind: str, prompt: Named) -> Callable[[Catalogue], Listing]:
    return lambda catalogue: _named(
        title,
        prompt,
        {key: name for (group, key), name in catalogue.terms.items() if group == kind},
    )


_REGISTER_LISTS: dict[str, Callable[[Catalogue], Listing]] = {
    "indicator": lambda catalogue: _named(
        "Chỉ tiêu",
        message("Indicators that are defined"),
        {each.id: each.title for each in catalogue.indicators.values()},
    ),
    "territory": lambda catalogue: _named(
        "Lãnh thổ",
        message("Territories, each with its days"),
        {each.id: each.name for each in catalogue.territories.values()},
    ),
    "term_area": _terms("Địa bàn", "area", message("Places inside that the register knows")),
    "term_breakdown": _terms("Nhóm", "breakdown", message("Groups that the register knows")),
    "document": _terms("Văn bản", "document", message("Documents that the register knows")),
    "period": _terms("Kỳ", "period", message("Periods in words that the register knows")),
}
"""Lists of the register for published figures, by the kind of column."""


def _allowed(column: Column, catalogue: Catalogue) -> Listing:
    """Return the list of a column with few values, with the catalogue's names where it has some."""
    titles = {
        "city": "Thành phố",
        "level": "Trình độ",
        "audience": "Đối tượng",
        "months_after": "Số tháng",
    }
    codes = catalogue.codes.get(column.name, {})
    names = {
        code: codes[code].name if code in codes else Bilingual(code, code)
        for code in column.allowed
    }
    dated = any(codes[code].valid_from for code in codes)
    rows = tuple(
        (code, name.vi, name.en, *((codes[code].valid_from, codes[code].valid_to) if dated else ()))
        for code, name in names.items()
    )
    return Listing(
        titles[column.name],
        column.meaning,
        ("Giá trị / Value", *_NAMES, *(_DAYS if dated else ())),
        rows,
        (22.0, *_NAME_WIDTHS, *((14.0, 14.0) if dated else ())),
    )


def _areas(catalogue: Catalogue) -> Listing:
    """Return the areas of both eras, today's first, by city and code."""
    known = [area for area in catalogue.areas if area.level != AreaLevel.PROVINCE]
    known.sort(key=lambda a: (a.valid_to is not None, a.city, a.code, a.valid_from or date.min))
    heads = (
        "Mã / Code",
        *_NAMES,
        "Thành phố / City",
        *_DAYS,
        "Cấp / Level",
    )
    prompt = message("Area code: 3 digits to 30 June 2025, 5 digits since 1 July 2025")
    rows = tuple(_area_row(area, catalogue) for area in known)
    return Listing("Địa bàn", prompt, heads, rows, (38.0, *_NAME_WIDTHS, 24.0, 14.0, 14.0, 30.0))


def _area_row(area: Area, catalogue: Catalogue) -> tuple[str | date | None, ...]:
    city = catalogue.code("city", area.city).id
    level = _LEVELS[area.level]
    # most codes of communes were another's before July 2025: with its name it is that of today
    value = area.code if area.level != AreaLevel.COMMUNE else f"{area.code} - {area.name.vi}"
    return (
        value,
        area.name.vi,
        area.name.en,
        city,
        area.valid_from,
        area.valid_to,
        f"{level.vi} / {level.en}",
    )


def _occupations(catalogue: Catalogue) -> Listing:
    heads = (
        "Mã nghề / Key",
        *_NAMES,
        "Mã cao đẳng / College code",
        "Mã trung cấp / Intermediate code",
        "Trình độ / Levels",
    )
    prompt = message("Occupation and the levels at which it is taught")
    rows = tuple(_occupation_row(occupation) for occupation in catalogue.occupations)
    return Listing("Nghề", prompt, heads, rows, (14.0, 44.0, 44.0, 18.0, 18.0, 44.0))


def _occupation_row(occupation: Occupation) -> tuple[str, ...]:
    college, intermediate = occupation.code_college, occupation.code_intermediate
    name, levels = occupation.name, ", ".join(levels_of(occupation))
    return (occupation.key, name.vi, name.en, college, intermediate, levels)


def _items(catalogue: Catalogue) -> Listing:
    prompt = message("HN-T..: tasks of Hanoi; HP-M..: groups of measures of Hai Phong")
    rows = tuple((item.id, item.name.vi, item.name.en) for item in catalogue.items.values())
    return Listing("Nhiệm vụ", prompt, ("Mã / Id", *_NAMES), rows, (12.0, 60.0, 60.0))


def _quarters(catalogue: Catalogue) -> Listing:
    """Return the quarters of a span of years, each with the areas that report it."""
    prompt = message("Quarters and the area codes they use")
    heads = ("Quý / Quarter", "Mã địa bàn", "Area codes")
    return Listing("Quý", prompt, heads, tuple(_quarter_rows(catalogue)), (16.0, 30.0, 30.0))


def _quarter_rows(catalogue: Catalogue) -> Iterable[tuple[str, str, str]]:
    known = [area for area in catalogue.areas if area.level in _LEVELS]
    for year, number in product(range(_FIRST_LISTED, _LAST_LISTED + 1), (1, 2, 3, 4)):
        quarter = quarter_or_year(year, number)
        day = Period.parse(quarter).reference_date
        used = {area.level for area in known if area.is_valid_on(day)}
        named = [level for name, level in _LEVELS.items() if name in used]
        vi, en = (" / ".join(words) for words in ([n.vi for n in named], [n.en for n in named]))
        yield quarter, vi, en
