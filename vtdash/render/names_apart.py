"""Names of areas and of occupations, each different from every other of its kind."""

from __future__ import annotations

import re
from collections import Counter

from vtdash.reference import Area, Catalogue, Occupation
from vtdash.text.language import Text, inside

_KIND_OF_PLACE = re.compile(r"^(Quận|Huyện|Thị xã|Thành phố|Phường|Xã|Đặc khu)(?= )")


def area_names(catalogue: Catalogue, text: Text) -> dict[str, str]:
    """Return the name of every area by id.

    One whose code lived on has the year in which it ended, and the last that bore the code
    stands for all of them; one that shares its name has its city and code.
    """
    codes = {(area.level, area.code): text.name(area.name) for area in catalogue.areas}
    counted = Counter((level, name) for (level, _), name in codes.items())
    shared = frozenset(name for (_, name), times in counted.items() if times > 1)
    return {
        area.id: _with_city(area, catalogue, text)
        if text.name(area.name) in shared
        else _with_end(area, catalogue, text)
        for area in catalogue.areas
    }


def _with_city(area: Area, catalogue: Catalogue, text: Text) -> str:
    city = text.name(catalogue.code("city", area.city).name)
    return f"{text.name(area.name)} ({city}, {area.code})"


def _with_end(area: Area, catalogue: Catalogue, text: Text) -> str:
    name = text.name(area.name)
    if area.valid_from or (area.level, area.code) not in catalogue.recoded_areas:
        return name
    last = area.valid_to.year if area.valid_to else ""
    return text("{area} (to {year})", area=name, year=last)


def place_inside(name: str) -> str:
    """Return a place's name as it stands inside a sentence: in Vietnamese its kind is no name.

    >>> place_inside("Quận Ba Đình"), place_inside("Hà Nội"), place_inside("Ba Dinh Urban District")
    ('quận Ba Đình', 'Hà Nội', 'Ba Dinh Urban District')
    """
    return _KIND_OF_PLACE.sub(lambda kind: kind[0].lower(), name)


def occupation_names(catalogue: Catalogue, text: Text) -> dict[str, str]:
    """Return the name of every occupation by key; where two lists share words, with the list."""
    names = {occupation.key: text.name(occupation.name) for occupation in catalogue.occupations}
    counted = Counter(map(_words, names.values()))
    return {
        occupation.key: _with_list(occupation, catalogue, text)
        if counted[_words(names[occupation.key])] > 1
        else names[occupation.key]
        for occupation in catalogue.occupations
    }


def _with_list(occupation: Occupation, catalogue: Catalogue, text: Text) -> str:
    kind = inside(text.name(catalogue.code("occupation_kind", occupation.kind).name))
    return f"{text.name(occupation.name)} ({kind})"


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name by which it is told apart: their order and signs do not."""
    return tuple(sorted(re.findall(r"\w+", name.lower())))
