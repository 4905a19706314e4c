"""Names of areas and of occupations, each different from every other of its kind."""

from __future__ import annotations

import re
from collections import Counter

from vtdash.reference import Area, Catalogue, Occupation
from vtdash.text.language import Text


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
    kind = text.name(catalogue.code("occupation_kind", occupation.kind).name)
    return f"{text.name(occupation.name)} ({kind})"


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name by which it is told apart: their order and signs do not."""
    return tuple(sorted(re.findall(r"\w+", name.lower())))
