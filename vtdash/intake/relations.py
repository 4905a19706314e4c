"""Cells of one row beside each other: bounds, areas in force, levels that exist, whose item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from vtdash.reference import Area, Catalogue, Occupation
from vtdash.schema import CITIES, Bilingual, Dataset

SHORT_LEVELS = ("elementary", "under_3_months")
"""Levels open to every occupation; the others need a code of that level in the national list."""

_HANOI, _HAIPHONG = CITIES
_LAST_DAY = (12, 31)


@dataclass(frozen=True)
class Relation:
    """What must hold between sound cells: ``judge`` takes the values of ``columns`` in order.

    It returns None, or the sentence for the first of the columns, which is the one to mend.
    """

    columns: tuple[str, ...]
    judge: Callable[..., Bilingual | None]


def relations(dataset: Dataset, catalogue: Catalogue) -> tuple[Relation, ...]:
    """Return every relation that the dataset's columns have to keep."""
    return tuple(
        relation
        for relation in (*_bounds(dataset), *_memberships(dataset, catalogue))
        if set(relation.columns) <= set(dataset.column_names)
    )


def _bounds(dataset: Dataset) -> Iterator[Relation]:
    for column in dataset.columns:
        if column.at_most:
            yield Relation((column.name, column.at_most), _at_most(column.at_most))


def _at_most(limit_name: str) -> Callable[[int, int], Bilingual | None]:
    def judge(part: int, whole: int) -> Bilingual | None:
        if part <= whole:
            return None
        return Bilingual(
            f"{part} lớn hơn {limit_name} ({whole}) của cùng dòng; kiểm tra lại cả hai ô",
            f"{part} is more than {limit_name} ({whole}) of the same row; check both cells",
        )

    return judge


def _memberships(dataset: Dataset, catalogue: Catalogue) -> Iterator[Relation]:
    yield Relation(("area_code", "city"), _area_of_city(catalogue))
    yield Relation(("area_code", "city", dataset.period), _area_in_force(catalogue))
    yield Relation(("level", "occupation_key"), _level_of_occupation(catalogue))
    yield Relation(("item_id", "city"), _item_of_city(catalogue))


def _area_of_city(catalogue: Catalogue) -> Callable[[str, str], Bilingual | None]:
    areas = _by_code(catalogue)

    def judge(code: str, city: str) -> Bilingual | None:
        area = areas[code][-1]
        return None if area.city == city else _other_city(code, area.name, area.city, city)

    return judge


def _area_in_force(catalogue: Catalogue) -> Callable[[str, str, str | int], Bilingual | None]:
    """Areas of another city are left to the relation before."""
    areas = _by_code(catalogue)

    @cache  # bounded by the codes and periods that exist
    def judge(code: str, city: str, period: str | int) -> Bilingual | None:
        day, known = deciding_day(period), areas[code]
        if known[-1].city != city or any(area.is_valid_on(day) for area in known):
            return None
        digits = {len(c) for c, own in areas.items() for a in own if a.is_valid_on(day)}
        return _not_in_force(known[-1], period, ", ".join(str(n) for n in sorted(digits)))

    return judge


def deciding_day(period: str | int) -> date:
    """Return the day whose areas a period is reported by: the marts use the same two rules.

    >>> deciding_day("2025-Q3"), deciding_day(2024)
    (datetime.date(2025, 7, 1), datetime.date(2024, 12, 31))
    """
    if isinstance(period, int):
        return date(period, *_LAST_DAY)
    return date(int(period[:4]), 3 * int(period[-1]) - 2, 1)


def _by_code(catalogue: Catalogue) -> dict[str, list[Area]]:
    areas: dict[str, list[Area]] = defaultdict(list)
    for area in catalogue.areas:
        if area.level != "province":
            areas[area.code].append(area)
    return areas


def _not_in_force(area: Area, period: str | int, digits: str) -> Bilingual:
    since, until = area.valid_from, area.valid_to
    vi = f" từ {since:%d/%m/%Y}" if since else ""
    vi += f" đến {until:%d/%m/%Y}" if until else ""
    en = f" from {since}" if since else ""
    en += f" to {until}" if until else ""
    return Bilingual(
        f"{area.code} ({area.name.vi}) có hiệu lực{vi}, không dùng cho kỳ {period}; dùng mã "
        f"{digits} chữ số của kỳ đó, xem data/reference/areas.csv",
        f"{area.code} ({area.name.en}) is valid{en}, not for {period}; use the code of "
        f"{digits} digits of that period, see data/reference/areas.csv",
    )


def _other_city(code: str, name: Bilingual, own: str, city: str) -> Bilingual:
    return Bilingual(
        f"{code} ({name.vi}) thuộc {own}, không thuộc {city}; sửa mã này hoặc cột city",
        f"{code} ({name.en}) belongs to {own}, not to {city}; mend this code or the column city",
    )


def _level_of_occupation(catalogue: Catalogue) -> Callable[[str, str], Bilingual | None]:
    possible = {key: levels_of(o) for key, o in catalogue.occupation_by_key.items()}

    def judge(level: str, key: str) -> Bilingual | None:
        if level in possible[key]:
            return None
        name, levels = catalogue.occupation_by_key[key].name, ", ".join(possible[key])
        return Bilingual(
            f"nghề {key} ({name.vi}) không đào tạo trình độ {level}; dùng một trong: {levels}",
            f"occupation {key} ({name.en}) is not taught at level {level}; use one of: {levels}",
        )

    return judge


def levels_of(occupation: Occupation) -> tuple[str, ...]:
    """Return the levels at which an occupation may be taught, the highest first."""
    college = ("college",) if occupation.code_college else ()
    intermediate = ("intermediate",) if occupation.code_intermediate else ()
    return (*college, *intermediate, *SHORT_LEVELS)


def _item_of_city(catalogue: Catalogue) -> Callable[[str, str], Bilingual | None]:
    """Tasks are Hanoi's, groups of measures Hai Phong's."""
    city_of = {**dict.fromkeys(catalogue.tasks, _HANOI),
               **dict.fromkeys(catalogue.measures, _HAIPHONG)}  # fmt: skip
    items: dict[str, Any] = catalogue.items

    def judge(item_id: str, city: str) -> Bilingual | None:
        own = city_of[item_id]
        return None if own == city else _other_city(item_id, items[item_id].name, own, city)

    return judge
